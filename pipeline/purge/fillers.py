"""Records and members of archives that say nothing, of the very size of those in whose place they come."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa

from ..ingest.warc.codec import Codec
from ..ingest.warc.frames import LZ4, ZSTD
from ..ingest.warc.gzip_members import GZIP

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


class CannotFill(Exception):
    """A record cannot be taken out of an archive without moving others."""


class Filler(NamedTuple):
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


OF_WARC = Filler((_BEGIN + _NAMED + _END, _BEGIN + _END), b"\r\n\r\n")
OF_ARC = Filler(("filedesc://purged 0.0.0.0 19700101000000 text/plain {length:010}\n",), b"\n")


class Packer(NamedTuple):
    """How a member is written."""

    filled: Callable[[int, Filler], bytes]
    """Return a member of a size with one record that says nothing. Raises CannotFill."""
    packed: Callable[[bytes, int | None, Filler], bytes]
    """Return a member of a size, if one is given, with some content. Raises CannotFill."""


# --- gzip: what is missing at its length is a comment, or a member that says nothing -------------------------------


def _gzip_filled(size: int, filler: Filler) -> bytes:
    left = size - _AROUND
    while left >= _shortest(filler):  # what is stored takes five bytes more for each block of 65,535
        content = _deflated(filler.of(left), 0)
        spare = size - _AROUND - len(content)
        if spare == 0 or 0 < spare <= _MOST_COMMENT:
            return _gzip(filler.of(left), content, spare)
        left += min(spare, -1)
    return _gzip_packed(filler.of(_shortest(filler)), size, filler)


def _gzip_packed(content: bytes, size: int | None, filler: Filler) -> bytes:
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


def _shortest(filler: Filler) -> int:
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

    def filled(self, size: int, filler: Filler) -> bytes:
        """Return a frame of a size with one record that says nothing. Raises CannotFill."""
        room = size - len(self.head(0)) - len(self.end)
        ahead = len(self.block(0, False))
        blocks = -(-room // (self.most + ahead))
        return self._of(filler.of(room - blocks * ahead), blocks)

    def packed(self, content: bytes, size: int | None, filler: Filler) -> bytes:
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
    lambda length: ZSTD.magic + b"\xc0\x68" + length.to_bytes(8, "little"),
    1 << 17,
    lambda length, is_last: (length << 3 | is_last).to_bytes(3, "little"),
    b"",
)
_LZ4 = _Frame(
    "lz4",  # version 1, independent blocks of up to 4 MB, no checksums; the last byte is that of the head itself
    lambda _: LZ4.magic + b"\x60\x70\x73",
    1 << 22,
    lambda length, _: (length | 1 << 31).to_bytes(4, "little"),
    bytes(4),
)
PACKERS: dict[Codec, Packer] = {
    GZIP: Packer(_gzip_filled, _gzip_packed),
    ZSTD: Packer(_ZSTD.filled, _ZSTD.packed),
    LZ4: Packer(_LZ4.filled, _LZ4.packed),
}
