"""Where a shape has a place for it, an export says which release it is of and what people say of the dataset."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import TEXTING, Project, rows

from pipeline import parse
from pipeline.release.export.run import export
from pipeline.schema import HTML

SAID = {
    "title": "What is <b>tea</b>?",
    "licence": "CC-BY-4.0",
    "contact": "javascript:alert(1)",
    "description": "=1+1 </script>\n\nHow is it made? From leaves & water.",
}
About = dict[str, str]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("said"))
    project.page("page.txt", TEXTING)
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in SAID.items())
    (project.root / "qamill.toml").write_text(f"[dataset]\n{lines}", encoding="utf-8")
    project.curate()
    return project


def in_workbook(path: Path) -> About:
    from openpyxl import load_workbook

    lines = load_workbook(path)["about"].iter_rows(min_row=2, values_only=True)
    return {str(name): str(value) for name, value in lines}


def in_sqlite(path: Path) -> About:
    with closing(sqlite3.connect(path)) as base:
        return dict(base.execute("SELECT name, value FROM release").fetchall())


def in_duckdb(path: Path) -> About:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as base:
        return dict(base.execute("SELECT name, value FROM release").fetchall())


def in_benchmark(path: Path) -> About:
    found: About = json.loads((path / "about.json").read_text(encoding="utf-8"))
    return found


PLACES: dict[str, Callable[[Path], About]] = {
    "xlsx": in_workbook,
    "sqlite": in_sqlite,
    "duckdb": in_duckdb,
    "beir": in_benchmark,
}


@pytest.mark.parametrize("shape", PLACES)
def test_title_licence_contact_and_version_are_there(said: Project, tmp_path: Path, shape: str) -> None:
    about = PLACES[shape](export(shape, tmp_path / "file.xlsx", out=said.out).files[0])
    assert SAID.items() <= about.items()
    assert (about["version"], about["records"]) == ("1.0.0", "1")
    assert about["content"] == said.release().manifest.content_hash
    assert "cited" in about["rights"]


@pytest.mark.parametrize("shape", PLACES)
def test_what_nobody_set_is_said_not_to_be_set(seed: Project, tmp_path: Path, shape: str) -> None:
    about = PLACES[shape](export(shape, tmp_path / "file.xlsx", out=seed.out).files[0])
    assert {name for name, value in about.items() if value == "not set"} == {*SAID}


def test_the_page_shows_it_and_still_holds_the_records_alone(said: Project, seed: Project, tmp_path: Path) -> None:
    for project, shown in ((said, "Licence: CC-BY-4.0"), (seed, "Licence: not set")):
        page = export("faqpage", tmp_path / f"{project is said}.html", out=project.out).files[0].read_text("utf-8")
        assert shown in page
        assert page.count("<script") == page.count("</script") == 1
        read = parse(page.encode(), url="https://example.org/", media_type=HTML)
        assert {row.id for row in read.records} == {row["id"] for row in rows(project, "records")}
        assert not read.rejected


def test_programs_find_title_and_licence_in_the_markup(said: Project, tmp_path: Path) -> None:
    page = export("faqpage", tmp_path / "page.html", out=said.out).files[0].read_text("utf-8")
    markup = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    assert (markup["name"], markup["license"], markup["version"]) == (SAID["title"], "CC-BY-4.0", "1.0.0")
