"""A page's text -> the tree that a browser builds of it, or the best that a lenient reader can make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import turbohtml
from turbohtml import Comment, Document, Element, Node, Text

from ..text.patterns import pattern
from .page_cache import page_cache

_MANY = 100  # children (chosen): to count as many takes about as long as to ask for the path of one
_TAG = 10  # characters (chosen) of a tag, about
_LOST_BYTE = pattern(r"(?<!\\)\\u(d[89a-f][0-9a-f]{2})")
_END = "qamill: the end of the page"
_MARK = f"<!--{_END}-->"
# It closes whatever may be open where a page ends: an attribute, a comment, CDATA, a script, a title, a template.
_CLOSING = f"\"'>-->]]></script></style></textarea></title>{'</template>' * 20}</frameset>"


class Tree(NamedTuple):
    """What a parser made of a page."""

    document: Document
    is_whole: bool = True
    """Whether the parser read the page to its end."""


def parse(text: str) -> Tree:
    """Return the document tree of the WHATWG algorithm, and whether it goes to the end of the page.

    If it does not, the lenient reader is tried. If that did not see the end either, the tree is the one with more text.
    Its templates are empty: nobody sees what they hold.
    """
    tree = _read(text)
    return tree._replace(document=_without_templates(tree.document))


def _read(text: str) -> Tree:
    tree = _parse(text + _MARK)
    mark = _last_node(tree)
    if isinstance(mark, Comment) and mark.data == _END:
        mark.extract()
        return Tree(tree)
    return _parse_to_the_end(text)


def parse_leniently(text: str) -> Document:
    """Return a tree of what BeautifulSoup's own parser makes of a page, for one that the first parser cannot take."""
    return _without_templates(_parse_leniently(text))


def _without_templates(tree: Document) -> Document:
    for template in tree.select("template"):
        template.clear()
    return tree


def _parse_leniently(text: str) -> Document:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text.encode("utf-8", "replace").decode(), "html.parser")
    return _parse(soup.decode(formatter="minimal"))


def _parse(text: str) -> Document:
    return turbohtml.parse(text, positions=False)


def _last_node(tree: Document) -> Node:
    """The node that ends a tree: what is appended to the text of a page is there, unless something is still open."""
    node: Node = tree
    while children := node.children:
        node = children[-1]
    return node


def _parse_to_the_end(text: str) -> Tree:
    """The tree of a page that ends inside a comment, a script, a tag, or before its parser was done."""
    tree = _parse(text)
    if _reads_to_the_end(_parse, text):
        return Tree(tree)
    lenient = _parse_leniently(text)
    if _reads_to_the_end(_parse_leniently, text):
        return Tree(lenient)
    return Tree(max(tree, lenient, key=lambda each: len(each.text)), is_whole=False)


def _reads_to_the_end(read: Callable[[str], Document], text: str) -> bool:
    """Whether a parser sees a mark after the page, wherever it puts it."""
    return _END in read(text + _CLOSING + _MARK).serialize()


def css_path(element: Element) -> str:
    """Return the CSS path of an element, as `Element.css_path` does.

    That one counts the siblings before each element of the path anew, unless it has just been asked for the sibling
    before. Below a parent of many children that would take the square of their number, so it is asked for all in order.
    A byte in the name of a tag that could not be decoded is written as `\\udcb1`, as a path that is kept must be text.
    """
    for ancestor in element.ancestors:
        if isinstance(ancestor, Element):
            _count_children(ancestor)
    return element.css_path().encode("utf-8", "backslashreplace").decode()


def element_at_path(top: Document, path: str) -> Element | None:
    """Return the element at a CSS path that `css_path` gave, or None. Raises ValueError where it is no path."""
    return top.select_one(_LOST_BYTE.sub(lambda match: chr(int(match[1], 16)), path))


@page_cache(1024)  # parents; chosen: twice the levels of the deepest tree
def _count_children(parent: Element) -> None:
    children = parent.children
    for child in children if len(children) > _MANY else ():
        if isinstance(child, Element):
            child.css_path()


def elements_of_tags(top: Node | Document, tags: Iterable[str]) -> Iterator[Element]:
    """Yield the elements of some tags below a node, tag by tag: the parser has an index of each, and none of a list."""
    return (element for tag in tags for element in top.select(tag))


def elements_by_id(top: Element | Document) -> dict[str, Element]:
    """Return the elements below one by their id; of several with one id the first."""
    found: dict[str, Element] = {}
    for element in top.select("[id]"):
        found.setdefault(element.attr("id") or "", element)
    return found


def length_of(node: Node) -> int:
    """Return about how many characters of the page a node takes, with all that is in it."""
    if isinstance(node, Text):
        return len(node.data)
    if not isinstance(node, Element):
        return 0
    return len(node.text) + _TAG * (1 + len(node.select("*")))
