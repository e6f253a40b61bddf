"""The released files: CSV, Parquet and hashes say the same, whoever reads or wrote them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import TEXTING, Pair, Project
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit import waiting_rows
from pipeline.emit.table_writer import TableWriter
from pipeline.emit.waiting_rows import WaitingRows
from pipeline.release.content_hash import ContentHash
from pipeline.release.csv_rows import csv_header, csv_rows
from pipeline.schema.record import Record
from pipeline.schema.tables import RECORDS, TABLES

TRICKY = [
    Pair("NA?", "null"),
    Pair("Is 007 a number?", "007"),
    Pair('Who said "no"?', 'She did, "twice",\n\n- once, here\n- once there'),
    Pair("Does = start a formula?", "=1+1"),
    Pair("Was heißt „Größe“?", "Taille – 身長 😀"),
]


@pytest.fixture(scope="module")
def tricky(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("tricky"))
    project.page("page.txt", *TRICKY)
    project.index("page.txt,https://example.org/a?b=1,2026-01-31T12:00:00.000123Z,,")
    project.curate()
    return project


def _parquet_as_text(project: Project) -> list[dict[str, str]]:
    rows = pq.read_table(project.release().table("records")).to_pylist()
    return [{name: _as_csv(value) for name, value in row.items()} for row in rows]


def _as_csv(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return "" if value is None else str(value)


def test_a_csv_reader_reads_what_the_parquet_file_holds(tricky: Project) -> None:
    with tricky.release().file("records.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows == _parquet_as_text(tricky)
    assert {row["answer"] for row in rows} >= {"null", "007", "=1+1"}


def test_pandas_told_to_keep_text_reads_what_the_parquet_file_holds(tricky: Project) -> None:
    frame = pd.read_csv(tricky.release().file("records.csv"), dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == _parquet_as_text(tricky)


def test_polars_reads_what_the_parquet_file_holds(tricky: Project) -> None:
    frame = polars.read_csv(tricky.release().file("records.csv"), infer_schema=False)
    assert frame.fill_null("").to_dicts() == _parquet_as_text(tricky)


def test_the_csv_is_utf8_without_a_mark_and_ends_lines_with_a_line_feed(tricky: Project) -> None:
    content = tricky.release().file("records.csv").read_bytes()
    assert content.startswith(b"id,question,answer,")
    assert content.endswith(b"\n")
    assert b"\r" not in content


def test_the_released_columns_are_the_fields_of_a_record() -> None:
    assert RECORDS.names == list(Record.model_fields)


def test_every_released_row_is_a_valid_record(tricky: Project) -> None:
    rows = pq.read_table(tricky.release().table("records")).to_pylist()
    assert [Record.model_validate(row).id for row in rows] == sorted(row["id"] for row in rows)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['"', "\n", "\r", "\r\n", ",", ";", "'", '""', " a ", "\ufeff", "\0", "NA", "=1", "\u2028"]
)
CELLS = pa.schema([("text", pa.string()), ("number", pa.int64()), ("when", pa.timestamp("us")), ("last", pa.string())])
TIMES = st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9999, 12, 31))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": TEXTS | st.none(),
            "number": st.integers(-(2**63), 2**63 - 1) | st.none(),
            "when": TIMES | st.none(),
            "last": TEXTS | st.none(),
        }
    ),
    max_size=8,
)


def _table(rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=CELLS)


@given(ROWS)
def test_csv_rows_are_what_pythons_csv_writer_writes(rows: list[dict[str, object]]) -> None:
    written = [_python_csv([_as_csv(row[name]) for name in CELLS.names]) for row in rows]
    assert csv_rows(_table(rows)) == "".join(written).encode()


def _python_csv(row: list[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(row)  # both ends, so that a lone one inside a field is quoted
    return line.getvalue().removesuffix("\r\n") + "\n"


@given(ROWS)
def test_csv_rows_read_back_as_what_went_in(rows: list[dict[str, object]]) -> None:
    text = (csv_header(CELLS) + csv_rows(_table(rows))).decode()
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == [
        {name: _as_csv(value) for name, value in row.items()} for row in rows
    ]


@given(ROWS, st.lists(st.integers(0, 8)))
def test_the_csv_does_not_depend_on_how_a_table_is_chunked(rows: list[dict[str, object]], cuts: list[int]) -> None:
    assert csv_rows(_chunked(_table(rows), cuts)) == csv_rows(_table(rows))


def _chunked(table: pa.Table, cuts: list[int]) -> pa.Table:
    edges = [0, *sorted(min(cut, table.num_rows) for cut in cuts), table.num_rows]
    return pa.concat_tables([table.slice(a, b - a) for a, b in pairwise(edges)])


def _content(*tables: pa.Table) -> str:
    content = ContentHash(CELLS)
    for table in tables:
        content.update(table)
    return content.hexdigest()


@given(ROWS, st.lists(st.integers(0, 8)))
def test_the_content_hash_does_not_depend_on_chunks_or_batches(rows: list[dict[str, object]], cuts: list[int]) -> None:
    table = _table(rows)
    chunked = _chunked(table, cuts)
    assert _content(chunked) == _content(*(pa.Table.from_batches([b]) for b in chunked.to_batches())) == _content(table)


@given(ROWS, ROWS)
def test_two_tables_share_a_content_hash_only_if_they_are_equal(
    left: list[dict[str, object]], right: list[dict[str, object]]
) -> None:
    assert (_content(_table(left)) == _content(_table(right))) == (left == right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([("a b", "c")], [("a", "b c")]),
        ([("ab", ""), ("", "c")], [("a", "b"), ("", "c")]),
        ([("a", ""), ("b", "")], [("ab", ""), ("", "")]),
        ([("", "x")], [(None, "x")]),
        ([], [("", "")]),
    ],
)
def test_texts_that_only_look_alike_when_glued_together_have_different_hashes(
    left: list[tuple[str | None, str]], right: list[tuple[str | None, str]]
) -> None:
    a, b = (_table([{"text": text, "last": last} for text, last in rows]) for rows in (left, right))
    assert _content(a) != _content(b)


@pytest.mark.parametrize("name", TABLES)
def test_the_content_hash_is_the_same_whichever_library_wrote_the_file(
    history: Project, tmp_path: Path, name: str
) -> None:
    release = history.release("1.1.0")
    file = release.table(name)
    writers: dict[str, Callable[[Path], object]] = {
        "pandas": lambda path: pd.read_parquet(file, dtype_backend="pyarrow").to_parquet(path, compression="gzip"),
        "polars": lambda path: polars.read_parquet(file).write_parquet(path, row_group_size=1),
        "pyarrow": lambda path: pq.write_table(pq.read_table(file), path, version="1.0", data_page_size=64),
    }
    for written_by, write in writers.items():
        path = tmp_path / f"{name}-{written_by}.parquet"
        write(path)
        content = ContentHash(TABLES[name])
        content.update(pq.read_table(path).cast(TABLES[name]))
        assert content.hexdigest() == release.manifest.content[name], written_by


@given(st.lists(st.integers(0, 25), max_size=4))
def test_where_one_bucket_ends_leaves_no_trace_in_the_parquet_file(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    schema = TABLES["rejected"]
    table = pa.table([pa.array([f"{name} {i}" for i in range(25)]) for name in schema.names], schema=schema)
    folder = tmp_path_factory.mktemp("buckets")
    assert _written(folder, _chunked(table, cuts).to_batches()) == _written(folder, table.to_batches())


def _written(folder: Path, batches: list[pa.RecordBatch]) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.emit.table_writer._ROW_GROUP", 10)
        writer = TableWriter(folder, "rejected")
        for batch in batches:
            writer.write(pa.Table.from_batches([batch]))
        writer.close({})
    path = folder / "rejected.parquet"
    assert [pq.read_metadata(path).row_group(i).num_rows for i in range(3)] == [10, 10, 5]
    return path.read_bytes()


def test_a_row_group_that_is_full_waits_until_the_tables_of_its_rows_are_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.emit.table_writer._ROW_GROUP", 10)
    schema = TABLES["rejected"]
    writer = TableWriter(tmp_path, "rejected")
    before = pa.total_allocated_bytes()
    rows = pa.table([pa.array(["x" * 1_000] * 10) for _ in schema.names], schema)
    writer.write(rows)
    file = tmp_path / "rejected.parquet"
    size = file.stat().st_size
    del rows
    assert pa.total_allocated_bytes() - before < 10_000
    writer.write_full_groups()
    assert file.stat().st_size > size
    writer.close({})
    assert pq.read_metadata(file).num_rows == 10


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the system does not say what is in memory")
def test_a_row_group_is_never_in_memory_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = TABLES["rejected"]
    rows = pa.table([pa.array([f"{name} {i} ".ljust(200) for i in range(20_000)]) for name in schema.names], schema)
    size, held = rows.nbytes, []
    writer = TableWriter(tmp_path, "rejected")
    writer.write(rows)
    del rows
    before, let_go = pa.total_allocated_bytes(), WaitingRows.let_go

    def watched(waiting: WaitingRows) -> None:
        held.append(pa.total_allocated_bytes() - before + _mapped_bytes(tmp_path))
        let_go(waiting)

    monkeypatch.setattr(WaitingRows, "let_go", watched)
    writer.close({})
    assert 0 < max(held) < size / 2


def _mapped_bytes(folder: Path) -> int:
    """How much of files in a folder is in this process's memory."""
    mappings = re.split(r"^(?=[0-9a-f]+-[0-9a-f]+ )", Path("/proc/self/smaps").read_text(), flags=re.MULTILINE)
    return sum(int(each.split("Rss:")[1].split()[0]) * 1_024 for each in mappings if str(folder) in each)


