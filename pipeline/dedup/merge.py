"""Merge duplicates: one record is kept, the others go to the table `merged`, each with an explanation."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..release.page_states import UNKNOWN, States, as_times, micros_of
from ..schema import Merge
from ..schema.tables import MERGED, RECORDS
from .history import states_in_blocks
from .near.apart import NOT_APART, Apart
from .near.match import PAIRS, TEXTS, measure_similarity

COMPARED = ("question", "answer", "source", "source_url", "page_url")
"""What a merged pair may differ in from the one that was kept."""


def choose_representatives(seen: pa.Table) -> pa.Table:
    """Return one row for each `kept_id` of some sightings: the one that would be kept as its record.

    `seen` has the columns of SEEN; the result has those of PAIRS, texts dictionary-encoded, and goes to `match`.
    """
    states = states_in_blocks(seen)
    order = _by_completeness(seen, states)
    first = _first_of_each(seen, order)
    starts = np.flatnonzero(first)
    best = order.filter(pa.array(first))
    of_all = {
        "retrieved_at": _earliest(seen.column("retrieved_at").take(order), starts),
        "outdated_at": _outdated_at(states, order.to_numpy(), starts),
    }
    texts = {name: _shared(seen.column(name), best) for name in TEXTS}
    others = {name: seen.column(name).take(best) for name in PAIRS.names if not (name in of_all or name in TEXTS)}
    return pa.table({**texts, **others, **of_all}).select(PAIRS.names)


def _shared(texts: pa.ChunkedArray, rows: pa.Array) -> pa.Array:
    """The texts of some rows, dictionary-encoded: they are not copied."""
    whole = texts.chunk(0) if texts.num_chunks == 1 else texts.combine_chunks()  # which copies even one chunk
    return pa.DictionaryArray.from_arrays(rows.cast(pa.int32()), whole)


def _outdated_at(states: States, order: np.ndarray, starts: np.ndarray) -> pa.Array:
    """When the pages of each group last showed it, where all have a later state now; null for the other groups."""
    if not len(starts):
        return as_times(states.times)
    is_outdated = np.logical_and.reduceat(states.is_outdated[order], starts)
    return as_times(np.where(is_outdated, np.maximum.reduceat(states.times[order], starts), UNKNOWN))


def split_on_page(seen: pa.Table, apart: Apart) -> pa.Table:
    """Return the sightings, those a record of their own again that a page merges into what people keep them apart from.

    Of two that a page merges into a third, the one with the smaller id stays merged. `seen` has the columns of SEEN.
    """
    if not apart:
        return seen
    of_page = seen.filter(pc.not_equal(seen.column("id"), seen.column("kept_id"))).select(["id", "kept_id"])
    merged: dict[str, set[str]] = {}
    split: set[tuple[str, str]] = set()
    for id, kept_id in sorted({*zip(*(of_page.column(name).to_pylist() for name in ("id", "kept_id")), strict=True)}):
        others = apart.get(id, frozenset())
        if kept_id in others or not merged.setdefault(kept_id, set()).isdisjoint(others):
            split.add((id, kept_id))
        else:
            merged[kept_id].add(id)
    return _own_again(seen, split) if split else seen


def _own_again(seen: pa.Table, split: Collection[tuple[str, str]]) -> pa.Table:
    """The sightings, those of some ids no longer merged into some others."""
    pairs = zip(*(seen.column(name).to_pylist() for name in ("id", "kept_id")), strict=True)
    is_split = pa.array([pair in split for pair in pairs])
    own = {"kept_id": seen.column("id"), "method": pa.scalar("exact"), "similarity": pa.scalar(1.0)}
    for name, values in own.items():
        field = seen.schema.field(name)
        column = pc.if_else(is_split, values, seen.column(name))
        seen = seen.set_column(seen.schema.get_field_index(name), field, column)
    return seen


def apply_decisions(seen: pa.Table, decisions: pa.Table, threshold: float, apart: Apart = NOT_APART) -> pa.Table:
    """Return the sightings with `kept_id`, `method` and `similarity` as `match` decided.

    `seen` has the columns of SEEN, `decisions` those of DECISIONS. If A was merged into B on its page, and B is merged
    into C now, A goes to C where its own words are similar to those of C, too (by `threshold`, 0 to 1), and people do
    not keep it `apart` from C or from what becomes C; otherwise A is a record of its own again.
    """
    decided = decisions.filter(pc.is_valid(decisions.column("id")))
    merged_ids, *how = (decided.column(name).to_pylist() for name in ("id", *Merge._fields))
    merges = dict(zip(merged_ids, map(Merge, *how), strict=True))
    rows = pc.is_in(seen.column("kept_id"), value_set=decided.column("id"))
    if not pc.any(rows).as_py():
        return seen
    moved = seen.select(SeenPair._fields).filter(rows)
    ids, kept_ids = (moved.column(name).to_pylist() for name in ("id", "kept_id"))
    of_page = moved.filter(pc.not_equal(moved.column("id"), moved.column("kept_id"))).to_pylist()
    texts = _texts(seen, {merges[row["kept_id"]].kept_id for row in of_page})
    others = (_merge_of(SeenPair(**row), merges, texts, threshold, apart) for row in of_page)
    found = [merges[id] if id == kept_id else next(others) for id, kept_id in zip(ids, kept_ids, strict=True)]
    mask = rows.combine_chunks()
    for name, values in zip(Merge._fields, zip(*found, strict=True), strict=True):
        at, field = seen.schema.get_field_index(name), seen.schema.field(name)
        before = seen.column(name).combine_chunks()
        seen = seen.set_column(at, field, pc.replace_with_mask(before, mask, pa.array(values, field.type)))
    return seen


class SeenPair(NamedTuple):
    """A pair as a page has it, and the id it was merged into on that page."""

    id: str
    question: str
    answer: str
    kept_id: str


def _merge_of(
    pair: SeenPair, merges: dict[str, Merge], texts: dict[str, tuple[str, str]], threshold: float, apart: Apart
) -> Merge:
    """What becomes of a pair when the one that it was merged into on its page is merged itself."""
    kept_id = merges[pair.kept_id].kept_id
    likeness = measure_similarity(pair.question, pair.answer, *texts[kept_id])
    if pair.id != kept_id and likeness >= threshold and not _leads_to(kept_id, apart.get(pair.id, ()), merges):
        return Merge(kept_id, "same_page", likeness)
    return merges.get(pair.id, Merge(pair.id, "exact", 1.0))


def _leads_to(kept_id: str, apart: Collection[str], merges: dict[str, Merge]) -> bool:
    """Whether a record is one of those that a pair is kept apart from, or that one of them is merged into."""
    return any(kept_id == (merges[id].kept_id if id in merges else id) for id in apart)


def _texts(seen: pa.Table, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """A question and its answer for each of some ids: pairs that share one differ in nothing that is compared."""
    texts = seen.select(["id", "question", "answer"])
    rows = texts.filter(pc.is_in(seen.column("id"), value_set=pa.array(ids, pa.string()))).to_pylist()
    return {row["id"]: (row["question"], row["answer"]) for row in rows}


def merge(seen: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return the records (columns of RECORDS) and the merged pairs (columns of MERGED) of some sightings.

    `seen` has the columns of SEEN. Of each `kept_id` it has all sightings or none. Both results are ordered by
    `kept_id`, and do not depend on the order of the rows. Pairs with one `kept_id` become one record. Among those
    that have this id themselves, the most complete is kept: not truncated before truncated, then the newest of each
    page, then the longest answer, then the earliest retrieved, then the first by path and locator.
    """
    order = _by_completeness(seen, states_in_blocks(seen))
    first = _first_of_each(seen, order)
    group = np.cumsum(first) - 1
    records = _records(seen, order, first, group)
    return records, _merged(seen.take(order.filter(pa.array(~first))), records.take(pa.array(group[~first])))


