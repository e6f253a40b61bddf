"""Worker processes that are watched: one that dies or takes too much is replaced, and its task run again."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process, resource_tracker
from pathlib import Path
from pickle import PicklingError
from threading import Thread
from types import ModuleType
from typing import Any, NamedTuple

from . import heartbeat as watch
from .errors import WorkerDied
from .limits import Limits

_TICK = 0.1  # seconds between two looks at the workers
_IDLE = 1.0  # seconds without a job after which a worker leaves
_MOST_DEATHS = 5  # of one task without a known cause: then the machine is at fault, not a page
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_CRASHES = {-number for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)}
_CONTEXT = get_context("spawn")

TIMEOUT, MEMORY, CRASH = "parser_timeout", "parser_memory", "parser_crash"


class Job(NamedTuple):
    """A call that a worker makes; what it gives must be small."""

    work: Callable[..., object]
    arguments: tuple[Any, ...]


class Crew:
    """Some processes that work on jobs side by side."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._size = workers
        self._limits = limits
        self._workers: list[_Worker] = []

    def run(self, stage: str, jobs: Sequence[Job]) -> Iterator[tuple[int, object]]:
        """Do all jobs, yielding the number of each and what it gave when it is done, in the order of their ends.

        Raises what a job raised, or WorkerDied if one kills its worker again and again.
        """
        waiting = deque(range(len(jobs)))
        accidents = _Accidents(stage)
        while waiting or any(worker.is_busy for worker in self._workers):
            self._hire(len(waiting))
            for worker in self._workers:
                if waiting and not worker.is_busy:
                    number = waiting.popleft()
                    worker.give(number, jobs[number], accidents.troubles_of(number))
            for worker in self._ready():
                number, died = worker.finish()
                if died is None:
                    yield number, worker.result
                else:
                    accidents.note(number, died)
                    waiting.appendleft(number)
                    self._workers.remove(worker)

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.dismiss()
        self._workers = []

    def _hire(self, waiting: int) -> None:
        for worker in [worker for worker in self._workers if not (worker.is_busy or worker.process.is_alive())]:
            worker.dismiss()
            self._workers.remove(worker)
        idle = sum(not worker.is_busy for worker in self._workers)
        with _apart():
            while len(self._workers) < self._size and idle < waiting:
                self._workers.append(_Worker())
                idle += 1

    def _ready(self) -> list[_Worker]:
        """Wait a moment and return the workers that are done or dead; those that take too much are killed."""
        busy = [worker for worker in self._workers if worker.is_busy]
        handles: list[Any] = [handle for worker in busy for handle in (worker.pipe, worker.process.sentinel)]
        ready = set(connection.wait(handles, timeout=_TICK))
        for worker in busy:
            worker.check(self._limits)
        return [worker for worker in busy if worker.pipe in ready or worker.process.sentinel in ready]


class _Death(NamedTuple):
    """How a worker ended, and at which item of its task (-1: at none)."""

    item: int
    cause: str | None
    """A word for the item's troubles; None where the item need not be at fault (somebody killed the worker)."""


class _Accidents:
    """What happened to the jobs so far."""

    def __init__(self, stage: str) -> None:
        self._stage = stage
        self._troubles: dict[int, dict[int, tuple[str, ...]]] = {}
        self._unexplained: Counter[tuple[int, int]] = Counter()

    def troubles_of(self, job: int) -> dict[int, tuple[str, ...]]:
        return self._troubles.get(job, {})

    def note(self, job: int, death: _Death) -> None:
        """Remember a death. One without a cause is held against an item only if it happens there again."""
        cause = death.cause
        if cause is None:
            self._unexplained[job, death.item] += 1
            if self._unexplained[job, death.item] > (1 if death.item >= 0 else _MOST_DEATHS):
                cause = CRASH
        if cause and death.item < 0:
            raise WorkerDied(self._stage)
        if cause:
            items = self._troubles.setdefault(job, {})
            items[death.item] = (*items.get(death.item, ()), cause)


@dataclass(eq=False)
class _Worker:
    """One process, seen from the parent."""

    process: Any = None
    pipe: Any = None
    slot: Any = None
    job: int = -1
    result: object = None
    """What the last job gave."""
    killed_for: str | None = None
    _item: int = 0
    _held: int = field(default=0)

    def __post_init__(self) -> None:
        self.slot = _CONTEXT.RawArray("q", 2)
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(theirs, self.slot), daemon=True)
        self.process.start()
        theirs.close()

    @property
    def is_busy(self) -> bool:
        return self.job >= 0

    def give(self, number: int, job: Job, troubles: dict[int, tuple[str, ...]]) -> None:
        """Hand over a job; a worker that is gone is noticed when it should answer."""
        self.job = number
        try:
            self.pipe.send((job, troubles))
        except (BrokenPipeError, ConnectionResetError):
            self.process.kill()

    def finish(self) -> tuple[int, _Death | None]:
        """Return the job's number, and how the worker died if it did. Raises what the job raised."""
        number, self.job = self.job, -1
        try:
            error, self.result = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            cause = self.killed_for or (CRASH if self.process.exitcode in _CRASHES else None)
            return number, _Death(self.slot[0] - 1, cause)
        if error is not None:
            raise error
        return number, None

    def check(self, limits: Limits) -> None:
        """Kill the process if the item it is busy with takes too long or too much."""
        item, since = self.slot[0], self.slot[1]
        if not item:
            return
        held = _resident(self.process.pid)
        if item != self._item:
            self._item, self._held = item, held
        if time.monotonic_ns() - since > limits.seconds * 1e9:
            self.killed_for = TIMEOUT
        elif held - self._held > limits.megabytes * 1_000_000:
            self.killed_for = MEMORY
        if self.killed_for:
            self.process.kill()

    def dismiss(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _resident(pid: int) -> int:
    """The bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


# --- in the worker -----------------------------------------------------------------------------


def _work(pipe: Any, slot: Any) -> None:
    """Do jobs until the parent hangs up, or has none for a while: what a worker holds, others can use."""
    Thread(target=_exit_after_parent, daemon=True).start()
    while True:
        try:
            if not pipe.poll(_IDLE):
                return
            job, troubles = pipe.recv()
        except (EOFError, OSError):
            return
        watch.arm(slot, troubles)
        error: BaseException | None = None
        result = None
        try:
            result = job.work(*job.arguments)
        except Exception as raised:  # whatever it is, the parent raises it
            error = raised
        watch.end()
        _answer(pipe, error, result)


def _answer(pipe: Any, error: BaseException | None, result: object) -> None:
    try:
        pipe.send((error, result))
    except (TypeError, AttributeError, PicklingError):  # an error that holds what cannot be sent
        pipe.send((RuntimeError(f"{type(error).__name__}: {error}"), None))


def _exit_after_parent() -> None:
    """Do not outlive a parent that was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


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
