"""A table of results: drawn on a terminal, tab-separated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .output import escaped, is_terminal, print_drawn, print_row, screen_width

_SAYS_NOTHING = ("", "0")
_LONGEST_WORD = 24  # characters as wide as a digit, chosen: more than an id or a version has
_LEAST_WIDTH = 10  # of a column whose text may be broken, chosen
_GAP = 2  # blanks between two columns


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; on a terminal without the columns in which no row says anything."""
    if is_terminal():
        _draw(head, [["" if value is None else escaped(str(value)) for value in row] for row in rows])
        return
    for row in (head, *rows):
        print_row(row)


def _draw(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    columns = [[name, *cells] for name, *cells in zip(head, *rows, strict=True)]
    columns = [column for column in columns if not rows or any(cell not in _SAYS_NOTHING for cell in column[1:])]
    is_whole = _are_whole(columns)
    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for (name, *_), no_wrap in zip(columns, is_whole, strict=True):
        drawn.add_column(Text(name), overflow="fold", no_wrap=no_wrap)
    for row in list(zip(*columns, strict=True))[1:]:
        drawn.add_row(*map(Text, row))
    print_drawn(drawn)


def _are_whole(columns: Sequence[Sequence[str]]) -> list[bool]:
    """Which columns are never broken: those of ids and other words, so that they can be copied; none without room."""
    from rich.cells import cell_len

    are_words = [all(" " not in cell and cell_len(cell) <= _LONGEST_WORD for cell in column) for column in columns]
    widths = [
        max(map(cell_len, column)) if is_word else _LEAST_WIDTH
        for column, is_word in zip(columns, are_words, strict=True)
    ]
    has_room = sum(widths) + _GAP * len(columns) <= screen_width()
    return [is_word and has_room for is_word in are_words]
