"""A DuckDB database of records and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from . import further
from .about import facts
from .rows import Rows

_MEMORY = "1GB"
"""What DuckDB may take before it goes on on the disk; chosen."""


def write(rows: Rows, path: Path) -> None:
    """Write a database with the records, their sightings, what was merged into them, and their conflicts."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(path.with_name("temporary")),
        "threads": 2,
    }
    with duckdb.connect(str(path), config=config) as base:
        base.execute("SET enable_progress_bar = false")  # in a notebook it would print one
        _fill(base, "records", rows.schema, rows.pieces())
        for table in further.tables(rows):
            columns = further.columns_of(rows, table.name)
            _fill(base, table.name, columns, further.pieces_of(rows, table.name), table.condition)
        base.execute(f"CREATE TABLE {further.RELEASE} (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
        base.executemany(f"INSERT INTO {further.RELEASE} VALUES (?, ?)", [[*fact] for fact in facts(rows).items()])


def _fill(base: Any, table: str, columns: pa.Schema, pieces: Iterable[pa.Table], condition: str = "true") -> None:
    """Make a table of those rows for which a condition holds."""
    plain = pa.schema([pa.field(field.name, field.type) for field in columns])  # `not null` is no part of a batch
    base.register("coming", pa.RecordBatchReader.from_batches(plain, _batches(pieces, plain)))
    base.execute(f"CREATE TABLE {table} AS SELECT * FROM coming WHERE {condition}")
    base.unregister("coming")


def _batches(pieces: Iterable[pa.Table], columns: pa.Schema) -> Iterator[pa.RecordBatch]:
    for piece in pieces:
        yield from piece.cast(columns).to_batches()
