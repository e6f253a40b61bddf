"""This machine's processes, with Arrow files on disk between the stages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa

from pipeline.engine import Task
from pipeline.engine.crew import Crew, Job, Limits

Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its tasks are done, and how many there are."""


class Local:
    """An engine of a few processes.

    Every task writes one file into `folder`, under a temporary name first. Memory holds the
    tables of the tasks that run and nothing else. A stage of one task runs in this process, unless
    the run is `guarded`: then every task runs in a worker that is replaced when it dies or
    when an item of its task takes more than the limits allow.
    """

    def __init__(
        self,
        folder: Path,
        workers: int,
        progress: Progress,
        *,
        guarded: bool = False,
        limits: Limits = Limits(),  # noqa: B008  a frozen value
    ) -> None:
        self._folder = folder
        self._workers = workers
        self._progress = progress
        self._guarded = guarded
        self._crew = Crew(workers, limits)

    def map(self, stage: str, task: Task, tables: Sequence[pa.Table]) -> list[Path]:
        """Apply a task to each table; rows that carry a `bucket` are laid down by bucket."""
        files = [self._folder / f"{stage}-{i:06d}.arrow" for i in range(len(tables))]
        self._run(stage, [Job(_map_one, (task, table, file)) for table, file in zip(tables, files, strict=True)])
        return files

    def reduce(self, stage: str, task: Task, data: list[Path], buckets: int) -> list[Path]:
        """Apply a task to the rows of each bucket."""
        files = [self._folder / f"{stage}-{i:06d}.arrow" for i in range(buckets)]
        self._run(stage, [Job(_reduce_one, (task, data, bucket, file)) for bucket, file in enumerate(files)])
        return files

    def collect(self, data: list[Path]) -> Iterator[pa.Table]:
        """Yield the table of each file."""
        for file in data:
            with closing(pa.OSFile(str(file))) as source:
                yield pa.ipc.open_file(source).read_all()

    def close(self) -> None:
        """Stop the processes."""
        self._crew.close()

    def _run(self, stage: str, jobs: Sequence[Job]) -> None:
        self._progress(stage, 0, len(jobs))
        for done, _ in enumerate(self._results(stage, jobs), start=1):
            self._progress(stage, done, len(jobs))

    def _results(self, stage: str, jobs: Sequence[Job]) -> Iterable[object]:
        if not self._guarded and (len(jobs) <= 1 or self._workers == 1):
            return (job.work(*job.arguments) for job in jobs)
        return self._crew.run(stage, jobs)


def _map_one(task: Task, table: pa.Table, file: Path) -> None:
    found = task(table)
    _write(file, found.schema, _by_bucket(found))


def _reduce_one(task: Task, files: Sequence[Path], bucket: int, file: Path) -> None:
    parts = []
    for source in files:
        with closing(pa.memory_map(str(source))) as mapped:
            reader = pa.ipc.open_file(mapped)
            batches = [reader.get_batch(bucket)] if bucket < reader.num_record_batches else []
            parts.append(pa.Table.from_batches(batches, reader.schema))
    settled = task(pa.concat_tables(parts)).combine_chunks()
    _write(file, settled.schema, settled.to_batches())


def _by_bucket(table: pa.Table) -> list[pa.RecordBatch]:
    """Return one batch per bucket, so that a reader takes only its own; the whole where nothing says a bucket."""
    if "bucket" not in table.column_names:
        whole: list[pa.RecordBatch] = table.combine_chunks().to_batches()
        return whole
    buckets = table.column("bucket").to_numpy()
    order = np.argsort(buckets, kind="stable")
    table = table.take(pa.array(order)).combine_chunks()
    ends = np.searchsorted(buckets[order], np.arange(buckets.max(initial=-1) + 2))
    return [
        batch
        for start, end in pairwise(ends)
        for batch in (table.slice(start, end - start).to_batches() or [_empty(table.schema)])
    ]


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=schema)


def _write(file: Path, schema: pa.Schema, batches: Sequence[pa.RecordBatch]) -> None:
    temporary = file.with_suffix(f".{os.getpid()}")
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, schema, options=options) as writer:
        for batch in batches:
            writer.write_batch(batch)
    temporary.replace(file)
