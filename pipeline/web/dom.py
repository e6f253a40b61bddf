"""A page's text -> the tree that a browser builds of it, or the best that a lenient reader can make of it."""

from __future__ import annotations

import html
from collections.abc import Iterator

import turbohtml
from turbohtml import Document, Node, Text

from ..text.patterns import pattern
from .errors import ParserTruncated

_TAILS = (
    3_000,
    30_000,
)  # characters (chosen) of a page's end that must be in the tree; the second if the first fails
_LEAST = 12  # characters (chosen) of a text that is not on a page by chance
_RUN = pattern(rf">([^<>]{{{_LEAST},400}})<")
_UNSEEN = pattern("[\0\ufffd\ud800-\udfff]+")
_RUNS = 5  # (chosen) texts between two tags that are looked for, from the end
_NODES_PER_CHARACTER = 0.2  # (chosen) nodes looked at for each character: the end of a page may be empty nodes


def parse(text: str) -> Document:
    """Return the document tree of the WHATWG algorithm.

    If the tree does not hold the text that ends the page, the lenient reader is tried.
    Raises ParserTruncated where neither saw the end.
    """
    tree = turbohtml.parse(text, positions=False)
    if _saw_the_end(text, tree):
        return tree
    tree = parse_leniently(text)
    if not _saw_the_end(text, tree):
        raise ParserTruncated
    return tree


def parse_leniently(text: str) -> Document:
    """Return a tree of what BeautifulSoup's own parser makes of a page, for one that the first parser cannot take."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text.encode("utf-8", "replace").decode(), "html.parser")
    return turbohtml.parse(soup.decode(formatter="minimal"), positions=False)


def _saw_the_end(text: str, tree: Document) -> bool:
    """Whether one of the last runs of text between two tags, read without a parser, is near the tree's end.

    One is enough: others may be in comments or in elements whose text a browser drops.
    """
    seen = True
    for tail in _TAILS:
        runs = [_bare(html.unescape(run)) for run in _RUN.findall(text, max(0, len(text) - tail))[-_RUNS:]]
        runs = [run for run in runs if len(run) >= _LEAST]
        if runs:
            seen = _ends_with_one(tree, runs, 2 * tail)
            if seen:
                return True
    return seen


def _ends_with_one(tree: Document, runs: list[str], most: int) -> bool:
    """Whether one of some texts is among a tree's last characters, as it nearly always is in one of its last nodes."""
    pieces = []
    for data in _last_texts(tree, most):
        piece = _bare(data)
        if any(run in piece for run in runs):
            return True
        pieces.append(piece)
    end = "".join(reversed(pieces))
    return any(run in end for run in runs)


def _last_texts(tree: Document, most: int) -> Iterator[str]:
    """Yield the texts of a tree's last nodes, the last first, until they have some `most` characters."""
    length = nodes = 0
    stack: list[Node] = [tree]
    while stack and length < most and nodes < most * _NODES_PER_CHARACTER:
        node = stack.pop()
        nodes += 1
        if isinstance(node, Text):
            length += len(node.data)
            yield node.data
        else:
            stack.extend(node.children)


def _bare(text: str) -> str:
    """A text without blanks, and without what a parser drops or replaces: NULs and lone surrogates."""
    bare = "".join(text.split())
    return bare if bare.isascii() and "\0" not in bare else _UNSEEN.sub("", bare)
