"""What `_numbered.c` does, with Arrow and numpy: the standard, and what runs where there was no compiler."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

AT_ONCE = 1 << 18
"""Numbers of pairs of sets that are compared together, and so many pairs at most; chosen."""


def number(texts: list[str], /) -> tuple[bytearray, bytearray, list[str]]:
    """Return the numbers of the words of some texts, one text after the other, how many each has, and the words.

    Words are what lies between blanks. They come in the order of their numbers, from 1; the numbers have 64 bits.
    """
    words = pc.split_pattern(pa.array(texts, pa.large_string()), " ")
    coded = words.flatten().dictionary_encode()
    numbers = coded.indices.to_numpy().astype(np.int64) + 1
    sizes = np.diff(words.offsets.to_numpy().astype(np.int64))
    return bytearray(numbers), bytearray(sizes), coded.dictionary.to_pylist()


def count_shared(
    numbers: np.ndarray, ends: np.ndarray, left: np.ndarray, right: np.ndarray, counts: np.ndarray, /
) -> None:
    """Write into `counts` how many numbers the two sets of each pair have in common.

    A set lies in `numbers` from one of `ends` to the next. A number and that of a pair fit into 63 bits together.
    """
    starts, sizes = ends[:-1], np.diff(ends)
    bits = int(numbers.max(initial=0)).bit_length()
    piece_of = np.cumsum(sizes[left] + sizes[right]) // AT_ONCE
    pieces = np.append(np.flatnonzero(np.diff(piece_of)) + 1, len(left)).tolist()
    for start, end in pairwise([0, *pieces]):
        sides = (rows[start:end] for rows in (left, right))
        both = np.concatenate([_of_each(numbers, starts[rows], sizes[rows], bits) for rows in sides])
        both.sort()
        shared = both[1:][both[1:] == both[:-1]]
        counts[start:end] = np.diff(np.searchsorted(shared, np.arange(end - start + 1) << bits))


def _of_each(numbers: np.ndarray, starts: np.ndarray, sizes: np.ndarray, bits: int) -> np.ndarray:
    """The numbers of some sets, above each the place of its set among them."""
    of_each: np.ndarray = np.repeat(np.arange(len(sizes)), sizes) << bits | numbers[places(starts, sizes)]
    return of_each


def places(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the places from each start on, as many as its size, one after the other.

    >>> places(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    found: np.ndarray = np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    return found
