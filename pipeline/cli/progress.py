"""Progress of a long run: a bar on a terminal, elsewhere a line every half minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Any, NamedTuple, TextIO

from .output import Watched, escaped, write_line

Report = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""

STAGES = {
    "hash": "Looking for changes",
    "read": "Reading pages",
    "revisited": "Looking for revisits",
    "lookups": "Looking for revisits",
    "revisits": "Reading revisits",
    "stated": "Looking for opt-outs",
    "sites": "Looking for opt-outs",
    "said": "Looking for opt-outs",
    "by_document": "Heeding opt-outs",
    "obey": "Heeding opt-outs",
    "dedup": "Merging duplicates",
    "about": "Looking for decisions",
    "review": "Applying decisions",
    "reviewed": "Applying decisions",
    "answers": "Looking at times",
    "history": "Finding what changed",
    "citing": "Looking for citations",
    "cites": "Looking for citations",
    "pages": "Looking for cited pages",
    "cited": "Joining cited pages",
    "claims": "Collecting answers",
    "support": "Reading cited pages",
    "full": "Completing answers",
    "completed": "Completing answers",
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
"""What a stage does, in words for people."""
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
SECONDS = 30.0
"""Between two lines."""


@contextmanager
def progress(stream: TextIO | None, hidden: bool, seconds: float = SECONDS) -> Iterator[Report]:
    """Yield the function that a run reports its progress to; stage, done of total, rate and time left are shown.

    On a terminal they are a bar, elsewhere a line every `seconds`.
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
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[counted]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    stages = _Stages()
    drawn_on: Any = Watched(stream)
    with Progress(*columns, console=Console(file=drawn_on), transient=True, expand=True) as bar:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            shown = stages.tell(stage, done, total)
            if shown.stage not in tasks:
                tasks[shown.stage] = bar.add_task(_label(shown.stage), total=total, counted="", rate="")
            counted, rate = stages.counted(shown), _rate(shown)
            bar.update(tasks[shown.stage], completed=shown.done, total=shown.total, counted=counted, rate=rate)

        yield report


@contextmanager
def _lines(stream: TextIO, seconds: float) -> Iterator[Report]:
    stages, latest = _Stages(), list[_State]()
    lock = Lock()

    def report(stage: str, done: int, total: int) -> None:
        with lock:
            latest[:] = [stages.tell(stage, done, total)]

    def lines() -> list[str]:
        with lock:
            return [_line(state, stages.counted(state)) for state in latest]

    with now_and_then(stream, seconds, lines):
        yield report


@contextmanager
def now_and_then(stream: TextIO, seconds: float, lines: Callable[[], Iterable[str]]) -> Iterator[None]:
    """Write what `lines` returns every so many seconds, from a thread of its own."""
    ended = Event()

    def say() -> None:
        while not ended.wait(seconds):
            for line in lines():
                write_line(stream, line)

    thread = Thread(target=say, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


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

    stage: str
    done: int
    total: int
    first: int
    """How many were done when it began: those of an earlier run."""
    began: float
    """In seconds of the monotonic clock."""

    def rate(self, now: float) -> float:
        """How many a second in this run."""
        return (self.done - self.first) / (now - self.began) if now > self.began else 0.0


class _Stages:
    """How far each stage of a run is."""

    def __init__(self) -> None:
        self._states: dict[str, _State] = {}

    def tell(self, stage: str, done: int, total: int) -> _State:
        """Take down how far a stage is, and return the state of the one that is shown for it."""
        before = self._states.get(stage) or _State(stage, done, total, done, time.monotonic())
        self._states[stage] = before._replace(done=done, total=total)
        return self._states.get(_HOLDS.get(stage, stage), self._states[stage])

    def counted(self, state: _State) -> str:
        """Return how far a stage is in words, with what turned out to be in its items."""
        held = self._states.get(_HELD.get(state.stage, ""))
        return counted_words(state.stage, state.done, state.total, held.done if held else None)


def _line(state: _State, counted: str) -> str:
    return f"{_label(state.stage)}: {counted}{pace_words(state.rate(time.monotonic()), state.total - state.done)}"


def pace_words(rate: float, left: int) -> str:
    """Return how many are done a second and when the rest will be, as the end of a line; empty where none is done.

    >>> pace_words(2.5, 1_000), pace_words(0.5, 30), pace_words(0, 30)
    (', 2.5/s, about 7 min left', ', 30.0/min, about 60 s left', '')
    """
    return f", {_per_time(rate)}, about {_duration(left / rate)} left" if rate else ""


def _label(stage: str) -> str:
    return STAGES.get(stage.partition("-")[0], escaped(stage))


def _rate(state: _State) -> str:
    return _per_time(state.rate(time.monotonic()))


def _per_time(rate: float) -> str:
    return f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min" if rate else ""


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6_000 else f"{seconds / 3_600:.1f} h"