def _first_of_each(seen: pa.Table, order: pa.Array) -> np.ndarray:
    """Which rows are the first of their `kept_id`, in an order that goes by it."""
    ids = seen.column("kept_id").take(order)
    first = np.ones(len(ids), dtype=bool)
    first[1:] = pc.not_equal(ids[1:].combine_chunks(), ids[:-1].combine_chunks())
    return first


def _by_completeness(seen: pa.Table, states: States) -> pa.Array:
    """The row numbers in the order of `merge`: by `kept_id`, and the row to keep first."""
    keys = {
        "kept_id": seen.column("kept_id"),
        "is_merged": pc.not_equal(seen.column("id"), seen.column("kept_id")).cast(pa.int8()),
        "id": seen.column("id"),
        "truncated": pc.match_substring(seen.column("flags"), "truncated").cast(pa.int8()),
        "outdated": pa.array(states.is_outdated.astype(np.int8)),
        "length": pc.negate(pc.utf8_length(seen.column("answer"))),
        "retrieved_at": seen.column("retrieved_at"),
        "path": seen.column("path"),
        "document": seen.column("document"),
        "position": _first_number(seen.column("locator")),
        "locator": seen.column("locator"),
    }
    rest = {name: seen.column(name) for name in seen.column_names if name not in keys}  # breaks any tie
    table = pa.table({**keys, **rest})
    return pc.sort_indices(table, sort_keys=[(name, "ascending") for name in table.column_names])


