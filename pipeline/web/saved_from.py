"""Where and when a page was saved, by the comment that a browser or a mirror tool wrote into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from ..text.patterns import pattern
from .addresses import escape, fault_of

_FIRST = 8_192  # bytes (chosen): such comments stand before the page or right after <html>
_ORIGINS = (
    pattern(r"\s*+saved from url=(?:\(\d{1,4}\))?(?P<url>\S+)", re.IGNORECASE),  # Chrome, Edge, Internet Explorer
    pattern(r"\s*+Saved from (?P<url>\S+) at (?P<date>\S+) using monolith"),
    pattern(r"\s*+Page saved with SingleFile\s+url:\s*+(?P<url>\S+)(?:\s++saved date:\s*+(?P<date>[^\n]{1,100}))?"),
    pattern(r"\s*+Mirrored from (?P<url>\S+) by HTTrack[^,]{0,80}(?:\[[^\]]{0,80}\])?,\s*+(?P<date>[^\n]{1,100})"),
)
_NOWHERE = ("http://internet.e-mail", "http://internet.e-mail/")  # what Windows writes where it knows no address
_DATE = pattern(
    r"(?:\w{3},? )?(?:(?P<month>\w{3}) (?P<day>\d{1,2})|(?P<day_first>\d{1,2}) (?P<month_last>\w{3}))"
    r" (?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})?"
)
_MOMENT = pattern(r"(?P<moment>\d{4}-(?:0[1-9]|1[0-2])-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_UTC = "+0000"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Saved(NamedTuple):
    """Where a page was saved from, and when."""

    address: str | None
    time: datetime | None
    """UTC, naive."""


def saved_from(content: bytes) -> Saved:
    """Return what the comment of whoever saved a page says; nothing where there is none.

    >>> saved_from(b"<!-- saved from url=(0026)https://faq.example.org/z -->").address
    'https://faq.example.org/z'
    """
    for comment in _comments(content[:_FIRST]):
        found = next((match for origin in _ORIGINS if (match := origin.match(comment))), None)
        if found:
            said = found.groupdict()
            return Saved(_address(said["url"]), _time(said.get("date") or ""))
    return Saved(None, None)


def _comments(head: bytes) -> Iterator[str]:
    start = head.find(b"<!--")
    while start >= 0:
        end = head.find(b"-->", start)
        if end < 0:
            return
        yield head[start + len(b"<!--") : end].decode("utf-8", "replace")
        start = head.find(b"<!--", end)


def _address(written: str) -> str | None:
    address = escape(written if "://" in written or ":" in written[:12] else f"http://{written}")
    return None if fault_of(address) or address in _NOWHERE else address


def _time(written: str) -> datetime | None:
    """A date as JavaScript or HTTP write it, or as RFC 3339 does."""
    if moment := _MOMENT.fullmatch(written):
        return _in_utc(moment["moment"], _UTC)
    found = _DATE.match(written.strip())
    month = (found["month"] or found["month_last"]) if found else None
    if found is None or month not in _MONTHS:
        return None
    day = int(found["day"] or found["day_first"])
    moment_there = f"{found['year']}-{_MONTHS.index(month) + 1:02}-{day:02}T{found['time']}"
    return _in_utc(moment_there, found["zone"] or _UTC)


def _in_utc(moment: str, zone: str) -> datetime | None:
    """A moment of a zone in UTC; None where there is no such day or time."""
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=_zone(zone)).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _zone(written: str) -> timezone:
    minutes = int(written[1:3]) * 60 + int(written[3:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))
