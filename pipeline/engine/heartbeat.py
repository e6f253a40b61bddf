"""What a task is busy with, told to whoever watches over it; and what happened at that place before.

A task numbers what it works on (`begin`). If its worker dies there, the task is run again
elsewhere and finds under the same number how it died (`troubles`), so that it can take more care.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, MutableSequence

_slot: MutableSequence[int] | None = None
_troubles: Mapping[int, tuple[str, ...]] = {}


def arm(slot: MutableSequence[int] | None, troubles: Mapping[int, tuple[str, ...]]) -> None:
    """Before a task: where to tell, and what happened to it before."""
    global _slot, _troubles
    _slot, _troubles = slot, troubles
    end()


def begin(number: int) -> tuple[str, ...]:
    """Tell that the work on item `number` (from 0) begins; return how earlier tries ended there."""
    if _slot is not None:
        _slot[1] = time.monotonic_ns()
        _slot[0] = number + 1
    return _troubles.get(number, ())


def end() -> None:
    """Tell that the task is busy with nothing in particular."""
    if _slot is not None:
        _slot[0] = 0
