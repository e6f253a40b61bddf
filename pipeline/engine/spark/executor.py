"""What an executor of Spark does: tables out of files or out of pieces, through tasks, into files or into pieces.

Spark moves pieces: some rows of one bucket, packed into bytes. It never learns our columns, so it changes no type of
theirs on the way, and a row of forty columns costs it no more than one of two.
"""

from __future__ import annotations

import base64
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyarrow as pa

from ...errors import QamillError
from .. import Step, parts
from ..limits import Limits
from ..workers import Crew, Job
from .errors import FolderNotShared

PIECES = pa.schema([("bucket", pa.int32()), ("part", pa.int64()), ("number", pa.int32()), ("content", pa.binary())])
"""Rows on their way from a task to a bucket: the number of the table they are from, and of the piece of it."""
PIECES_IN_SPARK = "bucket int, part long, number int, content binary"
RECEIPTS = pa.schema([("part", pa.int64()), ("sha256", pa.string())])
"""What the driver is told of a table that was written."""
RECEIPTS_IN_SPARK = "part long, sha256 string"

_PIECE_BYTES = 4_000_000  # of rows: a cell of Spark must stay far below 2 GB, and a batch of them in memory
_CODEC = pa.Codec("zstd", 1)  # over the whole piece: a small one is mostly the names of its columns

Batches = Iterator[pa.RecordBatch]
Sink = Callable[[int, pa.Table], Batches]
"""Takes the number of a table and the table, and gives what Spark is to have of it."""


@dataclass(frozen=True)
class Do:
    """A step as an executor does it."""

    step: Step
    limits: Limits
    """What an item of a guarded step may take; one that takes more, or crashes, costs itself alone."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """Return what the step makes of a table."""
        return _watched(self.step, table, self.limits) if self.step.is_guarded else self.step.task(table)


class Source(NamedTuple):
    """A file and the number that its table goes by."""

    part: int
    file: Path


@dataclass(frozen=True)
class Pack:
    """A sink: the table's rows in pieces, on their way to their buckets."""

    buckets: int
    first: int = 0
    """Added to the number of the table. Table 0 sends to every bucket, so that each one learns the columns."""

    def __call__(self, part: int, table: pa.Table) -> Batches:
        """Yield the pieces."""
        part += self.first
        for bucket, rows in enumerate(parts.in_order(table.replace_schema_metadata(), self.buckets)):
            if rows.num_rows or part == 0:
                for number, piece in enumerate(_pieces(rows)):
                    yield _row(PIECES, bucket, part, number, pack(piece))


@dataclass(frozen=True)
class Lay:
    """A sink: the table in a file of the work folder."""

    files: Mapping[int, Path]
    buckets: int
    """How many the table will be reduced to, probably."""

    def __call__(self, part: int, table: pa.Table) -> Batches:
        """Write the file and yield its receipt."""
        with _in_sight(self.files[part].parent):
            sha256 = parts.write(self.files[part], table, self.buckets)
        yield _row(RECEIPTS, part, sha256)


def from_files(
    numbers: Batches, groups: Sequence[Sequence[Source]], steps: Sequence[Do], sink: Sink, shared: Sequence[Path]
) -> Batches:
    """Yield what becomes of the tables of those groups of files whose numbers come in, those of a group as one.

    The tasks need to see what is `shared`.
    """
    return _telling(_from_files(numbers, groups, steps, sink, shared))


def from_pieces(pieces: Batches, steps: Sequence[Do], sink: Sink, wanted: frozenset[int] | None) -> Batches:
    """Yield what becomes of a bucket, all of whose pieces come in; nothing where only others are wanted."""
    return _telling(_from_pieces(pieces, steps, sink, wanted))


