"""`<details>` whose `<summary>` asks, or says that the answer to what is asked before it is inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from turbohtml import Element, Node

from ..page import Page
from .elements import line_of
from .labels import names_answer_in_words
from .nodes import NodeRange, index_in, is_blank, nodes_of
from .outline import outline
from .pairs import QuestionElement, asks
from .statements import statements
from .walk import OWN_LINE

_FEWEST = 2  # panels (chosen) with the same words on them


class _Panel(NamedTuple):
    """What opens below a summary."""

    summary: Element
    nodes: list[NodeRange]


def details(page: Page) -> Iterator[QuestionElement]:
    """Yield each summary with what opens below it, or what comes before it where it is called answer."""
    panels = list(_panels(page))
    answers = set(_answers(page, panels))
    asked = (_asked_before(panel) for panel in panels if panel.summary in answers)
    yield from (each for each in asked if each is not None)
    yield from _summaries(page, {panel.summary: panel.nodes for panel in panels if panel.summary not in answers})


def _answers(page: Page, panels: Sequence[_Panel]) -> list[Element]:
    """The summaries of what answers the question before it: called so, or else with the same words on each: `Show`."""
    lines = {panel.summary: line_of(page, panel.summary) for panel in panels}
    called = [summary for summary, line in lines.items() if names_answer_in_words(line)]
    alike = Counter(lines.values())
    return called or [
        panel.summary for panel in panels if alike[lines[panel.summary]] >= _FEWEST and _follows_question(page, panel)
    ]


def _follows_question(page: Page, panel: _Panel) -> bool:
    """Whether a block that asks is right before a panel whose own words do not."""
    before = None if asks(page, panel.summary) else _asked_before(panel)
    return before is not None and before.question is None and asks(page, before.element)


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
    last = next((node for node in map(nodes.__getitem__, range(end - 1, -1, -1)) if not is_blank(node)), None)
    if last is None:
        return None
    if _is_block(last):
        return QuestionElement(last, panel.nodes, stands_alone=True, has_labels=True)
    start = _start_of_line(nodes, end)
    asked = None if start is None else NodeRange(around, start, end)
    return QuestionElement(around, panel.nodes, stands_alone=True, question=asked, has_labels=True) if asked else None


def _start_of_line(nodes: Sequence[Node], end: int) -> int | None:
    """Where the words before a node start, if they are on one line and the first in their element."""
    start, is_apart = end, False
    for at in range(end - 1, -1, -1):
        is_apart = is_apart or _is_block(nodes[at])
        if not is_blank(nodes[at]):
            if is_apart:
                return None
            start = at
    return start


def _is_block(node: Node) -> TypeGuard[Element]:
    return isinstance(node, Element) and node.tag in OWN_LINE
