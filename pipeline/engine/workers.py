"""A pool of watched worker processes: one that dies or exceeds a limit is replaced, and its task is run again."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process, resource_tracker
from pathlib import Path
from pickle import PicklingError
from threading import Thread
from types import ModuleType
from typing import Any, NamedTuple

from ..allocator import ALLOCATOR
from . import heartbeat
from .errors import WorkerDied
from .limits import Limits

_CHECK_SECONDS = 0.1  # chosen: between two checks of the limits
_IDLE_SECONDS = 1.0  # chosen: a worker that waits longer for a job ends, and frees its memory
_OBJECTS_A_COLLECTION = (
    20_000  # new objects (chosen) after which Python looks for cycles: a page makes many, kept shortly
)
_LARGE = 120_000_000  # bytes of a process, chosen: one that reads or compares takes more, a new one 100 MB
_MAX_UNEXPLAINED_DEATHS = 5  # chosen: if a task loses more workers for no known reason, the machine is at fault
_LONGEST_TICK = 2.0  # seconds (chosen); a longer time between two checks means that this process was stopped
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100  # 100: of Linux
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096  # 4096: of x86 and most ARM machines
_CRASH_EXIT_CODES = {
    -number for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)
}
_USER_TIME, _SYSTEM_TIME = 11, 12  # fields of /proc/PID/stat after the name, in ticks (man 5 proc_pid_stat)
_SAFE_PATH = {"PYTHONSAFEPATH": "1"}  # Python then does not look for modules in the current folder
_CONTEXT = get_context("spawn")

TIMEOUT, MEMORY, CRASH = "parser_timeout", "parser_memory", "parser_crash"
"""The words for how an attempt at an item failed; each is a Reason."""


class Job(NamedTuple):
    """A call that a worker makes. Its result is sent through a pipe, so it should be small."""

    work: Callable[..., object]
    arguments: tuple[Any, ...]


class WorkerPool:
    """Up to `workers` processes that run jobs at the same time; they are started when there are jobs."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._size = workers
        self._limits = limits
        self._workers: list[_Worker] = []
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
        for worker in [worker for worker in self._workers if _resident_bytes(worker.process.pid) > _LARGE]:
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
        with _isolated_from_caller():
            while len(self._workers) < self._size and idle < waiting:
                self._workers.append(_Worker())
                idle += 1

    def _wait(self) -> list[_Worker]:
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


class _Death(NamedTuple):
    """How a worker ended, and at which item of its task (-1: at none)."""

    item: int
    cause: str | None
    """TIMEOUT, MEMORY or CRASH; None if the item need not be at fault, because somebody killed the worker."""


class _Failures:
    """How the jobs of a stage have failed so far."""

    def __init__(self, stage: str) -> None:
        self._stage = stage
        self._failures: dict[int, dict[int, tuple[str, ...]]] = {}
        self._unexplained: Counter[tuple[int, int]] = Counter()

    def of_job(self, job: int) -> dict[int, tuple[str, ...]]:
        """Return, for each item of a job, a word for each attempt that failed at it."""
        return self._failures.get(job, {})

    def record(self, job: int, death: _Death) -> None:
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


