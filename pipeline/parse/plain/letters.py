"""Letters by turns, which are labels in any language: `P:` and `R:`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from re import Match

from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from .lines import Line

_LETTER = pattern(r"[*_\[(]{0,3}([^\W\d_])[ \t]?\d{0,3}[ \t]?([:\uff1a.)\]]|[-\u2013\u2014](?=[ \t]))(?!\w)")
_DASHES = "-\u2013\u2014"
_FEWEST = 3  # questions (chosen) that a letter opens; from two on a `Q` does
_QUESTION, _ANSWER = "Q", "A"


def in_english(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines with `Q:` and `A:` in place of two other letters that open them by turns, where the first one asks.

    Each character stays at its place.
    """
    openings = [(at, match) for at, line in enumerate(lines) if (match := _LETTER.match(line.text))]
    for sign in dict.fromkeys(match[2] for _, match in openings):
        alike = [(at, match) for at, match in openings if match[2] == sign]
        letters = [match[1].upper() for _, match in alike]
        if _take_turns(letters) and _ask(letters[0], [lines[below - 1].text for below, _ in alike[1::2]]):
            named = list(lines)
            for number, (at, match) in enumerate(alike):
                named[at] = lines[at]._replace(text=_named(match, _ANSWER if number % 2 else _QUESTION))
            return named
    return lines


def _take_turns(letters: Sequence[str]) -> bool:
    """Whether two letters take turns that are not `Q` and `A` already."""
    turns = {*pairwise(letters)}
    return len({*letters}) == 2 and all(one != other for one, other in turns) and letters[:2] != [_QUESTION, _ANSWER]


def _ask(letter: str, last_lines: Sequence[str]) -> bool:
    """Whether what a letter opens asks, by its last lines: of a `Q` half of it, since that says so itself."""
    asking = sum(map(ends_with_mark, last_lines))
    if letter == _QUESTION:
        return len(last_lines) > 1 and 2 * asking >= len(last_lines)
    return asking == len(last_lines) >= _FEWEST


def _named(match: Match[str], letter: str) -> str:
    """A line with another letter, and with a colon for a dash after it."""
    text, at, sign = match.string, match.start(1), match.start(2)
    after = ":" if match[2] in _DASHES else match[2]
    return f"{text[:at]}{letter}{text[at + 1 : sign]}{after}{text[sign + 1 :]}"
