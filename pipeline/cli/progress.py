"""Progress of a long run: a bar on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TextIO

from .output import Watched, escaped

Report = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""

_STAGES = {
    "hash": "Looking for changes",
    "read": "Reading pages",
    "dedup": "Merging duplicates",
    "answers": "Looking at times",
    "history": "Finding what changed",
    "arrange": "Putting in order",
    "parts": "Writing shards",
    "decisions": "Keeping what was found",
    "tables": "Checking tables",
    "gather": "Ordering by question",
    "questions": "Writing questions",
    "lists": "Writing lists",
    "locators": "Reading pages again",
    "pull": "Bringing the release",
}
_UNITS = {
    "hash": "files",
    "read": "pages",
    "gather": "records",
    "questions": "records",
    "pull": "MB",
}
"""What is counted, for the stages that do not go by parts of equal work."""
_HELD = {"read": "pages"}
"""The stage that tells what turned out to be in the items of another one: archives hold pages."""
_HOLDS = {held: stage for stage, held in _HELD.items()}


@contextmanager
def progress(stream: TextIO | None, hidden: bool) -> Iterator[Report]:
    """Yield the function that a run reports its progress to; stage, done of total, rate and time left are shown.

    They are a bar on a terminal; elsewhere nothing is shown.
    """
    if hidden or stream is None or not stream.isatty():
        yield lambda stage, done, total: None
    else:
        with _bar(stream) as report:
            yield report


@contextmanager
def _bar(stream: TextIO) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[counted]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    states: dict[str, _State] = {}
    drawn_on: Any = Watched(stream)
    with Progress(*columns, console=Console(file=drawn_on), transient=True, expand=True) as bar:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            states[stage] = _next(states.get(stage), done, total)
            shown = _HOLDS.get(stage, stage)  # what is in the items of a stage is told in the line of that stage
            if shown not in tasks:
                tasks[shown] = bar.add_task(_label(shown), total=total, counted="", rate="")
            state, held = states.get(shown, states[stage]), states.get(_HELD.get(shown, ""))
            counted = counted_words(shown, state.done, state.total, held.done if held else None)
            bar.update(tasks[shown], completed=state.done, total=state.total, counted=counted, rate=_rate(state))

        yield report


def counted_words(stage: str, done: int, total: int, held: int | None = None) -> str:
    """Return how far a stage is, in words.

    >>> counted_words("read", 1234, 5678), counted_words("read", 12, 40, 23456), counted_words("dedup", 1, 4)
    ('1,234 of 5,678 pages', '23,456 pages in 12 of 40 files', '1 of 4 parts')
    """
    if held is not None:
        return f"{held:,} {_HELD[stage]} in {done:,} of {total:,} files"
    return f"{done:,} of {total:,} {_UNITS.get(stage, 'parts')}"


class _State(NamedTuple):
    """How far a stage is."""

    done: int
    total: int
    first: int
    """How many were done when it began: those of an earlier run."""
    began: float
    """In seconds of the monotonic clock."""

    def rate(self, now: float) -> float:
        """How many a second in this run."""
        return (self.done - self.first) / (now - self.began) if now > self.began else 0.0


def _next(before: _State | None, done: int, total: int) -> _State:
    if before is None:
        return _State(done, total, done, time.monotonic())
    return before._replace(done=done, total=total)


def _label(stage: str) -> str:
    return _STAGES.get(stage.partition("-")[0], escaped(stage))


def _rate(state: _State) -> str:
    rate = state.rate(time.monotonic())
    return f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min" if rate else ""
