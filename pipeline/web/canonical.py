"""The address of a page: the one it gives itself, or else the one it was read at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urljoin

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ..text.patterns import pattern
from .addresses import escape, fault_of
from .hosts import host_of, named_host
from .inert import inert_end

_TAG = pattern(rb"<(?:link|meta)\b([^<>]*)", re.IGNORECASE)
_LONGEST = 3_000  # bytes (chosen) of such a tag
_ATTRIBUTE = pattern(r"""([a-z:-]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HAS_SCHEME = pattern(r"https?:", re.IGNORECASE)
_NO_HOSTS = (None, "http", "https", "undefined", "null", "none")
"""What stands for the host where a template had none, or wrote the scheme twice."""
_HEAD = 400_000  # bytes (chosen); canonical links are in the head, and heads hold whole style sheets


def address_of(markup: bytes, known: str | None) -> str | None:
    """Return a page's canonical link, or og:url, or else the address that is known.

    A host that no public list knows (a company net, a machine that the site was built on) counts only where no other
    is named, and then of two the one that is known.
    `markup` is the page in UTF-8. Read without a tree, so that a page whose pairs are all in scripts needs none.
    """
    unlisted = []
    for address in (*_canonical(markup), known):
        whole = _joined(known or "", address) if address else ""
        if whole and host_of(whole):
            return whole
        if whole:
            unlisted.append(whole)
    return _of_known_host(unlisted, known) if unlisted else None


def _of_known_host(unlisted: list[str], known: str | None) -> str:
    """The first of some addresses whose host is the one that is known, or else the first."""
    host = named_host(known or "")
    return next((address for address in unlisted if named_host(address) == host), unlisted[0])


def _joined(known: str, address: str) -> str:
    """An address made whole by another; empty where that is no address of the web."""
    address = address.strip()
    if address.startswith("//") and not known:
        address = f"https:{address}"
    try:
        whole = escape(address if _HAS_SCHEME.match(address) else urljoin(known, address))
    except ValueError:  # http://[
        return ""
    return "" if fault_of(whole) or named_host(whole) in _NO_HOSTS else whole


def _canonical(markup: bytes) -> Iterator[str]:
    """The canonical link first, then og:url."""
    for attributes in _tags(markup, b"canonical"):
        if "canonical" in attributes.get("rel", "").lower().split():
            yield attributes.get("href", "")
            break
    for attributes in _tags(markup, b"og:url"):
        if attributes.get("property", attributes.get("name")) == "og:url":
            yield attributes.get("content", "")
            break


@cache
def _finder(word: bytes) -> BytesAhoCorasick:
    # One word is found by its rarest letters; two at once would be looked for by their first ones, "c" and "o".
    return BytesAhoCorasick([word], matchkind=MATCHKIND_LEFTMOST_FIRST)


def _tags(markup: bytes, word: bytes) -> Iterator[dict[str, str]]:
    """The attributes of each `<link>` and `<meta>` that holds a word, but not in a comment or a script.

    They are found from the word, not by reading each tag.
    """
    read = seen = 0
    for _, at, _ in _finder(word).find_matches_as_indexes(memoryview(markup)[:_HEAD]):
        if at < seen:
            continue
        start, end = markup.rfind(b"<", max(read, at - _LONGEST), at), markup.find(b">", at, at + _LONGEST)
        tag = _TAG.fullmatch(markup, start, end) if 0 <= start < end else None
        inert = inert_end(markup, read, start) if tag else 0
        if tag:
            read = inert or end
        seen = max(read, end)
        if tag and not inert:
            yield _attributes(tag[1].decode("utf-8", "surrogatepass"))


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag; of two with one name the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found
