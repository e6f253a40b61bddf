"""Read ARC, the format before WARC. A record is a line `URL IP DATE TYPE LENGTH`, the response and an empty line."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
from typing import NamedTuple

from ...schema import Document, Reason, Rejected
from ...text.patterns import pattern
from ..documents import refuse
from .codec import Bytes, find_start
from .gzip_members import GZIP, GZIP_WINDOW
from .head import fault, read_head
from .plain_records import MOST_OFF, PLAIN
from .records import emit, name_of, settle
from .response import make_gone, make_page
from .unpacked import unpack_gzip

# All sizes are bytes.
_MAX_LINE_BYTES = 1 << 14  # chosen: of a record's first line
_MAX_HEAD_BYTES = 1 << 16  # chosen: the HTTP head of a response must end within them
_DAMAGED_START = 1 << 22  # chosen: in which an archive whose start is damaged shows its first record
# Version 2 of the format has four more fields before the length. A URL may contain spaces.
_LINE = pattern(rb"(\S.*) \S+ (\d{14}) (\S+)(?: \d{3} \S+ \S+ \d+ \S+)? (\d{1,15})\r?\n")


class _Extent(NamedTuple):
    """Where a record's response ends."""

    length: int | None
    """Its bytes; None if they are not known, or the file ends before them."""
    following: int
    """Where reading continues."""
    is_cut: bool = False
    """Whether the file ends before the record does."""


def documents(archive: Bytes, path: str, counts: Counter[str]) -> Iterator[Document | Rejected]:
    """Yield the pages of an archive and its faults; `counts` gets the number of records that held no page, by word."""
    if not archive.size:
        yield refuse(Reason.EMPTY_DOCUMENT, f"{path}: nothing in it")
    elif _is_gzip(archive):
        yield from _of_members(archive, path, counts)
    else:
        yield from _Records(archive, path, counts).documents()


def reread(archive: Bytes, path: str, start: int, nth: int) -> Document | None:
    """Return the page of the record number `nth` of the member at byte `start`; None if it is not there."""
    name = name_of(path, start, nth)
    if _is_gzip(archive):
        found = _Records(unpack_gzip(archive, start).content, path, Counter(), start).documents()
    else:
        found = _Records(archive, path, Counter()).documents(start)
    return next((page for page in found if isinstance(page, Document) and page.path == name), None)


class Extent(NamedTuple):
    """A record of an uncompressed archive."""

    start: int
    begin: int
    """Where its response begins, after its line."""
    stop: int | None
    """Where it ends; None if that is not known."""
    address: str


def extents(archive: Bytes, start: int) -> Iterator[Extent]:
    """Yield the records of an uncompressed archive, or of the content of a member, from byte `start` on.

    What begins none, an empty line excepted, is one without address and end.
    """
    yield from _Records(archive, "", Counter()).extents(start)


def _is_gzip(archive: Bytes) -> bool:
    """Whether an archive consists of gzip members, the first of which may be damaged."""
    first = archive.read(0, len(GZIP.magic))
    if GZIP.magic.startswith(first):
        return True
    is_plain = _LINE.match(archive.read(0, _MAX_LINE_BYTES)) is not None
    return not is_plain and find_start(archive, _GZIP_ARC, 1, min(archive.size, _DAMAGED_START)) is not None


def _of_members(archive: Bytes, path: str, counts: Counter[str]) -> Iterator[Document | Rejected]:
    """Yield the pages and faults of each gzip member; after one that is damaged, read on from the next."""
    start: int | None = 0
    while start is not None and start < archive.size:
        member = unpack_gzip(archive, start)
        yield from _Records(member.content, path, counts, start).documents()
        following = member.end
        if following is None:
            following = find_start(archive, _GZIP_ARC, start + 1, archive.size)
            is_truncated = member.is_truncated and following is None
            yield _truncated(path, start) if is_truncated else _malformed(name_of(path, start, 0))
        start = following


def _truncated(path: str, start: int) -> Rejected:
    why = f"{path}: cut off in the record at byte {start}; what is before it was read"
    return refuse(Reason.TRUNCATED_ARCHIVE, why)


def _malformed(name: str) -> Rejected:
    return refuse(Reason.DAMAGED_RECORD, f"{name}: the record is damaged or states a wrong length")


