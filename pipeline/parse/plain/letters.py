"""Letters by turns, which are labels in any language: `P:` and `R:`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from re import Match, Pattern

from ...text.clean import BLANK
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from .lines import Line, lines_of
from .turns import dialogue_of, turns_of

_SURNAMES = r"(?:[^\W\d_a-z]\S{0,20} ?){1,2}"  # of `J. Moss:`, in which a letter is none of a label
_SIGN = rf"([:\uff1a)\]]|\.(?![ \t]+{_SURNAMES}[:\uff1a])|[-\u2013\u2014](?=[ \t]))(?!\w)"
_LETTER = pattern(rf"[*_\[(]{{0,3}}([^\W\d_])[ \t]?\d{{0,3}}[ \t]?{_SIGN}")
_NAME = pattern(r"[*_]{0,2}([^\W\d_](?:[\w.'\u2019 -]{0,20}\w\.?)?)[ \t]?([:\uff1a])(?!\w)")
_LOOSE = "-\u2013\u2014."
_FEWEST = 3  # questions (chosen) that a letter opens; from two on a `Q` does
_QUESTION, _ANSWER = "Q", "A"


def in_english(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines with `Q:` and `A:` in place of two other letters that open them by turns, where the first one asks.

    A name in place of the letter that answers (`Q: ...`, `Ruth: ...`) becomes `A:`, too. Each character stays at its
    place.
    """
    named = list(lines)
    for number, (at, match) in enumerate(_labelled(lines)):
        named[at] = lines[at]._replace(text=_named(match, _ANSWER if number % 2 else _QUESTION))
    return named


def lines_by_turns(text: str) -> set[int]:
    """Return which lines of a text such labels open, or the names of who speaks, counted from 0."""
    shown = [at for at, line in enumerate(text.split("\n")) if line.strip(BLANK)]
    lines = lines_of(text)
    said = turns_of(lines) if dialogue_of(lines) else []
    return {shown[at] for at, _ in _labelled(lines)} | {shown[each.line] for each in said}


def _labelled(lines: Sequence[Line]) -> list[tuple[int, Match[str]]]:
    return _by_turns(lines, _LETTER) or _by_turns(lines, _NAME)


def _by_turns(lines: Sequence[Line], form: Pattern[str]) -> list[tuple[int, Match[str]]]:
    """The lines that two labels of a form open by turns, of which the first one asks."""
    openings = [(at, match) for at, line in enumerate(lines) if (match := form.match(line.text))]
    for sign in dict.fromkeys(match[2] for _, match in openings):
        alike = [(at, match) for at, match in openings if match[2] == sign]
        two = [*dict.fromkeys(match[1].upper() for _, match in alike)][:2]
        found = [(at, match) for at, match in alike if match[1].upper() in two]
        are_others_rare = 2 * (len(alike) - len(found)) < len(found)
        last_lines = [lines[below - 1].text for below, _ in found[1::2]]
        if are_others_rare and _take_turns([match[1].upper() for _, match in found]) and _ask(two, last_lines):
            return found
    return []


def _take_turns(labels: Sequence[str]) -> bool:
    """Whether two labels take turns."""
    return len(labels) > 1 and all(one != other for one, other in pairwise(labels))


def _ask(labels: Sequence[str], last_lines: Sequence[str]) -> bool:
    """Whether the first of two labels is that of questions, by the last lines of what it opens.

    After a `Q`, which says so itself, half of them must ask; after another letter all. `Q` and `A` are English already,
    and two names open whatever two people say.
    """
    asking = sum(map(ends_with_mark, last_lines))
    if labels[0] == _QUESTION:
        return labels[1] != _ANSWER and len(last_lines) > 1 and 2 * asking >= len(last_lines)
    return len("".join(labels)) == len(labels) and asking == len(last_lines) >= _FEWEST


def _named(match: Match[str], letter: str) -> str:
    """A line with a letter and blanks in place of its label, and with a colon for a dash or a full stop after it."""
    text, sign = match.string, match.start(2)
    start, end = match.span(1)
    after = ":" if match[2] in _LOOSE else match[2]
    return f"{text[:start]}{letter.ljust(end - start)}{text[end:sign]}{after}{text[sign + 1 :]}"
