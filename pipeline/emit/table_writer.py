"""A table into a Parquet file, in row groups of a fixed size."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..release.layout import RIGHTS
from ..schema.dataset import Dataset
from ..schema.descriptions import COLUMN_MEANINGS
from ..schema.tables import LOW_CARDINALITY, TABLES, TABLES_IF_ANY

_ROW_GROUP = 100_000  # rows; a look-up by id then reads a group and not the file (82 -> 15 ms at a million rows)


def described(name: str, columns: pa.Schema) -> pa.Schema:
    """Return the columns of a table, each with what it means as its `description`."""
    return pa.schema([field.with_metadata({"description": COLUMN_MEANINGS[name][field.name]}) for field in columns])


def footer(table: str, dataset: Dataset) -> dict[str, str]:
    """Return what a Parquet file states; no version, so that the same rows have the same bytes in the next release."""
    return {"qamill.table": table, "qamill.licence": dataset.stated()["licence"], "qamill.rights": RIGHTS}


class TableWriter:
    """One table on its way into a Parquet file, in row groups of a fixed size."""

    def __init__(self, folder: Path, name: str) -> None:
        self.schema = {**TABLES, **TABLES_IF_ANY}[name]
        self.rows = 0
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._name = name
        self._sink = pa.OSFile(str(folder / f"{name}.parquet"), "wb")
        try:
            self._writer = self._opened()
        except OSError:
            self._sink.close()
            raise

    def _opened(self) -> pq.ParquetWriter:
        return pq.ParquetWriter(
            self._sink,
            described(self._name, self.schema),
            compression="zstd",
            compression_level=3,
            use_dictionary=[column for column in self.schema.names if column in LOW_CARDINALITY],
            write_page_index=True,
            write_page_checksum=True,
            store_schema=True,  # or else the descriptions of the columns would be lost
        )

    def write(self, table: pa.Table) -> None:
        """Add rows; the file does not depend on how they are divided into tables."""
        self.rows += table.num_rows
        self._waiting.append(table)
        self._waiting_rows += table.num_rows
        if self._waiting_rows >= _ROW_GROUP:
            self._write_row_groups()

    def close(self, metadata: dict[str, str]) -> None:
        """Write the rows that wait, and the metadata."""
        if self._waiting_rows:
            self._write_row_groups(last=True)
        self._writer.add_key_value_metadata(metadata)
        self._writer.close()
        self._sink.close()

    def abandon(self) -> None:
        """Close the file, finished or not, without writing to it any more."""
        self._writer.is_open = False
        self._sink.close()

    def _write_row_groups(self, last: bool = False) -> None:
        waiting, self._waiting = pa.concat_tables(self._waiting), []
        whole = waiting.num_rows if last else waiting.num_rows - waiting.num_rows % _ROW_GROUP
        groups = [waiting.slice(start, min(_ROW_GROUP, whole - start)).columns for start in range(0, whole, _ROW_GROUP)]
        rest, schema = waiting.slice(whole), waiting.schema
        del waiting
        for columns in groups:
            group = pa.Table.from_arrays(_joined(columns), schema=schema)
            self._writer.write_table(group, row_group_size=_ROW_GROUP)
        self._waiting, self._waiting_rows = [rest], rest.num_rows


def _joined(columns: list[pa.ChunkedArray]) -> list[pa.Array]:
    """Columns as one chunk each. They leave the list: the chunks of one are let go before the next one is joined."""
    columns.reverse()
    return [columns.pop().combine_chunks() for _ in range(len(columns))]
