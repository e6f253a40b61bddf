"""This machine's processes, with Arrow files on disk between the steps."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine import PLACES, Step, Task, places_of
from pipeline.engine.checkpoints import Checkpoints, Entry, digest
from pipeline.engine.crew import Crew, Job, Limits

Progress = Callable[[str, int, int], None]
"""Told the step's name, how many of its tasks are done, and how many there are."""

_SCANNED = "scan"


class _Part(NamedTuple):
    """A task's result that is to be: its file's name, the work, and the name of the one file it is made of."""

    name: str
    job: Job
    source: str = ""


class Local:
    """An engine of a few processes.

    Every task writes one file into `folder`, called after what it is made of and what is done to it. A task
    whose file is there already, whole, is not done again: so an interrupted run goes on where it was, and
    a later run takes over what has not changed. Memory holds the tables of the tasks that run and nothing else.
    A step of one task runs in this process, unless it is guarded: then it runs in a worker, as all tasks
    of larger steps do. A worker is replaced when it dies or when an item of its task takes more than the limits allow.
    """

    def __init__(
        self,
        folder: Path,
        workers: int,
        progress: Progress,
        limits: Limits = Limits(),  # noqa: B008  a frozen value
    ) -> None:
        self._files = Checkpoints(folder)
        self._workers = workers
        self._progress = progress
        self._crew = Crew(workers, limits)
        self.taken_over = 0
        """How many tasks were not done because their result was there."""

    def scan(self, tables: Iterable[pa.Table]) -> list[Path]:
        """Lay down each table as the work of one task."""
        named = [(_name(_SCANNED, _content(table)), table) for table in tables]
        done = self._files.finished(name for name, _ in named)
        for name, table in named:
            if name not in done:
                self._files.add(Entry(name, _write(self._files.path(name), table, 1)))
        return [self._files.path(name) for name, _ in named]

    def map(self, step: Step, data: Sequence[Path], buckets: int = 1) -> list[Path]:
        """Apply a task to each table; rows that carry a `place` are laid down in order, bucket by bucket."""
        parts = []
        for source in data:
            name = _name(step.name, step.version, source.name)
            parts.append(_Part(name, Job(_map_one, (step.task, source, self._files.path(name), buckets)), source.name))
        return self._run(step, parts)

    def reduce(self, step: Step, data: Sequence[Sequence[Path]], buckets: int) -> list[Path]:
        """Apply a task to the rows of each bucket."""
        files = [file for part in data for file in part]
        inputs = _name("", *(file.name for file in files))
        parts = []
        for bucket in range(buckets):
            name = _name(step.name, step.version, inputs, f"{bucket} of {buckets}")
            parts.append(_Part(name, Job(_reduce_one, (step.task, files, bucket, buckets, self._files.path(name)))))
        return self._run(step, parts)

    def save(self, name: str, data: Sequence[Path]) -> Sequence[Path]:  # noqa: ARG002
        """Return the data as it is: each task's result is written down and noted when the task ends."""
        return data

    def collect(self, data: Sequence[Path]) -> Iterator[pa.Table]:
        """Yield the table of each file."""
        for file in data:
            yield _read(file)

    def known(self, name: str) -> Iterator[tuple[pa.Table, list[Path]]]:
        """Yield what a step of this name made of scanned tables, in this run or earlier: the table and the result."""
        entries = [entry for entry in self._files.entries(name) if entry.source]
        whole = self._files.finished(name for entry in entries for name in (entry.name, entry.source))
        for entry in entries:
            if {entry.name, entry.source} <= whole:
                yield _read(self._files.path(entry.source)), [self._files.path(entry.name)]

    def keep(self, data: Sequence[Sequence[Path]]) -> None:
        """Forget all results but these."""
        self._files.keep(file.name for part in data for file in part)

    def drop(self, data: Sequence[Path]) -> None:
        """Forget a result."""
        self._files.drop(file.name for file in data)

    def close(self) -> None:
        """Stop the processes."""
        self._crew.close()

    def _run(self, step: Step, parts: Sequence[_Part]) -> list[Path]:
        done = self._files.finished(part.name for part in parts)
        waiting = [part for part in parts if part.name not in done]
        self.taken_over += len(done)
        self._progress(step.name, len(done), len(parts))
        for ready, (number, sha256) in enumerate(self._results(step, [part.job for part in waiting]), len(done) + 1):
            self._files.add(Entry(waiting[number].name, str(sha256), waiting[number].source))
            self._progress(step.name, ready, len(parts))
        return [self._files.path(part.name) for part in parts]

    def _results(self, step: Step, jobs: Sequence[Job]) -> Iterable[tuple[int, object]]:
        if not step.is_guarded and (len(jobs) <= 1 or self._workers == 1):
            return ((number, job.work(*job.arguments)) for number, job in enumerate(jobs))
        return self._crew.run(step.name, jobs)


