"""A long text, read window by window in little memory: what is found is what `Reader` finds in the whole.

A window ends with a line that ends with an attribution, so that no block lies in two. Three things are decided by the
whole text. How wide a gap separates two blocks is taken from the first window, and compared with all windows at the
end. A mail program that put `>` before most lines of a text did so in a window, and a text whose attributions are all
in the rows of a table has them there in a window, too; such texts are read as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ....schema import Candidate, Rejected
from ....text.clean import unify_line_ends
from ....text.patterns import pattern
from .blocks import least_wide_gap
from .links import REACH, Attribution, find_attributions
from .reader import Reader, gaps_of

_LINE_END = pattern(r"[ \t]*[\r\n]")
_LONGEST_START = 2_000_000  # characters (chosen) in which a window of a pasted text ends; its answers are far shorter


class NeedsWhole(Exception):
    """A text must be read as a whole."""


class OtherGap(Exception):
    """The whole text has another least wide gap than its first window."""

    def __init__(self, wide_gap: int) -> None:
        super().__init__(wide_gap)
        self.wide_gap = wide_gap


class Found(NamedTuple):
    """All that was found in a window."""

    candidates: list[Candidate]
    rejected: list[Rejected]
    boilerplate: Counter[str]
    """How often each rule was met."""


class Window(NamedTuple):
    """A part of a text that can be read alone."""

    first: int
    """Where it begins in the text."""
    text: str
    attributions: list[Attribution]


def read_windows(pieces: Iterable[str], wide_gap: int | None = None) -> Iterator[Found]:
    """Yield what is found in each window of a text, which is given in pieces of any length.

    `wide_gap` is that of the whole text, if it is known. Raises NeedsWhole, or in the end OtherGap: then nothing that
    was found counts.
    """
    between: Counter[int] = Counter()
    within: Counter[int] = Counter()
    asked = ""
    for window in windows(pieces):
        reader = Reader(window.text, window.first, asked)
        if reader.quote_marks or reader.table_marks or not (window.first or window.attributions):
            raise NeedsWhole
        sections = reader.sections(window.attributions)
        gaps = gaps_of(sections, is_start=not window.first)
        between.update(gaps.between)
        within.update(gaps.within)
        wide_gap = wide_gap or least_wide_gap(between, within)
        asked = reader.asked
        found = reader.read_sections(sections, window.attributions, wide_gap)
        yield Found(found.candidates, found.rejected, Counter(piece.rule for piece in found.boilerplate))
    if wide_gap != (of_whole := least_wide_gap(between, within)):
        raise OtherGap(of_whole)


def windows(pieces: Iterable[str]) -> Iterator[Window]:
    """Yield the windows of a text; the last one holds what comes after the last attribution, or the whole text.

    Raises NeedsWhole where none ends at the start of the text: it was not pasted, or has no lines.
    """
    first, text, enough = 0, "", 0
    for piece in pieces:
        text += piece
        if len(text) < enough:
            continue
        attributions = _sure(text)
        if attributions:
            end = attributions[-1].end
            yield Window(first, text[:end], attributions)
            first, text, enough = first + end, text[end:], 0
        elif not first and len(text) > _LONGEST_START:
            raise NeedsWhole
        else:
            enough = 2 * len(text)  # searched again and again, it would take the square of the text
    yield Window(first, text, [*find_attributions(unify_line_ends(text))])


def _sure(text: str) -> list[Attribution]:
    """The attributions of a text up to the last one that ends its line, whatever comes after the text."""
    found = [*find_attributions(unify_line_ends(text))]
    while found and (found[-1].end + REACH > len(text) or not _LINE_END.match(text, found[-1].end)):
        found.pop()
    return found
