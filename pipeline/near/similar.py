"""How alike two texts are (Jaccard), and finding the kept texts that one is like without comparing it to all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from pipeline.near.words import Shingle

Shingles = frozenset[Shingle]

_FEW = 24  # texts: below that, comparing with all is faster than asking an index


def jaccard(left: Shingles, right: Shingles) -> float:
    """Return the share of the shingles of two texts that both have; two texts without any are alike."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if left or right else 1.0


class Threshold:
    """From which share of common shingles on two texts are alike, in whole numbers: 0.8 is 4 of 5, not a float."""

    def __init__(self, share: float) -> None:
        if not 0 < share <= 1:
            raise ValueError(f"A threshold is above 0 and at most 1, not {share}.")
        self._part, self._whole = Fraction(str(share)).as_integer_ratio()

    def needed(self, left: int, right: int) -> int:
        """Return how many shingles texts of these many must have in common to be alike."""
        return -(-self._part * (left + right) // (self._part + self._whole))

    def least(self, size: int) -> int:
        """Return how many shingles a text of this size has at least in common with any that is alike."""
        return -(-self._part * size // self._whole)

    def holds(self, left: Shingles, right: Shingles) -> bool:
        """Whether two texts are alike."""
        needed = self.needed(len(left), len(right))
        return needed <= len(left) and needed <= len(right) and len(left & right) >= needed


class Kept:
    """The texts that were kept so far, best first, and which of them a further one is like.

    Among few, all are compared. Among many, PPJoin's filters leave the ones that can be alike (Xiao, Wang, Lin,
    Yu: Efficient similarity joins for near duplicate detection, WWW 2008): shingles are ordered from the rarest
    to the commonest, and two texts of given sizes that share as many as they must, share one of the first few
    (prefix filter), have sizes that are not too far apart (length filter) and enough behind the first shared one
    (positional filter). Any order gives the same result; a new one is made whenever the texts have doubled.
    """

    def __init__(self, threshold: Threshold) -> None:
        self._threshold = threshold
        self._places: list[int] = []
        self._texts: list[Shingles] = []
        self._index: _Index | None = None

    def add(self, place: int, text: Shingles) -> None:
        """Keep a text; it comes behind those before."""
        self._places.append(place)
        self._texts.append(text)
        if len(self._texts) >= _FEW and (self._index is None or len(self._texts) >= 2 * self._index.built_of):
            self._index = _Index(self._threshold, self._texts)
        elif self._index is not None:
            self._index.add(len(self._texts) - 1, text)

    def first_like(self, text: Shingles) -> int | None:
        """Return the place of the best kept text that is like this one, None if there is none."""
        for number in range(len(self._texts)) if self._index is None else sorted(self._index.candidates(text)):
            if self._threshold.holds(text, self._texts[number]):
                return self._places[number]
        return None


class _Index:
    """Kept texts by their size and by the shingles that they begin with, the rarest first."""

    def __init__(self, threshold: Threshold, texts: list[Shingles]) -> None:
        self._threshold = threshold
        self.built_of = len(texts)
        self._counts = Counter(shingle for text in texts for shingle in text)
        self._by_size: dict[int, dict[Shingle, list[tuple[int, int]]]] = {}
        for number, text in enumerate(texts):
            self.add(number, text)

    def add(self, number: int, text: Shingles) -> None:
        postings = self._by_size.setdefault(len(text), {})
        for position, shingle in enumerate(
            self._rarest_first(text)[: len(text) - self._threshold.least(len(text)) + 1]
        ):
            postings.setdefault(shingle, []).append((position, number))

    def candidates(self, text: Shingles) -> set[int]:
        """The numbers of all texts that can be like this one."""
        ordered = self._rarest_first(text)
        return {number for size in self._by_size for number in self._of_size(ordered, size)}

    def _of_size(self, ordered: list[Shingle], size: int) -> Iterator[int]:
        needed = self._threshold.needed(len(ordered), size)
        if needed > min(len(ordered), size):
            return
        postings = self._by_size[size]
        for position, shingle in enumerate(ordered[: len(ordered) - needed + 1]):
            for other_position, number in postings.get(shingle, ()):
                if min(len(ordered) - position, size - other_position) >= needed:
                    yield number

    def _rarest_first(self, text: Shingles) -> list[Shingle]:
        counts = self._counts
        return [shingle for _, shingle in sorted((counts.get(shingle, 0), shingle) for shingle in text)]
