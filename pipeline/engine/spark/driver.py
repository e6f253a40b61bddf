"""The engine of a Spark cluster, with Arrow files on shared storage between the steps that are saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import reduce
from itertools import groupby, islice
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple, TypeGuard
from uuid import uuid4

import pyarrow as pa

from .. import Progress, Step, arrow_files, parts
from ..checkpoints import Checkpoints, Entry
from ..limits import Limits
from ..reached import Reached
from .errors import FolderNotShared, SparkFailed
from .executor import (
    PIECES_IN_SPARK,
    RECEIPTS_IN_SPARK,
    Apply,
    PackPieces,
    Sink,
    Source,
    WriteFiles,
    error_in,
    from_files,
    from_pieces,
    partition_function,
)
from .session import cause_of, session, without_warnings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# A saved map is done in several Spark jobs, so that the results of all but the last are kept if the driver dies.
_MIN_TASKS_PER_JOB = 1_000  # chosen: no more than these are lost
_TASKS_PER_CORE = 16  # chosen: large clusters get larger jobs, or their cores would wait at the end of each
_GROUP_BYTES = 32_000_000  # of files whose rows are packed together; some 100,000 records (docs/scale.md)
_PROGRESS_SECONDS = 0.5  # chosen: between two reports of a job's progress


class Mapped(NamedTuple):
    """A step that is to be applied to each table."""

    step: Step
    source: Data
    buckets: int


class Reduced(NamedTuple):
    """A step that is to be applied to each bucket."""

    step: Step
    sources: Sequence[Data]
    buckets: int


Data = Sequence[Path] | Mapped | Reduced
"""The files of tables, or the steps that will make the tables."""


class Spark:
    """An engine of a Spark cluster.

    `map` and `reduce` only describe the work; `save` and `collect` do it. Between two saves, tables pass from step to
    step without files, except for Spark's own shuffle. The files in `folder` have the same names as those of `Local`,
    so that either engine continues an interrupted run of the other. The driver sees names and hashes; it sees rows
    only in `scan` and `collect`. `shared` are the paths, besides `folder`, that every machine must see.
    """

    def __init__(
        self,
        folder: Path,
        master: str,
        progress: Progress,
        limits: Limits = Limits(),  # noqa: B008  a frozen value
        *,
        shared: Sequence[Path] = (),
    ) -> None:
        self._shared = tuple(path.absolute() for path in shared)
        self._files = Checkpoints(folder.absolute())
        self._progress = progress
        self._limits = limits
        self._stack = ExitStack()
        self._spark = self._stack.enter_context(session(master))
        self._tasks_per_job = max(_MIN_TASKS_PER_JOB, _TASKS_PER_CORE * self._spark.sparkContext.defaultParallelism)
        self._unsure: set[str] = set()
        """Results for this run alone: an attempt at them, or at what they are made of, failed."""
        self.reused = 0
        """How many tasks were not run because their result existed."""

    def scan(self, tables: Iterable[pa.Table]) -> list[Path]:
        """Write each table as the input of one task."""
        return [self._files.path(name) for name in parts.write_inputs(self._files, tables)]

    def map(self, step: Step, data: Data, buckets: int = 1) -> Mapped:
        """Describe that a task is to be applied to each table."""
        return Mapped(step, data, buckets)

    def reduce(self, step: Step, data: Sequence[Data], buckets: int) -> Reduced:
        """Describe that a task is to be applied to the rows of each bucket."""
        return Reduced(step, list(data), buckets)

    def save(self, name: str, data: Data) -> list[Path]:
        """Do the described work and write every table into its file. Files that are finished are not made again."""
        if not isinstance(data, Mapped | Reduced):
            return list(data)
        files = [self._files.path(file) for file in _names(data)]
        finished = self._files.finished(file.name for file in files)
        self.reused += len(finished)
        missing = {part: file for part, file in enumerate(files) if file.name not in finished}
        reached = Reached(data.step._replace(name=name), len(files), self._progress)
        reached.finish(part for part in range(len(files)) if part not in missing)
        for job in self._jobs(data, missing):
            tasks = _count_tasks(data) if _needs_shuffle(data) else len(job)
            with without_warnings(), _spark_errors_as_ours(name), self._progress_reported(name, reached, job, tasks):
                found = self._write(data, job)
            reached.finish(job, found)
        return files

    def collect(self, data: Data) -> Iterator[pa.Table]:
        """Yield the tables in order, one at a time."""
        name = data.step.name if isinstance(data, Mapped | Reduced) else ""
        for file in self.save(name, data):
            yield arrow_files.read(file)

    def earlier_results(self, name: str) -> Iterator[tuple[pa.Table, list[Path]]]:
        """Yield each scanned table, of this run or an earlier one, with what a step of this name made of it."""
        for table, result in parts.earlier_results(self._files, name):
            yield table, [self._files.path(result)]

    def keep(self, data: Sequence[Data]) -> None:
        """Delete all results except these."""
        self._files.keep(name for part in data for name in _names(part))

    def drop(self, data: Data) -> None:
        """Delete a result."""
        self._files.drop(_names(data))

    def close(self) -> None:
        """End the session."""
        self._stack.close()

    def _jobs(self, data: Mapped | Reduced, files: dict[int, Path]) -> Iterator[dict[int, Path]]:
        """Split the files, by table number, into those of one job after another.

        What needs a shuffle is one job, so that the shuffle is not repeated.
        """
        waiting = iter(files.items())
        while job := dict(islice(waiting, len(files) if _needs_shuffle(data) else self._tasks_per_job)):
            yield job

    def _write(self, data: Mapped | Reduced, files: Mapping[int, Path]) -> int | None:
        """Have the executors write some of the tables, record them as finished, and return how much is in them."""
        sink = WriteFiles(files, data.buckets, data.step.contents)
        receipts = self._frame(data, (), sink, RECEIPTS_IN_SPARK, frozenset(files)).collect()
        sha256 = {row["part"]: row["sha256"] for row in receipts}
        is_sure = self._unsure.isdisjoint(_inputs(data))
        inputs = _names(data.source) if isinstance(data, Mapped) and _are_files(data.source) else []
        for part, file in files.items():
            if not file.exists():
                raise FolderNotShared(file.parent)
            if sha256[part] and is_sure:
                self._files.add(Entry(file.name, sha256[part], inputs[part] if inputs else ""))
            else:
                self._unsure.add(file.name)
        return sum(row["found"] for row in receipts) if data.step.contents else None

    def _frame(
        self, data: Data, then: Sequence[Apply], sink: Sink, columns: str, wanted: frozenset[int] | None = None
    ) -> DataFrame:
        """Return the frame of what a sink makes of the tables after the steps `then`; only of the `wanted` tables."""
        if isinstance(data, Mapped):
            return self._frame(data.source, (self._apply(data.step), *then), sink, columns, wanted)
        if isinstance(data, Reduced):
            work = partition_function(from_pieces, (self._apply(data.step), *then), sink, wanted)
            return self._pieces(data).repartitionById(data.buckets, "bucket").mapInArrow(work, columns)
        sources = [Source(part, file) for part, file in enumerate(data) if wanted is None or part in wanted]
        groups = [[source] for source in sources] if then else _groups(sources)
        numbers = self._spark.range(0, len(groups), 1, len(groups))  # each in a partition of its own
        work = partition_function(from_files, groups, then, sink, self._shared)
        return numbers.mapInArrow(work, columns)

    def _apply(self, step: Step) -> Apply:
        return Apply(step._replace(sizes=()), self._limits)  # which grow with the pages, and stay here

    def _pieces(self, data: Reduced) -> DataFrame:
        """Return the frame of PIECES of all rows that a step is to be applied to."""
        frames, first = [], 0
        for source in _branches(data.sources):
            frames.append(self._frame(source, (), PackPieces(data.buckets, first), PIECES_IN_SPARK))
            first += len(_names(source))
        return reduce(type(frames[0]).union, frames)

    @contextmanager
    def _progress_reported(self, name: str, reached: Reached, tables: Iterable[int], tasks: int) -> Iterator[None]:
        """Report how far the Spark jobs are that are started inside, and make some tables in so many tasks."""
        group, ended = f"{name}-{uuid4().hex}", Event()
        self._spark.sparkContext.setJobGroup(group, name)
        reporter = Thread(target=self._report_progress, args=(ended, group, reached, tables, tasks), daemon=True)
        reporter.start()
        try:
            yield
        finally:
            ended.set()
            reporter.join()

    def _report_progress(self, ended: Event, group: str, reached: Reached, tables: Iterable[int], tasks: int) -> None:
        tracker = self._spark.sparkContext.statusTracker()
        with suppress(Exception):  # if Spark has died, the job itself raises an error
            while not ended.wait(_PROGRESS_SECONDS):
                jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(group)]
                stages = {stage for job in jobs if job for stage in job.stageIds}
                infos = [tracker.getStageInfo(stage) for stage in stages]
                done = sum(info.numCompletedTasks for info in infos if info)
                reached.go_on(tables, min(done / tasks, 1.0))


@contextmanager
def _spark_errors_as_ours(name: str) -> Iterator[None]:
    """Instead of an error of Spark raise the QamillError that a task raised, or SparkFailed if there is none."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, ConnectionError) as error:
        raise error_in(str(error)) or SparkFailed(name, cause_of(error)) from error


