"""The engine of this machine: a few processes, with Arrow files on disk between the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from . import Progress, Step, arrow_files, heartbeat, parts
from .checkpoints import Checkpoints, Entry
from .limits import Limits
from .reached import Reached
from .worker import Job
from .workers import WorkerPool


class _Output(NamedTuple):
    """A file that a task has to write: its name, the task, and the names of its input files."""

    name: str
    job: Job
    inputs: Sequence[str]
    source: str = ""
    """The name of the input file if the task reads one as a whole."""


# Bytes; chosen: a release needs memory for writing, so idle workers are stopped before results of this size are read.
_LARGE_RESULT = 50_000_000
_MANY_JOBS = 16  # of one step; chosen: workers that did more may hold 100 MB each of what the next step does not need


class Local:
    """An engine of a few processes.

    Every task writes one file into `folder`, whose name is a hash of the task's input, step and version. A task
    whose file exists and is intact is not run again. So an interrupted run continues where it was, and a later run
    reuses what has not changed. Only the tables of the running tasks are in memory.

    A step of one task runs in this process unless it is guarded. Guarded steps and larger ones run in `workers`
    worker processes. A worker is replaced if it dies or if an item of its task exceeds the limits.
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
        self._pool = WorkerPool(workers, limits)
        self._unsure: set[str] = set()
        """Results for this run alone: an attempt at them, or at what they are made of, failed."""
        self.reused = 0
        """How many tasks were not run because their result existed."""

    def scan(self, tables: Iterable[pa.Table]) -> list[Path]:
        """Write each table as the input of one task."""
        return [self._files.path(name) for name in parts.write_inputs(self._files, tables)]

    def map(self, step: Step, data: Sequence[Path], buckets: int = 1) -> list[Path]:
        """Apply a task to each table; results with a column `key_hash` are stored bucket by bucket."""
        outputs = []
        for source in data:
            name = parts.mapped_name(step.name, step.version, source.name)
            map = parts.map_pieces if step.reads_pieces else parts.map_one
            job = Job(map, (step.task, source, self._files.path(name), buckets, step.contents))
            outputs.append(_Output(name, job, [source.name], source.name))
        return self._run(step, outputs)

    def reduce(self, step: Step, data: Sequence[Sequence[Path]], buckets: int) -> list[Path]:
        """Apply a task to the rows of each bucket."""
        files = [file for part in data for file in part]
        inputs = [file.name for file in files]
        names = parts.reduced_names(step.name, step.version, inputs, buckets)
        outputs = []
        for bucket, name in enumerate(names):
            reduce = parts.reduce_pieces if step.reads_pieces else parts.reduce_one
            job = Job(reduce, (step.task, files, bucket, buckets, self._files.path(name)))
            outputs.append(_Output(name, job, inputs))
        return self._run(step, outputs)

    def save(self, name: str, data: Sequence[Path]) -> Sequence[Path]:  # noqa: ARG002
        """Return the data unchanged: each task's result is on disk, and in the journal, when the task ends."""
        return data

    def collect(self, data: Sequence[Path]) -> Iterator[pa.Table]:
        """Yield the table of each file. If they are large, idle workers are stopped first to free their memory."""
        if sum(file.stat().st_size for file in data) > _LARGE_RESULT:
            self._pool.close()
        for file in data:
            yield arrow_files.read(file)

    def earlier_results(self, name: str) -> Iterator[tuple[pa.Table, list[Path]]]:
        """Yield each scanned table, of this run or an earlier one, with what a step of this name made of it."""
        for table, result in parts.earlier_results(self._files, name):
            yield table, [self._files.path(result)]

    def keep(self, data: Sequence[Sequence[Path]]) -> None:
        """Delete all results except these."""
        self._files.keep(file.name for part in data for file in part)

    def drop(self, data: Sequence[Path]) -> None:
        """Delete a result."""
        self._files.drop(file.name for file in data)

    def close(self) -> None:
        """Stop the processes."""
        self._pool.close()

    def _run(self, step: Step, outputs: Sequence[_Output]) -> list[Path]:
        """Write the outputs that do not exist yet; return the paths of all."""
        done = self._files.finished(output.name for output in outputs)
        missing = [number for number, output in enumerate(outputs) if output.name not in done]
        self.reused += len(done)
        reached = Reached(step, len(outputs), self._progress)
        reached.finish({*range(len(outputs))}.difference(missing))
        for position, receipt in self._results(step, [outputs[number].job for number in missing]):
            number = missing[position]
            self._record(outputs[number], receipt.sha256)
            reached.finish([number], receipt.found)
        return [self._files.path(output.name) for output in outputs]

    def _results(self, step: Step, jobs: Sequence[Job]) -> Iterable[tuple[int, Any]]:
        if not step.is_guarded and (len(jobs) <= 1 or self._workers == 1):
            return ((number, _run_here(job)) for number, job in enumerate(jobs))
        return self._in_workers(step.name, jobs)

    def _in_workers(self, stage: str, jobs: Sequence[Job]) -> Iterator[tuple[int, Any]]:
        yield from self._pool.run(stage, jobs)
        if len(jobs) > _MANY_JOBS:
            self._pool.stop_large()

    def _record(self, output: _Output, sha256: str) -> None:
        """Record that an output is finished, unless the next run must make it again."""
        if sha256 and self._unsure.isdisjoint(output.inputs):
            self._files.add(Entry(output.name, sha256, output.source))
        else:
            self._unsure.add(output.name)


def _run_here(job: Job) -> object:
    heartbeat.attach(None, {})
    return job.work(*job.arguments)
