"""Questions in bold: a paragraph of their own, or the start of the paragraph that answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element, Node, Text

from ...schema import Findings, Reason
from ...text.patterns import pattern
from ...text.questions import asks_by_order
from ..page import Page
from ..visible import locators
from ..visible.calls import is_tip
from ..visible.elements import (
    block_of,
    child_with,
    is_followed_by_mark,
    question_text,
    shortened,
    shown_nodes,
    shows_nothing,
)
from ..visible.judge import judge
from ..visible.nodes import NodeRange, index_in, is_blank, nodes_of
from ..visible.outline import BOLD, HEADINGS, may_ask, outline
from ..visible.pairs import QuestionElement, asks

NAME = "bold"
resolve = locators.resolve
_MANY = 3  # bold questions (chosen) from which on others need no question mark
_PARAGRAPHS = ("p", "div", "td", "li", "span", "section", "blockquote", "center", "font")
_STYLED = ("span", "font")
_BOLD_STYLE = pattern(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NEVER = frozenset((*HEADINGS, "a", "summary", "dt", "button", "label", "th"))
_ENDS = frozenset((*HEADINGS, "hr", "form", "footer", "nav", "aside", "iframe"))


class _Question(NamedTuple):
    """A bold question in its paragraph."""

    bold: Element
    asked: Element
    """The same, or the paragraph of which it is the first piece."""
    block: Element
    rest: list[NodeRange]
    """What follows it in the paragraph."""
    end: Element | None
    """The next bold question or heading of the page."""

    @property
    def is_inline(self) -> bool:
        """Whether question and answer share the paragraph."""
        return any(not shows_nothing(node) for node_range in self.rest for node in node_range.nodes)


def extract(page: Page) -> Findings:
    """Return each bold question with the rest of its paragraph, or with the paragraphs up to the next one."""
    return judge(page, NAME, _question_elements(page))


def _question_elements(page: Page) -> Iterator[QuestionElement]:
    questions = _questions(page)
    asking = {question.bold for question in questions}
    in_list = Counter(question.block.parent for question in questions if isinstance(question.block.parent, Element))
    longest = 1
    for question in questions:
        fault = Reason.CALL_TO_ACTION if _is_tip(question, in_list) else None
        if question.is_inline:
            yield QuestionElement(question.asked, question.rest + _more(question, asking), fault=fault)
            continue
        answer, is_bounded = _after(question)
        if answer and is_bounded:
            longest = max(longest, shown_nodes(answer))
        elif answer:
            answer = shortened(answer, longest)
        yield QuestionElement(question.asked, [answer] if answer else [], fault=fault)


def _questions(page: Page) -> list[_Question]:
    around = [e for e in outline(page).tagged(*BOLD, *HEADINGS) if e.tag not in _STYLED or _is_bold_by_style(e)]
    asking = {
        bold: asked for bold in around if bold.tag in BOLD and (asked := _asked(page, bold)) and _opens_block(bold)
    }
    if len(asking) >= _MANY:
        asking |= {bold: bold for bold in around if bold.tag in BOLD and _asks_unmarked(bold)}
    asking = {bold: asked for bold, asked in asking.items() if asking.keys().isdisjoint(bold.ancestors)}
    questions = []
    end: Element | None = None
    for element in reversed(around):
        if element in asking:
            asked = asking[element]
            block = _block(asked)
            questions.append(_Question(element, asked, block, _rest(asked, block, end), end))
        if element in asking or element.tag in HEADINGS:
            end = element
    return questions[::-1]


def _is_bold_by_style(element: Element) -> bool:
    return _BOLD_STYLE.search(element.attr("style") or "") is not None


def _asked(page: Page, bold: Element) -> Element | None:
    """What asks: the bold text, or the whole paragraph where this is the first of its several bold pieces."""
    if (may_ask(bold.text) or is_followed_by_mark(bold)) and asks(page, bold):
        return bold
    after = bold.next_sibling
    parent = bold.parent
    if not (isinstance(after, Element) and after.tag in BOLD and isinstance(parent, Element) and _may_ask(parent)):
        return None
    pieces = (node for node in parent.children if not is_blank(node))
    is_all_bold = parent.tag == "p" and all(isinstance(node, Element) and node.tag in BOLD for node in pieces)
    return parent if is_all_bold and asks(page, parent) else None


@lru_cache(maxsize=4)  # asked for each bold piece of one paragraph, one after the other
def _may_ask(paragraph: Element) -> bool:
    return may_ask(paragraph.text)


def _asks_unmarked(bold: Element) -> bool:
    """Whether a paragraph that is all bold asks by the order of its words."""
    return (
        asks_by_order(" ".join(bold.text.split()))
        and _opens_block(bold)
        and _block(bold).text.strip() == bold.text.strip()
    )


def _opens_block(bold: Element) -> bool:
    """Whether only blanks and a label come before it in its paragraph."""
    node: Node = bold
    while isinstance(node.parent, Element):
        before = node.previous_sibling
        while before is not None and not _is_break(before) and (is_blank(before) or _is_label(before)):
            before = before.previous_sibling
        if before is not None:
            return _is_break(before)
        if node.parent.tag in _PARAGRAPHS or node.parent.tag in ("body", "article", "main"):
            return True
        if node.parent.tag in _NEVER:
            return False
        node = node.parent
    return False


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def _is_label(node: Node) -> bool:
    return isinstance(node, Text) and len(node.data.strip()) < 4


def _block(bold: Element) -> Element:
    """The paragraph that a bold question is in."""
    block = bold
    while (
        isinstance(block.parent, Element)
        and block.tag not in _PARAGRAPHS
        and block.parent.tag in (*_PARAGRAPHS, "em", "i", "u", "a", "span")
    ):
        block = block.parent
    return block


def _rest(bold: Element, block: Element, end: Element | None) -> list[NodeRange]:
    """What follows the question in its own paragraph, up to the next question."""
    ranges = []
    node: Element = bold
    while node is not block and isinstance(node.parent, Element):
        parent = node.parent
        start = index_in(parent, node) + 1
        last = child_with(parent, end) if end is not None else None
        stop = index_in(parent, last) if last is not None else len(nodes_of(parent))
        if stop > start:
            ranges.append(NodeRange(parent, start, stop))
        if last is not None:
            break
        node = parent
    return ranges


def _more(question: _Question, asking: set[Element]) -> list[NodeRange]:
    """The paragraphs after one that asks and answers, if a question ends them. A list item has only itself."""
    if question.block.tag in ("li", "td") or question.end not in asking:
        return []
    answer, is_bounded = _after(question)
    return [answer] if answer and is_bounded else []


def _after(question: _Question) -> tuple[NodeRange | None, bool]:
    """What follows a paragraph up to the next question, heading or rule, and whether there is one.

    In a table that is the next cell, or else the next rows.
    """
    block = question.block if question.is_inline else block_of(question.block)
    answer, is_bounded = _siblings(block, question.end)
    row = block.parent
    if block.tag == "td" and isinstance(row, Element) and row.tag == "tr" and (not answer or not shown_nodes(answer)):
        return _siblings(row, question.end)
    return answer, is_bounded


def _siblings(block: Element, end: Element | None) -> tuple[NodeRange | None, bool]:
    parent = block.parent
    if not isinstance(parent, Element):
        return None, False
    children = nodes_of(parent)
    start = index_in(parent, block) + 1
    last = child_with(parent, end) if end is not None else None
    limit = index_in(parent, last) if last is not None else len(children)
    stop = start
    while stop < limit and not _is_end(children[stop]):
        stop += 1
    return (NodeRange(parent, start, stop) if stop > start else None), stop < len(children)


def _is_end(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _ENDS


def _is_tip(question: _Question, in_list: Counter[Element]) -> bool:
    """Whether it opens a list item that is a tip: by its words, or because most items of the list do not ask."""
    item = question.block
    if item.tag != "li" or not isinstance(item.parent, Element):
        return False
    return is_tip(question_text(question.asked)) or 2 * in_list[item.parent] < _items(item.parent)


@lru_cache(maxsize=4)
def _items(holder: Element) -> int:
    return sum(isinstance(node, Element) and node.tag == "li" for node in nodes_of(holder))
