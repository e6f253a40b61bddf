"""Read ARC, the format before WARC. A record is a line `URL IP DATE TYPE LENGTH`, the response and an empty line."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Generator, Iterator

from ...schema import Document, Reason, Rejected
from ...text.patterns import pattern
from ..documents import refuse
from .members import GZIP, GZIP_WINDOW, PLAIN, Bytes, Damaged, find_start
from .records import MALFORMED, emit, name_of, settle
from .response import fault, make_page, read_head

# All sizes are bytes.
_BLOCK = 1 << 14  # chosen: deflate expands a byte to 1,032 at most, so a block to 17 MB
_MAX_LINE_BYTES = 1 << 14  # chosen: of a record's first line
_MAX_HEAD_BYTES = 1 << 16  # chosen: the HTTP head of a response must end within them
_SKIP_BLOCK = 1 << 20  # chosen: read at once when a record is skipped
# Version 2 of the format has four more fields before the length. A URL may contain spaces.
_LINE = pattern(rb"(\S.*) \S+ (\d{14}) (\S+)(?: \d{3} \S+ \S+ \d+ \S+)? (\d{1,15})\r?\n")

_Outcome = Document | Rejected | str | None
"""What becomes of a record: its page, why it is rejected, the word to count it by (empty at the end of the member);
None if it is truncated."""


class _Member(io.RawIOBase):
    """The content of the gzip member at byte `start`, or of an uncompressed archive from there to its end."""

    def __init__(self, archive: Bytes, start: int) -> None:
        self._archive = archive
        is_gzip = archive.read(start, len(GZIP.magic)) == GZIP.magic
        self._inflate = zlib.decompressobj(GZIP_WINDOW) if is_gzip else None
        self._position = start
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready and not self.is_whole and self._fill():
            pass
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    @property
    def is_gzip(self) -> bool:
        """Whether it is a gzip member, which can only be read from its start."""
        return self._inflate is not None

    @property
    def is_whole(self) -> bool:
        """Whether the member has been read to its end; if not, more follows or the file is truncated."""
        return self._inflate.eof if self._inflate else self._position >= self._archive.size

    @property
    def end(self) -> int:
        """The position after the member, once it has been read to its end."""
        return self._position - (len(self._inflate.unused_data) if self._inflate else 0)

    def _fill(self) -> bool:
        block = self._archive.read(self._position, _BLOCK)
        self._position += len(block)
        try:
            self._ready = memoryview(self._inflate.decompress(block) if self._inflate else block)
        except zlib.error as error:
            raise Damaged from error
        return bool(block)


def documents(archive: Bytes, path: str, counts: Counter[str]) -> Iterator[Document | Rejected]:
    """Yield the pages of an archive and its faults; `counts` gets the number of records that held no page, by word."""
    if not archive.size:
        yield refuse(Reason.EMPTY_DOCUMENT, f"{path}: nothing in it")
    codec = _GZIP_ARC if archive.read(0, 1) == GZIP.magic[:1] else _PLAIN_ARC
    position: int | None = 0
    while position is not None and position < archive.size:
        start = position
        try:
            position = yield from _pages(_Member(archive, start), start, path, counts)
        except Damaged:
            yield from emit(settle(MALFORMED, name_of(path, start, 0)), counts)
            position = find_start(archive, codec, start + 1, archive.size)


def reread(archive: Bytes, path: str, start: int, nth: int) -> Document | None:
    """Return the page of the record number `nth` of the member at byte `start`; None if it is not there."""
    try:
        for number, (outcome, _) in enumerate(_records(_Member(archive, start), path, start)):
            if number == nth:
                return outcome if isinstance(outcome, Document) else None
    except Damaged:
        pass
    return None


def _pages(
    member: _Member, start: int, path: str, counts: Counter[str]
) -> Generator[Document | Rejected, None, int | None]:
    """Yield each page of a member once the record after it is sound.

    Return where the next member begins, None after a truncated record.
    """
    pending: _Outcome = ""
    end = start
    for outcome, position in _records(member, path, start):
        yield from emit(pending or "", counts)
        pending, end = outcome, position
    yield from emit(pending or "", counts)
    if pending is not None and member.is_whole:
        return member.end if member.is_gzip else end
    yield refuse(Reason.TRUNCATED_ARCHIVE, f"{path}: cut off in the record at byte {start}; what is before it was read")
    return None


def _records(member: _Member, path: str, start: int) -> Iterator[tuple[_Outcome, int]]:
    """Yield each record of a gzip member, or the next one of an uncompressed archive, and the position after it.

    The position is `start` plus the uncompressed bytes of the records so far. Raises Damaged.
    """
    stream = io.BufferedReader(member, _BLOCK)
    position, nth = start, 0
    while line := stream.readline(_MAX_LINE_BYTES):
        begin, position = position, position + len(line)
        if not line.strip():
            continue
        fields = _LINE.fullmatch(line)
        if fields is None:
            if line.endswith(b"\n") or len(line) == _MAX_LINE_BYTES:
                raise Damaged
            yield None, position
            return
        length = int(fields.group(4))
        outcome = _read(stream, fields, length, name_of(path, start if member.is_gzip else begin, nth))
        position += length
        nth += 1
        yield outcome, position
        if outcome is None or not member.is_gzip:
            return
    yield "", position


def _read(stream: io.BufferedIOBase, fields: re.Match[bytes], length: int, name: str) -> _Outcome:
    """Read a record, whose line has been read, to its end."""
    url, date, _, _ = (field.decode("latin-1") for field in fields.groups())
    block = stream.read(min(length, _MAX_HEAD_BYTES))
    head = read_head(block)
    word = "filedesc" if url.startswith("filedesc:") else "malformed_http" if head is None else fault(head, length)
    if word or head is None:
        return settle(word, name) if _skip(stream, length - len(block)) else None
    rest = stream.read(length - len(block))
    is_whole = len(block) + len(rest) == length
    return settle(make_page(block[head.length :] + rest, head, name, url, date), name) if is_whole else None


def _skip(stream: io.BufferedIOBase, count: int) -> bool:
    """Skip bytes; return whether there were that many."""
    while count > 0 and (part := stream.read(min(count, _SKIP_BLOCK))):
        count -= len(part)
    return count == 0


def _gzip_starts_record(archive: Bytes, start: int) -> bool:
    try:
        inflate = zlib.decompressobj(GZIP_WINDOW)
        content = inflate.decompress(archive.read(start, _MAX_LINE_BYTES), _MAX_LINE_BYTES)
    except zlib.error:
        return False
    return _LINE.match(content) is not None


def _plain_starts_record(archive: Bytes, start: int) -> bool:
    return archive.read(start - 1, 1) == b"\n" and _LINE.match(archive.read(start, _MAX_LINE_BYTES)) is not None


_GZIP_ARC = GZIP._replace(starts_record=_gzip_starts_record)
_PLAIN_ARC = PLAIN._replace(magic=b"http", starts_record=_plain_starts_record)
