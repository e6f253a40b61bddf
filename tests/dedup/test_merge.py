"""One record per pair: which sighting is kept, and that the order of rows decides nothing."""

from __future__ import annotations

from datetime import datetime
from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.merge import apply_decisions, merge
from pipeline.run.rows import SEEN
from pipeline.schema.tables import DECISIONS, rows_to_table

Row = dict[str, object]
SOUND: Row = {
    "id": "a" * 16, "question": "Why?", "answer": "Because.", "source": "example.org", "source_domain": "example.org",
    "source_url": None, "page_url": None, "question_id": "b" * 16, "question_type": "why", "answer_type": "short",
    "language": "und", "flags": "", "times_seen": 1, "sources_seen": 1, "retrieved_at": None, "page_date": None,
    "takedown_url": None, "licence": None, "usage": None,
    "document": "d" * 16, "path": "page.txt", "locator": "chars=0-4,6-14", "format": "attribution",
}  # fmt: skip
LATE, EARLY = datetime(2026, 2, 1), datetime(2026, 1, 1)


def seen(*rows: Row) -> pa.Table:
    """Sightings of one pair; each row names what is special about it."""
    whole = [{**SOUND, **row} for row in rows]
    for row in whole:
        row |= {"kept_id": row.get("kept_id", row["id"]), "method": "exact", "similarity": 1.0, "block": "0" * 16}
    return rows_to_table(whole, SEEN)


# what the kept one has, and what the other one has
KEPT: list[tuple[str, Row, Row]] = [
    ("the one that is not cut", {"flags": "list_marker"}, {"flags": "truncated", "answer": "Because. And so on"}),
    ("the longest answer", {"answer": "Because!!!", "retrieved_at": LATE}, {"retrieved_at": EARLY}),
    ("the earliest seen", {"retrieved_at": EARLY, "document": "e"}, {"retrieved_at": LATE, "document": "d"}),
    ("one with a date", {"retrieved_at": LATE, "document": "e"}, {"document": "d"}),
    ("the first by path", {"path": "a.txt", "document": "e"}, {"path": "b.txt", "document": "d"}),
    ("the first on its page", {"locator": "chars=90-99,110-120"}, {"locator": "chars=1200-1209,1220-1230"}),
    ("the first by its address", {"page_url": "https://a.example"}, {"page_url": "https://b.example"}),
]


@pytest.mark.parametrize(("why", "kept", "other"), KEPT, ids=[why for why, _, _ in KEPT])
def test_of_two_sightings_of_a_pair_one_is_kept(why: str, kept: Row, other: Row) -> None:
    for rows in permutations([kept, other]):
        records, merged = merge(seen(*rows))
        [record], [duplicate] = records.to_pylist(), merged.to_pylist()
        for name, value in kept.items():
            if name in record and name != "retrieved_at":
                assert record[name] == value, why
        assert duplicate["locator"] == {**SOUND, **other}["locator"]
        assert (duplicate["kept_id"], duplicate["method"], duplicate["similarity"]) == (record["id"], "exact", 1.0)


def test_a_record_counts_its_documents_and_its_source_domains() -> None:
    rows: list[Row] = [
        {"source_domain": "example.org", "document": "1"},
        {"source_domain": "example.com", "document": "2"},
        {"source_domain": "example.org", "document": "3"},
        {"source_domain": "example.org", "document": "3", "locator": "chars=50-59,60-70", "format": "headings"},
    ]
    records, merged = merge(seen(*rows, {"id": "c" * 16}))
    counts = {row["id"][0]: (row["times_seen"], row["sources_seen"]) for row in records.to_pylist()}
    assert counts == {"a": (3, 2), "c": (1, 1)}
    assert merged.num_rows == 3


def test_a_record_knows_when_it_was_first_and_last_seen() -> None:
    records, _ = merge(seen({"answer": "Because!", "retrieved_at": LATE}, {"retrieved_at": EARLY}, {}))
    assert records.select(["first_seen", "last_seen"]).to_pylist() == [{"first_seen": EARLY, "last_seen": LATE}]


