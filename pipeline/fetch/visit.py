"""One address -> the page to be stored, or what became of it: the whole way on one screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..schema import GONE_STATUSES
from ..text.charsets import codec_of
from ..web.addresses import origin_of
from .client import as_sent
from .exchange import Exchange, FetchFailed
from .hosts import Hosts
from .optouts import signal_of
from .pace import TRY_AGAIN

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
"""The media types of what may be a page; an empty one says nothing."""
_AGAIN = ("connection", "truncated", "bad_response")
"""The failures after which a page is asked for again."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Found(NamedTuple):
    """What became of an address."""

    result: str
    """A word of `RESULTS`."""
    exchange: Exchange | None = None
    """What was received; of a stored page all of it."""
    signal: str = ""
    """What reserves the page, or what forbids it."""
    why: str = ""


class Wish(NamedTuple):
    """An address to ask for."""

    url: str
    conditions: Mapping[str, str] = {}
    """Header fields by which the server may say that nothing changed: of the origin alone."""
    secrets: Mapping[str, str] = {}
    """Further header fields, of the origin alone."""


def visit(wish: Wish, hosts: Hosts) -> Found:
    """Return what becomes of an address within the deadline, which begins with the first request."""
    try:
        wish = wish._replace(url=as_sent(wish.url))
        deadline = hosts.clock.now() + hosts.limits.deadline + _patience(wish, hosts)
        exchange = _answer(wish, hosts, deadline)
        return _settle(exchange, wish, hosts, deadline)
    except Reserved as reserved:
        return Found(reserved.result, reserved.exchange, reserved.signal, str(reserved))
    except FetchFailed as failed:
        return Found(failed.result, failed.exchange, why=str(failed))


class Reserved(FetchFailed):
    """A site does not want a page to be asked for or kept: by which signal."""

    def __init__(self, result: str, signal: str, exchange: Exchange | None = None) -> None:
        super().__init__(result, signal, exchange)
        self.signal = signal


def _patience(wish: Wish, hosts: Hosts) -> float:
    """The seconds for which the host must be left alone before anything is asked: they are not the page's."""
    return hosts.host_of(wish.url).pace.wait(hosts.clock.now())


def _answer(wish: Wish, hosts: Hosts, deadline: float) -> Exchange:
    """The answer to an address, or to that to which it redirects. Each is asked for only if its site allows it."""

    def ask(url: str) -> Exchange:
        verdict = hosts.verdict(url, deadline)
        if not verdict.is_allowed:
            raise Reserved("robots", verdict.why)
        own = origin_of(url) == origin_of(wish.url)
        return _ask(url, {**wish.conditions, **wish.secrets} if own else {}, hosts, deadline)

    return hosts.follow(wish.url, ask)


def _ask(url: str, fields: Mapping[str, str], hosts: Hosts, deadline: float) -> Exchange:
    """The answer to one address, which is asked for again where the server was busy or the answer was not whole."""
    host = hosts.host_of(url)
    for left in reversed(range(hosts.tries)):
        try:
            exchange = host.ask(url, fields, deadline, _refuse)
        except FetchFailed as failed:
            if failed.result not in _AGAIN or not left:
                raise
            continue
        if exchange.status not in TRY_AGAIN:
            return exchange
    raise FetchFailed("unavailable", f"it answered {exchange.status} at every try", exchange)


def _refuse(exchange: Exchange) -> None:
    """Leave the body of what is no page where it is."""
    if exchange.status == 200 and _media_type(exchange) not in _PAGES:
        raise FetchFailed("not_a_page", f"it is {_media_type(exchange)[:80]}", exchange)


def _settle(exchange: Exchange, wish: Wish, hosts: Hosts, deadline: float) -> Found:
    """What becomes of an answer that is no redirect."""
    if exchange.status == 304 and wish.conditions and origin_of(exchange.url) == origin_of(wish.url):
        return Found("not_modified", exchange)
    if exchange.status in GONE_STATUSES:
        return Found("gone", exchange)
    if exchange.status != 200:
        return Found("http_error", exchange, why=f"it answered {exchange.status}")
    signal = signal_of(exchange, _page_of(exchange), hosts.site_files(exchange.url, deadline))
    if signal and hosts.obeys:
        raise Reserved("reserved", signal, exchange)
    return Found("stored", exchange._replace(decoded=b""), signal)


def _page_of(exchange: Exchange) -> str:
    """The page as far as its elements matter, whose names are ASCII in any encoding but UTF-16."""
    if _media_type(exchange) == "text/plain":
        return ""
    body = exchange.decoded
    charset = _CHARSET.search(exchange.value("content-type"))
    codec = "utf-16" if body[:2] in _UTF16 else codec_of(charset[1] if charset else None) or ""
    return body.decode(codec if codec.startswith("utf") else "utf-8", errors="replace")


def _media_type(exchange: Exchange) -> str:
    return exchange.value("content-type").partition(";")[0].strip().lower()
