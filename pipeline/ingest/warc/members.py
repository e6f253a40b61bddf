"""Where the members of an archive begin and end, exactly: gzip members, zstd and lz4 frames, or bare records.

The reader of records (`fastwarc`) says nothing about most archives that were cut off, and cannot
start in the middle of one. Both need no more than this.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick
from fastwarc.stream_io import Lz4Reader, ZstdReader

from ...storage import LocalFile, StoredFile

_BLOCK = 1 << 20
_GZIP_BLOCK = 1 << 14  # deflate makes at most a thousand bytes of one: 16 MB at once
_OPENING = 1 << 12  # bytes of a gzip member that are looked at for its first word
_ZSTD_OPENING = 1 << 18  # holds the largest block
_LZ4_OPENING = 1 << 23
_LZ4_MOST = 1 << 22  # the largest block that the format knows
_HEAD = 1 << 16  # bytes of a bare record in which its own header must end
_WORD = b"WARC/"
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RECORD_END = re.compile(rb"\r\n\r\n|\n\n|\r?\n?(?=WARC/)")
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # begins a frame with a dictionary (IIPC, WARC with Zstandard)
_DICTIONARY_SIZES = (0, 1, 2, 4)


class Damaged(Exception):
    """What should be a member is none, or is broken inside."""


class Bytes(NamedTuple):
    """A file that can be read at any place."""

    read: Callable[[int, int], bytes]
    """From a place, some bytes; fewer only at the end of the file."""
    size: int
    dictionary: bytes = b""
    """The frame that a zstd archive may begin with, which the other frames need."""


class Codec(NamedTuple):
    """How an archive is compressed."""

    magic: bytes
    """What each member begins with."""
    opens: Callable[[Bytes, int], bool]
    """Whether a record begins with the member that begins at a place."""
    end: Callable[[Bytes, int], int | None]
    """Where the member that begins at a place ends; None where the file ends first. Raises Damaged."""


def open_bytes(opened: LocalFile | StoredFile) -> Bytes:
    """Return an open file's bytes."""
    file = Bytes(opened.read_at, opened.size)
    head = file.read(0, 8)
    if len(head) < 8 or not head.startswith(_DICTIONARY):
        return file
    return file._replace(dictionary=file.read(0, 8 + int.from_bytes(head[4:], "little")))


def codec_of(file: Bytes) -> Codec:
    """Return how an archive is compressed, by its first bytes."""
    first = file.read(0, 4)
    marks = {GZIP.magic: GZIP, ZSTD.magic: ZSTD, _DICTIONARY: ZSTD, LZ4.magic: LZ4}
    fitting = [codec for mark, codec in marks.items() if first and first[: len(mark)] == mark[: len(first)]]
    return fitting[0] if fitting else PLAIN


def find_start(file: Bytes, codec: Codec, start: int, stop: int) -> int | None:
    """Return the first place in a stretch where a member with a record begins."""
    overlap = len(codec.magic) - 1
    for position in range(start, stop, _BLOCK):
        block = file.read(position, min(_BLOCK, stop - position) + overlap)
        for _, at, _ in _finder(codec.magic).find_matches_as_indexes(block):
            if codec.opens(file, position + at):
                return position + at
    return None


@lru_cache(maxsize=8)
def _finder(magic: bytes) -> BytesAhoCorasick:
    # What is compressed holds each byte of a short magic everywhere: bytes.find takes five times as long.
    return BytesAhoCorasick([magic], matchkind=MATCHKIND_LEFTMOST_FIRST)


def needs_dictionary(file: Bytes) -> bool:
    """Whether a zstd archive was made with a dictionary that it does not carry."""
    head = file.read(0, 5)
    return head.startswith(ZSTD.magic) and len(head) == 5 and bool(head[4] & 3)


# --- gzip ------------------------------------------------------------------------------------


def _gzip_opens(file: Bytes, start: int) -> bool:
    try:
        return zlib.decompressobj(31).decompress(file.read(start, _OPENING), len(_WORD)) == _WORD
    except zlib.error:
        return False


def _gzip_end(file: Bytes, start: int) -> int | None:
    inflate = zlib.decompressobj(31)
    position = start
    while not inflate.eof:
        block = file.read(position, _GZIP_BLOCK)
        if not block:
            return None
        position += len(block)
        try:
            inflate.decompress(block)
        except zlib.error as error:
            raise Damaged from error
    return position - len(inflate.unused_data)