@pytest.mark.parametrize("cuts", [[], [10_000], [1, 1_025, 12_289, 23_000], [22_528]])
def test_rows_that_wait_on_the_disk_leave_no_trace_in_the_parquet_file(tmp_path: Path, cuts: list[int]) -> None:
    schema = TABLES["rejected"]
    texts = [f"{i}".ljust(i % 300, "x") for i in range(25_000)]  # some pages of a column
    table = pa.table([pa.array(texts if name == "text" else ["x"] * len(texts)) for name in schema.names], schema)
    written = []
    for most, rows in ((len(texts) + 1, table), (5_000, _chunked(table, cuts))):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(waiting_rows, "_MOST_IN_MEMORY", most)
            writer = TableWriter(tmp_path, "rejected")
            for batch in rows.to_batches():
                writer.write(pa.Table.from_batches([batch]))
            assert [*tmp_path.iterdir()] == [tmp_path / "rejected.parquet"]
            writer.close({})
        written.append((tmp_path / "rejected.parquet").read_bytes())
    assert written[0] == written[1]


def test_a_table_in_which_nothing_changed_has_the_same_bytes_in_the_next_version(history: Project) -> None:
    before, after = (history.release(version).manifest for version in ("1.0.0", "1.1.0"))
    same = {name for name, content in after.content.items() if content == before.content[name]}
    assert {"conflicts", "rejected"} <= same < {*after.content}
    for name in same:
        assert before.files[f"{name}.parquet"] == after.files[f"{name}.parquet"]


