"""A release as a DataFrame: text stays text, and mistakes are answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import polars
import pyarrow as pa
import pytest
from conftest import COST, TEXTING, Pair, Project, Run

import pipeline
from pipeline import curate, diff, load, parse, versions
from pipeline.arguments import BadSetting
from pipeline.errors import QamillError
from pipeline.release.errors import DamagedRelease, NoLatest, NotARelease, OtherContent, UnknownVersion
from pipeline.release.load import NotInstalled, UnknownTable
from pipeline.schema.tables import TABLES

WORDS = ["NA", "null", "None", "nan", "007", "1e5", "True", "2026-01-31"]

_NOT_SAID = ("support", "licence", "usage")


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("words"))
    project.page("page.txt", *(Pair(f"What stands at place {i}?", word) for i, word in enumerate(WORDS)))
    project.curate()
    return project


def test_words_that_look_like_numbers_or_nothing_stay_words(words: Project) -> None:
    frame = load(out=words.out)
    assert sorted(frame["answer"]) == sorted(WORDS)
    assert frame["answer"].isna().sum() == 0
    assert set(frame["flags"]) == {"", "placeholder_answer"}


def test_only_what_the_release_does_not_know_is_missing(words: Project) -> None:
    frame = load(out=words.out)
    missing = {name for name in frame.columns if frame[name].isna().all()}
    assert missing == {
        "source_url",
        "page_url",
        "first_seen",
        "last_seen",
        "superseded_by",
        "edited_from",
        *_NOT_SAID,
    }
    assert frame.drop(columns=sorted(missing)).notna().all().all()


def test_text_columns_have_the_text_type_and_counts_stay_numbers(words: Project) -> None:
    types = load(out=words.out).dtypes
    assert all(isinstance(types[name], pd.StringDtype) for name in ("id", "answer", "flags", "source_url"))
    assert types["times_seen"] == "int64"
    assert types["first_seen"] == "datetime64[us]"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_loads_the_same_into_each_engine(history: Project, table: str) -> None:
    arrow = load("1.1.0", table, "arrow", out=history.out)
    assert isinstance(arrow, pa.Table)
    assert arrow.schema.remove_metadata() == TABLES[table]
    frame = load("1.1.0", table, out=history.out)
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == arrow.to_pylist()
    polar = load("1.1.0", table, "polars", out=history.out)
    assert isinstance(polar, polars.DataFrame)
    assert polar.to_dicts() == arrow.to_pylist()


def test_columns_may_be_chosen(history: Project) -> None:
    assert list(load(out=history.out, columns=["answer", "id"]).columns) == ["answer", "id"]


def test_an_older_version_can_be_loaded(history: Project) -> None:
    assert [len(load(version, out=history.out)) for version in versions(history.out)] == [2, 3, 3]


@pytest.mark.parametrize(
    ("asked", "error", "answer"),
    [
        ({"version": "9.0.0"}, UnknownVersion, "There are: 1.0.0, 1.1.0, 1.1.1"),
        ({"version": "../1.0.0"}, UnknownVersion, "has no release"),
        ({"version": ""}, UnknownVersion, "has no release"),
        ({"table": "triples"}, UnknownTable, "There are: records, sightings"),
        ({"table": "sigthings"}, UnknownTable, "no table 'sigthings'. Did you mean 'sightings'? There are: records,"),
        ({"engine": "excel"}, UnknownTable, "There are: pandas, arrow, polars"),
        ({"engine": "polar"}, UnknownTable, "Did you mean 'polars'?"),
        ({"columns": ["anser"]}, UnknownTable, "records has no column 'anser'. Did you mean 'answer'? There are: id,"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(
    history: Project, asked: dict[str, str], error: type[QamillError], answer: str
) -> None:
    with pytest.raises(error) as raised:
        load(**{"out": history.out, **asked})  # type: ignore[call-overload]  # wrong on purpose
    assert answer in str(raised.value)


def test_a_release_is_loaded_with_the_content_hash_that_versions_shows(history: Project, qamill: Run) -> None:
    [told] = [one for one in json.loads(qamill(history, "versions", "--json").stdout) if one["version"] == "1.1.0"]
    [line] = [line for line in qamill(history, "versions").stdout.splitlines() if line.startswith("1.1.0")]
    shown = told["content"][:12]
    assert (len(told["content"]), shown in line.split("\t")) == (64, True)
    for content in (told["content"], shown, told["content"][:8]):
        assert len(load("1.1.0", out=history.out, content=content)) == 3


def test_another_release_of_the_same_version_is_refused(project: Project, history: Project) -> None:
    project.page("first.txt", TEXTING)
    mine, theirs = project.curate().manifest, history.release("1.0.0").manifest
    assert (mine.version, mine.content_hash == theirs.content_hash) == ("1.0.0", False)
    with pytest.raises(OtherContent, match=f"is {mine.content_hash}, not {theirs.content_hash[:9]}"):
        load("1.0.0", out=project.out, content=theirs.content_hash[:9])


def test_the_same_pages_give_the_same_content_hash_whatever_was_released_before(
    project: Project, tmp_path: Path
) -> None:
    project.page("first.txt", TEXTING)
    project.curate()
    project.page("second.txt", COST)
    later = project.curate().manifest
    at_once = curate(project.raw, tmp_path / "other", workers=1).manifest
    assert later.content["changes"] != at_once.content["changes"]
    assert later.content_hash == at_once.content_hash


@pytest.mark.parametrize("content", ["", "395f", "395f395", "no hex digits", "395F395F", "0" * 65])
def test_too_little_of_a_content_hash_is_refused(history: Project, content: str) -> None:
    with pytest.raises(BadSetting, match="the first 8 or more hex digits of a content hash"):
        load("1.0.0", out=history.out, content=content)


def test_a_folder_of_other_files_is_no_release(project: Project) -> None:
    project.page("first.txt", TEXTING)
    with pytest.raises(NotARelease, match="--out"):
        load(out=project.raw)


def test_nothing_released_yet_says_what_to_run(project: Project) -> None:
    with pytest.raises(UnknownVersion, match="run qamill curate"):
        load(out=project.out)


def test_a_torn_parquet_file_is_named(project: Project) -> None:
    project.page("first.txt", TEXTING)
    project.curate()
    file = project.release().table("records")
    file.write_bytes(file.read_bytes()[:-5])
    with pytest.raises(DamagedRelease, match=r"records\.parquet cannot be read"):
        load(out=project.out)


def test_a_missing_polars_says_how_to_get_it(history: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(NotInstalled, match="pip install"):
        load(engine="polars", out=history.out)


def test_the_public_names_do_a_whole_round(project: Project) -> None:
    [record] = parse(str(COST)).records
    project.page("first.txt", COST)
    assert curate(project.raw, project.out).manifest.version == "1.0.0"
    assert versions(project.out) == ["1.0.0"]
    assert load(out=project.out)["id"].tolist() == [record.id]
    assert diff("1.0.0", out=project.out).num_rows == 0


def test_every_public_name_exists() -> None:
    assert [name for name in pipeline.__all__ if not hasattr(pipeline, name)] == []


@pytest.mark.parametrize(
    "code", ["import pipeline", "from pipeline.cli.commands import main; main(['curate'], standalone_mode=False)"]
)
def test_the_way_to_a_release_imports_nothing_heavy(project: Project, code: str) -> None:
    project.page("first.txt", TEXTING)
    heavy = {"pandas", "polars", "rich", "bs4", "duckdb"}  # jinja2 makes the report of each release
    code += f"; import sys; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_between_its_name_and_latest_a_first_release_is_read_with_a_warning(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    (project.out / "LATEST").unlink()
    with pytest.warns(NoLatest, match=r"LATEST is missing.*1\.0\.0") as warned:
        assert load(out=project.out)["question"].tolist() == [TEXTING.question]
    assert warned[0].filename == __file__


def test_a_latest_that_is_a_pipe_keeps_no_reader_waiting(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    (project.out / "LATEST").unlink()
    os.mkfifo(project.out / "LATEST")
    with pytest.warns(NoLatest):
        assert len(load(out=project.out)) == 1
