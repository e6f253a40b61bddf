"""The language that a page states for a pair: by the `lang` or `inLanguage` nearest to it."""

from __future__ import annotations

from turbohtml import Element

from ..schema import Candidate
from ..web.stated_language import language_tag
from .page import Page
from .visible.locators import asking_element

_WITHOUT_ELEMENTS = frozenset({"aggregator", "attribution", "jsonld", "rows"})
"""The formats whose locators name no element."""
_PARTS = b"lang="
_PROPERTY = b"inLanguage"
_STATING = "[itemprop~=inLanguage], [property~=inLanguage], [property='schema:inLanguage']"
_LINKED = b"hreflang="
"""What a link says of the page that it leads to."""


def with_language(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates, each with the language that the page states for it, if it states one.

    What the markup of a pair states itself is kept.
    """
    is_near = page.utf8.count(_PARTS) - page.utf8.count(_LINKED) > 1 or _PROPERTY in page.utf8
    return [
        each if each.language else each._replace(language=(is_near and _nearest(page, each)) or page.language)
        for each in candidates
    ]


def _nearest(page: Page, candidate: Candidate) -> str:
    """The language of the element that asks, or of the innermost around it that states one."""
    if candidate.format in _WITHOUT_ELEMENTS:
        return ""
    try:
        element: Element | None = asking_element(page, candidate.locator)
    except (LookupError, ValueError):
        return ""
    has_property = _PROPERTY in page.utf8
    while isinstance(element, Element):
        stated = language_tag(str(element.attrs.get("lang") or element.attrs.get("xml:lang") or ""))
        if stated := stated or (_of_item(element) if has_property else ""):
            return stated
        element = element.parent if isinstance(element.parent, Element) else None
    return ""


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
