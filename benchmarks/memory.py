"""How much memory a run takes: a process and all that it started, sampled."""

from __future__ import annotations

import os
import threading
from pathlib import Path

_EVERY = 0.1  # seconds, chosen: to look takes a few milliseconds


class PeakMemory:
    """The largest sum of proportional set sizes of a process and its children, in bytes; by default of this one."""

    def __init__(self, process: int | None = None) -> None:
        self.peak = 0
        self._process = process or os.getpid()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(_EVERY):
            self.peak = max(self.peak, sum(_pss(pid) for pid in _family(self._process)))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(descendant for child in children for descendant in _family(int(child)))]


def _pss(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
