"""Which answers to one question contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..schema.rows import LATER_VERSION, SOURCES_DISAGREE, ConflictRow, CrowdedRow
from ..schema.tables import CONFLICTS, CROWDED, rows_to_table
from .differences import Answer, Difference, differences, likeness, rivals

MOST_COMPARED = 20
"""With how many others an answer is compared: all, if no more than this and one answer a question; of more answers
those that come next when they are put in the order of their words (in record linkage: sorted neighbourhood; chosen)."""
_MANY = 100_000  # answers to one question that are not all in memory as they are compared; chosen: 100 MB
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
    for question, answers in sorted(_by_question(records, sightings).items()):
        if len(answers) > MOST_COMPARED + 1:
            crowded.append(CrowdedRow(question, len(answers)))
        conflicts += _conflicts_among(answers)
    return Found(
        rows_to_table((row._asdict() for row in conflicts), CONFLICTS),
        rows_to_table((row._asdict() for row in crowded), CROWDED),
    )


class _Given:
    """A record as an answer that some pages give."""

    def __init__(self, id: str, answer: str, places: Sequence[tuple[str, str | None, str]]) -> None:
        self.id = id
        self._text = answer
        self._places = places

    @cached_property
    def documents(self) -> set[str]:
        """Those that it was read in."""
        return {document for document, _, _ in self._places}

    @cached_property
    def sources(self) -> set[str]:
        """The sites that give it."""
        return {source for _, _, source in self._places}

    @property
    def pages(self) -> set[str]:
        """The addresses that give it, or the documents without any."""
        return {page or document for document, page, _ in self._places}

    @cached_property
    def answer(self) -> Answer:
        """What it says."""
        return Answer(self._text)

    @property
    def order(self) -> tuple[str, str]:
        """Those of the same words but for numbers and the like come one after another."""
        return ("\0".join(self.answer.masks), self.id)

    def forget(self) -> None:
        """Keep what it says no longer, which takes twenty times as much memory as its text once it was compared."""
        self.__dict__.pop("answer", None)


def _by_question(records: pa.Table, sightings: pa.Table) -> dict[str, list[_Given]]:
    """The answers of each question that has several, not all of them from one document."""
    counted = records.column("question_id").value_counts()
    several = counted.filter(pc.greater(counted.field("counts"), 1)).field("values")
    records = records.filter(pc.is_in(records.column("question_id"), value_set=several))
    shown = sightings.filter(pc.is_in(sightings.column("id"), value_set=records.column("id")))
    places: defaultdict[str, list[tuple[str, str | None, str]]] = defaultdict(list)
    for id, document, page, source in zip(*_values(shown, "id", "document", "page_url", "source"), strict=True):
        places[id].append((document, page, source))
    found: defaultdict[str, list[_Given]] = defaultdict(list)
    for question, id, answer in zip(*_values(records, "question_id", "id", "answer"), strict=True):
        found[question].append(_Given(id, answer, places[id]))
    return {question: answers for question, answers in found.items() if _are_of_several_places(answers)}


def _values(table: pa.Table, *columns: str) -> Iterator[list[Any]]:
    return (table.column(name).to_pylist() for name in columns)


def _are_of_several_places(answers: Sequence[_Given]) -> bool:
    return any(_can_conflict(answers[0], other) for other in answers[1:])


def _can_conflict(one: _Given, other: _Given) -> bool:
    """Whether other pages or sources give one answer than the other, or one page at other times."""
    return one.documents != other.documents or one.sources.isdisjoint(other.sources)


def _conflicts_among(answers: Sequence[_Given]) -> Iterator[ConflictRow]:
    """The conflicts of the answers to one question, each from both sides."""
    for at, one in enumerate(ordered := _in_order(answers)):
        others = ordered[at + 1 : at + 1 + MOST_COMPARED]
        for other in map(others.__getitem__, rivals(one.answer, (each.answer for each in others))):
            if _can_conflict(one, other) and (found := differences(one.answer, other.answer)):
                yield from _both_sides(one, other, found)
        one.forget()


def _in_order(answers: Sequence[_Given]) -> list[_Given]:
    order = {}
    for each in answers:
        order[each.id] = each.order
        if len(answers) > _MANY:
            each.forget()
    return sorted(answers, key=lambda each: order[each.id])


def _both_sides(one: _Given, other: _Given, found: Sequence[Difference]) -> Iterator[ConflictRow]:
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
