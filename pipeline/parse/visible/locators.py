"""Locators of the visible formats: `NAME=CSS PATH;CSS PATH[START:STOP]`, of what asks and of the nodes that answer."""

from __future__ import annotations

from collections.abc import Iterable

from turbohtml import Element

from ...text.questions import has_letter
from ..locators import NothingThere, RawPair
from ..page import Page
from .elements import answer_text, question_text, shown_line
from .nodes import NodeRange


def visible_locator(name: str, element: Element, answer: Iterable[NodeRange]) -> str:
    """Return the locator of a question's element and of the nodes that answer it."""
    return f"{name}={element.css_path()};{';'.join(nodes.path for nodes in answer)}"


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names. Raises NothingThere, or ValueError for another form."""
    path, *paths = locator.partition("=")[2].split(";")
    element = element_at(page, path)
    answer = answer_text((nodes_at(page, part) for part in paths), has_letter(shown_line(element)))
    return RawPair(question_text(element), answer)


def element_at(page: Page, path: str) -> Element:
    """Return the element at a CSS path. Raises NothingThere."""
    element = page.dom.select_one(path)
    if element is None:
        raise NothingThere(f"nothing at {path}")
    return element


def nodes_at(page: Page, part: str) -> NodeRange:
    """Return the nodes that a part of a locator names: `CSS PATH[START:STOP]`. Raises NothingThere."""
    path, _, numbers = part.rpartition("[")
    start, _, stop = numbers.rstrip("]").partition(":")
    return NodeRange(element_at(page, path), int(start), int(stop))
