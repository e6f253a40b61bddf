"""The language that a page states for a pair: by the `lang` nearest to it."""

from __future__ import annotations

from turbohtml import Element

from ..schema import Candidate
from ..web.stated_language import language_tag
from .page import Page
from .visible.locators import asking_element

_WITHOUT_ELEMENTS = frozenset({"aggregator", "attribution", "jsonld", "rows"})
"""The formats whose locators name no element."""
_PARTS = b"lang="
_LINKED = b"hreflang="
"""What a link says of the page that it leads to."""


def with_language(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates, each with the language that the page states for it, if it states one."""
    if page.utf8.count(_PARTS) - page.utf8.count(_LINKED) > 1:
        return [each._replace(language=_nearest(page, each) or page.language) for each in candidates]
    return [each._replace(language=page.language) for each in candidates] if page.language else candidates


def _nearest(page: Page, candidate: Candidate) -> str:
    """The language of the element that asks, or of the innermost around it that states one."""
    if candidate.format in _WITHOUT_ELEMENTS:
        return ""
    try:
        element: Element | None = asking_element(page, candidate.locator)
    except (LookupError, ValueError):
        return ""
    while isinstance(element, Element):
        stated = language_tag(str(element.attrs.get("lang") or element.attrs.get("xml:lang") or ""))
        if stated:
            return stated
        element = element.parent if isinstance(element.parent, Element) else None
    return ""
