"""Turn an archived HTTP response into a page: check status and type, decode the body, find charset and date."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from fastwarc.stream_io import BrotliReader, GzipReader, WarcReader, ZstdReader

from ...schema import GONE_STATUSES, HTML, TEXT, Document
from ...text.patterns import pattern
from ...web.addresses import escape, page_of
from ...web.optout_words import FIELDS
from ..documents import MAX_PAGE_BYTES, located, sniff
from ..index import parse_time

_MOST_DIGITS = 16  # chosen: of a length
_DECODE_BYTES = 1 << 20  # chosen: decoded at once
_PAGE_TYPES = {HTML: HTML, "application/xhtml+xml": HTML, "application/vnd.wap.xhtml+xml": HTML, TEXT: TEXT}
_XML_TYPES = ("application/xml", "text/xml")
_OTHER = "other"
_GONE = {f"status_{status}": status for status in GONE_STATUSES}
"""The statuses that say that there is no such page, by the words for their responses."""
_SAYS_NOTHING = ("*/*", "unknown/unknown", "application/unknown")  # as in the standard by which browsers sniff
_OTHER_TYPE = pattern(
    r"(?:application|audio|binary|chemical|font|image|message|model|multipart|text|video|x-[\w-]+)/(?![^/]*htm)[\w!#$&^.+-]+"
)
_STATUS = pattern(rb"\s*(?:HTTP/\d(?:\.\d)?|ICY)[ \t]+(\d{3})\b", re.IGNORECASE)
_INTERIM = pattern(rb"\s*HTTP/\d(?:\.\d)?[ \t]+(?:1\d\d\b|200[ \t]+connection[ \t]+established)", re.IGNORECASE)
_STATUS_FIELD = pattern(rb"^:?status[ \t]*:[ \t]*(\d{3})\b", re.IGNORECASE | re.MULTILINE)  # of HTTP/2 and CGI
_HEAD_END = pattern(rb"\r?\n\r?\n")
_OF_USE = (*FIELDS, "link")
"""The fields that say how a page may be used, the last one by links that are of a licence."""
_LICENCE = pattern(r"\blicense\b", re.IGNORECASE)
_MOST_OF_USE, _LONGEST_OF_USE = 50, 4_000  # fields, and characters of one (chosen)
_OF_BODY = ("content-type", "content-encoding", "content-length", "content-range", "transfer-encoding")
_FIELD = pattern(rf"^({'|'.join((*_OF_BODY, *_OF_USE))})[ \t]*:(.*)$".encode(), re.IGNORECASE | re.MULTILINE)
_CHARSET = pattern(r"charset\s*=\s*[\"']?([^\s\"';,]{1,40})", re.IGNORECASE)
_MEDIA_TYPE = pattern(r"""[\s"',;]*([^\s"',;/]+)\s*/\s*([^\s"',;/]+)""")
_XHTML = pattern(
    rb"(?:\xef\xbb\xbf)?\s*+(?:(?:<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!doctype[^>]*+>)\s*+)*+<(?:\w+:)?html[\s>]",
    re.IGNORECASE,
)
_ARC_DATE_DIGITS = 14  # of the ARC format: YYYYMMDDhhmmss
_FIRST_OF_YEAR = "-01-01"
_SHORT_DATE = pattern(r"\d{4}(?:-\d\d){0,2}")
_PAGE_STATUS = (200, 203)  # 203: a proxy has changed the page
_FROM_START = pattern(r"bytes 0-(?P<last>\d{1,15})/(?P<size>\d{1,15}|\*)")
_PARTIAL = 206
_CHUNK = pattern(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class Head(NamedTuple):
    """What the head of a response says about its body."""

    status: int
    content_type: str
    codings: tuple[str, ...]
    """The transfer and content codings, in the order in which they must be undone."""
    length: int
    """Bytes of the head: the body begins after them."""
    body_length: int | None = None
    """Bytes of the body, where the head says so and the body is not coded."""
    fields: tuple[tuple[str, str], ...] = ()
    """Those that say how the page may be used, names in lower case."""
    is_beginning: bool = False
    """Whether the body is less than the page, from its start on."""


class Body(NamedTuple):
    """The body of a response without its codings."""

    content: bytes
    is_truncated: bool = False
    """Whether it shows that it ends early."""


def read_head(response: bytes) -> Head | None:
    """Return the head of a response, the last of several; None if it has no status or no end."""
    start = len(response) - len(response.lstrip())
    blank = _HEAD_END.search(response, start)
    while blank and is_interim(response[start : blank.end()]) and _STATUS.match(response, blank.end()):
        start, blank = blank.end(), _HEAD_END.search(response, blank.end())
    if blank is None:
        return None
    status = _STATUS.match(response, start) or _STATUS_FIELD.search(response, start, blank.start())
    if status is None:
        return None
    fields: dict[str, str] = {}
    of_use: list[tuple[str, str]] = []
    for name, value in _FIELD.findall(response[start : blank.start()]):
        word = name.decode().lower()
        if word in _OF_USE:
            of_use.append((word, value[:_LONGEST_OF_USE].decode("latin-1").strip()))
            continue
        said, more = fields.get(word, ""), value.decode("latin-1").strip()
        fields[word] = f"{said}, {more}" if said and more and word in _LISTS else said or more
    transfer, content = (_codings(fields.get(name, "")) for name in ("transfer-encoding", "content-encoding"))
    codings = (*reversed(transfer), *reversed(content))
    length = fields.get("content-length", "")
    body_length = int(length) if _is_length(length) and not any(codings) else None
    told = tuple(each for each in of_use if each[0] != "link" or _LICENCE.search(each[1]))[:_MOST_OF_USE]
    code = int(status.group(1))
    part = _FROM_START.match(fields.get("content-range", "")) if code == _PARTIAL else None
    if part is not None:
        code = _PAGE_STATUS[0]
    is_beginning = part is not None and not (part["size"].isdigit() and int(part["last"]) + 1 >= int(part["size"]))
    return Head(code, fields.get("content-type", ""), codings, blank.end(), body_length, told, is_beginning)


_LISTS = ("content-type", "content-encoding")
"""The fields that count all where there are several, as where two servers have each compressed a page."""


def is_interim(head: bytes) -> bool:
    """Whether a head comes before that of the page: the server goes on, or a proxy has reached it."""
    return _INTERIM.match(head) is not None


def _is_length(length: str) -> bool:
    return length.isascii() and length.isdigit() and len(length) < _MOST_DIGITS


def fault(head: Head, length: int) -> str:
    """Return the word by which a response that is no page is counted; an empty string if it may be a page.

    `length` is that of the response in bytes. Where no type is stated for sure, `make_page` decides by the body.
    """
    if head.status not in _PAGE_STATUS:
        return f"status_{head.status}"
    if _stated_type(head.content_type) == _OTHER:
        return "not_html"
    return "too_large" if length > MAX_PAGE_BYTES else ""


def make_page(body: bytes, head: Head, name: str, url: str, date: str, is_truncated: bool = False) -> Document | str:
    """Return the body of a response without `fault` as a document, or the word to count it by if it is no page.

    `name` is that of the record, `date` is written as in the archive, and `is_truncated` says that the record says so.
    """
    content, ends_early = decode_body(body, head.codings)
    is_short = head.body_length is not None and len(body) < head.body_length
    if len(content) > MAX_PAGE_BYTES:
        return "too_large"
    media_type = _stated_type(head.content_type)
    if media_type not in (HTML, TEXT):
        is_html = _XHTML.match(content) if media_type in _XML_TYPES else sniff(content) == HTML
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


@lru_cache(maxsize=1_000)  # a crawl has a few, again and again
def _stated_type(content_type: str) -> str:
    """The type that a `Content-Type` states: of a page, of XML, or `_OTHER`; empty where it states none for sure."""
    _, *more = content_type.split(",")
    media_type = media_type_of(content_type)
    if media_type in _PAGE_TYPES:
        return _PAGE_TYPES[media_type]
    if media_type in _SAYS_NOTHING:
        return ""
    stated = [media_type, *(media_type_of(other) for other in more if "/" in other)]
    if not all(_OTHER_TYPE.fullmatch(each) for each in stated):
        return ""
    return media_type if media_type in _XML_TYPES else _OTHER


def media_type_of(content_type: str) -> str:
    """Return the media type without parameters, in lower case; of several the first.

    >>> media_type_of("Text/HTML; charset=utf-8"), media_type_of("text/html,text/html; charset=UTF-8")
    ('text/html', 'text/html')
    """
    found = _MEDIA_TYPE.match(content_type)
    return f"{found[1]}/{found[2]}".lower() if found else content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset that a `Content-Type` declares; None if it declares none."""
    found = _CHARSET.search(content_type)
    return found.group(1) if found else None


