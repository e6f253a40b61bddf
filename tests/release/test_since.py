"""What is new since an older version."""

from __future__ import annotations

import pyarrow as pa
import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Project, id_of

from pipeline import load
from pipeline.arguments import BadSetting
from pipeline.release.errors import UnknownVersion
from pipeline.release.read import read_table
from pipeline.release.versions import Release

DEARER = COST._replace(answer="$8 a month for one number, and $2 for each further one.")


def _grown(project: Project) -> None:
    project.index("a.txt,https://example.org/a,2026-01-31,,")
    project.page("a.txt", TEXTING, COST)
    project.curate()
    project.page("b.txt", EMAIL)
    project.curate()
    project.index("a.txt,https://example.org/a,2026-01-31,,", "c.txt,https://example.org/a,2026-03-31,,")
    project.page("a.txt", TEXTING, COST)
    project.page("c.txt", TEXTING, DEARER, CONTACT)
    project.curate(allow_loss=True)


@pytest.fixture
def grown(copy_of: CopyOf) -> Project:
    """1.0.0 with two records; 1.1.0 with one more; 2.0.0 in which one is said in other words."""
    return copy_of(_grown)


def test_only_records_that_the_older_version_does_not_have_are_given(grown: Project) -> None:
    newest = grown.release().version
    assert set(load("1.1.0", since="1.0.0", out=grown.out)["id"]) == {id_of(EMAIL)}
    assert set(load(since="1.1.0", out=grown.out)["id"]) == {id_of(DEARER), id_of(CONTACT)}
    assert set(load(since="1.0.0", out=grown.out)["id"]) == {id_of(EMAIL), id_of(DEARER), id_of(CONTACT)}
    assert load(since=newest, out=grown.out).empty
    assert load(since="latest", out=grown.out).empty


def test_what_only_changed_in_other_columns_is_not_new(grown: Project) -> None:
    superseded = load(out=grown.out).set_index("id").loc[id_of(COST), "superseded_by"]
    assert superseded == id_of(DEARER)
    assert id_of(COST) not in set(load(since="1.0.0", out=grown.out)["id"])


def test_what_is_new_must_also_be_current_or_of_a_day_where_that_is_asked(grown: Project) -> None:
    assert set(load(since="1.1.0", current=True, out=grown.out)["id"]) == {id_of(DEARER), id_of(CONTACT)}
    assert load(since="1.0.0", as_of="2026-02-01", out=grown.out).empty
    assert set(load(since="1.0.0", as_of="2026-04-01", out=grown.out)["id"]) == {id_of(DEARER), id_of(CONTACT)}


@pytest.mark.parametrize("columns", [["answer"], ["answer", "id"], []])
def test_columns_are_those_that_were_asked_for(grown: Project, columns: list[str]) -> None:
    rows = load(since="1.0.0", columns=columns, engine="arrow", out=grown.out)
    assert rows.column_names == columns
    assert rows.num_rows == 3
    assert rows.equals(load(since="1.0.0", engine="arrow", out=grown.out).select(columns))


@pytest.mark.parametrize("columns", [None, ["answer"], []])
def test_few_new_records_among_many_are_the_same_as_many(
    grown: Project, columns: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = load(since="1.0.0", columns=columns, engine="arrow", out=grown.out)
    monkeypatch.setattr("pipeline.release.read._GROUP", 1)
    assert many.equals(load(since="1.0.0", columns=columns, engine="arrow", out=grown.out))


def test_no_more_rows_are_in_memory_at_a_time_than_those_of_a_piece(
    grown: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(release: Release, name: str, columns: list[str] | None = None, filters: object = None) -> pa.Table:
        assert columns == ["id"] or filters is not None
        return read_table(release, name, columns, filters)

    monkeypatch.setattr("pipeline.release.load.read_table", refuse)
    assert len(load(since="1.0.0", out=grown.out)) == 3


def test_the_content_is_that_of_the_version_that_is_loaded(grown: Project) -> None:
    content = grown.release("1.1.0").manifest.content_hash
    assert len(load("1.1.0", since="1.0.0", content=content, out=grown.out)) == 1


def test_a_later_version_another_table_and_an_unknown_version_are_refused(grown: Project) -> None:
    with pytest.raises(BadSetting, match=r"since.*a version up to 1\.0\.0"):
        load("1.0.0", since="1.1.0", out=grown.out)
    with pytest.raises(BadSetting, match="table"):
        load(table="sightings", since="1.0.0", out=grown.out)
    with pytest.raises(UnknownVersion):
        load(since="0.9.0", out=grown.out)
