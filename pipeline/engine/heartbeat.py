"""How a task reports which item it is working on, and learns how earlier attempts at that item failed.

A task numbers its items and calls `start_item` for each. If the worker dies at an item, the task is run again
in another worker, and `start_item` returns the failures recorded for that item, so that the task can be more careful.
What a task makes after a failure depends on the machine; `was_troubled` says so, and no later run reuses it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, MutableSequence

_slot: MutableSequence[int] | None = None
"""Memory shared with the parent process: the item's number + 1 (0: no item), and the processor time of this process
when the item began, in nanoseconds."""
_failures: Mapping[int, tuple[str, ...]] = {}
_has_failed = False


def attach(slot: MutableSequence[int] | None, failures: Mapping[int, tuple[str, ...]]) -> None:
    """Prepare for a task: report to `slot`; `failures` lists, by item, a word for each earlier attempt that failed."""
    global _slot, _failures, _has_failed
    _slot, _failures, _has_failed = slot, failures, bool(failures)
    finish_item()


def start_item(number: int) -> tuple[str, ...]:
    """Report that work on item `number` (from 0) starts; return a word for each earlier attempt that failed at it."""
    if _slot is not None:
        _slot[1] = time.process_time_ns()
        _slot[0] = number + 1
    return _failures.get(number, ())


def finish_item() -> None:
    """Report that the task is not working on an item, so that no limit applies."""
    if _slot is not None:
        _slot[0] = 0


def report_failure() -> None:
    """Report that an attempt at something failed for a reason that lies with the machine, and that the task goes on."""
    global _has_failed
    _has_failed = True


def was_troubled() -> bool:
    """Whether an attempt of this task has failed, so that its result may be another one next time."""
    return _has_failed
