"""The tables of a large release in parts: each a range of ids, written by a task of its own."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from ..release.csv_rows import csv_header, csv_rows
from ..release.layout import CSV, KEYS_OF_PARTS, PARQUET, part_name, sha256_of
from ..schema.dataset import Dataset
from ..schema.manifest import FileFacts
from ..schema.rows import Row
from ..schema.tables import ARROW_TYPES, TABLES, rows_to_table
from ..storage import flush
from .table_writer import TableWriter, footer

_CSV_ROWS = 2_048  # rendered at a time, chosen: 5 MB of usual ones; of the longest no column exceeds Arrow's 2 GB
RECEIPTS = pa.schema(
    [
        pa.field("name", ARROW_TYPES[str], nullable=False),
        pa.field("sha256", ARROW_TYPES[str], nullable=False),
        pa.field("bytes", ARROW_TYPES[int], nullable=False),
        pa.field("rows", ARROW_TYPES[int], nullable=False),
    ]
)
"""What a task says of each file that it wrote."""


class Places(NamedTuple):
    """Where parts are written."""

    draft: Path
    """The folder of the draft, with a folder for the parts of each table."""
    unfinished: Path
    """Where they lie before they are whole: a task that is repeated, or late, leaves nothing in a release."""


def count_parts(rows: int, most: int) -> int:
    """Return into how many parts tables are divided of which the largest has some rows: 0 where they are files.

    It is a power of two, so that data that grow move no rows from a part to another until the number doubles.

    >>> count_parts(1_000, 1_000), count_parts(1_001, 1_000), count_parts(5_000, 1_000), count_parts(5_000, 0)
    (0, 2, 8, 0)
    """
    return 0 if not most or rows <= most else 1 << (-(-rows // most) - 1).bit_length()


def make_places(draft: Path) -> Places:
    """Return where the parts of a draft are written, with the folders made."""
    places = Places(draft.absolute(), draft.absolute().with_name("unfinished"))
    places.unfinished.mkdir(exist_ok=True)
    for file in _FILES:
        (draft / part_name(file.table, 0, file.kind)).parent.mkdir(exist_ok=True)
    return places


class _File(NamedTuple):
    """A file that each part has."""

    table: str
    kind: str

    @property
    def whole(self) -> str:
        """Its name before it is finished."""
        return f"{self.table}.{self.kind}"


_FILES = (*(_File(table, PARQUET) for table in KEYS_OF_PARTS), _File("records", CSV))


def write_parts(number: int, pieces: Iterable[Mapping[str, pa.Table]], places: Places, dataset: Dataset) -> pa.Table:
    """Write one part of each table, whose rows come in pieces, and the same of the CSV; return their RECEIPTS."""
    with TemporaryDirectory(dir=places.unfinished) as name:
        rows = _write_files(Path(name), pieces, dataset)
        receipts = [_finish(Path(name), file, number, rows[file.table], places.draft) for file in _FILES]
    return rows_to_table(receipts, RECEIPTS)


def _write_files(folder: Path, pieces: Iterable[Mapping[str, pa.Table]], dataset: Dataset) -> dict[str, int]:
    """Write the files of a part; return how many rows each table has."""
    with ExitStack() as stack:
        writers = {table: TableWriter(folder, table) for table in KEYS_OF_PARTS}
        for writer in writers.values():
            stack.callback(writer.abandon)
        csv = stack.enter_context((folder / f"records.{CSV}").open("wb"))
        csv.write(csv_header(TABLES["records"]))
        for tables in pieces:
            for table, writer in writers.items():
                writer.write(tables[table])
                writer.write_full_groups()
            write_csv(csv, tables["records"])
        for table, writer in writers.items():
            writer.close(footer(table, dataset))
    return {table: writer.rows for table, writer in writers.items()}


def write_csv(csv: BinaryIO, records: pa.Table) -> None:
    """Add rows to a CSV file."""
    csv.writelines(csv_rows(records.slice(start, _CSV_ROWS)) for start in range(0, records.num_rows, _CSV_ROWS))


def _finish(folder: Path, file: _File, number: int, rows: int, draft: Path) -> Row:
    """Give a file its name in the draft; return its row of RECEIPTS."""
    path, name = folder / file.whole, part_name(file.table, number, file.kind)
    flush(path)  # on the machine that wrote it
    receipt = {"name": name, "sha256": sha256_of(path), "bytes": path.stat().st_size, "rows": rows}
    path.replace(draft / name)
    return receipt


def facts_of(receipts: Iterable[pa.Table], draft: Path) -> dict[str, FileFacts]:
    """Return what a manifest says of the parts that were written. Raises FileNotFoundError where one is not there."""
    rows = {row.pop("name"): FileFacts(**row) for table in receipts for row in table.to_pylist()}
    for name, facts in rows.items():
        if (draft / name).stat().st_size != facts.bytes:
            raise OSError(errno.EIO, "not as a worker wrote it", str(draft / name))
    return rows
