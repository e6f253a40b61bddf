"""Merge the pairs that one page gives in several formats, as markup and as text for example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..schema import Merge
from ..schema.record import Record
from ..text.fingerprint import fingerprint
from ..text.lists import LIST_ITEM, LIST_NUMBER
from .near.lexicon import NEGATIONS

_LEAST_SIMILARITY = 0.8  # Jaccard of the words of two answers; chosen
_MARKUP = ("jsonld", "microdata", "rdfa")


def merge_within_page(records: Sequence[Record], formats: Sequence[str]) -> list[Merge]:
    """Return what each record of a page is merged into: itself where it is kept.

    Records of one question that were read by different formats are one pair if their answers share
    at least 0.8 of their words (Jaccard, list numbers aside), have the same negations, and all numbers of one are
    among those of the other. Two answers that one format gives are never one.
    The one with a list or a table is kept, else the one the page's markup gives, else the longer.
    `formats` has the format of each record.
    """
    merges = [_kept(record) for record in records]
    by_question: dict[str, list[int]] = {}
    for i, record in enumerate(records):
        by_question.setdefault(record.question_id, []).append(i)
    for group in by_question.values():
        if len({records[i].id for i in group}) > 1 and len({formats[i] for i in group}) > 1:
            of_group = _merge_answers(_answers(records, formats, group))
            for i in group:
                merges[i] = of_group[records[i].id]
    return merges


def _kept(record: Record) -> Merge:
    return Merge(record.id, "exact", 1.0)


class _Answer(NamedTuple):
    """One of the answers to a question, with all formats that give it."""

    record: Record
    formats: frozenset[str]
    words: Counter[str]

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        """The best comes first."""
        lines = self.record.answer.split("\n")
        has_structure = any(LIST_ITEM.match(line) or " | " in line for line in lines)
        return not has_structure, self.formats.isdisjoint(_MARKUP), -len(self.record.answer), self.record.id

    @property
    def negations(self) -> set[str]:
        """The words that say no."""
        return {word for word in self.words if word in NEGATIONS or word.endswith("n't")}

    def likeness(self, other: _Answer) -> float:
        """Jaccard of the two bags of words; 0 where they differ in their numbers or negations."""
        if self.negations != other.negations:
            return 0.0
        numbers = [{word for word in answer.words if word[0].isdigit()} for answer in (self, other)]
        if not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
            return 0.0
        union = (self.words | other.words).total()
        return (self.words & other.words).total() / union if union else 1.0


def _answers(records: Sequence[Record], formats: Sequence[str], group: list[int]) -> list[_Answer]:
    """The different answers among some records, best first, however the records are ordered."""
    found: dict[str, tuple[Record, set[str]]] = {}
    for i in group:
        record, seen = found.setdefault(records[i].id, (records[i], set()))
        seen.add(formats[i])
        if records[i].answer > record.answer:  # they share an id, so they differ in nothing that is compared
            found[record.id] = records[i], seen
    answers = (_Answer(record, frozenset(seen), _words(record.answer)) for record, seen in found.values())
    return sorted(answers, key=lambda answer: answer.rank)


def _words(answer: str) -> Counter[str]:
    return Counter(fingerprint(LIST_NUMBER.sub("", answer)).split())


def _merge_answers(answers: list[_Answer]) -> dict[str, Merge]:
    """Merge each answer into the most similar of those before it that none of its own formats gives, too."""
    merges: dict[str, Merge] = {}
    kept: list[_Answer] = []
    for answer in answers:
        others = [i for i, other in enumerate(kept) if answer.formats.isdisjoint(other.formats)]
        best = max(others, key=lambda i: answer.likeness(kept[i]), default=None)  # the first of equals
        if best is not None and (likeness := answer.likeness(kept[best])) >= _LEAST_SIMILARITY:
            merges[answer.record.id] = Merge(kept[best].record.id, "same_page", likeness)
            kept[best] = kept[best]._replace(formats=kept[best].formats | answer.formats)
        else:
            merges[answer.record.id] = _kept(answer.record)
            kept.append(answer)
    return merges
