"""A page into `raw/`, with its line in the index."""

from __future__ import annotations

import csv
import errno
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from builders import examples
from conftest import COST, EMAIL, TEXTING, Project
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.ingest.add import BadPage, add
from pipeline.ingest.errors import BadPageIndex
from pipeline.ingest.listing import list_raw
from pipeline.ingest.names import shown
from pipeline.storage import CannotWrite
from pipeline.storage.kept import replace_file

PAGE, OTHER = str(TEXTING).encode(), str(EMAIL).encode()


def _index(project: Project) -> list[dict[str, str]]:
    with (project.raw / "index.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_page_is_written_as_it_came_and_has_a_line_in_the_index(project: Project) -> None:
    added = add(
        PAGE, "page.txt", raw=project.raw, url="https://example.org/a", charset="utf-8",
        retrieved_at=datetime(2026, 1, 31, 12), note='free, "as in beer"',
    )  # fmt: skip
    assert (added.path, added.is_new) == (project.raw / "page.txt", True)
    assert added.path.read_bytes() == PAGE
    assert _index(project) == [
        {
            "path": "page.txt",
            "url": "https://example.org/a",
            "retrieved_at": "2026-01-31T12:00:00",
            "charset": "utf-8",
            "note": 'free, "as in beer"',
        }
    ]


def test_what_was_added_can_be_released(project: Project) -> None:
    add(PAGE, raw=project.raw, url="https://example.org/a")
    add(OTHER, raw=project.raw)
    assert project.curate().manifest.counts["records"] == 2


def test_a_page_without_a_name_is_named_by_its_content(project: Project) -> None:
    first, again, other = (add(content, raw=project.raw) for content in (PAGE, PAGE, OTHER))
    assert first.path == again.path != other.path
    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert first.path.suffix == ".txt"


def test_other_content_under_the_same_name_gets_a_number(project: Project) -> None:
    contents = [PAGE, OTHER, str(COST).encode(), OTHER]
    added = [add(content, "page.txt", raw=project.raw) for content in contents]
    assert [(a.path.name, a.is_new) for a in added] == [
        ("page.txt", True), ("page-2.txt", True), ("page-3.txt", True), ("page-2.txt", False),
    ]  # fmt: skip
    assert (project.raw / "page.txt").read_bytes() == PAGE


def test_the_same_page_at_another_address_is_another_page(project: Project) -> None:
    urls = [None, "https://example.org/a", "https://example.org/b", "https://example.org/a", None]
    added = [add(PAGE, "page.txt", raw=project.raw, url=url) for url in urls]
    assert [(a.path.name, a.is_new) for a in added] == [
        ("page.txt", True), ("page.txt", False), ("page-2.txt", True), ("page.txt", False), ("page.txt", False),
    ]  # fmt: skip
    assert [(row["path"], row["url"]) for row in _index(project)] == [
        ("page.txt", "https://example.org/a"),
        ("page-2.txt", "https://example.org/b"),
    ]


def test_what_is_not_said_anew_stays_in_the_index(project: Project) -> None:
    add(PAGE, "page.txt", raw=project.raw, note="mine")
    add(PAGE, "page.txt", raw=project.raw, url="https://example.org/a")
    [row] = _index(project)
    assert (row["note"], row["url"]) == ("mine", "https://example.org/a")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("path\n./other.txt\n", "path,url\n./other.txt\npage.txt,https://example.org/a\n"),
        ("path,url\nother.txt,", "path,url\nother.txt,\npage.txt,https://example.org/a\n"),
        ("\ufeffURL;Path\r\n;other.txt\r\n", "\ufeffURL;Path\r\n;other.txt\r\nhttps://example.org/a;page.txt\r\n"),
        (
            'path,url,note\n"page.txt",,"two\nlines"\nother.txt,,"b"\n',
            'path,url,note\npage.txt,https://example.org/a,"two\nlines"\nother.txt,,"b"\n',
        ),
        ("\npath,url\n\n.\\page.txt,\n", "\npath,url\n\n.\\page.txt,https://example.org/a\n"),
    ],
)
def test_what_others_wrote_in_the_index_stays_as_it_is(project: Project, before: str, after: str) -> None:
    for name in ("page.txt", "other.txt"):
        project.page(name, TEXTING)
    (project.raw / "index.csv").write_bytes(before.encode())
    add(PAGE, "page.txt", raw=project.raw, url="https://example.org/a")
    assert (project.raw / "index.csv").read_bytes().decode() == after
    assert project.curate().manifest.counts["records"] == 1


def test_an_index_that_is_a_link_stays_one(project: Project) -> None:
    project.page("page.txt", TEXTING)
    (project.raw / "known").mkdir()
    (project.raw / "known" / "pages.csv").write_text("path,url\n")
    (project.raw / "index.csv").symlink_to("known/pages.csv")
    add(PAGE, "page.txt", raw=project.raw, url="https://example.org/a")
    assert (project.raw / "index.csv").is_symlink()
    assert _index(project) == [{"path": "page.txt", "url": "https://example.org/a"}]


def test_a_name_that_looks_like_another_gets_a_number(project: Project) -> None:
    project.raw.mkdir()
    Path(os.fsdecode(os.fsencode(project.raw) + b"/caf\xe9.txt")).write_bytes(OTHER)
    (project.raw / "Ko\u0308ln.txt").write_bytes(OTHER)
    assert add(PAGE, "K\xf6ln.txt", raw=project.raw, url="https://example.org/a").path.name == "K\xf6ln-2.txt"
    assert add(PAGE, "caf\\xe9.txt", raw=project.raw, url="https://example.org/b").path.name == "caf\\xe9-2.txt"
    files = {file.path: file.url for file in list_raw([project.raw], project.out)}
    assert (files["K\xf6ln-2.txt"], files["caf\\x5cxe9-2.txt"]) == ("https://example.org/a", "https://example.org/b")


