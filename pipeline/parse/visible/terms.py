"""Definition lists (`<dl>`) whose terms ask, and tables of two columns whose first cells do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from turbohtml import Element

from ..page import Page
from .nodes import NodeRange, index_in, is_blank, nodes_of
from .outline import may_ask, outline
from .pairs import QuestionElement


def terms(page: Page) -> Iterator[QuestionElement]:
    """Yield each term with the descriptions after it, and each first cell with the second."""
    yield from _terms(page)
    yield from _rows(page)


def _terms(page: Page) -> Iterator[QuestionElement]:
    for term in outline(page).tagged("dt"):
        holder = term.parent  # the list, or a div around a group of it
        if isinstance(holder, Element):
            start, stop = _descriptions(holder)[index_in(holder, term)]
            yield QuestionElement(term, [NodeRange(holder, start, stop)] if stop > start else [])


@lru_cache(maxsize=4)  # asked for each term of one list, one after the other
def _descriptions(holder: Element) -> dict[int, tuple[int, int]]:
    """For each term, by its index among the children, the range of those that describe it.

    Terms without one share that of the next.
    """
    children = nodes_of(holder)
    found: dict[int, tuple[int, int]] = {}
    start = stop = len(children)  # of the descriptions that follow the child that is looked at
    term = len(children)  # the first one after it
    for i in range(len(children) - 1, -1, -1):
        if _tag(children[i]) == "dt":
            found[i] = start, stop
            term = i
        elif not is_blank(children[i]):
            start, stop = i, term
    return found


def _rows(page: Page) -> Iterator[QuestionElement]:
    for row in outline(page).tagged("tr"):
        cells = [node for node in row.children if not is_blank(node)]
        if (
            len(cells) == 2
            and isinstance(cells[0], Element)
            and isinstance(cells[1], Element)
            and may_ask(cells[0].text)
        ):
            yield QuestionElement(cells[0], [NodeRange(cells[1], 0, len(cells[1].children))])


def _tag(node: object) -> str | None:
    return node.tag if isinstance(node, Element) else None