def test_a_parquet_file_states_the_licence_of_the_collection_and_whose_the_texts_are(
    project: Project, history: Project
) -> None:
    project.page("page.txt", TEXTING)
    (project.root / "qamill.toml").write_text('[dataset]\nlicence = "CC-BY-4.0"\n', encoding="utf-8")
    project.curate()
    for stated, made in ((b"CC-BY-4.0", project), (b"not set", history)):
        metadata = pq.read_metadata(made.release().table("records")).metadata
        assert metadata[b"qamill.licence"] == stated
        assert metadata[b"qamill.rights"].startswith(b"The texts belong to the sites")


def test_a_parquet_file_names_its_table_and_checks_its_pages(history: Project) -> None:
    release = history.release("1.1.0")
    assert pq.read_metadata(release.table("records")).metadata[b"qamill.table"] == b"records"
    content = bytearray(release.table("records").read_bytes())
    place = content.index(b"\x28\xb5\x2f\xfd")  # the first zstd frame: a page
    content[place + 12] ^= 1
    with pytest.raises(OSError, match=r"CRC|checksum"):
        pq.read_table(pa.BufferReader(bytes(content)), page_checksum_verification=True)


def test_the_checksums_can_be_checked_with_the_usual_tool(history: Project) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=history.release().folder, capture_output=True
    )
    assert checked.returncode == 0, checked.stderr
    listed = {line[66:] for line in history.release().file("SHA256SUMS").read_text().splitlines()}
    assert listed | {"SHA256SUMS"} == {path.name for path in history.release().folder.iterdir()}
