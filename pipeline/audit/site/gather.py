"""The rows of a release by the question that they are about, so that a page is written from one stretch of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...errors import QamillError
from ...release.errors import DamagedRelease
from ...release.read import read_pieces
from ...release.versions import Release
from ...schema.rows import Row
from ...schema.tables import tables_of

_MEMORY = "1GB"  # that sorting may take before it goes to disk, chosen: sorting a million records is as fast with more
_ROWS = 8_000  # of a row group, chosen: about as many as one task reads


class _Gathered(NamedTuple):
    """How the rows of a table come to the question that they are about."""

    record: str
    """The column with the id of a record."""
    order: str
    """What orders the rows of a question."""


_TABLES = {
    "records": _Gathered("id", "id"),
    "sightings": _Gathered("id", "id, document, locator, format"),
    "merged": _Gathered("kept_id", "kept_id, id, document, locator"),
    "conflicts": _Gathered("id", "id, other_id"),
}


def gather(release: Release, folder: Path) -> None:
    """Write the tables that pages are made of into a folder, ordered by question. Raises DamagedRelease, Unreachable.

    The memory that it takes has a limit; what does not fit lies in the folder meanwhile.
    """
    import duckdb

    with duckdb.connect() as database:
        database.execute("SET enable_progress_bar = false")  # ours says how far it is
        database.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 2; SET preserve_insertion_order = false")
        database.execute("SET temp_directory = ?", [str(folder / "spilled")])
        for name in _TABLES.keys() & tables_of(release.manifest.schema_version).keys():
            failures: list[QamillError] = []
            try:
                _gather(database, release, name, folder, failures)
            except duckdb.Error as error:
                why = f"{name}.parquet cannot be ordered ({str(error).splitlines()[0]})"
                raise (failures or [DamagedRelease(release.location, why)])[0] from error


def rows_between(folder: Path, name: str, start: str, stop: str) -> list[Row]:
    """Return the rows of a gathered table whose question's id lies in a half-open range."""
    file = _file(folder, name)
    if not file.exists():
        return []
    which = (pc.field("question_id") >= start) & (pc.field("question_id") < stop)
    rows: list[Row] = pq.read_table(file, filters=which, use_threads=False).to_pylist()
    return rows


def _gather(database: Any, release: Release, name: str, folder: Path, failures: list[QamillError]) -> None:
    rows, about = _reader(read_pieces(release, name), failures), _TABLES[name]
    database.register("rows", rows)
    if name == "records":
        chosen = "SELECT * FROM rows"
    else:
        asked = _reader(read_pieces(release, "records", ["id", "question_id"]), failures)
        database.register("asked", asked)
        chosen = f"SELECT rows.*, asked.question_id FROM rows JOIN asked ON rows.{about.record} = asked.id"
    columns = ", ".join(f'"{column}"' for column in about.order.split(", "))
    to = f"(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {_ROWS})"
    written = str(_file(folder, name)).replace("'", "''")
    database.execute(f"COPY (SELECT * FROM ({chosen}) ORDER BY question_id, {columns}) TO '{written}' {to}")


def _reader(pieces: Iterator[pa.Table], failures: list[QamillError]) -> pa.RecordBatchReader:
    """A table as a stream of its rows; what stops it is noted, as the database tells only its words."""
    return pa.RecordBatchReader.from_batches(next(pieces).schema, _batches(pieces, failures))


def _batches(pieces: Iterator[pa.Table], failures: list[QamillError]) -> Iterator[pa.RecordBatch]:
    try:
        for piece in pieces:
            yield from piece.to_batches()
    except QamillError as error:
        failures.append(error)
        raise


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"
