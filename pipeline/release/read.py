"""Tables of a release, read from its Parquet files."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..schema import no_pandas  # noqa: F401
from ..storage import arrow_system, unreachable
from .errors import DamagedRelease
from .location import Location, StoredPath
from .versions import Release

if TYPE_CHECKING:
    import pyarrow.dataset as ds

_PIECE = 25_000  # rows; half the memory and page faults of a row group at a time, measured
_GROUP = 100_000  # rows of a row group, as a release is written
_IN_ONE_THREAD: dict[str, Any] = {"pre_buffer": False, "buffer_size": 1 << 20}
"""How a file is read by one thread; by several it took a fifth more processor time (measured)."""


def read_table(release: Release, name: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """Return rows of a release's table, its page checksums verified. Raises DamagedRelease, Unreachable."""
    file = release.location / f"{name}.parquet"
    with _readable(release, name):
        return pq.read_table(_source(file), columns=columns, filters=filters, page_checksum_verification=True)


def read_some(release: Release, name: str, ids: pa.ChunkedArray, columns: list[str] | None = None) -> pa.Table:
    """Return those rows of a release's table that have some ids, with no more of the others in memory than a piece.

    Raises DamagedRelease, Unreachable.
    """
    if len(ids) * _GROUP < release.manifest.counts.get(name, 0):  # most row groups have none of them and are skipped
        return read_table(release, name, columns, pc.field("id").isin(ids.combine_chunks()))
    read = None if columns is None else [*dict.fromkeys(("id", *columns))]
    pieces = (piece.filter(pc.is_in(piece.column("id"), value_set=ids)) for piece in read_pieces(release, name, read))
    found = pa.concat_tables(pieces)
    return found if columns is None else found.select(columns)


def count_rows(release: Release, name: str) -> int:
    """Return how many rows a table has, by the footer of its file alone. Raises what pyarrow raises, Unreachable."""
    return int(pq.read_metadata(_source(release.location / f"{name}.parquet")).num_rows)


def read_pieces(release: Release, name: str, columns: list[str] | None = None) -> Generator[pa.Table, None, None]:
    """Yield a table in pieces, the first of them empty; each is read while the one before it is worked on.

    Raises DamagedRelease, Unreachable.
    """
    file = release.location / f"{name}.parquet"
    how = {} if isinstance(file, StoredPath) else _IN_ONE_THREAD
    with (
        _readable(release, name),
        pq.ParquetFile(_source(file), page_checksum_verification=True, **how) as opened,
        ThreadPoolExecutor(1) as thread,  # reading lets the other threads work
    ):
        batches = opened.iter_batches(_PIECE, columns=columns, use_threads=False)
        coming = thread.submit(next, batches, None)
        yield opened.schema_arrow.empty_table().select(columns or opened.schema_arrow.names)
        while (batch := coming.result()) is not None:
            coming = thread.submit(next, batches, None)
            yield pa.Table.from_batches([batch]).select(columns or batch.schema.names)


@contextmanager
def _readable(release: Release, name: str) -> Iterator[None]:
    """Turn what a reader of pyarrow says of a table into DamagedRelease, or Unreachable where its address fails."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        if isinstance(release.location, StoredPath) and (failure := unreachable(release.location.address, error)):
            raise failure from error
        raise DamagedRelease(release.location, _unreadable(name, error)) from error


def _source(file: Location) -> Any:
    return file.open_arrow() if isinstance(file, StoredPath) else file


def scan_table(release: Release, name: str) -> ds.Dataset:
    """Return a release's table as what can be read in pieces, its page checksums verified.

    Raises DamagedRelease, Unreachable.
    """
    import pyarrow.dataset as ds  # a third of a start-up, and few commands ask for it

    file = release.location / f"{name}.parquet"
    system, path = arrow_system(file.address) if isinstance(file, StoredPath) else (None, str(file))
    options = ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    with _readable(release, name):
        return ds.dataset(path, filesystem=system, format=ds.ParquetFileFormat(default_fragment_scan_options=options))


def id_begins(start: str, column: str = "id") -> pc.Expression:
    """Return the filter for rows whose id, or another column of ids, begins with some hex digits."""
    return (pc.field(column) >= start) & (pc.field(column) < start + "g")


def _unreadable(name: str, error: Exception) -> str:
    return f"{name}.parquet cannot be read ({str(error).splitlines()[0]})"
