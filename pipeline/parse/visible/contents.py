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
from .elements import has_word_character
from .flat import flat
from .labels import is_picture

_MOST_LINES = 3  # lines (chosen) in which a question is looked for where a link leads


class Contents:
    """The links of a page that lead to a place on it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._flat = flat(page)

    def holds(self, asker: Asker) -> bool:
        """Return whether a line is an entry of a table of contents: a link to where the page says the same again.

        So are several links on one line: `<a href=#a>Why?</a> | <a href=#b>How?</a>`.
        """
        return self._is_row(asker) or any(self._says_again(each, asker.text, asker) for each in self._links(asker))

    def _is_row(self, asker: Asker) -> bool:
        """Whether a line is nothing but links, parted by signs, to where the page says the words of each again."""
        shown, links = self._flat, set[int]()
        for piece in range(asker.line_start, asker.line_end):
            link = next((each for each in self._inline(piece) if shown.tags[each] == "a"), None)
            if link is not None:
                links.add(link)
            elif has_word_character(shown.texts[piece]):
                return False
        return len(links) > 1 and all(
            self._says_again(shown.elements[link].attr("href") or "", self._text(link), asker) for link in links
        )

    def _text(self, element: int) -> str:
        return self._flat.text(self._flat.first[element], self._flat.end[element])

    def _inline(self, piece: int) -> Iterator[int]:
        """The elements in the line of a piece that hold it."""
        element = self._flat.holders[piece]
        while self._flat.tags[element] in EMPHASIS:
            yield element
            element = self._flat.parents[element]

    def _links(self, asker: Asker) -> Iterator[str]:
        """The addresses of the links on a line."""
        shown = self._flat
        for piece in range(asker.line_start, asker.end):
            if piece < asker.first and is_picture(shown.texts[piece]):
                continue  # an arrow before the question leads back up
            around = [*self._inline(piece)]
            if piece == asker.first:
                around = [shown.holders[piece], *shown.ancestors(shown.holders[piece])]
            yield from (shown.elements[each].attr("href") or "" for each in around if shown.tags[each] == "a")

    def _says_again(self, address: str, text: str, asker: Asker) -> bool:
        shown = self._flat
        name = address.rpartition("#")[2]
        target = self._named.get(name) or self._named.get(unquote(name)) if "#" in address else None
        if target is not None and target.tag == "hr":  # which shows nothing: what is below it
            target = next((each for each in target.next_siblings if isinstance(each, Element)), None)
        number = shown.numbers.get(target) if target is not None else None
        if number is None or shown.first[number] == len(shown.nodes):
            return False
        line = shown.line_of[shown.first[number]]
        if line <= shown.line_of[asker.first] < line + _MOST_LINES:
            return False
        there = shown.text(shown.starts[line], shown.starts[min(line + _MOST_LINES, len(shown.starts) - 1)])
        return unlabelled_question(text) in there

    @cached_property
    def _named(self) -> dict[str, Element]:
        names = {link.attr("name") or "": link for link in reversed(self._page.dom.select("a[name]"))}
        return {**names, **named_elements(self._page)}


def contents(page: Page) -> Contents:
    """Return the links of a page to places on it; they are kept with the page's tree."""
    return page.once(Contents)
