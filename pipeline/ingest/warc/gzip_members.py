"""Where the gzip members of an archive begin and end."""

from __future__ import annotations

import zlib

from .codec import FIRST_LINE, FIRST_LINE_BYTES, Bytes, Codec, Damaged

_GZIP_BLOCK = 1 << 14  # chosen: deflate expands a byte to 1,032 at most, so a block to 17 MB
GZIP_WINDOW = 31  # of zlib: the largest window, 15 bits, and 16 for a gzip header
_GZIP_START = 1 << 12  # chosen: of a member, to decompress its first word from


def _gzip_starts_record(file: Bytes, start: int) -> bool:
    try:
        content = zlib.decompressobj(GZIP_WINDOW).decompress(file.read(start, _GZIP_START), FIRST_LINE_BYTES)
    except zlib.error:
        return False
    return FIRST_LINE.match(content) is not None


def _find_gzip_end(file: Bytes, start: int) -> int | None:
    inflate = zlib.decompressobj(GZIP_WINDOW)
    position = start
    while not inflate.eof:
        block = file.read(position, _GZIP_BLOCK)
        if not block:
            return None
        position += len(block)
        try:
            inflate.decompress(block)
        except zlib.error as error:
            raise Damaged from error
    return position - len(inflate.unused_data)


GZIP = Codec(b"\x1f\x8b\x08", _gzip_starts_record, _find_gzip_end)
