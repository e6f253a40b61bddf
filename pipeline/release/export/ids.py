"""Ids as numbers: both have 64 bits, and the same order."""

from __future__ import annotations

import numpy as np
import pyarrow as pa


def numbers_of(ids: pa.ChunkedArray) -> np.ndarray:
    """Return ids of 16 hex digits as numbers.

    >>> numbers_of(pa.chunked_array([["00000000000000ff"]])).tolist()
    [255]
    """
    digits = "".join(ids.to_pylist())
    return np.frombuffer(bytes.fromhex(digits), ">u8").astype(np.uint64)


def are_among(ids: np.ndarray, some: np.ndarray) -> np.ndarray:
    """Return which ids are among some others, which are in order."""
    if not len(some):
        return np.zeros(len(ids), bool)
    found: np.ndarray = some[np.minimum(np.searchsorted(some, ids), len(some) - 1)] == ids
    return found
