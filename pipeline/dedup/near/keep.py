"""Which records of a block are kept, and what the others are merged into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from .apart import NOT_APART, Apart
from .beginnings import KeptBeginnings, begins_otherwise
from .member import Member
from .similar import KeptTexts, Threshold, jaccard
from .substitution import is_substitution
from .truncated import Beginning, KeptAnswers

MOST_COMPARED = 100
"""Kept answers that are similar to one (chosen); more are a template with other words in each."""

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
    members: Sequence[Member],
    threshold: Threshold,
    apart: Apart = NOT_APART,
    longest: Longest | None = None,
) -> Iterator[Merged]:
    """Yield the records of one block that are not kept; of a part of one, whose `longest` is that of the whole block.

    The best comes first: not truncated, then what a page may still give before what all its pages have changed since
    (of that the latest), then the longest answer (its fingerprint), then one without left markup and wrong letters,
    then the earliest retrieved, then the smallest id.
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
    """The kept records of a block."""

    def __init__(self, members: Sequence[Member], threshold: Threshold, apart: Apart, longest: Longest | None) -> None:
        self._apart = apart
        self._merged: dict[int, set[str]] = {}
        """The ids that people keep apart from others, by the position of what they are merged into."""
        self._members = members
        self._threshold = threshold
        self._similar = _KeptByGuards(members, threshold)
        truncated = [member for member in members if member.beginning]
        self._longer = _KeptLonger(truncated, threshold, longest) if truncated else None

    def first_for(self, member: Member) -> tuple[int, str] | None:
        """Return the position of the best kept record that a record may be merged into, and the method."""
        near = self._first_near(member)
        longer = self._first_longer(member)
        if longer is not None and (near is None or longer <= near):
            return longer, "truncated"
        return None if near is None else (near, "near")

    def add(self, position: int, member: Member) -> None:
        """Keep a record; it comes after those before."""
        self._similar.add(position, member)
        if self._longer:
            self._longer.add(position, member)

    def merge(self, position: int, member: Member) -> None:
        """Note that a record is merged into a kept one."""
        if member.id in self._apart:
            self._merged.setdefault(position, set()).add(member.id)

    def _are_apart(self, member: Member, position: int) -> bool:
        others = self._apart.get(member.id)
        if not others:
            return False
        return self._members[position].id in others or not self._merged.get(position, set()).isdisjoint(others)

    def _first_longer(self, member: Member) -> int | None:
        """The first that a truncated record is a copy of, word for word or nearly so."""
        if not self._longer or not member.beginning:
            return None
        exact = self._longer.first_with(member, member.beginning)
        if exact is not None and self._are_apart(member, exact):
            exact = None
        alike = self._longer.first_like(member, exact)
        return exact if alike is None or self._are_apart(member, alike) else alike

    def _first_near(self, member: Member) -> int | None:
        """The first that is similar to a record as a whole and in its answer, and more than another choice of words."""
        few = islice((at for at in self._similar.all_like(member) if not self._are_apart(member, at)), MOST_COMPARED)
        return next((at for at in few if not self._is_substitution(member, self._members[at])), None)

    def _is_substitution(self, member: Member, kept: Member) -> bool:
        if member.begun and begins_otherwise(kept.words, member.begun, self._threshold):
            return True
        return is_substitution(kept.words, member.words)


class _KeptByGuards:
    """The kept records by the values of their guards: those of one value are compared."""

    def __init__(self, members: Sequence[Member], threshold: Threshold) -> None:
        self._threshold = threshold
        self._members = members
        agreeing = Counter(member.guards for member in members)
        self._texts = {guards: KeptTexts(threshold) for guards, count in agreeing.items() if count > 1}

    def add(self, position: int, member: Member) -> None:
        if texts := self._texts.get(member.guards):
            texts.add(position, member.shingles)

    def all_like(self, member: Member) -> Iterator[int]:
        if texts := self._texts.get(member.guards):
            yield from (at for at in texts.all_like(member.shingles) if self._has_similar_answer(member, at))

    def _has_similar_answer(self, member: Member, position: int) -> bool:
        return self._threshold.holds(member.answer_shingles, self._members[position].answer_shingles)


class _KeptLonger:
    """The kept records by how they begin, to find those of which a truncated one is a copy."""

    def __init__(self, truncated: Sequence[Member], threshold: Threshold, longest: Longest | None) -> None:
        beginnings: dict[object, list[Beginning]] = {}
        for member in truncated:
            if member.beginning:
                beginnings.setdefault(member.question.guards, []).append(member.beginning)
        self._whole = {guards: KeptAnswers(sought) for guards, sought in beginnings.items()}
        if longest is None:
            longest = {}
            for member in truncated:
                longest_begun(longest, member)
        self._begun = {guards: KeptBeginnings(threshold, most) for guards, most in longest.items()}

    def add(self, position: int, member: Member) -> None:
        """Keep a record; it comes after those before."""
        if whole := self._whole.get(member.question.guards):
            whole.add(position, member.answer)
        if begun := self._begun.get(member.question.guards):
            begun.add(position, lambda: (member.words, member.answer_shingles))

    def first_with(self, member: Member, beginning: Beginning) -> int | None:
        """Return the best that begins as a truncated record does, word for word."""
        return self._whole[member.question.guards].first_with(beginning)

    def first_like(self, member: Member, before: int | None) -> int | None:
        """Return the best that begins nearly as a truncated record does, if it is better than another."""
        return self._begun[member.question.guards].first_like(member.begun, before) if member.begun else None
