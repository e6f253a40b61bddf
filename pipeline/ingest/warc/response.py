"""Turn an archived HTTP response into a page: check status and type, decode the body, find charset and date."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from fastwarc.stream_io import BrotliReader, GzipReader, WarcReader, ZstdReader

from ...schema import HTML, TEXT, Document
from ...text.patterns import pattern
from ...web.addresses import escape
from ..documents import sniff
from ..index import parse_time

MAX_PAGE_BYTES = 128_000_000
"""Of a decoded page; a larger one is counted as `too_large`. Chosen: copies of it fit into the 1 GB of a page."""
_DECODE_BYTES = 1 << 20  # chosen: decoded at once
_PAGE_TYPES = {HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT}
_STATUS = pattern(rb"\s*(?:HTTP/\d(?:\.\d)?|ICY)[ \t]+(\d{3})\b", re.IGNORECASE)
_HEAD_END = pattern(rb"\r?\n\r?\n")
_FIELD = pattern(rb"^(content-type|content-encoding|transfer-encoding)[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_CHARSET = pattern(r"charset\s*=\s*[\"']?([^\s\"';,]{1,40})", re.IGNORECASE)
_ARC_DATE_DIGITS = 14  # of the ARC format: YYYYMMDDhhmmss
_CHUNK = pattern(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class Head(NamedTuple):
    """What the head of a response says about its body."""

    status: int
    content_type: str
    codings: tuple[str, ...]
    """The transfer and content codings, in the order in which they must be undone."""
    length: int
    """Bytes of the head: the body begins after them."""


def read_head(response: bytes) -> Head | None:
    """Return the head of a response; None if it has no status line or no end."""
    status = _STATUS.match(response)
    blank = _HEAD_END.search(response)
    if status is None or blank is None:
        return None
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(response[: blank.start()]):
        fields.setdefault(name.decode().lower(), value.decode("latin-1").strip())
    transfer, content = (_codings(fields.get(name, "")) for name in ("transfer-encoding", "content-encoding"))
    codings = (*reversed(transfer), *reversed(content))
    return Head(int(status.group(1)), fields.get("content-type", ""), codings, blank.end())


def fault(head: Head, length: int) -> str:
    """Return the word by which a response that is no page is counted; an empty string if it may be a page.

    `length` is that of the response in bytes. Without a type, `make_page` decides by the body.
    """
    if head.status != 200:
        return f"status_{head.status}"
    media_type = media_type_of(head.content_type)
    if media_type and media_type not in _PAGE_TYPES:
        return "not_html"
    return "too_large" if length > MAX_PAGE_BYTES else ""


def make_page(body: bytes, head: Head, name: str, url: str, date: str) -> Document | str:
    """Return the body of a response without `fault` as a document, or the word to count it by if it is no page.

    `name` is that of the record, `date` is written as in the archive.
    """
    content = decode_body(body, head.codings)
    media_type = _PAGE_TYPES.get(media_type_of(head.content_type)) or sniff(content)
    if len(content) > MAX_PAGE_BYTES:
        return "too_large"
    if not head.content_type and media_type != HTML:
        return "not_html"
    address = escape(url.strip("<> "))
    return Document(
        name,
        content,
        hashlib.sha256(content).hexdigest(),
        address if address.lower().startswith(("http://", "https://")) else None,
        charset_of(head.content_type),
        _parse_date(date),
        media_type,
    )


def _parse_date(date: str) -> datetime | None:
    """Return the date of a record, which WARC writes as in ISO 8601 and ARC as 20140216050221."""
    if len(date) == _ARC_DATE_DIGITS and date.isascii() and date.isdigit():
        date = f"{date[:8]}T{date[8:]}Z"
    return parse_time(date)


def media_type_of(content_type: str) -> str:
    """Return the media type without parameters, in lower case.

    >>> media_type_of("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset that a `Content-Type` declares; None if it declares none."""
    found = _CHARSET.search(content_type)
    return found.group(1) if found else None


def decode_body(body: bytes, codings: tuple[str, ...]) -> bytes:
    """Return a body with its codings undone, at most MAX_PAGE_BYTES + 1 bytes of it.

    Many crawlers store the decoded body but keep the header that names its codings. So a body that cannot be decoded
    is returned as it is. Of one that ends early, what can be decoded is returned. `fastwarc` could decode too,
    but stops reading the whole archive at the first body that is not coded as its header says.
    """
    for coding in codings:
        body = _dechunk(body) if coding == "chunked" else _decompress(body, coding)
    return body


def _codings(value: str) -> list[str]:
    return [word.strip().lower() for word in value.split(",")]


def _dechunk(body: bytes) -> bytes:
    parts = []
    position = 0
    while chunk := _CHUNK.match(body, position):
        size = int(chunk.group(1), 16)
        if size == 0:
            break
        parts.append(body[chunk.end() : chunk.end() + size])
        position = chunk.end() + size
        position += 2 if body.startswith(b"\r\n", position) else body.startswith(b"\n", position)
    return b"".join(parts) if parts else body


def _decompress(body: bytes, coding: str) -> bytes:
    if coding == "deflate":
        return _inflate(body)
    open_reader = _READERS.get(coding)
    if open_reader is None:
        return body
    reader = open_reader(BytesIO(body))
    parts: list[bytes] = []
    size = 0
    try:
        while size <= MAX_PAGE_BYTES and (part := reader.read(min(_DECODE_BYTES, MAX_PAGE_BYTES + 1 - size))):
            parts.append(part)
            size += len(part)
    except OSError:
        pass
    return b"".join(parts) or body


def _inflate(body: bytes) -> bytes:
    """Undo `deflate`: by the standard it has a zlib header, from many servers it has none."""
    for window_bits in (15, -15):  # of zlib: with its header, without
        try:
            return zlib.decompressobj(window_bits).decompress(body, MAX_PAGE_BYTES + 1) or body
        except zlib.error:
            continue
    return body


_READERS: dict[str, Callable[[BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "br": BrotliReader,
    "zstd": ZstdReader,
}
