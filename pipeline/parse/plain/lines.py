"""The lines of a plain text with their indentation and the blank lines before them."""

from __future__ import annotations

from typing import NamedTuple

from ...text.clean import BLANK

_RULE = "-=_*~#+\u2013\u2014\u2500\u2550\u2022\u00b7 \t"
_SHORTEST_RULE = 3
_TAB = 8


class Line(NamedTuple):
    """A line that shows something, trimmed."""

    start: int
    end: int
    text: str
    gap: int
    """How many blank lines come before it."""
    indent: int
    """The columns before it."""
    is_rule: bool
    """Whether it is a row of dashes or the like, which says nothing."""


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that show something; its line ends must be folded."""
    lines = []
    gap = position = 0
    for raw in text.split("\n"):
        shown = raw.strip(BLANK)
        if shown:
            before = len(raw) - len(raw.lstrip(BLANK))
            columns = len(raw[:before].expandtabs(_TAB))
            lines.append(
                Line(position + before, position + before + len(shown), shown, gap, columns, is_rule_line(shown))
            )
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return lines


def is_rule_line(text: str) -> bool:
    """Whether a line is only dashes, equals signs or the like."""
    return len(text) >= _SHORTEST_RULE and not text.strip(_RULE)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case, by which a table of contents repeats a question."""
    return "".join(filter(str.isalnum, text.lower()))
