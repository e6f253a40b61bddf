"""An archived HTTP response -> a page, or the word to count it by."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from ...schema import GONE_STATUSES, HTML, TEXT, Document
from ...text.patterns import pattern
from ...web.addresses import escape, page_of
from ..documents import MAX_PAGE_BYTES, located, sniff
from ..times import parse_time
from .body import decode_body
from .head import XML_TYPES, Head, charset_of, stated_type

_GONE = {f"status_{status}": status for status in GONE_STATUSES}
"""The statuses that say that there is no such page, by the words for their responses."""
_XHTML = pattern(
    rb"(?:\xef\xbb\xbf)?\s*+(?:(?:<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!doctype[^>]*+>)\s*+)*+<(?:\w+:)?html[\s>]",
    re.IGNORECASE,
)
_ARC_DATE_DIGITS = 14  # of the ARC format: YYYYMMDDhhmmss
_FIRST_OF_YEAR = "-01-01"
_SHORT_DATE = pattern(r"\d{4}(?:-\d\d){0,2}")


def make_page(body: bytes, head: Head, name: str, url: str, date: str, is_truncated: bool = False) -> Document | str:
    """Return the body of a response without `fault` as a document, or the word to count it by if it is no page.

    `name` is that of the record, `date` is written as in the archive, and `is_truncated` says that the record says so.
    """
    content, ends_early = decode_body(body, head.codings)
    is_short = head.body_length is not None and len(body) < head.body_length
    if len(content) > MAX_PAGE_BYTES:
        return "too_large"
    media_type = stated_type(head.content_type)
    if media_type not in (HTML, TEXT):
        is_html = _XHTML.match(content) if media_type in XML_TYPES else sniff(content) == HTML
        if not is_html:
            return "not_html" if media_type or not head.content_type else "no_type"
        media_type = HTML
    document = Document(
        name,
        content,
        hashlib.sha256(content).hexdigest(),
        address_of(url),
        charset_of(head.content_type),
        parse_date(date),
        media_type,
        is_truncated or is_short or ends_early or head.is_beginning,
        fields=head.fields,
    )
    return located(document)


def make_gone(word: str, name: str, url: str, date: str, asked: str = "") -> Document | str:
    """Return that a page is gone, where `word` says so of its response and its address and time are known; else `word`.

    `asked` is the address that led to it. An archive that has no capture of a page says nothing of the page.
    """
    address, when = address_of(url), parse_date(date)
    if word not in _GONE or address is None or when is None:
        return word
    gone = located(Document(name, b"", "", address, None, when, HTML, gone_status=_GONE[word]))
    if gone.url != address:
        return word
    led_here = address_of(asked)
    return gone._replace(asked_url=led_here) if led_here and page_of(led_here) != page_of(address) else gone


def address_of(url: str) -> str | None:
    """Return the address of a record, None if it is none of the web."""
    address = escape(url.strip("<> "))
    return address if address.lower().startswith(("http://", "https://")) else None


def parse_date(date: str) -> datetime | None:
    """Return the date of a record, which WARC writes as in ISO 8601 and ARC as 20140216050221.

    A year, or a year and a month, is its first day.

    >>> parse_date("2024-03")
    datetime.datetime(2024, 3, 1, 0, 0)
    """
    date = date.strip()
    if len(date) == _ARC_DATE_DIGITS and date.isascii() and date.isdigit():
        date = f"{date[:8]}T{date[8:]}Z"
    if _SHORT_DATE.fullmatch(date):
        date += _FIRST_OF_YEAR[len(date) - len("2024") :]
    return parse_time(date)
