"""The content of a compressed member as a file of its own, which can be read at any position."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import RawIOBase
from typing import BinaryIO, NamedTuple, cast

from fastwarc.stream_io import Lz4Reader, ZstdReader

from .codec import Bytes, Codec, Damaged
from .frames import ZSTD
from .gzip_members import GZIP, GZIP_WINDOW
from .plain_records import PLAIN, record_size

# All sizes are bytes.
_BLOCK = 1 << 14  # chosen: deflate expands a byte to 1,032 at most, so a block to 17 MB
_HELD = 1 << 24  # chosen: kept of what was read, so that going back to the last record needs no second decompression
_MAX_HEAD_BYTES = 1 << 14  # chosen: of a WARC header, to compare its length without decompressing its member
_ORDINARY_HEAD_BYTES = 1 << 10  # chosen: which most headers have at most; they are looked for first
_SEPARATOR_BYTES = (0, 1, 2, 4)  # after a record: two line ends, or those of writers that leave them out


def unpack(archive: Bytes, codec: Codec, start: int) -> Bytes:
    """Return the content of the member at byte `start`; of a damaged or truncated one what can be decompressed.

    It is whole if the member is.
    """
    stop, is_whole = _bounds(archive, codec, start)
    content = _Content(archive._replace(size=stop), codec, start)
    size = content.measure()
    return Bytes(content.read, size, is_whole=is_whole and not content.is_damaged)


class GzipMember(NamedTuple):
    """A gzip member, decompressed."""

    content: Bytes
    end: int | None
    """Where it ends in the archive; None if it is damaged or truncated."""
    is_truncated: bool
    """Whether the archive ends before it does."""


def unpack_gzip(archive: Bytes, start: int) -> GzipMember:
    """Return the member at byte `start`; of a damaged or truncated one what can be decompressed."""
    content = _Content(archive, GZIP, start)
    size = content.measure()
    unpacked = Bytes(content.read, size, is_whole=not content.is_damaged)
    return GzipMember(unpacked, content.end if unpacked.is_whole else None, content.is_truncated)


def fills_member(archive: Bytes, codec: Codec, start: int, end: int) -> bool:
    """Whether the first record of a member is as long as it says, and the only one in the member."""
    if codec.magic == GZIP.magic:
        return _fills_gzip(archive, start, end)
    content = unpack(archive, codec, start)
    try:
        return PLAIN.find_end(content, 0) == content.size
    except Damaged:
        return False


def _fills_gzip(archive: Bytes, start: int, end: int) -> bool:
    size = int.from_bytes(archive.read(max(start, end - 4), 4), "little")  # of the content, as gzip states it
    try:
        stated = _stated_size(archive, start, _ORDINARY_HEAD_BYTES) or _stated_size(archive, start, _MAX_HEAD_BYTES)
    except zlib.error:
        return False
    return stated is not None and size - stated in _SEPARATOR_BYTES


def _stated_size(archive: Bytes, start: int, most: int) -> int | None:
    """The size of the first record of a gzip member, by the first bytes of its content. Raises zlib.error."""
    packed = archive.read(start, min(most, _BLOCK))
    return record_size(zlib.decompressobj(GZIP_WINDOW).decompress(packed, most))


def _bounds(archive: Bytes, codec: Codec, start: int) -> tuple[int, bool]:
    """Where a member ends, the end of the file if that is not known; and whether it is whole."""
    if codec.magic == GZIP.magic:
        return archive.size, True  # the decompression itself finds the end
    try:
        end = codec.find_end(archive, start)
    except Damaged:
        end = None
    return (archive.size, False) if end is None else (end, True)


class _Content:
    """Decompresses a member as far as it is read, and again from its start for bytes that are no longer held."""

    def __init__(self, archive: Bytes, codec: Codec, start: int) -> None:
        self._archive = archive
        self._codec = codec
        self._start = start
        self.is_damaged = False
        """Whether the member was found to be damaged or truncated."""
        self.is_truncated = False
        """Whether the archive ended before the gzip member did."""
        self.end = start
        """The position in the archive after the gzip member, once it was read to its end."""
        self._restart()

    def measure(self) -> int:
        """Return the size of the whole content."""
        while self._fill(self._first + len(self._held)):
            pass
        return self._first + len(self._held)

    def read(self, at: int, count: int) -> bytes:
        if at < self._first:
            self._restart()
        while at + count > self._first + len(self._held) and self._fill(at):
            pass
        begin = at - self._first
        return bytes(self._held[begin : begin + max(0, count)])

    def _restart(self) -> None:
        self._parts = self._decompress()
        self._held = bytearray()
        self._first = 0  # the position of the first byte that is held

    def _fill(self, keep: int) -> bool:
        """Decompress a part more; drop what lies far before `keep`."""
        part = next(self._parts, b"")
        self._held += part
        spare = min(len(self._held) - _HELD, keep - self._first)
        if spare > _HELD:
            del self._held[:spare]
            self._first += spare
        return bool(part)

    def _decompress(self) -> Iterator[bytes]:
        try:
            yield from self._inflate() if self._codec.magic == GZIP.magic else self._read_frame()
        except (zlib.error, OSError) as error:
            if getattr(error, "errno", None):  # the disk failed; a damaged archive has no errno
                raise
            self.is_damaged = True

    def _inflate(self) -> Iterator[bytes]:
        inflate = zlib.decompressobj(GZIP_WINDOW)
        position = self._start
        while not inflate.eof:
            block = self._archive.read(position, _BLOCK)
            if not block:
                self.is_damaged = self.is_truncated = True
                return
            position += len(block)
            before = inflate.copy()
            try:
                part = inflate.decompress(block)
            except zlib.error:
                yield from _before_damage(before, block)
                raise
            if part:
                yield part
        self.end = position - len(inflate.unused_data)

    def _read_frame(self) -> Iterator[bytes]:
        frame = cast(BinaryIO, _Frame(self._archive, self._start))
        reader = ZstdReader(frame) if self._codec.magic == ZSTD.magic else Lz4Reader(frame)
        while part := reader.read(_BLOCK):
            yield part


def _before_damage(inflate: zlib._Decompress, block: bytes) -> Iterator[bytes]:
    """Yield what a block with damage gives before it: with the error, `zlib` returns nothing of the block."""
    try:
        for byte in block:
            part = inflate.decompress(bytes((byte,)))
            if part:
                yield part
    except zlib.error:
        pass


class _Frame(RawIOBase):
    """The bytes from `start` on; the dictionary of a zstd archive comes first."""

    def __init__(self, archive: Bytes, start: int) -> None:
        self._archive = archive
        self._head = archive.dictionary if start else b""
        self._start = start - len(self._head)
        self._position = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        at = self._position
        if at < len(self._head):
            block = self._head[at : at + size]
        else:
            block = self._archive.read(self._start + at, min(size, self._archive.size - self._start - at))
        self._position += len(block)
        return block

    def tell(self) -> int:
        return self._position
