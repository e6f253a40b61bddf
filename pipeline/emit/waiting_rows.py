"""The rows of a table that wait for others, to be written to a Parquet file together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from ..engine.spool import Spool

_MOST_IN_MEMORY = 10_000  # rows, chosen: those of a small release never see the disk
_AT_ONCE = 1_024  # rows that the writer of Parquet takes at once: chunks of a multiple make the same pages as one


class WaitingRows:
    """Some rows, on the disk where they are many."""

    def __init__(self, folder: Path, columns: pa.Schema) -> None:
        self.count = 0
        self._folder = folder
        self._columns = columns
        self._in_memory = columns.empty_table()
        self._on_disk: Spool | None = None

    def add(self, table: pa.Table) -> None:
        """Add rows."""
        self.count += table.num_rows
        waiting = self._in_memory = pa.concat_tables([self._in_memory, table])
        if waiting.num_rows > _MOST_IN_MEMORY:
            whole = waiting.num_rows - waiting.num_rows % _AT_ONCE
            self._store(waiting.slice(0, whole))
            self._in_memory = waiting.take(np.arange(whole, waiting.num_rows))  # a slice would hold all the others

    def leave_memory(self) -> None:
        """Keep the rows on the disk; no more are added."""
        self._store(self._in_memory)
        self._in_memory = self._columns.empty_table()

    def table(self) -> pa.Table:
        """Return the rows, in chunks that a Parquet file does not show; no more can be added."""
        last = self._in_memory.combine_chunks()
        return pa.concat_tables([self._on_disk.map(), last]) if self._on_disk else last

    def let_go(self) -> None:
        """Give back the memory of those rows of `table` that lie on the disk."""
        if self._on_disk:
            self._on_disk.let_go()

    def _store(self, rows: pa.Table) -> None:
        self._on_disk = self._on_disk or Spool(self._columns, self._folder)
        self._on_disk.write(rows)
