"""What a site's robots.txt allows us, by RFC 9309."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import TIMEOUT_MAX, Lock
from typing import NamedTuple

from protego import Protego

from ..web.addresses import origin_of
from ..web.robots_txt import AGENT, MOST_BYTES, parse
from .exchange import Exchange, FetchFailed

TOO_MANY = 429
"""The status of a server that wants fewer requests: to ask for a page then would be no answer to that."""
_VALID = 24 * 3600.0  # seconds (RFC 9309, 2.4)
_OF_THE_HOST = ("forbidden_address", "bad_address", "connection", "tls", "unavailable")
"""Failures that are told as those of the page: to say that robots.txt forbids it would hide them."""
_ALL_ALLOWED = Protego.parse("")


class Verdict(NamedTuple):
    """What a robots.txt says of an address."""

    is_allowed: bool
    why: str
    """Which robots.txt forbids it, and how; empty where it is allowed."""
    crawl_delay: float | None = None
    """Seconds between requests that it asks for."""


@contextmanager
def held(lock: Lock, deadline: float, clock: Callable[[], float]) -> Iterator[None]:
    """Hold a lock that another thread may hold. Raises FetchFailed if it does so until the deadline."""
    left = deadline - clock()
    if not lock.acquire(timeout=-1 if left == inf else min(max(0.0, left), TIMEOUT_MAX)):
        raise FetchFailed("unavailable", "the host was busy with another request of ours until the deadline")
    try:
        yield
    finally:
        lock.release()


class Robots:
    """The robots.txt of one origin, asked for once in 24 hours. For any number of threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.text = b""
        """What it says, empty where there is none."""
        self._clock = clock
        self._rules: Protego | None = None
        self._why = ""
        self._until = -inf
        self._lock = Lock()

    def verdict(self, url: str, get: Callable[[str], Exchange], deadline: float = inf) -> Verdict:
        """Return whether an address of the origin may be asked for.

        `get` returns the answer to an address, up to five redirects followed, and raises FetchFailed. Raises it where
        the host is not reached at all, and no page of it can be, and where another thread asks it until the deadline.
        """
        with held(self._lock, deadline, self._clock):
            if self._until <= self._clock():
                self._rules, self._why = self._ask(robots_of(url), get)
                self._until = self._clock() + _VALID
            rules, why = self._rules, self._why
        if rules is None:
            return Verdict(False, why)
        is_allowed = bool(rules.can_fetch(url, AGENT))
        delay = rules.crawl_delay(AGENT)
        why = "" if is_allowed else f"{robots_of(url)} disallows it for {AGENT}"
        return Verdict(is_allowed, why, float(delay) if delay is not None else None)

    def _ask(self, address: str, get: Callable[[str], Exchange]) -> tuple[Protego | None, str]:
        """The rules, or None where nothing is allowed, and why."""
        self.text = b""
        try:
            exchange = get(address)
        except FetchFailed as error:
            if error.result in _OF_THE_HOST:
                raise
            return None, f"{address} cannot be read ({error}), so nothing is allowed"
        if 200 <= exchange.status < 300:
            self.text = exchange.body[:MOST_BYTES]
            return parse(exchange.body), ""
        if 400 <= exchange.status < 500 and exchange.status != TOO_MANY:
            return _ALL_ALLOWED, ""
        return None, f"{address} answered {exchange.status}, so nothing is allowed"


def robots_of(url: str) -> str:
    """Return the address of the robots.txt that is about an address.

    >>> robots_of("https://example.org:8443/faq?a=1#b")
    'https://example.org:8443/robots.txt'
    """
    return f"{origin_of(url)}/robots.txt"
