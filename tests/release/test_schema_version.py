"""Releases of older schema versions stay what they were: small ones, made by the code of then, are read as any."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import TEXTING, Project, Run

from pipeline import curate, diff, load
from pipeline.audit.explain import explain
from pipeline.audit.verify import Verdict, verify
from pipeline.release.errors import DamagedRelease
from pipeline.release.load import UnknownTable
from pipeline.release.read import columns_in
from pipeline.release.versions import read_release
from pipeline.schema import SCHEMA_VERSION
from pipeline.schema.counts import Counts
from pipeline.schema.tables import TABLES, tables_of

RELEASES = Path(__file__).parents[1] / "releases"
VERSION_1 = RELEASES / "version_1"


@pytest.fixture
def old(tmp_path: Path) -> Project:
    """A release of schema version 1 and its pages."""
    shutil.copytree(VERSION_1, tmp_path / "old")
    return Project(tmp_path / "old")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """That release, and the next one over the same pages; tests only read it."""
    root = tmp_path_factory.mktemp("both") / "project"
    shutil.copytree(VERSION_1, root)
    project = Project(root)
    project.curate()
    return project


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_loaded_with_its_own_columns(both: Project, table: str) -> None:
    for version, schema_version in (("1.0.0", 1), ("2.0.0", SCHEMA_VERSION)):
        if table not in tables_of(schema_version):
            with pytest.raises(UnknownTable, match=f"Release {version} has no table '{table}' yet. It has: records,"):
                load(version, table, out=both.out)
            continue
        found = load(version, table, engine="arrow", out=both.out)
        assert found.schema.remove_metadata() == tables_of(schema_version)[table]
        assert found.num_rows == pq.read_metadata(both.release(version).table(table)).num_rows


def test_columns_are_asked_for_by_the_names_of_the_release(both: Project) -> None:
    assert "furniture" in load("1.0.0", "documents", out=both.out, columns=["furniture"])
    assert "boilerplate" in load("2.0.0", "documents", out=both.out, columns=["boilerplate"])
    for version, column in (("1.0.0", "key"), ("2.0.0", "furniture")):
        with pytest.raises(UnknownTable, match=f"no column '{column}'"):
            load(version, "documents", out=both.out, columns=[column])


def test_it_is_verified_down_to_its_evidence(both: Project) -> None:
    assert verify("1.0.0", both.out, both.raw) == Verdict("1.0.0", [], [], 8, 8)
    assert verify("2.0.0", both.out, both.raw) == Verdict("2.0.0", [], [], 8, 8)


@pytest.mark.parametrize("table", tables_of(1))
def test_a_table_of_it_that_was_touched_is_found(old: Project, table: str) -> None:
    path = old.release().table(table)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert any(problem.file == path.name for problem in verify("1.0.0", old.out, old.raw).problems)


def test_both_places_of_the_same_bytes_are_explained(both: Project) -> None:
    for version in ("1.0.0", "2.0.0"):
        found = explain("7bb1961fb731df2f", version, both.out, both.raw)
        assert sorted(evidence.path for evidence in found.evidence) == ["bees-again.html", "bees.html"]
        for evidence in found.evidence:
            source = {"bees.html": "bees.example.org", "bees-again.html": "honey.example.com"}[evidence.path]
            assert evidence.sighting["source"] == source
            assert evidence.lines


def test_the_next_release_is_major_and_says_so(both: Project) -> None:
    assert (both.out / "LATEST").read_text() == "2.0.0\n"
    assert "## 2.0.0\n" in (both.out / "CHANGELOG.md").read_text()
    assert both.release().manifest.schema_version == SCHEMA_VERSION
    assert (both.release("1.0.0").folder / "manifest.json").read_bytes() == (
        VERSION_1 / "curated" / "1.0.0" / "manifest.json"
    ).read_bytes()


def test_the_records_are_compared_across_the_versions(both: Project) -> None:
    changes = diff("1.0.0", "2.0.0", both.out).to_pylist()
    assert {row["change"] for row in changes} <= {"changed"}
    assert load("1.0.0", out=both.out)["id"].tolist() == load("2.0.0", out=both.out)["id"].tolist()


def test_its_counts_are_shown_under_the_names_of_today(both: Project, qamill: Run) -> None:
    told = {
        tuple(line.split("\t")[1:])
        for line in qamill(both, "stats", "1.0.0").stdout.splitlines()
        if line.startswith("counts")
    }
    assert ("rejected_of_documents", "2") in told
    assert not any(name == "documents_rejected" for name, _ in told)
    assert [line.split("\t")[0] for line in qamill(both, "versions").stdout.splitlines()[1:]] == ["1.0.0", "2.0.0"]


def test_a_release_of_a_later_schema_version_is_named_and_left_alone(old: Project) -> None:
    path = old.out / "1.0.0" / "manifest.json"
    path.write_text(path.read_text().replace('"schema_version": 1', '"schema_version": 4'))
    with pytest.raises(DamagedRelease, match="schema version 4, and this qamill knows those up to 3"):
        load("1.0.0", out=old.out)
    with pytest.raises(DamagedRelease, match="schema version 4"):
        curate(old.raw, old.out, workers=1)


# --- releases of schema versions 2 and 3, of a page that was read in January and in March ---------------------------


@pytest.fixture(scope="module", params=[2, 3])
def pool(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Such a release, and the next one over the same pages and one more; tests only read it."""
    root = tmp_path_factory.mktemp("pool") / "project"
    shutil.copytree(RELEASES / f"version_{request.param}", root)
    project = Project(root)
    project.page("more.txt", TEXTING)
    project.curate()
    return project


