"""Web archives -> Documents: WARC (uncompressed, gzip, zstd, lz4) and ARC, with one record in memory at a time."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
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
from . import arc, records
from .codec import Bytes
from .frames import needs_dictionary
from .members import codec_of, open_bytes
from .plain_records import PLAIN
from .revisit import with_content
from .shard import Member, Shard

_SHARD_BYTES = 64_000_000  # chosen: some seconds of work, so that all cores share a large archive
_ARC = pattern(r"\.arc(?:\.gz)?$", re.IGNORECASE)
_RECORD_NAME = pattern(r"(.+)#(\d+)(?:\.(\d+))?$", re.DOTALL)

_Found = TypeVar("_Found")
ReadAll = Callable[[Bytes, RawFile, Counter[str]], Iterator[_Found]]
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


def pages_in(archive: Bytes, file: RawFile, counts: Counter[str]) -> Iterator[Document | Rejected]:
    """Yield the pages of an open archive that is called as a file, and its faults; `counts` what holds no page."""
    if _ARC.search(file.path):
        yield from arc.documents(archive, file.path, counts)
    else:
        codec = codec_of(archive)
        name, location = posixpath.basename(file.path), file.location if file.earlier else b""
        for found in Shard(archive, codec, file.path, counts, file.start, file.stop).documents():
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
            return page_at(open_bytes(file, file.size), path, place)
    except OSError:
        return None


def page_at(archive: Bytes, path: str, location: bytes = b"") -> Document | None:
    """Return the document of an open archive that is called `crawl.warc.gz#OFFSET`; None if there is none.

    `location` says where the archive lies, where those beside it may be looked into.
    """
    numbers = _RECORD_NAME.match(path)
    found = _record_at(archive, path, numbers) if numbers else None
    if found is None or numbers is None:
        return None
    return with_content(found, archive, posixpath.basename(numbers[1]), location)


def _record_at(archive: Bytes, path: str, numbers: re.Match[str]) -> Document | None:
    name, start, nth = numbers.group(1), int(numbers.group(2)), int(numbers.group(3) or 0)
    if _ARC.search(name):
        return arc.reread(archive, name, start, nth)
    codec = codec_of(archive)
    if codec is PLAIN:
        found = records.page_at(archive, name, start, nth)
        return found if isinstance(found, Document) else None
    pages = Member(archive, codec, name, Counter(), start).documents()
    return next((page for page in pages if isinstance(page, Document) and page.path == path), None)


@contextmanager
def opened(file: RawFile) -> Iterator[Bytes]:
    """Yield the bytes of an archive; of one that was hashed, only those that were. Raises ChangedWhileReading."""
    with open_page(file.location) as stream:
        if stream.size != file.size:
            raise ChangedWhileReading(file.path)
        reader = PieceReader(stream, file.pieces, file.path) if file.pieces else stream
        yield open_bytes(reader, stream.size)


def _has_member_per_record(archive: Bytes) -> bool:
    """Whether each of the first two records is a member of its own."""
    codec = codec_of(archive)
    if codec is PLAIN or needs_dictionary(archive):
        return False
    second = -1
    for number, (position, _) in enumerate(records.read_from(archive, 0)):
        second = position
        if number == 1:
            break
    return second > 0 and codec.starts_record(archive, second)
