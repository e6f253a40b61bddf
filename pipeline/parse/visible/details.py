"""`<details>` whose `<summary>` asks."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ..page import Page
from .nodes import NodeRange
from .outline import outline
from .pairs import QuestionElement, asks
from .statements import statements


def details(page: Page) -> Iterator[QuestionElement]:
    """Yield each summary with what opens below it."""
    panels = dict(_panels(page))
    asking = dict.fromkeys(summary for summary in panels if asks(page, summary))
    members = set(statements(page, [each for each in panels if each not in asking], [*asking], panels.__getitem__))
    for summary, panel in panels.items():
        yield QuestionElement(summary, panel, stands_alone=True, is_member=summary in members)


def _panels(page: Page) -> Iterator[tuple[Element, list[NodeRange]]]:
    """Yield each summary of the page and what opens below it."""
    for element in outline(page).tagged("details"):
        children = element.children
        for i, child in enumerate(children):
            if isinstance(child, Element) and child.tag == "summary":
                around = [NodeRange(element, 0, i), NodeRange(element, i + 1, len(children))]
                yield child, [part for part in around if part.stop > part.start]
                break
