"""Where the words of a pair stand in a file as they are written there: with entities, escapes and tags between them."""

from __future__ import annotations

import re

from ..parse.locators import RawPair, Span
from ..text.patterns import pattern

_WORD = pattern(r"\w+")
_LETTER = r"&#(?:6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2]|[xX](?:[46][1-9a-fA-F]|[57][0-9aA]));"
_LETTER_AS_ENTITY = pattern(_LETTER)
_BETWEEN = (
    rf"(?:[^\w&\\<]++|(?!{_LETTER})(?:&#?\w{{1,8}};|&)|\\u003[cC](?:/|\\u002[fF])?\w*+\\u003[eE]|\\u[0-9a-fA-F]{{4}}"
    r"|\\[nrt]?|<[^<>]*+>|<)*+"
)
"""What may stand between two words: signs, entities, escapes, tags."""
_MOST_WORDS = 1_000  # (chosen) of a text that is looked for


def spans_as_written(text: str, pair: RawPair) -> list[Span]:
    """Return where a question and its answer stand in a file: the first such answer behind such a question.

    Nothing where they are not written one after the other. The words of code are found like this, and those of
    attributes: no mark can be put before each of them.
    """
    has_letters = _LETTER_AS_ENTITY.search(text) is not None
    asked, told = (_written(said, has_letters) for said in pair)
    first = asked.search(text) if asked else None
    answer = told.search(text, first.end()) if told and first else None
    if asked is None or first is None or answer is None:
        return []
    *_, question = asked.finditer(text, first.start(), answer.start())
    return [question.span(), answer.span()]


def _written(said: str, as_entities: bool) -> re.Pattern[str] | None:
    """What finds some words as they may be written; None where there are none, or too many."""
    words = _WORD.findall(said)
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    letters = ("".join(c if c.isascii() and not as_entities else _letter(c) for c in word) for word in words)
    return re.compile(rf"(?<!\w){_BETWEEN.join(letters)}(?!\w)", re.IGNORECASE)


def _letter(c: str) -> str:
    """A letter as itself, as an escape or as an entity."""
    return f"(?:{c}|\\\\u{ord(c):04x}|&#{ord(c)};|&#x{ord(c):x};)"
