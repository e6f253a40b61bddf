"""Web archives -> Documents: WARC (uncompressed, gzip, zstd, lz4) and ARC, with one record in memory at a time."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ...schema import ARCHIVE, Document, Passed, Reason, Rejected
from ...storage import open_file, open_page
from ...text.patterns import pattern
from ...web.optout_words import SIGNAL
from ..documents import media_type_of, refuse
from ..errors import ChangedWhileReading
from ..files import RawFile, why_not
from ..names import location_of
from ..pieces import PieceReader
from . import arc, members, records
from .members import Codec, Damaged
from .revisit import with_content
from .unpacked import fills_member, unpack

_SHARD_BYTES = 64_000_000  # chosen: some seconds of work, so that all cores share a large archive
_GAP_SAMPLE = 1_000  # bytes (chosen) between two records that show whether there is more than empty lines
_ARC = pattern(r"\.arc(?:\.gz)?$", re.IGNORECASE)
_RECORD_NAME = pattern(r"(.+)#(\d+)(?:\.(\d+))?$", re.DOTALL)

Reading = Generator[Document | Rejected, None, int | None]
"""Yields documents and rejections; returns the position to continue from, None if there is nothing more to read."""
_Found = TypeVar("_Found")
ReadAll = Callable[[members.Bytes, RawFile, Counter[str]], Iterator[_Found]]
"""Yields what an open file holds that is called as another; counts what it passes over."""


def is_archive(path: str) -> bool:
    """Return whether a file is a web archive, by its name."""
    return media_type_of(path) == ARCHIVE


def shards(file: RawFile, size: int = _SHARD_BYTES) -> list[RawFile]:
    """Return the parts of a file, of `size` bytes each, that can be read independently; each record is in one part.

    Only an archive in which each record is a member of its own has several parts: there, the first record after any
    position can be found. Every other file is one part.
    """
    if file.size <= size or file.copy_of or not is_archive(file.path) or _ARC.search(file.path):
        return [file]
    try:
        with opened(file) as archive:
            if not _has_member_per_record(archive):
                return [file]
    except OSError:
        return [file]
    starts = range(0, file.size, size)
    return [file._replace(start=start, stop=min(start + size, file.size)) for start in starts]


def part_name(file: RawFile) -> str:
    """Return the name of a part of an archive other than its first."""
    return f"{file.path}#bytes={file.start}-{file.stop}"


def documents(file: RawFile) -> Iterator[Document | Rejected | Passed]:
    """Yield the pages of an archive or a shard of it and its faults; at the end, how many records held no page.

    Pages are responses with status 200, and resources, whose type is HTML or plain text; and those that a revisit says
    are as before, without bytes where it does not say in which place of the archive these are. A damaged
    record is counted, and reading continues after it. Raises ChangedWhileReading.
    """
    return read_opened(file, pages_in)


def read_opened(file: RawFile, read_all: ReadAll[_Found]) -> Iterator[_Found | Rejected | Passed]:
    """Yield what a function finds in a file that is opened for it, or why it cannot be read; at the end its counts.

    Raises ChangedWhileReading.
    """
    refused = why_not(file)
    if refused:
        yield refused
        yield Passed({})
        return
    counts: Counter[str] = Counter()
    try:
        with opened(file) as archive:
            yield from read_all(archive, file, counts)
    except OSError as error:
        if file.sha256 and error.errno:  # it could be read before: a release must not depend on the moment
            raise ChangedWhileReading(file.path) from error
        yield refuse(Reason.UNREADABLE_FILE, f"{file.path}: {error.strerror or error}")
    yield Passed(dict(counts))


def pages_in(archive: members.Bytes, file: RawFile, counts: Counter[str]) -> Iterator[Document | Rejected]:
    """Yield the pages of an open archive that is called as a file, and its faults; `counts` what holds no page."""
    if _ARC.search(file.path):
        yield from arc.documents(archive, file.path, counts)
    else:
        codec = members.codec_of(archive)
        name, location = posixpath.basename(file.path), file.location if file.earlier else b""
        for found in _Shard(archive, codec, file.path, counts, file.start, file.stop).documents():
            if isinstance(found, Document) and found.says:
                counts[records.METADATA if found.says == SIGNAL else records.NOT_HTML] += 1
            read = with_content(found, archive, name, location) if isinstance(found, Document) else found
            yield from records.emit(read, counts)


def reread(raw: Path | str, path: str) -> Document | None:
    """Return the document that a release calls `crawl.warc.gz#OFFSET`; None if there is no such page below `raw`."""
    name = path.rpartition("#")[0]
    if not is_archive(name):
        return None
    try:
        location = location_of(raw, name)
        with open_file(location) as file:
            place = location if isinstance(raw, str) else os.path.realpath(location)
            return page_at(members.open_bytes(file, file.size), path, place)
    except OSError:
        return None


def page_at(archive: members.Bytes, path: str, location: bytes = b"") -> Document | None:
    """Return the document of an open archive that is called `crawl.warc.gz#OFFSET`; None if there is none.

    `location` says where the archive lies, where those beside it may be looked into.
    """
    numbers = _RECORD_NAME.match(path)
    found = _record_at(archive, path, numbers) if numbers else None
    if found is None or numbers is None:
        return None
    return with_content(found, archive, posixpath.basename(numbers[1]), location)


def _record_at(archive: members.Bytes, path: str, numbers: re.Match[str]) -> Document | None:
    name, start, nth = numbers.group(1), int(numbers.group(2)), int(numbers.group(3) or 0)
    if _ARC.search(name):
        return arc.reread(archive, name, start, nth)
    codec = members.codec_of(archive)
    if codec is members.PLAIN:
        found = records.page_at(archive, name, start, nth)
        return found if isinstance(found, Document) else None
    pages = _Member(archive, codec, name, Counter(), start).documents()
    return next((page for page in pages if isinstance(page, Document) and page.path == path), None)


@contextmanager
def opened(file: RawFile) -> Iterator[members.Bytes]:
    """Yield the bytes of an archive; of one that was hashed, only those that were. Raises ChangedWhileReading."""
    with open_page(file.location) as stream:
        if stream.size != file.size:
            raise ChangedWhileReading(file.path)
        reader = PieceReader(stream, file.pieces, file.path) if file.pieces else stream
        yield members.open_bytes(reader, stream.size)


def _has_member_per_record(archive: members.Bytes) -> bool:
    """Whether each of the first two records is a member of its own."""
    codec = members.codec_of(archive)
    if codec is members.PLAIN or members.needs_dictionary(archive):
        return False
    second = -1
    for number, (position, _) in enumerate(records.read_from(archive, 0)):
        second = position
        if number == 1:
            break
    return second > 0 and codec.starts_record(archive, second)


class _Shard:
    """The reading of one part of an archive: it ends after the last record that begins in the part."""

    def __init__(
        self, archive: members.Bytes, codec: Codec, path: str, counts: Counter[str], start: int = 0, stop: int = -1
    ) -> None:
        self._archive = archive
        self._codec = codec
        self._path = path
        self._start = start
        self._stop = stop if stop >= 0 else archive.size
        self._counts = counts
        self._is_unrecognised = not archive.dictionary
        """Whether nothing of a web archive has been found so far."""
        self._pending: Document | str = ""
        """The last page, or the word for the last record; held back until the record is known to be whole."""
        self._name = ""
        """Of the last record."""

    def documents(self) -> Iterator[Document | Rejected]:
        """Yield the pages and faults of the part."""
        fault = self._fault()
        if fault:
            yield fault
            return
        start = self._find(self._start, self._stop) if self._start else 0
        while start is not None and start < self._stop:
            start = yield from self._read_from(start)
        if self._is_unrecognised and self._start == 0:
            yield refuse(Reason.UNSUPPORTED_FORMAT, f"{self._path}: holds no record of a web archive")
        else:
            yield from self._emit_pending()

    def _fault(self) -> Rejected | None:
        if not self._archive.size:
            return refuse(Reason.EMPTY_DOCUMENT, f"{self._path}: nothing in it")
        if members.needs_dictionary(self._archive):
            return refuse(Reason.UNSUPPORTED_FORMAT, f"{self._path}: made with a zstd dictionary that is not in it")
        return None

    def _read_from(self, start: int) -> Reading:
        """Read from the member at `start` on, until the part ends or a record is damaged."""
        member, nth = start, -1
        begin = max(start, len(self._archive.dictionary))
        try:
            for position, record in records.read_from(self._archive, start):
                if nth >= 0 and not self._begins_member(position, member):
                    nth += 1
                    if self._codec is not members.PLAIN:
                        return (yield from self._finish(member, nth))
                else:
                    end = self._end_of(member, position) if nth >= 0 else begin
                    search = member + 1 if end is None else end + (nth < 0)
                    following = self._find(search, position) if end != position else None
                    if end is None or following is not None:
                        return (yield from self._settle_passed_over(member, nth, end, following or position))
                    if nth >= 0:
                        yield from self._check_length(member, nth, end)
                    if self._holds_bytes(end, position):
                        yield from self._emit_pending()
                        self._hold(records.GARBAGE, end)
                    member, nth = position, 0
                self._is_unrecognised = False
                yield from self._emit_pending()
                if member >= self._stop:
                    return None
                self._name = self._name_of(member, nth)
                self._pending = records.page_of(record, self._name)
                if self._pending in records.UNREAD and (mended := self._mended(member)) is not None:
                    self._hold(mended, member)
        except OSError as error:
            if error.errno:  # the disk failed; a damaged archive has no errno
                raise
        return (yield from self._finish(member, nth))

    def _settle_passed_over(self, member: int, nth: int, end: int | None, following: int) -> Reading:
        """After a member behind which the reader of records went past another one, `following`: continue there."""
        if nth >= 0 and end is None:
            self._doubt(member)
        elif nth >= 0 and end is not None:
            yield from self._check_length(member, nth, end)
        if end is not None and self._holds_bytes(end, following):
            yield from self._emit_pending()
            self._hold(records.GARBAGE, end)
        return following

    def _finish(self, member: int, nth: int) -> Reading:
        """After the last member that could be read: find out why it was the last, and where to continue."""
        size = self._archive.size
        try:
            end = self._codec.find_end(self._archive, member)
        except Damaged:
            yield from self._finish_damaged(member, nth)
            return self._find(member + 1, size)
        if end is None:
            return (yield from self._finish_truncated(member, nth))
        if nth >= 0:
            yield from self._check_length(member, nth, end)
        elif member >= len(self._archive.dictionary):
            yield from self._emit_pending()
            self._doubt(member)
        yield from self._emit_pending()
        following = self._find(end, size)
        if following is None and end < size:
            yield from self._rest(end)
        elif following is not None and following > end:
            self._hold(records.GARBAGE, end)
        return following

    def _finish_damaged(self, member: int, nth: int) -> Iterator[Document | Rejected]:
        """Of a damaged member with several records, yield what is before the damage."""
        if nth > 0 and self._codec is not members.PLAIN:
            yield from self._unpacked(member)
        else:
            self._doubt(member)

    def _finish_truncated(self, member: int, nth: int) -> Reading:
        """The file ends before the member does: the file is truncated, unless another member follows."""
        following = self._find(member + 1, self._archive.size)
        if following is not None:
            yield from self._finish_damaged(member, nth)
            return following
        if self._codec is not members.PLAIN:
            yield from self._unpacked(member, is_truncated=True)
            return None
        if not isinstance(records.settle(self._pending, self._name), Rejected):
            yield from self._emit_pending()
        self._pending = ""
        yield from self._truncated_at(member)
        return None

    def _rest(self, start: int) -> Iterator[Rejected]:
        """Report the bytes after the last record: the beginning of a truncated record, or something else."""
        try:
            is_truncated = self._codec.find_end(self._archive, start) is None
        except Damaged:
            is_truncated = False
        if is_truncated:
            yield from self._truncated_at(start)
        else:
            self._hold(records.GARBAGE, start)

    def _end_of(self, member: int, position: int) -> int | None:
        """Where a member ends before the next one that was found; None if it is damaged or states a wrong length."""
        is_plain = self._codec is members.PLAIN
        if not is_plain and not members.holds_magic(self._archive, self._codec, member + 1, position):
            return position
        try:
            end = self._codec.find_end(self._archive, member)
        except Damaged:
            return None
        return None if end is None else min(end, position)

    def _holds_bytes(self, start: int, stop: int) -> bool:
        """Whether there is anything between two records that shows."""
        return start < stop and bool(self._archive.read(start, min(stop - start, _GAP_SAMPLE)).strip())

    def _begins_member(self, position: int, before: int) -> bool:
        """Whether the record at a position begins a new member; otherwise it is one of several in a member."""
        magic = self._codec.magic
        return position > before and self._archive.read(position, len(magic)) == magic

    def _find(self, start: int, stop: int) -> int | None:
        return members.find_start(self._archive, self._codec, start, stop)

    def _check_length(self, member: int, nth: int, end: int) -> Iterator[Document | Rejected]:
        """Read a compressed member again, by its content, if it holds more or less than the record that was read.

        So it is where that could not be read. Whatever it was: of a short member `fastwarc` says that its other
        records are in the next one.
        """
        if self._codec is members.PLAIN:
            return
        if nth > 0 or self._pending in records.UNREAD or not fills_member(self._archive, self._codec, member, end):
            yield from self._unpacked(member)

    def _unpacked(self, member: int, is_truncated: bool = False) -> Iterator[Document | Rejected]:
        """Yield the pages and faults of a compressed member, instead of the pending page."""
        self._pending, self._is_unrecognised = "", False
        yield from _Member(self._archive, self._codec, self._path, self._counts, member, is_truncated).documents()

    def _doubt(self, member: int) -> None:
        """Drop the pending page, because its record is damaged or states a wrong length, unless that can be mended."""
        self._hold(self._mended(member) or records.MALFORMED, member)

    def _mended(self, member: int) -> Document | str | None:
        """What an uncompressed record holds whose length had to be mended; None for any other."""
        mended = members.mended_record(self._archive, member) if self._codec is members.PLAIN else None
        return None if mended is None else records.page_in(mended, self._name_of(member))

    def _name_of(self, position: int, nth: int = 0) -> str:
        """The name of the record number `nth` of the member at a position."""
        return records.name_of(self._path, position, nth)

    def _hold(self, outcome: Document | str, position: int) -> None:
        """Make what became of the record at a position the pending one."""
        self._pending, self._name = outcome, self._name_of(position)

    def _emit_pending(self) -> Iterator[Document | Rejected]:
        """Yield the pending page or why it is rejected, or count the pending record if it is passed over."""
        yield from records.emit(records.settle(self._pending, self._name), self._counts)
        self._pending = ""

    def _truncated_at(self, position: int) -> Iterator[Rejected]:
        self._is_unrecognised = False
        why = f"{self._path}: cut off in the record at byte {position}; what is before it was read"
        yield refuse(Reason.TRUNCATED_ARCHIVE, why)


class _Member(_Shard):
    """The reading of the content of a compressed member, which is an archive of uncompressed records."""

    def __init__(
        self,
        archive: members.Bytes,
        codec: Codec,
        path: str,
        counts: Counter[str],
        member: int,
        is_truncated: bool = False,
    ) -> None:
        super().__init__(unpack(archive, codec, member), members.PLAIN, path, counts)
        self._member = member
        self._is_truncated = is_truncated
        self._is_unrecognised = False
        self._numbers: dict[int, int] = {}
        """Of the records so far, by their positions in the content."""

    def documents(self) -> Iterator[Document | Rejected]:
        """Yield the pages and faults of the member; last, that it is damaged or truncated."""
        yield from super().documents()
        if self._archive.is_whole:
            return
        if self._is_truncated:
            yield from super()._truncated_at(self._member)
        else:
            yield from records.emit(records.settle(records.MALFORMED, self._name_of(self._stop)), Counter())

    def _fault(self) -> None:
        return None

    def _name_of(self, position: int, _: int = 0) -> str:
        return records.name_of(self._path, self._member, self._numbers.setdefault(position, len(self._numbers)))

    def _truncated_at(self, _: int) -> Iterator[Rejected]:
        yield from ()  # told at the end, for any content that is not whole
