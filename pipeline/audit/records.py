"""Whether the records are what their CSV and their ids say, and whether all about them is right by one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from operator import eq, lt
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..release.content_hash import ContentHash, text_bytes
from ..release.csv_rows import csv_header, csv_lines
from ..release.errors import DamagedRelease
from ..release.layout import CSV
from ..release.read import columns_in
from ..release.versions import Release
from ..storage import regular
from ..text.fingerprint import pair_ids
from .completed import is_completed
from .stated import ROWS, has_columns_of, open_table, other_count, other_rows

_OF_IDS = ("id", "question", "answer", "flags")
"""The columns by which ids are checked."""
_TEXTS = 2_000  # that are at one time made texts of Python: they stay in the processor's cache (measured)


class OneReading:
    """The records, read once for their content hash, their CSV, their ids and their number.

    Most releases are sound, and to read a row takes as long as to check it.
    """

    def __init__(self, release: Release) -> None:
        self._release = release

    @cached_property
    def is_sound(self) -> bool:
        """Whether all of that is right. Where it is not, each check reads the records and says what it finds."""
        try:
            return self._is_sound()
        except (OSError, ValueError, pa.ArrowException, DamagedRelease):
            return False

    def _is_sound(self) -> bool:
        release, number = self._release, 0
        content = ContentHash(columns_in(release, "records"))
        for name, text in zip(release.files_of("records"), release.files_of("records", CSV), strict=True):
            file, rows, last = open_table(release, name), 0, ""
            if not has_columns_of(release, "records", file):
                return False
            with pa.OSFile(str(release.file(text))) as csv:
                if not _starts_as_stated(csv, release):
                    return False
                for batch in file.iter_batches(ROWS):
                    if not _goes_on_with(csv, batch) or any(_wrong_ids(batch, last)):
                        return False
                    content.update(pa.Table.from_batches([batch]))
                    rows, last = rows + batch.num_rows, _last_id(batch, last)
                if csv.read(1) or any(other_rows(release, name, rows)):
                    return False
            number += rows
        stated = release.manifest.content.get("records")
        return content.hexdigest() == stated and not any(other_count(release, "records", number))


def unless_sound(reading: OneReading | None, find: Callable[..., Iterable[str]], *arguments: object) -> Iterable[str]:
    """Return what a check of the records finds, where reading them once has not shown that there is nothing."""
    return [] if reading and reading.is_sound else find(*arguments)


def wrong_ids(release: Release, name: str, group: int, part: int, parts: int) -> Iterator[str]:
    """Compare the ids of a part of a row group with their texts, and with the id before them."""
    file = open_table(release, name)
    rows = file.read_row_group(group, columns=[*_OF_IDS])
    start, stop = (rows.num_rows * number // parts for number in (part, part + 1))
    last = str(rows.column("id")[start - 1]) if start else _last_id_before(file, group)
    for batch in rows.slice(start, stop - start).to_batches(ROWS):
        yield from _wrong_ids(batch, last)
        last = _last_id(batch, last)


def _wrong_ids(records: pa.RecordBatch, last: str) -> Iterator[str]:
    for start in range(0, records.num_rows, _TEXTS):
        some = records.slice(start, _TEXTS)
        yield from _wrong_ids_of(some, last)
        last = _last_id(some, last)


def _wrong_ids_of(records: pa.RecordBatch, last: str) -> Iterator[str]:
    ids, questions, answers = (records.column(name).to_pylist() for name in _OF_IDS[:3])
    in_order, are_own = [*map(lt, [last, *ids], ids)], [*map(eq, pair_ids(questions, answers), ids)]
    if all(in_order) and all(are_own):
        records.column("flags").unique().to_pylist()  # they must be texts
        return
    flags = records.column("flags").to_pylist()
    for id, is_next, is_own, words in zip(ids, in_order, are_own, flags, strict=True):
        if not is_next:
            yield f"ids are not in order at {id}"
        if not is_own and not is_completed(words):
            yield f"{id} is not the id of its question and answer"


def _last_id(records: pa.RecordBatch, before: str) -> str:
    return str(records.column("id")[-1]) if records.num_rows else before


def _last_id_before(file: pq.ParquetFile, group: int) -> str:
    """The last id of the row groups before one in its file, as parts have ranges of their own; empty without one."""
    for number in reversed(range(group)):
        if file.metadata.row_group(number).num_rows:
            return str(file.read_row_group(number, columns=["id"]).column("id")[-1])
    return ""


def wrong_csv(release: Release, name: str, table: str) -> Iterator[str]:
    """Compare a CSV, byte by byte, with what the Parquet file's rows are as CSV."""
    file = pq.ParquetFile(regular(release.file(table)))
    with pa.OSFile(str(regular(release.file(name)))) as csv:
        if not _starts_as_stated(csv, release):
            yield "does not start with the names of the columns"
            return
        for batch in file.iter_batches(ROWS):
            if not _goes_on_with(csv, batch):
                yield f"is not the same table as {table}"
                return
        if csv.read(1):
            yield f"has more rows than {table}"


def _starts_as_stated(csv: Any, release: Release) -> bool:
    header = csv_header(columns_in(release, "records"))
    is_stated: bool = csv.read(len(header)) == header
    return is_stated


def _goes_on_with(csv: Any, rows: pa.RecordBatch) -> bool:
    """Whether some rows come next in a CSV."""
    lines = map(text_bytes, csv_lines(pa.Table.from_batches([rows])).chunks)
    return all(csv.read_buffer(len(each)).equals(pa.py_buffer(each)) for each in lines)
