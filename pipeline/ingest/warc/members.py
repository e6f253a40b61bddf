"""Find where the members of an archive begin and end: gzip members, zstd and lz4 frames, or uncompressed records.

The reader of records (`fastwarc`) does not report most truncated archives, and cannot start in the middle of one.
With the exact bounds of members we can do both.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple, Protocol

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick
from fastwarc.stream_io import Lz4Reader, ZstdReader

from ...text.patterns import pattern

# All sizes are bytes.
_SEARCH_BLOCK = 1 << 20  # chosen: read at once when searching for a member
_GZIP_BLOCK = 1 << 14  # chosen: deflate expands a byte to 1,032 at most, so a block to 17 MB
GZIP_WINDOW = 31  # of zlib: the largest window, 15 bits, and 16 for a gzip header
_GZIP_START = 1 << 12  # chosen: of a member, to decompress its first word from
_ZSTD_START = 1 << 18  # holds the largest block of a frame, 128 KB (RFC 8878)
_LZ4_MAX_BLOCK = 1 << 22  # the largest block of a frame, 4 MB (LZ4 frame format)
_LZ4_START = 2 * _LZ4_MAX_BLOCK
_MAX_HEAD_BYTES = 1 << 16  # chosen: the WARC header of an uncompressed record must end within them
_RECORD_START = b"WARC/"
_FIRST_LINE_BYTES = 32  # chosen: `WARC/1.0` and its line end have 10
_FIRST_LINE = pattern(rb"WARC/\d+(?:\.\d+)*[ \t]*\r?\n")
_HEAD_END = pattern(rb"\r?\n\r?\n")
_LENGTH = pattern(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LENGTH_NAME = b"Content-Length"
_BETWEEN_RECORDS = pattern(rb"\r\n\r\n|\n\n|\r?\n?(?=WARC/)")
_SEPARATOR = pattern(rb"(?:\r\n\r\n|\n\n|\r\n|\n|)\Z")
_DAMAGED_START = 1 << 22  # chosen: in which an archive whose start is damaged shows its first record
MOST_OFF = 16
"""Bytes (chosen) by which a length may be wrong that was counted wrongly, and is no damage."""
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # the magic of a frame that holds a dictionary (IIPC, WARC with Zstandard)
_DICTIONARY_ID_BYTES = (0, 1, 2, 4)  # by the two lowest bits of a frame's descriptor (RFC 8878)


class Damaged(Exception):
    """There is no member where one should begin, or its content is damaged."""


class ReadsAt(Protocol):
    """What can be read at any position."""

    def read_at(self, start: int, count: int) -> bytes: ...


class Bytes(NamedTuple):
    """A file that can be read at any position."""

    read: Callable[[int, int], bytes]
    """Called with a position and a count; returns that many bytes, fewer only at the end of the file."""
    size: int
    dictionary: bytes = b""
    """The frame with which a zstd archive may begin and which the other frames need."""
    is_whole: bool = False
    """Whether nothing is missing after its last byte, as is known of the content of a whole member."""


class Codec(NamedTuple):
    """How an archive is compressed."""

    magic: bytes
    """The first bytes of each member."""
    starts_record: Callable[[Bytes, int], bool]
    """Whether a member with a record begins at a position."""
    find_end: Callable[[Bytes, int], int | None]
    """Return where the member at a position ends; None if the file ends before it. Raises Damaged."""


def open_bytes(opened: ReadsAt, size: int) -> Bytes:
    """Return the bytes of an open file, and its zstd dictionary if it has one."""
    file = Bytes(opened.read_at, size)
    head = file.read(0, 8)
    if len(head) < 8 or not head.startswith(_DICTIONARY):
        return file
    return file._replace(dictionary=file.read(0, 8 + int.from_bytes(head[4:], "little")))


def codec_of(file: Bytes) -> Codec:
    """Return how an archive is compressed, by its first bytes, or by its first record if they are no known magic."""
    first = file.read(0, 4)
    by_magic = {GZIP.magic: GZIP, ZSTD.magic: ZSTD, _DICTIONARY: ZSTD, LZ4.magic: LZ4, PLAIN.magic: PLAIN}
    fitting = [codec for magic, codec in by_magic.items() if first and first[: len(magic)] == magic[: len(first)]]
    return fitting[0] if fitting else _codec_of_damaged(file)


def _codec_of_damaged(file: Bytes) -> Codec:
    """How an archive is compressed whose first bytes are damaged; PLAIN for a file that is none."""
    stop = min(file.size, _DAMAGED_START)
    starts = {codec: find_start(file, codec, 1, stop) for codec in (GZIP, ZSTD, LZ4)}
    found = [(start, codec) for codec, start in starts.items() if start is not None]
    return min(found, key=lambda each: each[0])[1] if found else PLAIN


def find_start(file: Bytes, codec: Codec, start: int, stop: int) -> int | None:
    """Return the first position in [start, stop) where a member with a record begins; None if there is none."""
    overlap = len(codec.magic) - 1
    for position in range(start, stop, _SEARCH_BLOCK):
        block = file.read(position, min(_SEARCH_BLOCK, stop - position) + overlap)
        for _, at, _ in _finder(codec.magic).find_matches_as_indexes(block):
            if codec.starts_record(file, position + at):
                return position + at
    return None


@lru_cache(maxsize=8)
def _finder(magic: bytes) -> BytesAhoCorasick:
    # Measured: in compressed data, which is full of the magic's single bytes, bytes.find takes five times as long.
    return BytesAhoCorasick([magic], matchkind=MATCHKIND_LEFTMOST_FIRST)


def needs_dictionary(file: Bytes) -> bool:
    """Whether a zstd archive was compressed with a dictionary that it does not hold."""
    head = file.read(0, 5)
    return head.startswith(ZSTD.magic) and len(head) == 5 and bool(head[4] & 3)


# --- gzip ------------------------------------------------------------------------------------


def _gzip_starts_record(file: Bytes, start: int) -> bool:
    try:
        content = zlib.decompressobj(GZIP_WINDOW).decompress(file.read(start, _GZIP_START), _FIRST_LINE_BYTES)
    except zlib.error:
        return False
    return _FIRST_LINE.match(content) is not None


def _find_gzip_end(file: Bytes, start: int) -> int | None:
    inflate = zlib.decompressobj(GZIP_WINDOW)
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


# --- zstd (RFC 8878) and lz4 frames: they end after their last block ------------------------------


def _zstd_starts_record(file: Bytes, start: int) -> bool:
    try:
        frame = BytesIO(file.dictionary + file.read(start, _ZSTD_START))
        return _FIRST_LINE.match(ZstdReader(frame).read(_FIRST_LINE_BYTES)) is not None
    except OSError:
        return False


def _lz4_starts_record(file: Bytes, start: int) -> bool:
    try:
        frame = BytesIO(file.read(start, _LZ4_START))
        return _FIRST_LINE.match(Lz4Reader(frame).read(_FIRST_LINE_BYTES)) is not None
    except OSError:
        return False


def _find_zstd_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, 8)
    if _is_short(head, ZSTD.magic, _DICTIONARY):
        return None
    if _is_skippable(head):
        return _within(file, start + 8 + int.from_bytes(head[4:], "little"))
    flags = head[4]  # the frame header descriptor
    if flags & 8 or not head.startswith(ZSTD.magic):
        raise Damaged
    is_single = flags >> 5 & 1
    sizes = (is_single, 2, 4, 8)
    position: int | None = start + 6 - is_single + _DICTIONARY_ID_BYTES[flags & 3] + sizes[flags >> 6]
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


def _find_lz4_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, 8)
    if _is_short(head, LZ4.magic):
        return None
    if _is_skippable(head):
        return _within(file, start + 8 + int.from_bytes(head[4:], "little"))
    flags = head[4]  # FLG of the frame descriptor
    if flags >> 6 != 1 or not head.startswith(LZ4.magic):
        raise Damaged
    position: int | None = start + 7 + (8 if flags & 8 else 0) + (4 if flags & 1 else 0)
    while position is not None:
        block = file.read(position, 4)
        if len(block) < 4:
            return None
        size = int.from_bytes(block, "little") & 0x7FFFFFFF
        if size > _LZ4_MAX_BLOCK:
            raise Damaged
        if size == 0:
            return _within(file, position + 4 + (4 if flags & 4 else 0))
        position = _within(file, position + 4 + size + (4 if flags & 16 else 0))
    return None


def _is_short(head: bytes, *marks: bytes) -> bool:
    """Whether the file ends within the first eight bytes of a frame. Raises Damaged if they are no frame's."""
    if len(head) >= 8:
        return False
    if not head or not any(mark.startswith(head[:4]) for mark in marks):
        raise Damaged
    return True