class _Records:
    """The reading of an uncompressed archive, or of the content of the gzip member at byte `member`."""

    def __init__(self, file: Bytes, path: str, counts: Counter[str], member: int | None = None) -> None:
        self._file = file
        self._path = path
        self._counts = counts
        self._member = member
        self._count = 0
        """Of the records so far."""

    def documents(self, start: int = 0) -> Iterator[Document | Rejected]:
        """Yield each page and fault from byte `start` on. That a member is damaged or truncated is not told."""
        position = start
        while position < self._file.size:
            position = yield from self._record(position)

    def extents(self, position: int) -> Iterator[Extent]:
        """Yield where each record from a position on is."""
        while position < self._file.size:
            line = self._file.read(position, _MAX_LINE_BYTES)
            fields = _LINE.match(line)
            if line.startswith((b"\r", b"\n")):
                position += len(line) - len(line.lstrip(b"\r\n"))
            elif fields is None:
                yield Extent(position, position, None, "")
                return
            else:
                begin = position + fields.end()
                extent = self._extent(begin, int(fields[4]))
                stop = None if extent.length is None else begin + extent.length
                yield Extent(position, begin, stop, fields[1].decode("latin-1"))
                position = extent.following

    def _record(self, start: int) -> Generator[Document | Rejected, None, int]:
        """Yield what becomes of the record at a position; return where to continue."""
        line = self._file.read(start, _MAX_LINE_BYTES)
        empty = len(line) - len(line.lstrip(b"\r\n"))
        if empty:
            return start + empty
        fields = _LINE.match(line)
        begin = start + fields.end() if fields else start
        extent = self._extent(begin, int(fields[4])) if fields else self._after_damage(start, line)
        name = self._next_name(start)
        if extent.is_cut:
            yield from () if self._member is not None else (_truncated(self._path, start),)
        elif fields is None or extent.length is None:
            yield _malformed(name)
        else:
            yield from emit(self._read(fields, begin, extent.length, name), self._counts)
        return extent.following

    def _next_name(self, start: int) -> str:
        self._count += 1
        return name_of(self._path, *((start, 0) if self._member is None else (self._member, self._count - 1)))

    def _after_damage(self, start: int, line: bytes) -> _Extent:
        """Where to continue after a line that begins no record."""
        return _Extent(None, self._find(start + 1), self._is_cut_line(line, start + len(line)))

    def _extent(self, begin: int, stated: int) -> _Extent:
        """Where a response ends that says how long it is; what it says may be wrong by a few bytes."""
        end = begin + stated
        if self._is_between(end):
            return _Extent(stated, end)
        following = self._find(begin)
        if following >= self._file.size < end and not self._file.is_whole:
            return _Extent(None, following, is_cut=True)
        last = self._file.read(max(begin, following - 2), min(2, following - begin))
        true = following - begin - (len(last) - len(last.rstrip(b"\r\n")))
        if abs(true - stated) <= MOST_OFF:
            return _Extent(true, following)
        if self._file.read(end, 2).startswith((b"\n", b"\r\n")):  # it is sound, and the next one is damaged
            return _Extent(stated, end)
        return _Extent(None, following)

    def _is_between(self, position: int) -> bool:
        """Whether a record may end at a position: after it comes another one or the end."""
        text = self._file.read(position, _MAX_LINE_BYTES)
        rest = text.lstrip(b"\r\n")
        if not rest:
            return position <= self._file.size
        has_line_end = len(rest) < len(text) or self._file.read(position - 1, 1) == b"\n"
        return has_line_end and (self._is_cut_line(rest, position + len(text)) or _LINE.match(rest) is not None)

    def _is_cut_line(self, line: bytes, end: int) -> bool:
        """Whether the file ends, too early, within a line that ends at a position."""
        return b"\n" not in line and end >= self._file.size and not self._file.is_whole

    def _find(self, start: int) -> int:
        """Where the next record with a page begins, otherwise the end of the file."""
        found = find_start(self._file, _PLAIN_ARC, start, self._file.size)
        return self._file.size if found is None else found

    def _read(self, fields: re.Match[bytes], begin: int, length: int, name: str) -> Document | Rejected | str:
        """What becomes of a response, whose line has been read."""
        url, date, _, _ = (field.decode("latin-1") for field in fields.groups())
        head = read_head(self._file.read(begin, min(length, _MAX_HEAD_BYTES)))
        word = "filedesc" if url.startswith("filedesc:") else "malformed_http" if head is None else fault(head, length)
        if word or head is None:
            return settle(make_gone(word, name, url, date), name)
        body = self._file.read(begin + head.length, length - head.length)
        return settle(make_page(body, head, name, url, date), name)


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
