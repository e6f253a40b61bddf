"""A Spark cluster, with Arrow files on storage that all its machines see between the steps that are saved."""

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

from .. import Progress, Step, parts
from ..checkpoints import Checkpoints, Entry
from ..limits import Limits
from .errors import FolderNotShared, SparkFailed
from .executor import (
    PIECES_IN_SPARK,
    RECEIPTS_IN_SPARK,
    Do,
    Lay,
    Pack,
    Sink,
    Source,
    at_work,
    error_in,
    from_files,
    from_pieces,
)
from .session import cause_of, quiet, session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_LEAST_WAVE = 1_000  # tasks in a job of a saved map: what is lost at most when the driver dies
_WAVES_PER_CORE = 16
_GROUP_BYTES = 32_000_000  # of files that are packed together; some 100,000 records
_LOOK = 0.5  # seconds between two looks at how far a job is


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
"""Tables that lie in files, or what is to be done to get them."""


class Spark:
    """An engine of a Spark cluster.

    `map` and `reduce` only note what is to be done; `save` and `collect` do it. Steps between two saves run without
    touching the disk, save for Spark's own shuffle. The files in `folder` are called as those of `Local` are, so
    that an interrupted run goes on where it was, whichever of the two it was. The driver sees names and hashes; rows
    only where it scans and collects. `shared` is what the tasks must find on every machine beside `folder`.
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
        self._wave = max(_LEAST_WAVE, _WAVES_PER_CORE * self._spark.sparkContext.defaultParallelism)
        self.taken_over = 0
        """How many tasks were not done because their result was there."""

    def scan(self, tables: Iterable[pa.Table]) -> list[Path]:
        """Lay down each table as the work of one task."""
        return [self._files.path(name) for name in parts.lay_down(self._files, tables)]

    def map(self, step: Step, data: Data, buckets: int = 1) -> Mapped:
        """Note that a task is to be applied to each table."""
        return Mapped(step, data, buckets)

    def reduce(self, step: Step, data: Sequence[Data], buckets: int) -> Reduced:
        """Note that a task is to be applied to the rows of each bucket."""
        return Reduced(step, list(data), buckets)

    def save(self, name: str, data: Data) -> list[Path]:
        """Do what is to be done, every table into a file; those that are there already, whole, are not done again."""
        if not isinstance(data, Mapped | Reduced):
            return list(data)
        files = [self._files.path(file) for file in _names(data)]
        done = self._files.finished(file.name for file in files)
        self.taken_over += len(done)
        told, total = len(done), _tasks(data)
        for some in self._waves(data, {part: file for part, file in enumerate(files) if file.name not in done}):
            with quiet(), _one_sentence(name), self._watch(name, told, total):
                self._lay(data, some)
            told += len(some)
        self._progress(name, total, total)
        return files

    def collect(self, data: Data) -> Iterator[pa.Table]:
        """Yield the tables in order, one at a time."""
        name = data.step.name if isinstance(data, Mapped | Reduced) else ""
        for file in self.save(name, data):
            yield parts.read(file)

    def known(self, name: str) -> Iterator[tuple[pa.Table, list[Path]]]:
        """Yield what a step of this name made of scanned tables, in this run or earlier: the table and the result."""
        for table, result in parts.known(self._files, name):
            yield table, [self._files.path(result)]

    def keep(self, data: Sequence[Data]) -> None:
        """Forget all results but these."""
        self._files.keep(name for part in data for name in _names(part))

    def drop(self, data: Data) -> None:
        """Forget a result."""
        self._files.drop(_names(data))

    def close(self) -> None:
        """End the session."""
        self._stack.close()

    def _waves(self, data: Mapped | Reduced, files: dict[int, Path]) -> Iterator[dict[int, Path]]:
        """The files of one job after the other: what a job has finished is noted. A shuffle is not done twice."""
        waiting = iter(files.items())
        while some := dict(islice(waiting, self._wave if _comes_from_files(data) else len(files))):
            yield some

    def _lay(self, data: Mapped | Reduced, files: Mapping[int, Path]) -> None:
        """Have the executors write some of the tables, and note them."""
        frame = self._frame(data, (), Lay(files, data.buckets), RECEIPTS_IN_SPARK, frozenset(files))
        sha256 = {row["part"]: row["sha256"] for row in frame.collect()}
        scanned = _names(data.source) if isinstance(data, Mapped) and _are_files(data.source) else []
        for part, file in files.items():
            if not file.exists():
                raise FolderNotShared(file.parent)
            self._files.add(Entry(file.name, sha256[part], scanned[part] if scanned else ""))

    def _frame(
        self, data: Data, then: Sequence[Do], sink: Sink, columns: str, wanted: frozenset[int] | None = None
    ) -> DataFrame:
        """Return the frame of what a sink makes of the tables, after some more steps; of all, or of the wanted ones."""
        if isinstance(data, Mapped):
            return self._frame(data.source, (Do(data.step, self._limits), *then), sink, columns, wanted)
        if isinstance(data, Reduced):
            work = at_work(from_pieces, (Do(data.step, self._limits), *then), sink, wanted)
            return self._pieces(data).repartitionById(data.buckets, "bucket").mapInArrow(work, columns)
        sources = [Source(part, file) for part, file in enumerate(data) if wanted is None or part in wanted]
        groups = [[source] for source in sources] if then else _groups(sources)
        numbers = self._spark.range(0, len(groups), 1, len(groups))  # each in a partition of its own
        return numbers.mapInArrow(at_work(from_files, groups, then, sink, self._shared), columns)

    def _pieces(self, data: Reduced) -> DataFrame:
        """Return the rows that a step is to be applied to, in pieces."""
        frames, first = [], 0
        for source in _merged(data.sources):
            frames.append(self._frame(source, (), Pack(data.buckets, first), PIECES_IN_SPARK))
            first += len(_names(source))
        return reduce(type(frames[0]).union, frames)

    @contextmanager
    def _watch(self, name: str, before: int, total: int) -> Iterator[None]:
        """Tell how far the jobs within are, again and again."""
        group, ended = f"{name}-{uuid4().hex}", Event()
        self._spark.sparkContext.setJobGroup(group, name)
        teller = Thread(target=self._tell, args=(ended, group, name, before, total), daemon=True)
        teller.start()
        try:
            yield
        finally:
            ended.set()
            teller.join()

    def _tell(self, ended: Event, group: str, name: str, before: int, total: int) -> None:
        tracker = self._spark.sparkContext.statusTracker()
        told = -1
        with suppress(Exception):  # where Spark has died, the job says so
            while not ended.wait(_LOOK):
                jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(group)]
                stages = {stage for job in jobs if job for stage in job.stageIds}
                facts = [tracker.getStageInfo(stage) for stage in stages]
                done = before + sum(fact.numCompletedTasks for fact in facts if fact)
                if done != told:
                    told = done
                    self._progress(name, min(done, total), total)


@contextmanager
def _one_sentence(name: str) -> Iterator[None]:
    """Raise what a task raised, if that was an error of ours, or SparkFailed."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, ConnectionError) as error:
        raise error_in(str(error)) or SparkFailed(name, cause_of(error)) from error


