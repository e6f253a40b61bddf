"""Which version a change makes, what a release tells of it, and that nothing disappears."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, Pair, Project

from pipeline import Outcome, curate, diff, load, versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import CountsDoNotAddUp
from pipeline.engine import parts
from pipeline.ingest.errors import SharedFolder
from pipeline.release.changes import Comparison, Side
from pipeline.release.diff import next_version
from pipeline.release.errors import DamagedRelease
from pipeline.release.read import read_table
from pipeline.release.reworded import PLACES
from pipeline.release.versions import latest
from pipeline.run import reading, tasks
from pipeline.schema.counts import Counts
from pipeline.schema.manifest import Change, Manifest


def _two_pages(project: Project) -> Outcome:
    project.page("first.txt", TEXTING, EMAIL)
    project.page("second.txt", COST)
    return project.curate()


def test_the_first_release_is_1_0_0(project: Project) -> None:
    outcome = _two_pages(project)
    assert (outcome.manifest.version, outcome.manifest.previous, outcome.is_new) == ("1.0.0", None, True)
    assert (project.out / "LATEST").read_text() == "1.0.0\n"


CHANGES: dict[str, tuple[Callable[[Project], object], str, Change]] = {
    "a page is added": (lambda project: project.page("third.txt", CONTACT), "1.1.0", Change(1, 0, 0)),
    "a page is removed": (lambda project: (project.raw / "second.txt").unlink(), "2.0.0", Change(0, 1, 0)),
    "an answer is corrected": (
        lambda project: project.page("second.txt", COST._replace(answer="$5 a month.")),
        "2.0.0",
        Change(0, 0, 0, reworded=1),
    ),
    "a question is asked in other words": (
        lambda project: project.page("second.txt", COST._replace(question="What does it cost?")),
        "2.0.0",
        Change(0, 0, 0, reworded=1),
    ),
    "a pair gives way to another": (
        lambda project: project.page("second.txt", CONTACT),
        "2.0.0",
        Change(1, 1, 0),
    ),
    "an address becomes known": (
        lambda project: project.index("first.txt,https://example.org/page,,,"),
        "1.0.1",
        Change(0, 0, 2),
    ),
    "another source is cited": (
        lambda project: project.page("second.txt", COST._replace(host="example.com")),
        "1.0.1",
        Change(0, 0, 1),
    ),
    "a page gets another name": (
        lambda project: (project.raw / "second.txt").rename(project.raw / "renamed.txt"),
        "1.0.1",
        Change(0, 0, 0),
    ),
    "a page is there twice": (lambda project: project.page("copy.txt", COST), "1.0.1", Change(0, 0, 0)),
    "a pair is seen again": (
        lambda project: project.page("third.txt", COST, "Nobody's heading\n"),
        "1.0.1",
        Change(0, 0, 1),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_version_follows_from_what_changed(project: Project, what: str) -> None:
    make_change, version, change = CHANGES[what]
    _two_pages(project)
    make_change(project)
    outcome = project.curate(allow_loss=True)
    assert (outcome.manifest.version, Change(**outcome.manifest.change)) == (version, change)
    assert versions(project.out) == ["1.0.0", version]
    assert latest(project.out) == version
    assert verify(out=project.out, raw=project.raw).problems == []


def test_changed_columns_make_a_major_release() -> None:
    before = _manifest_of_schema(0)
    assert next_version(before, Change(5, 0, 0)) == "2.0.0"


def _manifest_of_schema(version: int) -> Manifest:
    empty: dict[str, str] = {}
    return Manifest(
        name="qamill", version="1.4.2", previous=None, schema_version=version, counts={}, rejected={}, change={},
        content=empty, inputs="", package=empty, settings=empty, files={},
    )  # fmt: skip


@pytest.mark.parametrize("dry_run", [False, True])
def test_where_nothing_changed_nothing_is_written(project: Project, dry_run: bool) -> None:
    first = _two_pages(project)
    before = project.files()
    os.utime(project.raw / "first.txt", (0, 0))
    outcome = project.curate(dry_run=dry_run)
    assert (outcome.is_new, outcome.folder, outcome.manifest) == (False, project.out / "1.0.0", first.manifest)
    assert project.files() == before


@pytest.mark.parametrize("what", CHANGES)
def test_a_dry_run_says_what_a_run_would_do_and_writes_nothing(project: Project, what: str) -> None:
    _two_pages(project)
    CHANGES[what][0](project)
    before = project.files()
    dry = project.curate(dry_run=True, allow_loss=True)
    assert project.files() == before
    assert (dry.is_new, dry.folder) == (True, None)
    assert dry.manifest == project.curate(allow_loss=True).manifest


def test_a_dry_run_makes_no_folder_for_the_first_release(project: Project) -> None:
    project.page("first.txt", TEXTING)
    assert project.curate(dry_run=True).manifest.version == "1.0.0"
    assert [path.name for path in project.root.iterdir()] == ["raw"]


def test_a_code_change_that_changes_no_table_makes_no_release(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _two_pages(project)
    monkeypatch.setattr(
        "pipeline.run.provenance.package",
        lambda: {"name": "qamill", "version": "0.1.0", "fingerprint": "of other code"},
    )
    assert not project.curate().is_new
    assert versions(project.out) == ["1.0.0"]


def test_the_changes_table_names_each_record_and_column_with_before_and_after(history: Project) -> None:
    rows = diff("1.0.0", "1.1.0", history.out).to_pylist()
    assert rows == sorted(rows, key=lambda row: (row["id"], row["change"], row["column"] or ""))
    added = [row for row in rows if row["change"] == "added"]
    assert [(row["column"], row["before"], row["after"]) for row in added] == [(None, None, None)]
    changed = {row["column"]: (row["before"], row["after"]) for row in rows if row["change"] == "changed"}
    assert changed["times_seen"] == changed["sources_seen"] == ("1", "2")


def test_the_released_changes_are_what_diff_works_out(history: Project) -> None:
    known = versions(history.out)
    assert pq.read_table(history.release(known[0]).table("changes")).num_rows == 0
    for before, after in pairwise(known):
        stated = pq.read_table(history.release(after).table("changes")).replace_schema_metadata()
        assert stated.num_rows > 0
        assert stated.equals(diff(before, after, history.out))


def test_a_diff_back_is_the_diff_forth_with_its_sides_exchanged(history: Project) -> None:
    forth, back = (diff(*pair, out=history.out).to_pylist() for pair in (("1.0.0", "1.1.1"), ("1.1.1", "1.0.0")))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    exchanged = [
        {**row, "change": turned[row["change"]], "before": row["after"], "after": row["before"]} for row in back
    ]
    assert forth == exchanged


LONG = "It is a gently sloping tunnel that brings groundwater from the hills to the fields without any pump at all"


def test_when_a_better_copy_comes_the_changes_say_which_id_was_merged_into_which(project: Project) -> None:
    short = Pair("What is a qanat?", f"{LONG}.")
    project.page("first.txt", short)
    project.curate()
    [before] = load(out=project.out)["id"]
    project.page("second.txt", short._replace(answer=f"{LONG}, as everybody there knows."))
    outcome = project.curate()
    [after] = load(out=project.out)["id"]
    assert before != after
    assert (outcome.manifest.version, Change(**outcome.manifest.change)) == ("2.0.0", Change(1, 0, 0, merged=1))
    rows = diff("1.0.0", out=project.out).to_pylist()
    merged_into = {"id": before, "change": "merged", "column": "id", "before": before, "after": after}
    assert [row for row in rows if row["id"] == before] == [merged_into]
    assert rows == load(table="changes", out=project.out, engine="arrow").to_pylist()
    [merged] = load(table="merged", out=project.out, engine="arrow").to_pylist()
    assert (merged["id"], merged["kept_id"], merged["method"], merged["differs"]) == (before, after, "near", "answer")


def test_the_changelog_tells_of_every_release_newest_first(history: Project) -> None:
    text = (history.out / "CHANGELOG.md").read_text()
    assert text == (
        "# Releases\n"
        "\n## 1.1.1\n\n3 records from 2 documents: 2 changed.\n"
        "\n## 1.1.0\n\n3 records from 2 documents: 1 added, 1 changed.\n"
        "\n## 1.0.0\n\n2 records from 1 document: the first release.\n"
    )


def test_versions_are_ordered_by_their_numbers(tmp_path: Path) -> None:
    for name in ("1.10.0", "1.9.0", "0.1.0", "10.0.0", "2.0", "1.0.0-draft", ".staging-7"):
        (tmp_path / name).mkdir()
    assert versions(tmp_path) == ["0.1.0", "1.9.0", "1.10.0", "10.0.0"]


def test_a_run_refuses_to_build_on_a_release_that_lost_its_manifest(project: Project) -> None:
    _two_pages(project)
    (project.out / "1.0.0" / "manifest.json").unlink()
    before = project.files()
    with pytest.raises(DamagedRelease, match=r"1\.0\.0 is damaged: it has no manifest\.json"):
        project.curate()
    assert project.files() == before


def test_pages_and_releases_cannot_share_a_folder(project: Project) -> None:
    project.page("first.txt", TEXTING)
    with pytest.raises(SharedFolder, match="--out"):
        curate(project.raw, project.raw)


def test_releases_below_the_raw_folder_are_no_pages(project: Project) -> None:
    project.page("first.txt", TEXTING)
    out = project.raw / "curated"
    curate(project.raw, out, workers=1)
    assert not curate(project.raw, out, workers=1).is_new


# --- nothing disappears ----------------------------------------------------------------------


def _mixed(project: Project) -> None:
    project.page("a.txt", TEXTING, "A heading of nobody\n", EMAIL, TEXTING)
    project.page("b.txt", TEXTING._replace(host="b.example.net"), Pair("Where?", "Cut.", "en."), Pair("???", "Yes."))
    project.page("copy-of-a.txt", TEXTING, "A heading of nobody\n", EMAIL, TEXTING)
    project.page("page.odt", COST)
    project.page("empty.txt", "  \n")
    (project.raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (project.raw / "latin.txt").write_bytes(
        str(Pair("Où est-il né?", "À Paris, où l'été fut très beau.")).encode("latin-1")
    )
    (project.raw / "missing.txt").symlink_to("gone.txt")


def test_every_candidate_ends_as_record_merged_or_rejected(project: Project) -> None:
    _mixed(project)
    manifest = project.curate().manifest
    counts = manifest.counts
    assert counts["candidates"] == counts["records"] + counts["merged"] + counts["rejected_candidates"]
    assert (counts["records"], counts["merged"], counts["rejected_candidates"]) == (3, 2, 2)
    assert counts["documents"] == 8
    assert manifest.rejected == {
        "bad_source": 1, "binary_file": 1, "duplicate_document": 1, "empty_document": 1, "empty_question": 1,
        "no_answer": 1, "unreadable_file": 1, "unsupported_format": 1,
    }  # fmt: skip


def test_the_counts_of_the_manifest_are_the_rows_of_the_tables(project: Project) -> None:
    _mixed(project)
    counts = project.curate().manifest.counts
    release = project.release()
    rows = {
        name: pq.read_metadata(release.table(name)).num_rows for name in ("records", "sightings", "merged", "rejected")
    }
    assert rows == {name: counts[name] for name in rows}
    documents = pq.read_table(release.table("documents"))
    assert pc.sum(documents.column("candidates")).as_py() == counts["candidates"]
    assert pc.sum(documents.column("rejected")).as_py() == counts["rejected"]


def _without_last_row(kind: str, task: Callable[..., pa.Table]) -> Callable[..., pa.Table]:
    def losing(*arguments: object, **options: object) -> pa.Table:
        made = task(*arguments, **options)
        table = pa.concat_tables(parts.tables_of(made))
        rows = [i for i, word in enumerate(table.column("kind").to_pylist()) if word == kind]
        return table.filter(pa.array([i != rows[-1] for i in range(table.num_rows)]))

    return losing


@pytest.mark.parametrize(
    ("task", "kind"),
    [(task, kind) for task, kinds in {
        "read_files": ("seen", "rejected", "documents"),
        "dedup": ("records", "merged", "sightings", "rejected", "documents"),
        "arrange": ("records", "merged", "sightings", "rejected", "documents"),
    }.items() for kind in kinds],
)  # fmt: skip
def test_a_run_that_lost_a_row_refuses_to_publish(
    project: Project, monkeypatch: pytest.MonkeyPatch, task: str, kind: str
) -> None:
    _two_pages(project)
    before = project.files()
    project.page("more.txt", TEXTING._replace(host="b.example.net"), CONTACT, "A heading of nobody\n")
    module = reading if task == "read_files" else tasks
    monkeypatch.setattr(module, task, _without_last_row(kind, getattr(module, task)))
    with pytest.raises(CountsDoNotAddUp, match="Refusing to publish"):
        project.curate()
    (project.raw / "more.txt").unlink()
    assert project.files() == before


def test_a_manifest_that_counts_too_many_records_does_not_hold_up_a_comparison(project: Project) -> None:
    _two_pages(project)
    project.page("more.txt", CONTACT)
    project.curate()
    path = project.release().folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["counts"]["records"] = 10**15
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert diff("1.0.0", "latest", project.out).num_rows == 1


def test_a_column_that_an_older_release_lacks_is_no_change(history: Project) -> None:
    records = read_table(history.release(), "records")
    older = records.drop_columns(["flags"])
    assert _changes(older, records) == []
    assert _changes(older, records.slice(1)) == [(records["id"][0].as_py(), "removed")]


def _changes(before: pa.Table, after: pa.Table) -> list[tuple[str, str]]:
    """The changes of records that nothing was merged into, and whose places are not known."""
    merged = pa.table({"id": pa.array([], pa.string()), "kept_id": pa.array([], pa.string())})
    sides = (Side(records, merged, PLACES.empty_table) for records in (before, after))
    with Comparison() as comparison:
        comparison.add(*sides)
        return [(row["id"], row["change"]) for row in comparison.changes().to_pylist()]


def test_sums_say_which_law_is_broken() -> None:
    sound = {
        "candidates": 5, "records": 3, "merged": 1, "rejected_candidates": 1, "sightings": 4, "times_seen": 4,
        "pairs_of_documents": 4, "rejected": 3, "rejected_before": 2, "rejected_of_documents": 3, "documents": 2,
        "raw_files": 2, "current": 1, "superseded": 1, "gone": 1,
    }  # fmt: skip
    assert Counts(**sound).broken_laws() == []
    for name in sound:
        assert Counts(**sound | {name: sound[name] + 1}).broken_laws(), name
    assert Counts(**sound | {"documents": 1}).broken_laws() == ["documents + removed documents = raw files: 1 is not 2"]


@pytest.fixture(autouse=True)
def _no_staging_is_left(project: Project) -> Iterator[None]:
    yield
    assert list(project.root.glob("curated/.staging-*")) == []
