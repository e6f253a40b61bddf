"""A question with its answers, as its page shows it: what is current, where each was seen, what was merged into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ...review.decision import PREFERRED
from ...schema import GONE
from ...schema.rows import SOURCES_DISAGREE, Row
from ...text.word_changes import Piece, word_changes
from ...web.hosts import registrable_domain
from .gather import rows_between

CURRENT, SUPERSEDED, NO_MORE = "current", "replaced", "gone"
"""How an answer stands now, in the order in which a page shows them."""
_ORDER = (CURRENT, NO_MORE, SUPERSEDED)
_MOST_PLACES = 20  # of an answer that are shown, chosen: a page that many copied is still seen at once
_MOST_VARIANTS = 10
_LONGEST_COMPARED = 20_000  # characters of two texts that are compared word by word, chosen: it takes milliseconds


class Place(NamedTuple):
    """Where an answer was seen."""

    page: str
    """The address of the page, or its path where it has none."""
    source: str
    source_url: str | None
    format: str
    retrieved_at: datetime | None


class Variant(NamedTuple):
    """Another wording that was merged into an answer."""

    id: str
    method: str
    question: str | None
    """Where it asks in other words."""
    changes: Sequence[Piece]
    """Its words beside those that were kept."""
    page: str


class Dispute(NamedTuple):
    """Another answer that contradicts one."""

    id: str
    relation: str
    differs: str
    word: str
    other_word: str


class Answer(NamedTuple):
    """A record, as one of the answers to its question."""

    row: Row
    status: str
    is_preferred: bool
    flags: Sequence[str]
    domains: Sequence[str]
    """The registrable domains of all sources that gave it."""
    changes: Sequence[Piece]
    """Of a replaced one, its words beside those of the answer that took its place."""
    places: Sequence[Place]
    all_places: int
    variants: Sequence[Variant]
    all_variants: int
    disputes: Sequence[Dispute]
    """Of a replaced one only those with other sources: its changes tell what its page says now."""


class Question(NamedTuple):
    """A question and all its answers, those first that are current."""

    id: str
    text: str
    also: Sequence[str]
    """Other wordings of it that differ in no letter that counts."""
    answers: Sequence[Answer]

    def how_many(self, status: str) -> int:
        """Return how many of its answers have a status."""
        return sum(answer.status == status for answer in self.answers)


def questions_between(folder: Path, start: str, stop: str) -> Iterator[Question]:
    """Yield the questions whose ids lie in a half-open range, in their order, from the tables gathered in a folder."""
    sightings = _by(rows_between(folder, "sightings", start, stop), "id")
    merged = _by(rows_between(folder, "merged", start, stop), "kept_id")
    disputes = _disputes(rows_between(folder, "conflicts", start, stop))
    records = rows_between(folder, "records", start, stop)
    for question_id, group in groupby(records, key=lambda row: str(row["question_id"])):
        rows = {row["id"]: row for row in group}
        answers = [
            _answer(row, rows, sightings.get(id, []), merged.get(id, []), disputes.get(id, []))
            for id, row in rows.items()
        ]
        yield _question(question_id, answers)


def _question(id: str, answers: list[Answer]) -> Question:
    answers.sort(key=_rank)
    wordings = list(dict.fromkeys(answer.row["question"] for answer in answers))
    return Question(id, wordings[0], wordings[1:], answers)


def _rank(answer: Answer) -> tuple[object, ...]:
    row = answer.row
    seen = row.get("last_seen") or datetime.min
    since = timedelta(0) if answer.status == CURRENT else datetime.max - seen
    often = -row["sources_seen"], -row["times_seen"]
    return _ORDER.index(answer.status), not answer.is_preferred, since, *often, row["id"]


def _answer(
    row: Row, rows: Mapping[str, Row], sightings: Sequence[Row], merged: Sequence[Row], disputes: Sequence[Dispute]
) -> Answer:
    flags = row["flags"].split()
    by = rows.get(row.get("superseded_by") or "")
    others = [other for other in merged if _says_other(other, row)]
    return Answer(
        row,
        _status(row, flags),
        PREFERRED in flags,
        flags,
        sorted({row["source_domain"], *(registrable_domain(seen["source"]) for seen in sightings)}),
        _changes(row["answer"], by["answer"]) if by else (),
        [_place(seen) for seen in sightings[:_MOST_PLACES]],
        len(sightings),
        [_variant(other, row) for other in others[:_MOST_VARIANTS]],
        len(others),
        [each for each in disputes if each.relation == SOURCES_DISAGREE or not by],
    )


def _status(row: Row, flags: Sequence[str]) -> str:
    if row.get("superseded_by"):
        return SUPERSEDED
    return NO_MORE if GONE in flags else CURRENT


def _says_other(merged: Row, kept: Row) -> bool:
    return (merged["question"], merged["answer"]) != (kept["question"], kept["answer"])


def _place(seen: Row) -> Place:
    page = seen.get("page_url") or seen.get("path") or seen["document"]
    return Place(page, seen["source"], seen["source_url"], seen["format"], seen["retrieved_at"])


def _variant(merged: Row, kept: Row) -> Variant:
    return Variant(
        merged["id"],
        merged["method"],
        merged["question"] if merged["question"] != kept["question"] else None,
        _changes(kept["answer"], merged["answer"]),
        merged.get("page_url") or merged.get("path") or merged["document"],
    )


def _changes(before: str, after: str) -> Sequence[Piece]:
    if len(before) + len(after) > _LONGEST_COMPARED and before != after:
        return [Piece("old", before[:_LONGEST_COMPARED]), Piece("new", after[:_LONGEST_COMPARED])]
    return word_changes(before, after)


def _disputes(conflicts: Iterable[Row]) -> Mapping[str, Sequence[Dispute]]:
    """The conflicts of each record, from either side."""
    found: defaultdict[str, list[Dispute]] = defaultdict(list)
    for row in conflicts:
        one, other = row["id"], row["other_id"]
        said = row["relation"], row["differs"]
        found[one].append(Dispute(other, *said, row["word"], row["other_word"]))
        found[other].append(Dispute(one, *said, row["other_word"], row["word"]))
    return found


def _by(rows: Iterable[Row], column: str) -> Mapping[str, Sequence[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