def _first_number(locators: pa.ChunkedArray) -> pa.ChunkedArray:
    """The first number of each locator, so that 90 comes before 1200; -1 where it has none."""
    numbers = pc.struct_field(pc.extract_regex(locators, r"(?P<n>\d{1,18})"), "n")
    return pc.fill_null(numbers.cast(pa.int64()), -1)


def _records(seen: pa.Table, order: pa.Array, first: np.ndarray, group: np.ndarray) -> pa.Table:
    starts = np.flatnonzero(first)
    ranked = seen.select(["document", "source_domain", "retrieved_at", "usage"]).take(order)
    of_all = {
        "times_seen": pa.array(_distinct(ranked.column("document"), group, len(starts)), pa.int64()),
        "sources_seen": pa.array(_distinct(ranked.column("source_domain"), group, len(starts)), pa.int64()),
        "first_seen": _earliest(ranked.column("retrieved_at"), starts),
        "last_seen": _latest(ranked.column("retrieved_at"), starts),
        "superseded_by": pa.nulls(len(starts), pa.string()),
        "edited_from": pa.nulls(len(starts), pa.string()),
        "support": pa.nulls(len(starts), pa.string()),
        "usage": _all_words(ranked.column("usage"), group, len(starts)),
    }
    best = order.filter(pa.array(first))
    rows = {name: of_all[name] if name in of_all else seen.column(name).take(best) for name in RECORDS.names}
    return pa.table(rows, RECORDS)


def _all_words(words: pa.ChunkedArray, group: np.ndarray, groups: int) -> pa.Array:
    """The words of each group, each once and sorted; null where it has none."""
    if words.null_count == len(words):
        return pa.nulls(groups, pa.string())
    found: dict[int, set[str]] = {}
    for number, said in zip(group.tolist(), words.to_pylist(), strict=True):
        if said:
            found.setdefault(number, set()).update(said.split())
    return pa.array([" ".join(sorted(found[n])) if n in found else None for n in range(groups)], pa.string())


def _distinct(values: pa.ChunkedArray, group: np.ndarray, groups: int) -> np.ndarray:
    """How many different values each group has."""
    codes = pc.dictionary_encode(values).combine_chunks()
    codes = codes.indices if isinstance(codes, pa.DictionaryArray) else codes.chunk(0).indices
    pairs = np.unique(group.astype(np.int64) * (len(values) + 1) + codes.to_numpy(zero_copy_only=False))
    return np.bincount(pairs // (len(values) + 1), minlength=groups)


def _earliest(times: pa.ChunkedArray, starts: np.ndarray) -> pa.Array:
    """The earliest known time of each group, null where none is known."""
    unknown = np.iinfo(np.int64).max
    micros = pc.fill_null(times.cast(pa.int64()), unknown).to_numpy(zero_copy_only=False)
    least = np.minimum.reduceat(micros, starts) if len(starts) else micros
    return pa.array(least, pa.int64(), mask=least == unknown).cast(pa.timestamp("us"))


def _latest(times: pa.ChunkedArray, starts: np.ndarray) -> pa.Array:
    """The latest known time of each group, null where none is known."""
    micros = micros_of(times)
    return as_times(np.maximum.reduceat(micros, starts) if len(starts) else micros)


def _merged(others: pa.Table, kept: pa.Table) -> pa.Table:
    """The rows of MERGED for pairs that are not kept, with the record that was kept for each."""
    return pa.table(
        {
            "id": others.column("id"),
            "question": others.column("question"),
            "answer": others.column("answer"),
            "kept_id": kept.column("id"),
            "method": others.column("method"),
            "similarity": others.column("similarity"),
            "differs": _differences(others, kept),
            "document": others.column("document"),
            "path": others.column("path"),
            "page_url": others.column("page_url"),
            "locator": others.column("locator"),
        }
    ).cast(MERGED)


def _differences(others: pa.Table, kept: pa.Table) -> pa.ChunkedArray:
    """The names of the columns in which each merged pair differs from the kept one."""
    words = []
    for name in COMPARED:
        left, right = (pc.fill_null(table.column(name), "") for table in (others, kept))
        words.append(pc.if_else(pc.not_equal(left, right), f"{name} ", ""))
    return pc.utf8_rtrim_whitespace(pc.binary_join_element_wise(*words, ""))
