"""What a release says, each reader reads: CSV, Parquet, Arrow, pandas, polars and DuckDB agree cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from pipeline.emit.table_writer import TableWriter
from pipeline.release.csv_rows import csv_header, csv_rows
from pipeline.schema.tables import RECORDS

HOSTILE = [
    *('"', '""', 'She said "no", twice', "a,b", ",", "a\nb", "\n", "a\r\nb", "a\rb", "=1+1", "+1", "@SUM(A1)", "NA"),
    *(
        "null",
        "None",
        "007",
        "1e5",
        "TRUE",
        "2026-01-31",
        " a ",
        "\t",
        "😀",
        "مرحبا، كيف الحال؟",
        "שלום",
        "e\u0301",
        "\ufeff",
    ),
    "word, " * 33_334,
]
Rows = list[Any]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one table of hostile texts as CSV and as Parquet."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [{name: text if name in ("question", "answer") else "x" for name in _texts()} for text in HOSTILE]
    known = [{**row, "times_seen": 1, "sources_seen": 1, "first_seen": None, "last_seen": None} for row in rows]
    table = pa.Table.from_pylist(known, schema=RECORDS)
    writer = TableWriter(folder, "records")
    writer.write(table)
    writer.close({})
    (folder / "records.csv").write_bytes(csv_header(RECORDS) + csv_rows(table))
    return folder


def _texts() -> list[str]:
    return [field.name for field in RECORDS if field.type == pa.string()]


def _arrow_csv(folder: Path) -> pa.Table:
    types = dict.fromkeys(RECORDS.names, pa.string())
    return pa_csv.read_csv(
        folder / "records.csv",
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )


def _duckdb_csv(folder: Path) -> pa.Table:
    query = "select * from read_csv(?, header=true, all_varchar=true, quote='\"', escape='\"', delim=',',"
    query += " parallel=false, nullstr='\\N', max_line_size=2000000, new_line='\\n')"
    found = duckdb.sql(query, params=[str(folder / "records.csv")])
    assert found is not None
    return found.to_arrow_table()


def _pandas_csv(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "records.csv", dtype=str, keep_default_na=False)


READERS: dict[str, Callable[[Path], Rows]] = {
    "arrow": lambda folder: pq.read_table(folder / "records.parquet").to_pylist(),
    "arrow CSV": lambda folder: _arrow_csv(folder).to_pylist(),
    "pandas": lambda folder: pd.read_parquet(folder / "records.parquet").to_dict("records"),
    "pandas CSV": lambda folder: pd.read_csv(folder / "records.csv", dtype=str, keep_default_na=False).to_dict(
        "records"
    ),
    "polars": lambda folder: polars.read_parquet(folder / "records.parquet").to_dicts(),
    "polars CSV": lambda folder: polars.read_csv(folder / "records.csv", infer_schema=False).to_dicts(),
    "DuckDB": lambda folder: duckdb.read_parquet(str(folder / "records.parquet")).to_arrow_table().to_pylist(),
    "DuckDB CSV": lambda folder: _duckdb_csv(folder).to_pylist(),
}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_reads_hostile_texts_as_they_were_released(files: Path, reader: str) -> None:
    read = READERS[reader](files)
    assert [row["question"] for row in read] == HOSTILE
    assert [row["answer"] for row in read] == HOSTILE
