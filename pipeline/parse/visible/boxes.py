"""Elements called question and answer without the lines in them that say who asked, who answered, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile

from ...text.questions import ends_with_mark
from ..page import Page
from .flat import Flat, flat
from .heads import is_head, is_short, tells_who
from .labels import COLONS, is_question_label, opens_with_answer, opens_with_question
from .named import named
from .nodes import NodeRange
from .pairs import QuestionElement
from .repeated import ITEMS, of_most

_MOST_LINES = 4  # (chosen) of a question with what is around it, and before an answer
_Line = tuple[int, int]
"""The pieces of text [first, end) of a line."""


def boxes(page: Page) -> Iterator[QuestionElement]:
    """Yield what is called question and answer, without what else is said in these.

    A line that opens an answer is none of it if most answers say a part of it, too: `Eva Roe <i>our beekeeper</i>`.
    """
    found, shown = list(named(page)), flat(page)
    lines = [line for each in found for line in _first_lines(shown, each.answer)]
    repeated = of_most((text for line in lines for text in _parts(shown, line)), len(found))

    def is_about(line: _Line) -> bool:
        return _says_who_answers(shown, line) or not repeated.isdisjoint(_parts(shown, line))

    for each in found:
        yield _asked(shown, each)._replace(answer=_answer(shown, each.answer, is_about))


def _asked(shown: Flat, found: QuestionElement) -> QuestionElement:
    """A question element with the one line in it that asks, if the others say who asked, and when."""
    number = shown.numbers[found.element]
    lines = _lines(shown, shown.first[number], shown.end[number])
    asking = [line for line in lines if ends_with_mark(shown.text(*line))]
    if not 1 < len(lines) <= _MOST_LINES or len(asking) != 1:
        return found
    if not all(line in asking or _says_who_asks(shown, line) for line in lines):
        return found
    ranges = shown.ranges(*asking[0])
    return found._replace(question=ranges[0]) if len(ranges) == 1 else found


def _answer(shown: Flat, answer: list[NodeRange], is_about: Callable[[_Line], bool]) -> list[NodeRange]:
    """An answer without the first lines that are none of it."""
    about = list(takewhile(is_about, _first_lines(shown, answer)))
    if not about:
        return answer
    return [*shown.ranges(about[-1][1], shown.pieces_of(answer[0])[1]), *answer[1:]]


def _first_lines(shown: Flat, answer: list[NodeRange]) -> list[_Line]:
    """The first lines of an answer, if they are short and more follows them."""
    lines = _lines(shown, *shown.pieces_of(answer[0]))[:-1] if answer else []
    return [*takewhile(lambda line: is_short(shown.text(*line)) or _is_head(shown, line), lines[:_MOST_LINES])]


def _parts(shown: Flat, line: _Line) -> list[str]:
    """What the pieces of a line say that has several and is none of a list or table, without what announces another."""
    if line[1] - line[0] == 1 or shown.tags[shown.holders[line[0]]] in ITEMS:
        return []
    return [text for text in shown.texts[slice(*line)] if not text.endswith(COLONS)]


def _lines(shown: Flat, first: int, end: int) -> list[_Line]:
    """The lines of some pieces; all after the first ones count as one."""
    if first == end:
        return []
    line, last = shown.line_of[first], shown.line_of[end - 1]
    return [*pairwise([first, *shown.starts[line + 1 : min(last, line + _MOST_LINES) + 1], end])]


def _says_who_asks(shown: Flat, line: _Line) -> bool:
    text = shown.text(*line)
    if is_question_label(text):
        return False
    if _is_head(shown, line) or (is_short(text) and opens_with_question(shown.texts[line[0]])):
        return True
    return text.endswith(COLONS) and " " in text and is_short(text[:-1])


def _says_who_answers(shown: Flat, line: _Line) -> bool:
    return _is_head(shown, line) or opens_with_answer(shown.text(*line))


def _is_head(shown: Flat, line: _Line) -> bool:
    return is_head(shown, *line) or tells_who(shown, *line)
