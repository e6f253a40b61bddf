"""Tables of a release, read from its Parquet files: one for each table, or parts of it in a large release."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..buckets import bucket_range
from ..schema import no_pandas  # noqa: F401
from ..schema.tables import ADDED_LATER, tables_in
from ..storage import arrow_system, regular, unreachable
from .errors import DamagedRelease
from .location import Location, StoredPath
from .versions import Release

if TYPE_CHECKING:
    import pyarrow.dataset as ds

_PIECE = 8_192  # rows; a report of 200,000 records takes 30 MB less than with 25,000, in the same time (measured)
_SMALL = 25_000  # rows; a table of so many is not worth a thread, or a plan
_GROUP = 100_000  # rows of a row group, as a release is written
_IN_ONE_THREAD: dict[str, Any] = {"pre_buffer": False, "buffer_size": 1 << 20}
"""How a file is read by one thread; by several it took a fifth more processor time (measured)."""


def columns_in(release: Release, name: str) -> pa.Schema:
    """Return the columns that a table of a release has: those of its schema version, but for what came later.

    Raises DamagedRelease, Unreachable, and KeyError for a table that it does not have.
    """
    columns = tables_in(release.manifest.schema_version, release.manifest.content)[name]
    later = [column for column in ADDED_LATER.get(name, ()) if column in columns.names]
    if not later:
        return columns
    with _readable(release, name):
        there = pq.read_schema(_source(release.location / release.files_of(name)[0])).names
    return pa.schema([field for field in columns if field.name not in later or field.name in there])


def read_table(release: Release, name: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """Return rows of a release's table, its page checksums verified. Raises DamagedRelease, Unreachable."""
    return _read(release, name, release.files_of(name), columns, filters)


def read_columns(release: Release, name: str, columns: list[str], filters: pc.Expression) -> pa.Table:
    """Return what `read_table` returns, where the filter asks for no column but `columns`.

    A small table takes a third of the time: pyarrow takes longer to plan such a reading than to read it (measured).
    Raises DamagedRelease, Unreachable.
    """
    if not _is_small(release, name):
        return read_table(release, name, columns, filters)
    if all(release.manifest.files[file].rows == 0 for file in release.files_of(name)):
        return pa.schema([columns_in(release, name).field(column) for column in columns]).empty_table()
    with _readable(release, name):
        tables = [_read_small(release.location / file, columns) for file in release.files_of(name)]
    return pa.concat_tables(tables).filter(filters)


def _read_small(file: Location, columns: list[str]) -> pa.Table:
    with pq.ParquetFile(_source(file), page_checksum_verification=True) as opened:
        if missing := {*columns} - {*opened.schema_arrow.names}:
            raise pa.ArrowInvalid(f"it has no column {min(missing)}")
        return opened.read(columns, use_threads=False).select(columns)


def read_between(
    release: Release, name: str, low: str, high: str, columns: list[str] | None = None, filters: Any = None
) -> pa.Table:
    """Return the rows of a table with `low <= id < high`; of its parts only those are opened that may have some.

    Raises DamagedRelease, Unreachable.
    """
    between = (pc.field("id") >= low) & (pc.field("id") < high)
    chosen = between if filters is None else between & filters
    return _read(release, name, _files_between(release, name, low, high), columns, chosen)


def _read(release: Release, name: str, files: Sequence[str], columns: list[str] | None, filters: Any) -> pa.Table:
    with _readable(release, name):
        tables = [_read_file(release.location / file, columns, filters) for file in files]
    return tables[0] if len(tables) == 1 else pa.concat_tables(tables)


def _read_file(file: Location, columns: list[str] | None, filters: Any) -> pa.Table:
    return pq.read_table(_source(file), columns=columns, filters=filters, page_checksum_verification=True)


def _files_between(release: Release, name: str, low: str, high: str) -> list[str]:
    files = release.files_of(name)
    ranges = [bucket_range(number, len(files)) for number in range(len(files))]
    return [file for file, (start, stop) in zip(files, ranges, strict=True) if start < high and low < stop] or files[:1]


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
    """Return how many rows a table has, by the footers of its files alone. Raises what pyarrow raises, Unreachable."""
    return sum(count_rows_in(release, file) for file in release.files_of(name))


def count_rows_in(release: Release, file: str) -> int:
    """Return how many rows a Parquet file of a release has. Raises what pyarrow raises, Unreachable."""
    return int(pq.read_metadata(_source(release.location / file)).num_rows)


def read_pieces(release: Release, name: str, columns: list[str] | None = None) -> Generator[pa.Table, None, None]:
    """Yield a table in pieces, the first of them empty; in a large one each is read while the last is worked on.

    Raises DamagedRelease, Unreachable.
    """
    with _readable(release, name), closing(_pieces(release, name, columns)) as pieces:
        yield from pieces if _is_small(release, name) else _read_ahead(pieces)


def _is_small(release: Release, name: str) -> bool:
    return sum(release.manifest.files[file].rows or 0 for file in release.files_of(name)) <= _SMALL


def _read_ahead(pieces: Iterator[pa.Table]) -> Iterator[pa.Table]:
    with ThreadPoolExecutor(1) as thread:  # reading lets the other threads work
        piece: pa.Table | None = next(pieces)
        while piece is not None:
            coming = thread.submit(next, pieces, None)
            yield piece
            piece = coming.result()


def _pieces(release: Release, name: str, columns: list[str] | None) -> Generator[pa.Table, None, None]:
    """An empty table, then the rows of each file of a table."""
    for number, file in enumerate(release.location / file for file in release.files_of(name)):
        how = {} if isinstance(file, StoredPath) else _IN_ONE_THREAD
        with pq.ParquetFile(_source(file), page_checksum_verification=True, **how) as opened:
            if number == 0:
                yield opened.schema_arrow.empty_table().select(columns or opened.schema_arrow.names)
            for batch in opened.iter_batches(_PIECE, columns=columns, use_threads=False):
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
    return file.open_arrow() if isinstance(file, StoredPath) else regular(file)


def scan_table(release: Release, name: str) -> ds.Dataset:
    """Return a release's table as what can be read in pieces, its page checksums verified.

    Raises DamagedRelease, Unreachable.
    """
    import pyarrow.dataset as ds  # a third of a start-up, and few commands ask for it

    options = ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    reader = ds.ParquetFileFormat(default_fragment_scan_options=options)
    with _readable(release, name):
        found = [_in_system(release.location / file) for file in release.files_of(name)]
        return ds.dataset([path for _, path in found], filesystem=found[0][0], format=reader)


def _in_system(file: Location) -> tuple[Any, str]:
    return arrow_system(file.address) if isinstance(file, StoredPath) else (None, str(regular(file)))


def id_begins(start: str, column: str = "id") -> pc.Expression:
    """Return the filter for rows whose id, or another column of ids, begins with some hex digits."""
    start = start.encode(errors="replace").decode()  # what was no text on the command line
    return (pc.field(column) >= start) & (pc.field(column) < start + "g")


def _unreadable(name: str, error: Exception) -> str:
    return f"{name}.parquet cannot be read ({str(error).splitlines()[0]})"
