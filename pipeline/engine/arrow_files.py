"""Tables in Arrow files, stored so that a reader takes only the rows of some buckets.

A file is written whole or not at all. A table with a column `key_hash` is stored as one record batch for each bucket,
so that a reader takes only the batches of its own bucket. A reader may ask for another number of buckets. Of such a
table, columns of nulls alone are not stored: a table that has the columns of several others is half empty.
A file holds one table, or several that a task made one after the other, each stored as if it were alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import chain, islice, pairwise
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import KEY_HASHES, bucket_of, key_hash_range
from .checkpoints import digest

_ROWS_AT_ONCE = 1 << 15  # that are copied into the order of their buckets, or read as one piece; chosen
_ALL_COLUMNS = b"all columns"  # of a table some of which are not stored: its schema
_BEGINS = b"begins"  # where a table begins in a file, and the one before it ends; the first table does not say it
_IN_ONE_THREAD = pa.ipc.IpcReadOptions(use_threads=False)  # of batches so small, each column would cost a task of one


def read(file: Path) -> pa.Table:
    """Return the table of a file, or its tables as one."""
    with closing(pa.OSFile(str(file))) as source:
        return pa.concat_tables([_restored(reader.read_all()) for reader in _readers(source)])


def write(file: Path, table: pa.Table, buckets: int) -> str:
    """Write a table, stored for so many buckets; return the file's sha256, 64 hex digits.

    Readers see the whole file or none, even if several processes write it at once: they write the same bytes.
    """
    return write_tables(file, [table], buckets)


def write_tables(file: Path, tables: Iterable[pa.Table], buckets: int) -> str:
    """Do the same as `write` for tables, each of which is let go before the next one is made."""
    made = _begun(tables)
    temporary = file.with_suffix(f".{uuid4().hex}")
    try:
        with pa.OSFile(str(temporary), "wb") as sink:
            for table in made:
                _write_table(sink, _stored(table), buckets)
                del table
        sha256 = digest(temporary)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    pa.default_memory_pool().release_unused()
    return sha256


def _begun(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Tables of which the first is made at once: most work is done by then, and no file is left if that is killed."""
    others = iter(tables)
    return chain([*islice(others, 1)], others)


def _write_table(sink: pa.NativeFile, table: pa.Table, buckets: int) -> None:
    """Write a table where a file ends."""
    if begins := sink.tell():
        table = table.replace_schema_metadata({**(table.schema.metadata or {}), _BEGINS: str(begins)})
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        for batch in batches_by_bucket(table, buckets):
            writer.write_batch(batch)


def rows_in_range(files: Iterable[Path], start: int, stop: int) -> Iterator[pa.Table]:
    """Yield the rows of files with key hashes in [start, stop), in pieces; there is one at least, if of no rows."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in chain.from_iterable(_batches_in_range(file, start, stop) for file in files):
        if waiting and (rows >= _ROWS_AT_ONCE or not batch.schema.equals(waiting[0].schema, check_metadata=True)):
            yield _piece(waiting)
            waiting, rows = [], 0
        waiting.append(batch)
        rows += batch.num_rows
    if waiting:
        yield _piece(waiting)


def _piece(batches: list[pa.RecordBatch]) -> pa.Table:
    return _restored(pa.Table.from_batches(batches)).replace_schema_metadata()


def _batches_in_range(file: Path, start: int, stop: int) -> Iterator[pa.RecordBatch]:
    """The rows of a file with key hashes in [start, stop); batches that have none are not read."""
    with closing(pa.memory_map(str(file))) as mapped:
        for reader in _readers(mapped):
            batches = reader.num_record_batches
            for number in range(bucket_of(start, batches), bucket_of(stop - 1, batches) + 1):
                batch, (batch_start, batch_stop) = reader.get_batch(number), key_hash_range(number, batches)
                is_inside = start <= batch_start and batch_stop <= stop
                yield batch if is_inside else _filtered(batch, start, stop)


def _filtered(batch: pa.RecordBatch, start: int, stop: int) -> pa.RecordBatch:
    hashes = batch.column("key_hash")
    return batch.filter(pc.and_(pc.greater_equal(hashes, start), pc.less(hashes, stop)))


def _readers(source: pa.NativeFile) -> list[pa.RecordBatchFileReader]:
    """Readers of the tables of a file, in their order; only the last one's place is known at first."""
    readers: list[pa.RecordBatchFileReader] = []
    end = source.size()
    while end:
        readers.append(pa.ipc.open_file(source, footer_offset=end, options=_IN_ONE_THREAD))
        end = int((readers[-1].schema.metadata or {}).get(_BEGINS, 0))
    return readers[::-1]


