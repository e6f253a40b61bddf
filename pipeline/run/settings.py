"""What the result depends on besides the pages, and how the work is shared out."""

from __future__ import annotations

from typing import NamedTuple

from ..engine.limits import Limits
from ..parse.recipes import Recipe, fingerprint
from . import provenance

_BUCKET_BYTES = 16_000_000  # of raw pages behind one bucket


_LEAST_BUCKET_BYTES = 1_000_000


_PER_BUCKET_BYTE = 22  # bytes of memory that a worker takes for each byte behind its bucket, measured


_PER_WORKER = 170_000_000  # bytes that it takes before


_OF_ITS_OWN = 150_000_000  # bytes that the first process takes while others work


class Rules(NamedTuple):
    """What the result depends on beside the pages."""

    mode: str = "full"
    recipes: tuple[Recipe, ...] = ()
    similarity: float = 0.8
    limits: Limits = Limits()

    def settings(self) -> dict[str, str]:
        """Return what the manifest says of them."""
        limits = " ".join(map(str, self.limits))
        return provenance.settings(self.mode, fingerprint(self.recipes), self.similarity, limits)

    def of_reading(self) -> tuple[str, ...]:
        """Return those that the reading of a page depends on."""
        return self.mode, fingerprint(self.recipes), *map(str, self.limits)


class _Share(NamedTuple):
    """How the work is shared out."""

    workers: int
    bucket_bytes: int
    """Of raw pages behind one bucket."""


def _share(workers: int, megabytes: int | None) -> _Share:
    """As many workers as have room, and buckets as large as each has room for."""
    if megabytes is None:
        return _Share(workers, _BUCKET_BYTES)
    room = megabytes * 1_000_000 - _OF_ITS_OWN
    workers = max(1, min(workers, room // (_PER_WORKER + _LEAST_BUCKET_BYTES * _PER_BUCKET_BYTE)))
    bucket_bytes = (room // workers - _PER_WORKER) // _PER_BUCKET_BYTE
    return _Share(workers, max(_LEAST_BUCKET_BYTES, min(bucket_bytes, _BUCKET_BYTES)))
