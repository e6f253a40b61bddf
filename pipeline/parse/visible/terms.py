"""Definition lists (`<dl>`) whose terms ask, and tables of two columns whose first cells do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from turbohtml import Element

from ...text.clean import ends_sentence
from ...web.page_cache import page_cache
from ..page import Page
from .columns import cells_of, columns_of
from .context import context, lies_in_called_faq, lies_in_named_faq
from .flat import LEVELS, flat
from .labels import is_bare_label
from .marked import may_ask
from .nodes import NodeRange, index_in, is_blank, nodes_of
from .outline import outline
from .pairs import QuestionElement

_FEWEST = 2  # questions (chosen) of a table or list whose other entries need no mark
_ASKING = 1 / 4  # share of the terms of a list (chosen) that ask, so that the others are entries, too
_MOST = 1 / 2  # the same (chosen) where no title says that the page answers questions
_NUMBERED = 3  # cells of a row with a number before the question


class _Cells(NamedTuple):
    question: Element
    answer: Element


def terms(page: Page) -> Iterator[QuestionElement]:
    """Yield each term with the descriptions after it, and each first cell with the second."""
    yield from _terms(page)
    yield from _rows(page)


def _terms(page: Page) -> Iterator[QuestionElement]:
    lists: defaultdict[Element | None, list[QuestionElement]] = defaultdict(list)
    for term in outline(page).tagged("dt"):
        holder = term.parent  # the list, or a div around a group of it
        if isinstance(holder, Element):
            start, stop = _descriptions(holder)[index_in(holder, term)]
            described = [NodeRange(holder, start, stop)] if stop > start else []
            lists[term.closest("dl")].append(QuestionElement(term, described))
    do_ask = context(page).may_be_faq and _enough_ask([*chain.from_iterable(lists.values())])
    for found in lists.values():
        are_entries = _are_entries(page, found, do_ask)
        yield from (each._replace(is_member=are_entries) for each in found)


def _are_entries(page: Page, found: list[QuestionElement], do_ask: bool) -> bool:
    """Whether all terms of a list are entries of an FAQ: some of them ask, or nothing on the page does.

    `I found a bug!` is one beside questions, as is `I would like to help.` where all are sentences. One that asks is
    enough where enough terms of the page `do_ask`; most must where a class name alone says so.
    """
    if not all(each.answer for each in found):
        return False
    if not lies_in_called_faq(page, found[0].element):
        return _enough_ask(found, _MOST) and lies_in_named_faq(page, found[0].element)
    if any(may_ask(each.element.text) for each in found):
        return do_ask or _enough_ask(found)
    said = (" ".join(each.element.text.split()) for each in found)
    return len(found) > _FEWEST and all(map(ends_sentence, said)) and not flat(page).is_asking


def _enough_ask(found: list[QuestionElement], share: float = _ASKING) -> bool:
    """Whether enough of some terms ask, so that the others are entries, too."""
    return sum(may_ask(each.element.text) for each in found) >= max(_FEWEST, share * len(found))


@page_cache(4)  # asked for each term of one list, one after the other
def _descriptions(holder: Element) -> dict[int, tuple[int, int]]:
    """For each term, by its index among the children, the range of those that describe it.

    Terms without one share that of the next. One with a `dd` ends before a heading that follows.
    """
    children = nodes_of(holder)
    found: dict[int, tuple[int, int]] = {}
    start = stop = len(children)  # of the descriptions that follow the child that is looked at
    term = end = len(children)  # the first one after it, or the heading before that
    for i in range(len(children) - 1, -1, -1):
        tag = _tag(children[i])
        if tag == "dt":
            found[i] = start, stop
            term = end = i
        elif tag in LEVELS:
            start, stop, end = i, term, i
        elif not is_blank(children[i]):
            start, stop = i, end if tag == "dd" else min(stop, term)
    return found


def _rows(page: Page) -> Iterator[QuestionElement]:
    tables: defaultdict[Element | None, list[Element]] = defaultdict(list)
    for row in outline(page).tagged("tr"):
        tables[row.closest("table")].append(row)
    for rows in tables.values():
        yield from _called_so(rows) or _in_two_cells(page, rows)


def _called_so(rows: list[Element]) -> list[QuestionElement]:
    """The rows of a table whose header says what asks, if any has a question mark."""
    found = columns_of(rows)
    if found is None:
        return []
    columns, below = found
    least = -min(columns.question, columns.answer)
    cells = [cells for row in below if least <= len(cells := cells_of(row)) <= columns.cells]
    asked = [(each[columns.question], each[columns.answer]) for each in cells]
    if not any(may_ask(question.text) for question, _ in asked) or _is_exam_or_count(asked):
        return []
    return [_element(question, answer)._replace(stands_alone=True, is_member=True) for question, answer in asked]


def _is_exam_or_count(asked: list[tuple[Element, Element]]) -> bool:
    """Whether the answers are letters of choices, or each question has several rows, as where answers are counted."""
    questions = [" ".join(question.text.split()) for question, _ in asked]
    return len(set(questions)) < len(questions) or all(len(answer.text.strip()) <= 1 for _, answer in asked)


def _in_two_cells(page: Page, rows: list[Element]) -> Iterator[QuestionElement]:
    pairs = list(filter(None, map(_cells, rows)))
    asking = [may_ask(question.text) for question, _ in pairs]
    is_faq = sum(asking) >= _FEWEST and 2 * sum(asking) >= len(pairs) and context(page).may_be_faq
    for (question, answer), asks in zip(pairs, asking, strict=True):
        if asks or (is_faq and " " in question.text.strip()):
            yield _element(question, answer)._replace(is_called_question=is_faq)


def _element(question: Element, answer: Element) -> QuestionElement:
    return QuestionElement(question, [NodeRange(answer, 0, len(answer.children))])


def _cells(row: Element) -> _Cells | None:
    """The cells of a row that may ask and answer: two, or two behind a number."""
    cells = [node for node in row.children if not is_blank(node)]
    if len(cells) == _NUMBERED and isinstance(cells[0], Element) and is_bare_label(" ".join(cells[0].text.split())):
        cells = cells[1:]
    question, answer = cells if len(cells) == _FEWEST else (None, None)
    if not isinstance(question, Element) or not isinstance(answer, Element) or answer.tag == "th":
        return None
    return _Cells(question, answer)


def _tag(node: object) -> str | None:
    return node.tag if isinstance(node, Element) else None
