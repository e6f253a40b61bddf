"""Whether two texts differ only in words put in the place of others: `must` for `may`, `left` for `right`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from ...text.patterns import pattern
from .lexicon import INTERCHANGEABLE
from .words import WordCache, plain_forms

Words = Sequence[str]

# In so many words (chosen) the place is looked for from which on two texts are the same again; mostly few are enough.
_WINDOWS = (8, 64)
_END = ("", "")  # no word; two of them come after each text, so that texts are the same again at their ends

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
    found = False
    for one, other in _differences(left, right):
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


def _differences(left: Words, right: Words) -> Iterator[tuple[Words, Words]]:
    """Where two texts differ: the words of either, up to the place from which on both have the same two words."""
    start = next((i for i, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), None)
    at = other_at = min(len(left), len(right)) if start is None else start
    left, right = (*left, *_END), (*right, *_END)
    while at < len(left) - 2 or other_at < len(right) - 2:
        if left[at] == right[other_at]:
            at, other_at = at + 1, other_at + 1
            continue
        end, other_end = _same_again(left, at, right, other_at)
        yield left[at:end], right[other_at:other_end]
        at, other_at = end, other_end


def _same_again(left: Words, at: int, right: Words, other_at: int) -> tuple[int, int]:
    """The nearest positions from which on two texts have the same two words; their ends if that is far away."""
    for window in _WINDOWS:
        first: dict[tuple[str, str], int] = {}
        for i in range(at, min(at + window, len(left) - 1)):
            first.setdefault((left[i], left[i + 1]), i)
        found = [
            (first[pair] - at + j - other_at, first[pair], j)
            for j in range(other_at, min(other_at + window, len(right) - 1))
            if (pair := (right[j], right[j + 1])) in first
        ]
        if found and (min(found)[0] <= window or window == _WINDOWS[-1]):
            return min(found)[1:]
    return len(left) - 2, len(right) - 2


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
    """Whether each of two places has words that the other one has not."""
    left, right = ({form for word in words for form in plain_forms(word)} for words in (one, other))
    return bool(left - right and right - left)


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
