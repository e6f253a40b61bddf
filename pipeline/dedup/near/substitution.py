"""Whether two texts differ only in words put in the place of others: `must` for `may`, `left` for `right`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ...text.patterns import pattern
from .lexicon import DIRECTIONS, INTERCHANGEABLE
from .words import WordCache, plain_forms

T = TypeVar("T")
Words = Sequence[str]

# In so many words (chosen) the place is looked for from which on two texts are the same again; mostly few are enough.
_WINDOW = 64
_NEAREST = tuple((i, distance - i) for distance in range(9) for i in range(distance + 1) if distance - 8 < i < 8)
_STEP = 16  # words (chosen) that are compared at once
_END = (None, None)  # two of them come after each text, so that texts are the same again at their ends

# What is written in two ways, in its British or full form. A letter more or less is no spelling: `county`, `nitrite`.
_SPELLINGS = (
    (pattern(r"(?<=[^\W\d_]{3})our"), "or"),  # colour
    (pattern(r"(?<=[^\W\d_]{3})([iy])z(?=(?:e[drs]?|ing|ations?)\Z)"), r"\1s"),  # organize, analyze
    (pattern(r"(?<=[^\W\d_]{2})([tb])re\Z"), r"\1er"),  # centre
    (pattern(r"(?<=[^\W\d_]{4})ll(?=(?:ed|ing|ers?|ors?)\Z)"), "l"),  # travelled, counsellor
    (pattern(r"(?<=[^\W\d_]{3})ence\Z"), "ense"),  # licence
    (pattern(r"(?<=[^\W\d_]{3})mme\Z"), "m"),  # programme
)
_PLAIN_LETTERS = {
    **{code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)},
    ord("ä"): "ae",
    ord("ö"): "oe",
    ord("ü"): "ue",
}
_INFLECTION = pattern(r"(?<=[^\W\d_]{4})(?:ed|ing|es|en|em|e)\Z")


def is_substitution(left: Words, right: Words) -> bool:
    """Whether one text is the other with some words replaced by unrelated ones, and nothing added or left out.

    Words that are interchangeable (articles, `is` for `are`) do not count, nor do two forms of one word.

    >>> [is_substitution("use the left door".split(), other.split()) for other in ("use the right door", "use doors")]
    [True, False]
    """
    return _are_replaced(_differences(left, right))


def is_numbered_substitution(left: Sequence[int], right: Sequence[int], words: Sequence[str]) -> bool:
    """Return what `is_substitution` does of texts that are given as the numbers of their words."""
    differences = _differences(left, right)
    return _are_replaced(([words[n] for n in one], [words[n] for n in other]) for one, other in differences)


def _are_replaced(differences: Iterable[tuple[Words, Words]]) -> bool:
    """Whether there are differences between two texts of which each is some words replaced by unrelated ones."""
    found = False
    for one, other in differences:
        if not (one and other):
            if INTERCHANGEABLE.issuperset(one or other):
                continue
            return False
        if _is_spelling(one, other):
            continue
        if not _is_replaced(one, other):
            return False
        found = True
    return found


def _differences(left: Sequence[T], right: Sequence[T]) -> Iterator[tuple[Sequence[T], Sequence[T]]]:
    """Where two texts differ: the words of either, up to the place from which on both have the same two words."""
    one, other = [*left, *_END], [*right, *_END]
    at, other_at = _next_difference(one, 0, other, 0)
    while at < len(one):
        end, other_end = _same_again(one, at, other, other_at)
        yield left[at:end], right[other_at:other_end]
        at, other_at = _next_difference(one, end, other, other_end)


def _next_difference(left: Sequence[T], at: int, right: Sequence[T], other_at: int) -> tuple[int, int]:
    """The nearest positions at which two texts differ; behind their ends if they do not."""
    while at < len(left) and left[at : at + _STEP] == right[other_at : other_at + _STEP]:
        at, other_at = at + _STEP, other_at + _STEP
    while at < len(left) and left[at] == right[other_at]:
        at, other_at = at + 1, other_at + 1
    return at, other_at


def _same_again(left: Sequence[T], at: int, right: Sequence[T], other_at: int) -> tuple[int, int]:
    """The nearest positions from which on two texts have the same two words; their ends if that is far away."""
    rest, other_rest = len(left) - 1 - at, len(right) - 1 - other_at
    for i, j in _NEAREST:
        if i < rest and j < other_rest and left[at + i] == right[other_at + j]:
            if left[at + i + 1] != right[other_at + j + 1]:
                continue
            return at + i, other_at + j
    first: dict[tuple[T, T], int] = {}
    for i in range(min(_WINDOW, rest)):
        first.setdefault((left[at + i], left[at + i + 1]), i)
    found = [
        (first[pair] + j, first[pair], j)
        for j in range(min(_WINDOW, other_rest))
        if (pair := (right[other_at + j], right[other_at + j + 1])) in first
    ]
    _, i, j = min(found, default=(0, rest - 1, other_rest - 1))
    return at + i, other_at + j


def _is_spelling(one: Words, other: Words) -> bool:
    """Whether words say the same: `e mail` and `email`, `colour` and `colors`, `this` and `the`."""
    left, right = ([word for word in words if word not in INTERCHANGEABLE] for words in (one, other))
    return _in_one(one) == _in_one(other) or _forms(left, _PLAINEST) == _forms(right, _PLAINEST)


def _in_one(words: Words) -> str:
    """Words written as one word."""
    return _without_inflection("".join(_forms(words, _SPELLED)))


def _forms(words: Words, table: WordCache[tuple[str, ...]]) -> list[str]:
    return [form for word in words for form in table[word]]


def _is_replaced(one: Words, other: Words) -> bool:
    """Whether each of two places has words that the other one has not, or two changed sides: `from Oslo to Bergen`."""
    left, right = ({form for word in words for form in plain_forms(word)} for words in (one, other))
    return bool(left - right and right - left) or _are_sides(one, other)


def _are_sides(one: Words, other: Words) -> bool:
    """Whether two places have the same words, whose order counts by one between them that both have in its place."""
    same = any(left == right and left in DIRECTIONS for left, right in zip(one[1:-1], other[1:-1], strict=False))
    return same and sorted(one) == sorted(other)


def _without_inflection(word: str) -> str:
    stem: str = _INFLECTION.sub("", word)
    return stem[:-1] + "y" if stem.endswith("i") else stem


def _spelled_form(word: str) -> str:
    word = word.translate(_PLAIN_LETTERS)
    for form, plain in _SPELLINGS:
        word = form.sub(plain, word)
    return word


_SPELLED = WordCache(lambda word: tuple(map(_spelled_form, plain_forms(word))))
_PLAINEST = WordCache(lambda word: tuple(map(_without_inflection, _SPELLED[word])))
