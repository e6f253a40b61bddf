"""This machine's processes, with Arrow files on disk between the stages."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from itertools import pairwise
from multiprocessing import get_context, parent_process, resource_tracker
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.engine import Task
from pipeline.errors import WorkerDied

Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its tasks are done, and how many there are."""


class Local:
    """An engine of a process pool; a stage of one task runs in this process.

    Every task writes one file into `folder`, under a temporary name first. Memory holds the
    tables of the tasks that run and nothing else.
    """

    def __init__(self, folder: Path, workers: int, progress: Progress) -> None:
        self._folder = folder
        self._workers = workers
        self._progress = progress
        self._pool: ProcessPoolExecutor | None = None

    def map(self, stage: str, task: Task, tables: Sequence[pa.Table]) -> list[Path]:
        """Apply a task to each table; rows that carry a `bucket` are laid down by bucket."""
        files = [self._folder / f"{stage}-{i:06d}.arrow" for i in range(len(tables))]
        self._run(stage, _map_one, [(task, table, file) for table, file in zip(tables, files, strict=True)])
        return files

    def reduce(self, stage: str, task: Task, data: list[Path], buckets: int) -> list[Path]:
        """Apply a task to the rows of each bucket."""
        files = [self._folder / f"{stage}-{i:06d}.arrow" for i in range(buckets)]
        self._run(stage, _reduce_one, [(task, data, bucket, file) for bucket, file in enumerate(files)])
        return files

    def collect(self, data: list[Path]) -> Iterator[pa.Table]:
        """Yield the table of each file."""
        for file in data:
            with closing(pa.OSFile(str(file))) as source:
                yield pa.ipc.open_file(source).read_all()

    def close(self) -> None:
        """Stop the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _run(self, stage: str, work: Callable[..., object], jobs: Sequence[tuple[Any, ...]]) -> None:
        self._progress(stage, 0, len(jobs))
        try:
            for done, _ in enumerate(self._results(work, jobs), start=1):
                self._progress(stage, done, len(jobs))
        except BrokenProcessPool as error:
            raise WorkerDied(stage) from error

    def _results(self, work: Callable[..., object], jobs: Sequence[tuple[Any, ...]]) -> Iterable[object]:
        if len(jobs) <= 1 or self._workers == 1:
            return (work(*job) for job in jobs)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _end_with_parent)
        with _apart():
            futures: list[Future[object]] = [self._pool.submit(work, *job) for job in jobs]
        return (future.result() for future in as_completed(futures))


@contextmanager
def _apart() -> Iterator[None]:
    """Start worker processes that know nothing of the caller's script, and leave Ctrl-C to the caller.

    A spawned process runs the script of its parent again, and one without `if __name__ == ...`
    would curate in every worker, each waiting for the lock that this run holds.
    """
    resource_tracker.ensure_running()  # it would unblock the signal itself
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """In a worker: do not outlive a parent that was killed; its queue alone would keep us waiting forever."""
    Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


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
