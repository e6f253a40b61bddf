"""Two tables that are ordered by id, row group by row group side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa


class Piece(NamedTuple):
    """What two tables have in one range of ids, above that of the piece before."""

    last: str
    """The last id of the range."""
    left: pa.Table
    right: pa.Table


def in_step(left: Iterator[pa.Table], right: Iterator[pa.Table]) -> Iterator[Piece]:
    """Yield all rows of both; each part of either is taken once, and its rows are not copied.

    Each must have a part, which may be empty.
    """
    one, other = _Ordered(left), _Ordered(right)
    while lasts := [last for last in (one.last(), other.last()) if last is not None]:
        yield Piece(min(lasts), one.take(min(lasts)), other.take(min(lasts)))


class _Ordered:
    """The rows of a table that have not been taken yet."""

    def __init__(self, parts: Iterator[pa.Table]) -> None:
        self._parts = parts
        self._rows = next(parts)

    def last(self) -> str | None:
        """The last id of the part that is being taken, or None at the end."""
        while not self._rows.num_rows:
            part = next(self._parts, None)
            if part is None:
                return None
            self._rows = part
        return str(self._rows.column("id")[-1])

    def take(self, last: str) -> pa.Table:
        """The rows of this part up to an id; all of it where that is its last one, ordered or not."""
        ids, count = self._rows.column("id"), self._rows.num_rows
        if count and str(ids[-1]) != last:
            count = bisect_right(range(count), last, key=lambda row: str(ids[row]))
        taken, self._rows = self._rows.slice(0, count), self._rows.slice(count)
        return taken
