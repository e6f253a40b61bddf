"""Where a page lives: by its own word, or by whoever read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from pipeline.hosts import host_of

_TAG = re.compile(r"<(?:link|meta)\b([^<>]*)", re.IGNORECASE)
_LONGEST = 3_000  # characters of such a tag
_ATTRIBUTE = re.compile(r"""([a-z:-]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD = 400_000  # characters; canonical links stand in the head, and heads hold whole style sheets


def address_of(text: str, known: str | None) -> str | None:
    """Return a page's canonical link, or og:url, or else the address that is known, if it names a host.

    Read without a tree, so that a page whose pairs are all in scripts needs none.
    """
    for address in (*_canonical(text), known):
        if address:
            whole = urljoin(known or "", address.strip())
            if whole.lower().startswith(("http://", "https://")) and host_of(whole):
                return whole
    return None


def _canonical(text: str) -> Iterator[str]:
    """The canonical link first, then og:url."""
    for attributes in _tags(text, "canonical"):
        if "canonical" in attributes.get("rel", "").lower().split():
            yield attributes.get("href", "")
            break
    for attributes in _tags(text, "og:url"):
        if attributes.get("property", attributes.get("name")) == "og:url":
            yield attributes.get("content", "")
            break


def _tags(text: str, word: str) -> Iterator[dict[str, str]]:
    """The attributes of each `<link>` and `<meta>` that holds a word: looked for from the word, not from each tag."""
    at = text.find(word, 0, _HEAD)
    while at >= 0:
        start, end = text.rfind("<", max(0, at - _LONGEST), at), text.find(">", at, at + _LONGEST)
        tag = _TAG.fullmatch(text, start, end) if 0 <= start < end else None
        if tag:
            yield {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag[1])}
        at = text.find(word, max(end, at + len(word)), _HEAD)
