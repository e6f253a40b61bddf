"""The language that a page states for a pair: by the `lang` or `inLanguage` nearest to it."""

from __future__ import annotations

from turbohtml import Element

from ..schema import Candidate
from ..web.occurrences import holds, occurrences
from ..web.stated_language import language_tag
from .page import Page
from .visible.locators import asking_element

_WITHOUT_ELEMENTS = frozenset({"aggregator", "attribution", "jsonld", "rows"})
"""The formats whose locators name no element."""
_PARTS = b"lang="
_PROPERTY = b"inLanguage"
_STATING = "[itemprop~=inLanguage], [property~=inLanguage], [property='schema:inLanguage']"
_OF_LINKS = b"href"
"""What is before it in a link, which says that of the page that it leads to."""


def with_language(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates, each with the language that the page states for it, if it states one.

    What the markup of a pair states itself is kept.
    """
    return [each if each.language else each._replace(language=_stated_for(page, each)) for each in candidates]


def _stated_for(page: Page, candidate: Candidate) -> str:
    """The language that a page states nearest to a candidate, or for itself."""
    is_near = candidate.format not in _WITHOUT_ELEMENTS and page.once(_states_several)
    return (is_near and _nearest(page, candidate)) or page.language


def _states_several(page: Page) -> bool:
    """Whether a page may state a language for a part of itself; links say that of other pages."""
    own = sum(not page.utf8.endswith(_OF_LINKS, 0, at) for at in occurrences(_PARTS, page.utf8))
    return own > 1 or holds(_PROPERTY, page.utf8)


def _nearest(page: Page, candidate: Candidate) -> str:
    """The language of the element that asks, or of the innermost around it that states one."""
    try:
        element = asking_element(page, candidate.locator)
    except (LookupError, ValueError):
        return ""
    return page.once(_Languages).around(element)


class _Languages:
    """The languages that the elements of a page state; each is asked once."""

    def __init__(self, page: Page) -> None:
        self._has_property = holds(_PROPERTY, page.utf8)
        self._known: dict[Element, str] = {}

    def around(self, element: Element) -> str:
        """Return what an element states, or the innermost around it that states something; empty where none does."""
        path: list[Element] = []
        node: object = element
        while isinstance(node, Element) and node not in self._known:
            path.append(node)
            node = node.parent
        around = self._known[node] if isinstance(node, Element) else ""
        for each in reversed(path):
            around = self._known[each] = self._stated(each) or around
        return around

    def _stated(self, element: Element) -> str:
        stated = language_tag(str(element.attr("lang") or element.attr("xml:lang") or ""))
        return stated or (_of_item(element) if self._has_property else "")


def _of_item(element: Element) -> str:
    """The language that an item of microdata or RDFa states for itself, not for items inside it."""
    if not _is_item(element):
        return ""
    own = (each for each in element.select(_STATING) if _item_of(each) is element)
    stated = (language_tag(str(each.attrs.get("content") or each.text).strip()) for each in own)
    return next(filter(None, stated), "")


def _item_of(element: Element) -> Element | None:
    around = (each for each in element.ancestors if isinstance(each, Element) and _is_item(each))
    return next(around, None)


def _is_item(element: Element) -> bool:
    return "itemscope" in element.attrs or "typeof" in element.attrs
