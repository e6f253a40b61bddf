"""What Spark's executors run: read tables from files or pieces, apply steps, write files or pieces.

A piece is some rows of one bucket, packed into bytes. Spark moves pieces and never sees our columns. So it changes
none of their types on the way, and a row of forty mostly empty columns costs no more than a row of two.
"""

from __future__ import annotations

import base64
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyarrow as pa

from ...errors import QamillError
from .. import Contents, Step, arrow_files, heartbeat, parts
from ..limits import Limits
from ..worker import Job
from ..workers import WorkerPool
from .errors import FolderNotShared

PIECES = pa.schema([("bucket", pa.int32()), ("part", pa.int64()), ("number", pa.int32()), ("content", pa.binary())])
"""Pieces on their way to a bucket: the number of the table they come from, and of the piece within it."""
PIECES_IN_SPARK = "bucket int, part long, number int, content binary"
RECEIPTS = pa.schema([("part", pa.int64()), ("sha256", pa.string()), ("found", pa.int64())])
"""What the driver learns of each table that was written: the table's number, its file's sha256, and how much is in it.

The sha256 is empty where an attempt at the table failed: this run uses it, and the next tries again."""
RECEIPTS_IN_SPARK = "part long, sha256 string, found long"

_PIECE_BYTES = 4_000_000  # of rows; chosen: a cell of Spark holds 2 GB at most, and 16 pieces share a batch in memory
_CODEC = pa.Codec("zstd", 1)  # compresses the whole piece: a small piece is mostly its column names

Batches = Iterator[pa.RecordBatch]
Sink = Callable[[int, pa.Table], Batches]
"""Called with a table's number and the table; yields what Spark receives of it: pieces or a receipt."""


@dataclass(frozen=True)
class Apply:
    """A step, as an executor applies it."""

    step: Step
    limits: Limits
    """How much time and memory one item of a guarded step may use."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """Return the result of the step for a table."""
        if self.step.is_guarded:
            return _apply_guarded(self.step, table, self.limits)
        return _made(self.step, iter([table]) if self.step.reads_pieces else table)


def _made(step: Step, given: Any) -> pa.Table:
    """What the task of a step makes, as one table."""
    return pa.concat_tables(parts.tables_of(step.task(given)))


class Source(NamedTuple):
    """A file and the number of its table."""

    part: int
    file: Path


@dataclass(frozen=True)
class PackPieces:
    """A sink that splits a table by bucket and yields PIECES."""

    buckets: int
    first: int = 0
    """Added to the table's number. Table 0 sends a piece to every bucket, so that each bucket learns the columns."""

    def __call__(self, part: int, table: pa.Table) -> Batches:
        """Yield the pieces, one row each."""
        part += self.first
        for bucket, rows in enumerate(arrow_files.batches_by_bucket(table.replace_schema_metadata(), self.buckets)):
            if rows.num_rows or part == 0:
                for number, piece in enumerate(_split(rows)):
                    yield _row(PIECES, bucket, part, number, pack(piece))


@dataclass(frozen=True)
class WriteFiles:
    """A sink that writes each table into its file and yields RECEIPTS."""

    files: Mapping[int, Path]
    """The file of each table, by the table's number."""
    buckets: int
    """The number of buckets that the table is stored for."""
    contents: Contents | None = None
    """What is counted in each table."""

    def __call__(self, part: int, table: pa.Table) -> Batches:
        """Write the file and yield its receipt."""
        with _requires(self.files[part].parent):
            sha256 = arrow_files.write(self.files[part], table, self.buckets)
        found = self.contents.count(table) if self.contents else None
        yield _row(RECEIPTS, part, "" if heartbeat.was_troubled() else sha256, found)


def from_files(
    numbers: Batches, groups: Sequence[Sequence[Source]], steps: Sequence[Apply], sink: Sink, shared: Sequence[Path]
) -> Batches:
    """Yield what the sink makes of each group of files whose number comes in; the files of a group are one table.

    Fails with FolderNotShared, as text, unless this machine sees all `shared` paths and the files.
    """
    return _errors_as_text(_from_files(numbers, groups, steps, sink, shared))


def from_pieces(pieces: Batches, steps: Sequence[Apply], sink: Sink, wanted: frozenset[int] | None) -> Batches:
    """Yield what the sink makes of a bucket, all of whose pieces come in; nothing if the bucket is not `wanted`."""
    return _errors_as_text(_from_pieces(pieces, steps, sink, wanted))


