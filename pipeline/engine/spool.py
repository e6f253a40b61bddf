"""Rows that wait on the disk, in a file without a name, until they are read."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from weakref import finalize

import pyarrow as pa

_folder: Path | None = None
_NOT_NEEDED = getattr(mmap, "MADV_DONTNEED", None)  # which not every system has


def attach(folder: Path) -> None:
    """Say where the rows of a task wait: beside its result, where there is room for that, too."""
    global _folder
    _folder = folder


class Spool:
    """Rows of one schema. Nobody else sees the file, and it goes when nobody holds this any more."""

    def __init__(self, columns: pa.Schema, folder: Path | None = None) -> None:
        """`folder` is where the file lies; by default where those of the task do."""
        self._file = TemporaryFile(dir=folder or _folder)  # noqa: SIM115  closed by `finalize`
        finalize(self, self._file.close)
        self._writer = pa.ipc.new_file(pa.PythonFile(self._file, "w"), columns)
        self._mapped: mmap.mmap | None = None

    def write(self, rows: pa.Table) -> None:
        """Add rows; they are read again in as many pieces."""
        for batch in rows.combine_chunks().to_batches():
            self._writer.write_batch(batch)

    def read(self) -> Iterator[pa.Table]:
        """Yield the pieces. No more can be added."""
        self._writer.close()
        rows = pa.ipc.open_file(pa.PythonFile(self._file, "r"))
        for number in range(rows.num_record_batches):
            yield pa.Table.from_batches([rows.get_batch(number)])

    def map(self) -> pa.Table:
        """Return the rows as they are in the file: in memory are those that are looked at. No more can be added."""
        self._writer.close()
        self._file.flush()
        self._mapped = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return pa.ipc.open_file(pa.py_buffer(self._mapped)).read_all()

    def let_go(self) -> None:
        """Give back the memory of mapped rows; those that are looked at again come from the file again."""
        if self._mapped and _NOT_NEEDED is not None:
            self._mapped.madvise(_NOT_NEEDED)
