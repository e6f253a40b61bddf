"""How much processor time and memory a worker may use for one item of its task."""

from __future__ import annotations

from typing import NamedTuple

_WALL_FACTOR = 30  # chosen: a machine with thirty processes for each core is slow; a longer wait is no waiting in line


class Limits(NamedTuple):
    """How much processor time and memory a worker may use for one item of its task, usually a page."""

    seconds: float = 10.0  # chosen: an ordinary page takes milliseconds
    """Of processor time: how busy the machine is, or whether it slept, says nothing about a page."""
    megabytes: int = 1_000  # chosen: far more than an ordinary page takes
    """Of memory, on top of what the worker used when the item began."""

    @property
    def wall_seconds(self) -> float:
        """Seconds by the clock after which an item that does not compute is given up: it waits for something."""
        return self.seconds * _WALL_FACTOR
