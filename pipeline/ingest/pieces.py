"""Read an archive piece by piece, each compared with the checksum that it had when the archive was hashed."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from ..storage import LocalFile, StoredFile
from .errors import ChangedWhileReading

_LEAST_PIECE = 1 << 20  # bytes, chosen: read at once
_MOST_PIECES = 1 << 12  # chosen: their checksums travel with every part of an archive
_DIGEST = 8  # bytes of a piece's sha256
_KEPT = 3  # pieces, chosen: who reads an archive goes back a little, again and again


def hash_pieces(opened: LocalFile | StoredFile, size: int) -> tuple[str, bytes]:
    """Return the sha256 of a file of a size, and the checksums of its pieces, one after the other."""
    whole = hashlib.sha256()
    digests = []
    start, length = 0, _piece_size(size)
    while piece := opened.read_at(start, length):
        whole.update(piece)
        digests.append(_digest(piece))
        start += len(piece)
    return whole.hexdigest(), b"".join(digests)


class PieceReader:
    """Returns the bytes of a file at any position, only those that were hashed."""

    def __init__(self, opened: LocalFile | StoredFile, pieces: bytes, path: str) -> None:
        self._opened = opened
        self._digests = pieces
        self._path = path
        self._length = _piece_size(opened.size)
        self._piece = lru_cache(_KEPT)(self._read_piece)

    def read_at(self, start: int, count: int) -> bytes:
        """Return some bytes, fewer only at the end of the file. Raises ChangedWhileReading."""
        length, stop = self._length, min(start + count, self._opened.size)
        number = start // length
        if start < stop <= (number + 1) * length:  # nearly always
            return self._piece(number)[start - number * length : stop - number * length]
        numbers = range(number, -(-stop // length))
        return b"".join(self._piece(n)[max(0, start - n * length) : stop - n * length] for n in numbers)

    def _read_piece(self, number: int) -> bytes:
        piece = self._opened.read_at(number * self._length, self._length)
        if _digest(piece) != self._digests[number * _DIGEST : (number + 1) * _DIGEST]:
            raise ChangedWhileReading(self._path)
        return piece


def _piece_size(size: int) -> int:
    """How long the pieces of a file are, so that they are not too many."""
    return max(_LEAST_PIECE, -(-size // _MOST_PIECES))


def _digest(piece: bytes) -> bytes:
    return hashlib.sha256(piece).digest()[:_DIGEST]