NAME_PIECES = (
    " ",
    ".",
    "\\",
    "\\x0a",
    "\\x5c",
    "\\xe9",
    "x5c",
    "a",
    "sub",
    "\xf6",
    "o\u0308",
    "#1",
    ",",
    '"',
    ";",
    ".txt",
    ".warc",
)


@given(st.lists(st.lists(st.sampled_from(NAME_PIECES), min_size=1, max_size=5).map("".join), min_size=1, max_size=5))
@example([" lead.txt", "lead.txt", "trail.txt "])
@example(["\\x0a.txt", "\\\\h\\s\\p.txt", "..\\a.txt", "\\x5cx0a.txt"])
@example(["sub\\a.txt", "sub\\x5ca.txt"])
@settings(max_examples=examples(100))
def test_whatever_a_page_is_called_its_line_is_about_it(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        (raw / "sub").mkdir(parents=True)
        (raw / "sub" / "a.txt").write_bytes(OTHER)
        (raw / "index.csv").write_text("path,url\nsub\\a.txt,https://example.org/sub\n")
        known = {"sub/a.txt": "https://example.org/sub"}
        for number, name in enumerate(names):
            url = f"https://example.org/{number}"
            with suppress(BadPage):
                known[shown(add(PAGE, name, raw=raw, url=url).path.name)] = url
        assert {file.path: file.url for file in list_raw([raw], Path(folder, "out"))} == known


def test_a_page_whose_line_cannot_be_written_is_not_added(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("page.txt", TEXTING)
    before = project.files()

    def refuse(path: Path, content: bytes) -> None:
        if path.name == "index.csv":
            raise OSError(errno.ENOSPC, "No space left on device")
        replace_file(path, content)

    monkeypatch.setattr("pipeline.ingest.add.replace_file", refuse)
    with pytest.raises(CannotWrite, match=r"No space left.*Nothing was added"):
        add(OTHER, "other.txt", raw=project.raw, url="https://example.org/a")
    assert {name: content for name, content in project.files().items() if name != "raw/.lock"} == before


def test_pages_added_at_the_same_time_all_get_their_line(project: Project) -> None:
    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(lambda i: add(b"Page %d" % i, "page.txt", raw=project.raw), range(16)))
    assert len({a.path for a in added}) == 16
    assert sorted(row["path"] for row in _index(project)) == sorted(a.path.name for a in added)


@pytest.mark.parametrize(
    ("given", "name"),
    [("page", "page.txt"), ("page.html.txt", "page.html.txt"), ("/etc/page.txt", "page.txt"), ("../up.md", "up.md")],
)
def test_a_page_is_always_below_raw_and_readable_by_its_ending(project: Project, given: str, name: str) -> None:
    assert add(PAGE, given, raw=project.raw).path == project.raw / name


@pytest.mark.parametrize(
    ("content", "arguments", "answer"),
    [
        (b"", {}, "the page is empty"),
        (b" \n\t", {}, "the page is empty"),
        (PAGE, {"url": "example.org/page"}, "is no web address. Give it as https://host/path"),
        (PAGE, {"url": "ftp://example.org/page"}, "is no web address"),
        (PAGE, {"url": "https:///page"}, "is no web address"),
        (PAGE, {"url": "https://me:secret@example.org/"}, "holds a user name or a password"),
        (PAGE, {"name": ".."}, "cannot be the name of a file"),
        (PAGE, {"name": "a\0b"}, "The name holds a character that cannot be shown: a"),
        (PAGE, {"name": "a\nb.txt"}, "The name holds a character that cannot be shown: a"),
        (PAGE, {"name": "caf\udce9.txt"}, r"The name is no text in UTF-8: caf\\xe9\.txt"),
        (PAGE, {"name": ".page.txt"}, "is not read as a page. Give another name"),
        (PAGE, {"name": "README.md"}, "is not read as a page. Give another name"),
        (PAGE, {"url": "https://example.org/\udce9"}, "The url is no text in UTF-8"),
        (PAGE, {"note": "\udce9"}, "The note is no text in UTF-8"),
        (PAGE, {"note": "\x1b[31m"}, "The note holds a character that cannot be shown"),
        (PAGE, {"charset": "utf8mb4"}, "'utf8mb4' is no charset"),
    ],
)
def test_what_cannot_be_added_is_answered(
    project: Project, content: bytes, arguments: dict[str, str], answer: str
) -> None:
    with pytest.raises(BadPage, match=answer):
        add(content, raw=project.raw, **arguments)  # type: ignore[arg-type]  # names of texts only
    assert not project.raw.exists()


def test_a_bad_index_is_not_touched(project: Project) -> None:
    project.raw.mkdir()
    (project.raw / "index.csv").write_text("name\nmine\n")
    before = project.files()
    with pytest.raises(BadPageIndex):
        add(PAGE, "page.txt", raw=project.raw)
    assert {name: content for name, content in project.files().items() if name != "raw/.lock"} == before


def test_a_raw_folder_that_is_a_file_is_answered(tmp_path: Path) -> None:
    (tmp_path / "raw").write_text("a file")
    with pytest.raises(CannotWrite):
        add(PAGE, raw=tmp_path / "raw")
