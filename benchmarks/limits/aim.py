"""What an aim is: a ratio, what it was, what it should come to, and how it is measured."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import checkout


class Aim(NamedTuple):
    """A figure that should come to something."""

    name: str
    words: str
    before: str
    """What it was when the aims were set, measured on other pages: docs/speed.md compares like with like."""
    step: float
    final: float
    is_more_better: bool = False

    def verdict(self, value: float) -> str:
        """Return `final`, `step` or `missed`: which of the two a value reaches.

        >>> Aim("speed", "", "", 2, 4, is_more_better=True).verdict(3), Aim("time", "", "", 12, 10).verdict(13)
        ('step', 'missed')
        """
        reached = [name for name in ("final", "step") if self._is_reached(value, getattr(self, name))]
        return reached[0] if reached else "missed"

    def _is_reached(self, value: float, wanted: float) -> bool:
        return value >= wanted if self.is_more_better else value <= wanted


class Measured(NamedTuple):
    """What an aim came to."""

    value: float
    limit: str
    """What it was measured against, and what that took."""
    peer: str = ""
    """What the nearest other tool takes for the same."""


class Group(NamedTuple):
    """Aims that are measured together, in an empty folder."""

    aims: tuple[Aim, ...]
    measure: Callable[[Path, float], Mapping[str, Measured]]
    """Takes a folder and a share of the full counts, and returns what each aim came to. Raises NotMeasured."""


class NotMeasured(Exception):
    """This machine lacks something; the message says what."""


def run_python(code: str, *arguments: str) -> str:
    """Run code in a Python of its own, which is as the command is, and return the last line that it printed."""
    found = f"import sys; sys.path[:0] = {checkout.FOLDERS!r}; import as_command\n"
    command = [sys.executable, "-c", found + code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


Work = Callable[[], object]


def least_times(rounds: int, **works: Work) -> dict[str, float]:
    """Return the least processor time of each work, in seconds; the rounds go through all of them in turn."""
    for work in works.values():
        work()  # what is loaded late
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            times[name].append(time.process_time() - start)
    return {name: min(found) for name, found in times.items()}
