"""Questions in bold: a paragraph of their own, or the start of the paragraph that answers."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element, Node, Text

from pipeline.formats import visible
from pipeline.formats.visible import HEADINGS, Carrier, Stretch, is_blank, question_text
from pipeline.questions import ends_with_mark
from pipeline.schema import Findings, Page

NAME = "bold"
read_again = visible.read_again
_BOLD = ("strong", "b")
_PARAGRAPHS = ("p", "div", "td", "li", "span", "section", "blockquote", "center", "font")
_ENDS = frozenset((*HEADINGS, "hr", "form", "footer", "nav", "aside", "iframe"))


def extract(page: Page) -> Findings:
    """Return each bold question with the rest of its paragraph, or with the paragraphs up to the next one."""
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    longest = 1
    found = [bold for bold in page.dom.select("strong, b") if _opens_block(bold) and _asks(bold)]
    for bold in found:
        block = _block(bold)
        parent = block.parent
        rest = _rest(bold, block)
        if not isinstance(parent, Element):
            continue
        siblings, is_bounded = _siblings(block)
        if any(not is_blank(node) for stretch in rest for node in stretch.nodes):
            yield Carrier(bold, rest + (siblings if is_bounded else []))
            continue
        if siblings and is_bounded:
            longest = max(longest, _shown(siblings[0]))
        elif siblings:
            siblings = [_shortened(siblings[0], longest)]
        yield Carrier(bold, siblings)


def _asks(bold: Element) -> bool:
    text = question_text(bold)
    return bool(text) and ends_with_mark(text)


def _opens_block(bold: Element) -> bool:
    """Whether nothing but blanks and a label stands before it in its paragraph."""
    node: Node = bold
    while isinstance(node.parent, Element):
        before = node.previous_sibling
        while before is not None and (is_blank(before) or (isinstance(before, Text) and len(before.data.strip()) < 4)):
            before = before.previous_sibling
        if before is not None:
            return isinstance(before, Element) and before.tag == "br"
        if node.parent.tag in _PARAGRAPHS or node.parent.tag in ("body", "article", "main"):
            return True
        if node.parent.tag in HEADINGS or node.parent.tag in ("a", "summary", "dt", "button", "label", "th"):
            return False
        node = node.parent
    return False


def _block(bold: Element) -> Element:
    """The paragraph that a bold question stands in."""
    block = bold
    while (
        isinstance(block.parent, Element)
        and block.tag not in _PARAGRAPHS
        and block.parent.tag in (*_PARAGRAPHS, "em", "i", "u", "a", "span")
    ):
        block = block.parent
    return block


def _rest(bold: Element, block: Element) -> list[Stretch]:
    """What stands behind the question in its own paragraph."""
    stretches = []
    node = bold
    while node is not block and isinstance(node.parent, Element):
        children = node.parent.children
        start = children.index(node) + 1
        stop = start
        while stop < len(children) and not _is_question(children[stop]):
            stop += 1
        if stop > start:
            stretches.append(Stretch(node.parent, start, stop))
        if stop < len(children):
            break
        node = node.parent
    return stretches


def _siblings(block: Element) -> tuple[list[Stretch], bool]:
    """The paragraphs behind a block up to the next question or heading, and whether there is one."""
    parent = block.parent
    if not isinstance(parent, Element):
        return [], False
    children = parent.children
    start = children.index(block) + 1
    stop = start
    while stop < len(children) and not _is_end(children[stop]):
        stop += 1
    is_bounded = stop < len(children)
    return ([Stretch(parent, start, stop)] if stop > start else []), is_bounded


def _is_end(node: Node) -> bool:
    if not isinstance(node, Element):
        return False
    if node.tag in _ENDS or node.select_one(",".join(HEADINGS)) is not None:
        return True
    return _is_question(node) or any(_opens_block(bold) and _asks(bold) for bold in node.select("strong, b"))


def _is_question(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _BOLD and _asks(node)


def _shown(stretch: Stretch) -> int:
    return sum(not is_blank(node) for node in stretch.nodes)


def _shortened(stretch: Stretch, most: int) -> Stretch:
    """The first paragraphs of a stretch that nothing ends: no more than the longest answer before it has."""
    shown = 0
    for i, node in enumerate(stretch.nodes, start=stretch.start):
        shown += not is_blank(node)
        if shown == most:
            return Stretch(stretch.parent, stretch.start, i + 1)
    return stretch
