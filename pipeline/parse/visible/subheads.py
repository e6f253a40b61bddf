"""Lines that only look like questions of their own: titles of the parts of an answer, and hooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ...text.marks import FULL_STOPS
from ...text.questions import ends_with_mark, is_half_sentence
from .asker import Asker
from .flat import Flat

_MANY = 3  # questions (chosen): fewer do not show how a page asks
_PARTS = 2  # titles (chosen) that an answer in parts has at least
_LONGEST_OPENING = 120  # characters (chosen) before the first part of an answer: `There are two ways.`
_STOPS = (*FULL_STOPS, "!", "\uff01")


class Line(NamedTuple):
    """A line of a series, and whether it asks by its mark or words."""

    asker: Asker
    asks: bool

    @property
    def is_title(self) -> bool:
        """Whether it neither asks nor requests: `By phone`, but not `Tell us about the gallery.`"""
        return not self.asks and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it ends no sentence."""
        return not self.asker.text.endswith(_STOPS)


def subheads(shown: Flat, lines: Sequence[Line]) -> set[Asker]:
    """Return the bold lines that are titles of the parts of an answer: `Online` and `By phone` below `How do I pay?`.

    Most lines of the series ask, each answer in parts has several and a short opening before the first, and no other
    line is without a question: then it would be a topic like these.
    """
    asking = sum(line.asks for line in lines)
    if asking < max(_MANY, len(lines) / 2) or asking == len(lines):
        return set()
    one = lines[0].asker
    if not one.is_bold or one.is_heading or one.is_inline or one.has_letter:
        return set()
    parts = list(_runs(lines))
    if not all(len(part) > _PARTS and _opens_parts(shown, part) for part in parts):
        return set()
    return {line.asker for _, *titles in parts for line in titles}


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the titles that follow one another, behind the question before them; not one right above a question."""
    inner = [
        line
        for number, line in enumerate(lines)
        if not line.is_title or number + 1 == len(lines) or not _is_above(line, lines[number + 1])
    ]
    start = 0
    for is_title, group in groupby(inner, key=lambda line: line.is_title):
        size = sum(1 for _ in group)
        if is_title:
            yield inner[max(0, start - 1) : start + size]
        start += size


def _is_above(line: Line, following: Line) -> bool:
    return following.asks and line.asker.line_end == following.asker.line_start


def _opens_parts(shown: Flat, part: Sequence[Line]) -> bool:
    """Whether little stands between a question and the first title below it."""
    question, first = part[0], part[1].asker
    if not question.asks:
        return False
    start = question.asker.answer_start
    return start >= first.line_start or len(shown.text(start, first.line_start)) <= _LONGEST_OPENING


def hooks(series: Sequence[Sequence[Asker]]) -> set[Asker]:
    """Return the bold hooks inside the answers to other questions: `No account yet? Create one first.`

    The questions of the page are a series of several, and a hook opens a paragraph, in half a sentence and in a form
    that few have.
    """
    most = max(series, key=len, default=())
    if len(most) < _MANY:
        return set()
    start = min(asker.first for asker in most)
    rare = (each for each in series if 2 * len(each) <= len(most))
    return {asker for each in rare for asker in each if asker.first > start and _is_hook(asker)}


def are_hooks(asking: Sequence[Asker]) -> bool:
    """Whether all that asks in one form beside the questions of a page does so in half a sentence: `Hungry yet?`."""
    return bool(asking) and all(map(_asks_by_half, asking))


def _is_hook(asker: Asker) -> bool:
    return asker.is_bold and not asker.is_heading and asker.is_inline and _asks_by_half(asker)


def _asks_by_half(asker: Asker) -> bool:
    """Whether a line asks by its mark alone, in half a sentence."""
    return ends_with_mark(asker.text) and is_half_sentence(asker.text) and not asker.has_letter
