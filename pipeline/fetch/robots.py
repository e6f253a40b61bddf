"""What a site's robots.txt allows us, by RFC 9309."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from .exchange import Exchange, FetchFailed

AGENT = "qamill"
"""The name by which a robots.txt may call us; a group for all, `*`, counts where none has this name."""
MOST_BYTES = 500 * 1024
"""Of a robots.txt, the rest of which does not count (RFC 9309, 2.5)."""
_VALID = 24 * 3600.0  # seconds (RFC 9309, 2.4)
_ALL_ALLOWED = Protego.parse("")
_GROUP = re.compile(r"(?im)^([ \t]*user-?agent[ \t]*:[ \t]*)(\*|[a-z_-]*)[^\r\n#]*")
"""A line that begins a group: a product token, and a version that does not count (RFC 9309, 2.2.1)."""
_BOM = b"\xef\xbb\xbf"


class Verdict(NamedTuple):
    """What a robots.txt says of an address."""

    is_allowed: bool
    why: str
    """Which robots.txt forbids it, and how; empty where it is allowed."""
    crawl_delay: float | None = None
    """Seconds between requests that it asks for."""


class _Rules(NamedTuple):
    rules: Protego | None
    """None: nothing is allowed."""
    why: str
    until: float


class Robots:
    """The robots.txt of each origin, asked for once in 24 hours."""

    def __init__(self, get: Callable[[str], Exchange], clock: Callable[[], float]) -> None:
        """`get` returns the answer to an address, up to five redirects followed, and raises FetchFailed."""
        self._get = get
        self._clock = clock
        self._known: dict[str, _Rules] = {}

    def verdict(self, url: str) -> Verdict:
        """Return whether an address may be asked for."""
        address = robots_of(url)
        known = self._known.get(address)
        if known is None or known.until <= self._clock():
            known = self._known[address] = self._ask(address)
        if known.rules is None:
            return Verdict(False, known.why)
        is_allowed = known.rules.can_fetch(url, AGENT)
        why = "" if is_allowed else f"{address} disallows it for {AGENT}"
        delay = known.rules.crawl_delay(AGENT)
        return Verdict(is_allowed, why, float(delay) if delay is not None else None)

    def _ask(self, address: str) -> _Rules:
        until = self._clock() + _VALID
        try:
            exchange = self._get(address)
        except FetchFailed as error:
            return _Rules(None, f"{address} cannot be read ({error}), so nothing is allowed", until)
        if 200 <= exchange.status < 300:
            return _Rules(parse(exchange.body), "", until)
        if 400 <= exchange.status < 500:
            return _Rules(_ALL_ALLOWED, "", until)
        return _Rules(None, f"{address} answered {exchange.status}, so nothing is allowed", until)


def robots_of(url: str) -> str:
    """Return the address of the robots.txt that is about an address.

    >>> robots_of("https://example.org:8443/faq?a=1#b")
    'https://example.org:8443/robots.txt'
    """
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}/robots.txt"


def parse(content: bytes) -> Protego:
    """Return the rules of a robots.txt, of any content."""
    if len(content) > MOST_BYTES:
        content = content[: content.rfind(b"\n", 0, MOST_BYTES) + 1]  # part of a rule would forbid more than the whole
    text = content.removeprefix(_BOM).decode("utf-8", errors="replace")
    return Protego.parse(_GROUP.sub(_for_whom, text))


def _for_whom(match: re.Match[str]) -> str:
    """The line that begins a group, for us only where it has our name, not where it has a part of it or more.

    Protego takes a group for `qa` for ours, and none for `qamill/1.0`.
    """
    name = match[2].lower()
    return match[1] + (name if name in ("*", AGENT) else "another")
