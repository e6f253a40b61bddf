"""Locators of the visible formats: `NAME=CSS PATH;CSS PATH[START:STOP]`, of what asks and of the nodes that answer."""

from __future__ import annotations

from collections.abc import Iterable

from turbohtml import Element

from ...text.questions import has_letter, unlabelled_question
from ..locators import RawPair, split_paths
from ..page import Page
from ..paths import element_at, path_of
from .elements import answer_text, shown_line, shown_line_of
from .nodes import NodeRange


def visible_locator(page: Page, name: str, asked: Element | NodeRange, answer: Iterable[NodeRange]) -> str:
    """Return the locator of what asks, and of the nodes that answer it. Raises NothingThere."""
    question = range_path(page, asked) if isinstance(asked, NodeRange) else path_of(page, asked)
    return f"{name}={question};{';'.join(range_path(page, nodes) for nodes in answer)}"


def range_path(page: Page, nodes: NodeRange) -> str:
    """Return a range as a part of a locator: `CSS PATH[START:STOP]`, all child nodes from 0. Raises NothingThere."""
    return f"{path_of(page, nodes.parent)}[{nodes.start}:{nodes.stop}]"


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names. Raises NothingThere, or ValueError for another form."""
    path, *paths = split_paths(locator) or [""]
    line = shown_line_of(nodes_at(page, path)) if path.endswith("]") else shown_line(element_at(page, path))
    answer = answer_text((nodes_at(page, part) for part in paths), has_letter(line))
    return RawPair(unlabelled_question(line), answer)


def nodes_at(page: Page, part: str) -> NodeRange:
    """Return the nodes that a part of a locator names: `CSS PATH[START:STOP]`. Raises NothingThere."""
    path, _, numbers = part.rpartition("[")
    start, _, stop = numbers.rstrip("]").partition(":")
    return NodeRange(element_at(page, path), int(start), int(stop))
