"""Buckets: ranges of the hashes of keys, so that rows of one key meet in one task."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa


def places_of_keys(keys: Iterable[str]) -> pa.Array:
    """Return the place of each key, its first eight hex digits as a number: their order is that of the keys."""
    return pa.array([int(key[:8] or "0", 16) for key in keys], pa.int64())


def bucket_range(bucket: int, buckets: int) -> tuple[str, str]:
    """Return the first key of a bucket and the first behind it, as eight hex digits.

    The upper bound of the last one is `g`, which no hex digit reaches.
    """
    low, high = places_of(bucket, buckets)
    return f"{low:08x}", f"{high:08x}" if high < 1 << 32 else "g"


PLACES = 1 << 32


def bucket_of(place: int, buckets: int) -> int:
    """Return the bucket that a place belongs to."""
    return place * buckets >> 32


def places_of(bucket: int, buckets: int) -> tuple[int, int]:
    """Return the first place of a bucket and the first behind it."""
    return -(-(bucket << 32) // buckets), -(-((bucket + 1) << 32) // buckets)
