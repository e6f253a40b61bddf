"""What earlier runs have read, so that only what is new is read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

import pyarrow as pa

from ..engine import Data
from ..ingest.files import RawFile

_SMALL = 500_000  # bytes of raw pages; every bucket is read out of every result, so many small ones cost time
_MOST_SMALL = 32


class Known(NamedTuple):
    """What need not be read again."""

    data: list[Data]
    """The results of earlier tasks that are of use."""
    gone: pa.Array
    """The keys of the files that these hold too, though they are no longer there."""
    missing: list[RawFile]
    """The files that have to be read."""


def sort_out(results: Iterable[tuple[pa.Table, Data]], files: Iterable[RawFile]) -> Known:
    """Return what of the results can be used for the files; each comes with the table of files it was made of.

    A result is of use if most of what it was made of is still there. Small ones are used up to a number;
    beyond it their pages are read again, all into one.
    """
    files = list(_told_apart(files))
    wanted = {file.key for file in files}
    useful = [_Result(table, data) for table, data in results]
    useful = [result for result in useful if 2 * result.bytes_of(wanted) > result.bytes]
    too_many = sum(result.is_small for result in useful) > _MOST_SMALL
    taken: set[str] = set()
    data: list[Data] = []
    for result in useful:
        if taken.isdisjoint(result.sizes) and not (too_many and result.is_small):
            taken |= result.sizes.keys()
            data.append(result.data)
    missing = [file for file in files if file.key not in taken]
    return Known(data, pa.array(sorted(taken - wanted), pa.string()), missing)


def _told_apart(files: Iterable[RawFile]) -> Iterator[RawFile]:
    """The files, each with a key of its own: of several that are read alike, all but the first are numbered.

    Such have the same path below different folders. Which of them is which does not matter.
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
        """How many bytes the files of some keys have; a file that is empty, or not there, counts too."""
        return sum(1 + max(size, 0) for key, size in self.sizes.items() if key in keys)
