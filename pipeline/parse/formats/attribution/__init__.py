"""Pasted "people also ask" text: question, answer, `Takedown request | View complete answer on HOST`."""

from __future__ import annotations

from ....schema import Findings
from ...locators import RawPair, resolve_spans
from ...page import Page
from .reader import NAME, Reader

__all__ = ["NAME", "extract", "read_text", "resolve"]


def extract(page: Page) -> Findings:
    """Return every block of the page, and everything that is none; each non-blank character once."""
    return read_text(page.text)


def read_text(text: str) -> Findings:
    """Return every block of a text, and everything that is none."""
    return Reader(text).read()


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return resolve_spans(page.text, locator)
