"""Whether a page, or the section of it that a line is in, says that it answers questions."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ...text.faq_titles import is_faq_title
from ...text.patterns import pattern
from ..page import Page
from .askers import Asker, askers
from .flat import flat

_NAME = pattern(r"(?:^|[-_])(?:faqs?|qa|qanda|questions?)(?:$|[-_])", re.IGNORECASE)
_ADDRESS = pattern(r"(?:^|[/_.=-])faqs?(?:[/_.=-]|$)", re.IGNORECASE)
_PAGE = 1
"""The rank of the heading that names a page."""


class Context:
    """The sections of a page, and which of them say that they answer questions."""

    def __init__(self, page: Page) -> None:
        self._shown = flat(page)
        self._levels = askers(page).levels
        self._pieces = sorted(self._levels)
        self._is_faq_page = self._says_faq(page)
        self._is_faq = {piece: is_faq_title(self._heading(piece)) for piece in self._pieces}

    def _says_faq(self, page: Page) -> bool:
        if page.address and _ADDRESS.search(page.address.partition("//")[2]):
            return True
        titles = [title.text for title in page.dom.select("title")[:1]]
        names = [self._heading(piece) for piece in self._pieces if self._levels[piece] == _PAGE]
        return any(map(is_faq_title, [*titles, *names[:1]]))

    def _heading(self, piece: int) -> str:
        line = self._shown.line_of[piece]
        return self._shown.text(piece, self._shown.starts[line + 1])

    def section(self, asker: Asker) -> int:
        """Return the first piece of the heading of the section that a line is in; -1 before all headings."""
        at = bisect_right(self._pieces, asker.line_start - 1)
        for number in range(at - 1, -1, -1):
            if self._levels[self._pieces[number]] < asker.level:
                return self._pieces[number]
        return -1

    def is_in_faq(self, asker: Asker) -> bool:
        """Whether the page, a section around a line or an element around it says that it answers questions."""
        return self._is_faq_page or self._is_in_faq_section(asker) or self._is_in_faq_element(asker)

    def _is_in_faq_section(self, asker: Asker) -> bool:
        level = asker.level
        at = bisect_right(self._pieces, asker.line_start - 1)
        for number in range(at - 1, -1, -1):
            piece = self._pieces[number]
            if self._levels[piece] < level:
                if self._is_faq[piece]:
                    return True
                level = self._levels[piece]
        return False

    def _is_in_faq_element(self, asker: Asker) -> bool:
        shown = self._shown
        element = shown.around(asker.first, asker.end)
        around = (
            shown.elements[number]
            for number in (element, *shown.ancestors(element))
            if shown.tags[number] not in _WHOLE
        )
        return any(_names_faq(f"{each.attr('class') or ''} {each.attr('id') or ''}") for each in around)


_WHOLE = ("html", "body")


@lru_cache(maxsize=4096)
def _names_faq(names: str) -> bool:
    return any(_NAME.search(name) for name in names.split())


def context(page: Page) -> Context:
    """Return the sections of a page; they are kept with the page's tree."""
    return page.once(Context)
