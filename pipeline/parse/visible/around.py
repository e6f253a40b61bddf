"""Titles beside a list of questions that look like them: `Contact and hours`, `About the author`.

Where every line between the first and the last question asks, the page writes a mark behind each; what has none is
no entry of the list. Nor is what lacks the number that the others have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...text.questions import ends_with_mark
from .asker import Asker, look
from .flat import Flat
from .lines import line_cell
from .subheads import Line

_MANY = 3  # questions, marks or numbers (chosen): fewer do not show how a page asks
_LABELLED = 2 / 3  # of a series (chosen) that has a label, so that what lacks it is none of them
_LONGEST = 5  # words (chosen) of a title; `The parcel has not yet arrived` says more, and may be an entry


def titles_around(shown: Flat, lines: Sequence[Line]) -> set[Asker]:
    """Return the lines of a series that are titles before or after its questions, all of which ask.

    What has a row of its own like the rows of the questions, next to them, is an entry: `Lost property`. So is what
    stands in one element with questions that have no mark: `How to pay`, `Delivery times`. Where they have marks, what
    asks without one and stands apart from them is a title, too: `What visitors say`. So is what the header of the page
    says below its title, however long: `26 August 2023, at the old mill in Ottawa`.
    """
    one = lines[0].asker
    if sum(line.asks for line in lines) < _MANY or one.has_letter or one.is_inline or one.is_held:
        return set()
    inner = [shown.parents[line_cell(shown, line.asker)] for line in lines]
    outermost = {holder: _outermost(shown, holder) for holder in set(inner)}
    holders = [outermost[holder] for holder in inner]
    rows = _rows(shown, holders)
    asking = {number for number, line in enumerate(lines) if line.asks}
    marked = {number for number in asking if ends_with_mark(lines[number].asker.text)}
    around = {holders[number] for number in asking}
    if len(marked) >= _MANY:
        asking = _next_to(marked, asking, [_kind(shown, holder) for holder in holders])
        around = set()
    if len(asking) == len(lines) or max(asking) + 1 - min(asking) > len(asking):
        return set()
    entries, first = {rows[number] for number in asking}, lines[min(asking)].asker.first
    return {
        line.asker
        for number, (line, holder, row) in enumerate(zip(lines, holders, rows, strict=True))
        if number not in asking
        and (_is_title(line) or _is_header(shown, holder, first))
        and holder not in around
        and (row is None or row not in entries)
    }


def _next_to(some: set[int], others: set[int], places: Sequence[object]) -> set[int]:
    """Those of other lines that stand where some lines do, or in the like of it."""
    taken = {places[number] for number in some}
    return {number for number in others if places[number] in taken}


def unnumbered(lines: Sequence[Line]) -> set[Asker]:
    """Return the lines of a series that do not ask and lack the number or sign before them that the others have."""
    lacking = [line for line in lines if not (line.asker.words or line.asker.first > line.asker.line_start)]
    if len(lines) - len(lacking) < max(_MANY, _LABELLED * len(lines)):
        return set()
    return {line.asker for line in lacking if not line.asks}


def _rows(shown: Flat, holders: Sequence[int]) -> list[tuple[str, int] | None]:
    """What each element looks like that holds a line with its answer, and what is around it; None for no row."""
    lines_in = Counter(holders)
    return [_kind(shown, holder) if lines_in[holder] == 1 else None for holder in holders]


def _outermost(shown: Flat, holder: int) -> int:
    """The outermost element that shows what an element does, and nothing else."""
    return shown.alone(shown.first[holder], shown.end[holder]) if holder >= 0 else holder


def _kind(shown: Flat, holder: int) -> tuple[str, int]:
    """What an element looks like, and what is around it."""
    return look(shown.tags[holder], shown.classes[holder]), shown.parents[holder]


def _is_header(shown: Flat, holder: int, end: int) -> bool:
    """Whether an element holds the title of the page and ends before a piece, as the header of a page does."""
    return shown.first[holder] <= shown.title < shown.end[holder] <= end


def _is_title(line: Line) -> bool:
    return line.is_open and len(line.asker.text.split()) <= _LONGEST
