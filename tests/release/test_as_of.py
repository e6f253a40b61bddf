"""What is current, and what was on a day."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from conftest import Project, Run

from pipeline import load
from pipeline.arguments import BadSetting
from pipeline.audit.explain import explain
from pipeline.audit.superseded import wrong_superseded
from pipeline.release.errors import NoHistory

OPENS_IN_MAY, REBUILT, SLIDE = "cb1ec9bbe41c269a", "cafabbf70182e41e", "8cf56fc19986b052"
BICYCLE, LAKE = "216a58defac3111b", "925e4492f65aae03"
RELEASES = Path(__file__).parents[1] / "releases"


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A page that was read in January and in March, and another one of February; tests only read it."""
    root = tmp_path_factory.mktemp("as_of") / "project"
    shutil.copytree(RELEASES / "version_3", root)
    return Project(root)


def ids(project: Project, **options: Any) -> set[str]:
    return set(load(out=project.out, engine="arrow", **options).column("id").to_pylist())


def test_all_rows_are_loaded_unless_something_else_is_asked_for(pool: Project) -> None:
    assert ids(pool) == {OPENS_IN_MAY, REBUILT, SLIDE, BICYCLE, LAKE}


def test_current_records_are_those_that_a_page_may_still_give(pool: Project) -> None:
    assert ids(pool, current=True) == {REBUILT, BICYCLE, LAKE}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-01-09", set()),
        ("2026-01-10", {OPENS_IN_MAY, SLIDE, BICYCLE}),
        ("2026-01-10T08:59:59", set()),
        ("2026-01-10T10:00:00+01:00", {OPENS_IN_MAY, SLIDE, BICYCLE}),
        (date(2026, 2, 1), {OPENS_IN_MAY, SLIDE, BICYCLE, LAKE}),
        (datetime(2026, 3, 10, 8, 59), {OPENS_IN_MAY, SLIDE, BICYCLE, LAKE}),
        ("2026-03-10", {REBUILT, BICYCLE, LAKE}),
        ("2099-01-01", {REBUILT, BICYCLE, LAKE}),
        ("20260310", {REBUILT, BICYCLE, LAKE}),
        ("2026-W11-2", {REBUILT, BICYCLE, LAKE}),
        ("2026W112", {REBUILT, BICYCLE, LAKE}),
        (pd.Timestamp("2026-03-10 08:59:59.999999999"), {OPENS_IN_MAY, SLIDE, BICYCLE, LAKE}),
        ("2026-01-10T08:59:59.999999", set()),
        ("2026-01-10T09:00:00Z", {OPENS_IN_MAY, SLIDE, BICYCLE}),
        ("2026-01-10T04:00:00-05:00", {OPENS_IN_MAY, SLIDE, BICYCLE}),
        ("0001-01-01", set()),
        ("0001-01-01T00:00:00+14:00", set()),
        (datetime.min, set()),
        ("9999-12-31", {REBUILT, BICYCLE, LAKE}),
        ("9999-12-31T23:59:59-12:00", {REBUILT, BICYCLE, LAKE}),
        (datetime.max, {REBUILT, BICYCLE, LAKE}),
    ],
)
def test_a_day_shows_what_was_current_then(pool: Project, when: str | date, expected: set[str]) -> None:
    assert ids(pool, as_of=when) == expected


def test_only_the_columns_that_are_asked_for_are_loaded(pool: Project) -> None:
    found = load(out=pool.out, current=True, columns=["answer"])
    assert found.columns.tolist() == ["answer"]
    assert len(found) == 3


@pytest.mark.parametrize(
    "options",
    [
        {"current": True, "as_of": "2026-01-01"},
        {"current": True, "table": "sightings"},
        {"as_of": "2026-01-01", "table": "merged"},
        {"as_of": "yesterday"},
        {"as_of": ""},
        {"as_of": " 2026-03-01"},
        {"as_of": "2026-02-30"},
        {"as_of": "2026-03"},
        {"as_of": "2026-03-01+01:00"},
        {"as_of": "01.03.2026"},
        {"as_of": 2026},
        {"as_of": pd.NaT},
        {"current": "yes"},
    ],
)
def test_what_makes_no_sense_is_refused(pool: Project, options: dict[str, Any]) -> None:
    with pytest.raises(BadSetting):
        load(out=pool.out, **options)


