"""Elements that are called question and answer by their classes, as FAQ plugins do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Element, Node

from pipeline.formats import visible
from pipeline.formats.visible import Carrier, Stretch, block_of, following, is_blank, names_of
from pipeline.schema import Findings, Page

NAME = "labelled"
read_again = visible.read_again
_QUESTION = re.compile(
    r"(?:[\w-]*[-_])?(?:question|faq-?title|faq-?q|q)(?:[-_](?:title|text|name|heading|label))?", re.IGNORECASE
)
_ANSWER = re.compile(
    r"(?:[\w-]*[-_])?(?:answer|faq-?content|faq-?a|a)(?:[-_](?:text|content|body|wrapper|inner))?", re.IGNORECASE
)


def extract(page: Page) -> Findings:
    """Return each element called question that is followed by one called answer."""
    if "question" not in page.text and "Question" not in page.text and "faq" not in page.text.lower():
        return Findings([], [], [])
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    for question in page.dom.select("[class*=question], [class*=Question], [class*=faq]"):
        if _is_called(question, _QUESTION) and not any(_is_called(e, _ANSWER) for e in question.select("[class]")):
            answer = _answer(question)
            if answer:
                yield Carrier(question, answer, stands_alone=True)


def _answer(question: Element) -> list[Stretch]:
    """The sibling called answer that comes next, behind the question or the block that holds only it."""
    holders = [e for e in question.ancestors if isinstance(e, Element) and _is_called(e, _QUESTION)]
    for block in dict.fromkeys((question, block_of(question), *holders)):
        for stretch in following(block, lambda node: isinstance(node, Element) and _is_called(node, _QUESTION)):
            for i, node in enumerate(stretch.nodes, start=stretch.start):
                if isinstance(node, Element) and _is_called(node, _ANSWER):
                    return [Stretch(stretch.parent, i, i + 1)]
                if not is_blank(node):
                    break
    return []


def _is_called(node: Node, name: re.Pattern[str]) -> bool:
    return isinstance(node, Element) and any(name.fullmatch(token) for token in names_of(node))