def _from_files(
    numbers: Batches, groups: Sequence[Sequence[Source]], steps: Sequence[Do], sink: Sink, shared: Sequence[Path]
) -> Batches:
    for path in shared:
        if not path.exists():
            raise FolderNotShared(path)
    for batch in numbers:
        for number in batch.column(0).to_pylist():
            group = groups[number]
            table = pa.concat_tables(map(_read, group))
            yield from sink(group[0].part, _through(steps, table))


def _read(source: Source) -> pa.Table:
    with _in_sight(source.file.parent):
        return parts.read(source.file).replace_schema_metadata()


def _from_pieces(pieces: Batches, steps: Sequence[Do], sink: Sink, wanted: frozenset[int] | None) -> Batches:
    bucket, received = -1, []
    for batch in pieces:
        for bucket, part, number, content in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if wanted is None or bucket in wanted:
                received.append((part, number, unpack(content)))
    if received:
        received.sort(key=lambda piece: piece[:2])  # the order of the network would show in the result
        table = pa.concat_tables([rows for _, _, rows in received])
        del received
        yield from sink(bucket, _through(steps, table))


def _through(steps: Sequence[Do], table: pa.Table) -> pa.Table:
    for do in steps:
        table = do(table)
    return table


@contextmanager
def _in_sight(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise FolderNotShared(folder) from error


def _pieces(rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The rows in slices of about the same size, at least one."""
    step = -(-rows.num_rows // (1 + rows.nbytes // _PIECE_BYTES)) or 1
    for start in range(0, rows.num_rows or 1, step):
        yield rows.slice(start, step)


def pack(rows: pa.RecordBatch) -> bytes:
    """Return rows as bytes, compressed."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_batch(rows)
    content = sink.getvalue()
    return len(content).to_bytes(8, "little") + bytes(_CODEC.compress(content))


def unpack(content: bytes) -> pa.Table:
    """Return the rows that were packed."""
    size = int.from_bytes(content[:8], "little")
    return pa.ipc.open_stream(_CODEC.decompress(memoryview(content)[8:], size)).read_all()


def _row(schema: pa.Schema, *values: object) -> pa.RecordBatch:
    return pa.record_batch([pa.array([value], field.type) for value, field in zip(values, schema, strict=True)], schema)


# --- hostile pages -----------------------------------------------------------------------------

_crews: dict[Limits, Crew] = {}
"""A Python worker of Spark keeps its crew: Spark gives it one task after the other, and it ends with its parent."""


def _watched(step: Step, table: pa.Table, limits: Limits) -> pa.Table:
    """Do a step in a process that is watched and, if need be, replaced."""
    crew = _crews.setdefault(limits, Crew(1, limits))
    with TemporaryDirectory(prefix="qamill-") as folder:
        given, made = Path(folder, "given.arrow"), Path(folder, "made.arrow")
        parts.write(given, table, 1)
        for _ in crew.run(step.name, [Job(parts.map_one, (step.task, given, made, 1))]):
            pass
        return parts.read(made)


# --- errors ------------------------------------------------------------------------------------

_MARK = "qamill-error:"


def error_in(words: str) -> QamillError | None:
    """Return the error that a task told of, out of all that Spark has to say."""
    found = re.search(rf"{_MARK}([A-Za-z0-9+/=]+)", words)
    if not found:
        return None
    error = pickle.loads(base64.b64decode(found.group(1)))
    return error if isinstance(error, QamillError) else None


def _telling(results: Batches) -> Batches:
    """Pass results on; an error of ours as words that find their way through Java."""
    try:
        yield from results
    except QamillError as error:
        raise RuntimeError(_MARK + base64.b64encode(pickle.dumps(error)).decode()) from None


def at_work(work: Callable[..., Batches], *arguments: object) -> Callable[[Iterable[pa.RecordBatch]], Batches]:
    """Return the function that Spark calls with the batches of a partition."""
    return partial(_call, work, arguments)


def _call(work: Callable[..., Batches], arguments: tuple[object, ...], batches: Iterable[pa.RecordBatch]) -> Batches:
    return work(iter(batches), *arguments)