def _is_skippable(head: bytes) -> bool:
    """Whether a frame is one of user data, which zstd and lz4 have in common."""
    return int.from_bytes(head[:4], "little") >> 4 == 0x184D2A5


def _within(file: Bytes, position: int) -> int | None:
    """Return a position; None if the file ends before it."""
    return position if position <= file.size else None


# --- uncompressed records --------------------------------------------------------------------


def _plain_starts_record(file: Bytes, start: int) -> bool:
    """Whether a record begins at a position, and not just a text that speaks of one.

    Before it there may be the middle of a line, if the record before was cut off.
    """
    head = file.read(start, _MAX_HEAD_BYTES)
    end = _HEAD_END.search(head)
    return end is not None and _FIRST_LINE.match(head) is not None and b"\nwarc-type:" in head[: end.start()].lower()


def _find_plain_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, _MAX_HEAD_BYTES)
    if not head or not head.startswith(_RECORD_START[: len(head)]):
        raise Damaged
    blank = _HEAD_END.search(head)
    if blank is None:
        if len(head) == _MAX_HEAD_BYTES:
            raise Damaged
        return None
    length = _LENGTH.search(head, 0, blank.end())
    if length is None:
        raise Damaged
    end = start + blank.end() + int(length.group(1))
    if end > file.size and not file.is_whole:
        return None
    tail = file.read(end, 7)  # an empty line, and the start of the next record
    separator = _BETWEEN_RECORDS.match(tail)
    if separator:
        return end + separator.end()
    if end <= file.size and len(tail) < 4 and b"\r\n\r\n".startswith(tail):
        return file.size if file.is_whole else None
    raise Damaged


