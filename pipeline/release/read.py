"""Tables of a release, read from its Parquet files."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..schema import no_pandas  # noqa: F401
from .errors import DamagedRelease
from .versions import Release

if TYPE_CHECKING:
    import pyarrow.dataset as ds

_PIECE = 25_000  # rows; half the memory and page faults of a row group at a time, measured
_IN_ONE_THREAD: dict[str, Any] = {"pre_buffer": False, "buffer_size": 1 << 20}
"""How a file is read by one thread; by several it took a fifth more processor time (measured)."""


def read_table(release: Release, name: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """Return rows of a release's table, its page checksums verified. Raises DamagedRelease."""
    try:
        return pq.read_table(release.table(name), columns=columns, filters=filters, page_checksum_verification=True)
    except (OSError, pa.ArrowException) as error:
        raise DamagedRelease(release.folder, _unreadable(name, error)) from error


def read_pieces(release: Release, name: str, columns: list[str] | None = None) -> Generator[pa.Table, None, None]:
    """Yield a table in pieces, the first of them empty; each is read while the one before it is worked on.

    Raises DamagedRelease.
    """
    try:
        with (
            pq.ParquetFile(release.table(name), page_checksum_verification=True, **_IN_ONE_THREAD) as file,
            ThreadPoolExecutor(1) as thread,  # reading lets the other threads work
        ):
            batches = file.iter_batches(_PIECE, columns=columns, use_threads=False)
            coming = thread.submit(next, batches, None)
            yield file.schema_arrow.empty_table().select(columns or file.schema_arrow.names)
            while (batch := coming.result()) is not None:
                coming = thread.submit(next, batches, None)
                yield pa.Table.from_batches([batch]).select(columns or batch.schema.names)
    except (OSError, pa.ArrowException) as error:
        raise DamagedRelease(release.folder, _unreadable(name, error)) from error


def scan_table(release: Release, name: str) -> ds.Dataset:
    """Return a release's table as what can be read in pieces, its page checksums verified. Raises DamagedRelease."""
    import pyarrow.dataset as ds  # a third of a start-up, and few commands ask for it

    options = ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    try:
        return ds.dataset(release.table(name), format=ds.ParquetFileFormat(default_fragment_scan_options=options))
    except (OSError, pa.ArrowException) as error:
        raise DamagedRelease(release.folder, _unreadable(name, error)) from error


def id_begins(start: str, column: str = "id") -> pc.Expression:
    """Return the filter for rows whose id, or another column of ids, begins with some hex digits."""
    return (pc.field(column) >= start) & (pc.field(column) < start + "g")


def _unreadable(name: str, error: Exception) -> str:
    return f"{name}.parquet cannot be read ({str(error).splitlines()[0]})"
