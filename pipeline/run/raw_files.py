"""Raw files as tables, the way the engine hands them out: split into tasks, and hashed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from ..ingest.files import RawFile, hash_file
from ..ingest.warc import read as warc
from ..schema.tables import rows_to_table
from .rows import RAW

_TASK_BYTES = 4_000_000  # of raw pages: some 10,000 pairs, half a second of work
_TASK_FILES = 1_000  # chosen: small files cost some milliseconds each


def split(files: Sequence[RawFile]) -> list[pa.Table]:
    """Return tables of files with the columns of RAW, one task each."""
    tasks: list[list[RawFile]] = []
    size = _TASK_BYTES
    for file in files:
        if size >= _TASK_BYTES or len(tasks[-1]) >= _TASK_FILES:
            tasks.append([])
            size = 0
        tasks[-1].append(file)
        size += file.bytes_to_read
    return [_file_table(task) for task in tasks]


def _file_table(files: Iterable[RawFile]) -> pa.Table:
    return rows_to_table([file._asdict() for file in files], RAW)


def shards(files: Iterable[RawFile]) -> list[RawFile]:
    """Return the files, a large web archive in parts that can be read apart."""
    return [part for file in files for part in warc.shards(file)]


def files_in(tables: Iterable[pa.Table]) -> Iterator[RawFile]:
    """Yield the files that tables with the columns of RAW list."""
    for table in tables:
        yield from (RawFile(**row) for row in table.to_pylist())


def hash_files(table: pa.Table) -> pa.Table:
    """Add its sha256 to each file of a table with the columns of RAW."""
    return _file_table(hash_file(file) for file in files_in([table]))
