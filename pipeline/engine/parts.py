"""The files of inputs and results of tasks: how they are named, and what a task makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from ..buckets import KEY_HASHES, key_hash_range
from . import Contents, Made, Task, heartbeat, spool
from .arrow_files import read, rows_in_range, write, write_tables
from .checkpoints import Checkpoints, Entry

_INPUT = "scan"  # the stage in the name of a file that no step has written
_NAME_DIGITS = 32  # chosen: 128 bits, so that two names never collide by chance


def name_of(stage: str, *made_of: str) -> str:
    """Return the name of a file: its stage, and a hash of all that the file is made of."""
    joined = "".join(f"{len(part)}:{part}" for part in made_of)
    return f"{stage}-{hashlib.sha256(joined.encode()).hexdigest()[:_NAME_DIGITS]}.arrow"


def mapped_name(stage: str, version: str, source: str) -> str:
    """Return the name of the result of a step for one file."""
    return name_of(stage, version, source)


def reduced_names(stage: str, version: str, sources: Iterable[str], buckets: int) -> list[str]:
    """Return the name of the result of a step for each bucket of some files."""
    inputs = name_of("", *sources)
    return [name_of(stage, version, inputs, f"{bucket} of {buckets}") for bucket in range(buckets)]


def write_inputs(files: Checkpoints, tables: Iterable[pa.Table]) -> list[str]:
    """Write each table that has no file yet; return the names of all their files."""
    named = [(name_of(_INPUT, _hash_of(table)), table) for table in tables]
    done = files.finished(name for name, _ in named)
    for name, table in named:
        if name not in done:
            files.add(Entry(name, write(files.path(name), table, 1)))
    return [name for name, _ in named]


def earlier_results(files: Checkpoints, stage: str) -> Iterator[tuple[pa.Table, str]]:
    """Yield each input table of a stage, from any run, with the name of its result's file; both files are intact."""
    entries = [entry for entry in files.entries(stage) if entry.source]
    intact = files.finished(name for entry in entries for name in (entry.name, entry.source))
    for entry in entries:
        if {entry.name, entry.source} <= intact:
            yield read(files.path(entry.source)), entry.name


class Receipt(NamedTuple):
    """What is known of a result that was written."""

    sha256: str
    """Empty where an attempt at it failed: this run uses it, and the next tries again."""
    found: int | None = None
    """How much there is in it, if that was asked."""


def map_one(task: Task, source: Path, file: Path, buckets: int, contents: Contents | None = None) -> Receipt:
    """Apply a task to the table of a file, write the result and return its receipt."""
    spool.attach(file.parent)
    return _mapped(task(read(source)), file, buckets, contents)


def map_pieces(task: Task, source: Path, file: Path, buckets: int, contents: Contents | None = None) -> Receipt:
    """Do the same as `map_one` for a task that reads pieces."""
    return _mapped(task(rows_in_range([source], 0, KEY_HASHES)), file, buckets, contents)


def _mapped(made: Made, file: Path, buckets: int, contents: Contents | None) -> Receipt:
    found: list[int] = []
    sha256 = write_tables(file, _counted(tables_of(made), contents, found), buckets)
    return _receipt(sha256, sum(found) if contents else None)


def _counted(tables: Iterable[pa.Table], contents: Contents | None, found: list[int]) -> Iterator[pa.Table]:
    """Pass tables on; how much there is in each is added to what was found."""
    for table in tables:
        if contents:
            found.append(contents.count(table))
        yield table


def tables_of(made: Made) -> Iterable[pa.Table]:
    """Return what a task made as tables."""
    return [made] if isinstance(made, pa.Table) else made


def reduce_pieces(task: Task, files: Sequence[Path], bucket: int, buckets: int, file: Path) -> Receipt:
    """Do the same as `reduce_one` for a task that reads pieces."""
    made = task(rows_in_range(files, *key_hash_range(bucket, buckets)))
    return _receipt(write_tables(file, tables_of(made), buckets))


def reduce_one(task: Task, files: Sequence[Path], bucket: int, buckets: int, file: Path) -> Receipt:
    """Apply a task to a bucket's rows from all the files, write the result and return its receipt."""
    rows = pa.concat_tables(rows_in_range(files, *key_hash_range(bucket, buckets)))
    return _receipt(write_tables(file, tables_of(task(rows)), buckets))


def _receipt(sha256: str, found: int | None = None) -> Receipt:
    return Receipt("" if heartbeat.was_troubled() else sha256, found)


def _hash_of(table: pa.Table) -> str:
    """The sha256 of a table's columns and rows."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()
