"""Answers that were cut, and the longer ones that begin as they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...text.fingerprint import UNSPACED_LETTER
from ...text.patterns import pattern
from ...text.unicode14 import is_number
from .lexicon import NUMBERS
from .words import split_words

_DOTS = pattern(r"(\s*)[\[(]?(?:\.\s?\.\s?\.|\u2026)[.\s\u2026\"'\u201d\u2019)\]\u00bb]*\Z")
_TAIL = 16  # characters: more than dots and closing marks take
_ENOUGH = 8  # halves of a word: four words, or eight letters of a script without spaces


class Start(NamedTuple):
    """What is left of a cut answer."""

    text: str
    """Its fingerprint."""
    is_whole: bool
    """Whether its last word cannot be half a word."""


def start_of(answer: str, folded: str) -> Start | None:
    """Return what is left of a cut answer, None for an answer that was not cut or that has too little left.

    It ends in an ellipsis, and has four words or eight letters of a script without spaces before it, a half word
    aside. Behind a blank the last word is whole; a number is always taken for whole.

    >>> start_of("It depends on the st...", "it depends on the st")
    Start(text='it depends on the st', is_whole=False)
    """
    dots = _DOTS.search(answer[-_TAIL:])
    words = split_words(folded) if dots else []
    if not dots or not words:
        return None
    is_whole = bool(dots[1]) or _cannot_be_half(words[-1])
    enough = sum(1 if UNSPACED_LETTER.match(word) else 2 for word in (words if is_whole else words[:-1])) >= _ENOUGH
    return Start(folded, is_whole) if enough else None


def _cannot_be_half(word: str) -> bool:
    is_number = word in NUMBERS or any(char.isdigit() for char in word)
    return is_number or not word[-1].isalpha() or bool(UNSPACED_LETTER.match(word))


class Beginnings:
    """Which of the answers that were kept so far, best first, begins as a cut one does."""

    def __init__(self, sought: Iterable[Start]) -> None:
        self._sought = {start.text for start in sought}
        self._lengths = sorted({len(text) for text in self._sought})
        self._found: dict[Start, int] = {}

    def add(self, place: int, folded: str) -> None:
        """Keep an answer; it comes behind those before."""
        for length in self._lengths:
            if length > len(folded):
                break
            if (text := folded[:length]) in self._sought:
                self._found.setdefault(Start(text, False), place)
                if _ends_word(folded, length):
                    self._found.setdefault(Start(text, True), place)

    def first_with(self, start: Start) -> int | None:
        """Return the place of the best kept answer with this beginning, None if there is none."""
        return self._found.get(start)


def _ends_word(folded: str, at: int) -> bool:
    around = folded[at - 1 : at + 1]
    if at == len(folded) or " " in around:
        return True
    is_in_number = all(map(is_number, around))
    return not is_in_number and UNSPACED_LETTER.search(around) is not None
