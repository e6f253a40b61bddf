"""The meta elements of a page that may say how it may be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .optout_words import RESERVING
from .robots_txt import AGENT

_WORDS = ("robots", "tdm-", "content-usage", AGENT)
_NEEDLE = re.compile("|".join(_WORDS), re.IGNORECASE)
"""What a page holds that has an element which may matter."""
NEEDLES = tuple(word.encode() for word in _WORDS)
"""What a page holds, in lower case, that has a meta element which may matter."""
_LONGEST_META = 10_000  # characters (chosen)
_MAY_RESERVE = re.compile(rf"<meta\b[^<]{{0,3000}}?(?:{_NEEDLE.pattern})[^<]{{0,3000}}", re.IGNORECASE)
"""A meta element that may matter, and what comes before the next tag."""
_MOST_PARSED = 2_000_000  # characters (chosen): in longer pages an element counts that is in a comment or a script, too
_MOST_METAS = 1_000
_META = ("robots", AGENT, "x-robots-tag", "tdm-reservation", "content-usage")
_META_TAG = re.compile(rb"<meta(?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'][^>]*)*")
"""As far as a tag goes: a sign that closes one may stand between quotes, and a quote may be alone."""
_SAYS = re.compile("|".join((*RESERVING, "tdm-", "content-usage")).encode())


def end_of_meta(markup: bytes, at: int) -> int | None:
    """Return where a meta element ends that holds one of NEEDLES and something of our vocabulary; None where none does.

    `markup` is the page in any encoding that has ASCII in it, `at` where the word begins.
    """
    first = max(0, at - _LONGEST_META)
    near = markup[first : at + _LONGEST_META].lower()
    start = near.rfind(b"<meta", 0, at - first)
    tag = _META_TAG.match(near, start) if start >= 0 else None
    if tag is None or tag.end() <= at - first or not _SAYS.search(near, start, tag.end()):
        return None
    return first + tag.end() + 1


def metas_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield the name and content of each meta element that may matter; a page that is no HTML has none."""
    if not _NEEDLE.search(page):
        return
    head = page[: page.lower().rfind("<meta") + _LONGEST_META]
    if len(head) > _MOST_PARSED:
        head = "".join(dict.fromkeys(each[0] for each in islice(_MAY_RESERVE.finditer(page), _MOST_METAS)))
    from .dom import parse

    for element in parse(head).document.select("meta"):
        name = str(element.attrs.get("name") or element.attrs.get("http-equiv") or "").strip().lower()
        if name in _META:
            yield name, str(element.attrs.get("content") or "")
