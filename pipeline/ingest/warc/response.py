"""A page out of the HTTP response that an archive keeps: status, type, charset, the body decoded."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from fastwarc.stream_io import BrotliReader, GzipReader, WarcReader, ZstdReader

from ...schema import Document
from ..documents import sniff
from ..index import parse_time

MOST_BYTES = 128_000_000
"""Of a page, decoded; one that is larger is passed over."""
_PAGES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_STATUS = re.compile(rb"\s*(?:HTTP/\d(?:\.\d)?|ICY)[ \t]+(\d{3})\b", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^(content-type|content-encoding|transfer-encoding)[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]{1,40})", re.IGNORECASE)
_ARC_DATE = 14
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class Head(NamedTuple):
    """What the head of a response says of its body."""

    status: int
    content_type: str
    codings: tuple[str, ...]
    """The transfer codings and content codings, the one that was applied last first."""
    length: int
    """Where the body begins."""


def read_head(response: bytes) -> Head | None:
    """Return the head of a response, or None where there is none."""
    status = _STATUS.match(response)
    blank = _HEAD_END.search(response)
    if status is None or blank is None:
        return None
    said: dict[str, str] = {}
    for name, value in _FIELD.findall(response[: blank.start()]):
        said.setdefault(name.decode().lower(), value.decode("latin-1").strip())
    transfer, content = (_words(said.get(name, "")) for name in ("transfer-encoding", "content-encoding"))
    codings = (*reversed(transfer), *reversed(content))
    return Head(int(status.group(1)), said.get("content-type", ""), codings, blank.end())


def fault(head: Head, length: int) -> str:
    """Return the word for what keeps a response from being a page; empty where nothing does.

    One that names no type may be a page: its body will tell.
    """
    if head.status != 200:
        return f"status_{head.status}"
    media_type = media_type_of(head.content_type)
    if media_type and media_type not in _PAGES:
        return "not_html"
    return "too_large" if length > MOST_BYTES else ""


def page(body: bytes, head: Head, name: str, url: str, written: str) -> Document | str:
    """Return the body of a response without fault as a document; or the word to count it by, if it tells one.

    `written` is the date as the archive has it.
    """
    content = decode_body(body, head.codings)
    media_type = _PAGES.get(media_type_of(head.content_type)) or sniff(content)
    if len(content) > MOST_BYTES:
        return "too_large"
    if not head.content_type and media_type != "text/html":
        return "not_html"
    address = url.strip("<> ")
    return Document(
        name,
        content,
        hashlib.sha256(content).hexdigest(),
        address if address.lower().startswith(("http://", "https://")) else None,
        charset_of(head.content_type),
        _time(written),
        media_type,
    )


def _time(written: str) -> datetime | None:
    """The date of a record, also as old archives write it: 20140216050221."""
    if len(written) == _ARC_DATE and written.isascii() and written.isdigit():
        written = f"{written[:8]}T{written[8:]}Z"
    return parse_time(written)


def media_type_of(content_type: str) -> str:
    """Return the media type alone, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset that a `Content-Type` declares."""
    found = _CHARSET.search(content_type)
    return found.group(1) if found else None


def decode_body(body: bytes, codings: tuple[str, ...]) -> bytes:
    """Return a body as the server had it, at most one byte more than MOST_BYTES.

    Many crawlers store a body decoded and leave the header that says it is not: a body that cannot
    be decoded is returned as it is. One that ends early gives what was there. `fastwarc` could do
    this, but stops reading the whole archive at the first body that lies.
    """
    for coding in codings:
        body = _dechunk(body) if coding == "chunked" else _decompress(body, coding)
    return body


def _words(value: str) -> list[str]:
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
        while size <= MOST_BYTES and (part := reader.read(min(1 << 20, MOST_BYTES + 1 - size))):
            parts.append(part)
            size += len(part)
    except OSError:
        pass
    return b"".join(parts) or body


def _inflate(body: bytes) -> bytes:
    """Undo `deflate`, which is zlib by the standard and bare deflate by many servers."""
    for window in (15, -15):
        try:
            return zlib.decompressobj(window).decompress(body, MOST_BYTES + 1) or body
        except zlib.error:
            continue
    return body


_READERS: dict[str, Callable[[BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "br": BrotliReader,
    "zstd": ZstdReader,
}
