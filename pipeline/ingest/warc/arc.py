"""ARC, the format before WARC: a line `URL IP DATE TYPE LENGTH`, the response, an empty line."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Generator, Iterator

from ...schema import Document, Reason, Rejected
from ..documents import refuse
from .members import GZIP, PLAIN, Bytes, Damaged, find_start
from .records import MALFORMED, name_of
from .response import fault, page, read_head

_BLOCK = 1 << 14  # of which deflate makes 16 MB at the most
_LONGEST = 1 << 14  # of a record's line
_HEAD = 1 << 16
_SKIP = 1 << 20
# Version 2 has four more fields before the length; an address may hold blanks.
_LINE = re.compile(rb"(\S.*) \S+ (\d{14}) (\S+)(?: \d{3} \S+ \S+ \d+ \S+)? (\d{1,15})\r?\n")


class _Member(io.RawIOBase):
    """One member of a gzip archive from some place on, or the rest of a bare one, as plain bytes."""

    def __init__(self, archive: Bytes, start: int) -> None:
        self._archive = archive
        self._inflate = zlib.decompressobj(31) if archive.read(start, 3) == GZIP.magic else None
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
    def is_packed(self) -> bool:
        """Whether it is a member of gzip, which can only be read from its start."""
        return self._inflate is not None

    @property
    def is_whole(self) -> bool:
        """Whether the member ended, and not the file before it."""
        return self._inflate.eof if self._inflate else self._position >= self._archive.size

    @property
    def end(self) -> int:
        """Where the next member begins, once this one ended."""
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
    """Yield the pages of an archive and what is wrong with it; the rest is counted."""
    if not archive.size:
        yield refuse(Reason.EMPTY_DOCUMENT, f"{path}: nothing in it")
    codec = _PACKED if archive.read(0, 1) == GZIP.magic[:1] else _BARE
    position: int | None = 0
    while position is not None and position < archive.size:
        start = position
        try:
            position = yield from _pages(_Member(archive, start), start, path, counts)
        except Damaged:
            counts[MALFORMED] += 1
            position = find_start(archive, codec, start + 1, archive.size)


def reread(archive: Bytes, path: str, start: int, nth: int) -> Document | None:
    """Return the page of a record by its name's numbers."""
    try:
        for number, (found, _) in enumerate(_records(_Member(archive, start), path, start)):
            if number == nth:
                return found if isinstance(found, Document) else None
    except Damaged:
        pass
    return None


def _pages(
    member: _Member, start: int, path: str, counts: Counter[str]
) -> Generator[Document | Rejected, None, int | None]:
    """The pages of a member, each when what follows is sound; in the end where the next begins, None after a cut."""
    held: Document | str | None = ""
    end = start
    for found, place in _records(member, path, start):
        yield from _release(held, counts)
        held, end = found, place
    yield from _release(held, counts)
    if held is not None and member.is_whole:
        return member.end if member.is_packed else end
    yield refuse(Reason.TRUNCATED_ARCHIVE, f"{path}: cut off in the record at byte {start}; what is before it was read")
    return None


def _release(held: Document | str | None, counts: Counter[str]) -> Iterator[Document]:
    if isinstance(held, Document):
        yield held
    elif held:
        counts[held] += 1


def _records(member: _Member, path: str, start: int) -> Iterator[tuple[Document | str | None, int]]:
    """Each record of a gzip member, or the next one of a bare archive, and where it ends in there.

    It is a page, or the word to count it by, or None where it is cut off; an empty word stands for
    the end. Raises Damaged.
    """
    stream = io.BufferedReader(member, _BLOCK)
    place, nth = start, 0
    while line := stream.readline(_LONGEST):
        begin, place = place, place + len(line)
        if not line.strip():
            continue
        said = _LINE.fullmatch(line)
        if said is None:
            if line.endswith(b"\n") or len(line) == _LONGEST:
                raise Damaged
            yield None, place
            return
        length = int(said.group(4))
        found = _read(stream, said, length, name_of(path, start if member.is_packed else begin, nth))
        place += length
        nth += 1
        yield found, place
        if found is None or not member.is_packed:
            return
    yield "", place


def _read(stream: io.BufferedIOBase, line: re.Match[bytes], length: int, name: str) -> Document | str | None:
    """Read a record to its end; None where it is cut off."""
    url, date, _, _ = (group.decode("latin-1") for group in line.groups())
    block = stream.read(min(length, _HEAD))
    head = read_head(block)
    word = "filedesc" if url.startswith("filedesc:") else "malformed_http" if head is None else fault(head, length)
    if word or head is None:
        return word if _skip(stream, length - len(block)) else None
    rest = stream.read(length - len(block))
    is_whole = len(block) + len(rest) == length
    return page(block[head.length :] + rest, head, name, url, date) if is_whole else None


def _skip(stream: io.BufferedIOBase, count: int) -> bool:
    """Read on; whether there was as much."""
    while count > 0 and (part := stream.read(min(count, _SKIP))):
        count -= len(part)
    return count == 0


def _packed_opens(archive: Bytes, start: int) -> bool:
    try:
        opening = zlib.decompressobj(31).decompress(archive.read(start, _LONGEST), _LONGEST)
    except zlib.error:
        return False
    return _LINE.match(opening) is not None


def _bare_opens(archive: Bytes, start: int) -> bool:
    return archive.read(start - 1, 1) == b"\n" and _LINE.match(archive.read(start, _LONGEST)) is not None


_PACKED = GZIP._replace(opens=_packed_opens)
_BARE = PLAIN._replace(magic=b"http", opens=_bare_opens)
