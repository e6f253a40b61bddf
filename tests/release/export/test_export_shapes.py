"""Each shape is read by the program that it is made for, and says what the release says."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Project, rows
from exported import ANSWERS, json_lines, made_up, release_hostile

from pipeline import parse
from pipeline.release.export import csv_excel, rag, xlsx
from pipeline.release.export.rows import Rows
from pipeline.release.export.run import export
from pipeline.release.export.selection import Selection
from pipeline.release.export.shapes import SHAPES
from pipeline.schema import HTML
from pipeline.schema.tables import RECORDS

Row = dict[str, Any]
Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return release_hostile(Project(tmp_path_factory.mktemp("hostile")))


@pytest.fixture
def write(hostile: Project, tmp_path: Path) -> Write:
    def write(shape: str) -> Path:
        (path,) = export(shape, tmp_path / f"records{SHAPES[shape].suffix}", out=hostile.out).files
        return path

    return write


def records(hostile: Project) -> list[Row]:
    return [{**row, "version": "1.0.0"} for row in rows(hostile, "records")]


def test_the_answers_are_released_as_they_are(hostile: Project) -> None:
    assert {row["answer"] for row in records(hostile)} >= {answer.strip() for answer in ANSWERS[:-2]}
    assert max(len(row["answer"]) for row in records(hostile)) > 190_000


def test_json_lines_say_what_the_release_says(hostile: Project, write: Write) -> None:
    assert json_lines(write("jsonl")) == records(hostile)


@pytest.mark.parametrize("shape", ["jsonl", "chat", "prompt", "rag"])
def test_pandas_reads_json_lines(write: Write, shape: str) -> None:
    import pandas as pd

    frame = pd.read_json(write(shape), lines=True, dtype=False)
    assert len(frame) >= len(ANSWERS)
    assert {"id", "source"} <= set(frame.columns)


def test_a_chat_asks_answers_and_cites(hostile: Project, write: Write) -> None:
    by_id = {row["id"]: row for row in records(hostile)}
    chats = [*json_lines(write("chat"))]
    assert {chat["id"] for chat in chats} == by_id.keys()
    for chat in chats:
        asked, answered = chat["messages"]
        record = by_id[chat["id"]]
        assert asked == {"role": "user", "content": record["question"]}
        assert answered == {"role": "assistant", "content": f"{record['answer']}\n\nSource: {record['source']}"}
        assert (chat["source"], chat["version"]) == (record["source"], "1.0.0")


def test_a_chat_cites_the_address_where_there_is_one(seed: Project, tmp_path: Path) -> None:
    row = {"question": "Is it?", "answer": "Yes.", "source_url": "https://example.org/a"}
    made_up(seed, tmp_path / "out", [row])
    release = made_up(seed, tmp_path / "other", [row])
    SHAPES["chat"].write(Rows(release), tmp_path / "chat.jsonl")
    assert json_lines(tmp_path / "chat.jsonl")[0]["messages"][1]["content"] == "Yes.\n\nSource: https://example.org/a"


def test_a_prompt_has_its_completion(hostile: Project, write: Write) -> None:
    found = {(row["prompt"], row["completion"], row["id"], row["version"]) for row in json_lines(write("prompt"))}
    assert found == {(row["question"], row["answer"], row["id"], "1.0.0") for row in records(hostile)}


def test_the_passages_of_an_answer_joined_are_the_answer(hostile: Project, write: Write) -> None:
    answers: dict[str, str] = {}
    for passage in json_lines(write("rag")):
        about = passage["metadata"]
        start = passage["text"].removeprefix(f"{about['question']}\n\n")
        assert about["start"] == len(answers.setdefault(about["record_id"], ""))
        assert len(start) <= rag.LONGEST
        answers[about["record_id"]] += start
        assert passage["source"]
    assert answers == {row["id"]: row["answer"] for row in records(hostile)}


def test_the_ids_of_passages_are_there_once(write: Write) -> None:
    ids = [passage["id"] for passage in json_lines(write("rag"))]
    assert len(ids) == len(set(ids))


def test_our_own_reader_reads_the_same_pairs_from_the_page(hostile: Project, write: Write) -> None:
    content = write("faqpage").read_bytes()
    read = parse(content, url="https://example.org/faq", media_type=HTML, mode="markup")
    wanted = {(row["id"], row["question"], row["answer"]) for row in records(hostile)}
    assert {(row.id, row.question, row.answer) for row in read.records} == wanted
    everything = parse(content, url="https://example.org/faq", media_type=HTML)
    assert {(row.id, row.question, row.answer) for row in everything.records} == wanted


def test_the_page_of_the_seed_is_read_again(seed: Project, tmp_path: Path) -> None:
    export("faqpage", tmp_path / "page.html", out=seed.out)
    read = parse((tmp_path / "page.html").read_bytes(), url="https://example.org/", media_type=HTML)
    assert {row.id for row in read.records} == {row["id"] for row in rows(seed, "records")}
    assert not read.rejected


def test_each_text_of_the_page_runs_in_its_own_direction(seed: Project, tmp_path: Path) -> None:
    export("faqpage", tmp_path / "page.html", out=seed.out)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count('dir="auto"') == len(rows(seed, "records"))


def test_no_text_ends_the_script_of_the_page_or_runs(seed: Project, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    row = {"question": f"Is {evil} it?", "answer": evil, "source_url": "javascript:alert(1)"}
    release = made_up(seed, tmp_path / "out", [row])
    SHAPES["faqpage"].write(Rows(release), tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<script") == page.count("</script") == 1
    assert "<img" not in page
    assert "href" not in page
    assert "default-src 'none'" in page


def test_openpyxl_finds_text_in_every_cell(write: Write) -> None:
    from openpyxl import load_workbook

    path = write("xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["records", "about"]
    kinds = {cell.data_type for row in book["records"].iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    formats = {cell.number_format for row in book["records"].iter_rows() for cell in row if cell.value is not None}
    assert formats == {"@"}
    values = {cell.value for cell in book["records"]["C"]}
    assert {"=1+1", "007", "NA", "TRUE"} <= values


def test_the_head_of_a_sheet_stays_and_filters_all_rows(hostile: Project, write: Write) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(write("xlsx"))["records"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert sheet.max_row == len(records(hostile)) + 1


def test_pandas_reads_the_workbook(hostile: Project, write: Write) -> None:
    import pandas as pd

    frame = pd.read_excel(write("xlsx"), dtype=str, keep_default_na=False)
    assert frame["id"].tolist() == [row["id"] for row in records(hostile)]


@pytest.mark.parametrize(("shape", "read"), [("xlsx", xlsx.read), ("csv-excel", csv_excel.read)])
def test_the_way_back_gives_the_records_again(
    hostile: Project, write: Write, shape: str, read: Callable[[Path], Any]
) -> None:
    table = read(write(shape))
    assert table.to_pylist() == records(hostile)
    assert table.schema.names == [*RECORDS.names, "version"]


@pytest.mark.parametrize("shape", ["xlsx", "csv-excel"])
def test_a_text_that_is_too_long_for_a_cell_goes_on_in_the_next_column(write: Write, shape: str) -> None:
    cells = cells_of(write(shape), shape)
    assert {"answer", "answer_2", "answer_6", "answer_7"} <= set(cells[0])
    units = [len(cell.encode("utf-16-le")) // 2 for row in cells for cell in row]
    assert 32_000 < max(units) <= 32_767


def cells_of(path: Path, shape: str) -> list[list[str]]:
    if shape == "xlsx":
        from openpyxl import load_workbook

        return [[value or "" for value in row] for row in load_workbook(path)["records"].iter_rows(values_only=True)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_cell_of_the_csv_that_would_not_be_text_has_a_mark(write: Write) -> None:
    answers = {row[2] for row in cells_of(write("csv-excel"), "csv-excel")}
    assert {"'=1+1", "'007", "'-1", "'5 May 2020", "'1e5", "''tis so", "NA", "Five is < 6 & > 4"} <= answers


def test_records_beyond_the_rows_of_a_sheet_go_on_in_a_further_sheet(
    hostile: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    monkeypatch.setattr(xlsx, "MOST_ROWS", 11)
    path = write("xlsx")
    assert load_workbook(path).sheetnames == ["records", "records 2", "records 3", "about"]
    assert xlsx.read(path).to_pylist() == records(hostile)


LIBREOFFICE = shutil.which("soffice")
IN_UTF8 = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
"""Commas, quotes, UTF-8, from the first line; and with what looks like a date taken for one."""


@pytest.mark.slow("LibreOffice takes ten seconds to start")
@pytest.mark.parametrize("shape", ["xlsx", "csv-excel"])
def test_libreoffice_takes_every_cell_for_text(write: Write, tmp_path: Path, shape: str) -> None:
    from openpyxl import load_workbook

    if LIBREOFFICE is None:
        pytest.skip("NOT RUN: LibreOffice (soffice) is not installed")
    before = write(shape)
    filters = [IN_UTF8] if shape == "csv-excel" else []
    command = [LIBREOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", *filters, "--convert-to"]
    subprocess.run([*command, "xlsx", "--outdir", tmp_path / "after", before], check=True, capture_output=True)
    sheet = load_workbook(tmp_path / "after" / f"{before.stem}.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    values = {str(cell.value).removeprefix("'" if shape == "csv-excel" else "") for cell in sheet["C"]}
    assert {"=1+1", "007", "-1", "5 May 2020", "1e5", "NA", "TRUE", "'tis so"} <= values


def test_the_packed_csv_is_that_of_the_release_with_its_version(hostile: Project, write: Write) -> None:
    import pandas as pd

    path = write("csv.gz")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert frame["answer"].tolist() == [row["answer"] for row in records(hostile)]
    assert set(frame["version"]) == {"1.0.0"}
    assert gzip.decompress(path.read_bytes()).startswith(",".join(RECORDS.names).encode())


def test_sqlite_finds_words_and_holds_what_the_release_holds(history: Project, tmp_path: Path) -> None:
    export("sqlite", tmp_path / "records.sqlite", out=history.out)
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as base:
        base.row_factory = sqlite3.Row
        found = [dict(row) for row in base.execute("SELECT * FROM records ORDER BY id")]
        wanted = [{**row, "version": "1.1.1"} for row in rows(history, "records")]
        assert [{**row, "first_seen": None, "last_seen": None} for row in found] == [
            {**row, "first_seen": None, "last_seen": None} for row in wanted
        ]
        words = "SELECT records.id FROM records_fts JOIN records ON records.rowid = records_fts.rowid"
        (row,) = base.execute(f"{words} WHERE records_fts MATCH 'texting'")
        assert row["id"] in {each["id"] for each in wanted}
        for table in ("sightings", "merged", "conflicts"):
            assert base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == len(rows(history, table))
        assert dict(base.execute("SELECT name, value FROM release").fetchall())["version"] == "1.1.1"
        assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.slow("Datasette takes three seconds to start")
def test_datasette_opens_the_database_and_searches_it(history: Project, tmp_path: Path) -> None:
    export("sqlite", tmp_path / "records.sqlite", out=history.out)
    get = "/records/records.json?_shape=array&_search=texting"
    command = [sys.executable, "-m", "datasette", str(tmp_path / "records.sqlite"), "--get", get]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(json.loads(done.stdout)) == 1


def test_rows_beside_a_record_name_it_as_its_own(history: Project, tmp_path: Path) -> None:
    export("sqlite", tmp_path / "records.sqlite", out=history.out, selection=Selection(min_length=20))
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as base:
        links = (
            "SELECT m.name, l.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) l WHERE m.type = 'table'"
        )
        assert {*base.execute(links)} == {
            ("sightings", "id"),
            ("merged", "kept_id"),
            ("conflicts", "id"),
            ("conflicts", "other_id"),
        }
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_duckdb_opens_the_database(history: Project, tmp_path: Path) -> None:
    import duckdb

    export("duckdb", tmp_path / "records.duckdb", out=history.out)
    with duckdb.connect(str(tmp_path / "records.duckdb"), read_only=True) as base:
        found = base.sql("SELECT * FROM records ORDER BY id").to_arrow_table().to_pylist()
        assert found == [{**row, "version": "1.1.1"} for row in rows(history, "records")]
        for table in ("sightings", "merged", "conflicts"):
            assert base.sql(f"SELECT count(*) FROM {table}").fetchall() == [(len(rows(history, table)),)]


@pytest.mark.parametrize("shape", ["sqlite", "duckdb"])
def test_a_database_of_some_records_holds_what_belongs_to_them_alone(
    history: Project, tmp_path: Path, shape: str
) -> None:
    import duckdb

    export(shape, tmp_path / "base", out=history.out, selection=Selection(sources=("example.com",)))
    query = "SELECT count(*) FROM records, sightings"
    if shape == "duckdb":
        with duckdb.connect(str(tmp_path / "base")) as base:
            assert base.sql(query).fetchall() == [(1,)]
    else:
        with closing(sqlite3.connect(tmp_path / "base")) as lite:
            assert lite.execute(query).fetchall() == [(1,)]


class _File:
    """A file as ir_datasets wants it, without a download."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def path(self) -> str:
        return str(self._path)

    def stream(self) -> Any:
        return self._path.open("rb")