def _name(stage: str, *parts: str) -> str:
    """A name that says what a file is made of and what was done to it."""
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return f"{stage}-{hashlib.sha256(whole.encode()).hexdigest()[:32]}.arrow"


def _content(table: pa.Table) -> str:
    """A hash over a table's columns and rows."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _map_one(task: Task, source: Path, file: Path, buckets: int) -> str:
    return _write(file, task(_read(source)), buckets)


def _reduce_one(task: Task, files: Sequence[Path], bucket: int, buckets: int, file: Path) -> str:
    parts = [part for source in files for part in _rows_between(source, *places_of(bucket, buckets))]
    return _write(file, task(pa.concat_tables(parts)), buckets)


def _rows_between(file: Path, first: int, behind: int) -> Iterator[pa.Table]:
    """The rows of a file in a range of places; batches that have none are not read."""
    with closing(pa.memory_map(str(file))) as mapped:
        reader = pa.ipc.open_file(mapped)
        schema = reader.schema.remove_metadata()
        yield schema.empty_table()
        batches = reader.num_record_batches
        for number in range(batches):
            low, high = places_of(number, batches)
            if low < behind and first < high:
                rows = pa.Table.from_batches([reader.get_batch(number)]).replace_schema_metadata()
                yield rows if first <= low and high <= behind else _between(rows, first, behind)


def _between(rows: pa.Table, first: int, behind: int) -> pa.Table:
    places = rows.column("place")
    return rows.filter(pc.and_(pc.greater_equal(places, first), pc.less(places, behind)))


def _in_order(table: pa.Table, buckets: int) -> list[pa.RecordBatch]:
    """Return one batch per bucket, so that a reader takes only its own; the whole where rows have no place."""
    if "place" not in table.column_names:
        whole: list[pa.RecordBatch] = table.combine_chunks().to_batches()
        return whole
    places = table.column("place").to_numpy()
    order = np.argsort(places, kind="stable")
    table = table.take(pa.array(order)).combine_chunks()
    firsts = [places_of(bucket, buckets)[0] for bucket in range(buckets)]
    ends = np.searchsorted(places[order], [*firsts, PLACES])
    return [
        batch
        for start, end in pairwise(ends)
        for batch in (table.slice(start, end - start).to_batches() or [_empty(table.schema)])
    ]


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=schema)


def _read(file: Path) -> pa.Table:
    with closing(pa.OSFile(str(file))) as source:
        return pa.ipc.open_file(source).read_all()


def _write(file: Path, table: pa.Table, buckets: int) -> str:
    """Write a table, laid down for so many buckets, whole or not at all; return the file's sha256."""
    temporary = file.with_suffix(f".{os.getpid()}")
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=options) as writer:
        for batch in _in_order(table, buckets):
            writer.write_batch(batch)
    sha256 = digest(temporary)
    temporary.replace(file)
    pa.default_memory_pool().release_unused()
    return sha256
