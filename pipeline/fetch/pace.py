"""When a host may be asked again, and when to stop asking it: a function of what it answered, and of a clock."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf
from typing import NamedTuple

from .exchange import Exchange

TRY_AGAIN = (429, 503)
"""The statuses by which a server asks for patience."""


class Politeness(NamedTuple):
    """How we treat a host; all times are seconds."""

    delay: float = 1.0
    """The least time from the end of one request to the start of the next."""
    slower: float = 2.0
    """How many times as long as the host took to answer we leave it alone afterwards."""
    longest_delay: float = 60.0
    """The most that a slow host makes us wait; what its robots.txt asks for may be more."""
    longest_wait: float = 600.0
    """A host that asks us to stay away for longer, by Retry-After or Crawl-delay, is asked no more in this run."""
    tries: int = 4
    """For a page, of which the first counts."""
    backoff: float = 1.0
    """The first wait after a failure is a random share of it; each further one of twice as much."""
    longest_backoff: float = 120.0
    failures: int = 5
    """So many in a row, whatever the pages, and the host is asked no more in this run."""


def retry_after(exchange: Exchange) -> float | None:
    """Return the seconds for which a response asks us to stay away (RFC 9110, 10.2.3); None if it does not.

    A date counts from the response's own `Date`, or else from when we asked: clocks differ.
    """
    said = exchange.value("retry-after").strip()
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", said):
        return float(said)  # of too many digits infinity
    then, now = _date(said), _date(exchange.value("date")) or exchange.fetched_at
    return max(0.0, (then - now).total_seconds()) if then else None


def _date(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Pace:
    """The pace at which one host is asked. `now` are times of one clock, in seconds."""

    def __init__(self, politeness: Politeness, chance: Callable[[], float] = random.random) -> None:
        """`chance` returns a number from 0 to 1, by which waits differ."""
        self._politeness = politeness
        self._chance = chance
        self._next = self._last = -inf
        self._delay = politeness.delay
        self._failures = 0
        self.closed = ""
        """Why the host is asked no more; empty while it is."""

    def slow_down(self, crawl_delay: float | None) -> None:
        """Leave the host alone for as long as its robots.txt asks for, between any two requests."""
        if crawl_delay is not None and crawl_delay > self._politeness.longest_wait:
            self.closed = f"its robots.txt asks for {crawl_delay:,.0f} s between requests"
        elif crawl_delay is not None:
            self._delay = max(self._delay, crawl_delay)

    def wait(self, now: float) -> float:
        """Return the seconds until the host may be asked."""
        return max(0.0, self._next - now, self._last + self._delay - now)

    def answered(self, exchange: Exchange, now: float) -> None:
        """Note what the host answered."""
        self._last = now
        patience = retry_after(exchange)
        if exchange.status in TRY_AGAIN:
            self._fail(now, patience)
            return
        self._failures = 0
        slow = min(self._politeness.longest_delay, self._politeness.slower * exchange.seconds)
        self._next = now + max(slow, 0.0 if patience is None else self._within(patience))

    def broke_off(self, now: float) -> None:
        """Note that nothing came, for a reason that is not the host's."""
        self._last = now

    def failed(self, now: float, exchange: Exchange | None = None) -> None:
        """Note that the host did not answer, or not to the end; the exchange is there where its head was whole."""
        self._fail(now, retry_after(exchange) if exchange else None)

    def _fail(self, now: float, patience: float | None) -> None:
        self._last = now
        longest = min(self._politeness.longest_backoff, self._politeness.backoff * 2**self._failures)
        self._failures += 1
        if self._failures >= self._politeness.failures and not self.closed:
            self.closed = f"it failed {self._failures} times in a row"
        asked = 0.0 if patience is None else self._within(patience)
        self._next = now + max(asked, self._chance() * longest)

    def _within(self, patience: float) -> float:
        """The seconds that a host asks for; too many close it."""
        if patience > self._politeness.longest_wait:
            self.closed = f"it asked us to stay away for {patience:,.0f} s"
        return patience
