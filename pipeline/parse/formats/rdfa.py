"""schema.org Questions in RDFa Lite 1.1: vocab, typeof, property, prefix, resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from turbohtml import Element, Node

from ...schema import Findings
from ...web.page_cache import page_cache
from .. import items
from ..items import Property, child_elements, words
from ..locators import RawPair
from ..page import Page
from ..schema_org import PREFIXES, RDFA_VOCABULARY, is_question_type

NAME = "rdfa"


def extract(page: Page) -> Findings:
    """Return a candidate for each answer to each Question of a page."""
    if "typeof" not in page.text and "typeof" not in page.text.lower():
        return Findings([], [], [])
    return items.read_questions(page, NAME, filter(_is_question, page.dom.select("[typeof]")), properties)


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return items.resolve(page, locator, properties)


def properties(item: Element) -> Iterator[Property]:
    """Yield the properties below a typed element in tree order, but not those of typed elements inside it."""
    if "typeof" not in item.attrs:
        return
    stack = [(element, _scope_of(item)) for element in reversed(child_elements(item))]
    while stack:
        element, outer = stack.pop()
        scope = outer.inside(element)
        names = tuple(scope.terms(element, "property"))
        is_item = "typeof" in element.attrs
        if names:
            yield Property(names, element, is_item)
        if not is_item:
            stack += [(child, scope) for child in reversed(child_elements(element))]


class _Scope(NamedTuple):
    """What plain and prefixed words mean somewhere on a page."""

    vocab: str
    prefixes: Mapping[str, str]
    """Those that are defined here."""
    outer: _Scope | None = None

    def inside(self, element: Element) -> _Scope:
        """Return the scope of an element inside this one."""
        vocab = element.attrs.get("vocab")
        tokens = list(words(element.attrs.get("prefix")))
        if vocab is None and not tokens:
            return self
        own = {prefix.rstrip(":"): address for prefix, address in zip(tokens[::2], tokens[1::2], strict=False)}
        return _Scope(self.vocab if vocab is None else str(vocab), own, self)

    def address(self, prefix: str) -> str:
        """Return what a prefix stands for; empty if nobody says it."""
        scope: _Scope | None = self
        while scope is not None:
            if prefix in scope.prefixes:
                return scope.prefixes[prefix]
            scope = scope.outer
        return ""

    def terms(self, element: Element, attribute: str) -> Iterator[str]:
        """Yield the schema.org terms that an attribute names."""
        for word in words(element.attrs.get(attribute)):
            prefix, colon, name = word.partition(":")
            if RDFA_VOCABULARY.match(word):
                yield RDFA_VOCABULARY.sub("", word, count=1)
            elif colon and RDFA_VOCABULARY.fullmatch(self.address(prefix)):
                yield name
            elif not colon and RDFA_VOCABULARY.fullmatch(self.vocab):
                yield word


_PAGE = _Scope("", PREFIXES)
"""Outside all elements: RDFa knows this prefix by itself."""


def _scope_of(element: Element) -> _Scope:
    *_, top = (element, *element.ancestors)
    known = _scopes(top)
    path: list[Element] = []
    node: object = element
    while isinstance(node, Element) and node not in known:
        path.append(node)
        node = node.parent
    scope = known[node] if isinstance(node, Element) else _PAGE
    for holder in reversed(path):
        scope = known[holder] = scope.inside(holder)
    return scope


@page_cache(1)  # a page is read item by item
def _scopes(top: Node) -> dict[Element, _Scope]:  # noqa: ARG001  the key
    """The scopes of a page's elements that are known so far."""
    return {}


def _is_question(element: Element) -> bool:
    return any(map(is_question_type, _scope_of(element).terms(element, "typeof")))