def decode_body(body: bytes, codings: tuple[str, ...]) -> Body:
    """Return a body with its codings undone, at most MAX_PAGE_BYTES + 1 bytes of it, and whether it ends early.

    Many crawlers store the decoded body but keep the header that names its codings. So a body that cannot be decoded
    is returned as it is. Of one that ends early, what can be decoded is returned. `fastwarc` could decode too,
    but stops reading the whole archive at the first body that is not coded as its header says.
    """
    decoded = Body(body)
    for coding in codings:
        undone = _dechunk(decoded.content) if coding == "chunked" else _decompress(decoded.content, coding)
        decoded = Body(undone.content, decoded.is_truncated or undone.is_truncated)
    return decoded


def _codings(value: str) -> list[str]:
    return [word.strip().lower() for word in value.split(",")]


def _dechunk(body: bytes) -> Body:
    parts = []
    position = 0
    size = -1
    while chunk := _CHUNK.match(body, position):
        size = int(chunk.group(1), 16)
        if size == 0:
            break
        parts.append(body[chunk.end() : chunk.end() + size])
        position = chunk.end() + size
        position += 2 if body.startswith(b"\r\n", position) else body.startswith(b"\n", position)
    return Body(b"".join(parts), size != 0) if parts else Body(body)


def _decompress(body: bytes, coding: str) -> Body:
    if coding == "deflate":
        return _inflate(body)
    open_reader = _READERS.get(coding)
    if open_reader is None:
        return Body(body)
    reader = open_reader(BytesIO(body))
    parts: list[bytes] = []
    size = 0
    try:
        while size <= MAX_PAGE_BYTES and (part := reader.read(min(_DECODE_BYTES, MAX_PAGE_BYTES + 1 - size))):
            parts.append(part)
            size += len(part)
    except OSError:
        return Body(b"".join(parts), True) if parts else _first_member(body)
    content = b"".join(parts)
    if not content:
        return Body(body)
    return Body(content, open_reader is GzipReader and not _is_whole_gzip(body, content))


def _first_member(body: bytes) -> Body:
    """What a gzip member holds after which bytes come that are none, as browsers read it; else the body as it is."""
    inflate = zlib.decompressobj(31)  # a gzip header
    try:
        content = inflate.decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error:
        return Body(body)
    return Body(content) if inflate.eof and content else Body(body)


def _is_whole_gzip(body: bytes, content: bytes) -> bool:
    """Whether a gzip member says at its end that it has as many bytes as were decoded."""
    return int.from_bytes(body[-4:], "little") == len(content) % (1 << 32)


def _inflate(body: bytes) -> Body:
    """Undo `deflate`: by the standard it has a zlib header, from many servers it has none."""
    for window_bits in (15, -15):  # of zlib: with its header, without
        inflate = zlib.decompressobj(window_bits)
        try:
            content = inflate.decompress(body, MAX_PAGE_BYTES + 1)
        except zlib.error:
            continue
        return Body(content, not inflate.eof) if content else Body(body)
    return Body(body)


_READERS: dict[str, Callable[[BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "br": BrotliReader,
    "zstd": ZstdReader,
}
