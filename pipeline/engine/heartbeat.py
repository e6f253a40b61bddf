"""How a task reports which item it is working on, and learns how earlier attempts at that item failed.

A task numbers its items and calls `start_item` for each. If the worker dies at an item, the task is run again
in another worker, and `start_item` returns the failures recorded for that item, so that the task can be more careful.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, MutableSequence

_slot: MutableSequence[int] | None = None
"""Memory shared with the parent process: the item's number + 1 (0: no item), and its start in nanoseconds."""
_failures: Mapping[int, tuple[str, ...]] = {}


def attach(slot: MutableSequence[int] | None, failures: Mapping[int, tuple[str, ...]]) -> None:
    """Prepare for a task: report to `slot`; `failures` lists, by item, a word for each earlier attempt that failed."""
    global _slot, _failures
    _slot, _failures = slot, failures
    finish_item()


def start_item(number: int) -> tuple[str, ...]:
    """Report that work on item `number` (from 0) starts; return a word for each earlier attempt that failed at it."""
    if _slot is not None:
        _slot[1] = time.monotonic_ns()
        _slot[0] = number + 1
    return _failures.get(number, ())


def finish_item() -> None:
    """Report that the task is not working on an item, so that no limit applies."""
    if _slot is not None:
        _slot[0] = 0
