"""Plain text without attributions that marks its questions: `Q:` and `A:`, numbers, the names of who speaks."""

from __future__ import annotations

from ...schema import Candidate, Findings, Rejected, Stage
from ...text.clean import unify_line_ends
from ..locators import RawPair, joined_spans, resolve_spans, text_at
from ..page import Page
from ..plain.reader import read
from .attribution.alike import alike
from .attribution.links import holds_attribution

NAME = "plain"


def extract(page: Page) -> Findings:
    """Return the questions of a text with their answers, and all else it holds; each non-blank character once.

    Nothing where no lines mark questions, or where an attribution says that it is pasted text.
    """
    return page.once(_extract)


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return resolve_spans(page.text, locator)


def has_attribution(page: Page) -> bool:
    """Whether a text holds an attribution: then it is read by these alone."""
    text = unify_line_ends(page.text)
    return holds_attribution(text) or bool(alike(text))


def _extract(page: Page) -> Findings:
    reading = None if has_attribution(page) else read(page.text)
    if reading is None:
        return Findings([], [], [])
    candidates = [
        Candidate(
            text_at(page.text, pair.question),
            text_at(page.text, pair.answer),
            page.address,
            page.address,
            f"chars={joined_spans(pair.question)},{joined_spans(pair.answer)}",
            NAME,
        )
        for pair in reading.pairs
    ]
    rejected = [
        Rejected(
            each.reason,
            Stage.PARSE,
            text_at(page.text, each.spans),
            f"chars={joined_spans(each.spans)}",
        )
        for each in reading.unsound
    ]
    return Findings(candidates, rejected, reading.boilerplate)
