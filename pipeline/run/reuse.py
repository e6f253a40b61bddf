"""What earlier runs have read, so that only what is new is read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

import pyarrow as pa

from ..engine import Data
from ..ingest.files import RawFile

_SMALL = 500_000  # bytes of raw pages, chosen: every bucket is read out of every result, so many small ones cost time
_MOST_SMALL = 32  # small results in use; chosen


class Plan(NamedTuple):
    """What is read, and what is reused."""

    data: list[Data]
    """Results of earlier tasks."""
    removed: pa.Array
    """The keys of files in these results that are no longer there."""
    missing: list[RawFile]
    """The files that have to be read."""


def plan(results: Iterable[tuple[pa.Table, Data]], files: Iterable[RawFile]) -> Plan:
    """Return what of earlier results can be reused for some files; each comes with the table of files it was made of.

    A result is reused if more than half of what it was made of, in bytes, is still there. Small results are reused up
    to a number; beyond it their pages are read again, all into one.
    """
    files = list(_with_own_keys(files))
    wanted = {file.key for file in files}
    useful = [_Result(table, data) for table, data in results]
    useful = [result for result in useful if 2 * result.bytes_of(wanted) > result.bytes]
    too_many = sum(result.is_small for result in useful) > _MOST_SMALL
    reused: set[str] = set()
    data: list[Data] = []
    for result in useful:
        if reused.isdisjoint(result.sizes) and not (too_many and result.is_small):
            reused |= result.sizes.keys()
            data.append(result.data)
    missing = [file for file in files if file.key not in reused]
    return Plan(data, pa.array(sorted(reused - wanted), pa.string()), missing)


def _with_own_keys(files: Iterable[RawFile]) -> Iterator[RawFile]:
    """The files, each with a key of its own: of several that are read alike, all but the first are numbered.

    Such files have the same path below different folders; which of them is which does not matter.
    """
    times: Counter[str] = Counter()
    for file in files:
        yield file._replace(key=f"{file.key}.{times[file.key]}") if times[file.key] else file
        times[file.key] += 1


class _Result:
    """What a task made of some files."""

    def __init__(self, files: pa.Table, data: Data) -> None:
        self.data = data
        self.sizes = dict(zip(*(files.column(name).to_pylist() for name in ("key", "size")), strict=True))
        self.bytes = self.bytes_of(self.sizes.keys())
        self.is_small = self.bytes < _SMALL

    def bytes_of(self, keys: Set[str]) -> int:
        """Return how many bytes the files of some keys have; an empty or missing file counts as one."""
        return sum(1 + max(size, 0) for key, size in self.sizes.items() if key in keys)
