"""`<details>` whose `<summary>` asks, or says that the answer to what is asked before it is inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Element

from ..page import Page
from .elements import line_of
from .labels import names_answer_in_words
from .nodes import NodeRange, index_in, is_blank, nodes_of
from .outline import outline
from .pairs import QuestionElement, asks
from .statements import statements
from .walk import OWN_LINE


class _Panel(NamedTuple):
    """What opens below a summary."""

    summary: Element
    nodes: list[NodeRange]


def details(page: Page) -> Iterator[QuestionElement]:
    """Yield each summary with what opens below it, or what comes before it where it is called answer."""
    panels = list(_panels(page))
    answers = [panel for panel in panels if names_answer_in_words(line_of(page, panel.summary))]
    yield from (asked for panel in answers if (asked := _asked_before(panel)) is not None)
    yield from _summaries(page, {panel.summary: panel.nodes for panel in panels if panel not in answers})


def _summaries(page: Page, panels: dict[Element, list[NodeRange]]) -> Iterator[QuestionElement]:
    asking = dict.fromkeys(summary for summary in panels if asks(page, summary))
    members = set(statements(page, [each for each in panels if each not in asking], [*asking], panels.__getitem__))
    for summary, nodes in panels.items():
        yield QuestionElement(summary, nodes, stands_alone=True, is_member=summary in members)


def _panels(page: Page) -> Iterator[_Panel]:
    """Yield each summary of the page and what opens below it."""
    for element in outline(page).tagged("details"):
        children = element.children
        for i, child in enumerate(children):
            if isinstance(child, Element) and child.tag == "summary":
                around = [NodeRange(element, 0, i), NodeRange(element, i + 1, len(children))]
                yield _Panel(child, [part for part in around if part.stop > part.start])
                break


def _asked_before(panel: _Panel) -> QuestionElement | None:
    """The block right before a panel, or the words on its line: `What is a cygnet? <details>...`."""
    whole = panel.summary.parent
    around = whole.parent if isinstance(whole, Element) else None
    if not isinstance(whole, Element) or not isinstance(around, Element):
        return None
    nodes, end = nodes_of(around), index_in(around, whole)
    shown = [at for at in range(end) if not is_blank(nodes[at])]
    if not shown:
        return None
    last = nodes[shown[-1]]
    if isinstance(last, Element) and last.tag in OWN_LINE:
        return QuestionElement(last, panel.nodes, stands_alone=True, has_labels=True)
    asked = NodeRange(around, shown[0], end)
    is_line = not any(isinstance(node, Element) and node.tag in OWN_LINE for node in asked.nodes)
    return QuestionElement(around, panel.nodes, stands_alone=True, question=asked, has_labels=True) if is_line else None