OPENS_IN_MAY, REBUILT, SLIDE = "cb1ec9bbe41c269a", "cafabbf70182e41e", "8cf56fc19986b052"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_a_page_with_a_history_is_loaded_with_its_own_columns(pool: Project, table: str) -> None:
    for release in (pool.release("1.0.0"), pool.release()):
        if table not in tables_of(release.manifest.schema_version):
            continue
        found = load(release.version, table, engine="arrow", out=pool.out)
        assert found.schema.remove_metadata() == columns_in(release, table)


def test_a_column_that_was_added_later_is_none_of_a_release_made_before(pool: Project) -> None:
    old, new = (columns_in(pool.release(version), "records").names for version in ("1.0.0", "latest"))
    assert [name for name in new if name not in old][-3:] == ["support", "licence", "usage"]
    with pytest.raises(UnknownTable, match="records has no column 'support'"):
        load("1.0.0", out=pool.out, columns=["support"])


def test_a_page_with_a_history_is_verified_and_explained(pool: Project) -> None:
    for version, sightings in (("1.0.0", 6), (pool.release().version, 7)):
        assert verify(version, pool.out, pool.raw) == Verdict(version, [], [], sightings, sightings)
        [evidence] = explain(OPENS_IN_MAY, version, pool.out, pool.raw).evidence
        assert evidence.path == "pool-january.html"
        assert evidence.lines


def test_the_release_after_it_says_what_was_replaced(pool: Project) -> None:
    assert pool.release().manifest.schema_version == SCHEMA_VERSION
    records = {row["id"]: row for row in load(engine="arrow", out=pool.out).to_pylist()}
    assert {id: row["superseded_by"] for id, row in records.items() if row["superseded_by"]} == {OPENS_IN_MAY: REBUILT}
    assert [id for id, row in records.items() if "gone" in row["flags"].split()] == [SLIDE]
    changes = diff("1.0.0", "latest", pool.out).to_pylist()
    assert {row["change"] for row in changes} <= {"added", "changed"}


def test_all_records_of_a_release_that_does_not_say_it_count_as_current() -> None:
    counts = Counts.of(read_release(RELEASES / "version_2" / "curated" / "1.0.0").manifest)
    assert (counts.current, counts.superseded, counts.gone) == (counts.records, 0, 0)
    assert counts.broken_laws() == []


def test_a_release_says_what_is_current_superseded_and_gone() -> None:
    counts = Counts.of(read_release(RELEASES / "version_3" / "curated" / "1.0.0").manifest)
    assert (counts.records, counts.current, counts.superseded, counts.gone) == (5, 3, 1, 1)
