"""The records of one part of an archive, and how reading goes on after a damaged one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator

from ...schema import Document, Reason, Rejected
from ..documents import refuse
from . import records
from .codec import Bytes, Codec, Damaged, find_start, holds_magic
from .frames import needs_dictionary
from .plain_records import PLAIN, mended_record
from .unpacked import fills_member, unpack

_GAP_SAMPLE = 1_000  # bytes (chosen) between two records that show whether there is more than empty lines
Reading = Generator[Document | Rejected, None, int | None]
"""Yields documents and rejections; returns the position to continue from, None if there is nothing more to read."""


class Shard:
    """The reading of one part of an archive: it ends after the last record that begins in the part."""

    def __init__(
        self, archive: Bytes, codec: Codec, path: str, counts: Counter[str], start: int = 0, stop: int = -1
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
        if needs_dictionary(self._archive):
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
                    if self._codec is not PLAIN:
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
        if nth > 0 and self._codec is not PLAIN:
            yield from self._unpacked(member)
        else:
            self._doubt(member)

    def _finish_truncated(self, member: int, nth: int) -> Reading:
        """The file ends before the member does: the file is truncated, unless another member follows."""
        following = self._find(member + 1, self._archive.size)
        if following is not None:
            yield from self._finish_damaged(member, nth)
            return following
        if self._codec is not PLAIN:
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
        is_plain = self._codec is PLAIN
        if not is_plain and not holds_magic(self._archive, self._codec, member + 1, position):
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
        return find_start(self._archive, self._codec, start, stop)

    def _check_length(self, member: int, nth: int, end: int) -> Iterator[Document | Rejected]:
        """Read a compressed member again, by its content, if it holds more or less than the record that was read.

        So it is where that could not be read. Whatever it was: of a short member `fastwarc` says that its other
        records are in the next one.
        """
        if self._codec is PLAIN:
            return
        if nth > 0 or self._pending in records.UNREAD or not fills_member(self._archive, self._codec, member, end):
            yield from self._unpacked(member)

    def _unpacked(self, member: int, is_truncated: bool = False) -> Iterator[Document | Rejected]:
        """Yield the pages and faults of a compressed member, instead of the pending page."""
        self._pending, self._is_unrecognised = "", False
        yield from Member(self._archive, self._codec, self._path, self._counts, member, is_truncated).documents()

    def _doubt(self, member: int) -> None:
        """Drop the pending page, because its record is damaged or states a wrong length, unless that can be mended."""
        self._hold(self._mended(member) or records.MALFORMED, member)

    def _mended(self, member: int) -> Document | str | None:
        """What an uncompressed record holds whose length had to be mended; None for any other."""
        mended = mended_record(self._archive, member) if self._codec is PLAIN else None
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


class Member(Shard):
    """The reading of the content of a compressed member, which is an archive of uncompressed records."""

    def __init__(
        self,
        archive: Bytes,
        codec: Codec,
        path: str,
        counts: Counter[str],
        member: int,
        is_truncated: bool = False,
    ) -> None:
        super().__init__(unpack(archive, codec, member), PLAIN, path, counts)
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
