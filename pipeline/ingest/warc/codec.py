"""What is asked of each way to compress an archive, and the archive as bytes that are read at any position."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, Protocol

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ...text.patterns import pattern

# All sizes are bytes.
_SEARCH_BLOCK = 1 << 20  # chosen: read at once when searching for a member
FIRST_LINE_BYTES = 32  # chosen: `WARC/1.0` and its line end have 10
FIRST_LINE = pattern(rb"WARC/\d+(?:\.\d+)*[ \t]*\r?\n")


class Damaged(Exception):
    """There is no member where one should begin, or its content is damaged."""


class ReadsAt(Protocol):
    """What can be read at any position."""

    def read_at(self, start: int, count: int) -> bytes: ...


class Bytes(NamedTuple):
    """A file that can be read at any position."""

    read: Callable[[int, int], bytes]
    """Called with a position and a count; returns that many bytes, fewer only at the end of the file."""
    size: int
    dictionary: bytes = b""
    """The frame with which a zstd archive may begin and which the other frames need."""
    is_whole: bool = False
    """Whether nothing is missing after its last byte, as is known of the content of a whole member."""


class Codec(NamedTuple):
    """How an archive is compressed."""

    magic: bytes
    """The first bytes of each member."""
    starts_record: Callable[[Bytes, int], bool]
    """Whether a member with a record begins at a position."""
    find_end: Callable[[Bytes, int], int | None]
    """Return where the member at a position ends; None if the file ends before it. Raises Damaged."""


def find_start(file: Bytes, codec: Codec, start: int, stop: int) -> int | None:
    """Return the first position in [start, stop) where a member with a record begins; None if there is none."""
    overlap = len(codec.magic) - 1
    for position in range(start, stop, _SEARCH_BLOCK):
        block = file.read(position, min(_SEARCH_BLOCK, stop - position) + overlap)
        for _, at, _ in _finder(codec.magic).find_matches_as_indexes(block):
            if codec.starts_record(file, position + at):
                return position + at
    return None


@lru_cache(maxsize=8)
def _finder(magic: bytes) -> BytesAhoCorasick:
    # Measured: in compressed data, which is full of the magic's single bytes, bytes.find takes five times as long.
    return BytesAhoCorasick([magic], matchkind=MATCHKIND_LEFTMOST_FIRST)


def holds_magic(file: Bytes, codec: Codec, start: int, stop: int) -> bool:
    """Whether a member may begin in [start, stop), with a record or without one."""
    overlap = len(codec.magic) - 1
    blocks = (file.read(at, min(_SEARCH_BLOCK, stop - at) + overlap) for at in range(start, stop, _SEARCH_BLOCK))
    return any(_finder(codec.magic).find_matches_as_indexes(block) for block in blocks)
