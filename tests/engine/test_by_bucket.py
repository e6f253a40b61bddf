"""A table is divided into buckets the same way however many rows are copied at once and however it is chunked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pyarrow as pa
import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.buckets import KEY_HASHES, bucket_of, key_hash_range
from pipeline.engine import arrow_files
from pipeline.ingest.errors import ChangedWhileReading
from pipeline.run import rows
from pipeline.run.rows import TAGGED, gathered, tagged, untagged
from pipeline.schema.rows import CrowdedRow
from pipeline.schema.tables import CROWDED, rows_to_table

HASHES = st.lists(st.integers(0, KEY_HASHES - 1) | st.sampled_from([0, 1, KEY_HASHES - 1]), max_size=12)


@given(st.lists(HASHES, max_size=4), st.integers(1, 7), st.sampled_from([1, 2, 5, 1_000]))
@settings(max_examples=examples(200), deadline=None)
def test_each_row_is_in_its_bucket(chunks: list[list[int]], buckets: int, at_once: int) -> None:
    hashes = [key_hash for chunk in chunks for key_hash in chunk]
    places = [str(place) for place in range(len(hashes))]
    columns = {"key_hash": pa.chunked_array(chunks, pa.int64()), "place": pa.array(places, pa.string())}
    with patch.object(arrow_files, "_ROWS_AT_ONCE", at_once):
        found = [batch.to_pydict() for batch in arrow_files.batches_by_bucket(pa.table(columns), buckets)]
    in_order = sorted(zip(hashes, map(int, places), strict=True))
    assert found == [
        {
            "key_hash": [key_hash for key_hash, _ in in_order if bucket_of(key_hash, buckets) == bucket],
            "place": [str(place) for key_hash, place in in_order if bucket_of(key_hash, buckets) == bucket],
        }
        for bucket in range(buckets)
    ]


@pytest.mark.parametrize("at_once", [1, 4, 1_000])
def test_rows_are_gathered_from_pieces_as_from_one_table(at_once: int) -> None:
    crowded = [
        rows_to_table([CrowdedRow(f"{n:016x}", n)._asdict() for n in range(start, start + 3)], CROWDED)
        for start in range(0, 12, 3)
    ]
    pieces = [tagged({"crowded": table}, {"crowded": "question_id"}) for table in crowded]
    with patch.object(rows, "_ROWS_AT_ONCE", at_once):
        found = gathered(iter([TAGGED.empty_table(), *pieces]), {"crowded": ("order",), "decisions": ()})
    assert found["crowded"].equals(untagged(pa.concat_tables(pieces), "crowded", ["order"]).combine_chunks())
    assert (found["crowded"].num_rows, found["decisions"].num_rows) == (12, 0)


@pytest.mark.parametrize("table", [TAGGED.empty_table(), pa.concat_tables([TAGGED.empty_table()] * 2)])
def test_a_table_without_rows_has_a_batch_for_each_bucket(tmp_path: Path, table: pa.Table) -> None:
    assert [batch.num_rows for batch in arrow_files.batches_by_bucket(table, 3)] == [0, 0, 0]
    arrow_files.write(tmp_path / "table.arrow", table, 3)
    assert arrow_files.read(tmp_path / "table.arrow").equals(TAGGED.empty_table(), check_metadata=True)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_columns_of_nulls_are_not_stored_and_are_read_again(tmp_path: Path, count: int) -> None:
    file = tmp_path / "table.arrow"
    keys = [f"{n:x}".ljust(16, "0") for n in range(count)]
    crowded = rows_to_table([CrowdedRow(key, n)._asdict() for n, key in enumerate(keys)], CROWDED)
    table = tagged({"crowded": crowded}, {"crowded": "question_id"})
    arrow_files.write(file, table, 3)
    with pa.OSFile(str(file)) as source:
        assert len(pa.ipc.open_file(source).schema) < 8
    assert arrow_files.read(file).equals(table, check_metadata=True)
    [piece] = arrow_files.rows_in_range([file], 0, KEY_HASHES)
    assert piece.equals(table, check_metadata=True)


@given(st.lists(HASHES, min_size=1, max_size=4), st.integers(1, 5), st.integers(1, 7), st.sampled_from([1, 3, 1_000]))
@settings(max_examples=examples(100), deadline=None)
def test_a_bucket_is_read_from_files_in_pieces(files: list[list[int]], stored: int, buckets: int, at_once: int) -> None:
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.arrow") for number in range(len(files))]
        for number, (path, hashes) in enumerate(zip(paths, files, strict=True)):
            note = pa.array([None if number % 2 else "x"] * len(hashes), pa.string())  # not stored of every other file
            arrow_files.write(path, pa.table({"key_hash": pa.array(hashes, pa.int64()), "note": note}), stored)
        with patch.object(arrow_files, "_ROWS_AT_ONCE", at_once):
            found = [[*arrow_files.rows_in_range(paths, *key_hash_range(bucket, buckets))] for bucket in range(buckets)]
    of_each = [
        [(key_hash, None if number % 2 else "x") for key_hash in sorted(hashes)] for number, hashes in enumerate(files)
    ]
    for bucket, pieces in enumerate(found):
        rows = [row for rows in of_each for row in rows if bucket_of(row[0], buckets) == bucket]
        assert [(row["key_hash"], row["note"]) for row in pa.concat_tables(pieces).to_pylist()] == rows
        assert len(pieces) <= (len(files) if at_once > len(rows) else max(1, len(files) * stored))


@given(st.lists(HASHES, min_size=1, max_size=4), st.integers(1, 5), st.integers(1, 7))
@settings(max_examples=examples(100), deadline=None)
def test_what_a_task_makes_in_pieces_is_read_as_what_it_makes_at_once(
    made: list[list[int]], stored: int, buckets: int
) -> None:
    tables = [
        pa.table({"key_hash": pa.array(hashes, pa.int64()), "note": pa.array(["x" if n else None] * len(hashes))})
        for n, hashes in enumerate(made)
    ]
    with TemporaryDirectory() as folder:
        file, whole = Path(folder, "pieces.arrow"), Path(folder, "whole.arrow")
        arrow_files.write_tables(file, iter([table.cast(_NOTED) for table in tables]), stored)
        arrow_files.write(whole, pa.concat_tables([table.cast(_NOTED) for table in tables]), stored)
        assert _in_order(arrow_files.read(file)) == _in_order(arrow_files.read(whole))
        for bucket in range(buckets):
            found, expected = (
                pa.concat_tables(arrow_files.rows_in_range([path], *key_hash_range(bucket, buckets)))
                for path in (file, whole)
            )
            assert _in_order(found) == _in_order(expected)


_NOTED = pa.schema([("key_hash", pa.int64()), ("note", pa.string())])


def _in_order(rows: pa.Table) -> list[tuple[int, str]]:
    """All rows of a table in some order that does not depend on theirs."""
    assert rows.schema.equals(_NOTED, check_metadata=True)
    return sorted((row["key_hash"], str(row["note"])) for row in rows.to_pylist())


def test_a_task_that_fails_while_it_makes_tables_leaves_no_file(tmp_path: Path) -> None:
    def made() -> Iterator[pa.Table]:
        yield TAGGED.empty_table()
        raise ChangedWhileReading("page.txt")

    with pytest.raises(ChangedWhileReading):
        arrow_files.write_tables(tmp_path / "table.arrow", made(), 1)
    assert [*tmp_path.iterdir()] == []


def test_a_task_that_is_killed_before_it_has_made_a_table_leaves_no_file(tmp_path: Path) -> None:
    def made() -> Iterator[pa.Table]:
        assert [*tmp_path.iterdir()] == []
        yield TAGGED.empty_table()

    arrow_files.write_tables(tmp_path / "table.arrow", made(), 1)
    assert [path.name for path in tmp_path.iterdir()] == ["table.arrow"]
