"""The processes that a command has started, and waiting for what they do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest


def of_session(leader: int) -> set[int]:
    """Return the processes of a session, except zombies."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[3]) == leader:
            found.add(int(status.parent.name))
    return found


def wait_until(done: Callable[[], bool], seconds: int = 10) -> None:
    """Wait until something is done; fail where it is not in time."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            pytest.fail(f"it did not happen within {seconds} seconds")
        time.sleep(0.05)
