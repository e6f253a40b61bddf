"""Where the records of an uncompressed archive begin and end, also where a record states a length that is wrong."""

from __future__ import annotations

import re

from ...text.patterns import pattern
from .codec import FIRST_LINE, Bytes, Codec, Damaged, find_start

_MAX_HEAD_BYTES = 1 << 16  # chosen: the WARC header of an uncompressed record must end within them
_RECORD_START = b"WARC/"
_HEAD_END = pattern(rb"\r?\n\r?\n")
_LENGTH = pattern(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LENGTH_NAME = b"Content-Length"
_BETWEEN_RECORDS = pattern(rb"\r\n\r\n|\n\n|\r?\n?(?=WARC/)")
_SEPARATOR = pattern(rb"(?:\r\n\r\n|\n\n|\r\n|\n|)\Z")
MOST_OFF = 16
"""Bytes (chosen) by which a length may be wrong that was counted wrongly, and is no damage."""


def _plain_starts_record(file: Bytes, start: int) -> bool:
    """Whether a record begins at a position, and not just a text that speaks of one.

    Before it there may be the middle of a line, if the record before was cut off.
    """
    head = file.read(start, _MAX_HEAD_BYTES)
    end = _HEAD_END.search(head)
    return end is not None and FIRST_LINE.match(head) is not None and b"\nwarc-type:" in head[: end.start()].lower()


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


PLAIN = Codec(_RECORD_START, _plain_starts_record, _find_plain_end)
