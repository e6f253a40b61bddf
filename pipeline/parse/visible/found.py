"""Pairs that a format finds by elements of its own, each with the locator that leads to it."""

from __future__ import annotations

from collections.abc import Sequence

from turbohtml import Element

from ...schema import Candidate, Findings, Reason, Rejected, Stage
from ..locators import NothingThere, RawPair
from ..page import Page
from .locators import visible_locator
from .nodes import NodeRange


def add_pair(
    found: Findings,
    page: Page,
    asked: Element | NodeRange,
    nodes: Sequence[NodeRange],
    said: RawPair,
    place: str,
    flags: tuple[str, ...] = (),
) -> None:
    """Add what asks and what its nodes answer, as `said`; where no locator leads to it, as rejected at a place.

    The format is what a place begins with: `thread=CSS PATH`.
    """
    name = place.partition("=")[0]
    try:
        locator = visible_locator(page, name, asked, nodes)
    except NothingThere:
        found.rejected.append(Rejected(Reason.NO_EVIDENCE, Stage.PARSE, f"{said.question}\n\n{said.answer}", place))
        return
    found.candidates.append(Candidate(*said, page.address, page.address, locator, name, flags))
