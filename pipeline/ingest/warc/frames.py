"""Where the zstd (RFC 8878) and lz4 frames of an archive begin and end: after their last block."""

from __future__ import annotations

from io import BytesIO

from fastwarc.stream_io import Lz4Reader, ZstdReader

from .codec import FIRST_LINE, FIRST_LINE_BYTES, Bytes, Codec, Damaged

_ZSTD_START = 1 << 18  # holds the largest block of a frame, 128 KB (RFC 8878)
_LZ4_MAX_BLOCK = 1 << 22  # the largest block of a frame, 4 MB (LZ4 frame format)
_LZ4_START = 2 * _LZ4_MAX_BLOCK
DICTIONARY = b"\x5d\x2a\x4d\x18"  # the magic of a frame that holds a dictionary (IIPC, WARC with Zstandard)
_DICTIONARY_ID_BYTES = (0, 1, 2, 4)  # by the two lowest bits of a frame's descriptor (RFC 8878)


def needs_dictionary(file: Bytes) -> bool:
    """Whether a zstd archive was compressed with a dictionary that it does not hold."""
    head = file.read(0, 5)
    return head.startswith(ZSTD.magic) and len(head) == 5 and bool(head[4] & 3)


def _zstd_starts_record(file: Bytes, start: int) -> bool:
    try:
        frame = BytesIO(file.dictionary + file.read(start, _ZSTD_START))
        return FIRST_LINE.match(ZstdReader(frame).read(FIRST_LINE_BYTES)) is not None
    except OSError:
        return False


def _lz4_starts_record(file: Bytes, start: int) -> bool:
    try:
        frame = BytesIO(file.read(start, _LZ4_START))
        return FIRST_LINE.match(Lz4Reader(frame).read(FIRST_LINE_BYTES)) is not None
    except OSError:
        return False


def _find_zstd_end(file: Bytes, start: int) -> int | None:
    head = file.read(start, 8)
    if _is_short(head, ZSTD.magic, DICTIONARY):
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


ZSTD = Codec(b"\x28\xb5\x2f\xfd", _zstd_starts_record, _find_zstd_end)
LZ4 = Codec(b"\x04\x22\x4d\x18", _lz4_starts_record, _find_lz4_end)
