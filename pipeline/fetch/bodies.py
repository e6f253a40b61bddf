"""Whether the body of a response is whole and of a bearable size, found out by decoding it in small steps."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from io import BytesIO
from typing import Any

from fastwarc.stream_io import BrotliReader, ZstdReader

from .exchange import Exchange, FetchFailed, Limits

ACCEPTED = "gzip, deflate, br, zstd"
"""The codings that are asked for."""
_AT_ONCE = 1 << 16
"""Bytes that are decoded at once."""
_FREE = 1 << 20
"""Bytes that any body may decode to, whatever the ratio."""
_MOST_CODINGS = 4  # chosen: two are seen where a server compresses what is compressed; more are an attack
_MOST_MEMBERS = 10_000  # chosen: one is usual; each costs time, and a million fit into 20 MB
_GZIP, _ZLIB, _DEFLATE = 31, 15, -15
"""The windows of zlib: for a gzip member, for deflate as the standard has it, and as some servers send it."""


def codings_of(exchange: Exchange) -> list[str]:
    """Return the content codings of a body in the order in which they were applied."""
    words = ",".join(exchange.values("content-encoding")).lower().split(",")
    return [word for word in (each.strip() for each in words) if word not in ("", "identity")]


def decoded(exchange: Exchange, limits: Limits) -> bytes:
    """Return the body of a response without its codings.

    Raises FetchFailed: `truncated` for a body that ends before its coding does, `too_large` for one that decodes to
    too much, `bad_coding` for one that is not coded as its head says.
    """
    codings = codings_of(exchange)
    if len(codings) > _MOST_CODINGS:
        raise FetchFailed("bad_coding", f"the body was coded {len(codings)} times")
    body = exchange.body
    most = min(limits.body_bytes, max(_FREE, limits.ratio * len(body)))
    for coding in reversed(codings if body else []):
        body = _whole(_steps(coding, body), most, len(exchange.body))
    return body


def check_framing(exchange: Exchange) -> None:
    """Raise FetchFailed, `bad_response`, for a head that leaves open where its body ends (RFC 9112, 6.3)."""
    codings = {each.strip().lower() for each in ",".join(exchange.values("transfer-encoding")).split(",")}
    if unknown := codings - {"", "chunked", "identity"}:
        raise FetchFailed("bad_response", f"nobody asked for the transfer coding {min(unknown)[:20]!r}")
    lengths = exchange.values("content-length")
    said = {each.strip() for each in ",".join(lengths).split(",")}
    if lengths and "chunked" not in codings and not (len(said) == 1 and _LENGTH.fullmatch(min(said))):
        raise FetchFailed("bad_response", f"its length is said to be {', '.join(lengths)[:40]!r}")


def body_of_chunks(response: bytes, start: int) -> bytes:
    """Return the body that a response holds in chunks, of which the first begins at a byte.

    Raises FetchFailed, `bad_response`, for chunks that are not as long as they say. The client passes over whatever
    stands where a chunk should end, and takes `-1` and `0x5` for sizes.
    """
    body = bytearray()
    while found := _CHUNK.match(response, start):
        start = found.end() + int(found[1], 16)
        if start == found.end():
            return bytes(body)
        if response[start : start + 2] != b"\r\n":
            break
        body += memoryview(response)[found.end() : start]
        start += 2
    raise FetchFailed("bad_response", "its chunks are not as long as they say")


_LENGTH = re.compile(r"[0-9]{1,18}")
_CHUNK = re.compile(rb"([0-9a-fA-F]+)[ \t]*(?:;[^\n]*)?\r?\n")


def _whole(steps: Iterator[bytes], most: int, sent: int) -> bytes:
    parts = bytearray()
    for part in steps:
        parts += part
        if len(parts) > most:
            raise FetchFailed("too_large", f"{sent:,} bytes decode to more than {most:,}")
    return bytes(parts)


def _steps(coding: str, body: bytes) -> Iterator[bytes]:
    """Decode a body step by step."""
    if coding in ("gzip", "x-gzip"):
        return _gunzipped(body)
    if coding == "deflate":
        return _inflated(body, _ZLIB if _is_zlib(body) else _DEFLATE)
    if coding in ("br", "zstd"):
        return _read(BrotliReader if coding == "br" else ZstdReader, body)
    raise FetchFailed("bad_coding", f"nobody asked for the coding {coding[:20]!r}")


def _is_zlib(body: bytes) -> bool:
    """Whether a body begins with the two bytes of RFC 1950."""
    return bool(body) and body[0] & 15 == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0


def _gunzipped(body: bytes) -> Iterator[bytes]:
    """Decode the members of gzip, one after the other; what comes after them and is none does not count (RFC 1952)."""
    start = 0
    for _ in range(_MOST_MEMBERS):
        start = yield from _inflated(body, _GZIP, start)
        if body[start : start + 2] != b"\x1f\x8b":
            return
    raise FetchFailed("bad_coding", f"the body has more than {_MOST_MEMBERS:,} members of gzip")


def _inflated(body: bytes, window: int, start: int = 0) -> Generator[bytes, None, int]:
    """Decode from a byte on, piece by piece: what is left is not copied with each. Return the byte at which it ends."""
    inflate = zlib.decompressobj(window)
    try:
        while not inflate.eof:
            piece = inflate.unconsumed_tail or body[start : start + _AT_ONCE]
            start += 0 if inflate.unconsumed_tail else len(piece)
            part = inflate.decompress(piece, _AT_ONCE)
            if not piece and not part and not inflate.eof:
                raise FetchFailed("truncated", "the body ends before its compressed data do")
            yield part
    except zlib.error as error:
        raise FetchFailed("bad_coding", f"the body is not compressed as its head says ({error})") from error
    return start - len(inflate.unused_data)


def _read(reader_of: Any, body: bytes) -> Iterator[bytes]:
    """Decode by a reader of fastwarc, which raises OSError at the end of data that are cut and at damage alike."""
    given = BytesIO(body)
    reader = reader_of(given)
    try:
        while part := reader.read(_AT_ONCE):
            yield part
    except OSError as error:
        is_at_end = given.tell() == len(body)
        word = "truncated" if is_at_end else "bad_coding"
        raise FetchFailed(word, f"the compressed body is cut or damaged ({error})") from error
