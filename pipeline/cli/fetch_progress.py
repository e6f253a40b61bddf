"""How far a fetch is: a table of hosts on a terminal, elsewhere a line every half minute."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import urlsplit

from .output import Watched, escaped
from .progress import SECONDS, now_and_then, pace_words

if TYPE_CHECKING:
    from rich.table import Table

    from ..fetch.fetch import Outcome

_MOST_ROWS = 15
_STORED = ("stored", "not_modified")


@contextmanager
def fetch_progress(stream: TextIO | None, hidden: bool, seconds: float = SECONDS) -> Iterator[FetchProgress]:
    """Yield what is told the outcomes of a fetch, and show it."""
    progress = FetchProgress()
    if hidden or stream is None:
        yield progress
    elif stream.isatty():
        with _table(stream, progress):
            yield progress
    else:
        with now_and_then(stream, seconds, lambda: [progress.line()]):
            yield progress


@contextmanager
def _table(stream: TextIO, progress: FetchProgress) -> Iterator[None]:
    from rich.console import Console
    from rich.live import Live

    drawn_on: Any = Watched(stream)
    with Live(console=Console(file=drawn_on), get_renderable=progress.table, transient=True):
        yield


class FetchProgress:
    """What was found at each host so far. For any number of threads."""

    def __init__(self) -> None:
        self._hosts: dict[str, Counter[str]] = {}
        """By host, the one that was heard of last at the end."""
        self._all: Counter[str] = Counter()
        self._expected = -1
        """How many addresses are asked for; -1 while that is not known."""
        self._began = time.monotonic()
        self._lock = Lock()

    def expect(self, count: int) -> None:
        """Note how many addresses are asked for."""
        with self._lock:
            self._expected, self._began = count, time.monotonic()

    def tell(self, outcome: Outcome) -> None:
        """Note what became of one."""
        host = urlsplit(outcome.visit.url).netloc
        with self._lock:
            counts = self._hosts.pop(host, Counter())
            counts[outcome.visit.result] += 1
            self._hosts[host] = counts
            self._all[outcome.visit.result] += 1

    def line(self) -> str:
        """Return in one line how far the fetch is."""
        with self._lock:
            if self._expected < 0:
                return "Fetching pages: looking for addresses"
            done, took = self._all.total(), time.monotonic() - self._began
            pace = pace_words(done / took if took else 0.0, self._expected - done)
            results = f"; {_words(self._all)}" if done else ""
            return f"Fetching pages: {self._how_far()} pages{pace}{results}"

    def _how_far(self) -> str:
        done = f"{self._all.total():,}"
        return done if self._expected < 0 else f"{done} of {self._expected:,}"

    def table(self) -> Table:
        """Return the table of the hosts that were heard of last, and a row for all."""
        from rich.table import Table

        table = Table("host", "asked", "stored", "otherwise", box=None, pad_edge=False)
        with self._lock:
            for host in list(self._hosts)[-_MOST_ROWS:]:
                counts = self._hosts[host]
                table.add_row(escaped(host), f"{counts.total():,}", *_cells(counts))
            if self._hosts:
                table.add_row("all", self._how_far(), *_cells(self._all))
        return table


def _cells(counts: Counter[str]) -> tuple[str, str]:
    stored = sum(counts[word] for word in _STORED)
    others = Counter({word: count for word, count in counts.items() if word not in _STORED})
    return f"{stored:,}", _words(others)


def _words(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {word}" for word, count in counts.most_common())
