"""Definition lists (`<dl>`) whose terms ask, and tables of two columns whose first cells do."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ...schema import Findings
from ..page import Page
from ..visible import locators
from ..visible.judge import judge
from ..visible.nodes import NodeRange, index_in, is_blank, nodes_of
from ..visible.outline import may_ask, outline
from ..visible.pairs import QuestionElement

NAME = "deflist"
resolve = locators.resolve


def extract(page: Page) -> Findings:
    """Return each term that asks with the descriptions after it, and each first cell with the second."""
    return judge(page, NAME, [*_question_elements(page), *_rows(page)])


def _question_elements(page: Page) -> Iterator[QuestionElement]:
    for term in outline(page).tagged("dt"):
        holder = term.parent  # the list, or a div around a group of it
        if not isinstance(holder, Element):
            continue
        children = nodes_of(holder)
        start = index_in(holder, term) + 1
        while start < len(children) and (is_blank(children[start]) or _tag(children[start]) == "dt"):
            start += 1  # terms that share a description
        stop = start
        while stop < len(children) and _tag(children[stop]) != "dt":
            stop += 1
        yield QuestionElement(term, [NodeRange(holder, start, stop)] if stop > start else [])


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