def batches_by_bucket(table: pa.Table, buckets: int) -> Iterator[pa.RecordBatch]:
    """Yield one batch for each bucket, in order; the whole table if it has no column `key_hash`."""
    if "key_hash" not in table.column_names:
        yield from table.combine_chunks().to_batches() or [_empty(table.schema)]
        return
    hashes = table.column("key_hash").to_numpy()
    order = np.argsort(hashes, kind="stable")
    starts = [key_hash_range(bucket, buckets)[0] for bucket in range(buckets)]
    for some in _together(np.searchsorted(hashes[order], [*starts, KEY_HASHES])):
        rows = _taken(table, order[some[0] : some[-1]])
        for start, stop in pairwise(some - some[0]):
            yield rows.slice(start, stop - start)


def _together(bounds: np.ndarray) -> Iterator[np.ndarray]:
    """The bounds of neighbouring buckets that are small enough to be copied at once, or of a larger one."""
    first = 0
    for last in range(1, len(bounds)):
        if last + 1 == len(bounds) or bounds[last + 1] - bounds[first] > _ROWS_AT_ONCE:
            yield bounds[first : last + 1]
            first = last


def _taken(table: pa.Table, rows: np.ndarray) -> pa.RecordBatch:
    """Some rows of a table. They are copied a column after the other: all at once took twice the memory."""
    by_place = np.argsort(rows, kind="stable")
    batches = table.to_batches() or [_empty(table.schema)]
    ends = np.cumsum([batch.num_rows for batch in batches])
    of_each = np.split(rows[by_place], np.searchsorted(rows[by_place], ends)[:-1])
    places = [pa.array(each - (end - batch.num_rows)) for batch, each, end in zip(batches, of_each, ends, strict=True)]
    back = np.empty_like(by_place)
    back[by_place] = np.arange(len(rows))
    order = pa.array(back)
    columns = [
        pa.concat_arrays([batch.column(at).take(some) for batch, some in zip(batches, places, strict=True)]).take(order)
        for at in range(table.num_columns)
    ]
    return pa.record_batch(columns, schema=table.schema)


def _stored(table: pa.Table) -> pa.Table:
    """A table without the columns that are nulls alone; its metadata tells of them."""
    if "key_hash" not in table.column_names:
        return table
    columns = zip(table.column_names, table.columns, strict=True)
    names = [name for name, column in columns if name == "key_hash" or column.null_count < table.num_rows]
    return table.select(names).replace_schema_metadata({_ALL_COLUMNS: table.schema.serialize().to_pybytes()})


def _restored(stored: pa.Table) -> pa.Table:
    """The table that `_stored` made some rows of."""
    schema = _schema((stored.schema.metadata or {}).get(_ALL_COLUMNS, b""))
    if not schema:
        return stored
    there = {*stored.column_names}
    nulls = {field.type: pa.nulls(stored.num_rows, field.type) for field in schema if field.name not in there}
    columns = [stored.column(field.name) if field.name in there else nulls[field.type] for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


@lru_cache(maxsize=32)  # of one step all files have the same
def _schema(serialized: bytes) -> pa.Schema | None:
    return pa.ipc.read_schema(pa.py_buffer(serialized)) if serialized else None


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=schema)