def _are_files(data: Data) -> TypeGuard[Sequence[Path]]:
    return not isinstance(data, Mapped | Reduced)


def _needs_shuffle(data: Data) -> bool:
    return isinstance(data, Reduced) or (isinstance(data, Mapped) and _needs_shuffle(data.source))


def _branches(data: Sequence[Data]) -> Iterator[Data]:
    """Yield the data of each branch of a plan. Neighbours that are files share a branch; no tables, no branch."""
    for are_files, neighbours in groupby(data, _are_files):
        if are_files:
            files = [file for source in neighbours if _are_files(source) for file in source]
            yield from [files] if files else []
        else:
            yield from (source for source in neighbours if _names(source))


def _groups(sources: Sequence[Source]) -> list[list[Source]]:
    """Group neighbours up to _GROUP_BYTES: the fewer tables are packed for a shuffle, the larger are their pieces."""
    groups: list[list[Source]] = []
    room = 0
    for source in sources:
        size = source.file.stat().st_size
        if not groups or size > room:
            groups.append([])
            room = _GROUP_BYTES
        groups[-1].append(source)
        room -= size
    return groups


def _names(data: Data) -> list[str]:
    """Return the names of the tables' files, whether they exist or not."""
    if isinstance(data, Mapped):
        return [parts.mapped_name(data.step.name, data.step.version, name) for name in _names(data.source)]
    if isinstance(data, Reduced):
        sources = [name for source in data.sources for name in _names(source)]
        return parts.reduced_names(data.step.name, data.step.version, sources, data.buckets)
    return [file.name for file in data]


def _inputs(data: Data) -> list[str]:
    """Return the names of the files that the tables are made of."""
    if isinstance(data, Mapped):
        return _inputs(data.source)
    if isinstance(data, Reduced):
        return [name for source in data.sources for name in _inputs(source)]
    return [file.name for file in data]


def _count_tasks(data: Data) -> int:
    """Return how many Spark tasks it takes to make the tables."""
    if isinstance(data, Mapped):
        return len(data.source) if _are_files(data.source) else _count_tasks(data.source)
    if isinstance(data, Reduced):
        return data.buckets + sum(map(_count_tasks, _branches(data.sources)))
    return len(_groups([Source(0, file) for file in data]))
