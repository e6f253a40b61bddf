"""Where a page lives: by its own word, or by whoever read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from pipeline.hosts import host_of
from pipeline.inert import inert_end

_TAG = re.compile(r"<(?:link|meta)\b([^<>]*)", re.IGNORECASE)
_LONGEST = 3_000  # characters of such a tag
_ATTRIBUTE = re.compile(r"""([a-z:-]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD = 400_000  # characters; canonical links stand in the head, and heads hold whole style sheets


def address_of(text: str, known: str | None) -> str | None:
    """Return a page's canonical link, or og:url, or else the address that is known, if it names a host.

    Read without a tree, so that a page whose pairs are all in scripts needs none.
    """
    for address in (*_canonical(text), known):
        whole = _joined(known or "", address) if address else ""
        if whole.lower().startswith(("http://", "https://")) and host_of(whole):
            return whole
    return None


def _joined(known: str, address: str) -> str:
    """An address as seen from another; empty where it is none."""
    try:
        return urljoin(known, address.strip())
    except ValueError:  # http://[
        return ""


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
    """The attributes of each `<link>` and `<meta>` that holds a word, but not in a comment or a script.

    They are looked for from the word, not from each tag.
    """
    at, read = text.find(word, 0, _HEAD), 0
    while at >= 0:
        start, end = text.rfind("<", max(read, at - _LONGEST), at), text.find(">", at, at + _LONGEST)
        tag = _TAG.fullmatch(text, start, end) if 0 <= start < end else None
        inert = inert_end(text, read, start) if tag else 0
        if tag:
            read = inert or end
        if tag and not inert:
            yield _attributes(tag[1])
        at = text.find(word, max(read, end, at + len(word)), _HEAD)


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag; of two with one name the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found
