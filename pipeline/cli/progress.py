"""Progress of a long run: a bar on a terminal, elsewhere a line every half minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Any, NamedTuple, TextIO

from .output import Watched, escaped, write_line

Report = Callable[[str, int, int], None]
"""Called with the stage, how many of its tasks are done, and how many there are."""

_STAGES = {
    "hash": "Looking for changes",
    "read": "Reading pages",
    "dedup": "Merging duplicates",
    "answers": "Looking at times",
    "history": "Finding what changed",
    "arrange": "Putting in order",
    "decisions": "Keeping what was found",
    "tables": "Checking tables",
    "gather": "Ordering by question",
    "questions": "Writing questions",
    "lists": "Writing lists",
    "locators": "Reading pages again",
    "pull": "Bringing megabytes",
}
_SECONDS = 30.0  # between two lines


@contextmanager
def progress(stream: TextIO | None, hidden: bool, seconds: float = _SECONDS) -> Iterator[Report]:
    """Yield the function that a run reports its progress to; stage, done of total, rate and time left are shown.

    On a terminal it is a bar, elsewhere a line every `seconds`.
    """
    if hidden or stream is None:
        yield lambda stage, done, total: None
    elif stream.isatty():
        with _bar(stream) as report:
            yield report
    else:
        with _lines(stream, seconds) as report:
            yield report


@contextmanager
def _bar(stream: TextIO) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    states: dict[str, _State] = {}
    drawn_on: Any = Watched(stream)
    with Progress(*columns, console=Console(file=drawn_on), transient=True) as bar:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_label(stage), total=total, rate="")
            states[stage] = _next(states.get(stage), stage, done, total)
            bar.update(tasks[stage], completed=done, rate=_rate(states[stage]))

        yield report


@contextmanager
def _lines(stream: TextIO, seconds: float) -> Iterator[Report]:
    state: list[_State] = []
    ended, lock = Event(), Lock()

    def report(stage: str, done: int, total: int) -> None:
        with lock:
            state[:] = [_next(state[0] if state else None, stage, done, total)]

    def say() -> None:
        while not ended.wait(seconds):
            with lock:
                line = _line(state[0]) if state else ""
            if line:
                write_line(stream, line)

    thread = Thread(target=say, daemon=True)
    thread.start()
    try:
        yield report
    finally:
        ended.set()
        thread.join()


class _State(NamedTuple):
    """How far a stage is."""

    stage: str
    done: int
    total: int
    first: int
    """How many tasks were done when it began: those of an earlier run."""
    began: float
    """In seconds of the monotonic clock."""

    def rate(self, now: float) -> float:
        """Tasks a second in this run."""
        return (self.done - self.first) / (now - self.began) if now > self.began else 0.0


def _next(before: _State | None, stage: str, done: int, total: int) -> _State:
    if before is None or before.stage != stage:
        return _State(stage, done, total, done, time.monotonic())
    return before._replace(done=done, total=total)


def _line(state: _State) -> str:
    rate = state.rate(time.monotonic())
    left = f", about {_duration((state.total - state.done) / rate)} left" if rate else ""
    shown = f", {_rate(state)}" if rate else ""
    return f"{_label(state.stage)}: {state.done:,} of {state.total:,} tasks{shown}{left}"


def _label(stage: str) -> str:
    return _STAGES.get(stage.partition("-")[0], escaped(stage))


def _rate(state: _State) -> str:
    rate = state.rate(time.monotonic())
    return f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min" if rate else ""


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6_000 else f"{seconds / 3_600:.1f} h"
