"""CSS paths of elements, each checked when it is made: it leads to this element and to no other."""

from __future__ import annotations

import re

from turbohtml import Element

from ..text.patterns import pattern
from ..web.dom import css_path, element_at_path, elements_by_id
from .locators import NothingThere
from .page import Page

_STEP = pattern(r"(#[\w-]++|[a-z][\w-]*+)(?::nth-of-type\((\d++)\))?+", re.ASCII)
_CHILD = " > "
_Children = dict[tuple[str, int], Element]
"""The child elements of one parent by tag and number among those of this tag, from 1."""


def path_of(page: Page, element: Element) -> str:
    """Return the CSS path of an element. Raises NothingThere where the path would not lead back to it."""
    path = page.once(_Paths).of(element)
    if element_at(page, path) != element:
        raise NothingThere(f"{path} leads elsewhere")
    return path


def element_at(page: Page, path: str) -> Element:
    """Return the element at a CSS path. Raises NothingThere, or ValueError where it is no path."""
    element = page.once(_Paths).walk(path) or element_at_path(page.dom, path)
    if element is None:
        raise NothingThere(f"nothing at {path}")
    return element


def named_elements(page: Page) -> dict[str, Element]:
    """Return the elements of a page by their id, of several with one id the first; they are kept with its tree."""
    return page.once(_named_elements)


def _named_elements(page: Page) -> dict[str, Element]:
    return elements_by_id(page.dom)


class _Paths:
    """The elements of a page by their paths: each is a look-up, where a selector would read the whole page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._children: dict[Element, _Children] = {}
        self._paths: dict[Element, str] = {}
        self._walked: dict[str, Element | None] = {}

    def of(self, element: Element) -> str:
        """Return the CSS path of an element, which may lead elsewhere; answers to many questions lie in one element."""
        if element not in self._paths:
            self._paths[element] = css_path(element)
        return self._paths[element]

    def walk(self, path: str) -> Element | None:
        """Return the element at a path of plain steps; None where there is none, or where it has other steps.

        Paths of one page begin alike, so what each beginning leads to is kept.
        """
        unknown = []
        known = path
        while known and known not in self._walked:
            unknown.append(known)
            known = known.rpartition(_CHILD)[0]
        for longer in reversed(unknown):
            self._walked[longer] = self._last_step(*longer.rpartition(_CHILD))
        return self._walked.get(path)

    def _last_step(self, before: str, is_child: str, text: str) -> Element | None:
        """The element at the last step of a path, of which that before it has been walked."""
        step = _STEP.fullmatch(text)
        if not step:
            return None
        if not is_child:
            return self._first(step[1]) if not step[2] else None
        element = self._walked.get(before)
        return self._children_of(element).get((step[1], int(step[2] or 1))) if element is not None else None

    def _first(self, name: str) -> Element | None:
        if name == "html":
            return next((child for child in self._page.dom.children if isinstance(child, Element)), None)
        return named_elements(self._page).get(name.removeprefix("#")) if name.startswith("#") else None

    def _children_of(self, parent: Element) -> _Children:
        if parent not in self._children:
            counts: dict[str, int] = {}
            found: _Children = {}
            for child in parent.children:
                if isinstance(child, Element):
                    tag = child.tag
                    counts[tag] = counts.get(tag, 0) + 1
                    found[tag, counts[tag]] = child
            self._children[parent] = found
        return self._children[parent]
