"""Buckets: ranges of key hashes, so that all rows with the same key meet in one task."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

_HASH_DIGITS = 8  # chosen: 32 bits of the 64 that an id or a block's name has, enough for any number of buckets
_HASH_BITS = 4 * _HASH_DIGITS
KEY_HASHES = 1 << _HASH_BITS  # how many key hashes there are: they run from 0 up to this number


def key_hashes(keys: Iterable[str]) -> pa.Array:
    """Return the key hash of each key, an int64: its first eight hex digits as a number.

    Keys are hex digits of a sha256, so their order is that of their hashes. The hash of an empty key is 0.
    """
    return pa.array([int(key[:_HASH_DIGITS] or "0", 16) for key in keys], pa.int64())


def bucket_of(key_hash: int, buckets: int) -> int:
    """Return the number of the bucket, from 0 up to `buckets`, that a key hash belongs to."""
    return key_hash * buckets >> _HASH_BITS


def key_hash_range(bucket: int, buckets: int) -> tuple[int, int]:
    """Return the half-open range [start, stop) of key hashes of a bucket."""
    return -(-(bucket << _HASH_BITS) // buckets), -(-((bucket + 1) << _HASH_BITS) // buckets)


def bucket_range(bucket: int, buckets: int) -> tuple[str, str]:
    """Return the half-open range [start, stop) of keys of a bucket, each bound as eight hex digits.

    The last bucket ends at `g`, which is greater than every hex digit.

    >>> bucket_range(0, 2), bucket_range(1, 2)
    (('00000000', '80000000'), ('80000000', 'g'))
    """
    start, stop = key_hash_range(bucket, buckets)
    return f"{start:08x}", f"{stop:08x}" if stop < KEY_HASHES else "g"
