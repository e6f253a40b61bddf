"""What Spark's executors run, without Spark: rows become pieces and rows again, errors become text and errors again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.buckets import KEY_HASHES, bucket_of
from pipeline.engine import Step
from pipeline.engine.arrow_files import read, write
from pipeline.engine.limits import Limits
from pipeline.engine.spark import executor
from pipeline.engine.spark.errors import FolderNotShared
from pipeline.engine.spark.executor import (
    Apply,
    PackPieces,
    Source,
    WriteFiles,
    error_in,
    from_files,
    from_pieces,
    unpack,
)
from pipeline.ingest.errors import ChangedWhileReading
from pipeline.run.rows import TAGGED

BUCKETS = 5
COUNT = 40


def rows(count: int) -> pa.Table:
    """Return rows that each have another key hash."""
    columns = {field.name: pa.nulls(count, field.type) for field in TAGGED}
    columns["key_hash"] = pa.array([n * KEY_HASHES // count for n in range(count)], pa.int64())
    return pa.table(columns, TAGGED)


def batches(*numbers: int) -> Iterator[pa.RecordBatch]:
    yield pa.record_batch({"id": pa.array(numbers, pa.int64())})


def same(table: pa.Table) -> pa.Table:
    return table


def changed(table: pa.Table) -> pa.Table:
    raise ChangedWhileReading(f"{table.num_rows}.txt")


@pytest.fixture
def groups(tmp_path: Path) -> list[list[Source]]:
    """Two groups of files, with the rows of one table between them."""
    sources = []
    for part in range(4):
        file = tmp_path / f"{part}.arrow"
        write(file, rows(COUNT).slice(part * 10, 10), 3)
        sources.append(Source(part, file))
    return [sources[:3], sources[3:]]


@pytest.mark.parametrize("seed", range(3))
def test_every_bucket_gets_its_rows_in_one_order_however_the_pieces_arrive(
    tmp_path: Path, groups: list[list[Source]], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(executor, "_PIECE_BYTES", 500)
    pieces = list(from_files(batches(0, 1), groups, (), PackPieces(BUCKETS), ()))
    random.Random(seed).shuffle(pieces)
    tables = []
    for bucket in range(BUCKETS):
        own = (piece for piece in pieces if piece.column(0)[0].as_py() == bucket)
        file = tmp_path / f"bucket-{bucket}.arrow"
        [receipt] = from_pieces(own, [Apply(Step("same", same), Limits())], WriteFiles({bucket: file}, 1), None)
        assert receipt.column("part").to_pylist() == [bucket]
        tables.append(read(file))
        assert {bucket_of(key_hash, BUCKETS) for key_hash in tables[-1].column("key_hash").to_pylist()} == {bucket}
    assert pa.concat_tables(tables).equals(rows(COUNT))


def test_a_bucket_without_rows_learns_its_columns_from_the_first_table(tmp_path: Path) -> None:
    write(tmp_path / "one.arrow", rows(1), 1)
    pieces = from_files(batches(0), [[Source(0, tmp_path / "one.arrow")]], (), PackPieces(BUCKETS), ())
    tables = [unpack(piece.column("content")[0].as_py()) for piece in pieces]
    assert [table.num_rows for table in tables] == [1, 0, 0, 0, 0]
    assert {table.schema for table in tables} == {TAGGED}


def test_a_bucket_that_is_not_wanted_gives_nothing(groups: list[list[Source]]) -> None:
    [piece, *_] = from_files(batches(0), groups, (), PackPieces(BUCKETS), ())
    assert list(from_pieces(iter([piece]), (), PackPieces(1), frozenset([2]))) == []


def test_an_error_of_ours_survives_as_text(groups: list[list[Source]]) -> None:
    with pytest.raises(RuntimeError) as raised:
        list(from_files(batches(1), groups, [Apply(Step("changed", changed), Limits())], PackPieces(1), ()))
    error = error_in(f"Job aborted: Traceback ...\nRuntimeError: {raised.value}\n\tat java.lang")
    assert isinstance(error, ChangedWhileReading)
    assert str(error).startswith("10.txt changed")
    assert error_in("Job aborted") is None


@pytest.mark.parametrize("shared", [True, False])
def test_a_folder_that_an_executor_misses_is_named(tmp_path: Path, groups: list[list[Source]], shared: bool) -> None:
    if not shared:
        groups[0][0].file.unlink()
    with pytest.raises(RuntimeError) as raised:
        list(from_files(batches(0), groups, (), PackPieces(1), [tmp_path / "elsewhere"] if shared else ()))
    assert isinstance(error_in(str(raised.value)), FolderNotShared)