def record_size(head: bytes) -> int | None:
    """Return the size of an uncompressed record by its header; None if that is not whole or states no length."""
    blank = _HEAD_END.search(head)
    length = _LENGTH.search(head, 0, blank.end()) if blank else None
    return blank.end() + int(length[1]) if blank and length else None


def mended_record(file: Bytes, start: int) -> Bytes | None:
    """Return an uncompressed record with its true length, if it states one that is wrong by a few bytes.

    It goes on to the next record. A length is mended, too, whose name has other letter case than `fastwarc` looks for.
    None where a length is right, wrong by more, or not stated.
    """
    head = file.read(start, _MAX_HEAD_BYTES)
    blank = _HEAD_END.search(head)
    length = _LENGTH.search(head, 0, blank.end()) if blank else None
    if blank is None or length is None:
        return None
    if head.startswith(_LENGTH_NAME, length.start()) and _is_sound(file, start):
        return None
    following = find_start(file, PLAIN, start + 1, file.size)
    if following is None and _is_truncated(file, start):
        return None
    begin, end = start + blank.end(), file.size if following is None else following
    tail = file.read(max(begin, end - 4), end - max(begin, end - 4))
    separator = next(_SEPARATOR.finditer(tail))
    true = end - begin - len(separator[0])
    if abs(true - int(length[1])) > MOST_OFF:
        return None
    stated = b"%s: %d" % (_LENGTH_NAME, true)
    content = head[: length.start()] + stated + head[length.end(1) : blank.end()] + file.read(begin, end - begin)
    return Bytes(lambda at, count: content[at : at + count], len(content))


def _is_sound(file: Bytes, start: int) -> bool:
    """Whether an uncompressed record ends where it says."""
    try:
        return _find_plain_end(file, start) is not None
    except Damaged:
        return False


def _is_truncated(file: Bytes, start: int) -> bool:
    """Whether an uncompressed record says that it ends after the end of the file."""
    try:
        return _find_plain_end(file, start) is None
    except Damaged:
        return False


def holds_magic(file: Bytes, codec: Codec, start: int, stop: int) -> bool:
    """Whether a member may begin in [start, stop), with a record or without one."""
    overlap = len(codec.magic) - 1
    blocks = (file.read(at, min(_SEARCH_BLOCK, stop - at) + overlap) for at in range(start, stop, _SEARCH_BLOCK))
    return any(_finder(codec.magic).find_matches_as_indexes(block) for block in blocks)


GZIP = Codec(b"\x1f\x8b\x08", _gzip_starts_record, _find_gzip_end)
ZSTD = Codec(b"\x28\xb5\x2f\xfd", _zstd_starts_record, _find_zstd_end)
LZ4 = Codec(b"\x04\x22\x4d\x18", _lz4_starts_record, _find_lz4_end)
PLAIN = Codec(_RECORD_START, _plain_starts_record, _find_plain_end)
