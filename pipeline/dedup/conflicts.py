"""Which answers to one question contradict each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema.rows import LATER_VERSION, SOURCES_DISAGREE, ConflictRow, CrowdedRow
from ..schema.tables import CONFLICTS, CROWDED, rows_to_table
from .differences import Difference, differences, likeness, rivals
from .given import AllGiven, Given

MOST_COMPARED = 20
"""With how many others an answer is compared: all, if no more than this and one answer a question; of more answers
those that come next when they are put in the order of their words (in record linkage: sorted neighbourhood; chosen)."""
_FEW = 1 << 14  # answers to one question that are all in memory as they are compared, however long; chosen
_MEMORY = 200_000_000  # bytes; more answers are, too, if they take no more; chosen: a bucket takes some 350 MB
_BYTES_OF_ANSWER, _BYTES_OF_LETTER = 600, 6  # of memory, measured
_START = 64  # characters of the words by which so many are put in order; chosen
_ONE_PAGE = ""  # the relation of two answers that one page gives; they are a conflict only if one replaced the other


class Found(NamedTuple):
    """What was found among the answers of some questions."""

    conflicts: pa.Table
    """Columns of CONFLICTS; each conflict twice, once from either side."""
    crowded: pa.Table
    """Columns of CROWDED: the questions whose answers were not all compared with each other."""


def find_conflicts(records: pa.Table, sightings: pa.Table) -> Found:
    """Return the answers to one question that contradict each other.

    `records` has the columns of RECORDS and of each question all answers or none; `sightings` those of SIGHTINGS, all
    of these records. The result does not depend on the order of the rows.
    """
    conflicts: list[ConflictRow] = []
    crowded: list[CrowdedRow] = []
    found = AllGiven(records, sightings)
    for question, rows, given in found.by_question():
        ordered = _in_order(given) if _fit_into_memory(found, rows) else _in_order_of_many(found, rows, given)
        first = next(ordered, None)
        if first and len(rows) > MOST_COMPARED + 1:
            crowded.append(CrowdedRow(question, len(rows)))
        if first:
            conflicts += _conflicts_among(chain([first], ordered))
    return Found(
        rows_to_table((row._asdict() for row in conflicts), CONFLICTS),
        rows_to_table((row._asdict() for row in crowded), CROWDED),
    )


def _fit_into_memory(found: AllGiven, rows: np.ndarray) -> bool:
    """Whether the answers of some rows may all be in memory as they are compared."""
    are_few = len(rows) <= _FEW
    return are_few or _BYTES_OF_ANSWER * len(rows) + _BYTES_OF_LETTER * found.letters(rows) <= _MEMORY


def _in_order(given: Iterable[Given]) -> Iterator[Given]:
    """The answers to one question in the order of their words; none where all are of one place."""
    answers = [*given]
    if _are_of_several_places(answers):
        answers.sort(key=_order, reverse=True)
        while answers:
            yield answers.pop()


def _in_order_of_many(found: AllGiven, rows: np.ndarray, given: Iterable[Given]) -> Iterator[Given]:
    """The same for the answers of so many rows that no more is in memory of each than how its words begin."""
    if not _are_of_several_places(found.read(rows)):
        return
    starts = [_order(each)[0][:_START] for each in given]
    ordered: list[int] = []
    for _, alike in groupby(sorted(range(len(rows)), key=starts.__getitem__), key=starts.__getitem__):
        places = [*alike]
        if len(places) > 1:
            orders = dict(zip(places, map(_order, found.read(rows[places])), strict=True))
            places.sort(key=orders.__getitem__)
        ordered += places
    yield from found.read(rows[ordered])


def _order(given: Given) -> tuple[str, str]:
    """Those of the same words but for numbers and the like come one after another."""
    return ("\0".join(given.answer.masks), given.id)


def _are_of_several_places(given: Iterable[Given]) -> bool:
    answers = iter(given)
    first = next(answers)
    return any(map(first.can_conflict, answers))


def _conflicts_among(ordered: Iterable[Given]) -> Iterator[ConflictRow]:
    """The conflicts of the answers to one question, each from both sides."""
    waiting = iter(ordered)
    others = deque(islice(waiting, MOST_COMPARED + 1))
    outlines = deque(other.answer.outline for other in others)
    while others:
        one = others.popleft()
        for at in rivals(outlines.popleft(), outlines):
            other = others[at]
            if one.can_conflict(other) and (found := differences(one.answer, other.answer)):
                yield from _both_sides(one, other, found)
        for other in islice(waiting, 1):
            others.append(other)
            outlines.append(other.answer.outline)


def _both_sides(one: Given, other: Given, found: Sequence[Difference]) -> Iterator[ConflictRow]:
    are_apart = one.pages.isdisjoint(other.pages) or one.sources.isdisjoint(other.sources)
    relation = SOURCES_DISAGREE if are_apart else _ONE_PAGE
    likely, (kind, word, other_word) = likeness(one.answer, other.answer), found[0]
    yield ConflictRow(one.id, other.id, relation, kind, word, other_word, len(found), likely)
    yield ConflictRow(other.id, one.id, relation, kind, other_word, word, len(found), likely)


def say_relation(conflicts: pa.Table, records: pa.Table, is_current: pa.ChunkedArray) -> pa.Table:
    """Return the conflicts whose first record is current, or was replaced by the second one: `later_version`.

    `conflicts` has the columns of CONFLICTS, once from either side; `records` has all that are first in one, and
    `is_current` says which of them are.
    """
    if not conflicts.num_rows:
        return conflicts
    at = pc.index_in(conflicts.column("id"), value_set=records.column("id"))
    is_later = pc.fill_null(pc.equal(records.column("superseded_by").take(at), conflicts.column("other_id")), False)
    relation = pc.if_else(is_later, LATER_VERSION, conflicts.column("relation"))
    place = CONFLICTS.get_field_index("relation")
    said = conflicts.set_column(place, CONFLICTS.field("relation"), relation)
    return said.filter(pc.or_(is_later, is_current.take(at)))
