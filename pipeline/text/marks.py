"""Every question mark that Unicode has, and where in a question it is written."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .patterns import pattern

FULL_STOPS = ".\u3002\u0589\u06d4\u0964\u1362\u17d4"
"""The full stop of each script that has one of its own: Chinese, Armenian, Urdu, Hindi, Ethiopic, Khmer.

The Burmese one is not among them: questions end with it, too.
"""


class Position(StrEnum):
    """Where in a question its mark is written."""

    END = "end"
    INSIDE = "inside"
    """On the word that asks, wherever that is."""
    START = "start"
    """Before the question, which has a second mark at its end."""


class Mark(NamedTuple):
    """A question mark."""

    char: str
    name: str
    position: Position = Position.END
    letters: str = ""
    """Ranges of letters, as in a regular expression: after any other character the mark does not ask."""


MARKS = (
    Mark("?", "question mark"),
    Mark("\uff1f", "full-width"),
    Mark("\u061f", "Arabic"),
    Mark("\u2047", "doubled"),
    Mark("\u2048", "with an exclamation mark after it"),
    Mark("\u2049", "with an exclamation mark before it"),
    Mark("\u203d", "interrobang"),
    Mark("\ufe56", "small"),
    Mark("\ufe16", "for vertical text"),
    Mark("\u2e2e", "reversed"),
    Mark("\u2e54", "medieval"),
    Mark("\u037e", "Greek"),
    Mark(";", "Greek as it is typed, and what Unicode makes of the Greek one", letters="\u0370-\u03ff\u1f00-\u1fff"),
    Mark("\u1367", "Ethiopic"),
    Mark("\u1945", "Limbu"),
    Mark("\u2cfa", "Old Nubian"),  # not U+2CFB: it marks a question that is only reported
    Mark("\ua60f", "Vai"),
    Mark("\ua6f7", "Bamum"),
    Mark("\uaaf1", "Meetei Mayek"),
    Mark("\U00011143", "Chakma"),
    Mark("\u055e", "Armenian", Position.INSIDE, letters="\u0531-\u0587"),
    Mark("\u00bf", "Spanish", Position.START),
    Mark("\u2e18", "Spanish interrobang", Position.START),
    Mark("\U0001e95f", "Adlam", Position.START),
)

_REST_OF_SENTENCE = r"(?:(?![.:!\u0589](?:\s|\Z))[^\n])*[.:!\u0589]?"  # with the Armenian full stop


def _plain_marks(position: Position) -> str:
    return "".join(mark.char for mark in MARKS if mark.position is position and not mark.letters)


def _source(mark: Mark) -> str:
    rest = _REST_OF_SENTENCE if mark.position is Position.INSIDE else ""
    return f"(?<=[{mark.letters}]){mark.char}{rest}"


END_MARKS = _plain_marks(Position.END)
"""The marks that end a question, whatever letters come before them."""
START_MARKS = _plain_marks(Position.START)
ASKING_MARKS = "".join(mark.char for mark in MARKS if mark.position is not Position.START)
"""A text without any of these holds no question mark. The semicolon is among them."""
_LETTERED_SOURCE = "|".join(_source(mark) for mark in MARKS if mark.letters)
QUESTION_END = rf"(?:[{END_MARKS}]+|{_LETTERED_SOURCE})"
"""A regular expression for the marks that end a question; for a mark inside it, from there to its sentence's end."""

_END_MARKS = tuple(END_MARKS)
_LETTERED_AT_END = pattern(rf"(?:{_LETTERED_SOURCE})\Z")
_LETTERED = tuple(mark.char for mark in MARKS if mark.letters)


def has_mark_at_end(text: str) -> bool:
    """Whether the last sentence of a text has its question mark, and nothing follows the sentence.

    >>> [has_mark_at_end(text) for text in ("Why?", "Πού;", "who; what;", "Ո՞վ կարող է մտնել", "Ո՞վ։ Բոլորը։")]
    [True, True, False, True, False]
    """
    if text.endswith(_END_MARKS):
        return True
    if text.isascii() or not any(char in text for char in _LETTERED):
        return False
    return _LETTERED_AT_END.search(text) is not None
