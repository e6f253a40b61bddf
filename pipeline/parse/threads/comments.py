"""The comments on a post, each with what it says and who wrote it, and what each replies to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from turbohtml import Element

from ..page import Page

_COMMENT = "shreddit-comment, .comment, .reply"
_TEXT = (
    "[slot=comment], .usertext-body, .comment-body, .comment__body, .comment-content, .comment__content, .comment-text,"
    " .comment__text, .entry-content"
)
_NAMES = ("author", "data-author")
"""Attributes of a post or a comment that say who wrote it."""
_BY = ".author, .comment-author, .comment__author, .username, .fn, [rel=author]"
_POST = "shreddit-post, .thing.link, [data-author]"
_OF_AUTHOR = ".bypostauthor"
"""Comments of who wrote the post, as blogs mark them."""
_MOST_HOLDERS = 12  # elements (chosen) between a comment and what it says, or what it replies to


class Reply(NamedTuple):
    """What who wrote a post replies to a comment on it."""

    asked: Element
    answer: Element


def replies_of_author(page: Page) -> Iterator[Reply]:
    """Yield what who wrote the post of a page replies to the comments of others, in document order."""
    comments = set(page.dom.select(_COMMENT))
    texts = _inmost_in_each(page, _TEXT, comments)
    names = {each: " ".join(by.text.split()) for each, by in _inmost_in_each(page, _BY, comments).items()}
    author = _stated(page.dom.select_one(_POST)) or names.get(page.dom.select_one(_OF_AUTHOR), "")
    for comment, text in texts.items():
        above = _holder(comment, comments) if comment is not None else None
        if comment is None or above is None or above not in texts or not author:
            continue
        wrote, asked = (_stated(each) or names.get(each, "") for each in (comment, above))
        if wrote == author != asked != "":
            yield Reply(texts[above], text)


def _inmost_in_each(page: Page, selector: str, comments: set[Element]) -> dict[Element | None, Element]:
    """The first of some elements in each comment, and by None the first in no comment; of nested ones the inmost."""
    found: dict[Element | None, Element] = {}
    for element in page.dom.select(selector):
        holder = _holder(element, comments)
        first = found.setdefault(holder, element)
        if first in islice(element.ancestors, _MOST_HOLDERS) and element.text.strip():
            found[holder] = element
    return found


def _holder(element: Element, comments: set[Element]) -> Element | None:
    """The comment that an element is in; None where it is in none."""
    around = islice(element.ancestors, _MOST_HOLDERS)
    return next((each for each in around if isinstance(each, Element) and each in comments), None)


def _stated(element: Element | None) -> str:
    """Who wrote a post or a comment, as its attributes say."""
    return next((said for name in _NAMES if element is not None and (said := element.attr(name))), "")
