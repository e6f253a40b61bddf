"""Open an archive: how it is compressed, and so where its members begin and end.

The reader of records (`fastwarc`) does not report most truncated archives, and cannot start in the middle of one.
With the exact bounds of members we can do both.
"""

from __future__ import annotations

from .codec import Bytes, Codec, ReadsAt, find_start
from .frames import DICTIONARY, LZ4, ZSTD
from .gzip_members import GZIP
from .plain_records import PLAIN

_DAMAGED_START = 1 << 22  # chosen: in which an archive whose start is damaged shows its first record


def open_bytes(opened: ReadsAt, size: int) -> Bytes:
    """Return the bytes of an open file, and its zstd dictionary if it has one."""
    file = Bytes(opened.read_at, size)
    head = file.read(0, 8)
    if len(head) < 8 or not head.startswith(DICTIONARY):
        return file
    return file._replace(dictionary=file.read(0, 8 + int.from_bytes(head[4:], "little")))


def codec_of(file: Bytes) -> Codec:
    """Return how an archive is compressed, by its first bytes, or by its first record if they are no known magic."""
    first = file.read(0, 4)
    by_magic = {GZIP.magic: GZIP, ZSTD.magic: ZSTD, DICTIONARY: ZSTD, LZ4.magic: LZ4, PLAIN.magic: PLAIN}
    fitting = [codec for magic, codec in by_magic.items() if first and first[: len(magic)] == magic[: len(first)]]
    return fitting[0] if fitting else _codec_of_damaged(file)


def _codec_of_damaged(file: Bytes) -> Codec:
    """How an archive is compressed whose first bytes are damaged; PLAIN for a file that is none."""
    stop = min(file.size, _DAMAGED_START)
    starts = {codec: find_start(file, codec, 1, stop) for codec in (GZIP, ZSTD, LZ4)}
    found = [(start, codec) for codec, start in starts.items() if start is not None]
    return min(found, key=lambda each: each[0])[1] if found else PLAIN
