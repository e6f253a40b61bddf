"""Headings that ask, and paragraphs called title, answered by what is below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from turbohtml import Element

from ...schema import Findings, Reason
from ...text.patterns import pattern
from ...text.questions import asks_by_order
from ..page import Page
from ..visible import locators
from ..visible.elements import block_of, child_with, shortened, shown_nodes
from ..visible.judge import judge
from ..visible.nodes import NodeRange, index_in, is_blank, is_called, nodes_of
from ..visible.outline import HEADINGS, TITLES, may_ask, outline
from ..visible.pairs import QuestionElement, asks
from .labelled import is_question

NAME = "headings"
resolve = locators.resolve
_LEVEL = {tag: level for level, tag in enumerate(HEADINGS, start=1)}
_OTHER_QUESTION_TAGS = ("strong", "b", "dt", "button", "summary")
_TITLE = pattern(r"(?:^|[-_])(?:title|heading)$", re.IGNORECASE)
_BLOCKS = "h1, h2, h3, h4, h5, h6, p, div, ul, ol, table, strong, b"
_HOLDERS = "h1, h2, h3, h4, h5, h6, summary, dt, button, label, a[href], [aria-expanded]"
_MANY = 3  # (chosen) headings that ask, or answers to compare with: fewer may be chance
_FEW = 2  # (chosen) shown nodes of an answer that nothing ends, where too few others have an end to compare with


def extract(page: Page) -> Findings:
    """Return each heading that asks with what follows it, up to the next one of its level or above, or that asks."""
    return judge(page, NAME, _question_elements(page))


def _question_elements(page: Page) -> Iterator[QuestionElement]:
    headings = outline(page).tagged(*HEADINGS)
    titles = [e for e in outline(page).asking if e.tag in TITLES and is_called(e, _names_title)]
    if titles:
        headings = sorted([*headings, *(e for e in titles if _is_leaf(e))], key=outline(page).position)
    asking = _asking(page, headings)
    is_title = sum(heading.tag == "h1" for heading in asking) == 1 and len(asking) > 1
    ended: defaultdict[Element, list[int]] = defaultdict(list)
    for heading, i in asking.items():
        end = next((h for h in _from(headings, i + 1) if h in asking or _level(h) <= _level(heading)), None)
        end = _list_of_questions(page, heading, end) or end
        answer, is_bounded = _answer(block_of(heading), end)
        if is_bounded:
            ended[answer.parent].append(shown_nodes(answer))
        elif answer.parent in ended:
            lengths = ended[answer.parent]
            answer = shortened(answer, max(lengths if len(lengths) >= _MANY else [*lengths, _FEW]))
        fault = Reason.LONE_QUESTION if is_title and heading.tag == "h1" else None
        yield QuestionElement(heading, [answer] if answer.stop > answer.start else [], fault=fault)


def _from(headings: list[Element], first: int) -> Iterator[Element]:
    return (headings[i] for i in range(first, len(headings)))


def _level(heading: Element) -> int:
    return _LEVEL.get(heading.tag, len(HEADINGS) + 1)


@lru_cache(maxsize=4096)
def _names_title(names: str) -> bool:
    return any(_TITLE.search(name) for name in names.split())


def _is_leaf(title: Element) -> bool:
    """Whether a title holds nothing but words, and is part of no heading, bar or term."""
    return title.select_one(_BLOCKS) is None and title.closest(_HOLDERS) is None


def _asking(page: Page, headings: list[Element]) -> dict[Element, int]:
    """The headings that ask, with their index: by their mark, or by their words where many others have a mark."""
    texts = {i: heading.text for i, heading in enumerate(headings)}
    marked = {i for i, text in texts.items() if may_ask(text) and asks(page, headings[i])}
    if len(marked) >= _MANY:
        marked |= {i for i, text in texts.items() if asks_by_order(" ".join(text.split()))}
    return {headings[i]: i for i in sorted(marked)}


def _list_of_questions(page: Page, heading: Element, end: Element | None) -> Element | None:
    """The first of several questions below a heading that are no headings: an FAQ at the end of an article."""
    around = outline(page)
    first = around.position(heading) + 1
    stop = around.position(end) if end is not None else len(around.elements)
    asking = []
    for i in range(bisect_left(around.asking, first, key=around.position), len(around.asking)):
        element = around.asking[i]
        if around.position(element) >= stop:
            break
        if (element.tag in _OTHER_QUESTION_TAGS or is_question(element)) and asks(page, element):
            asking.append(element)
    return asking[0] if len(asking) > 1 or any(e.tag in ("dt", "summary") or is_question(e) for e in asking) else None


def _answer(block: Element, end: Element | None) -> tuple[NodeRange, bool]:
    """The siblings after a block up to the heading that ends them or a rule, and whether there is one."""
    parent = block.parent
    if not isinstance(parent, Element):
        return NodeRange(block, 0, 0), False
    children = nodes_of(parent)
    start = index_in(parent, block) + 1
    last = child_with(parent, end) if end is not None else None
    stop = index_in(parent, last) if last is not None else len(children)
    shown = False
    for i in range(start, stop):
        node = children[i]
        if shown and isinstance(node, Element) and node.tag == "hr":
            return NodeRange(parent, start, i), True
        shown = shown or not is_blank(node)
    return NodeRange(parent, start, max(start, stop)), last is not None
