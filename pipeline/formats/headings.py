"""Headings that ask, answered by what stands below them."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from pipeline.formats import visible
from pipeline.formats.outline import HEADINGS, may_ask, outline
from pipeline.formats.regions import Stretch, is_blank
from pipeline.formats.visible import Carrier, block_of, child_with, question_text, shortened, shown_nodes
from pipeline.questions import asks_by_order, ends_with_mark
from pipeline.schema import Findings, Page, Reason

NAME = "headings"
read_again = visible.read_again
_LEVEL = {tag: level for level, tag in enumerate(HEADINGS, start=1)}
_MANY = 3
_LEAST = 3  # shown nodes that an answer without an end may have, however short the others are


def extract(page: Page) -> Findings:
    """Return each heading that asks with what follows it, up to the next one of its level or above, or that asks."""
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    headings = outline(page).tagged(*HEADINGS)
    asking = _asking(headings)
    is_title = sum(heading.tag == "h1" for heading in asking) == 1 and len(asking) > 1
    longest: dict[Element, int] = {}
    for heading, i in asking.items():
        end = next((h for h in headings[i + 1 :] if h in asking or _LEVEL[h.tag] <= _LEVEL[heading.tag]), None)
        answer, is_bounded = _answer(block_of(heading), end)
        if is_bounded:
            longest[answer.parent] = max(longest.get(answer.parent, _LEAST), shown_nodes(answer))
        elif answer.parent in longest:
            answer = shortened(answer, longest[answer.parent])
        fault = Reason.LONE_QUESTION if is_title and heading.tag == "h1" else None
        yield Carrier(heading, [answer] if answer.stop > answer.start else [], fault=fault)


def _asking(headings: list[Element]) -> dict[Element, int]:
    """The headings that ask, and which they are: by their mark, or beside many that have one by their words."""
    texts = {i: heading.text for i, heading in enumerate(headings)}
    marked = {i for i, text in texts.items() if may_ask(text) and ends_with_mark(question_text(headings[i]) or ".")}
    if len(marked) >= _MANY:
        marked |= {i for i, text in texts.items() if asks_by_order(" ".join(text.split()))}
    return {headings[i]: i for i in sorted(marked)}


def _answer(block: Element, end: Element | None) -> tuple[Stretch, bool]:
    """The siblings behind a block up to the heading that ends them or a rule, and whether there is one."""
    parent = block.parent
    if not isinstance(parent, Element):
        return Stretch(block, 0, 0), False
    children = parent.children
    start = children.index(block) + 1
    last = child_with(parent, end) if end is not None else None
    stop = children.index(last) if last is not None else len(children)
    shown = False
    for i in range(start, stop):
        node = children[i]
        if shown and isinstance(node, Element) and node.tag == "hr":
            return Stretch(parent, start, i), True
        shown = shown or not is_blank(node)
    return Stretch(parent, start, max(start, stop)), last is not None
