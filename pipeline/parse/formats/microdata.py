"""schema.org Questions in microdata (WHATWG HTML, 5.2): itemscope, itemtype, itemprop, itemref."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ...schema import Findings
from ...web.dom import elements_by_id
from ...web.page_cache import page_cache
from .. import items
from ..items import Property, child_elements, words
from ..locators import RawPair
from ..page import Page
from ..schema_org import is_question_type, term

NAME = "microdata"


def extract(page: Page) -> Findings:
    """Return a candidate for each answer to each Question item of a page."""
    if "itemscope" not in page.text and "itemscope" not in page.text.lower():
        return Findings([], [], [])
    questions = filter(_is_question, page.dom.select("[itemscope][itemtype]"))
    return items.read_questions(page, NAME, questions, properties, _referred)


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return items.resolve(page, locator, properties)


def properties(item: Element) -> Iterator[Property]:
    """Yield the properties of an item in tree order: below it, but not below its inner items; and by itemref."""
    if "itemscope" not in item.attrs:
        return
    seen = {item}
    stack = [*reversed(list(_referred(item))), *reversed(child_elements(item))]
    while stack:
        element = stack.pop()
        if element in seen:  # itemref may name what is below anyway, or the item itself
            continue
        seen.add(element)
        attributes = element.attrs
        names = tuple(term(name) for name in words(attributes.get("itemprop")))
        is_item = "itemscope" in attributes
        if names:
            yield Property(names, element, is_item)
        if not is_item:
            stack += reversed(child_elements(element))


def _is_question(element: Element) -> bool:
    return any(is_question_type(term(kind)) for kind in words(element.attrs.get("itemtype")))


def _referred(item: Element) -> Iterator[Element]:
    """The elements that itemref names by their id."""
    names = list(words(item.attrs.get("itemref")))
    if names:
        *_, top = (holder for holder in (item, *item.ancestors) if isinstance(holder, Element))
        yield from (element for name in names if (element := _named(top).get(name)) is not None)


@page_cache(1)  # a page is read item by item
def _named(top: Element) -> dict[str, Element]:
    return elements_by_id(top)