# --- zstd (RFC 8878) and lz4 frames: the sizes of their blocks say where they end ----------------


def _zstd_opens(file: Bytes, start: int) -> bool:
    try:
        frame = BytesIO(file.dictionary + file.read(start, _ZSTD_OPENING))
        return ZstdReader(frame).read(len(_WORD)) == _WORD
    except OSError:
        return False


def _lz4_opens(file: Bytes, start: int) -> bool:
    try:
        return Lz4Reader(BytesIO(file.read(start, _LZ4_OPENING))).read(len(_WORD)) == _WORD
    except OSError:
        return False


def _zstd_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, 8)
    if _is_short(head, ZSTD.magic, _DICTIONARY):
        return None
    if _is_skippable(head):
        return _within(file, start + 8 + int.from_bytes(head[4:], "little"))
    flags = head[4]
    if flags & 8 or not head.startswith(ZSTD.magic):
        raise Damaged
    is_single = flags >> 5 & 1
    sizes = (is_single, 2, 4, 8)
    position: int | None = start + 6 - is_single + _DICTIONARY_SIZES[flags & 3] + sizes[flags >> 6]
    is_last = False
    while position is not None and not is_last:
        block = file.read(position, 3)
        if len(block) < 3:
            return None
        number = int.from_bytes(block, "little")
        is_last, kind, size = bool(number & 1), number >> 1 & 3, number >> 3
        if kind == 3:
            raise Damaged
        position = _within(file, position + 3 + (1 if kind == 1 else size))
    return None if position is None else _within(file, position + (4 if flags & 4 else 0))


def _lz4_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, 8)
    if _is_short(head, LZ4.magic):
        return None
    if _is_skippable(head):
        return _within(file, start + 8 + int.from_bytes(head[4:], "little"))
    flags = head[4]
    if flags >> 6 != 1 or not head.startswith(LZ4.magic):
        raise Damaged
    position: int | None = start + 7 + (8 if flags & 8 else 0) + (4 if flags & 1 else 0)
    while position is not None:
        block = file.read(position, 4)
        if len(block) < 4:
            return None
        size = int.from_bytes(block, "little") & 0x7FFFFFFF
        if size > _LZ4_MOST:
            raise Damaged
        if size == 0:
            return _within(file, position + 4 + (4 if flags & 4 else 0))
        position = _within(file, position + 4 + size + (4 if flags & 16 else 0))
    return None


def _is_short(head: bytes, *marks: bytes) -> bool:
    """Whether the file ends before a frame's first eight bytes do, in what could become one. Raises Damaged."""
    if len(head) >= 8:
        return False
    if not head or not any(mark.startswith(head[:4]) for mark in marks):
        raise Damaged
    return True


def _is_skippable(head: bytes) -> bool:
    return int.from_bytes(head[:4], "little") >> 4 == 0x184D2A5


def _within(file: Bytes, position: int) -> int | None:
    return position if position <= file.size else None


# --- bare records ----------------------------------------------------------------------------


def _plain_opens(file: Bytes, start: int) -> bool:
    """Whether a record begins at a place, and not only a line that starts with the word."""
    if start and not file.read(max(0, start - 2), 2).endswith(b"\n"):
        return False
    head = file.read(start, _HEAD)
    end = _HEAD_END.search(head)
    return end is not None and b"warc-type:" in head[: end.start()].lower()


def _plain_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, _HEAD)
    if not head or not head.startswith(_WORD[: len(head)]):
        raise Damaged
    blank = _HEAD_END.search(head)
    if blank is None:
        if len(head) == _HEAD:
            raise Damaged
        return None
    length = _LENGTH.search(head, 0, blank.end())
    if length is None:
        raise Damaged
    end = start + blank.end() + int(length.group(1))
    if end > file.size:
        return None
    tail = file.read(end, 7)
    behind = _RECORD_END.match(tail)
    if behind:
        return end + behind.end()
    if len(tail) < 4 and b"\r\n\r\n".startswith(tail):
        return None
    raise Damaged


GZIP = Codec(b"\x1f\x8b\x08", _gzip_opens, _gzip_end)
ZSTD = Codec(b"\x28\xb5\x2f\xfd", _zstd_opens, _zstd_end)
LZ4 = Codec(b"\x04\x22\x4d\x18", _lz4_opens, _lz4_end)
PLAIN = Codec(_WORD, _plain_opens, _plain_end)
