"""The place of a question of a series: the outermost element that holds it and no other question."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .asker import Asker, Form
from .asking import Series
from .flat import Flat
from .lines import line_cell

WHOLE_PAGE = frozenset("html body main article".split())
"""Elements that are never the place of a question: they hold the whole page."""


class Place(NamedTuple):
    """Where a question of a series stands."""

    asker: Asker
    series: Series
    cell: int
    """The outermost element that holds the question and no other."""
    height: int
    """How many elements around the question's line that is."""


def places(shown: Flat, series: Sequence[Series], claimed: Sequence[int]) -> list[Place]:
    """Return the places of the questions of all series, in document order.

    `claimed` are the pieces of text, in order, with which questions begin that other readers of the page found.
    """
    asked = sorted(((asker, each) for each in series for asker in each.questions), key=lambda pair: pair[0].first)
    return list(_with_usual_height(shown, list(_outermost(shown, asked, claimed))))


def _outermost(shown: Flat, asked: Sequence[tuple[Asker, Series]], claimed: Sequence[int]) -> Iterator[Place]:
    for number, (asker, series) in enumerate(asked):
        before = asked[number - 1][0].first if number else -1
        after = asked[number + 1][0].first if number + 1 < len(asked) else len(shown.nodes)
        at = bisect_right(claimed, asker.first)
        before = max(before, claimed[at - 1] if at else -1)
        after = min(after, claimed[at] if at < len(claimed) else after)
        cell = line_cell(shown, asker)
        height = 0
        while (above := shown.parents[cell]) >= 0 and shown.first[above] > before and shown.end[above] <= after:
            if shown.tags[above] in WHOLE_PAGE:
                break
            cell = above
            height += 1
        yield Place(asker, series, cell, height)


def _with_usual_height(shown: Flat, found: Sequence[Place]) -> Iterator[Place]:
    """Cells no larger than those of most questions of a series: the only one of a section would be all of it."""
    heights: dict[Form, Counter[int]] = {}
    for place in found:
        heights.setdefault(place.series.form, Counter())[place.height] += 1
    for place in found:
        counts = heights[place.series.form]
        most = max(counts.values())
        usual = min(height for height, count in counts.items() if count == most)
        if len(counts) == 1 and counts.total() == 1:
            usual = 0
        cell = line_cell(shown, place.asker)
        if place.height > usual:
            for _ in range(usual):
                cell = shown.parents[cell]
            yield place._replace(cell=cell, height=usual)
        else:
            yield place
