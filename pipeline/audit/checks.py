"""The checks of a release as jobs: in this process or in worker processes, with the same result in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import pyarrow as pa

from ..engine import Progress
from ..engine.errors import WorkerDied
from ..engine.limits import Limits
from ..engine.worker import Job
from ..engine.workers import WorkerPool
from ..release.errors import DamagedRelease


class Problem(NamedTuple):
    """Something that is not as it should be."""

    file: str
    what: str


def check_of(file: str, find: Callable[..., Iterable[str]], *arguments: object) -> Job:
    """Return the job that calls `find` and returns what it says of a file as a list of problems."""
    return Job(problems_of, (file, find, *arguments))


def problems_of(file: str, find: Callable[..., Iterable[str]], *arguments: object) -> list[Problem]:
    """Return what a check says of a file, and what stops it, as problems."""
    problems: list[Problem] = []
    try:
        problems.extend(Problem(file, what) for what in find(*arguments))
    except (OSError, ValueError, pa.ArrowException, DamagedRelease) as error:
        said = error.__cause__ if isinstance(error, DamagedRelease) else error
        problems.append(Problem(file, f"cannot be read: {str(said).splitlines()[0]}"))
    return problems


def run_all(stage: str, jobs: Sequence[Job], workers: int, progress: Progress) -> list[Any]:
    """Return the result of each job, in the order of the jobs. One worker is this process. Raises WorkerDied."""
    found: dict[int, object] = {}
    progress(stage, 0, len(jobs))
    with closing(WorkerPool(workers, Limits())) as pool:
        try:
            for number, result in pool.run(stage, jobs) if workers > 1 else map(_run_here, range(len(jobs)), jobs):
                found[number] = result
                progress(stage, len(found), len(jobs))
        except WorkerDied as error:
            raise WorkerDied(stage, "The release was not checked to its end", "qamill verify") from error
    return [found[number] for number in range(len(jobs))]


def _run_here(number: int, job: Job) -> tuple[int, object]:
    return number, job.work(*job.arguments)
