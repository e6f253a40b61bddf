"""What changed between two releases, record by record: no typo is a loss, and every record is accounted for once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, Pair, Project, Run
from hypothesis import given
from hypothesis import strategies as st

from pipeline import diff
from pipeline.buckets import bucket_range
from pipeline.release.changes import Comparison, Side, count_changes
from pipeline.release.diff import ChangedRecord, changed_records
from pipeline.release.in_step import in_step
from pipeline.release.read import read_table as read_rows
from pipeline.release.reworded import PLACES
from pipeline.release.versions import Release, open_release
from pipeline.schema.manifest import Change
from pipeline.schema.tables import CHANGES, RECORDS
from pipeline.text.fingerprint import pair_id, question_id

MERGED = pa.schema([("id", pa.string()), ("kept_id", pa.string())])
LONG = "It is a gently sloping tunnel that brings groundwater from the hills to the fields without any pump at all"
QANAT = Pair("What is a qanat?", f"{LONG}.")


def _two(
    project: Project, before: Sequence[Pair | str], after: Sequence[Pair | str], name: str = "page.txt"
) -> list[ChangedRecord]:
    """The changes between a release of one page and that of the page as it was later."""
    project.page("other.txt", TEXTING, EMAIL)
    project.page(name, *before)
    project.curate()
    project.page(name, *after)
    project.curate(allow_loss=True)
    return _told(project)


def _opened(project: Project) -> list[Release]:
    return [open_release(project.out, version) for version in ("1.0.0", "latest")]


def _told(project: Project) -> list[ChangedRecord]:
    return list(changed_records(diff("1.0.0", out=project.out), *_opened(project)))


def _kinds(records: Sequence[ChangedRecord]) -> dict[str, int]:
    return dict(Counter(record.change for record in records))


HTML = "<h1>Questions</h1>" + "<details><summary>{}</summary><p>{}</p></details>" * 2
IN_IRAN = QANAT._replace(answer=f"{LONG} in Iran.")
CHEAP = COST._replace(answer="It costs $5 a month.")
PAGES: dict[str, tuple[Sequence[Pair | str], Sequence[Pair | str], dict[str, int]]] = {
    "a typo in an answer": ([QANAT], [QANAT._replace(answer=f"{LONG.replace('gently', 'gentley')}.")], {"reworded": 1}),
    "a typo in a question": ([QANAT], [QANAT._replace(question="What is a quanat?")], {"reworded": 1}),
    "a typo below another": ([QANAT, COST], [IN_IRAN, CHEAP], {"reworded": 2}),
    "two that changed places": ([QANAT, COST], [CHEAP, IN_IRAN], {"reworded": 2}),
    "a number": ([COST], [CHEAP], {"reworded": 1}),
    "another answer at the same place": ([COST], [COST._replace(answer="Nothing for members.")], {"reworded": 1}),
    "another pair at the same place": ([COST], [CONTACT], {"removed": 1, "added": 1}),
    "one less": ([COST, CONTACT], [COST], {"removed": 1}),
    "one more": ([COST], [COST, CONTACT], {"added": 1}),
    "case alone": ([COST], [COST._replace(answer="It costs $4.50 A MONTH.")], {"changed": 1}),
}  # fmt: skip


def test_a_page_whose_address_is_written_in_another_way_is_the_same(project: Project) -> None:
    asked = {"old.html": "What is a qanat?", "new.html": "What is a quanat?"}
    for name, url in {"old.html": "http://ex.org/faq", "new.html": "https://www.ex.org/faq/"}.items():
        for page in project.raw.glob("*.html"):
            page.unlink()
        project.page(name, HTML.format(asked[name], LONG, "Is it deep?", "Twenty metres, and more in the hills."))
        project.index(f"{name},{url},,,")
        project.curate(allow_loss=True)
    assert _kinds(_told(project)) == {"reworded": 1, "changed": 1}


@pytest.mark.parametrize("what", PAGES)
def test_what_a_page_says_in_other_words_is_one_reworded_record(project: Project, what: str) -> None:
    before, after, kinds = PAGES[what]
    assert _kinds(_two(project, before, after)) == kinds


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        (
            ("What is a weir?", "A low dam.", "What is a lock?", "Two gates and the water between them."),
            {"reworded": 1},
        ),
        (("What is a weir?", "Something else entirely.", "What is a lock?", "Two gates."), {"reworded": 1}),
        (("Who owns the canal?", "The county does.", "What is a lock?", "Two gates."), {"removed": 1, "added": 1}),
    ],
)
def test_the_place_on_a_page_counts_not_the_words_alone(
    project: Project, after: tuple[str, ...], kinds: dict[str, int]
) -> None:
    page = HTML.format("What is a weir?", "A low dam.", "What is a lock?", "Two gates.")
    project.index("page.html,https://water.example.org/faq,,,")
    assert _kinds(_two(project, [page], [HTML.format(*after)], "page.html")) == kinds


def test_the_same_question_with_a_near_answer_elsewhere_is_reworded_and_with_another_one_is_not(
    project: Project,
) -> None:
    project.page("other.txt", TEXTING, EMAIL)
    old = project.page("old.txt", QANAT, COST)
    project.curate()
    old.unlink()
    project.page("new.txt", IN_IRAN, COST._replace(answer="Ask the office."))
    project.curate(allow_loss=True)
    records = _told(project)
    assert _kinds(records) == {"reworded": 1, "removed": 1, "added": 1}
    [reworded] = [record for record in records if record.change == "reworded"]
    assert reworded.before
    assert reworded.after
    assert (reworded.before.answer, reworded.after.answer) == (QANAT.answer, f"{LONG} in Iran.")


def test_answers_of_one_talk_are_not_taken_for_each_other(project: Project) -> None:
    talk = [Pair("What is a qanat?", f"{word} {word} {word} {word}.") for word in ("Tea", "Water", "A tunnel")]
    new = Pair("What is a qanat?", "Nobody here knows it.")
    assert _kinds(_two(project, talk, [new, *talk[1:]])) == {"reworded": 1}  # at its place
    assert _kinds(_two(Project(project.root / "two"), talk, [*talk[1:], new])) == {"removed": 1, "added": 1}


def test_each_record_tells_what_it_said_and_says(project: Project, qamill: Run) -> None:
    _two(project, [COST, CONTACT], [CHEAP, EMAIL._replace(host="b.example.net")])
    told = [json.loads(line) for line in qamill(project, "diff", "1.0.0", "--json").stdout.splitlines()]
    by_kind = {one["change"]: one for one in told}
    assert list(by_kind) == ["removed", "changed", "reworded"]
    removed, changed, reworded = by_kind.values()
    assert (reworded["before"]["answer"], reworded["after"]["answer"]) == (COST.answer, "It costs $5 a month.")
    assert reworded["before"]["question"] == reworded["after"]["question"] == COST.question
    assert reworded["id"] != reworded["into"]
    assert changed["columns"]["times_seen"] == {"before": "1", "after": "2"}
    assert (removed["before"]["question"], removed["after"], removed["into"]) == (CONTACT.question, None, None)


def test_the_texts_of_a_release_are_read_once_and_no_record_is_told_in_two_parts(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _two(project, [COST, CONTACT, QANAT], [CHEAP, EMAIL._replace(host="b.example.net"), QANAT, IN_IRAN])
    changes = diff("1.0.0", out=project.out)
    assert changes.num_rows > len(whole)  # more than one column of a record has changed
    read = []

    def read_table(release: Release, name: str, *how: Any) -> pa.Table:
        read.append(release.version)
        return read_rows(release, name, *how)

    monkeypatch.setattr("pipeline.release.diff.read_table", read_table)
    assert list(changed_records(changes, *_opened(project))) == whole
    assert sorted(read) == ["1.0.0", "2.0.0"]
    for rows in range(1, changes.num_rows):
        monkeypatch.setattr("pipeline.release.diff._FEW", rows % 2)
        monkeypatch.setattr("pipeline.release.diff._TEXTS_AT_ONCE", rows)
        assert list(changed_records(changes, *_opened(project))) == whole


def test_equal_contents_are_told_from_the_manifests_alone(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    project.page("more.txt", "A heading of nobody\n", TEXTING, "Another\n")
    project.page("copy.txt", "A heading of nobody\n")
    project.curate()
    project.page("copy.txt", "Another heading of nobody\n")
    project.curate()
    monkeypatch.setattr("pipeline.release.diff.read_pieces", None)
    assert diff("1.0.1", "1.0.2", project.out).equals(CHANGES.empty_table())


def test_a_superseded_record_is_in_one_change_with_all_that_changed_in_it() -> None:
    columns = {"id": ["0" * 16, "1" * 16], "answer": ["Old.", "New."], "superseded_by": [None, None]}
    before = pa.table({**columns, "times_seen": [1, 1]}, _SOME)
    after = pa.table({**columns, "superseded_by": ["1" * 16, None], "times_seen": [2, 2]}, _SOME)
    places = PLACES.empty_table()
    forth, back = (_compared((one, places), (other, places)) for one, other in ((before, after), (after, before)))
    assert [(row["id"][0], row["change"], row["column"]) for row in forth] == [
        ("0", "superseded", "superseded_by"), ("0", "superseded", "times_seen"), ("1", "changed", "times_seen"),
    ]  # fmt: skip
    assert {row["change"] for row in back} == {"changed"}


_SOME = pa.schema([*((name, pa.string()) for name in ("id", "answer", "superseded_by")), ("times_seen", pa.int64())])


# --- laws ------------------------------------------------------------------------------------

WORDS = ("tea", "water", "tunnel", "gate", "dam", "lock", "weir", "mill")
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def _records_of(pairs: Sequence[tuple[str, str, str, str, int]]) -> tuple[pa.Table, pa.Table]:
    """Records and their places, of which each is a question, an answer, a page, a place, and what may change."""
    rows, places = {}, []
    for question, answer, page, place, number in pairs:
        id = pair_id(question, answer)
        asked = question_id(question)
        filler: dict[str, Any] = {field.name: 1 if pa.types.is_integer(field.type) else None for field in RECORDS}
        filler |= dict.fromkeys(("source", "source_domain", "question_type", "answer_type", "language", "flags"), "x")
        rows[id] = filler | {
            "id": id,
            "question": question,
            "answer": answer,
            "question_id": asked,
            "times_seen": number,
        }
        places.append({"id": id, "path": page, "page_url": None, "locator": f"details=#{place};#{place}[1:2]"})
    return pa.Table.from_pylist([rows[id] for id in sorted(rows)], schema=RECORDS), pa.Table.from_pylist(
        places, schema=PLACES
    )


RELEASES = st.lists(
    st.tuples(SENTENCES, SENTENCES, st.sampled_from("pqr"), st.sampled_from("123"), st.integers(1, 2)), max_size=8
).map(_records_of)


def _compared(*releases: tuple[pa.Table, pa.Table]) -> list[dict[str, Any]]:
    before, after = (
        Side(records, MERGED.empty_table(), partial(pa.Table.slice, places)) for records, places in releases
    )
    with Comparison() as comparison:
        comparison.add(before, after)
        rows: list[dict[str, Any]] = comparison.changes().to_pylist()
    return rows


@given(RELEASES)
def test_a_release_does_not_differ_from_itself(release: tuple[pa.Table, pa.Table]) -> None:
    assert _compared(release, release) == []


@given(RELEASES, RELEASES)
def test_every_record_of_both_is_kept_or_in_exactly_one_change(
    before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table]
) -> None:
    rows = _compared(before, after)
    changes = {(row["change"], row["id"]) for row in rows}
    old, new = (set(records.column("id").to_pylist()) for records, _ in (before, after))
    gone = [id for kind, id in changes if kind in ("removed", "reworded")]
    came = [id for kind, id in changes if kind == "added"] + [
        row["after"] for row in rows if row["change"] == "reworded"
    ]
    stayed = [id for kind, id in changes if kind == "changed"]
    assert sorted(gone) == sorted(old - new)
    assert sorted(came) == sorted(new - old)
    assert len(stayed) == len(set(stayed))
    assert set(stayed) <= old & new
    assert len(changes) == len(gone) + len(came) + len(stayed) - sum(row["change"] == "reworded" for row in rows)


@given(RELEASES, RELEASES, st.integers(1, 3), st.integers(1, 3))
def test_the_changes_do_not_depend_on_the_row_groups_nor_on_when_the_places_are_read(
    before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table], left: int, right: int
) -> None:
    with Comparison() as comparison:
        for piece in in_step(_parts(before[0], left), _parts(after[0], right)):
            comparison.add(*(Side(records, MERGED.empty_table()) for records in (piece.left, piece.right)))
        gone, new = comparison.waiting()
        comparison.add_places(_of_ids(before[1], gone), _of_ids(after[1], new))
        assert comparison.changes().to_pylist() == _compared(before, after)


def _parts(table: pa.Table, rows: int) -> Iterator[pa.Table]:
    yield table.slice(0, 0)
    for start in range(0, table.num_rows, rows):
        yield table.slice(start, rows)


def _of_ids(table: pa.Table, ids: pa.ChunkedArray) -> pa.Table:
    return table.filter(pc.is_in(table.column("id"), value_set=ids))


@given(*[st.lists(st.sampled_from("0123456789"), max_size=9)] * 2, st.integers(1, 4), st.integers(1, 4))
def test_two_tables_side_by_side_give_each_row_once_whatever_their_order(
    left: list[str], right: list[str], few: int, more: int
) -> None:
    tables = [pa.table({"id": pa.array(ids, pa.string())}) for ids in (left, right)]
    pieces = list(in_step(_parts(tables[0], few), _parts(tables[1], more)))
    assert [id for piece in pieces for id in piece.left.column("id").to_pylist()] == left
    assert [id for piece in pieces for id in piece.right.column("id").to_pylist()] == right


def test_each_table_of_two_releases_is_read_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("copy.txt", CONTACT)
    _two(project, [QANAT, COST], [QANAT, CHEAP])
    read = []

    def iter_batches(
        file: pq.ParquetFile, rows: int, columns: list[str] | None, **how: bool
    ) -> Iterator[pa.RecordBatch]:
        read.append(columns)
        yield from read_in(file, min(rows, 1), columns=columns, **how)

    read_in = pq.ParquetFile.iter_batches
    monkeypatch.setattr(pq.ParquetFile, "iter_batches", iter_batches)
    assert _kinds(_told(project)) == {"reworded": 1}
    assert sorted(map(str, read)) == sorted(map(str, 2 * [None, PLACES.names, ["id", "kept_id", "method"]]))


@given(RELEASES, RELEASES)
def test_the_changes_back_are_the_changes_forth_with_their_sides_exchanged(
    before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table]
) -> None:
    turned = {"added": "removed", "removed": "added"}
    back = [
        {**row, "change": turned.get(row["change"], row["change"]), "before": row["after"], "after": row["before"]}
        | ({"id": row["after"]} if row["change"] == "reworded" else {})
        for row in _compared(after, before)
    ]
    assert sorted(map(str, _compared(before, after))) == sorted(map(str, back))


@given(RELEASES, RELEASES, st.integers(2, 5))
def test_the_changes_do_not_depend_on_the_ranges_that_are_compared(
    before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table], pieces: int
) -> None:
    with Comparison() as comparison:
        for piece in range(pieces):
            low, high = bucket_range(piece, pieces)
            comparison.add(*(_side_between(release, low, high) for release in (before, after)))
        assert comparison.changes().to_pylist() == _compared(before, after)


def _side_between(release: tuple[pa.Table, pa.Table], low: str, high: str) -> Side:
    records, places = (_between(table, low, high) for table in release)
    return Side(records, MERGED.empty_table(), lambda: places)


def _between(table: pa.Table, low: str, high: str) -> pa.Table:
    return table.filter(pa.array([low <= id < high for id in table.column("id").to_pylist()], pa.bool_()))


# --- laws of merged and superseded records -----------------------------------------------------

PARTED = st.lists(st.tuples(SENTENCES, SENTENCES, st.booleans(), st.integers(0, 2)), max_size=8)
"""Pairs, whether each is merged into another, and whether it was superseded."""


def _side_of(pairs: Sequence[tuple[str, str, bool, int]]) -> tuple[pa.Table, pa.Table]:
    """Records, some of them superseded by the first one, and what was merged into that."""
    ids = {pair_id(question, answer): is_merged for question, answer, is_merged, _ in pairs}
    records, _ = _records_of([(q, a, "p", "1", times) for q, a, is_merged, times in pairs if not ids[pair_id(q, a)]])
    kept = records.column("id").to_pylist()
    by = [kept[0] if row["times_seen"] == 2 and row["id"] != kept[0] else None for row in records.to_pylist()]
    records = records.set_column(
        records.schema.get_field_index("superseded_by"), RECORDS.field("superseded_by"), pa.array(by, pa.string())
    )
    merged = [{"id": id, "kept_id": kept[0]} for id, is_merged in ids.items() if is_merged and kept]
    return records, pa.Table.from_pylist(merged, schema=MERGED)


def _changes(before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table]) -> pa.Table:
    with Comparison() as comparison:
        comparison.add(*(Side(records, merged) for records, merged in (before, after)))
        return comparison.changes()


def _changes_in_pieces(before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table]) -> pa.Table:
    """The same where what was merged is known at the end."""
    with Comparison() as comparison:
        for piece in in_step(_parts(before[0], 2), _parts(after[0], 3)):
            comparison.add(Side(piece.left), Side(piece.right))
        comparison.add_merged(after[1], before[1])
        return comparison.changes()


def _ids(changes: pa.Table, *kinds: str) -> set[str]:
    return {row["id"] for row in changes.to_pylist() if row["change"] in kinds}


@given(PARTED.map(_side_of), PARTED.map(_side_of))
def test_merged_and_superseded_records_are_accounted_for_once_and_turn_round_as_well(
    before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table]
) -> None:
    forth, back = _changes(before, after), _changes(after, before)
    old, new = (set(records.column("id").to_pylist()) for records, _ in (before, after))
    into = {row["id"]: row["after"] for row in forth.to_pylist() if row["change"] in ("reworded", "merged")}
    reworded = _ids(forth, "reworded")
    gone = [_ids(forth, kind) for kind in ("removed", "reworded", "merged")]
    assert (sum(map(len, gone)), set().union(*gone)) == (len(old - new), old - new)
    assert sorted([*_ids(forth, "added"), *(into[id] for id in reworded)]) == sorted(new - old)
    assert _ids(forth, "changed") | _ids(forth, "superseded") <= old & new
    assert not _ids(forth, "changed") & _ids(forth, "superseded")
    assert {id: into[id] for id in _ids(forth, "merged")}.items() <= {
        (row["id"], row["kept_id"]) for row in after[1].to_pylist()
    }
    assert _ids(forth, "added") == _ids(back, "removed", "merged")
    assert _ids(forth, "removed", "merged") == _ids(back, "added")
    assert _ids(forth, "changed", "superseded") == _ids(back, "changed", "superseded")
    assert {into[id] for id in reworded} == _ids(back, "reworded")
    assert _changes(before, before).num_rows == 0
    assert _changes_in_pieces(before, after).equals(forth)
    assert set(count_changes(forth)) == {len(_ids(forth, kind)) for kind in Change._fields}
