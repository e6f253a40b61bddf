"""A web archive -> the same with some records filled with nothing, so that all others stay where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from fastwarc.warc import WarcRecord

from ..ingest.warc import arc
from ..ingest.warc.codec import Bytes, Damaged
from ..ingest.warc.members import codec_of
from ..ingest.warc.plain_records import PLAIN
from ..ingest.warc.records import read_from
from ..ingest.warc.unpacked import unpack
from .fillers import OF_ARC, OF_WARC, PACKERS, CannotFill

_PIECE = 1 << 20  # chosen: copied at once


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


class Archive:
    """A web archive, WARC or ARC."""

    def __init__(self, archive: Bytes, is_arc: bool) -> None:
        self._archive = archive
        self._codec = codec_of(archive)
        self._found = _of_arc if is_arc else _of_warc
        self._filler = OF_ARC if is_arc else OF_WARC
        self._is_plain = self._codec is PLAIN

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
        pack = PACKERS[self._codec]
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
