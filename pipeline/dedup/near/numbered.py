"""Texts as the numbers of their words, so that many are compared at once, as columns."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from .uncompiled import AT_ONCE, places

try:
    from ._numbered import count_shared, number
except ImportError:  # it was installed where there was no compiler
    from .uncompiled import count_shared, number

_BITS = 63


class FlatWords(NamedTuple):
    """The numbers of the words of some texts, one text after the other."""

    numbers: np.ndarray
    sizes: np.ndarray
    """How many words each text has."""

    def rows(self) -> np.ndarray:
        """Return for each word the place of its text."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


class NumberedTexts:
    """The words of texts, in which equal words have equal numbers, from 1."""

    def __init__(self, texts: list[str]) -> None:
        """Take what lies between blanks for words."""
        numbers, sizes, words = number(texts)
        self._number_of = _Numbers(zip(words, range(1, len(words) + 1), strict=True))
        self._numbers: np.ndarray = np.frombuffer(numbers, np.int64)
        self.sizes: np.ndarray = np.frombuffer(sizes, np.int64)
        self._starts = np.cumsum(self.sizes) - self.sizes

    def of_numbers(self, function: Callable[[str], int]) -> np.ndarray:
        """Return what a function says of each word, by the word's number."""
        return np.fromiter(chain((0,), map(function, self._number_of)), np.int64, len(self._number_of) + 1)

    def of(self, *columns: np.ndarray) -> FlatWords:
        """Return the words of some texts; where several columns of these are given, those of a row as one text."""
        texts = np.stack(columns, axis=1).ravel()
        sizes = self.sizes[texts]
        numbers = self._numbers[places(self._starts[texts], sizes)]
        return FlatWords(numbers, sizes.reshape(-1, len(columns)).sum(axis=1))

    def words(self, text: int) -> list[str]:
        """Return the words of a text, when the last text has been given other words."""
        return [*map(self.vocabulary.__getitem__, self.numbers(text))]

    def numbers(self, text: int) -> list[int]:
        """Return the numbers of the words of a text, when the last text has been given other words."""
        numbers, starts, ends = self._listed
        return numbers[starts[text] : ends[text]].tolist()

    @cached_property
    def _listed(self) -> tuple[memoryview[int], list[int], list[int]]:
        """All numbers, and where those of each text begin and end."""
        return self._numbers.data, self._starts.tolist(), (self._starts + self.sizes).tolist()

    @cached_property
    def vocabulary(self) -> list[str]:
        """The word of each number, when the last text has been given other words; there is none of number 0."""
        return ["", *self._number_of]

    def respell(self, form_of: Callable[[str], str], are_meant: np.ndarray, texts: int) -> None:
        """Give some words, by their numbers, another form in the first few texts."""
        forms, words = np.arange(len(are_meant)), [*self._number_of]
        for number in np.flatnonzero(are_meant).tolist():
            forms[number] = self._number_of[form_of(words[number - 1])]
        end = self.sizes[:texts].sum()
        self._numbers[:end] = forms[self._numbers[:end]]

    def replace(self, words_of: Mapping[int, Sequence[str]]) -> None:
        """Give some texts other words."""
        added = array("q")
        for text, words in words_of.items():
            self._starts[text], self.sizes[text] = len(self._numbers) + len(added), len(words)
            added.extend(map(self._number_of.__getitem__, words))
        self._numbers = np.concatenate([self._numbers, np.array(added, np.int64)])

    def shingles(self, *columns: np.ndarray) -> ShingleSets:
        """Return the shingles of some texts, given as in `of`."""
        return _shingle_sets(self.of(*columns), len(self._number_of).bit_length())


class _Numbers(dict[str, int]):
    """The number of each word; a new one comes after all others."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


class ShingleSets(NamedTuple):
    """The shingles of texts as numbers, those of each text in order and each once."""

    shingles: np.ndarray
    sizes: np.ndarray

    def count_shared(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Return how many shingles the texts of each of some pairs have in common."""
        counts = np.zeros(len(left), np.int64)
        count_shared(self.shingles, np.append(0, np.cumsum(self.sizes)), left, right, counts)
        return counts


def _shingle_sets(words: FlatWords, bits: int) -> ShingleSets:
    """The pairs of neighbours in texts; what one word has is that word, and what no word has is nothing, as one."""
    count, sizes = len(words.sizes), words.sizes
    shingles = words.numbers << bits
    shingles[:-1] |= words.numbers[1:]
    last = np.cumsum(sizes) - 1
    shingles[last[sizes > 1]] = shingles[last[sizes > 1] - 1]  # the last word begins none: the one before it again
    shingles[last[sizes == 1]] = words.numbers[last[sizes == 1]] << bits
    rows, empty = words.rows(), np.flatnonzero(sizes == 0)
    if len(empty):
        rows, shingles = np.append(rows, empty), np.append(shingles, np.zeros_like(empty))
    bits *= 2
    if bits + max(count, AT_ONCE).bit_length() > _BITS:  # of millions of words in a few thousand texts
        different, shingles = np.unique(shingles, return_inverse=True)
        bits = len(different).bit_length()
    rows <<= bits
    rows |= shingles
    rows.sort()
    of_rows = rows[np.append(True, rows[1:] != rows[:-1])[: len(rows)]]
    return ShingleSets(of_rows & ((1 << bits) - 1), np.bincount(of_rows >> bits, minlength=count))
