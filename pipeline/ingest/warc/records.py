"""WARC records one by one, and the page that a record holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord

from ...schema import Document
from .members import Bytes
from .response import Head, fault, media_type_of, page, read_head

MALFORMED = "malformed"
_KINDS = ("warcinfo", "request", "metadata", "revisit", "conversion", "continuation")
_HEAD = 1 << 16  # bytes of a response in which its own header must end
_EMPTY_LINES = (b"\r\n", b"\n")


def read_from(archive: Bytes, start: int) -> Iterator[tuple[int, WarcRecord]]:
    """Yield the records from a member on, each with its place.

    A record that is not the first of its member has a place where no member begins. Raises OSError
    where an archive is damaged; ends without a word where most are cut off.
    """
    tail = _Tail(archive, start)
    for record in ArchiveIterator(cast(BinaryIO, tail), parse_http=False, quirks_mode=True, fsspec_args=False):
        yield tail.base + record.stream_pos, record


class _Tail:
    """A file from some place on, as `fastwarc` reads it: the dictionary of a zstd archive first."""

    def __init__(self, archive: Bytes, start: int) -> None:
        self._archive = archive
        self._head = archive.dictionary if start else b""
        self.base = start - len(self._head)
        self._given = 0

    def read(self, size: int) -> bytes:
        at = self._given
        block = self._head[at : at + size] if at < len(self._head) else self._archive.read(self.base + at, size)
        self._given += len(block)
        return block

    def tell(self) -> int:
        return self._given


def name_of(path: str, member: int, nth: int) -> str:
    """Return what a record is called: its archive, the byte where its member begins, which one of several in it."""
    return f"{path}#{member}.{nth}" if nth else f"{path}#{member}"


def page_of(record: WarcRecord, name: str) -> Document | str:
    """Return the page that a record holds, or the word to count it by."""
    headers = record.headers
    kind = (headers.get("WARC-Type") or "").strip().lower()
    if kind not in ("response", "resource"):
        return kind if kind in _KINDS else "unknown"
    length = headers.get("Content-Length") or ""
    if not (length.isascii() and length.isdigit()):
        return MALFORMED
    content_type = headers.get("Content-Type") or ""
    if kind == "response" and media_type_of(content_type) != "application/http":
        return "not_http"
    block = _head_of(record) if kind == "response" else b""
    head = read_head(block) if kind == "response" else Head(200, content_type, (), 0)
    if head is None:
        return "malformed_http"
    why = fault(head, int(length))
    if why:
        return why
    rest = record.reader.read(int(length) - len(block))
    if len(block) + len(rest) < int(length):
        return MALFORMED
    return page(
        block[head.length :] + rest, head, name, headers.get("WARC-Target-URI") or "", headers.get("WARC-Date") or ""
    )


def _head_of(record: WarcRecord) -> bytes:
    """Return a response up to the empty line behind its head: what is read next is the body alone, and not copied."""
    lines: list[bytes] = []
    left, is_begun = _HEAD, False  # some begin with empty lines
    while left and (line := record.reader.readline(left)):
        lines.append(line)
        left -= len(line)
        if is_begun and line in _EMPTY_LINES:
            break
        is_begun = is_begun or not line.isspace()
    return b"".join(lines)
