"""The address of a page: the one it gives itself, or else the one it was read at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ..text.patterns import pattern
from .addresses import escape, fault_of
from .captures import unwrap
from .head_tags import tags
from .hosts import host_of, named_host

_TAG = pattern(rb"<(?:link|meta)\b([^<>]*)", re.IGNORECASE)
_LONGEST = 3_000  # bytes (chosen) of such a tag
_ATTRIBUTE = pattern(r"""([a-z:-]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HAS_SCHEME = pattern(r"https?:", re.IGNORECASE)
_NO_HOSTS = (None, "http", "https", "undefined", "null", "none")
"""What stands for the host where a template had none, or wrote the scheme twice."""
_UNFILLED = pattern(r"\{\{|\{%|\$\{|<%|%7B(?:%7B|%25)", re.IGNORECASE)
"""A placeholder of a template that was never filled."""
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
    if _UNFILLED.search(address):
        return ""
    if address.startswith("//") and not known:
        address = f"https:{address}"
    try:
        whole = escape(address if _HAS_SCHEME.match(address) else urljoin(known, address))
    except ValueError:  # http://[
        return ""
    whole = unwrap(whole).address
    return "" if fault_of(whole) or named_host(whole) in _NO_HOSTS else whole


def _canonical(markup: bytes) -> Iterator[str]:
    """The canonical link first, then og:url."""
    for tag in tags(markup, b"canonical"):
        if "canonical" in tag.attributes.get("rel", "").lower().split():
            yield tag.attributes.get("href", "")
            break
    for tag in tags(markup, b"og:url"):
        if tag.attributes.get("property", tag.attributes.get("name")) == "og:url":
            yield tag.attributes.get("content", "")
            break
