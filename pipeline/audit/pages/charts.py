"""Charts as inline SVG: where each bar stands. Lengths are shares of the width, so that letters never shrink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_MOST_TICKS = 6  # labels below columns, chosen: as many as a phone shows side by side


class Bar(NamedTuple):
    """A value with its name."""

    label: str
    value: int
    note: str = ""
    """What else the table says of it."""
    href: str | None = None
    """Where the table leads to; only an address of the web, or of a place of ours."""
    is_rest: bool = False
    """Whether it stands for all that have no bar; it may be longer than any of them."""


class Drawn(NamedTuple):
    """A bar with its place."""

    bar: Bar
    share: float
    """Of the longest bar, 0 to 100."""


class Column(NamedTuple):
    """A column of a chart over an order: time, or length."""

    label: str
    parts: Sequence[int]
    """The values that stand on each other, from the bottom."""


class Segment(NamedTuple):
    """A rectangle in a column, in shares of the chart, 0 to 100."""

    x: float
    y: float
    width: float
    height: float
    part: int
    """Which of the parts it is, from 0."""


def drawn(bars: Sequence[Bar]) -> list[Drawn]:
    """Return bars with their lengths; what is not nothing can be seen.

    >>> [each.share for each in drawn([Bar("a", 1000), Bar("b", 250), Bar("c", 1), Bar("d", 0)])]
    [100.0, 25.0, 0.5, 0.0]
    """
    most = max((bar.value for bar in bars if not bar.is_rest), default=0) or 1
    return [Drawn(bar, _share(bar.value, most)) for bar in bars]


def _share(value: int, most: int) -> float:
    return min(max(round(100 * value / most, 2), 0.5), 100.0) if value else 0.0


def segments(columns: Sequence[Column]) -> list[Segment]:
    """Return the rectangles of columns, side by side."""
    most = max((sum(column.parts) for column in columns), default=0) or 1
    wide = 100 / len(columns) if columns else 100
    found = []
    for number, column in enumerate(columns):
        top = 100.0
        for part, value in enumerate(column.parts):
            height = 100 * value / most
            top -= height
            if value:
                x, width = number * wide + wide * 0.08, wide * 0.84
                found.append(Segment(round(x, 2), round(top, 2), round(width, 2), round(height, 2), part))
    return found


def ticks(columns: Sequence[Column]) -> list[tuple[float, str]]:
    """Return which labels stand below columns, and where: all, or some at even distances.

    >>> [label for _, label in ticks([Column(str(year), (1,)) for year in range(2010, 2026)])]
    ['2010', '2013', '2016', '2019', '2022', '2025']
    """
    step = -(-len(columns) // _MOST_TICKS) if columns else 1
    wide = 100 / len(columns) if columns else 100
    return [(round((i + 0.5) * wide, 2), columns[i].label) for i in range(0, len(columns), step)]


def heights(columns: Sequence[Column]) -> list[tuple[float, float, int]]:
    """Return where each column ends, and its value: a chart of few columns says it there.

    >>> heights([Column("a", (1, 1)), Column("b", (4,)), Column("c", (0,))])
    [(16.67, 50.0, 2), (50.0, 0.0, 4)]
    """
    values = [sum(column.parts) for column in columns]
    most, wide = max(values, default=0) or 1, 100 / max(len(columns), 1)
    return [
        (round((i + 0.5) * wide, 2), round(100 - 100 * value / most, 2), value)
        for i, value in enumerate(values)
        if value
    ]
