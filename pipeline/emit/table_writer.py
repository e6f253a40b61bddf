"""A table into a Parquet file, in row groups of a fixed size."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..release.layout import RIGHTS
from ..schema.dataset import Dataset
from ..schema.descriptions import COLUMN_MEANINGS
from ..schema.tables import LOW_CARDINALITY, TABLES, TABLES_IF_ANY
from .waiting_rows import WaitingRows

_ROW_GROUP = 100_000  # rows; a look-up by id then reads a group and not the file (82 -> 15 ms at a million rows)


def described(name: str, columns: pa.Schema) -> pa.Schema:
    """Return the columns of a table, each with what it means as its `description`."""
    return pa.schema([field.with_metadata({"description": COLUMN_MEANINGS[name][field.name]}) for field in columns])


def footer(table: str, dataset: Dataset) -> dict[str, str]:
    """Return what a Parquet file states; no version, so that the same rows have the same bytes in the next release."""
    return {"qamill.table": table, "qamill.licence": dataset.stated()["licence"], "qamill.rights": RIGHTS}


class _TableFile:
    """A file that Arrow writes a table into: a column after the other, a page of it at a time."""

    def __init__(self, path: Path) -> None:
        self.rows: WaitingRows | None = None
        """Those that are being written; what was looked at of them is let go with each page."""
        self._file = pa.OSFile(str(path), "wb")

    @property
    def closed(self) -> bool:
        return bool(self._file.closed)

    def write(self, data: bytes) -> int:
        written = int(self._file.write(data))
        if self.rows:
            self.rows.let_go()
        return written

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class TableWriter:
    """One table on its way into a Parquet file, in row groups of a fixed size."""

    def __init__(self, folder: Path, name: str) -> None:
        self.schema = {**TABLES, **TABLES_IF_ANY}[name]
        self.rows = 0
        self._full: list[WaitingRows] = []
        self._waiting = WaitingRows(folder, self.schema)
        self._folder = folder
        self._name = name
        self._file = _TableFile(folder / f"{name}.parquet")
        try:
            self._writer = self._opened()
        except OSError:
            self._file.close()
            raise

    def _opened(self) -> pq.ParquetWriter:
        return pq.ParquetWriter(
            pa.PythonFile(self._file, "w"),
            described(self._name, self.schema),
            compression="zstd",
            compression_level=3,
            use_dictionary=[column for column in self.schema.names if column in LOW_CARDINALITY],
            write_page_index=True,
            write_page_checksum=True,
            store_schema=True,  # or else the descriptions of the columns would be lost
        )

    def write(self, table: pa.Table) -> None:
        """Add rows, which wait; the file does not depend on how they are divided into tables."""
        self.rows += table.num_rows
        while self._waiting.count + table.num_rows >= _ROW_GROUP:
            missing = _ROW_GROUP - self._waiting.count
            self._waiting.add(table.slice(0, missing))
            self._waiting.leave_memory()
            self._full.append(self._waiting)
            self._waiting = WaitingRows(self._folder, self.schema)
            table = table.slice(missing)
        if table.num_rows:
            self._waiting.add(table)

    def write_full_groups(self) -> None:
        """Write the row groups that are full. That takes the most memory: best when the tables have been let go."""
        while self._full:
            self._write_row_group(self._full.pop(0))

    def close(self, metadata: dict[str, str]) -> None:
        """Write the rows that wait, and the metadata."""
        self.write_full_groups()
        if self._waiting.count:
            self._write_row_group(self._waiting)
        self._writer.add_key_value_metadata(metadata)
        self._writer.close()
        self._file.close()

    def abandon(self) -> None:
        """Close the file, finished or not, without writing to it any more."""
        self._writer.is_open = False
        self._file.close()

    def _write_row_group(self, rows: WaitingRows) -> None:
        """Write rows that wait, of which a page of a column is in memory; what was freed is given back."""
        pa.default_memory_pool().release_unused()
        self._file.rows = rows
        self._writer.write_table(rows.table(), row_group_size=_ROW_GROUP)
        self._file.rows = None
        pa.default_memory_pool().release_unused()
