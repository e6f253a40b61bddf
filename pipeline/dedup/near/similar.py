"""How similar two texts are (Jaccard), and which kept texts one is similar to, without comparing it with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain
from typing import TypeVar

import numpy as np

from .words import Shingle

Shingles = frozenset[Shingle]
T = TypeVar("T")

_FEW = 24  # texts; up to so many, comparing with all was measured to be faster than an index


def jaccard(left: frozenset[T], right: frozenset[T]) -> float:
    """Return the share of the shingles of two texts that both have, 0 to 1; 1 for two texts without any."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if left or right else 1.0


class Threshold:
    """The least Jaccard similarity of texts that are near-duplicates, as a fraction: 0.8 is exactly 4 of 5."""

    def __init__(self, share: float) -> None:
        if not 0 < share <= 1:
            raise ValueError(f"A threshold is above 0 and at most 1, not {share}.")
        self._part, self._whole = Fraction(str(share)).as_integer_ratio()

    def needed(self, left: int, right: int) -> int:
        """Return how many shingles two texts must have in common to be similar, where they have `left` and `right`."""
        return -(-self._part * (left + right) // (self._part + self._whole))

    def needed_each(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Return what `needed` does for each of several pairs of sizes."""
        return _each(lambda both: self.needed(both, 0), left + right)

    def least(self, size: int) -> int:
        """Return how many shingles a text with `size` of them has at least in common with any similar text."""
        return -(-self._part * size // self._whole)

    def least_each(self, sizes: np.ndarray) -> np.ndarray:
        """Return what `least` does for each of several sizes."""
        return _each(self.least, sizes)

    def holds(self, left: frozenset[T], right: frozenset[T]) -> bool:
        """Whether two texts are similar."""
        needed = self.needed(len(left), len(right))
        return needed <= len(left) and needed <= len(right) and len(left & right) >= needed


def _each(function: Callable[[int], int], values: np.ndarray) -> np.ndarray:
    """What a function of whole numbers, however large on the way, says of each value."""
    different, places = np.unique(values, return_inverse=True)
    found: np.ndarray = np.array([function(value) for value in different.tolist()], np.int64)[places]
    return found


class KeptTexts:
    """The texts that were kept so far, best first, and which of them another one is similar to.

    Among few, all are compared. Among many, PPJoin's filters leave the ones that can be similar (Xiao, Wang, Lin,
    Yu: Efficient similarity joins for near duplicate detection, WWW 2008): shingles are ordered from the rarest
    to the commonest. Two similar texts share one of their first few (prefix filter), have sizes that are not too far
    apart (length filter), and have enough shingles after the first shared one (positional filter). Any order gives the
    same result; shingles are ordered again whenever the number of texts has doubled.
    """

    def __init__(self, threshold: Threshold) -> None:
        self._threshold = threshold
        self._positions: list[int] = []
        self._few: list[Shingles] = []
        self._index: _Index | None = None

    def add(self, position: int, text: Shingles) -> None:
        """Keep a text; it comes after those before."""
        self._positions.append(position)
        if self._index is None and len(self._few) == _FEW:
            self._index = _Index(self._threshold, self._few)
        if self._index is None:
            self._few.append(text)
        else:
            self._index.add(text)

    def all_like(self, text: Shingles) -> Iterator[int]:
        """Yield the positions of the kept texts that are similar to this one, the best first."""
        if self._index is None:
            yield from (self._positions[i] for i, kept in enumerate(self._few) if self._threshold.holds(text, kept))
        else:
            yield from (self._positions[number] for number in self._index.all_like(text))


class _Ranks(dict[Shingle, int]):
    """The rank of each shingle, from the rarest to the commonest; a new one comes before all others."""

    def __missing__(self, shingle: Shingle) -> int:
        self[shingle] = rank = -len(self) - 1
        return rank


class _Index:
    """Numbers of texts by size, by each of their rarest shingles, and by how many shingles come from that one on."""

    def __init__(self, threshold: Threshold, texts: Iterable[Shingles]) -> None:
        self._threshold = threshold
        self._ranks = _Ranks()
        self._texts = [self._ranked(text) for text in texts]
        self._order_again()

    def add(self, text: Shingles) -> None:
        """Add a text."""
        self._texts.append(self._ranked(text))
        self._post(len(self._texts) - 1)
        if len(self._texts) == self._ordered_again_at:
            self._order_again()

    def all_like(self, text: Shingles) -> Iterator[int]:
        """Yield the numbers of those that are similar to this one, the best first."""
        ranked = self._ranked(text)
        for number in sorted(self._candidates(ranked)):
            if self._threshold.holds(ranked, self._texts[number]):
                yield number

    def _ranked(self, text: Shingles) -> frozenset[int]:
        return frozenset(map(self._ranks.__getitem__, text))

    def _order_again(self) -> None:
        counts = Counter(chain.from_iterable(self._texts))
        ranks = {old: rank for rank, old in enumerate(sorted(counts, key=counts.__getitem__))}
        self._ranks = _Ranks({shingle: ranks[old] for shingle, old in self._ranks.items() if old in ranks})
        self._texts = [frozenset(map(ranks.__getitem__, text)) for text in self._texts]
        self._ordered_again_at = 2 * len(self._texts)
        self._by_size: dict[range, dict[int, dict[int, list[int]]]] = {}
        for number in range(len(self._texts)):
            self._post(number)

    def _post(self, number: int) -> None:
        ranks = sorted(self._texts[number])
        by_rank = self._by_size.setdefault(_sizes_like(len(ranks)), {})
        for position, rank in enumerate(ranks[: len(ranks) - self._threshold.least(len(ranks)) + 1]):
            by_rank.setdefault(rank, {}).setdefault(len(ranks) - position, []).append(number)

    def _candidates(self, text: frozenset[int]) -> set[int]:
        """The numbers of all that can be similar to this one."""
        ranks, needed_of = sorted(text), self._threshold.needed
        found: set[int] = set()
        for sizes, by_rank in self._by_size.items():
            needed = needed_of(len(ranks), sizes[0])
            if needed > len(ranks) or needed_of(len(ranks), sizes[-1]) > sizes[-1]:
                continue
            for by_rest in filter(None, map(by_rank.get, ranks[: len(ranks) - needed + 1])):
                found.update(*(numbers for rest, numbers in by_rest.items() if rest >= needed))
        return found


def _sizes_like(size: int) -> range:
    """The sizes that are looked up together: one below 64, then ranges of 1/64 to 1/32 of their size."""
    shift = max(size.bit_length() - 6, 0)
    least = size >> shift << shift
    return range(least, least + (1 << shift))
