"""Text that a page's own style sheet makes bold, by the names that word processors make up: `.c0{font-weight:700}`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...text.patterns import pattern
from ..page import Page
from .walk import where

_WEIGHT = b"font-weight"
_MADE_UP = pattern(r"[A-Za-z]{1,2}\d{1,3}")
"""What Google Docs, LibreOffice and converters of PDF call their styles; a name that says something is a site's."""
_RULE = pattern(r"\.(?P<name>[A-Za-z]{1,2}\d{1,3})\s*\{[^{}]*font-weight\s*:\s*(?:bold|[6-9]00)")
_INLINE = frozenset(["span", "font"])


def bold_by_sheet(page: Page, tags: list[str], classes: list[str]) -> Iterator[int]:
    """Yield the inline elements that are bold by their class, given the tags and classes of a page's elements."""
    inline = [*where(_INLINE, tags)]
    made_up = set(filter(_has_made_up_name, set(map(classes.__getitem__, inline))))
    bold = _bold_names(page) if made_up else set()
    yield from (number for number in inline if bold and not bold.isdisjoint(classes[number].split()))


@lru_cache(maxsize=4096)
def _has_made_up_name(classes: str) -> bool:
    return any(map(_MADE_UP.fullmatch, classes.split()))


def _bold_names(page: Page) -> set[str]:
    if _WEIGHT not in page.utf8:
        return set()
    return {match["name"] for sheet in page.dom.select("style") for match in _RULE.finditer(sheet.text)}
