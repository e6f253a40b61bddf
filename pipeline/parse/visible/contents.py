"""Tables of contents: lines that are links to where the page says the same again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import unquote

from turbohtml import Element

from ...text.labels import unlabelled_question
from ..page import Page
from ..paths import named_elements
from .asker import EMPHASIS, Asker
from .flat import flat
from .labels import is_picture

_MOST_LINES = 3  # lines (chosen) in which a question is looked for where a link leads


class Contents:
    """The links of a page that lead to a place on it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._flat = flat(page)

    def holds(self, asker: Asker) -> bool:
        """Return whether a line is an entry of a table of contents: a link to where the page says the same again."""
        return any(self._says_again(address, asker) for address in self._links(asker))

    def _links(self, asker: Asker) -> Iterator[str]:
        """The addresses of the links on a line."""
        shown = self._flat
        for piece in range(asker.line_start, asker.end):
            if piece < asker.first and is_picture(shown.texts[piece]):
                continue  # an arrow before the question leads back up
            element = shown.holders[piece]
            while shown.tags[element] in EMPHASIS:
                if shown.tags[element] == "a":
                    yield shown.elements[element].attr("href") or ""
                element = shown.parents[element]
            if piece == asker.first:
                yield from (
                    shown.elements[e].attr("href") or "" for e in shown.ancestors(element) if shown.tags[e] == "a"
                )

    def _says_again(self, address: str, asker: Asker) -> bool:
        shown = self._flat
        name = address.rpartition("#")[2]
        target = self._named.get(name) or self._named.get(unquote(name)) if "#" in address else None
        number = shown.numbers.get(target) if target is not None else None
        if number is None or shown.first[number] == len(shown.nodes):
            return False
        line = shown.line_of[shown.first[number]]
        if line <= shown.line_of[asker.first] < line + _MOST_LINES:
            return False
        there = shown.text(shown.starts[line], shown.starts[min(line + _MOST_LINES, len(shown.starts) - 1)])
        return unlabelled_question(asker.text) in there

    @cached_property
    def _named(self) -> dict[str, Element]:
        names = {link.attr("name") or "": link for link in reversed(self._page.dom.select("a[name]"))}
        return {**names, **named_elements(self._page)}


def contents(page: Page) -> Contents:
    """Return the links of a page to places on it; they are kept with the page's tree."""
    return page.once(Contents)
