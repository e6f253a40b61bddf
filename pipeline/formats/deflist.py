"""Definition lists (`<dl>`) whose terms ask."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from pipeline.formats import visible
from pipeline.formats.outline import outline
from pipeline.formats.regions import Stretch, is_blank
from pipeline.formats.visible import Carrier
from pipeline.schema import Findings, Page

NAME = "deflist"
read_again = visible.read_again


def extract(page: Page) -> Findings:
    """Return each term that asks with the descriptions behind it."""
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    for term in outline(page).tagged("dt"):
        holder = term.parent  # the list, or a div around a group of it
        if not isinstance(holder, Element):
            continue
        children = holder.children
        start = children.index(term) + 1
        while start < len(children) and (is_blank(children[start]) or _tag(children[start]) == "dt"):
            start += 1  # terms that share a description
        stop = start
        while stop < len(children) and _tag(children[stop]) != "dt":
            stop += 1
        yield Carrier(term, [Stretch(holder, start, stop)] if stop > start else [])


def _tag(node: object) -> str | None:
    return node.tag if isinstance(node, Element) else None
