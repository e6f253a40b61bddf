"""Whether a page, or the section of it that a line is in, says that it answers questions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import compress

from turbohtml import Element

from ...text.faq_titles import is_faq_title
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ..page import Page
from .asker import NO_HEADING
from .flat import flat

_NAME = pattern(r"(?:^|[-_\s])(?:faqs?|qa|qanda|questions?)(?:$|[-_\s])")
"""In lower case, which is faster than to ignore the case."""
_WORDS = frozenset("faq faqs qa qanda question questions".split())
_IDS = "[id*=faq i], [id*=qa i], [id*=question i]"
_PARTS_OF_IDS = ("faq", "question")
_ADDRESS = pattern(r"(?:^|[/_.=-])faqs?(?:[/_.=-]|$)", re.IGNORECASE)
_MOST_ASKED = 2 / 3
"""Share (chosen) of what asks on a page that is in sections called an FAQ, so that its address says no more."""
_PAGE = 1
"""The rank of the heading that names a page."""
_WHOLE = ("html", "body")
_LARGE = ("b", "big", "center", "font", "strong")


class Context:
    """The sections of a page, and which of them say that they answer questions."""

    def __init__(self, page: Page) -> None:
        self._shown = flat(page)
        self._headings = sorted(self._shown.levels)
        titles = [piece for piece in self._headings if self._shown.levels[piece] == _PAGE]
        self._names = [*map(self._shown.rest_of_line, titles)]
        self.is_called_faq = self._has_faq_title(page)
        """Whether its title or first heading says that it answers questions."""
        self.has_other_title = bool(self._names) and not any(map(is_faq_title, self._names))
        """Whether it has headings of the first rank, and none of them says so."""
        self._is_faq = {piece for piece in self._headings if is_faq_title(self._shown.rest_of_line(piece))}
        self._faq_elements = self._named_faq(page)
        self.is_faq_page = self.is_called_faq or (_has_faq_address(page) and not self._asks_in_sections())
        """Whether its title or first heading says so, or its address, unless what asks is in sections that say so."""
        self.may_be_faq = self.is_faq_page or bool(self._is_faq) or bool(self._faq_elements)
        """Whether anything on the page says that it answers questions."""

    def _asks_in_sections(self) -> bool:
        """Whether most texts that end with a question mark are in sections that say so: the page has others, too."""
        shown = self._shown
        if not self._is_faq:
            return False
        asked = [
            piece for piece in compress(range(len(shown.marked)), shown.marked) if ends_with_mark(shown.texts[piece])
        ]
        inside = sum(self._is_in_faq_section(piece, shown.levels.get(piece, NO_HEADING)) for piece in asked)
        return inside > 0 and inside >= _MOST_ASKED * len(asked)

    def _has_faq_title(self, page: Page) -> bool:
        titles = [title.text for title in page.dom.select("title")[:1]]
        if not self._names and (not titles or self._opens_large()):
            titles += self._first_line()
        return any(map(is_faq_title, [*titles, *self._names[:1]]))

    def _opens_large(self) -> bool:
        """Whether a page begins with a line in large or bold letters, as old pages do that have no headings."""
        shown = self._shown
        around = (shown.holders[0], *shown.ancestors(shown.holders[0])) if shown.nodes else ()
        return any(shown.tags[each] in _LARGE for each in around)

    def _first_line(self) -> list[str]:
        """What a page begins with, unless a link is on that line."""
        shown = self._shown
        if not shown.nodes:
            return []
        on_line = range(bisect_left(shown.first, shown.starts[1]))
        is_linked = any(shown.tags[each] == "a" and shown.end[each] > shown.first[each] for each in on_line)
        return [] if is_linked else [shown.rest_of_line(0)]

    def _named_faq(self, page: Page) -> set[int]:
        """The elements with a class or an id that says so."""
        shown = self._shown
        called = shown.called(_names_faq, _WORDS)
        named = (each for each, name in page.once(_with_ids) if _names_faq(name))
        called |= {shown.numbers[each] for each in named if each in shown.numbers}
        return {number for number in called if shown.tags[number] not in _WHOLE}

    def section(self, piece: int, level: int) -> int:
        """Return the first piece of the heading above `level` that a piece of text is below; -1 before all headings."""
        number = bisect_right(self._headings, piece - 1) - 1
        while number >= 0 and self._shown.levels[self._headings[number]] >= level:
            number = self._above[number]
        return self._headings[number] if number >= 0 else -1

    @cached_property
    def _above(self) -> list[int]:
        """The number of the heading that each one is below; -1 where it is below none."""
        levels = [self._shown.levels[piece] for piece in self._headings]
        found: list[int] = []
        for number, level in enumerate(levels):
            above = number - 1
            while above >= 0 and levels[above] >= level:
                above = found[above]
            found.append(above)
        return found

    def next_heading(self, piece: int) -> int:
        """Return the first piece of the next heading of any rank, or behind the last one the number of pieces."""
        at = bisect_right(self._headings, piece)
        return self._headings[at] if at < len(self._headings) else len(self._shown.nodes)

    def end_of_section(self, piece: int) -> int:
        """Return the piece at which the section of a heading ends, which is given by its first piece."""
        levels = self._shown.levels
        level = levels.get(piece, NO_HEADING)  # what is laid out as a heading may lie in none
        for number in range(bisect_right(self._headings, piece), len(self._headings)):
            if levels[self._headings[number]] <= level:
                return self._headings[number]
        return len(self._shown.nodes)

    def is_in_faq(self, piece: int, level: int) -> bool:
        """Whether the page, a section or an element says that it answers questions, in which a piece of text stands.

        `level` is its rank as a heading.
        """
        return self.is_titled_faq(piece, level) or self._is_in_faq_element(piece)

    def is_titled_faq(self, piece: int, level: int) -> bool:
        """Whether the page or a section says so in words, and not an element in its name, which a quiz may have."""
        return self.is_faq_page or self._is_in_faq_section(piece, level)

    def is_in_faq_part(self, piece: int, level: int) -> bool:
        """Whether a part of the page says so, and not its title alone."""
        return self.is_in_titled_part(piece, level) or self._is_in_faq_element(piece)

    def is_in_titled_part(self, piece: int, level: int) -> bool:
        """Whether a part of the page says so in its heading, which is not that of the page."""
        return self._is_in_faq_section(piece, level, _PAGE)

    def _is_in_faq_section(self, piece: int, level: int, above: int = 0) -> bool:
        while self._is_faq and (piece := self.section(piece, level)) >= 0:
            level = self._shown.levels[piece]
            if piece in self._is_faq and level > above:
                return True
        return False

    def _is_in_faq_element(self, piece: int) -> bool:
        if not self._faq_elements:
            return False
        element = self._shown.holders[piece]
        return not self._faq_elements.isdisjoint((element, *self._shown.ancestors(element)))


def _has_faq_address(page: Page) -> bool:
    return page.address is not None and _ADDRESS.search(page.address.partition("//")[2]) is not None


def _with_ids(page: Page) -> list[tuple[Element, str]]:
    """The elements whose id may say so, with their ids."""
    return [(each, each.attr("id") or "") for each in page.dom.select(_IDS)]


def with_id_of_question(page: Page) -> list[Element]:
    """Return the elements whose id holds `question` or `faq`, in document order."""
    return [each for each, name in page.once(_with_ids) if any(part in name.lower() for part in _PARTS_OF_IDS)]


@lru_cache(maxsize=4096)
def _names_faq(names: str) -> bool:
    return _NAME.search(names.lower()) is not None


def context(page: Page) -> Context:
    """Return the sections of a page; they are kept with the page's tree."""
    return page.once(Context)


def holds_as_faq(page: Page, element: Element) -> bool:
    """Whether a page, a section or an element around says of the place of an element that it answers questions."""
    return _says(page, element, context(page).is_in_faq)


def titles_as_faq(page: Page, element: Element) -> bool:
    """Whether a page or a section says so in words."""
    return _says(page, element, context(page).is_titled_faq)


def lies_in_called_faq(page: Page, element: Element) -> bool:
    """Whether the title of the page or of a section says so, and not its address alone."""
    return context(page).is_called_faq or _says(page, element, context(page).is_in_titled_part)


def lies_in_named_faq(page: Page, element: Element) -> bool:
    """Whether a part of the page says so: a section in its title, an element around in its name."""
    return _says(page, element, context(page).is_in_faq_part)


def _says(page: Page, element: Element, says_so: Callable[[int, int], bool]) -> bool:
    shown = flat(page)
    number = shown.numbers.get(element)
    if number is None:
        return context(page).is_faq_page
    piece = shown.first[number]
    return context(page).may_be_faq and says_so(piece, shown.levels.get(piece, NO_HEADING))
