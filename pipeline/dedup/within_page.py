"""One page that says the same pair in several ways -> one pair in its best words, the others folded into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..schema.record import Record
from ..text.fingerprint import fingerprint
from ..text.lists import LIST_ITEM, LIST_NUMBER
from .near.lexicon import NEGATIONS

_SAME = 0.8  # of the words that either has
_MARKUP = ("jsonld", "microdata", "rdfa")


class Fold(NamedTuple):
    """What becomes of one record of a page."""

    kept_id: str
    similarity: float


def fold(records: Sequence[Record], formats: Sequence[str]) -> list[Fold]:
    """Return for each record of a page the id of the one that is kept for it, its own where it is kept.

    Records of one question that were read by different formats are one pair if their answers share
    at least 0.8 of their words (Jaccard, list numbers aside) and neither has a number that the other lacks
    while lacking one of its own. Two answers that one format gives are never one.
    The one with a list or a table is kept, else the one the page's markup gives, else the longer.
    """
    own = [Fold(record.id, 1.0) for record in records]
    by_question: dict[str, list[int]] = {}
    for i, record in enumerate(records):
        by_question.setdefault(record.question_id, []).append(i)
    for group in by_question.values():
        if len({records[i].id for i in group}) > 1 and len({formats[i] for i in group}) > 1:
            folds = _fold_answers(_answers(records, formats, group))
            for i in group:
                own[i] = folds[records[i].id]
    return own


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
        if records[i].answer > record.answer:  # one id, for they differ in nothing that is compared
            found[record.id] = records[i], seen
    answers = (_Answer(record, frozenset(seen), _words(record.answer)) for record, seen in found.values())
    return sorted(answers, key=lambda answer: answer.rank)


def _words(answer: str) -> Counter[str]:
    return Counter(fingerprint(LIST_NUMBER.sub("", answer)).split())


def _fold_answers(answers: list[_Answer]) -> dict[str, Fold]:
    """Fold each answer into the most like among those before it that no format of its own gives, too."""
    folds: dict[str, Fold] = {}
    kept: list[_Answer] = []
    for answer in answers:
        others = (i for i, other in enumerate(kept) if answer.formats.isdisjoint(other.formats))
        likeness, place = max(((answer.likeness(kept[i]), -i) for i in others), default=(0.0, 0))
        best = kept[-place] if likeness >= _SAME else None
        if best:
            folds[answer.record.id] = Fold(best.record.id, likeness)
            kept[-place] = best._replace(formats=best.formats | answer.formats)
        else:
            folds[answer.record.id] = Fold(answer.record.id, 1.0)
            kept.append(answer)
    return folds