def test_a_merged_pair_names_the_columns_it_differs_in() -> None:
    _, merged = merge(seen({"document": "1"}, {"document": "2", "source": "example.com", "question": "why"}))
    assert merged.column("differs").to_pylist() == ["question source"]


def test_nothing_seen_makes_no_record() -> None:
    records, merged = merge(seen())
    assert (records.num_rows, merged.num_rows) == (0, 0)


DATES = st.sampled_from([None, EARLY, LATE])
SIGHTINGS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a" * 16, "c" * 16]),
        "answer": st.sampled_from(["Because.", "Because!", "because. "]),
        "source_domain": st.sampled_from(["example.org", "example.com"]),
        "source_url": st.sampled_from([None, "https://example.org/1"]),
        "page_url": st.sampled_from([None, "https://example.org/2"]),
        "flags": st.sampled_from(["", "truncated"]),
        "retrieved_at": DATES,
        "document": st.sampled_from(["1", "2"]),
        "locator": st.sampled_from(["chars=5-9,10-20", "chars=50-59,60-70"]),
    }
)


@given(st.lists(SIGHTINGS, max_size=6).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_sightings_decides_nothing(both: tuple[list[Row], list[Row]]) -> None:
    (records, merged), (shuffled_records, shuffled_merged) = (merge(seen(*rows)) for rows in both)
    assert shuffled_records.equals(records)
    assert shuffled_merged.equals(merged)


@given(st.lists(SIGHTINGS, max_size=8))
def test_every_sighting_is_a_record_or_merged_into_one(rows: list[Row]) -> None:
    records, merged = merge(seen(*rows))
    assert records.num_rows + merged.num_rows == len(rows)
    assert sum(records.column("times_seen").to_pylist()) == len({(row["id"], row["document"]) for row in rows})
    assert records.column("id").to_pylist() == sorted({str(row["id"]) for row in rows})
    assert set(merged.column("kept_id").to_pylist()) <= set(records.column("id").to_pylist())


def test_a_pair_that_a_page_says_in_other_words_is_merged_into_the_kept_one() -> None:
    other: Row = {"id": "c" * 16, "kept_id": "a" * 16, "answer": "Because, because.", "document": "e"}
    records, merged = merge(seen({"answer": "Because."}, other))
    assert [(row["id"], row["times_seen"]) for row in records.to_pylist()] == [("a" * 16, 2)]
    assert [(row["id"], row["kept_id"], row["differs"]) for row in merged.to_pylist()] == [
        ("c" * 16, "a" * 16, "answer")
    ]


WORDS = (
    "records are kept for some years after the last session or until a child comes of age whichever is later".split()
)
SAID = {"x": WORDS[:15], "y": WORDS[:17], "z": WORDS}  # x is like y, y is like z, x is not like z


@pytest.mark.parametrize(("x", "expected"), [(WORDS[:15], "x"), (WORDS[:18], "z")])
def test_what_a_page_merged_goes_along_only_to_what_it_is_like_itself(x: list[str], expected: str) -> None:
    said = {**SAID, "x": x}
    rows: list[Row] = [
        {"id": id, "kept_id": "y" if id == "x" else id, "question": "How long?", "answer": " ".join(words)}
        for id, words in said.items()
    ]
    decided = pa.Table.from_pylist(
        [{"block": "b", "digest": "d", "id": "y", "kept_id": "z", "method": "near", "similarity": 0.85}], DECISIONS
    )
    found = {row["id"]: row for row in apply_decisions(seen(*rows), decided, 0.8).to_pylist()}
    assert {id: row["kept_id"] for id, row in found.items()} == {"x": expected, "y": "z", "z": "z"}
    assert (found["y"]["method"], found["y"]["similarity"]) == ("near", 0.85)
    assert (found["x"]["method"], found["x"]["similarity"] >= 0.8) == (
        "exact" if expected == "x" else "same_page",
        True,
    )
