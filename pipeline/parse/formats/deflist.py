"""Definition lists (`<dl>`) whose terms ask, and tables of two columns whose first cells do."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ...schema import Findings
from ..page import Page
from ..visible import elements
from ..visible import judge as visible
from ..visible.judge import Carrier
from ..visible.nodes import Stretch, is_blank, nodes_of, place_in
from ..visible.outline import may_ask, outline

NAME = "deflist"
resolve = elements.resolve


def extract(page: Page) -> Findings:
    """Return each term that asks with the descriptions behind it, and each first cell with the second."""
    return visible.judge(page, NAME, [*_carriers(page), *_rows(page)])


def _carriers(page: Page) -> Iterator[Carrier]:
    for term in outline(page).tagged("dt"):
        holder = term.parent  # the list, or a div around a group of it
        if not isinstance(holder, Element):
            continue
        children = nodes_of(holder)
        start = place_in(holder, term) + 1
        while start < len(children) and (is_blank(children[start]) or _tag(children[start]) == "dt"):
            start += 1  # terms that share a description
        stop = start
        while stop < len(children) and _tag(children[stop]) != "dt":
            stop += 1
        yield Carrier(term, [Stretch(holder, start, stop)] if stop > start else [])


def _rows(page: Page) -> Iterator[Carrier]:
    for row in outline(page).tagged("tr"):
        cells = [node for node in row.children if not is_blank(node)]
        if (
            len(cells) == 2
            and isinstance(cells[0], Element)
            and isinstance(cells[1], Element)
            and may_ask(cells[0].text)
        ):
            yield Carrier(cells[0], [Stretch(cells[1], 0, len(cells[1].children))])


def _tag(node: object) -> str | None:
    return node.tag if isinstance(node, Element) else None
