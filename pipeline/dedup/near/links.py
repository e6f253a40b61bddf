"""Which texts may be similar, by the hashes of their pairs of words: what PPJoin's filters leave, and who is linked.

Arrays of numbers, so that a million texts take some hundred megabytes. Two pairs of words may have one hash by chance,
and a key that many texts have links them all unseen: more texts are linked then, and never fewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

_COUNTERS = 1 << 24  # of pairs of words, by their hashes, at most; chosen: pairs that share one seem more frequent
_AT_ONCE = 1 << 22  # hashes that are counted together; chosen
CHUNK = 1 << 14
"""Texts, or pairs of texts, that are looked at together; chosen."""
_MOST = 256  # texts with one key that are compared one by one; chosen


class Keys(NamedTuple):
    """Which rows have which keys, an entry for each key of a row."""

    rows: np.ndarray
    keys: np.ndarray


class Pairs(NamedTuple):
    """Pairs of rows."""

    left: np.ndarray
    right: np.ndarray


class Hashes:
    """The hashes of the pairs of words of texts, by their rows."""

    def __init__(self, hashes: np.ndarray, sizes: np.ndarray) -> None:
        self._hashes = hashes
        self.sizes = sizes.astype(np.int64)
        self._starts = np.append(0, np.cumsum(self.sizes))
        self._mask = min(_COUNTERS, 1 << (8 * len(hashes)).bit_length()) - 1
        self._counts = np.zeros(self._mask + 1, np.uint32)
        for at in range(0, len(hashes), _AT_ONCE):
            np.add.at(self._counts, hashes[at : at + _AT_ONCE] & self._mask, np.uint32(1))

    def rarest(self, first: int, lengths: np.ndarray) -> Keys:
        """Return so many of the rarest hashes of each text from a row on, without those that no other text has."""
        found = []
        for at in range(0, len(lengths), CHUNK):
            of_chunk = lengths[at : at + CHUNK]
            starts = self._starts[first + at : first + at + len(of_chunk) + 1]
            sizes = np.diff(starts)
            row = np.repeat(np.arange(len(sizes)), sizes)
            hashes = self._hashes[starts[0] : starts[-1]]
            counts = self._counts[hashes & self._mask]
            order = np.lexsort((hashes, counts, row))
            place = np.arange(len(hashes)) - np.repeat(starts[:-1] - starts[0], sizes)
            is_meant = (place < np.repeat(of_chunk, sizes)) & (counts[order] > 1)
            found.append(Keys(row[is_meant] + first + at, hashes[order[is_meant]]))
        return Keys(*map(np.concatenate, zip(*found, strict=True)))

    def having(self, wanted: np.ndarray, count: int) -> Keys:
        """Return which of the first `count` texts have which of some hashes."""
        at = np.flatnonzero(np.isin(self._hashes[: self._starts[count]], wanted))
        return Keys(np.searchsorted(self._starts, at, side="right") - 1, self._hashes[at])

    def sharing(self, pairs: Pairs, needed: np.ndarray) -> Pairs:
        """Return those of some pairs of texts that share at least so many hashes."""
        found = [np.empty(0, bool)]
        for at in range(0, len(needed), CHUNK):
            left, right = (side[at : at + CHUNK] for side in pairs)
            both = np.concatenate([self._numbered(left), self._numbered(right)])
            both.sort()
            shared = (both[1:][both[1:] == both[:-1]] >> np.uint64(32)).astype(np.int64)
            found.append(np.bincount(shared, minlength=len(left)) >= needed[at : at + CHUNK])
        is_shared = np.concatenate(found)
        return Pairs(pairs.left[is_shared], pairs.right[is_shared])

    def _numbered(self, rows: np.ndarray) -> np.ndarray:
        """The hashes of some rows, each below the number of its place among them."""
        sizes = self.sizes[rows]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        number = np.repeat(np.arange(len(rows), dtype=np.uint64), sizes)
        hashes = self._hashes[np.repeat(self._starts[rows], sizes) + within]
        numbered: np.ndarray = (number << np.uint64(32)) | hashes
        return numbered


def grouped(keys: Keys) -> tuple[Pairs, Keys]:
    """Return the pairs of rows that share a key, each once, and the entries of keys that too many rows share."""
    order = np.lexsort((keys.rows, keys.keys))
    rows, values = (column[order] for column in keys)
    sizes = _runs(values)
    size = np.repeat(sizes, sizes)
    after = size - (np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes))
    is_common = size > _MOST
    count = int(rows.max(initial=0)) + 1
    pairs = np.unique(np.concatenate([np.empty(0, np.int64), *_codes(rows, np.where(is_common, 0, after), count)]))
    return Pairs(pairs // count, pairs % count), Keys(rows[is_common], values[is_common])


def _codes(rows: np.ndarray, after: np.ndarray, count: int) -> Iterator[np.ndarray]:
    """A number for each pair of an entry and one that comes so many places after it."""
    for step in range(1, int(after.max(initial=0))):
        at = np.flatnonzero(after > step)
        yield np.unique(rows[at] * count + rows[at + step])


def _runs(values: np.ndarray) -> np.ndarray:
    """How many equal values follow each other, for each run of them."""
    ends = np.flatnonzero(values[1:] != values[:-1]) + 1
    return np.diff(np.concatenate(([0], ends, [len(values)]))) if len(values) else np.empty(0, np.int64)


def linked(keys: Keys, count: int) -> np.ndarray:
    """Return for each of so many rows the least one that it is linked with by keys, through whatever others."""
    order = np.argsort(keys.keys, kind="stable")
    rows, values = (column[order] for column in keys)
    sizes = _runs(values)
    rows, sizes = rows[np.repeat(sizes > 1, sizes)], sizes[sizes > 1]
    starts = np.cumsum(sizes) - sizes
    least = np.arange(count)
    while len(rows):
        found = least.copy()
        np.minimum.at(found, rows, np.repeat(np.minimum.reduceat(least[rows], starts), sizes))
        found = found[found]
        if np.array_equal(found, least):
            break
        least = found
    return least
