"""`<details>` whose `<summary>` asks."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ...schema import Findings
from ..page import Page
from ..visible import locators
from ..visible.judge import judge
from ..visible.nodes import NodeRange
from ..visible.outline import outline
from ..visible.pairs import QuestionElement

NAME = "details"
resolve = locators.resolve


def extract(page: Page) -> Findings:
    """Return the pairs that open and close."""
    return judge(page, NAME, _question_elements(page))


def _question_elements(page: Page) -> Iterator[QuestionElement]:
    for details in outline(page).tagged("details"):
        children = details.children
        for i, child in enumerate(children):
            if isinstance(child, Element) and child.tag == "summary":
                around = [NodeRange(details, 0, i), NodeRange(details, i + 1, len(children))]
                yield QuestionElement(child, [part for part in around if part.stop > part.start], stands_alone=True)
                break
