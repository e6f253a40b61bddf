"""What a worker may take for one item of its task."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What a worker may take for one item of its task."""

    seconds: float = 10.0
    megabytes: int = 1_000
    """Beyond what the worker held when the item began."""
