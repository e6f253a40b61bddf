"""Merge the pairs that one page gives in several formats, as markup and as text for example."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..schema import Merge, Pair
from ..schema.pairs import Pairs
from ..schema.record import Record
from ..text.fingerprint import fingerprint
from ..text.lists import LIST_ITEM, LIST_NUMBER
from .near.lexicon import NEGATIONS

_LEAST_SIMILARITY = 0.8  # Jaccard of the words of two answers; chosen
_MOST_ANSWERS = 100  # to one question (chosen); each is compared with each, and no page says more in two ways
_MARKUP = ("jsonld", "microdata", "rdfa", "pagedata")


def merge_within_page(pairs: Pairs) -> Pairs:
    """Return the pairs of a page in their order, each with what it is merged into: itself where it is kept.

    Pairs of one question that were read by different formats are one if their answers share
    at least 0.8 of their words (Jaccard, list numbers aside), have the same negations, and all numbers of one are
    among those of the other. Two answers that one format gives are never one, nor those to a question with over 100.
    The one with a list or a table is kept, else the one the page's markup gives, else the longer.
    Where one answer holds all words of another in their order, as where markup gives its beginning, it is kept;
    so is one that differs from another in nothing but more blanks, as where markup lost its tags.
    """
    questions = pairs.columns["question_id"]
    if len({*questions}) == len(questions):
        return pairs
    by_question: defaultdict[str, list[int]] = defaultdict(list)
    for row, question in enumerate(questions):
        by_question[question].append(row)
    merges: dict[str, Merge] = {}
    for rows in by_question.values():
        if len(rows) > 1:
            merges |= _merge_group([pairs[row] for row in rows])
    if not merges:
        return pairs
    merged = [merges.get(pair.record.id, pair.merge) for pair in pairs]
    return pairs.replace(**{name: [getattr(each, name) for each in merged] for name in Merge._fields})


def _merge_group(group: Sequence[Pair]) -> dict[str, Merge]:
    """By their ids, what those of the pairs of one question are merged into that are not kept."""
    are_few = 1 < len({pair.record.id for pair in group}) <= _MOST_ANSWERS
    return _merge_answers(_answers(group)) if are_few and len({pair.sighting.format for pair in group}) > 1 else {}


class _Answer(NamedTuple):
    """One of the answers to a question, with all formats that give it."""

    record: Record
    formats: frozenset[str]
    text: str
    """Its words in their order, letter case and punctuation aside."""
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

    def holds(self, other: _Answer) -> bool:
        """Whether it says all that an answer of another format says, and much more, or the blanks that it lost."""
        if not other.text or len(self.text) <= len(other.text) or not self.formats.isdisjoint(other.formats):
            return False
        if self.text.replace(" ", "") == other.text.replace(" ", ""):
            return True  # where markup lost its tags, what they parted is one word
        much = other.words.total() < _LEAST_SIMILARITY * self.words.total()
        return much and f" {other.text} " in f" {self.text} "

    def likeness(self, other: _Answer) -> float:
        """Jaccard of the two bags of words; 0 where they differ in their numbers or negations."""
        if self.negations != other.negations:
            return 0.0
        numbers = [{word for word in answer.words if word[0].isdigit()} for answer in (self, other)]
        if not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
            return 0.0
        union = (self.words | other.words).total()
        return (self.words & other.words).total() / union if union else 1.0


def _answers(group: Sequence[Pair]) -> list[_Answer]:
    """The different answers among some pairs, best first, however the pairs are ordered."""
    found: dict[str, tuple[Record, set[str]]] = {}
    for pair in group:
        record, formats = found.setdefault(pair.record.id, (pair.record, set()))
        formats.add(pair.sighting.format)
        if pair.record.answer > record.answer:  # they share an id, so they differ in nothing that is compared
            found[record.id] = pair.record, formats
    answers = (_answer(record, formats) for record, formats in found.values())
    return sorted(answers, key=lambda answer: answer.rank)


def _answer(record: Record, formats: set[str]) -> _Answer:
    text = fingerprint(LIST_NUMBER.sub("", record.answer))
    return _Answer(record, frozenset(formats), text, Counter(text.split()))


def _merge_answers(answers: list[_Answer]) -> dict[str, Merge]:
    """What each answer is merged into that is not kept."""
    beginnings = {id(answer): fuller for answer in answers if (fuller := _fuller(answer, answers)) is not None}
    merges = _merge_alike([answer for answer in answers if id(answer) not in beginnings])
    for answer in answers:
        if fuller := beginnings.get(id(answer)):
            while id(fuller) in beginnings:
                fuller = beginnings[id(fuller)]
            kept = merges[fuller.record.id].kept_id if fuller.record.id in merges else fuller.record.id
            merges[answer.record.id] = Merge(kept, "same_page", answer.likeness(fuller))
    return merges


def _fuller(answer: _Answer, answers: Sequence[_Answer]) -> _Answer | None:
    """The first answer that holds one and says much more."""
    return next((other for other in answers if other.holds(answer)), None)


def _merge_alike(answers: list[_Answer]) -> dict[str, Merge]:
    """What each answer is merged into: the most similar one before it that none of its formats gives."""
    merges: dict[str, Merge] = {}
    kept: list[_Answer] = []
    for answer in answers:
        others = [i for i, other in enumerate(kept) if answer.formats.isdisjoint(other.formats)]
        best = max(others, key=lambda i: answer.likeness(kept[i]), default=None)  # the first of equals
        if best is not None and (likeness := answer.likeness(kept[best])) >= _LEAST_SIMILARITY:
            merges[answer.record.id] = Merge(kept[best].record.id, "same_page", likeness)
            kept[best] = kept[best]._replace(formats=kept[best].formats | answer.formats)
        else:
            kept.append(answer)
    return merges
