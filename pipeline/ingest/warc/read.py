"""Web archives -> Documents: WARC (bare, gzip, zstd, lz4) and ARC, one record in memory at a time."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...schema import Document, Passed, Reason, Rejected
from ...storage import open_file
from ..documents import ARCHIVE, media_type_of, refuse
from ..errors import ChangedWhileReading
from ..files import RawFile, path_of, why_not
from . import arc, members, records
from .members import Damaged

_SHARD_BYTES = 64_000_000
_ARC = re.compile(r"\.arc(?:\.gz)?$", re.IGNORECASE)
_PLACE = re.compile(r"(.+)#(\d+)(?:\.(\d+))?$", re.DOTALL)

Found = Generator[Document | Rejected, None, int | None]
"""Documents and rejections on the way; in the end the place to go on from, None where all is read."""


def is_archive(path: str) -> bool:
    """Return whether a file's name says that it is a web archive."""
    return media_type_of(path) == ARCHIVE


def shards(file: RawFile, size: int = _SHARD_BYTES) -> list[RawFile]:
    """Return the parts of a file that can be read apart, in order; together they hold every record once.

    A web archive can be read in parts where each record is a member of its own, so that a reader
    finds the next one from any place; any other file is one part.
    """
    if file.size <= size or file.copy_of or not is_archive(file.path) or _ARC.search(file.path):
        return [file]
    try:
        with _opened(file) as archive:
            if not _is_framed(archive):
                return [file]
    except OSError:
        return [file]
    starts = range(0, file.size, size)
    return [file._replace(start=start, stop=min(start + size, file.size)) for start in starts]


def part_name(file: RawFile) -> str:
    """Return what a further part of an archive is called."""
    return f"{file.path}#bytes={file.start}-{file.stop}"


def documents(file: RawFile) -> Iterator[Document | Rejected | Passed]:
    """Yield the pages of an archive, or of a shard of it, what is wrong with it, and at the end what was passed over.

    Pages are responses with status 200 and resources whose type is HTML or plain text. A damaged
    record is passed over and reading goes on behind it. Raises ChangedWhileReading.
    """
    refused = why_not(file)
    if refused:
        yield refused
        yield Passed({})
        return
    counts: Counter[str] = Counter()
    try:
        with _opened(file) as archive:
            if archive.size != file.size:
                raise ChangedWhileReading(file.path)
            if _ARC.search(file.path):
                yield from arc.documents(archive, file.path, counts)
            else:
                yield from _Shard(archive, file, counts).documents()
    except OSError as error:
        yield refuse(Reason.UNREADABLE_FILE, f"{file.path}: {error.strerror or error}")
    yield Passed(dict(counts))


def reread(raw: Path, path: str) -> Document | None:
    """Return the document that a release calls `crawl.warc.gz#OFFSET`, or None where it is not there."""
    place = _PLACE.match(path)
    if not place or not is_archive(place.group(1)):
        return None
    name, start, nth = place.group(1), int(place.group(2)), int(place.group(3) or 0)
    try:
        with open_file(os.fsencode(path_of(raw, name))) as opened:
            archive = members.open_bytes(opened)
            read = arc.reread if _ARC.search(name) else _reread
            return read(archive, name, start, nth)
    except OSError:
        return None


def _reread(archive: members.Bytes, path: str, start: int, nth: int) -> Document | None:
    for number, (_, record) in enumerate(records.read_from(archive, start)):
        if number == nth:
            found = records.page_of(record, records.name_of(path, start, nth))
            return found if isinstance(found, Document) else None
    return None


@contextmanager
def _opened(file: RawFile) -> Iterator[members.Bytes]:
    with open_file(file.location) as opened:
        yield members.open_bytes(opened)


def _is_framed(archive: members.Bytes) -> bool:
    """Whether the first two records are members of their own."""
    codec = members.codec_of(archive)
    if codec is members.PLAIN or members.needs_dictionary(archive):
        return False
    second = -1
    for number, (position, _) in enumerate(records.read_from(archive, 0)):
        second = position
        if number == 1:
            break
    return second > 0 and codec.opens(archive, second)


