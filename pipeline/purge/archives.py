"""A web archive -> the same with some records filled with nothing, so that all others stay where they are."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from fastwarc.warc import WarcRecord

from ..ingest.warc import members
from ..ingest.warc.members import Bytes, Damaged
from ..ingest.warc.records import read_from
from ..ingest.warc.unpacked import unpack

_HEAD = (
    "WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    "WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: {length:010}\r\n\r\n"
)
"""Of the record that stands where one was purged."""
_END = b"\r\n\r\n"
_LEAST = len(_HEAD.format(length=0)) + len(_END)
_COMMENT = 0x10  # the flag of a gzip header that a comment follows (RFC 1952)
_GZIP_HEAD = b"\x1f\x8b\x08%c\x00\x00\x00\x00\x00\xff"
_AROUND = 10 + 8  # bytes of a gzip member besides what it holds
_MOST_COMMENT = 2_000  # bytes (chosen): a reader must find the record within the first ones of a member


class CannotFill(Exception):
    """A record cannot be taken out of an archive without moving others."""


class Place(NamedTuple):
    """Where a record lies: the byte at which its member begins, and its number in it."""

    member: int
    nth: int


class Patch(NamedTuple):
    """Bytes that take the place of as many others; of fewer only at the end of an archive."""

    start: int
    stop: int
    content: bytes


def places_of(archive: Bytes, is_meant: Callable[[WarcRecord], bool]) -> set[Place]:
    """Return where the records are that a function says are meant. Raises CannotFill for a damaged archive."""
    return {place for place, record in _records(archive) if is_meant(record)}


def patches(archive: Bytes, gone: Collection[Place]) -> list[Patch]:
    """Return what is to be written over an archive so that some of its records are gone. Raises CannotFill."""
    of_members: defaultdict[int, set[int]] = defaultdict(set)
    for place in gone:
        of_members[place.member].add(place.nth)
    codec = members.codec_of(archive)
    if codec is members.PLAIN:
        ends = {start: _end_of_record(archive, start) for start in sorted(of_members)}
        return [Patch(start, end, _filler(end - start)) for start, end in ends.items()]
    if codec is not members.GZIP:
        raise CannotFill("only records of .warc and .warc.gz can be taken out")
    return [_member(archive, start, numbers) for start, numbers in sorted(of_members.items())]


def _records(archive: Bytes) -> Iterator[tuple[Place, WarcRecord]]:
    codec = members.codec_of(archive)
    member, nth = 0, -1
    try:
        for position, record in read_from(archive, 0):
            begins = archive.read(position, len(codec.magic)) == codec.magic and position > member
            member, nth = (position, 0) if begins or nth < 0 else (member, nth + 1)
            yield Place(member, nth), record
    except OSError as error:
        if error.errno:
            raise
        raise CannotFill("it is damaged") from error


def _end_of_record(archive: Bytes, start: int) -> int:
    positions = (position for position, _ in read_from(archive, start))
    return next((position for position in positions if position > start), archive.size)


def _filler(size: int) -> bytes:
    """An uncompressed record of a size that says nothing. Raises CannotFill."""
    if size < _LEAST:
        raise CannotFill("a record is too short")
    length = size - _LEAST
    return _HEAD.format(length=length).encode() + b" " * length + _END


def _member(archive: Bytes, start: int, numbers: Collection[int]) -> Patch:
    """A gzip member in the place of the one that begins somewhere, without some of its records."""
    try:
        end = members.GZIP.find_end(archive, start)
    except Damaged as error:
        raise CannotFill("it is damaged") from error
    if end is None:
        raise CannotFill("it is cut off")
    unpacked = unpack(archive, members.GZIP, start)
    content = unpacked.read(0, unpacked.size)
    bounds = [position for position, _ in read_from(unpacked, 0)] + [len(content)]
    if len(bounds) == 2:
        return Patch(start, end, _filled(end - start))
    for nth in numbers:
        size = bounds[nth + 1] - bounds[nth]
        content = content[: bounds[nth]] + _filler(size) + content[bounds[nth + 1] :]
    if end == archive.size:
        return Patch(start, end, _gzip(content, _deflated(content, 9), 0))
    return Patch(start, end, _packed(content, end - start))


def _filled(size: int) -> bytes:
    """A gzip member of a size with one record that says nothing."""
    left = size - _AROUND - _LEAST
    while left > 0:  # what is stored takes five bytes more for each block of 65,535
        content = _filler(_LEAST + left)
        spare = size - _AROUND - len(_deflated(content, 0))
        if spare == 0 or 0 < spare <= _MOST_COMMENT:
            return _gzip(content, _deflated(content, 0), spare)
        left += min(spare, -1)
    return _packed(_filler(_LEAST), size)


def _packed(content: bytes, size: int) -> bytes:
    """A gzip member of a size with some content. Raises CannotFill."""
    packed = _deflated(content, 9)
    spare = size - _AROUND - len(packed)
    if spare < 0 or spare > _MOST_COMMENT:
        raise CannotFill("a record cannot be replaced by one of the same length")
    return _gzip(content, packed, spare)


def _deflated(content: bytes, level: int) -> bytes:
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush()


def _gzip(content: bytes, packed: bytes, spare: int) -> bytes:
    """A gzip member with so many bytes of comment, its end counted."""
    comment = b" " * (spare - 1) + b"\0" if spare else b""
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEAD % (_COMMENT if spare else 0) + comment + packed + tail
