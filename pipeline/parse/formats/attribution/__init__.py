"""Pasted "people also ask" text: question, answer, `Takedown request | View complete answer on HOST`."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from ....schema import Findings
from ....text.clean import unify_line_ends
from ...locators import RawPair, read_spans, resolve_spans
from ...page import Page
from .alike import attributions_of
from .links import Attribution, find_attributions, takedown_address
from .reader import NAME, Reader

__all__ = [
    "NAME",
    "attribution_after",
    "end_of",
    "extract",
    "find_attributions",
    "read_text",
    "resolve",
    "takedown_address",
    "takedown_at",
]


def extract(page: Page) -> Findings:
    """Return every block of the page, and everything that is none; each non-blank character once."""
    return read_text(page.text)


def read_text(text: str) -> Findings:
    """Return every block of a text, and everything that is none."""
    return Reader(text).read()


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return resolve_spans(page.text, locator)


def attribution_after(text: str, position: int) -> Attribution | None:
    """Return the first attribution of a text from a position on: the one that an answer which ends there has."""
    found = _attributions(text)
    number = bisect_left(found, position, key=lambda attribution: attribution.start)
    return found[number] if number < len(found) else None


def takedown_at(page: Page, locator: str) -> str | None:
    """Return where the `Takedown request` after the answer at a locator leads; None where it is no link."""
    found = attribution_after(page.text, end_of(locator))
    return takedown_address(page.text, found) if found else None


def end_of(locator: str) -> int:
    """Return where the answer at a locator ends that counts characters. Raises ValueError."""
    spans = read_spans("chars=" + locator.partition("=")[2])
    return max(end for part in spans for _, end in part)


@lru_cache(maxsize=1)  # who reads one locator of a page reads others
def _attributions(text: str) -> tuple[Attribution, ...]:
    return tuple(attributions_of(unify_line_ends(text)))
