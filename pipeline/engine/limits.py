"""How much time and memory a worker may use for one item of its task."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """How much time and memory a worker may use for one item of its task, usually a page."""

    seconds: float = 10.0  # chosen: an ordinary page takes milliseconds
    """Of wall-clock time."""
    megabytes: int = 1_000  # chosen: far more than an ordinary page takes
    """Of memory, on top of what the worker used when the item began."""
