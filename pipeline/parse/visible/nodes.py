"""Nodes of a page's tree: ranges of them, and whether one shows something."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element, Node, Text

from ...web.dom import length_of
from ...web.noise import is_noise
from ...web.page_cache import page_cache


# The tree makes its list of children again each time it is asked. Asked once for each question of one list,
# that takes the square of their number, so the last lists are kept: those around one question, and some more.
@page_cache(64)
def nodes_of(parent: Element) -> Sequence[Node]:
    """Return the children of an element."""
    return parent.children


@page_cache(64)
def _indexes(parent: Element) -> dict[Node, int]:
    return {child: index for index, child in enumerate(nodes_of(parent))}


def index_in(parent: Element, child: Node) -> int:
    """Return which child of an element a node is, counted from 0. Raises KeyError if it is none."""
    return _indexes(parent)[child]


class NodeRange(NamedTuple):
    """Some children of an element, one after the other: [start, stop) of all its child nodes."""

    parent: Element
    start: int
    stop: int

    @property
    def nodes(self) -> Sequence[Node]:
        """The children."""
        return nodes_of(self.parent)[self.start : self.stop]


@page_cache(16)  # asked for each title of one panel
def markup_length(node_range: NodeRange) -> int:
    """Return about how many characters of the page some nodes take, with all that is in them."""
    return sum(map(length_of, node_range.nodes))


def is_called(element: Element, by: Callable[[str], bool]) -> bool:
    """Whether the class or the id of an element passes a test, which is best one that remembers its results."""
    attributes = element.attrs
    if not attributes:
        return False
    classes, name = element.attr("class"), element.attr("id")
    return (classes is not None and by(classes)) or (name is not None and by(name))


def names_with(part: re.Pattern[str]) -> Callable[[str], bool]:
    """Return a test, which remembers its results, whether one of some class names has a part.

    >>> names_with(re.compile("(?:^|-)note(?:$|-)"))("big article-note")
    True
    """

    @lru_cache(maxsize=4096)
    def names(names: str) -> bool:
        return any(part.search(name) is not None for name in names.split())

    return names


def is_blank(node: Node) -> bool:
    """Whether a node shows nothing."""
    if isinstance(node, Text):
        return not node.data.strip()
    return not isinstance(node, Element) or is_noise(node) or not node.text.strip()
