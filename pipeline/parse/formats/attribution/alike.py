"""Attributions in the words of any language, told by being alike: `Löschantrag | Ganze Antwort auf HOST anzeigen`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ....text.clean import BLANK
from ....text.marks import END_MARKS
from ....text.patterns import LETTER, pattern
from ....text.questions import ends_with_mark
from .links import Attribution, find_attributions

_FEWEST = 2  # lines (chosen) with the same words around a host
_LINES_OF_PAIR = 2
_LINE = pattern(r"^[^|\n]{3,60}\|[^|\n]{5,120}$", re.MULTILINE)
_WORDED_HOST = pattern(
    rf"(?P<before>[^|\n]*{LETTER}[^|\n]*\|[^|\n]*{LETTER}[^|\n]*\s)"
    r"(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[^\W\d_]{2,24})[.,]?(?P<after>(?:\s[^|\n]*)?)"
)
_TELLING = f"{END_MARKS}.!0123456789"
"""What no words around a host hold: they end no sentence and count nothing."""


def attributions_of(text: str) -> list[Attribution]:
    """Return the attributions of a whole text in reading order; those in other words only where it has no known ones.

    >>> text = "Why?\\nSo.\\nFjern | Se hele svaret på a.no\\nHow?\\nThus.\\nFjern | Se hele svaret på b.no"
    >>> [found.host for found in attributions_of(text)]
    ['a.no', 'b.no']
    """
    return list(find_attributions(text)) or alike(text)


def alike(text: str) -> list[Attribution]:
    """Return the lines of a text that are the same but for a host, one for every two lines that ask."""
    if "|" not in text:
        return []
    lines = [(line, said) for line in _LINE.finditer(text) if (said := _WORDED_HOST.fullmatch(line[0].strip(BLANK)))]
    worded = [(line, said, (tuple(said["before"].split()), tuple(said["after"].split()))) for line, said in lines]
    counts = Counter(words for *_, words in worded)
    found = []
    for line, said, words in worded:
        if counts[words] >= _FEWEST and not any(sign in said["before"] + said["after"] for sign in _TELLING):
            start = line.start() + line[0].index(said[0])
            found.append(Attribution(start, start + len(said[0]), said["host"], None))
    return found if 2 * len(found) >= _questions(text) > 0 and _are_apart(text, found) else []


def _are_apart(text: str, found: Sequence[Attribution]) -> bool:
    """Whether a question and an answer may be between any two: rows of one table are next to each other."""
    between = (text[one.end : other.start] for one, other in pairwise(found))
    return all(sum(bool(line.strip(BLANK)) for line in lines.split("\n")) >= _LINES_OF_PAIR for lines in between)


def _questions(text: str) -> int:
    """How many lines ask: where most have no such line below them, these are the feet of pages."""
    return sum(ends_with_mark(line.strip(BLANK)) for line in text.split("\n"))