@pytest.mark.parametrize("options", [{"current": True}, {"as_of": "2026-03-01"}])
def test_a_release_that_does_not_say_what_is_current_is_not_guessed_at(options: dict[str, Any]) -> None:
    with pytest.raises(NoHistory, match="schema version 2, which does not say"):
        load(out=RELEASES / "version_2" / "curated", **options)


def test_what_has_no_date_is_current_and_was_so_at_no_time(project: Project) -> None:
    shutil.copytree(RELEASES / "version_3" / "raw", project.raw)
    (project.raw / "index.csv").unlink()
    project.page("lake.txt", (RELEASES / "version_3" / "raw" / "lake.txt").read_text(encoding="utf-8"))
    project.index(
        "pool-january.html,https://pool.example.org/faq,,,", "pool-march.html,https://pool.example.org/faq,,,"
    )
    outcome = project.curate()
    assert ids(project, current=True) == ids(project)
    assert ids(project, as_of="2099-01-01") == set()
    [note] = outcome.notes
    assert note.startswith("1 page is there in several states, some without a date")
    assert "retrieved_at" in note


def test_a_page_that_gave_nothing_at_last_is_told(project: Project) -> None:
    shutil.copytree(RELEASES / "version_3" / "raw", project.raw)
    project.page("later.html", "<html><title>Not found</title><body><p>Nothing here any more.</p></body></html>")
    index = (project.raw / "index.csv").read_text(encoding="utf-8")
    (project.raw / "index.csv").write_text(f"{index}later.html,https://pool.example.org/faq,2026-05-10,,\n")
    outcome = project.curate()
    assert ids(project, current=True) == {REBUILT, BICYCLE, LAKE}
    assert outcome.notes == ("1 page gave no pair when last read; what was said there before counts as current.",)


def test_the_summary_says_what_is_of_the_past(pool: Project, tmp_path: Path, qamill: Run) -> None:
    fresh = Project(tmp_path)
    shutil.copytree(pool.raw, fresh.raw)
    told = qamill(fresh, "curate", "--workers", "1").stderr
    assert "Of the records 3 are current, 1 superseded and 1 gone" in told


def test_explain_says_what_took_the_place_of_an_answer(pool: Project) -> None:
    [superseded] = explain(OPENS_IN_MAY, out=pool.out, raw=pool.raw).later
    assert f"was superseded on its page by {REBUILT} (seen 2026-03-10): Not this year" in superseded
    [gone] = explain(SLIDE, out=pool.out, raw=pool.raw).later
    assert "last seen 2026-01-10, is gone" in gone
    assert explain(BICYCLE, out=pool.out, raw=pool.raw).later == []


@pytest.mark.parametrize(
    ("superseded_by", "problem"),
    [
        ({OPENS_IN_MAY: SLIDE}, "no answer to the same question"),
        ({OPENS_IN_MAY: "0" * 16}, "no answer to the same question"),
        ({OPENS_IN_MAY: REBUILT, REBUILT: OPENS_IN_MAY}, "and that in the end by"),
        ({OPENS_IN_MAY: OPENS_IN_MAY}, "and that in the end by"),
        ({OPENS_IN_MAY: REBUILT}, ""),
    ],
)
def test_verify_follows_what_superseded_a_record(
    pool: Project, tmp_path: Path, superseded_by: dict[str, str], problem: str
) -> None:
    folder = tmp_path / "3.0.0"
    shutil.copytree(pool.release().folder, folder)
    rows = load(out=pool.out, engine="arrow")
    column = [superseded_by.get(id) for id in rows.column("id").to_pylist()]
    field = rows.schema.field("superseded_by")
    changed = rows.set_column(rows.column_names.index("superseded_by"), field, [column])
    pq.write_table(changed, folder / "records.parquet", write_page_checksum=True)
    found = [*wrong_superseded(pool.release()._replace(location=folder))]
    assert bool(found) == bool(problem)
    assert all(problem in what for what in found)
