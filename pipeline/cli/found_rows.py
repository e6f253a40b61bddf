"""Rows that a release was asked for: a table on a terminal, tab-separated in a pipe, or JSON, an object a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any

from .output import escaped, is_terminal, print_drawn, print_json, print_row, screen_width, to_json
from .tables import print_blocks

if TYPE_CHECKING:
    from ..release.database import Answer

_GAP = 2  # blanks between two columns
_LEAST_WIDTH = 10  # of a column that is cut, chosen; where there is less room, each row is a block of lines


def print_answer(answer: Answer, limit: int, as_json: bool) -> tuple[int, bool]:
    """Print at most `limit` rows (0: all); return how many were printed, and whether they are all."""
    rows = answer.rows()
    printed = _Counted(islice(rows, limit) if limit else rows)
    if as_json:
        _print_json(answer.columns, printed)
    elif is_terminal():
        _draw(answer.columns, list(printed))
    else:
        print_row(answer.columns)
        for row in printed:
            print_row([_cell(value) for value in row])
    return printed.number, next(rows, None) is None


class _Counted:
    """Rows that are counted while they are taken."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.rows, self.number = rows, 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self.rows:
            self.number += 1
            yield row


def json_value(value: Any) -> Any:
    """Return a value of a table for JSON: times in ISO 8601, what is no number there as null, bytes in hexadecimal."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(key): json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(each) for each in value]
    return value


def _cell(value: Any) -> str:
    """A value as text: as in JSON, but texts are not quoted and nothing is the empty text."""
    value = json_value(value)
    return "" if value is None else value if isinstance(value, str) else to_json(value)


def _print_json(columns: Sequence[str], rows: Iterator[tuple[Any, ...]] | _Counted) -> None:
    names = _distinct(columns)
    for row in rows:
        print_json({name: json_value(value) for name, value in zip(names, row, strict=True)}, indent=None)


def _distinct(names: Sequence[str]) -> list[str]:
    """Give each column a name of its own, as an object needs it: a, a_2.

    >>> _distinct(["a", "b", "a"])
    ['a', 'b', 'a_2']
    """
    distinct: list[str] = []
    for name in names:
        number, free = 2, name
        while free in distinct:
            number, free = number + 1, f"{name}_{number}"
        distinct.append(free)
    return distinct


def _draw(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    cells = [[escaped(_cell(value)) for value in row] for row in rows]
    head = list(map(escaped, columns))
    widths = _widths(head, cells, screen_width())
    if widths is None:
        print_blocks(head, cells)
        return
    drawn = Table(box=None, header_style="bold", pad_edge=False, padding=(0, _GAP, 0, 0))
    for number, (name, width) in enumerate(zip(head, widths, strict=True)):
        is_number = bool(rows) and all(isinstance(row[number], int | float | Decimal | None) for row in rows)
        drawn.add_column(
            Text(name), width=width, no_wrap=True, overflow="ellipsis", justify="right" if is_number else "left"
        )
    for row in cells:
        drawn.add_row(*map(Text, row))
    print_drawn(drawn)


def _widths(head: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """The width of each column; those that want more than their share are cut to it. None where there is no room."""
    from rich.cells import cell_len

    wanted = [max(cell_len(text) for text in column) for column in zip(head, *cells, strict=True)]
    room -= _GAP * (len(wanted) - 1)
    widths: dict[int, int] = {}
    for left, number in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        widths[number] = min(wanted[number], room // left)
        room -= widths[number]
    is_cramped = any(width < min(wanted[number], _LEAST_WIDTH) for number, width in widths.items())
    return None if is_cramped else [widths[number] for number in range(len(wanted))]