def _from_files(
    numbers: Batches, groups: Sequence[Sequence[Source]], steps: Sequence[Apply], sink: Sink, shared: Sequence[Path]
) -> Batches:
    for path in shared:
        if not path.exists():
            raise FolderNotShared(path)
    for batch in numbers:
        for number in batch.column(0).to_pylist():
            group = groups[number]
            heartbeat.attach(None, {})
            table = pa.concat_tables(map(_read, group))
            yield from sink(group[0].part, _apply_all(steps, table))


def _read(source: Source) -> pa.Table:
    with _requires(source.file.parent):
        return arrow_files.read(source.file).replace_schema_metadata()


def _from_pieces(pieces: Batches, steps: Sequence[Apply], sink: Sink, wanted: frozenset[int] | None) -> Batches:
    bucket, received = -1, []
    for batch in pieces:
        for bucket, part, number, content in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if wanted is None or bucket in wanted:
                received.append((part, number, content))
    if received:
        heartbeat.attach(None, {})
        received.sort(key=itemgetter(0, 1))  # the result must not depend on the order of arrival
        pieces = (unpack(content) for _, _, content in received)
        if steps and steps[0].step.reads_pieces:
            yield from sink(bucket, _apply_all(steps[1:], _made(steps[0].step, pieces)))
        else:
            table = pa.concat_tables(pieces)
            del received
            yield from sink(bucket, _apply_all(steps, table))


def _apply_all(steps: Sequence[Apply], table: pa.Table) -> pa.Table:
    for apply in steps:
        table = apply(table)
    return table


@contextmanager
def _requires(folder: Path) -> Iterator[None]:
    """Raise FolderNotShared if a file is not found, because this machine does not see the folder."""
    try:
        yield
    except FileNotFoundError as error:
        raise FolderNotShared(folder) from error


def _split(rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Split rows into slices of about equal size, at least one, each of some _PIECE_BYTES at most."""
    step = -(-rows.num_rows // (1 + rows.nbytes // _PIECE_BYTES)) or 1
    for start in range(0, rows.num_rows or 1, step):
        yield rows.slice(start, step)


def pack(rows: pa.RecordBatch) -> bytes:
    """Return rows as compressed bytes: their size in eight bytes, then an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_batch(rows)
    content = sink.getvalue()
    return len(content).to_bytes(8, "little") + bytes(_CODEC.compress(content))


def unpack(content: bytes) -> pa.Table:
    """Return the rows of `pack`."""
    size = int.from_bytes(content[:8], "little")
    return pa.ipc.open_stream(_CODEC.decompress(memoryview(content)[8:], size)).read_all()


def _row(schema: pa.Schema, *values: object) -> pa.RecordBatch:
    return pa.record_batch([pa.array([value], field.type) for value, field in zip(values, schema, strict=True)], schema)


# --- hostile pages -----------------------------------------------------------------------------

_pools: dict[Limits, WorkerPool] = {}
"""Kept between tasks: Spark gives one Python process many tasks. The pool's processes end with that process."""


def _apply_guarded(step: Step, table: pa.Table, limits: Limits) -> pa.Table:
    """Apply a step in a watched worker process, which is replaced if it dies."""
    pool = _pools.setdefault(limits, WorkerPool(1, limits))
    with TemporaryDirectory(prefix="qamill-") as folder:
        source, result = Path(folder, "source.arrow"), Path(folder, "result.arrow")
        arrow_files.write(source, table, 1)
        job = Job(parts.map_one, (step.task, source, result, 1))
        for _, receipt in pool.run(step.name, [job]):
            if not receipt.sha256:
                heartbeat.report_failure()
        return arrow_files.read(result)


# --- errors ------------------------------------------------------------------------------------

_MARK = "qamill-error:"


def error_in(text: str) -> QamillError | None:
    """Return the error of ours that a task raised, from the text of Spark's error; None if there is none."""
    found = re.search(rf"{_MARK}([A-Za-z0-9+/=]+)", text)
    if not found:
        return None
    error = pickle.loads(base64.b64decode(found.group(1)))
    return error if isinstance(error, QamillError) else None


def _errors_as_text(results: Batches) -> Batches:
    """Pass results on; raise an error of ours as text that survives Java, for `error_in` to read."""
    try:
        yield from results
    except QamillError as error:
        raise RuntimeError(_MARK + base64.b64encode(pickle.dumps(error)).decode()) from None


def partition_function(
    work: Callable[..., Batches], *arguments: object
) -> Callable[[Iterable[pa.RecordBatch]], Batches]:
    """Return the function that Spark calls with the batches of a partition: `work` with these further arguments."""
    return partial(_call, work, arguments)


def _call(work: Callable[..., Batches], arguments: tuple[object, ...], batches: Iterable[pa.RecordBatch]) -> Batches:
    return work(iter(batches), *arguments)
