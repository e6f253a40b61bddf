"""This machine's processes, with Arrow files on disk between the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from . import Progress, Step, parts
from .checkpoints import Checkpoints, Entry
from .limits import Limits
from .workers import Crew, Job


class _Part(NamedTuple):
    """A task's result that is to be: its file's name, the work, and the name of the one file it is made of."""

    name: str
    job: Job
    source: str = ""


_MUCH = 50_000_000  # bytes: what a release is written of takes memory, what small steps give does not


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
        return [self._files.path(name) for name in parts.lay_down(self._files, tables)]

    def map(self, step: Step, data: Sequence[Path], buckets: int = 1) -> list[Path]:
        """Apply a task to each table; rows that carry a `key_hash` are laid down in order, bucket by bucket."""
        work = []
        for source in data:
            name = parts.mapped_name(step.name, step.version, source.name)
            job = Job(parts.map_one, (step.task, source, self._files.path(name), buckets))
            work.append(_Part(name, job, source.name))
        return self._run(step, work)

    def reduce(self, step: Step, data: Sequence[Sequence[Path]], buckets: int) -> list[Path]:
        """Apply a task to the rows of each bucket."""
        files = [file for part in data for file in part]
        names = parts.reduced_names(step.name, step.version, (file.name for file in files), buckets)
        work = []
        for bucket, name in enumerate(names):
            job = Job(parts.reduce_one, (step.task, files, bucket, buckets, self._files.path(name)))
            work.append(_Part(name, job))
        return self._run(step, work)

    def save(self, name: str, data: Sequence[Path]) -> Sequence[Path]:  # noqa: ARG002
        """Return the data as it is: each task's result is written down and noted when the task ends."""
        return data

    def collect(self, data: Sequence[Path]) -> Iterator[pa.Table]:
        """Yield the table of each file; where that is much, workers without work give way to whoever takes it."""
        if sum(file.stat().st_size for file in data) > _MUCH:
            self._crew.close()
        for file in data:
            yield parts.read(file)

    def known(self, name: str) -> Iterator[tuple[pa.Table, list[Path]]]:
        """Yield what a step of this name made of scanned tables, in this run or earlier: the table and the result."""
        for table, result in parts.known(self._files, name):
            yield table, [self._files.path(result)]

    def keep(self, data: Sequence[Sequence[Path]]) -> None:
        """Forget all results but these."""
        self._files.keep(file.name for part in data for file in part)

    def drop(self, data: Sequence[Path]) -> None:
        """Forget a result."""
        self._files.drop(file.name for file in data)

    def close(self) -> None:
        """Stop the processes."""
        self._crew.close()

    def _run(self, step: Step, work: Sequence[_Part]) -> list[Path]:
        done = self._files.finished(part.name for part in work)
        waiting = [part for part in work if part.name not in done]
        self.taken_over += len(done)
        self._progress(step.name, len(done), len(work))
        for ready, (number, sha256) in enumerate(self._results(step, [part.job for part in waiting]), len(done) + 1):
            self._files.add(Entry(waiting[number].name, str(sha256), waiting[number].source))
            self._progress(step.name, ready, len(work))
        return [self._files.path(part.name) for part in work]

    def _results(self, step: Step, jobs: Sequence[Job]) -> Iterable[tuple[int, object]]:
        if not step.is_guarded and (len(jobs) <= 1 or self._workers == 1):
            return ((number, job.work(*job.arguments)) for number, job in enumerate(jobs))
        return self._crew.run(step.name, jobs)
