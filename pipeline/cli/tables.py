"""A table of results: drawn on a terminal, tab-separated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .output import escaped, is_terminal, print_drawn, print_line, print_row, screen_width

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
    names, shown = [name for name, *_ in columns], list(zip(*columns, strict=True))[1:]
    is_whole = _are_whole(columns)
    if is_whole is None and rows:
        print_blocks(names, shown)
        return
    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for name, no_wrap in zip(names, is_whole or [False] * len(names), strict=True):
        drawn.add_column(Text(name), overflow="fold", no_wrap=no_wrap)
    for row in shown:
        drawn.add_row(*map(Text, row))
    print_drawn(drawn)


def print_blocks(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as a block of lines, one for each column that says something: where a table has no room."""
    longest = max(map(len, head))
    for number, row in enumerate(rows):
        if number:
            print_line("")
        for name, text in zip(head, row, strict=True):
            if text:
                print_line(f"{name:<{longest}}  {text}")


def _are_whole(columns: Sequence[Sequence[str]]) -> list[bool] | None:
    """Which columns are never broken: those of ids and other words, so that they can be copied. None without room."""
    from rich.cells import cell_len

    are_words = [all(" " not in cell and cell_len(cell) <= _LONGEST_WORD for cell in column) for column in columns]
    widths = [
        max(map(cell_len, column)) if is_word else _LEAST_WIDTH
        for column, is_word in zip(columns, are_words, strict=True)
    ]
    return are_words if sum(widths) + _GAP * len(columns) <= screen_width() else None
