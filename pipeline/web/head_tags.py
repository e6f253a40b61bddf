"""The `<link>` and `<meta>` tags in the head of a page, found without a tree by a word that they hold."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..text.patterns import pattern
from .inert import inert_end
from .occurrences import occurrences

_TAG = pattern(rb"<(link|meta)\b([^<>]*)", re.IGNORECASE)
_LONGEST = 3_000  # bytes (chosen) of such a tag
_ATTRIBUTE = pattern(r"""([a-z:-]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD = 400_000  # bytes (chosen); heads hold whole style sheets


class Tag(NamedTuple):
    """A tag of a page's head."""

    name: str
    """`link` or `meta`."""
    attributes: dict[str, str]
    """By their names in lower case; of two with one name the first."""


def tags(markup: bytes, word: bytes) -> Iterator[Tag]:
    """Yield each `<link>` and `<meta>` that holds a word, but not in a comment or a script.

    `markup` is the page in UTF-8, or in any encoding that has ASCII in it. Tags are found from the word, not by
    reading each of them.
    """
    read = seen = 0
    for at in occurrences(word, memoryview(markup)[:_HEAD]):
        if at < seen:
            continue
        start, end = markup.rfind(b"<", max(read, at - _LONGEST), at), markup.find(b">", at, at + _LONGEST)
        tag = _TAG.fullmatch(markup, start, end) if 0 <= start < end else None
        inert = inert_end(markup, read, start) if tag else 0
        if tag:
            read = inert or end
        seen = max(read, end)
        if tag and not inert:
            yield Tag(tag[1].decode().lower(), attributes(tag[2].decode("utf-8", "backslashreplace")))


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes in a tag by their names in lower case; of two with one name the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found
