"""Where in the text of a page a pair stands that was read from the HTML that the text is shown as."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from ..locators import RawPair

_PIECES = (60, 30, 15, 8, 4, 1)  # letters (chosen) of the beginning and the end of a text that are looked for
_NEAR = 200  # letters (chosen) after a question in which few letters are enough to be its answer
_FEW = 8


class LineRange(NamedTuple):
    """Some lines of a text, from 1."""

    first: int
    last: int


def lines_of(text: str, pair: RawPair) -> list[LineRange]:
    """Return the lines of a question and of its answer, found by their letters alone; nothing where they are not.

    Marks, links and the width of lines do not count, so that any markup language will do.
    """
    lines = [plain_letters(line) for line in text.split("\n")]
    ends = list(accumulate(map(len, lines)))
    letters = "".join(lines)
    answer = plain_letters(pair.answer)
    asked = plain_letters(pair.question)
    for at, end in (*_all(letters, asked), *_with_marks_inside(pair.question, lines, ends)):
        start = _find_first(letters, answer, end)
        if start >= 0:
            return [_range(ends, at, end), _range(ends, start, _find_end(letters, answer, start))]
    return []


def _all(letters: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text stands, each time."""
    at = letters.find(text)
    while at >= 0:
        yield at, at + len(text)
        at = letters.find(text, at + 1)


def _with_marks_inside(question: str, lines: list[str], ends: list[int]) -> Iterator[tuple[int, int]]:
    """The lines that hold each word of a question: between them may be the address of a link."""
    words = [*map(plain_letters, question.split())]
    return (
        (end - len(line), end)
        for line, end in zip(lines, ends, strict=True)
        if len(line) >= len("".join(words)) and all(word in line for word in words)
    )


def _find_first(letters: str, text: str, start: int) -> int:
    """Where a text begins, by as many of its letters as are there one after the other."""
    for length in _PIECES:
        at = letters.find(text[:length], start, start + _NEAR if length < _FEW else len(letters))
        if at >= 0:
            return at
    return -1


def _find_end(letters: str, text: str, start: int) -> int:
    """Where a text that begins at a letter ends: where its last letters are, not far after its length."""
    if not text:
        return start
    for length in _PIECES:
        at = letters.find(text[-length:], max(start, start + len(text) - 2 * length))
        if 0 <= at <= start + 2 * len(text):
            return at + len(text[-length:])
    return min(start + len(text), len(letters))


def _range(ends: list[int], start: int, stop: int) -> LineRange:
    return LineRange(bisect_right(ends, start) + 1, bisect_right(ends, max(start, stop - 1)) + 1)


def plain_letters(text: str) -> str:
    """Return the letters and digits of a text: a raised digit is a digit, and marks around a word do not count."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())
