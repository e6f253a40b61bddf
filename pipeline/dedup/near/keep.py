"""Which records of a block are kept, and what the others are merged into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...text.fingerprint import fingerprint
from .apart import NOT_APART, Apart
from .beginnings import KeptBeginnings, begins_otherwise, is_enough
from .compared import compare_answer
from .guards import ANSWER_GUARDS, QUESTION_GUARDS, Value, read, values
from .similar import KeptTexts, Shingles, Threshold, jaccard
from .substitution import is_substitution
from .truncated import Beginning, KeptAnswers, find_beginning
from .words import split_words, with_words_before

Rank = tuple[bool, bool, int, int, int, int, str]
_MOST_COMPARED = 100  # kept answers that are similar to one (chosen); more are a template with other words in each
_NEVER = 1 << 63  # microseconds; later than any time that 64 bits can hold
# All questions of a block have the same content words.
_GUARDS_IN_A_BLOCK = {name: guard for name, guard in QUESTION_GUARDS.items() if name != "content_word"}


class Question(NamedTuple):
    """A question, as it is compared."""

    words: tuple[str, ...]
    guards: tuple[Value, ...]


@lru_cache(1 << 8)
def _read_question(question: str) -> Question:
    """Read a question once, however many answers in a row it has."""
    text = read(split_words(fingerprint(question)))
    return Question(tuple(text.words), values(text, _GUARDS_IN_A_BLOCK))


class Member:
    """A record of a block, as it is compared."""

    def __init__(
        self, id: str, question: str, answer: str, flags: str, retrieved_at: int | None, outdated_at: int | None
    ) -> None:
        self.id = id
        self.question = _read_question(question)
        self.answer, self.words, self.answer_shingles, length, repeated = compare_answer(answer)
        self.beginning = find_beginning(answer, self.answer)
        self.begun = _begun(self.words, self.beginning)
        is_truncated = self.beginning is not None or "truncated" in flags
        first = _NEVER if retrieved_at is None else retrieved_at
        outdated = outdated_at is not None, -(outdated_at or 0)
        self.rank: Rank = (is_truncated, *outdated, -length, repeated, first, id)
        self._shingles: Shingles | None = None
        self.guards = self.question.guards, values(read(self.words), ANSWER_GUARDS)

    @property
    def shingles(self) -> Shingles:
        """The pairs of neighbouring words of question and answer, worked out when there is another to compare with."""
        if self._shingles is None:
            self._shingles = with_words_before(self.question.words, self.words, self.answer_shingles)
        return self._shingles


def _begun(words: Sequence[str], beginning: Beginning | None) -> Sequence[str]:
    """The whole words of a truncated answer, if they are enough to find answers that begin nearly so."""
    if beginning is None:
        return ()
    whole = words if beginning.is_whole else words[:-1]
    return whole if is_enough(whole) else ()


Longest = dict[object, int]
"""How many words are left of the longest truncated answer, by the guards of its question."""


def longest_begun(longest: Longest, member: Member) -> None:
    """Note how long a truncated answer is."""
    if member.begun:
        guards = member.question.guards
        longest[guards] = max(len(member.begun), longest.get(guards, 0))


class Merged(NamedTuple):
    """A record that is not kept, and the one that it is merged into."""

    id: str
    kept_id: str
    method: str
    similarity: float


def merge_block(
    members: Sequence[Member], threshold: Threshold, apart: Apart = NOT_APART, longest: Longest | None = None
) -> Iterator[Merged]:
    """Yield the records of one block that are not kept; of a part of one, whose `longest` is that of the whole block.

    The best comes first: not truncated, then what a page may still give before what all its pages have changed since
    (of that the latest), then the longest answer (its fingerprint), then the earliest retrieved, then the smallest id.
    Each record in turn is merged into the best kept one that it is itself similar to, or that it is
    a truncated copy of; if there is none, it is kept. No record is merged into one from which people keep it, or a
    record merged into that, `apart`. So there are no chains: no record is merged into one that it is
    not similar to because both are similar to a third.
    """
    ranked = sorted(members, key=lambda member: member.rank)
    kept = _KeptOfBlock(ranked, threshold, apart, longest)
    for position, member in enumerate(ranked):
        found = kept.first_for(member)
        if found is None:
            kept.add(position, member)
        else:
            best, method = found
            kept.merge(best, member)
            yield Merged(member.id, ranked[best].id, method, jaccard(member.shingles, ranked[best].shingles))


class _KeptOfBlock:
    """The kept records of a block, by the values of their guards."""

    def __init__(
        self, members: Sequence[Member], threshold: Threshold, apart: Apart, longest: Longest | None = None
    ) -> None:
        self._apart = apart
        self._merged: dict[int, set[str]] = {}
        """The ids that people keep apart from others, by the position of what they are merged into."""
        self._members = members
        self._threshold = threshold
        agreeing = Counter(member.guards for member in members)
        self._similar = {guards: KeptTexts(threshold) for guards, count in agreeing.items() if count > 1}
        beginnings: dict[object, list[Beginning]] = {}
        for member in members:
            if member.beginning:
                beginnings.setdefault(member.question.guards, []).append(member.beginning)
        self._whole = {guards: KeptAnswers(sought) for guards, sought in beginnings.items()}
        if longest is None:
            longest = {}
            for member in members:
                longest_begun(longest, member)
        self._begun = {guards: KeptBeginnings(threshold, most) for guards, most in longest.items()}

    def first_for(self, member: Member) -> tuple[int, str] | None:
        """Return the position of the best kept record that a record may be merged into, and the method."""
        near = None
        if similar := self._similar.get(member.guards):
            near = self._first_near(member, similar)
        longer = self._first_longer(member)
        if longer is not None and (near is None or longer <= near):
            return longer, "truncated"
        return None if near is None else (near, "near")

    def merge(self, position: int, member: Member) -> None:
        """Note that a record is merged into a kept one."""
        if member.id in self._apart:
            self._merged.setdefault(position, set()).add(member.id)

    def _are_apart(self, member: Member, position: int) -> bool:
        others = self._apart.get(member.id, ())
        return self._members[position].id in others or not self._merged.get(position, set()).isdisjoint(others)

    def _first_longer(self, member: Member) -> int | None:
        """The first that a truncated record is a copy of, word for word or nearly so."""
        if not member.beginning:
            return None
        exact = self._whole[member.question.guards].first_with(member.beginning)
        alike = self._begun[member.question.guards].first_like(member.begun) if member.begun else None
        found = (at for at in (exact, alike) if at is not None)
        return min((at for at in found if not self._are_apart(member, at)), default=None)

    def _first_near(self, member: Member, similar: KeptTexts) -> int | None:
        """The first that is similar to a record as a whole and in its answer, and more than another choice of words."""
        alike = (at for at in similar.all_like(member.shingles) if self._has_similar_answer(member, at))
        few = islice((at for at in alike if not self._are_apart(member, at)), _MOST_COMPARED)
        return next((at for at in few if not self._is_substitution(member, at)), None)

    def _is_substitution(self, member: Member, position: int) -> bool:
        words = self._members[position].words
        if member.begun and begins_otherwise(words, member.begun, self._threshold):
            return True
        return is_substitution(words, member.words)

    def _has_similar_answer(self, member: Member, position: int) -> bool:
        return self._threshold.holds(member.answer_shingles, self._members[position].answer_shingles)

    def add(self, position: int, member: Member) -> None:
        """Keep a record; it comes after those before."""
        if similar := self._similar.get(member.guards):
            similar.add(position, member.shingles)
        if whole := self._whole.get(member.question.guards):
            whole.add(position, member.answer)
        if begun := self._begun.get(member.question.guards):
            begun.add(position, member.words, member.answer_shingles)
