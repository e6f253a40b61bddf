"""Which records share a key with one on another side, with the keys on disk: they may be more than memory holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

_BUCKETS = 64
"""Files: of a hundred million records with 16 keys each, one has 25 million, 330 MB."""
_ROW = np.dtype([("key", np.uint64), ("place", np.uint32), ("sides", np.uint8)])


def are_several(sides: np.ndarray) -> np.ndarray:
    """Return where more than one bit is set.

    >>> are_several(np.array([0, 4, 5], np.uint8)).tolist()
    [False, False, True]
    """
    found: np.ndarray = (sides & (sides - (sides > 0))) != 0
    return found


class SharedKeys:
    """Keys of records, each with the place of its record and the sides that it is on, as bits."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="keys.", dir=folder))

    def add(self, keys: np.ndarray, places: np.ndarray, sides: np.ndarray) -> None:
        """Add some keys."""
        rows = np.empty(len(keys), _ROW)
        rows["key"], rows["place"], rows["sides"] = keys, places, sides
        buckets = (keys >> np.uint64(58)).astype(np.uint8)
        order = np.argsort(buckets, kind="stable")
        rows, ends = rows[order], np.searchsorted(buckets[order], np.arange(_BUCKETS + 1))
        for bucket in range(_BUCKETS):
            if ends[bucket] < ends[bucket + 1]:
                with self._file(bucket).open("ab") as file:
                    rows[ends[bucket] : ends[bucket + 1]].tofile(file)

    def on_several_sides(self) -> Iterator[np.ndarray]:
        """Yield the places of the records one of whose keys is on more than one side."""
        for bucket in range(_BUCKETS):
            if self._file(bucket).exists():
                rows = np.fromfile(self._file(bucket), _ROW)
                rows = rows[np.argsort(rows["key"], kind="stable")]
                starts = np.flatnonzero(np.append(True, rows["key"][1:] != rows["key"][:-1]))
                sides = np.bitwise_or.reduceat(rows["sides"], starts)
                several = np.repeat(are_several(sides), np.diff(np.append(starts, len(rows))))
                yield rows["place"][several]

    def _file(self, bucket: int) -> Path:
        return self._folder / str(bucket)
