"""A table of results: drawn on a terminal, tab-separated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .output import escaped, is_terminal, print_drawn, print_row


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table."""
    if not is_terminal():
        for row in (head, *rows):
            print_row(row)
        return
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for name in head:
        drawn.add_column(Text(escaped(name)), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(escaped("" if value is None else str(value))) for value in row))
    print_drawn(drawn)
