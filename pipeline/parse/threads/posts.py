"""The posts of a thread, and whether a page shows the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from turbohtml import Element, Node

from ...text.patterns import pattern
from ..page import Page
from .engines import Engine

_LATER_PAGE = pattern(
    r"[?&;](?:page|pageNo|paged|pg|start|st|offset)=(?!0*1?(?:\D|$))\d|/page[-/]?(?!0*1(?:\D|$))\d"
    r"|-page-(?!0*1(?:\D|$))\d{1,4}(?:\.html?)?$|[?&;]topic=\d+\.(?!0\b)\d"
)
_CURRENT_PAGE = (
    ".pagination .active",
    ".pageNav-page--current",
    ".pagination strong",
    ".bbp-pagination-links .current",
    ".pagination_current",
    ".pagelink strong",
    ".pg strong",
)
_PAGE = pattern(r"\d+")
_NUMBER = pattern(r"#\s?(\d+)")
REPLY_TITLE = pattern(r"(?:re|aw|rép|odp|sv|vs|ynt|antw)\s?:", re.IGNORECASE)
"""How titles of replies begin, in the languages of mail programs."""


class Post(NamedTuple):
    """One post of a thread."""

    element: Element
    text: Element
    """What it says."""
    author: str
    """Who wrote it; empty where the page does not say."""
    apart: frozenset[Node] = frozenset()
    """Nodes of the text that are none of what it says."""


class Thread(NamedTuple):
    """The posts of a page in their order."""

    engine: Engine
    title: Element
    asker: Post | None
    """The post that asks; None where that cannot be told."""
    replies: list[Post]

    @property
    def posts(self) -> list[Post]:
        """The post that asks, and the others."""
        return ([self.asker] if self.asker else []) + self.replies

    @property
    def elements(self) -> list[Element]:
        """All that is part of it."""
        return [self.title, *(post.element for post in self.posts)]


def is_later_page(page: Page, engine: Engine, first: Post) -> bool:
    """Whether the first post on a page is not the first of its thread.

    Numbers of posts tell that only where the page does not say which one it is: some software numbers all its posts.
    """
    if page.address and _LATER_PAGE.search(page.address):
        return True
    currents = (page.dom.select_one(selector) for selector in _CURRENT_PAGE)
    shown = [match[0] for each in currents if each is not None and (match := _PAGE.search(each.text))]
    if not _are_first(shown):
        return True
    if engine.first_id and (first.element.attr("id") or engine.first_id) != engine.first_id:
        return True
    numbers = (match[1] for link in first.element.select("a") if (match := _NUMBER.fullmatch(link.text.strip())))
    if not shown and not _are_first(numbers):
        return True
    return any(REPLY_TITLE.match(heading.text.strip()) for heading in first.element.select("h2, h3, h4, h5"))


def _are_first(numbers: Iterable[str]) -> bool:
    return all(number in ("0", "1") for number in numbers)
