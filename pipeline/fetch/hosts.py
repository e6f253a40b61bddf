"""The hosts that are asked: one request at a time to each, at its pace, after its robots.txt allowed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ..web.addresses import origin_of
from ..web.optout_words import TDMREP
from ..web.optouts import AI_TXT, MOST_BYTES, SiteFiles
from .bodies import decoded
from .client import Client, as_sent
from .exchange import Exchange, FetchFailed, Limits
from .pace import TRY_AGAIN, Pace, Politeness
from .robots import Robots, Verdict, held

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_COMPRESSED = {"Accept-Encoding": "identity"}
_NOT_ITS_FAULT = ("too_large", "not_a_page", "bad_address", "forbidden_address")
"""Failures that say nothing of whether a host can answer."""
Refuse = Callable[[Exchange], None]
"""Gets an exchange whose head is there; raises FetchFailed where its body is not wanted."""


class Clock(NamedTuple):
    """What tells the time, in seconds, and lets it pass."""

    now: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep


class Host:
    """One host. For any number of threads."""

    def __init__(self, client: Client, politeness: Politeness, clock: Clock) -> None:
        self.pace = Pace(politeness)
        self._client = client
        self._clock = clock
        self._lock = Lock()

    def ask(self, url: str, fields: Mapping[str, str], deadline: float, refuse: Refuse | None = None) -> Exchange:
        """Ask for an address once, as soon as the pace allows it. Raises FetchFailed, `unavailable` where it does not
        in time."""
        with held(self._lock, deadline, self._clock.now):
            self._wait(deadline)
            try:
                exchange = self._client.get(url, fields, deadline, refuse)
            except FetchFailed as failed:
                self._note(failed)
                raise
            self.pace.answered(exchange, self._clock.now())
            return exchange

    def _wait(self, deadline: float) -> None:
        if self.pace.closed:
            raise FetchFailed("unavailable", f"not asked: {self.pace.closed}")
        wait = self.pace.wait(self._clock.now())
        if self._clock.now() + wait >= deadline:
            raise FetchFailed(
                "unavailable", f"the host wants {wait:,.0f} s of patience, and the deadline is before that"
            )
        self._clock.sleep(wait)

    def _note(self, failed: FetchFailed) -> None:
        now = self._clock.now()
        if failed.result not in _NOT_ITS_FAULT:
            self.pace.failed(now, failed.exchange)
        elif failed.exchange:
            self.pace.answered(failed.exchange, now)
        else:
            self.pace.broke_off(now)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()


class Hosts:
    """All hosts of a run. For any number of threads."""

    def __init__(
        self,
        new_client: Callable[[], Client],
        limits: Limits,
        politeness: Politeness,
        *,
        obeys: bool = True,
        clock: Clock | None = None,
    ) -> None:
        """`obeys` says whether pages are left that their sites reserve; robots.txt holds anyway."""
        self.limits = limits
        self.tries = politeness.tries
        self.obeys = obeys
        self.clock = clock or Clock()
        self._new_client = new_client
        self._politeness = politeness
        self._hosts: dict[str, Host] = {}
        self._robots: dict[str, Robots] = {}
        self._files: dict[str, SiteFiles] = {}
        self._asking: dict[str, Lock] = {}
        """Who asks for the files of a site."""
        self._lock = Lock()

    def host_of(self, url: str) -> Host:
        """Return the host that an address names."""
        name = host_name(url)
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = Host(self._new_client(), self._politeness, self.clock)
            return self._hosts[name]

    def verdict(self, url: str, deadline: float) -> Verdict:
        """Return whether the robots.txt of a site allows an address, and keep the pace that it asks for."""
        origin = origin_of(url)
        with self._lock:
            robots = self._robots.setdefault(origin, Robots(self.clock.now))
        verdict = robots.verdict(url, lambda address: self._file_at(address, deadline), deadline)
        self.host_of(url).pace.slow_down(verdict.crawl_delay)
        return verdict

    def site_files(self, url: str, deadline: float) -> SiteFiles:
        """Return what the files of a site say of reuse, each asked for once."""
        origin = origin_of(url)
        with self._lock:
            asking = self._asking.setdefault(origin, Lock())
        with held(asking, deadline, self.clock.now):
            if origin not in self._files:
                robots = self._robots[origin].text if origin in self._robots else b""
                tdmrep, ai_txt = (self._file(origin + path, deadline) for path in (TDMREP, AI_TXT))
                self._files[origin] = SiteFiles(tdmrep, ai_txt, robots)
            return self._files[origin]

    def _file(self, address: str, deadline: float) -> bytes:
        try:
            exchange = self.file_at(address, deadline)
        except FetchFailed as failed:
            if failed.result == "unavailable":
                raise
            return b""
        return exchange.body[:MOST_BYTES] if exchange.status == 200 else b""

    def file_at(self, url: str, deadline: float) -> Exchange:
        """Return the answer to an address, its body decoded, redirects followed as far as robots.txt allows.

        Raises FetchFailed.
        """
        return self._file_at(url, deadline, self._check)

    def _check(self, url: str, deadline: float) -> None:
        verdict = self.verdict(url, deadline)
        if not verdict.is_allowed:
            raise FetchFailed("robots", verdict.why)

    def _file_at(self, url: str, deadline: float, check: Callable[[str, float], None] | None = None) -> Exchange:
        """The answer to an address, its body decoded, redirects followed; `check` is called before each request."""

        def ask(url: str) -> Exchange:
            if check:
                check(url, deadline)
            exchange = self.host_of(url).ask(url, _NOT_COMPRESSED, deadline)
            return self.host_of(url).ask(url, _NOT_COMPRESSED, deadline) if exchange.status in TRY_AGAIN else exchange

        exchange = self.follow(as_sent(url), ask)
        return exchange._replace(body=decoded(exchange, self.limits))  # some servers compress unasked

    def follow(self, url: str, ask: Callable[[str], Exchange]) -> Exchange:
        """Return what `ask` returns for an address, or for that to which it redirects. Raises FetchFailed."""
        seen: set[str] = set()
        while len(seen) <= self.limits.redirects and url not in seen:
            seen.add(url)
            exchange = ask(url)
            if exchange.status not in _REDIRECTS or not exchange.value("location"):
                return exchange
            url = target_of(exchange)
        raise FetchFailed("redirects", "redirected in a circle" if url in seen else f"redirected {len(seen)} times")

    def close(self) -> None:
        """Close all connections."""
        for host in self._hosts.values():
            host.close()


def host_name(url: str) -> str:
    """Return the name of the host that an address names, without the dot at its end.

    >>> host_name("https://Example.org.:8443/faq")
    'example.org'
    """
    return (urlsplit(url).hostname or "").rstrip(".")


def target_of(exchange: Exchange) -> str:
    """Return the address to which a response redirects. Raises FetchFailed for one that is no page of the web."""
    said = _text_of(exchange.value("location").strip())
    try:
        target = urljoin(exchange.url, said).partition("#")[0]
        is_web = urlsplit(target).scheme.lower() in ("http", "https") and bool(urlsplit(target).hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise FetchFailed("redirects", f"redirected to {said[:100]!r}, which is no page of the web")
    return as_sent(target)


def _text_of(value: str) -> str:
    """What a header field says, of which `http.client` takes each byte for a letter: most servers write UTF-8."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value
