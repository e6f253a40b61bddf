"""Headings that ask, answered by what stands below them."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element, Node

from pipeline.formats import visible
from pipeline.formats.visible import HEADINGS, Carrier, block_of, following, question_text
from pipeline.questions import ends_with_mark
from pipeline.schema import Findings, Page

NAME = "headings"
read_again = visible.read_again
_LEVEL = {tag: level for level, tag in enumerate(HEADINGS, start=1)}


def extract(page: Page) -> Findings:
    """Return each heading that asks with what follows it, up to the next heading of its level or above, or that asks."""
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    for heading in page.dom.select(",".join(HEADINGS)):
        if "?" in heading.text or "\uff1f" in heading.text or "\u061f" in heading.text or heading.tag != "h1":
            yield Carrier(heading, following(block_of(heading), lambda node, h=heading: _ends(node, h)))


def _ends(node: Node, heading: Element) -> bool:
    """Whether an answer ends before a node: it is or holds a heading of the same rank, or one that asks."""
    if not isinstance(node, Element):
        return False
    if node.tag in _LEVEL:
        return _outranks(node, heading)
    return any(_outranks(inner, heading) for inner in node.select(",".join(HEADINGS)))


def _outranks(other: Element, heading: Element) -> bool:
    return _LEVEL[other.tag] <= _LEVEL[heading.tag] or ends_with_mark(question_text(other) or ".")
