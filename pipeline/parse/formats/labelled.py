"""Elements called question and answer: by their classes, as FAQ plugins do, or by `Q:` and `A:` before their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from turbohtml import Element, Node

from ...schema import Findings
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ..page import Page
from ..visible import locators
from ..visible.elements import block_of, following
from ..visible.judge import judge
from ..visible.nodes import NodeRange, is_blank, is_called
from ..visible.outline import LONGEST_QUESTION, outline
from ..visible.pairs import QuestionElement

NAME = "labelled"
resolve = locators.resolve
_QUESTION = pattern(
    r"(?:[\w-]*[-_])?(?:question|faq-?title|faq-?q|q)(?:[-_](?:title|text|name|heading|label))?", re.IGNORECASE
)
_ANSWER = pattern(
    r"(?:[\w-]*[-_])?(?:answer|faq-?content|faq-?a|a)(?:[-_](?:text|content|body|wrapper|inner))?", re.IGNORECASE
)
_PARAGRAPHS = "p, li, td, dd, div:not(:has(p, div, ul, ol, table))"
_Q = pattern(r"\s*(?:Q|Question)\s?\d{0,3}\s?[:.)]", re.IGNORECASE)
_Q_START = pattern(r"Q(?:uestion)?\s?\d{0,3}\s?[:.)]")
_MOST_HOLDERS = 8  # elements (chosen) around a question that are called so, too
_REACH = 40  # characters (chosen) of indentation before a label
_A = pattern(r"\s*(?:A|Ans|Answer)\s?\d{0,3}\s?[:.)]", re.IGNORECASE)


def extract(page: Page) -> Findings:
    """Return each element called question that is followed by one called answer."""
    return judge(page, NAME, [*_called(page), *_lettered(page)])


def _called(page: Page) -> Iterator[QuestionElement]:
    if not any(is_question(element) for element in outline(page).asking):
        return
    for question in outline(page).elements:
        if is_question(question) and not any(map(_is_answer, question.select("[class], [id]"))):
            answer = _answer(question)
            if answer:
                yield QuestionElement(question, answer, stands_alone=True, is_called_question=True)


def _answer(question: Element) -> list[NodeRange]:
    """The sibling called answer that comes next, after the question or the block that holds only it."""
    holders = islice((e for e in question.ancestors if isinstance(e, Element) and is_question(e)), _MOST_HOLDERS)
    for block in dict.fromkeys((question, block_of(question), *holders)):
        for node_range in following(block, lambda node: isinstance(node, Element) and is_question(node)):
            for i, node in enumerate(node_range.nodes, start=node_range.start):
                if isinstance(node, Element) and _is_answer(node):
                    return [NodeRange(node_range.parent, i, i + 1)]
                if not is_blank(node):
                    break
    return []


def _lettered(page: Page) -> Iterator[QuestionElement]:
    """Paragraphs `Q: ...?` with the paragraphs from `A: ...` to the next question."""
    if not any(
        page.text[max(0, q.start() - _REACH) : q.start()].rstrip().endswith(">") for q in _Q_START.finditer(page.text)
    ):
        return
    for paragraph in page.dom.select(_PARAGRAPHS):
        if not _opens_with_letter(paragraph, _Q) or not ends_with_mark(paragraph.text.strip()):
            continue
        answer = following(paragraph, lambda node: isinstance(node, Element) and _opens_with_letter(node, _Q))
        if any(_A.match(node.text) for node in answer[0].nodes[:3] if isinstance(node, Element)) if answer else False:
            yield QuestionElement(paragraph, answer, stands_alone=True)


def _opens_with_letter(element: Element, letter: re.Pattern[str]) -> bool:
    text = element.text
    return len(text) < 2 * LONGEST_QUESTION and letter.match(text) is not None


def is_question(node: Node) -> bool:
    """Whether an element is called a question."""
    return isinstance(node, Element) and is_called(node, _names_question)


def _is_answer(node: Node) -> bool:
    return isinstance(node, Element) and is_called(node, _names_answer)


@lru_cache(maxsize=4096)
def _names_question(names: str) -> bool:
    return any(_QUESTION.fullmatch(name) for name in names.split())


@lru_cache(maxsize=4096)
def _names_answer(names: str) -> bool:
    return any(_ANSWER.fullmatch(name) for name in names.split())
