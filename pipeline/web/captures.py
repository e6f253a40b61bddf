"""The address of a page in a web archive -> the address of the page itself, and when it was captured."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from ..text.patterns import pattern
from .addresses import escape
from .hosts import host_of

_ARCHIVES = frozenset({
    *("web.archive.org", "archive.org", "wayback.archive.org"),
    *(f"archive.{ending}" for ending in ("today", "is", "ph", "li", "md", "vn", "fo")),
})  # fmt: skip
"""Those that also shorten the time stamp, or leave out the scheme behind it."""
_STAMP = pattern(r"/(\d{4}\.\d\d\.\d\d-\d{6}|\d{1,14}|newest|latest|oldest|(?=\*))(?:[a-z]{2}_|\*)?(?=/[^/])")
_SCHEME = pattern(r"(https?)(?::|%3[Aa])(?:/|%2[Ff]){1,2}(?=[^/])")
_WHOLE_STAMP, _DAY = 14, 8  # digits: to the second, and to the day


class Capture(NamedTuple):
    """A page, and when an archive captured it."""

    address: str
    time: datetime | None
    """UTC; None where the address names no archive, or no day."""


def unwrap(address: str) -> Capture:
    """Return the page that an address of a web archive stands for; another address as it is.

    Replay servers of any host write the time to the second and the whole address after it.

    >>> unwrap("https://web.archive.org/web/20240305101112/https://faq.example.org/a").address
    'https://faq.example.org/a'
    """
    start = address.find("/", address.find("//") + 2)
    if start < 0:
        return Capture(address, None)
    is_archive = host_of(address[:start]) in _ARCHIVES
    for stamp in _STAMP.finditer(address, start):
        digits = "".join(filter(str.isdigit, stamp[1]))
        target = _target(address[stamp.end() + 1 :], is_archive)
        time = _time(digits)
        if target and (is_archive or (time and len(digits) == _WHOLE_STAMP)):
            return Capture(target, time)
    return Capture(address, None)


def _target(written: str, is_archive: bool) -> str:
    """The address behind a time stamp; empty where there is none."""
    scheme = _SCHEME.match(written)
    if scheme:
        is_escaped = "%" in scheme[0]
        return escape(f"{scheme[1]}://{unquote(written[scheme.end() :]) if is_escaped else written[scheme.end() :]}")
    return escape(f"http://{written}") if is_archive and host_of(written) else ""


def _time(digits: str) -> datetime | None:
    if len(digits) < _DAY:
        return None
    whole = digits.ljust(_WHOLE_STAMP, "0")
    try:
        return datetime.fromisoformat(f"{whole[:8]}T{whole[8:]}")
    except ValueError:
        return None
