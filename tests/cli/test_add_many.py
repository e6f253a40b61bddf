"""Several files, folders and patterns are added at once: sub-folders are kept, and each says what it gave."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest
from conftest import COST, EMAIL, TEXTING, Project, Run

FAQ = "question,answer,source\nHow deep?,Forty metres.,a.example.org\n"


@pytest.fixture
def site(project: Project) -> Project:
    """A project with a folder of pages beside `raw/`."""
    for path, text in {
        "site/faq.txt": str(COST),
        "site/help/more.txt": f"{EMAIL}{TEXTING}",
        "site/help/table.csv": FAQ,
        "site/.hidden.txt": str(COST),
        "site/README.md": "about",
    }.items():
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).write_text(text)
    return project


def added(project: Project) -> set[str]:
    files = (path.relative_to(project.raw).as_posix() for path in project.raw.rglob("*") if path.is_file())
    return {path for path in files if not path.startswith(".")}


def test_a_folder_is_added_with_its_sub_folders_and_each_file_says_what_it_gave(site: Project, qamill: Run) -> None:
    result = qamill(site, "add", "site")
    assert added(site) == {"site/faq.txt", "site/help/more.txt", "site/help/table.csv", "index.csv"}
    assert [line.removesuffix("\n") for line in result.stderr.splitlines()] == [
        "Added raw/site/faq.txt, 1 question/answer pair.",
        "Added raw/site/help/more.txt, 2 question/answer pairs.",
        "Added raw/site/help/table.csv, 1 question/answer pair.",
        "3 files, 4 question/answer pairs. Next: qamill curate",
    ]
    assert result.exit_code == 0
    assert {*(site.raw / "index.csv").read_text().splitlines()} >= {"site/help/more.txt,,,,"}
    assert qamill(site, "curate").exit_code == 0
    assert qamill(site, "verify").exit_code == 0


def test_what_a_browser_saves_beside_a_page_is_not_taken_for_text(site: Project, qamill: Run) -> None:
    (site.root / "site" / "style.css").write_text("body { margin: 0 }")
    result = qamill(site, "add", "site")
    assert "Not added: style.css is no page by its name. To add it as text, name it alone." in result.stderr
    assert result.stderr.endswith("3 files of 4, 4 question/answer pairs. Next: qamill curate\n")
    assert qamill(site, "add", "site/style.css").exit_code == 0


def test_what_was_added_before_is_not_added_again(site: Project, qamill: Run) -> None:
    qamill(site, "add", "site")
    before = added(site)
    again = qamill(site, "add", "site/", "site/faq.txt")
    assert again.stderr.count("Already there:") == 3
    assert added(site) == before


def test_what_is_noted_of_a_page_that_is_there_is_said(site: Project, qamill: Run) -> None:
    qamill(site, "add", "site/faq.txt")
    said = ("--retrieved-at", "2026-01-31", "--url", "https://example.org/faq")
    first, again = (qamill(site, "add", "site/faq.txt", *said) for _ in range(2))
    what = "Already there: raw/faq.txt, 1 question/answer pair"
    assert first.stderr == f"{what}; noted in index.csv: url, retrieved_at. Next: qamill curate\n"
    assert again.stderr == f"{what}. Next: qamill curate\n"


def test_where_nothing_was_added_nothing_is_next(site: Project, qamill: Run) -> None:
    result = qamill(site, "add", "nomatch/*.html")
    assert result.stderr.endswith("0 files of 1, 0 question/answer pairs.\n")


def test_patterns_keep_the_sub_folders_below_what_is_fixed_in_them(site: Project, qamill: Run) -> None:
    qamill(site, "add", "site/**/*.txt")
    assert added(site) == {"faq.txt", "help/more.txt", "index.csv"}


def test_several_files_may_have_one_name(site: Project, qamill: Run) -> None:
    (site.root / "faq.txt").write_text(str(TEXTING))
    qamill(site, "add", "site/faq.txt", "faq.txt", "--note", "mine")
    assert added(site) == {"faq.txt", "faq-2.txt", "index.csv"}
    assert (site.raw / "index.csv").read_text().count("mine") == 2


def test_a_zip_says_how_many_pages_it_holds(project: Project, qamill: Run) -> None:
    with zipfile.ZipFile(project.root / "faq.zip", "w") as opened:
        opened.writestr("a.txt", str(COST))
        opened.writestr("b.txt", f"{EMAIL}{TEXTING}")
        opened.writestr("c.png", "x")
    result = qamill(project, "add", "faq.zip")
    assert result.stderr == ("Added raw/faq.zip, 3 question/answer pairs in 2 pages, 1 rejected. Next: qamill curate\n")


def test_pairs_that_only_lack_the_address_of_their_page_are_counted_and_told(project: Project, qamill: Run) -> None:
    item = "<details><summary>How deep is well {0}?</summary><p>It is {0} metres deep.</p></details>"
    (project.root / "wells.html").write_text("<title>Wells</title>" + "".join(map(item.format, (12, 19))))
    result = qamill(project, "add", "wells.html", "--json")
    assert result.stderr == (
        "Added raw/wells.html, 0 question/answer pairs; 2 have no source (add it again with --url https://...)."
        " Next: qamill curate\n"
    )
    [found] = json.loads(result.stdout)
    assert (found["pairs"], found["rejected"], found["no_source"]) == (0, 2, 2)
    again = qamill(project, "add", "wells.html", "--url", "https://wells.example.org/", "--json")
    [found] = json.loads(again.stdout)
    assert (found["pairs"], found["rejected"], found["no_source"]) == (2, 0, 0)
    assert "2 question/answer pairs. Next" in qamill(project, "add", "wells.html").stderr


def test_pasted_text_without_its_source_needs_no_address(project: Project, qamill: Run) -> None:
    (project.root / "cut.txt").write_text(str(COST) + str(TEXTING).rpartition("View complete answer")[0])
    result = qamill(project, "add", "cut.txt", "--json")
    [found] = json.loads(result.stdout)
    assert (found["pairs"], found["rejected"], found["no_source"]) == (1, 1, 0)
    assert "--url" not in result.stderr


def test_the_pages_in_a_zip_can_be_looked_at_before_they_are_added(project: Project, qamill: Run) -> None:
    with zipfile.ZipFile(project.root / "faq.zip", "w") as opened:
        opened.writestr("a.txt", str(COST))
        opened.writestr("b.txt", f"{EMAIL}{TEXTING}")
        opened.writestr("c.png", "x")
    (project.root / "tea.txt.gz").write_bytes(gzip.compress(str(COST).encode()))
    result = qamill(project, "parse", "faq.zip")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 3)
    assert "unsupported_format" in result.stderr
    assert qamill(project, "parse", "tea.txt.gz").stdout.count("\n") == 1
    (project.root / "none.zip").write_bytes(b"none")
    assert qamill(project, "parse", "none.zip").exit_code == 1


def test_what_cannot_be_added_is_said_and_the_others_are_added(site: Project, qamill: Run) -> None:
    (site.root / "site" / "broken.zip").write_bytes(b"no zip")
    result = qamill(site, "add", "site", "gone.txt", "*.none")
    assert result.exit_code == 1
    assert "Not added: broken.zip is no page that qamill could read: unsupported_format." in result.stderr
    assert "gone.txt" in result.stderr
    assert "*.none cannot be read: no file fits it." in result.stderr
    assert "3 files of 6, 4 question/answer pairs." in result.stderr
    assert "site/faq.txt" in added(site)


@pytest.mark.parametrize("option", ["--url", "--name"])
def test_what_is_for_one_page_is_not_said_of_several(site: Project, qamill: Run, option: str) -> None:
    result = qamill(site, "add", "site", option, "https://a.example.org/")
    assert result.exit_code == 2
    assert "is for one page" in result.stderr
    assert not site.raw.exists()


def test_nothing_is_written_where_a_folder_in_raw_leads_out(site: Project, qamill: Run) -> None:
    outside = site.root / "outside"
    outside.mkdir()
    site.raw.mkdir()
    os.symlink(outside, site.raw / "site")
    result = qamill(site, "add", "site")
    assert "leads out" in result.stderr
    assert not any(outside.iterdir())


def test_raw_itself_is_not_added_to_itself(site: Project, qamill: Run) -> None:
    qamill(site, "add", "site")
    before = added(site)
    qamill(site, "add", ".")
    assert added(site) - before == set()
    assert Path(site.root / "site" / "faq.txt").exists()
