"""The body of an archived HTTP response: its transfer and content codings undone."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from fastwarc.stream_io import BrotliReader, GzipReader, WarcReader, ZstdReader

from ...text.patterns import pattern
from ..documents import MAX_PAGE_BYTES

_DECODE_BYTES = 1 << 20  # chosen: decoded at once
_CHUNK = pattern(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP_START = b"\x1f\x8b\x08"
_READERS: dict[str, Callable[[BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "br": BrotliReader,
    "zstd": ZstdReader,
}


class Body(NamedTuple):
    """The body of a response without its codings."""

    content: bytes
    is_truncated: bool = False
    """Whether it shows that it ends early."""


def decode_body(body: bytes, codings: tuple[str, ...]) -> Body:
    """Return a body with its codings undone, at most MAX_PAGE_BYTES + 1 bytes of it, and whether it ends early.

    Many crawlers store the decoded body but keep the header that names its codings. So a body that cannot be decoded
    is returned as it is. Of one that ends early, what can be decoded is returned. `fastwarc` could decode too,
    but stops reading the whole archive at the first body that is not coded as its header says. Others lose the header
    and keep the codings: bytes that are chunks to their end, or gzip, can be nothing else.
    """
    decoded = Body(body)
    for coding in codings if any(codings) else _codings_shown(body):
        undone = _dechunk(decoded.content) if coding == "chunked" else _decompress(decoded.content, coding)
        decoded = Body(undone.content, decoded.is_truncated or undone.is_truncated)
    return decoded


def _codings_shown(body: bytes) -> tuple[str, ...]:
    """The codings that a body has although no header names them."""
    if body.startswith(_GZIP_START):
        return ("gzip",)
    first = _CHUNK.match(body)
    if first is None or not _is_chunked(body):
        return ()
    return ("chunked", "gzip") if body.startswith(_GZIP_START, first.end()) else ("chunked",)


def _is_chunked(body: bytes) -> bool:
    """Whether a body is chunks up to the empty one at its end."""
    position = 0
    while chunk := _CHUNK.match(body, position):
        position = chunk.end() + int(chunk[1], 16)
        if not body.startswith(b"\r\n", position):
            return False
        position += 2
        if position == len(body):
            return position > chunk.end() == position - 2
    return False


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