class _Shard:
    """One part of an archive that is being read."""

    def __init__(self, archive: members.Bytes, file: RawFile, counts: Counter[str]) -> None:
        self._archive = archive
        self._codec = members.codec_of(archive)
        self._path = file.path
        self._start = file.start
        self._stop = file.stop if file.stop >= 0 else file.size
        self._counts = counts
        self._is_strange = not archive.dictionary
        """Whether nothing was found yet that belongs into a web archive."""
        self._held: Document | str = ""
        """The last page, or what kind of record it was: it comes out when what follows shows that it was whole."""

    def documents(self) -> Iterator[Document | Rejected]:
        """Yield what lies in the shard."""
        fault = self._fault()
        if fault:
            yield fault
            return
        start = self._find(self._start, self._stop) if self._start else 0
        while start is not None and start < self._stop:
            start = yield from self._read_from(start)
        if self._is_strange and self._start == 0:
            yield refuse(Reason.UNSUPPORTED_FORMAT, f"{self._path}: holds no record of a web archive")

    def _fault(self) -> Rejected | None:
        if not self._archive.size:
            return refuse(Reason.EMPTY_DOCUMENT, f"{self._path}: nothing in it")
        if members.needs_dictionary(self._archive):
            return refuse(Reason.UNSUPPORTED_FORMAT, f"{self._path}: made with a zstd dictionary that is not in it")
        return None

    def _read_from(self, start: int) -> Found:
        """Read from a member on until the shard ends or something is wrong."""
        member, nth = start, -1
        try:
            for position, record in records.read_from(self._archive, start):
                if nth >= 0 and not self._is_member(position, member):
                    nth += 1
                else:
                    hidden = self._hidden(member, position) if nth >= 0 else None
                    if hidden is not None:
                        return self._pass_over(hidden)
                    member, nth = position, 0
                self._is_strange = False
                yield from self._release()
                if member >= self._stop:
                    return None
                self._held = records.page_of(record, records.name_of(self._path, member, nth))
        except OSError as error:
            if error.errno:  # the disk, not the archive
                raise
        return (yield from self._end(member, nth))

    def _end(self, member: int, nth: int) -> Found:
        """Say how the reading ended after the last member that was read, and where to go on."""
        size = self._archive.size
        try:
            end = self._codec.end(self._archive, member)
        except Damaged:
            return self._pass_over(self._find(member + 1, size))
        if end is None:
            following = self._find(member + 1, size)
            if following is not None:
                return self._pass_over(following)
            if self._held != records.MALFORMED:
                yield from self._release()
            yield self._cut_at(member)
            return None
        if nth < 0 and member >= len(self._archive.dictionary):
            self._held = records.MALFORMED
        yield from self._release()
        following = self._find(end, size)
        if following is None and end < size:
            yield from self._rest(end)
        elif following is not None and following > end:
            self._counts[records.MALFORMED] += 1
        return following

    def _rest(self, start: int) -> Iterator[Rejected]:
        """What lies behind the last record: the beginning of one that was cut off, or nothing of ours."""
        try:
            is_cut = self._codec.end(self._archive, start) is None
        except Damaged:
            is_cut = False
        if is_cut:
            yield self._cut_at(start)
        else:
            self._counts["garbage"] += 1

    def _hidden(self, member: int, position: int) -> int | None:
        """Where a member begins that the record before it took for its own, its stated length being wrong."""
        is_checked = self._codec is members.PLAIN or self._find(member + 1, position) is not None
        if not is_checked:
            return None
        try:
            end = self._codec.end(self._archive, member)
        except Damaged:
            end = None
        if end is None:
            return self._find(member + 1, position) or position
        return self._find(end, position) if end < position else None

    def _is_member(self, position: int, before: int) -> bool:
        """Whether a record begins a member, and is not one of several in it."""
        magic = self._codec.magic
        return position > before and self._archive.read(position, len(magic)) == magic

    def _find(self, start: int, stop: int) -> int | None:
        return members.find_start(self._archive, self._codec, start, stop)

    def _pass_over(self, following: int | None) -> int | None:
        self._held = records.MALFORMED
        for _ in self._release():
            pass
        return following

    def _release(self) -> Iterator[Document]:
        """Let go of the last record: a page comes out, all else is counted."""
        if isinstance(self._held, Document):
            yield self._held
        elif self._held:
            self._counts[self._held] += 1
        self._held = ""

    def _cut_at(self, position: int) -> Rejected:
        self._is_strange = False
        why = f"{self._path}: cut off in the record at byte {position}; what is before it was read"
        return refuse(Reason.TRUNCATED_ARCHIVE, why)
