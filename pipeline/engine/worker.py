"""One worker process, as its parent sees it: what it works on, what it uses, and how it ended."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from ..allocator import ALLOCATOR
from .limits import Limits
from .serving import serve

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


class Death(NamedTuple):
    """How a worker ended, and at which item of its task (-1: at none)."""

    item: int
    cause: str | None
    """TIMEOUT, MEMORY or CRASH; None if the item need not be at fault, because somebody killed the worker."""


@dataclass(eq=False)
class Worker:
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
        self.process = _CONTEXT.Process(target=serve, args=(workers_end, self.slot), daemon=True)
        self.process.start()
        workers_end.close()

    @property
    def is_busy(self) -> bool:
        """Whether it works on a job."""
        return self.job >= 0

    def assign(self, number: int, job: Job, failures: dict[int, tuple[str, ...]]) -> None:
        """Send a job to the process. If the process has ended, `finish` will tell."""
        self.job, self._item = number, (0, 0)
        try:
            self.pipe.send((job, failures))
        except (BrokenPipeError, ConnectionResetError):
            self.process.kill()

    def finish(self) -> tuple[int, Death | None]:
        """Return the job's number, and how the worker died if it did. Raises what the job raised."""
        number, self.job = self.job, -1
        try:
            error, self.result = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            cause = self.killed_for or (CRASH if self.process.exitcode in _CRASH_EXIT_CODES else None)
            return number, Death((self._killed_at or self.slot[0]) - 1, cause)
        if error is not None:
            raise error
        return number, None

    def enforce(self, limits: Limits, now: float) -> None:
        """Kill the process if its current item takes too much time or memory; `now` is by the parent's clock."""
        item, start = self.slot[0], self.slot[1]
        if not item:
            return
        memory = resident_bytes(self.process.pid)
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
        """End the process, whatever it does."""
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


def resident_bytes(pid: int) -> int:
    """Return the bytes of memory that a process uses; 0 on systems without /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0


@contextmanager
def isolated_from_caller() -> Iterator[None]:
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
