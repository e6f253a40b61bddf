"""A web archive -> the same with some records filled with nothing, so that all others stay where they are."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import pyarrow as pa
from fastwarc.warc import WarcRecord

from ..ingest.warc import arc, members
from ..ingest.warc.members import Bytes, Codec, Damaged
from ..ingest.warc.records import read_from
from ..ingest.warc.unpacked import unpack

# All sizes are bytes.
_BEGIN, _END = "WARC/1.0\r\nWARC-Type: metadata\r\n", "Content-Length: {length:010}\r\n\r\n"
_NAMED = (
    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    "WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Type: text/plain\r\n"
)
_AROUND = 10 + 8  # of a gzip member besides what it holds
_COMMENT = 0x10  # the flag of a gzip header that a comment follows (RFC 1952)
_GZIP_HEAD = b"\x1f\x8b\x08%c\x00\x00\x00\x00\x00\xff"
_MOST_COMMENT = 2_000  # chosen: a reader must find the record within the first ones of a member
_LONGER = "what is left of a group of records takes more room than all of it"
_PIECE = 1 << 20  # chosen: copied at once


class CannotFill(Exception):
    """A record cannot be taken out of an archive without moving others."""


class Place(NamedTuple):
    """Where a record lies: the byte at which its member begins, and its number in it."""

    member: int
    nth: int


class Patch(NamedTuple):
    """Bytes that take the place of as many others; of another number only at the end of an archive."""

    start: int
    stop: int
    content: bytes


class Entry(NamedTuple):
    """A record of an archive, whether it holds a page or not."""

    address: str
    block: Callable[[], bytes]


class _Found(NamedTuple):
    """A record, and where it begins in its member, or in an archive that is not compressed."""

    start: int
    entry: Entry


class _Filler(NamedTuple):
    """What stands where a record was."""

    heads: tuple[str, ...]
    """The beginnings that it may have, the first one that fits is taken."""
    end: bytes

    def of(self, size: int) -> bytes:
        """Return a record of a size that says nothing. Raises CannotFill."""
        for head in self.heads:
            left = size - len(head.format(length=0)) - len(self.end)
            if left >= 0:
                return head.format(length=left).encode() + b" " * left + self.end
        raise CannotFill("a record is too short")


_OF_WARC = _Filler((_BEGIN + _NAMED + _END, _BEGIN + _END), b"\r\n\r\n")
_OF_ARC = _Filler(("filedesc://purged 0.0.0.0 19700101000000 text/plain {length:010}\n",), b"\n")


class Archive:
    """A web archive, WARC or ARC."""

    def __init__(self, archive: Bytes, is_arc: bool) -> None:
        self._archive = archive
        self._codec = members.codec_of(archive)
        self._found = _of_arc if is_arc else _of_warc
        self._filler = _OF_ARC if is_arc else _OF_WARC
        self._is_plain = self._codec is members.PLAIN

    def places(self, is_meant: Callable[[Entry], bool]) -> set[Place]:
        """Return where the records are that a function says are meant. Raises CannotFill for a damaged archive."""
        try:
            return {place for place, entry in self._entries() if is_meant(entry)}
        except OSError as error:
            if error.errno:
                raise
            raise CannotFill("it is damaged") from error

    def patches(self, gone: Collection[Place]) -> list[Patch]:
        """Return what is to be written over an archive so that some of its records are gone. Raises CannotFill."""
        of_members: defaultdict[int, set[int]] = defaultdict(set)
        for place in gone:
            of_members[place.member].add(place.nth)
        return [self._patch(start, numbers) for start, numbers in sorted(of_members.items())]

    def _entries(self) -> Iterator[tuple[Place, Entry]]:
        if self._is_plain:
            yield from ((Place(found.start, 0), found.entry) for found in self._found(self._archive, 0))
            return
        for start in self._members():
            content = unpack(self._archive, self._codec, start)
            for nth, found in enumerate(self._found(content, 0)):
                yield Place(start, nth), found.entry

    def _members(self) -> Iterator[int]:
        start = len(self._archive.dictionary)
        while start < self._archive.size:
            yield start
            start = self._end_of(start)

    def _end_of(self, start: int) -> int:
        try:
            end = self._codec.find_end(self._archive, start)
        except Damaged as error:
            raise CannotFill("it is damaged") from error
        if end is None:
            raise CannotFill("it is cut off")
        return end

    def _patch(self, start: int, numbers: Collection[int]) -> Patch:
        if self._is_plain:
            starts = (found.start for found in self._found(self._archive, start))
            stop = next((at for at in starts if at > start), self._archive.size)
            return Patch(start, stop, self._filler.of(stop - start))
        return self._member(start, self._end_of(start), numbers)

    def _member(self, start: int, end: int, numbers: Collection[int]) -> Patch:
        """A member in the place of the one that begins somewhere, without some of its records."""
        unpacked = unpack(self._archive, self._codec, start)
        bounds = [*(found.start for found in self._found(unpacked, 0)), unpacked.size]
        pack = _PACKERS[self._codec]
        if len(bounds) == 2:
            return Patch(start, end, pack.filled(end - start, self._filler))
        content = b"".join(
            self._filler.of(after - at) if nth in numbers else unpacked.read(at, after - at)
            for nth, (at, after) in enumerate(pairwise(bounds))
        )
        size = None if end == self._archive.size else end - start
        return Patch(start, end, pack.packed(content, size, self._filler))


def patched(archive: Bytes, patches: Collection[Patch]) -> Iterator[bytes]:
    """Yield the bytes of an archive with some written over."""
    at = 0
    for patch in sorted(patches):
        yield from _pieces(archive, at, patch.start)
        yield patch.content
        at = patch.stop
    yield from _pieces(archive, at, archive.size)


def _pieces(archive: Bytes, start: int, stop: int) -> Iterator[bytes]:
    for at in range(start, stop, _PIECE):
        yield archive.read(at, min(_PIECE, stop - at))


def _of_warc(content: Bytes, start: int) -> Iterator[_Found]:
    for position, record in read_from(content, start):
        yield _Found(position, _entry(record))


def _entry(record: WarcRecord) -> Entry:
    return Entry(record.headers.get("WARC-Target-URI") or "", lambda: bytes(record.reader.read()))


def _of_arc(content: Bytes, start: int) -> Iterator[_Found]:
    for extent in arc.extents(content, start):
        if extent.stop is None:
            raise CannotFill("it is damaged")
        size = extent.stop - extent.begin
        yield _Found(extent.start, Entry(extent.address, partial(content.read, extent.begin, size)))


class _Packer(NamedTuple):
    """How a member is written."""

    filled: Callable[[int, _Filler], bytes]
    """Return a member of a size with one record that says nothing. Raises CannotFill."""
    packed: Callable[[bytes, int | None, _Filler], bytes]
    """Return a member of a size, if one is given, with some content. Raises CannotFill."""


# --- gzip: what is missing at its length is a comment, or a member that says nothing -------------------------------


def _gzip_filled(size: int, filler: _Filler) -> bytes:
    left = size - _AROUND
    while left >= _shortest(filler):  # what is stored takes five bytes more for each block of 65,535
        content = _deflated(filler.of(left), 0)
        spare = size - _AROUND - len(content)
        if spare == 0 or 0 < spare <= _MOST_COMMENT:
            return _gzip(filler.of(left), content, spare)
        left += min(spare, -1)
    return _gzip_packed(filler.of(_shortest(filler)), size, filler)


def _gzip_packed(content: bytes, size: int | None, filler: _Filler) -> bytes:
    packed = _deflated(content, 9)
    spare = 0 if size is None else size - _AROUND - len(packed)
    if spare < 0:
        raise CannotFill(_LONGER)
    if spare <= _MOST_COMMENT:
        return _gzip(content, packed, spare)
    return _gzip(content, packed, 0) + _gzip_filled(spare, filler)


def _deflated(content: bytes, level: int) -> bytes:
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush()


def _gzip(content: bytes, packed: bytes, spare: int) -> bytes:
    """A gzip member with so many bytes of comment, its end counted."""
    comment = b" " * (spare - 1) + b"\0" if spare else b""
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEAD % (_COMMENT if spare else 0) + comment + packed + tail


def _shortest(filler: _Filler) -> int:
    return len(filler.heads[-1].format(length=0)) + len(filler.end)


# --- zstd and lz4: blocks that are stored as they are ----------------------------------------------------------------


_LEVELS = {"zstd": 19}  # chosen: what is packed again must not be longer


class _Frame(NamedTuple):
    """How a frame is written."""

    name: str
    """Of the codec."""
    head: Callable[[int], bytes]
    """Return what comes before stored blocks, given how long the content is; it always has the same length."""
    most: int
    """The longest block."""
    block: Callable[[int, bool], bytes]
    """Return what comes before a block, given its length and whether it is the last."""
    end: bytes

    def filled(self, size: int, filler: _Filler) -> bytes:
        """Return a frame of a size with one record that says nothing. Raises CannotFill."""
        room = size - len(self.head(0)) - len(self.end)
        ahead = len(self.block(0, False))
        blocks = -(-room // (self.most + ahead))
        return self._of(filler.of(room - blocks * ahead), blocks)

    def packed(self, content: bytes, size: int | None, filler: _Filler) -> bytes:
        """Return a frame with some content, and one that says nothing for what is missing. Raises CannotFill."""
        packed: bytes = pa.Codec(self.name, _LEVELS.get(self.name)).compress(content, asbytes=True)
        spare = 0 if size is None else size - len(packed)
        if spare < 0:
            raise CannotFill(_LONGER)
        return packed + self.filled(spare, filler) if spare else packed

    def _of(self, content: bytes, blocks: int) -> bytes:
        starts = range(0, blocks * self.most, self.most)
        pieces = [content[at : at + self.most] for at in starts]
        stored = (self.block(len(piece), at == starts[-1]) + piece for at, piece in zip(starts, pieces, strict=True))
        return self.head(len(content)) + b"".join(stored) + self.end


_ZSTD = _Frame(
    "zstd",  # RFC 8878: with the length of the content and a window of 8 MB, without a checksum
    lambda length: members.ZSTD.magic + b"\xc0\x68" + length.to_bytes(8, "little"),
    1 << 17,
    lambda length, is_last: (length << 3 | is_last).to_bytes(3, "little"),
    b"",
)
_LZ4 = _Frame(
    "lz4",  # version 1, independent blocks of up to 4 MB, no checksums; the last byte is that of the head itself
    lambda _: members.LZ4.magic + b"\x60\x70\x73",
    1 << 22,
    lambda length, _: (length | 1 << 31).to_bytes(4, "little"),
    bytes(4),
)
_PACKERS: dict[Codec, _Packer] = {
    members.GZIP: _Packer(_gzip_filled, _gzip_packed),
    members.ZSTD: _Packer(_ZSTD.filled, _ZSTD.packed),
    members.LZ4: _Packer(_LZ4.filled, _LZ4.packed),
}
