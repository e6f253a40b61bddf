"""Kept answers that begin nearly as a truncated answer does."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

import numpy as np

from .guards import ANSWER_GUARDS, values
from .guards import read as read_guards
from .similar import Shingles, Threshold, jaccard
from .substitution import is_substitution
from .words import Shingle, half_words, shingles

_ENOUGH = 16  # half words: eight words, or sixteen letters of a script without blanks; chosen
_LEAST, _MOST = 85, 115  # percent of the truncated answer's words; chosen
_FEW = 24  # kept answers; up to so many are compared one by one, as whole texts are
_LOOKED_AT = 500  # places of the rarest pairs (chosen); where they have more, the places of all pairs are counted
_MOST_COMPARED = 100  # kept answers that share enough with one truncated one (chosen)
_NOWHERE = array("q")


def is_enough(words: Sequence[str]) -> bool:
    """Whether a beginning is long enough to be compared with other beginnings that are nearly the same."""
    return len(words) * 2 >= _ENOUGH and half_words(words) >= _ENOUGH


def begins_alike(words: Sequence[str], beginning: Sequence[str], threshold: Threshold) -> bool:
    """Whether a text begins nearly as another one does: alike, and no guard tells them apart.

    Its beginning of as many words is looked at, and those within 15 % that end with the same word. Where the most
    similar of these is the other text with some words replaced, they are two.
    """
    alike = _alike(words, beginning, threshold)
    if not alike or is_substitution(_most_similar(alike, beginning), beginning):
        return False
    guarded = values(read_guards(beginning), ANSWER_GUARDS)
    return any(values(read_guards(text), ANSWER_GUARDS) == guarded for text, _ in alike)


def begins_otherwise(words: Sequence[str], beginning: Sequence[str], threshold: Threshold) -> bool:
    """Whether a text begins as another one does, but for some words that are replaced by unrelated ones."""
    alike = _alike(words, beginning, threshold)
    return bool(alike) and is_substitution(_most_similar(alike, beginning), beginning)


def _alike(words: Sequence[str], beginning: Sequence[str], threshold: Threshold) -> list[tuple[Sequence[str], float]]:
    """The beginnings of a text that are similar to another one, and how similar they are; the shortest first."""
    pairs = shingles(beginning)
    begun = ((text := words[:length], shingles(text)) for length in _lengths(words, beginning))
    return [(text, jaccard(pairs, of_text)) for text, of_text in begun if threshold.holds(pairs, of_text)]


def _most_similar(alike: Sequence[tuple[Sequence[str], float]], beginning: Sequence[str]) -> Sequence[str]:
    """The most similar one of some beginnings, those that end with the same word before others."""
    return max(alike, key=lambda found: (found[0][-1] == beginning[-1], found[1]))[0]


def _lengths(words: Sequence[str], beginning: Sequence[str]) -> list[int]:
    """How many words of a text may be what a beginning has kept of it."""
    size = len(beginning)
    least, most = -(-_LEAST * size // 100), min(_MOST * size // 100, len(words))
    equal = min(size, len(words))
    return [n for n in range(least, most + 1) if n == equal or words[n - 1] == beginning[-1]]


class KeptBeginnings:
    """The answers that were kept so far, best first, by the pairs of words in their beginnings.

    A text that is similar to another has one of any few of its pairs of words; among many texts the rarest pairs are
    looked up, few texts are all compared. Where even the rarest are common, it is counted how many each text has.
    """

    def __init__(self, threshold: Threshold, longest: int) -> None:
        self._threshold = threshold
        self._most = _MOST * longest // 100
        self._begun: dict[int, tuple[Sequence[str], Shingles]] = {}
        self._added: dict[int, Callable[[], tuple[Sequence[str], Shingles]]] = {}
        """Those that were kept since one was last looked for."""
        self._with: dict[Shingle, array[int]] = {}
        self._indexed = 0

    def add(self, position: int, read: Callable[[], tuple[Sequence[str], Shingles]]) -> None:
        """Keep an answer; it comes after those before. Its words and their pairs are read when one is looked for."""
        self._added[position] = read

    def _read_added(self) -> None:
        for position, read in self._added.items():
            words, pairs = read()
            begun = words[: self._most]
            self._begun[position] = begun, pairs if len(begun) == len(words) else shingles(begun)
        self._added.clear()

    def first_like(self, beginning: Sequence[str], before: int | None = None) -> int | None:
        """Return the position of the best kept answer that begins nearly so, None if there is none `before` another."""
        if before == 0:
            return None
        few = islice(self._sharing_enough(shingles(beginning)), _MOST_COMPARED)
        better = few if before is None else takewhile(before.__gt__, few)
        return next((at for at in better if begins_alike(self._begun[at][0], beginning, self._threshold)), None)

    def _sharing_enough(self, pairs: Shingles) -> Iterable[int]:
        """The positions of those that have enough of some pairs, in their order."""
        self._read_added()
        least = self._threshold.least(len(pairs))
        if len(self._begun) <= _FEW:
            return self._with_enough(self._begun, pairs, least)
        self._index()
        found = sorted((self._with.get(pair, _NOWHERE) for pair in pairs), key=len)
        rarest = found[: len(pairs) - least + 1]
        if sum(map(len, rarest)) <= _LOOKED_AT:
            return self._with_enough(sorted(set().union(*rarest)), pairs, least)
        enough: list[int] = np.flatnonzero(np.bincount(np.concatenate(found)) >= least).tolist()
        return enough

    def _with_enough(self, positions: Iterable[int], pairs: Shingles, least: int) -> Iterator[int]:
        return (at for at in positions if len(pairs & self._begun[at][1]) >= least)

    def _index(self) -> None:
        """Note which pairs the answers have that were added since."""
        for position in islice(self._begun, self._indexed, None):
            for pair in self._begun[position][1]:
                self._with.setdefault(pair, array("q")).append(position)
        self._indexed = len(self._begun)
