"""A large block in parts: no record of one can be merged with any of another.

The second key is the prefix of PPJoin's filter (`similar.py`): the answers of two near-duplicates share one of their
few rarest pairs of words. Those that share one and enough others, and have the same guards, are linked; so is a
truncated answer with all that begin with it or share enough of its pairs. Records that are linked, through whatever
others, are a part.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from .keep import Longest, longest_begun
from .links import CHUNK, Hashes, Keys, Pairs, grouped, linked
from .member import Member
from .similar import Shingles, Threshold
from .words import shingles

_HASH = (1 << 32) - 1
_MOST = 256  # truncated answers with the same first letters that are looked for one by one; chosen


class Split(NamedTuple):
    """The parts of a block."""

    parts: list[np.ndarray]
    """The places of the members of each part that has two or more."""
    longest: Longest
    """What `merge_block` is to know of the whole block."""


def split(members: Iterable[Member], texts: Iterable[str], threshold: Threshold) -> Split:
    """Return the parts of a block, whose members are read one after the other and not kept.

    `texts` are those of their answers; they are read only where some of these are truncated.
    """
    hashes, sizes, guards = array("I"), array("I"), array("I")
    truncated: dict[int, str] = {}
    begun: dict[int, Shingles] = {}
    longest: Longest = {}
    for row, member in enumerate(members):
        _extend(hashes, sizes, member.answer_shingles)
        guards.append(hash(member.guards) & _HASH)
        if member.beginning:
            truncated[row] = member.beginning.text
            longest_begun(longest, member)
        if member.begun:
            begun[row] = shingles(member.begun)
    links: list[Keys | Pairs] = []
    if begun:
        end = len(hashes)
        for pairs in begun.values():  # as texts of their own, behind the others
            _extend(hashes, sizes, pairs)
        links += _begun(Hashes(*_arrays(hashes, sizes)), [*begun], len(guards), threshold)
        del hashes[end:], sizes[len(guards) :]
    if truncated:
        links += _beginning(truncated, texts)
    links += _alike(_within_guards(*_arrays(hashes, sizes, guards)), threshold)
    return Split(_parts(linked(_numbered(links), len(guards))), longest)


def _extend(hashes: array[int], sizes: array[int], pairs: Shingles) -> None:
    hashes.extend(hash(pair) & _HASH for pair in pairs)
    sizes.append(len(pairs))


def _arrays(*columns: array[int]) -> Iterator[np.ndarray]:
    """The same numbers, which are not copied: while these arrays are in use, nothing can be added to the columns."""
    return (np.frombuffer(column, np.uint32) for column in columns)


def _within_guards(hashes: np.ndarray, sizes: np.ndarray, guards: np.ndarray) -> Hashes:
    """The pairs of words of texts that are guarded as another is, each with the hash of its guards: in place."""
    _, numbers, counts = np.unique(guards, return_inverse=True, return_counts=True)
    shared = np.where(counts[numbers] > 1, sizes, 0)
    starts = np.append(0, np.cumsum(sizes, dtype=np.int64))
    end = 0
    for at in range(0, len(sizes), CHUNK):
        some = slice(at, at + CHUNK)
        within = hashes[starts[at] : starts[min(at + CHUNK, len(sizes))]] ^ np.repeat(guards[some], sizes[some])
        within = within[np.repeat(shared[some] > 0, sizes[some])]
        hashes[end : end + len(within)] = within
        end += len(within)
    return Hashes(hashes[:end], shared)


def _alike(known: Hashes, threshold: Threshold) -> Iterator[Keys | Pairs]:
    """Link the texts that share enough of their pairs of words to be similar."""
    pairs, common = grouped(known.rarest(0, _prefixes(known.sizes, threshold)))
    left, right = (known.sizes[rows] for rows in pairs)
    needed = threshold.needed_each(left, right)
    can_be = needed <= np.minimum(left, right)
    yield known.sharing(Pairs(*(rows[can_be] for rows in pairs)), needed[can_be])
    yield common


def _begun(known: Hashes, rows: Sequence[int], count: int, threshold: Threshold) -> Iterator[Keys | Pairs]:
    """Link the truncated answers, whose pairs lie behind those of all texts, with texts that have enough of these."""
    sought = known.rarest(count, _prefixes(known.sizes[count:], threshold))
    having = known.having(np.unique(sought.keys), count)
    pairs, common = grouped(Keys(*map(np.concatenate, zip(having, sought, strict=True))))
    is_of_both = (pairs.left < count) & (pairs.right >= count)
    pairs = Pairs(*(side[is_of_both] for side in pairs))
    sizes = known.sizes[pairs.right]
    found = known.sharing(pairs, sizes - _prefixes(sizes, threshold) + 1)
    row_of = np.append(np.arange(count), np.array(rows, np.int64))
    yield Pairs(found.left, row_of[found.right])
    yield Keys(row_of[common.rows], common.keys)


def _beginning(truncated: dict[int, str], texts: Iterable[str]) -> Iterator[Keys | Pairs]:
    """Link the truncated answers with the texts that begin as they do, letter for letter."""
    by_length: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, text in truncated.items():
        length = 1 << (len(text).bit_length() - 1)  # a power of two, so that there are few
        by_length[length][text[:length]].append(row)
    numbers = {start: number for number, start in enumerate(chain.from_iterable(by_length.values()))}
    pairs, common = [], []
    for row, text in enumerate(texts):
        for length, sought in by_length.items():
            others = sought.get(text[:length], ())
            if len(others) > _MOST:
                common.append((row, numbers[text[:length]]))
            else:
                pairs += [(other, row) for other in others if text.startswith(truncated[other])]
    yield Pairs(*_sides(pairs))
    yield Keys(*_sides(common))


def _sides(pairs: Sequence[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    both = np.array(pairs, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _prefixes(sizes: np.ndarray, threshold: Threshold) -> np.ndarray:
    """How many of the rarest pairs of texts of such sizes must be looked up for those that are similar."""
    lengths: np.ndarray = sizes - threshold.least_each(sizes) + 1
    return lengths


def _numbered(links: Iterable[Keys | Pairs]) -> Keys:
    """All links as keys: each pair has one of its own."""
    found, used = [Keys(np.empty(0, np.int64), np.empty(0, np.int64))], 0
    for each in links:
        if isinstance(each, Pairs):
            rows, keys = np.concatenate(each), np.tile(np.arange(len(each.left)), 2)
        else:
            rows, keys = each.rows, np.unique(each.keys, return_inverse=True)[1]
        found.append(Keys(rows, keys + used))
        used += len(rows)
    return Keys(*map(np.concatenate, zip(*found, strict=True)))


def _parts(least: np.ndarray) -> list[np.ndarray]:
    """The places of those that are linked with the same row, where there are two or more."""
    order = np.argsort(least, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(least[order]) != 0))
    return [part for part in np.split(order, starts[1:]) if len(part) > 1]
