"""What a fetch does meanwhile: a table of hosts on a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import urlsplit

from .output import Watched, escaped

if TYPE_CHECKING:
    from rich.table import Table

    from ..fetch.fetch import Outcome

_MOST_ROWS = 15
_STORED = ("stored", "not_modified")


@contextmanager
def fetch_progress(stream: TextIO | None, hidden: bool) -> Iterator[Callable[[Outcome], None]]:
    """Yield the function that is told each outcome; elsewhere than on a terminal nothing is shown."""
    if hidden or stream is None or not stream.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.live import Live

    hosts = _Hosts()
    drawn_on: Any = Watched(stream)
    with Live(console=Console(file=drawn_on), get_renderable=hosts.table, transient=True):
        yield hosts.tell


class _Hosts:
    """What was found at each host so far."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        """By host, the one that was heard of last at the end."""

    def tell(self, outcome: Outcome) -> None:
        host = urlsplit(outcome.visit.url).netloc
        counts = self._counts.pop(host, Counter())
        counts[outcome.visit.result] += 1
        self._counts[host] = counts

    def table(self) -> Table:
        """Return the table of the hosts that were heard of last, and a row for all."""
        from rich.table import Table

        table = Table("host", "asked", "stored", "otherwise", box=None, pad_edge=False)
        hosts = list(self._counts.items())
        for host, counts in hosts[-_MOST_ROWS:]:
            table.add_row(escaped(host), *_cells(counts))
        if len(hosts) > 1:
            table.add_row(f"{len(hosts):,} hosts", *_cells(sum((counts for _, counts in hosts), Counter())))
        return table


def _cells(counts: Counter[str]) -> tuple[str, str, str]:
    stored = sum(counts[word] for word in _STORED)
    others = ", ".join(f"{count:,} {word}" for word, count in counts.most_common() if word not in _STORED)
    return f"{counts.total():,}", f"{stored:,}", others
