"""Truncated answers, and the longer ones that begin as they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...text.fingerprint import UNSPACED_LETTER
from ...text.patterns import pattern
from ...text.unicode14 import is_number
from .lexicon import NUMBERS
from .words import half_words, split_words

_DOTS = pattern(r"(\s*)[\[(]?(?:\.\s?\.\s?\.|\u2026)[.\s\u2026\"'\u201d\u2019)\]\u00bb]*\Z")
_TAIL = 16  # characters at the end of an answer; dots and closing marks take fewer
_ENOUGH = 8  # half words: four words, or eight letters of a script without blanks; chosen


class Beginning(NamedTuple):
    """What is left of a truncated answer."""

    text: str
    """Its fingerprint."""
    is_whole: bool
    """Whether its last word cannot be half a word."""


def find_beginning(answer: str, fingerprint: str) -> Beginning | None:
    """Return what is left of a truncated answer; None if it is not truncated, or too little is left.

    A truncated answer ends in an ellipsis. Enough is left if there are four words, or eight letters of a script
    without blanks, not counting a half word at the end. The last word is whole if a blank comes after it, or if it
    is a number.

    >>> find_beginning("It depends on the st...", "it depends on the st")
    Beginning(text='it depends on the st', is_whole=False)
    """
    dots = _DOTS.search(answer[-_TAIL:]) if may_be_truncated(answer) else None
    words = split_words(fingerprint) if dots else []
    if not dots or not words:
        return None
    is_whole = bool(dots[1]) or _cannot_be_half(words[-1])
    enough = half_words(words if is_whole else words[:-1]) >= _ENOUGH
    return Beginning(fingerprint, is_whole) if enough else None


def may_be_truncated(answer: str) -> bool:
    """Whether an answer has as many dots at its end as an ellipsis takes."""
    tail = answer[-_TAIL:]
    return tail.count(".") > 2 or "\u2026" in tail


def _cannot_be_half(word: str) -> bool:
    is_number = word in NUMBERS or any(char.isdigit() for char in word)
    return is_number or not word[-1].isalpha() or bool(UNSPACED_LETTER.match(word))


class KeptAnswers:
    """The answers that were kept so far, best first, by those of some beginnings that they have."""

    def __init__(self, sought: Iterable[Beginning]) -> None:
        self._sought = {beginning.text for beginning in sought}
        self._lengths = sorted({len(text) for text in self._sought})
        self._found: dict[Beginning, int] = {}

    def add(self, position: int, fingerprint: str) -> None:
        """Keep an answer; it comes after those before."""
        for length in self._lengths:
            if length > len(fingerprint):
                break
            if (text := fingerprint[:length]) in self._sought:
                self._found.setdefault(Beginning(text, False), position)
                if _ends_word(fingerprint, length):
                    self._found.setdefault(Beginning(text, True), position)

    def first_with(self, beginning: Beginning) -> int | None:
        """Return the position of the best kept answer with this beginning, None if there is none."""
        return self._found.get(beginning)


def begins_with(fingerprint: str, beginning: Beginning) -> bool:
    """Whether an answer has a beginning, and a word ends there if one does.

    >>> [begins_with("it depends on the way", Beginning(text, True)) for text in ("it depends on", "it depends on t")]
    [True, False]
    """
    is_whole = not beginning.is_whole or _ends_word(fingerprint, len(beginning.text))
    return is_whole and fingerprint.startswith(beginning.text)


def _ends_word(text: str, at: int) -> bool:
    around = text[at - 1 : at + 1]
    if at == len(text) or " " in around:
        return True
    is_in_number = all(map(is_number, around))
    return not is_in_number and UNSPACED_LETTER.search(around) is not None