def test_ir_datasets_reads_the_benchmark(seed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IR_DATASETS_HOME", str(tmp_path / "home"))
    from ir_datasets.datasets import beir
    from ir_datasets.formats import GenericDoc, GenericQuery

    folder = export("beir", tmp_path / "bench", out=seed.out).files[0]
    documents = {doc.doc_id for doc in beir.BeirDocs("own", _File(folder / "corpus.jsonl"), GenericDoc)._docs_iter()}
    queries = {
        query.query_id: query.text
        for query in beir.BeirQueries("own", _File(folder / "queries.jsonl"), GenericQuery).queries_iter()
    }
    judged = list(beir.BeirQrels(_File(folder / "qrels" / "test.tsv"), {}).qrels_iter())
    by_id = {row["id"]: row for row in rows(seed, "records")}
    assert documents == set(by_id)
    assert set(queries.values()) == {row["question"] for row in by_id.values()}
    right = {(each.query_id, each.doc_id) for each in judged if each.relevance == 1}
    assert right == {(row["question_id"], id) for id, row in by_id.items()}
    wrong = {(each.query_id, each.doc_id) for each in judged if each.relevance == 0}
    assert wrong
    assert all(by_id[id]["question_id"] != query for query, id in wrong)


def test_a_hard_negative_answers_a_near_question_otherwise(seed: Project, tmp_path: Path) -> None:
    asked = {
        "How do I reset my red phone?": "Hold the left key.",
        "How do I reset my blue phone?": "Hold the right key.",
        "How do I reset my old phone?": "Hold the left key.",
        "Where does the river end?": "In the sea.",
    }
    release = made_up(seed, tmp_path / "out", [{"question": q, "answer": a} for q, a in asked.items()])
    SHAPES["beir"].write(Rows(release), tmp_path / "bench")
    answers = {row["_id"]: row["text"] for row in json_lines(tmp_path / "bench" / "corpus.jsonl")}
    questions = {row["_id"]: row["text"] for row in json_lines(tmp_path / "bench" / "queries.jsonl")}
    lines = (tmp_path / "bench" / "qrels" / "test.tsv").read_text().splitlines()[1:]
    wrong = {(questions[q], answers[d]) for q, d, score in (line.split("\t") for line in lines) if score == "0"}
    assert wrong == {
        ("How do I reset my red phone?", "Hold the right key."),
        ("How do I reset my old phone?", "Hold the right key."),
        ("How do I reset my blue phone?", "Hold the left key."),
    }


SAME_BYTES = sorted(set(SHAPES) - {"duckdb", "beir"})


@pytest.mark.parametrize("shape", SAME_BYTES)
def test_the_same_rows_give_the_same_bytes(
    hostile: Project, tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    one = export(shape, tmp_path / "one", out=hostile.out).files[0].read_bytes()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert export(shape, tmp_path / "two", out=hostile.out).files[0].read_bytes() == one


@pytest.mark.parametrize("shape", SHAPES)
def test_an_empty_selection_is_an_empty_export(hostile: Project, tmp_path: Path, shape: str) -> None:
    done = export(shape, tmp_path / "empty", out=hostile.out, selection=Selection(sources=("no.example",)))
    assert done.records == 0
    assert (tmp_path / "empty").exists()


@pytest.mark.slow("datasets takes five seconds to import")
@pytest.mark.parametrize("shape", ["jsonl", "chat", "prompt", "rag"])
def test_datasets_loads_the_lines(write: Write, tmp_path: Path, shape: str) -> None:
    code = (
        "import sys; from datasets import load_dataset;"
        "print(load_dataset('json', data_files=sys.argv[1], cache_dir=sys.argv[2], split='train').num_rows)"
    )
    path = write(shape)
    done = subprocess.run(
        [sys.executable, "-c", code, path, tmp_path / "cache"],
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == len(json_lines(path))
