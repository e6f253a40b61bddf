"""When a page says that it was last changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from ..text.patterns import pattern
from .head_tags import attributes, tags
from .occurrences import holds, occurrences

_META = ("og:updated_time", "article:modified_time")
_IN_JSON = pattern(rb'"dateModified"\s*+:\s*+"([^"<>\\]{4,40})"')
_IN_TAG = pattern(rb"<(?:time|meta|span|div|p)\b([^<>]{0,400})>")
_TIME = pattern(rb"<time\b([^<>]{0,400})>")
_LONGEST = 400  # bytes (chosen) of a tag with a date
_FIRST_YEAR = 1991  # of the web


def page_date(markup: bytes) -> datetime | None:
    """Return when a page says that it was last changed, UTC, naive; None where it does not say just one time.

    The surest statement that the page makes decides: `og:updated_time` and `article:modified_time`, else
    `dateModified`, else `<time>`. Where that names several times the page is not one document, and none is its date.
    `markup` is the page in UTF-8.

    >>> page_date(b'<meta property="article:modified_time" content="2026-03-01T10:00:00+01:00">')
    datetime.datetime(2026, 3, 1, 9, 0)
    """
    for words, stated in _STATEMENTS.items():
        if any(holds(word, markup) for word in words):
            times = {time for time in map(_time, stated(markup)) if time}
            if times:
                return times.pop() if len(times) == 1 else None
    return None


def _meta(markup: bytes) -> Iterator[str]:
    """The first of the names in the head that the page has."""
    for name in _META:
        for tag in tags(markup, name.encode()):
            if name in (tag.attributes.get("property"), tag.attributes.get("name")):
                yield tag.attributes.get("content", "")
                return


def _date_modified(markup: bytes) -> Iterator[str]:
    places = occurrences(b"dateModified", markup)
    for at in places:
        if at and (found := _IN_JSON.match(markup, at - 1)):
            yield found[1].decode("utf-8", "replace")
    for at in places:
        tag = _IN_TAG.match(markup, max(0, markup.rfind(b"<", max(0, at - _LONGEST), at)))
        said = attributes(tag[1].decode("utf-8", "replace")) if tag else {}
        if said.get("itemprop") == "dateModified":
            yield said.get("datetime") or said.get("content") or ""


def _time_tags(markup: bytes) -> Iterator[str]:
    tags_of_time = (_TIME.match(markup, at) for at in occurrences(b"<time", markup))
    for tag in filter(None, tags_of_time):
        yield attributes(tag[1].decode("utf-8", "replace")).get("datetime", "")


_STATEMENTS: dict[tuple[bytes, ...], Callable[[bytes], Iterator[str]]] = {
    (b"og:updated_time", b"article:modified_time"): _meta,
    (b"dateModified",): _date_modified,
    (b"<time",): _time_tags,
}
"""What a page says of its date, the surest first, by the words without which it does not."""


def _time(written: str) -> datetime | None:
    """A date or time by ISO 8601; None for what is none, or lies before the web."""
    try:
        time = datetime.fromisoformat(written.strip())
        utc = time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
    except (ValueError, OverflowError):
        return None
    return utc if utc.year >= _FIRST_YEAR else None
