"""What an aim is: a ratio, what it was, what it should come to, and how it is measured."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple


class Aim(NamedTuple):
    """A figure that should come to something."""

    name: str
    words: str
    before: str
    """What it was when the aims were set, on other pages where these are not at hand."""
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
    """Takes a folder and a share of the full counts; what cannot be measured here is missing. Raises NotMeasured."""


class NotMeasured(Exception):
    """This machine lacks something; the message says what."""


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
