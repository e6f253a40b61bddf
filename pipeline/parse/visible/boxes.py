"""Elements called question and answer without the lines in them that say who asked, who answered, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, pairwise, takewhile

from ...text.questions import ends_with_mark
from ..page import Page
from .flat import Flat, flat
from .heads import has_portrait, is_head, is_short, may_be_name, says_who, tells_who
from .labels import COLONS, is_answer_label, is_question_label, opens_with_answer, opens_with_question
from .named import called_questions, named, names_answer
from .nodes import NodeRange
from .pairs import QuestionElement
from .repeated import ITEMS, of_most
from .several import answers_within, each_answer

_MOST_LINES = 4  # (chosen) of a question with what is around it, and before an answer
_SHORTEST_LABEL = 3  # characters (chosen): `A:` is told with its question
_Line = tuple[int, int]
"""The pieces of text [first, end) of a line."""


def boxes(page: Page) -> Iterator[QuestionElement]:
    """Yield what is called question and answer, without what else is said in these.

    A line that opens an answer is none of it if most answers say a part of it, too: `Eva Roe <i>our beekeeper</i>`.
    """
    found, shown = list(chain(named(page), _holding(page))), flat(page)
    lines = [line for each in found for line in _first_lines(shown, each.answer)]
    repeated = of_most((text for line in lines for text in _parts(shown, line)), len(found))

    def is_about(line: _Line) -> bool:
        return _says_who_answers(shown, line) or not repeated.isdisjoint(_parts(shown, line))

    for each in found:
        yield _asked(shown, each)._replace(answer=_answer(shown, each.answer, is_about))


def _holding(page: Page) -> Iterator[QuestionElement]:
    """Yield the line that asks in each element called question that holds its answers, if those are signed."""
    shown = flat(page)
    numbers = [shown.numbers[question] for question in called_questions(page)]
    after = [*(shown.first[number] for number in numbers), len(shown.nodes)]
    for number, following in zip(numbers, after[1:], strict=True):
        first, end = shown.first[number], shown.end[number]
        start, stop = answers_within(page, first, end)
        if not first < start < stop <= min(end, following):
            continue
        asking = _asking(shown, _lines(shown, first, start)[:_MOST_LINES])
        if len(asking) == 1:
            asked = shown.elements[shown.around(*asking[0])]
            item = QuestionElement(asked, shown.ranges(start, stop), stands_alone=True, is_called_question=True)
            if each_answer(page, item) != [item]:
                yield item


def _asked(shown: Flat, found: QuestionElement) -> QuestionElement:
    """A question element without the first and the last lines in it that say who asked, and when; the rest asks."""
    number = shown.numbers[found.element]
    start, stop = first, end = shown.first[number], shown.end[number]
    for line in takewhile(lambda line: _says_who_asks(shown, line), _lines(shown, first, end)[:_MOST_LINES]):
        start = line[1]
    while start < stop and _says_who_asks(shown, (line_start := max(start, shown.line_start(stop - 1)), stop)):
        stop = line_start
    last = max(start, shown.line_start(stop - 1)) if start < stop else stop
    stop = next((each for each in range(last + 1, stop) if _is_signed_from(shown, each, stop)), stop)
    ranges = shown.ranges(start, stop) if (start, stop) != (first, end) else []
    asks = len(ranges) == 1 and ends_with_mark(shown.text(last, stop))
    return found._replace(question=ranges[0]) if asks else found


def _is_signed_from(shown: Flat, piece: int, end: int) -> bool:
    """Whether a piece follows a question mark on its line, and says who asks and when to the end of that."""
    return ends_with_mark(shown.texts[piece - 1]) and _is_head(shown, (piece, end))


def _asking(shown: Flat, lines: list[_Line]) -> list[_Line]:
    return [line for line in lines if ends_with_mark(shown.text(*line))]


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
    """What the pieces of a line say behind the first one, which may be its label, or a line alone that may be a name.

    None of a list or table.
    """
    first, *others = shown.texts[slice(*line)]
    if _is_item(shown, line[0]):
        return []
    return others or ([first] if may_be_name(first) else [])


def _is_item(shown: Flat, line: int) -> bool:
    """Whether the line that begins with a piece is in a list or table inside what is called answer."""
    holder = shown.holders[line]
    inside = takewhile(
        lambda each: shown.first[each] == line and not names_answer(shown.classes[each]),
        chain([holder], shown.ancestors(holder)),
    )
    return any(shown.tags[each] in ITEMS for each in inside)


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
    text = shown.text(*line)
    if opens_with_answer(text) or has_portrait(shown, *line):
        return True
    if len(text) >= _SHORTEST_LABEL and is_answer_label(text):
        return True
    return any(says_who(shown.classes[holder]) for holder in shown.holders[slice(*line)]) and _is_head(shown, line)


def _is_head(shown: Flat, line: _Line) -> bool:
    return is_head(shown, *line) or tells_who(shown, *line)