@dataclass(eq=False)
class _Worker:
    """One worker process, as its parent sees it."""

    process: Any = None
    pipe: Any = None
    slot: Any = None
    """Shared memory in which the worker's heartbeat reports its item and its processor time when the item began."""
    job: int = -1
    """The number of the job it works on; -1: none."""
    result: object = None
    """The result of the last job."""
    killed_for: str | None = None
    _killed_at: int = 0
    """The item that it was killed for, as in the slot: it may have begun the next one before it died."""
    _item: tuple[int, int] = (0, 0)
    """The slot at the last check."""
    _bytes_at_start: int = 0
    """The process's memory when that item was first seen."""
    _seen_at: float = 0.0
    """When that was, by the parent's clock."""

    def __post_init__(self) -> None:
        self.slot = _CONTEXT.RawArray("q", 2)
        self.pipe, workers_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(workers_end, self.slot), daemon=True)
        self.process.start()
        workers_end.close()

    @property
    def is_busy(self) -> bool:
        return self.job >= 0

    def assign(self, number: int, job: Job, failures: dict[int, tuple[str, ...]]) -> None:
        """Send a job to the process. If the process has ended, `finish` will tell."""
        self.job, self._item = number, (0, 0)
        try:
            self.pipe.send((job, failures))
        except (BrokenPipeError, ConnectionResetError):
            self.process.kill()

    def finish(self) -> tuple[int, _Death | None]:
        """Return the job's number, and how the worker died if it did. Raises what the job raised."""
        number, self.job = self.job, -1
        try:
            error, self.result = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            cause = self.killed_for or (CRASH if self.process.exitcode in _CRASH_EXIT_CODES else None)
            return number, _Death((self._killed_at or self.slot[0]) - 1, cause)
        if error is not None:
            raise error
        return number, None

    def enforce(self, limits: Limits, now: float) -> None:
        """Kill the process if its current item takes too much time or memory; `now` is by the parent's clock."""
        item, start = self.slot[0], self.slot[1]
        if not item:
            return
        memory = _resident_bytes(self.process.pid)
        if (item, start) != self._item:
            self._item, self._bytes_at_start, self._seen_at = (item, start), memory, now
        waited = now - self._seen_at
        computed = _processor_seconds(self.process.pid)
        used = waited if computed is None else computed - start / 1e9
        if used > limits.seconds or waited > limits.wall_seconds:
            self.killed_for = TIMEOUT
        elif memory - self._bytes_at_start > limits.megabytes * 1_000_000:
            self.killed_for = MEMORY
        if self.killed_for and (self.slot[0], self.slot[1]) != self._item:
            self.killed_for = None  # this process was stopped meanwhile, and the worker went on to other items
        if self.killed_for:
            self._killed_at = item
            self.process.kill()

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _processor_seconds(pid: int) -> float | None:
    """The seconds that a process has computed, all its threads together; None on systems without /proc."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(facts[_USER_TIME]) + int(facts[_SYSTEM_TIME])) / _TICKS_A_SECOND
    except (OSError, IndexError, ValueError):
        return None


def _resident_bytes(pid: int) -> int:
    """The bytes of memory that a process uses; 0 on systems without /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0


@contextmanager
def _isolated_from_caller() -> Iterator[None]:
    """Start worker processes that do not run the caller's script again, and that ignore Ctrl-C.

    A spawned process imports the script of its parent. One without `if __name__ == "__main__"` would
    curate in every worker, each waiting for the lock that this run holds. It would also import what lies in the
    current folder instead of Python's own modules, a `types.py` of the user's say, before it is told its path.
    """
    before = {name: os.environ.get(name) for name in (*ALLOCATOR, *_SAFE_PATH)}
    os.environ.update({**ALLOCATOR, **os.environ, **_SAFE_PATH})
    resource_tracker.ensure_running()  # started later, it would unblock the signal
    blocked_before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked_before)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


# --- in the worker process ---------------------------------------------------------------------


def _serve(pipe: Any, slot: Any) -> None:
    """Run jobs until the parent closes the pipe or sends none for _IDLE_SECONDS."""
    Thread(target=_exit_with_parent, daemon=True).start()
    gc.set_threshold(_OBJECTS_A_COLLECTION)
    while True:
        try:
            if not pipe.poll(_IDLE_SECONDS):
                return
            job, failures = pipe.recv()
        except (EOFError, OSError):
            return
        heartbeat.attach(slot, failures)
        error: BaseException | None = None
        result = None
        try:
            result = job.work(*job.arguments)
        except Exception as raised:  # whatever it is, the parent raises it
            error = raised
        heartbeat.finish_item()
        _send(pipe, error, result)


def _send(pipe: Any, error: BaseException | None, result: object) -> None:
    try:
        pipe.send((error, result))
    except (TypeError, AttributeError, PicklingError):  # an error can hold values that cannot be pickled
        pipe.send((RuntimeError(f"{type(error).__name__}: {error}"), None))


def _exit_with_parent() -> None:
    """End this process when its parent has ended, even if the parent was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
