"""Acts that are killed: at random moments, and at each write, rename and flush that they make."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from .promise import Scale
from .traced import FLUSHES, RENAMES, WRITES, most_of, record, run_forked

_POINTS = (*WRITES, *RENAMES, *FLUSHES, "mkdir", "unlink", "unlinkat", "rmdir")


class Act(NamedTuple):
    """Something that may be killed."""

    run: Callable[[Path], str]
    """Do it in a folder and return what was done."""
    failures: Callable[[Path], Iterator[str]]
    """Say what a reader finds wrong after a kill, and what the next act leaves wrong."""


Beside = Callable[[Path], AbstractContextManager[list[str]]]
"""What goes on in a folder beside an act; the list has afterwards what it found wrong."""


def _nothing(_: Path) -> AbstractContextManager[list[str]]:
    return nullcontext([])


def killed_at_each_call(act: Act, ready: Path, scale: Scale, folder: Path) -> tuple[int, list[str]]:
    """Kill an act once at each of its calls, from the same state each time; return the kills and the failures."""
    place = folder / "now"

    def again() -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(ready, place, symlinks=True)

    again()
    end, calls = record(lambda: act.run(place), _POINTS, folder / "log")
    kills, spared, failures = 0, 0, [*act.failures(place)]
    if end.is_killed or end.said.startswith("!"):
        failures.append(f"it does not end by itself: {end.said}")
    for name, count in most_of(calls, _POINTS).items():
        for number in scale.some(count, least=3):
            again()
            end = run_forked(lambda: act.run(place), "-e", f"inject={name}:signal=KILL:when={number}")
            kills += end.is_killed
            spared += not end.is_killed  # threads share calls out as they like
            failures += [f"killed at {name} {number} of {count}: {what}" for what in act.failures(place)]
    if spared > kills / 5:
        failures.append(f"{spared} were not killed: nothing was put to the test")
    return kills, failures


def killed_at_random(
    act: Act, ready: Path, kills: int, folder: Path, beside: Beside = _nothing
) -> tuple[int, list[str]]:
    """Kill an act at random moments of its time, from the same state each time; return the kills and the failures."""
    place = folder / "now"
    draw, failures, killed = random.Random(kills), list[str](), 0
    took = 0.0
    for number in range(2 * kills):
        if killed == kills:
            break
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(ready, place, symlinks=True)
        with beside(place) as found:
            start = time.monotonic()
            end = run_forked(lambda: act.run(place), kill_after=draw.uniform(0, took) if number else None)
            took = time.monotonic() - start if not end.is_killed else took
        killed += end.is_killed
        failures += [f"killed at random, number {number}: {what}" for what in (*found, *act.failures(place))]
    return killed, failures
