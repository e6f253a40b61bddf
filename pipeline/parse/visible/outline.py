"""The elements of a page that may hold a question, and what they and their answers say, each read once."""

from __future__ import annotations

from collections import defaultdict

from turbohtml import Element

from ..page import Page
from .flat import flat
from .marked import may_ask
from .nodes import NodeRange


class Outline:
    """The elements of one page that may hold a question, in document order."""

    def __init__(self, page: Page) -> None:
        elements = flat(page).outlined
        self.lines: dict[Element, str] = {}
        """What elements show on one line, as far as it was asked for (`line_of`)."""
        self.answers: dict[tuple[object, ...], tuple[list[NodeRange], str]] = {}
        """Answers that were read (`shown_pair`), by their nodes: the nodes without boilerplate, and the text."""
        self._by_tag: defaultdict[str, list[Element]] = defaultdict(list)
        for element in elements:
            self._by_tag[element.tag].append(element)
        self.all = elements
        """All of them."""
        self.asking = [element for element in elements if may_ask(element.text)]
        """Those that hold a question mark and are no longer than a question."""

    def tagged(self, tag: str) -> list[Element]:
        """Return the elements with a tag."""
        return self._by_tag[tag]


def outline(page: Page) -> Outline:
    """Return the outline of a page; it is kept with the page's tree."""
    return page.once(Outline)
