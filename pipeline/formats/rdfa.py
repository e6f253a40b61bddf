"""schema.org Questions in RDFa Lite 1.1: vocab, typeof, property, prefix, resource."""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Element

from pipeline.formats import items
from pipeline.formats.items import Property, words
from pipeline.schema import Findings, Page

NAME = "rdfa"
_SCHEMA = re.compile(r"(?:(?:https?:)?//)?(?:www\.)?schema\.org/?#?", re.IGNORECASE)


def extract(page: Page) -> Findings:
    """Return a candidate for each answer to each Question of a page."""
    if "typeof" not in page.text and "typeof" not in page.text.lower():
        return Findings([], [], [])
    return items.read_questions(page, NAME, filter(_is_question, page.dom.select("[typeof]")), properties)


def read_again(page: Page, locator: str) -> tuple[str, str]:
    """Return the question and answer that a locator names. Raises ValueError where it names none."""
    return items.read_again(page, locator, properties)


def properties(item: Element) -> Iterator[Property]:
    """Yield the properties below a typed element in tree order, but not those of typed elements inside it."""
    if "typeof" not in item.attrs:
        return
    stack = _children(item)[::-1]
    while stack:
        element = stack.pop()
        attributes = element.attrs
        names = tuple(_terms(element, "property"))
        is_item = "typeof" in attributes
        if names:
            yield Property(names, element, is_item)
        if not is_item:
            stack += _children(element)[::-1]


def _is_question(element: Element) -> bool:
    return "Question" in _terms(element, "typeof")


def _terms(element: Element, attribute: str) -> Iterator[str]:
    """The schema.org terms that an attribute names, by the vocab or prefix in force."""
    for word in words(element.attrs.get(attribute)):
        prefix, colon, name = word.partition(":")
        if _SCHEMA.match(word):
            yield _SCHEMA.sub("", word, count=1)
        elif colon and (prefix == "schema" or _SCHEMA.fullmatch(_prefixes(element).get(prefix, ""))):
            yield name
        elif not colon and _SCHEMA.fullmatch(_vocab(element)):
            yield word


def _vocab(element: Element) -> str:
    for holder in _with_ancestors(element):
        vocab = holder.attrs.get("vocab")
        if vocab is not None:
            return str(vocab)
    return ""


def _prefixes(element: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for holder in _with_ancestors(element):
        tokens = list(words(holder.attrs.get("prefix")))
        for prefix, address in zip(tokens[::2], tokens[1::2], strict=False):
            found.setdefault(prefix.rstrip(":"), address)
    return found


def _with_ancestors(element: Element) -> Iterator[Element]:
    yield element
    yield from (holder for holder in element.ancestors if isinstance(holder, Element))


def _children(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]
