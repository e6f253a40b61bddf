"""A SQLite database with full-text search; Datasette opens it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from . import further
from .about import facts
from .rows import Rows

_TYPES = {"string": "TEXT", "int64": "INTEGER", "double": "REAL", "timestamp[us]": "TEXT"}
_KEYS = {"records": " PRIMARY KEY"}
SEARCH = "records_fts"
"""The table that is searched: SELECT ... FROM records_fts WHERE records_fts MATCH 'words'."""
_SEARCHED = "question, answer, source"
_OPTIONS = """content="records", tokenize='unicode61'"""  # by these double quotes Datasette finds what it may search
# One process writes a file that nobody else sees yet, and that is thrown away if it stops.
_FAST = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -64000",
    "PRAGMA page_size = 4096",
)
_TIME = "%Y-%m-%dT%H:%M:%S"


def write(rows: Rows, path: Path) -> None:
    """Write a database with the records, their sightings, what was merged into them, and their conflicts."""
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for line in _FAST:
            base.execute(line)
        base.execute("BEGIN")
        _create(base, "records", rows.schema)
        for piece in rows.pieces():
            _insert(base, "records", piece)
        for table in further.tables(rows):
            _create(base, table.name, further.columns_of(rows, table.name), table.links)
            for piece in further.pieces_of(rows, table.name):
                _insert(base, table.name, piece, table.condition)
        base.execute(f"CREATE TABLE {further.RELEASE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        base.executemany(f"INSERT INTO {further.RELEASE} VALUES (?, ?)", [*facts(rows).items()])
        _index(base)
        base.execute("COMMIT")


def _create(base: sqlite3.Connection, table: str, columns: pa.Schema, links: Sequence[str] = ()) -> None:
    """Create a table; columns that name a record say so, by which Datasette links the rows of both."""
    described = (
        f"{field.name} {_TYPES[str(field.type)]}{_KEYS.get(table, '') if field.name == 'id' else ''}"
        f"{'' if field.nullable else ' NOT NULL'}{' REFERENCES records (id)' if field.name in links else ''}"
        for field in columns
    )
    base.execute(f"CREATE TABLE {table} ({', '.join(described)})")


def _insert(base: sqlite3.Connection, table: str, piece: pa.Table, condition: str = "1") -> None:
    """Insert rows, of a further table those that belong to a record."""
    names = piece.column_names
    values = zip(*(_values(piece.column(name)) for name in names), strict=True)
    marks = ", ".join("?" * len(names))
    if condition == "1":
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        return
    given = ", ".join(f"?{at} AS {name}" for at, name in enumerate(names, 1))
    base.executemany(f"INSERT INTO {table} SELECT * FROM (SELECT {given}) WHERE {condition}", values)


def _values(column: pa.ChunkedArray) -> list[object]:
    values: list[object] = (pc.strftime(column, _TIME) if pa.types.is_timestamp(column.type) else column).to_pylist()
    return values


def _index(base: sqlite3.Connection) -> None:
    for table, columns in further.INDEXED.items():
        for column in columns:
            base.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    base.execute(f"CREATE VIRTUAL TABLE {SEARCH} USING fts5({_SEARCHED}, {_OPTIONS})")
    base.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('rebuild')")
    base.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')")