def _are_files(data: Data) -> TypeGuard[Sequence[Path]]:
    return not isinstance(data, Mapped | Reduced)


def _comes_from_files(data: Data) -> bool:
    """Whether no shuffle is needed to get the tables."""
    return _are_files(data) or (isinstance(data, Mapped) and _comes_from_files(data.source))


def _merged(data: Sequence[Data]) -> Iterator[Data]:
    """The data, neighbours that lie in files as one, for each is a branch of a plan; without what has no table."""
    for are_files, some in groupby(data, _are_files):
        if are_files:
            files = [file for source in some if _are_files(source) for file in source]
            yield from [files] if files else []
        else:
            yield from (source for source in some if _names(source))


def _groups(sources: Sequence[Source]) -> list[list[Source]]:
    """Neighbours together, up to a size: the fewer tables are packed for a shuffle, the larger are their pieces."""
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
    """Return the names of the files that the tables lie in, or would."""
    if isinstance(data, Mapped):
        return [parts.mapped_name(data.step.name, data.step.version, name) for name in _names(data.source)]
    if isinstance(data, Reduced):
        sources = [name for source in data.sources for name in _names(source)]
        return parts.reduced_names(data.step.name, data.step.version, sources, data.buckets)
    return [file.name for file in data]


def _tasks(data: Data) -> int:
    """Return how many tasks it takes to get the tables."""
    if isinstance(data, Mapped):
        return len(data.source) if _are_files(data.source) else _tasks(data.source)
    if isinstance(data, Reduced):
        return data.buckets + sum(map(_tasks, _merged(data.sources)))
    return len(_groups([Source(0, file) for file in data]))
