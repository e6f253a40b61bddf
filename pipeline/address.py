"""Where a page lives: by its own word, or by whoever read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from pipeline.hosts import host_of
from pipeline.schema import Page

_CANONICAL = re.compile(r"<(link|meta)\b([^<>]{1,3000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z:-]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEAD = 400_000  # characters; canonical links stand in the head, and heads hold whole style sheets


def address_of(page: Page) -> str | None:
    """Return the canonical link, or og:url, or else the address the page was read at, if it names a host.

    Read without a tree, so that a page whose pairs are all in scripts needs none.
    """
    known = page.document.url
    for address in (*_canonical(page.text), known):
        if address:
            whole = urljoin(known or "", address.strip())
            if whole.lower().startswith(("http://", "https://")) and host_of(whole):
                return whole
    return None


def _canonical(text: str) -> Iterator[str]:
    """The canonical link first, then og:url."""
    head = text[:_HEAD]
    if "canonical" not in head and "og:url" not in head:
        return
    found: dict[str, str] = {}
    for tag in _CANONICAL.finditer(head):
        if "canonical" in tag[2] or "og:url" in tag[2]:
            attributes = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag[2])}
            if "canonical" in attributes.get("rel", "").lower().split():
                found.setdefault("canonical", attributes.get("href", ""))
            elif attributes.get("property", attributes.get("name")) == "og:url":
                found.setdefault("og:url", attributes.get("content", ""))
    yield from (found[key] for key in ("canonical", "og:url") if key in found)
