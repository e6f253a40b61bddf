"""`<details>` whose `<summary>` asks."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ..page import Page
from .nodes import NodeRange
from .outline import outline
from .pairs import QuestionElement


def details(page: Page) -> Iterator[QuestionElement]:
    """Yield each summary with what opens below it."""
    for element in outline(page).tagged("details"):
        children = element.children
        for i, child in enumerate(children):
            if isinstance(child, Element) and child.tag == "summary":
                around = [NodeRange(element, 0, i), NodeRange(element, i + 1, len(children))]
                yield QuestionElement(child, [part for part in around if part.stop > part.start], stands_alone=True)
                break
