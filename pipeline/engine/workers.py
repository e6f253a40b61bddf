"""A pool of watched worker processes: one that dies or exceeds a limit is replaced, and its task is run again."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing import connection
from typing import Any

from .errors import WorkerDied
from .limits import Limits
from .worker import CRASH, Death, Job, Worker, isolated_from_caller, resident_bytes

_CHECK_SECONDS = 0.1  # chosen: between two checks of the limits
_LARGE = 120_000_000  # bytes of a process, chosen: one that reads or compares takes more, a new one 100 MB
_MAX_UNEXPLAINED_DEATHS = 5  # chosen: if a task loses more workers for no known reason, the machine is at fault
_LONGEST_TICK = 2.0  # seconds (chosen); a longer time between two checks means that this process was stopped


class WorkerPool:
    """Up to `workers` processes that run jobs at the same time; they are started when there are jobs."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._size = workers
        self._limits = limits
        self._workers: list[Worker] = []
        self._clock = _Clock()

    def run(self, stage: str, jobs: Sequence[Job]) -> Iterator[tuple[int, Any]]:
        """Run all jobs; yield each job's number and result as it finishes.

        Raises what a job raised, or WorkerDied if a job loses its worker again and again.
        """
        waiting = deque(range(len(jobs)))
        failures = _Failures(stage)
        while waiting or any(worker.is_busy for worker in self._workers):
            self._start_workers(len(waiting))
            for worker in self._workers:
                if waiting and not worker.is_busy:
                    number = waiting.popleft()
                    worker.assign(number, jobs[number], failures.of_job(number))
            for worker in self._wait():
                number, death = worker.finish()
                if death is None:
                    yield number, worker.result
                else:
                    failures.record(number, death)
                    waiting.appendleft(number)
                    self._workers.remove(worker)

    def stop_large(self) -> None:
        """Stop the processes that hold far more memory than a new one; to start one takes a third of a second."""
        for worker in [worker for worker in self._workers if resident_bytes(worker.process.pid) > _LARGE]:
            worker.stop()
            self._workers.remove(worker)

    def close(self) -> None:
        """Stop the processes; a later `run` starts new ones."""
        for worker in self._workers:
            worker.stop()
        self._workers = []

    def _start_workers(self, waiting: int) -> None:
        """Replace idle workers that have ended, and start as many as the waiting jobs can use."""
        for worker in [worker for worker in self._workers if not (worker.is_busy or worker.process.is_alive())]:
            worker.stop()
            self._workers.remove(worker)
        idle = sum(not worker.is_busy for worker in self._workers)
        with isolated_from_caller():
            while len(self._workers) < self._size and idle < waiting:
                self._workers.append(Worker())
                idle += 1

    def _wait(self) -> list[Worker]:
        """Wait for a moment, kill workers that exceed a limit, and return those that have finished or died."""
        busy = [worker for worker in self._workers if worker.is_busy]
        handles: list[Any] = [handle for worker in busy for handle in (worker.pipe, worker.process.sentinel)]
        ready = set(connection.wait(handles, timeout=_CHECK_SECONDS))
        now = self._clock.tick()
        for worker in busy:
            worker.enforce(self._limits, now)
        return [worker for worker in busy if worker.pipe in ready or worker.process.sentinel in ready]


class _Clock:
    """Counts the seconds in which this process could run.

    A closed lid, Ctrl-Z or a paused container stops this process with its workers; that time is no item's.
    """

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._seconds = 0.0

    def tick(self) -> float:
        """Return the seconds so far. The time since the last call counts unless it is far longer than a check takes."""
        now = time.monotonic()
        passed, self._last = now - self._last, now
        self._seconds += passed if passed <= _LONGEST_TICK else 0.0
        return self._seconds


class _Failures:
    """How the jobs of a stage have failed so far."""

    def __init__(self, stage: str) -> None:
        self._stage = stage
        self._failures: dict[int, dict[int, tuple[str, ...]]] = {}
        self._unexplained: Counter[tuple[int, int]] = Counter()

    def of_job(self, job: int) -> dict[int, tuple[str, ...]]:
        """Return, for each item of a job, a word for each attempt that failed at it."""
        return self._failures.get(job, {})

    def record(self, job: int, death: Death) -> None:
        """Record a death. One without a cause counts as a crash if it happens at the same item again.

        Raises WorkerDied if no item can be blamed.
        """
        cause = death.cause
        if cause is None:
            self._unexplained[job, death.item] += 1
            if self._unexplained[job, death.item] > (1 if death.item >= 0 else _MAX_UNEXPLAINED_DEATHS):
                cause = CRASH
        if cause and death.item < 0:
            raise WorkerDied(self._stage)
        if cause:
            items = self._failures.setdefault(job, {})
            items[death.item] = (*items.get(death.item, ()), cause)
