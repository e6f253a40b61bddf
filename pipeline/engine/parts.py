"""The file that a task's result lies in: what it is called, how it is written whole or not at all, how it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import KEY_HASHES, key_hash_range
from . import Task
from .checkpoints import Checkpoints, Entry, digest

_SCANNED = "scan"


def name_of(stage: str, *made_of: str) -> str:
    """Return a name that says what a file is made of and what was done to it."""
    whole = "".join(f"{len(part)}:{part}" for part in made_of)
    return f"{stage}-{hashlib.sha256(whole.encode()).hexdigest()[:32]}.arrow"


def mapped_name(stage: str, version: str, source: str) -> str:
    """Return the name of what a step makes of one file."""
    return name_of(stage, version, source)


def reduced_names(stage: str, version: str, sources: Iterable[str], buckets: int) -> list[str]:
    """Return the names of what a step makes of each bucket of some files."""
    inputs = name_of("", *sources)
    return [name_of(stage, version, inputs, f"{bucket} of {buckets}") for bucket in range(buckets)]


def lay_down(files: Checkpoints, tables: Iterable[pa.Table]) -> list[str]:
    """Write each table that is not there yet, and return the names of their files."""
    named = [(name_of(_SCANNED, _content(table)), table) for table in tables]
    done = files.finished(name for name, _ in named)
    for name, table in named:
        if name not in done:
            files.add(Entry(name, write(files.path(name), table, 1)))
    return [name for name, _ in named]


def known(files: Checkpoints, stage: str) -> Iterator[tuple[pa.Table, str]]:
    """Yield each table that a step was done to, in any run, with the name of the result's file; both are whole."""
    entries = [entry for entry in files.entries(stage) if entry.source]
    whole = files.finished(name for entry in entries for name in (entry.name, entry.source))
    for entry in entries:
        if {entry.name, entry.source} <= whole:
            yield read(files.path(entry.source)), entry.name


def map_one(task: Task, source: Path, file: Path, buckets: int) -> str:
    """Apply a task to the table of a file and write the result; return its sha256."""
    return write(file, task(read(source)), buckets)


def reduce_one(task: Task, files: Sequence[Path], bucket: int, buckets: int, file: Path) -> str:
    """Apply a task to the rows of a bucket, out of all the files, and write the result; return its sha256."""
    parts = [part for source in files for part in _rows_between(source, *key_hash_range(bucket, buckets))]
    return write(file, task(pa.concat_tables(parts)), buckets)


def in_order(table: pa.Table, buckets: int) -> list[pa.RecordBatch]:
    """Return one batch per bucket, so that a reader takes only its own; the whole where rows have no `key_hash`."""
    if "key_hash" not in table.column_names:
        return table.combine_chunks().to_batches() or [_empty(table.schema)]
    hashes = table.column("key_hash").to_numpy()
    order = np.argsort(hashes, kind="stable")
    table = table.take(pa.array(order)).combine_chunks()
    firsts = [key_hash_range(bucket, buckets)[0] for bucket in range(buckets)]
    ends = np.searchsorted(hashes[order], [*firsts, KEY_HASHES])
    return [
        batch
        for start, end in pairwise(ends)
        for batch in (table.slice(start, end - start).to_batches() or [_empty(table.schema)])
    ]


def read(file: Path) -> pa.Table:
    """Return the table of a file."""
    with closing(pa.OSFile(str(file))) as source:
        return pa.ipc.open_file(source).read_all()


def write(file: Path, table: pa.Table, buckets: int) -> str:
    """Write a table, laid down for so many buckets, whole or not at all, whoever else may be writing it.

    Return the file's sha256.
    """
    temporary = file.with_suffix(f".{uuid4().hex}")
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=options) as writer:
        for batch in in_order(table, buckets):
            writer.write_batch(batch)
    sha256 = digest(temporary)
    temporary.replace(file)
    pa.default_memory_pool().release_unused()
    return sha256


def _content(table: pa.Table) -> str:
    """A hash over a table's columns and rows."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _rows_between(file: Path, first: int, behind: int) -> Iterator[pa.Table]:
    """The rows of a file in a range of key hashes; batches that have none are not read."""
    with closing(pa.memory_map(str(file))) as mapped:
        reader = pa.ipc.open_file(mapped)
        schema = reader.schema.remove_metadata()
        yield schema.empty_table()
        batches = reader.num_record_batches
        for number in range(batches):
            low, high = key_hash_range(number, batches)
            if low < behind and first < high:
                rows = pa.Table.from_batches([reader.get_batch(number)]).replace_schema_metadata()
                yield rows if first <= low and high <= behind else _between(rows, first, behind)


def _between(rows: pa.Table, first: int, behind: int) -> pa.Table:
    hashes = rows.column("key_hash")
    return rows.filter(pc.and_(pc.greater_equal(hashes, first), pc.less(hashes, behind)))


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=schema)
