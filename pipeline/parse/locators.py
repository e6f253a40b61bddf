"""Locators: where on a page a question and its answer were read, and what they name in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..text.patterns import pattern

Span = tuple[int, int]
"""A range of characters of the decoded text: the first, and the one after the last."""


_PATH = pattern(r"(?:[^\\;]|\\.)+", re.DOTALL)
_FIRST_PATH = pattern(r"(?:[^\\;,]|\\.)+", re.DOTALL)
_BACKSLASH = pattern(r"\\([\\;])")
_NEXT_LINE = pattern(r"[ \t]*\r?\n[ \t]*(?:\d{1,3}[ \t]+|>[> \t]*)?")
_WITH_BACKSLASH = str.maketrans({"\\": "\\\\", ";": "\\;"})


class NothingThere(LookupError):
    """A locator names no question and answer on this page."""


class RawPair(NamedTuple):
    """A question and its answer as they were read from a page, before they are cleaned."""

    question: str
    answer: str


def span_locator(question: Span, answer: Sequence[Span], first: int = 0) -> str:
    """Name a question and its answer by their characters in the decoded text.

    Ends are exclusive; several spans of one text are joined by `+`. `first` is the character that spans count from.

    >>> span_locator((0, 12), [(14, 40), (55, 90)])
    'chars=0-12,14-40+55-90'
    """
    start, end = question
    if len(answer) == 1:
        return f"chars={first + start}-{first + end},{first + answer[0][0]}-{first + answer[0][1]}"
    return f"chars={first + start}-{first + end},{joined_spans(answer, first)}"


def joined_spans(spans: Sequence[Span], first: int = 0) -> str:
    """Return some spans as a part of a locator; `first` is the character that they count from.

    >>> joined_spans([(14, 40), (55, 90)])
    '14-40+55-90'
    """
    return "+".join([f"{first + start}-{first + end}" for start, end in spans])


def spans_in(part: str) -> list[Span]:
    """Return the spans that a part of a locator names. Raises ValueError."""
    return [_span(piece) for piece in part.split("+")]


def text_at(text: str, spans: Sequence[Span]) -> str:
    """Return the raw text of some spans, with a paragraph break between them.

    Lines between which there is no more than the number of the second, or its sign of a quote, stay in their paragraph.
    """
    if len(spans) == 1:
        return text[spans[0][0] : spans[0][1]]
    pieces = [text[slice(*spans[0])]]
    for (_, before), (start, end) in pairwise(spans):
        pieces += "\n" if _NEXT_LINE.fullmatch(text, before, start) else "\n\n", text[start:end]
    return "".join(pieces)


def read_spans(locator: str) -> list[list[Span]]:
    """Return the spans that a `chars=` locator names: those of question and answer, or of one text.

    Raises ValueError where the locator is not of this form.
    """
    scheme, _, parts = locator.partition("=")
    if scheme != "chars":
        raise ValueError(f"not a chars= locator: {locator!r}")
    return [spans_in(part) for part in parts.split(",")]


def resolve_spans(text: str, locator: str) -> RawPair:
    """Return the question and answer that a `chars=` locator names in a text. Raises NothingThere."""
    try:
        question, answer = read_spans(locator)
    except ValueError as error:
        raise NothingThere(f"nothing at {locator!r}: {error}") from error
    return RawPair(text_at(text, question), text_at(text, answer))


def split_paths(locator: str) -> list[str]:
    """Return the parts of a locator of the visible formats and of recipes; a `;` inside a CSS path has a backslash.

    >>> split_paths(r"details=#faq\\;1 > summary;#faq\\;1[1:2]")
    ['#faq\\\\;1 > summary', '#faq\\\\;1[1:2]']
    """
    return _PATH.findall(locator.partition("=")[2])


def first_path(locator: str) -> str:
    """Return the first CSS path of a locator, whatever parts it from the next; empty where there is none.

    >>> first_path(r"details=#a\\,b > summary;p[1:2]"), first_path("microdata=#a,#b")
    ('#a\\\\,b > summary', '#a')
    """
    found = _FIRST_PATH.search(locator, locator.find("=") + 1) if "=" in locator else None
    return found[0] if found else ""


def escape_part(text: str) -> str:
    """Return a JSON pointer as a part of a locator, which `split_pointers` gives again."""
    return text.translate(_WITH_BACKSLASH)


def split_pointers(locator: str) -> list[str]:
    """Return the parts of a locator that names places in data, as JSON pointers.

    >>> split_pointers(r"rows=/a\\;b/0;/c")
    ['/a;b/0', '/c']
    """
    return [_BACKSLASH.sub(r"\1", part) for part in split_paths(locator)]


def _span(piece: str) -> Span:
    start, _, end = piece.partition("-")
    return int(start), int(end)
