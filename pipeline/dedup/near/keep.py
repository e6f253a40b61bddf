"""Which records of a block are kept, and what the others are folded into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ...text.fingerprint import fingerprint
from .guards import ANSWER_GUARDS, QUESTION_GUARDS, Value, read, values
from .similar import Kept, Shingles, Threshold, jaccard
from .truncated import Beginnings, Start, start_of
from .words import answer_fingerprint, shingles, split_words

Rank = tuple[bool, int, int, str]
_NEVER = 1 << 63  # later than any time in microseconds
_GUARDS_IN_A_BLOCK = {name: guard for name, guard in QUESTION_GUARDS.items() if name != "content_word"}  # it has one


class Question(NamedTuple):
    """A question, as it is compared."""

    words: tuple[str, ...]
    guards: tuple[Value, ...]


@lru_cache(1 << 8)
def _read_question(question: str) -> Question:
    """Read a question once, however many answers in a row it has."""
    text = read(split_words(fingerprint(question)))
    return Question(tuple(text.words), values(text, _GUARDS_IN_A_BLOCK))


class Pair:
    """A record of a block, as it is compared."""

    def __init__(self, id: str, question: str, answer: str, flags: str, retrieved_at: int | None) -> None:
        self.id = id
        self.question = _read_question(question)
        self.answer = answer_fingerprint(answer)
        self.start = start_of(answer, self.answer)
        is_cut = self.start is not None or "truncated" in flags
        self.rank: Rank = (is_cut, -len(self.answer), _NEVER if retrieved_at is None else retrieved_at, id)
        self._answer_words = split_words(self.answer)
        self._shingles: Shingles | None = None
        self._answer_shingles: Shingles | None = None
        self.guards = self.question.guards, values(read(self._answer_words), ANSWER_GUARDS)

    @property
    def shingles(self) -> Shingles:
        """What its likeness is measured by, worked out when there is another to compare it to."""
        if self._shingles is None:
            self._shingles = shingles([*self.question.words, *self._answer_words])
        return self._shingles

    @property
    def answer_shingles(self) -> Shingles:
        """Those of the answer alone: a long question must not make two short answers alike."""
        if self._answer_shingles is None:
            self._answer_shingles = shingles(self._answer_words)
        return self._answer_shingles


class Fold(NamedTuple):
    """A record that is not kept, and the one that is kept for it."""

    id: str
    kept_id: str
    method: str
    similarity: float


def folds(pairs: Sequence[Pair], threshold: Threshold) -> Iterator[Fold]:
    """Yield the records of one block that are not kept.

    The best comes first: not cut, then the longest answer (its fingerprint), then the earliest retrieved, then the
    smallest id. Each record in turn is folded into the best kept one that it is itself like, or that it is a cut copy
    of; if there is none, it is kept. So nothing is folded into what it is not like by way of a third one.
    """
    ranked = sorted(pairs, key=lambda pair: pair.rank)
    kept = _KeptOfBlock(ranked, threshold)
    for place, pair in enumerate(ranked):
        found = kept.first_for(pair)
        if found is None:
            kept.add(place, pair)
        else:
            best, method = found
            yield Fold(pair.id, ranked[best].id, method, jaccard(pair.shingles, ranked[best].shingles))


class _KeptOfBlock:
    """The kept records of a block, by what their guards say."""

    def __init__(self, pairs: Sequence[Pair], threshold: Threshold) -> None:
        self._pairs = pairs
        self._threshold = threshold
        agreeing = Counter(pair.guards for pair in pairs)
        self._alike = {guards: Kept(threshold) for guards, count in agreeing.items() if count > 1}
        starts: dict[object, list[Start]] = {}
        for pair in pairs:
            if pair.start:
                starts.setdefault(pair.question.guards, []).append(pair.start)
        self._beginnings = {guards: Beginnings(found) for guards, found in starts.items()}

    def first_for(self, pair: Pair) -> tuple[int, str] | None:
        """Return the place of the best kept record that a record may be folded into, and why."""
        alike = self._alike.get(pair.guards)
        near = alike.first_like(pair.shingles, lambda place: self._is_answered_like(pair, place)) if alike else None
        longer = self._beginnings[pair.question.guards].first_with(pair.start) if pair.start else None
        if longer is not None and (near is None or longer <= near):
            return longer, "truncated"
        return None if near is None else (near, "near")

    def _is_answered_like(self, pair: Pair, place: int) -> bool:
        return self._threshold.holds(pair.answer_shingles, self._pairs[place].answer_shingles)

    def add(self, place: int, pair: Pair) -> None:
        """Keep a record; it comes behind those before."""
        if alike := self._alike.get(pair.guards):
            alike.add(place, pair.shingles)
        if beginnings := self._beginnings.get(pair.question.guards):
            beginnings.add(place, pair.answer)
