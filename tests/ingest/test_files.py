"""Which files are pages, and what becomes of those that cannot be read."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import COST, EMAIL, TEXTING, Project

from pipeline import curate, load
from pipeline.audit.verify import verify
from pipeline.ingest.errors import BadPageIndex, ChangedWhileReading, EmptyRawFolder, NoRawFolder
from pipeline.ingest.files import RawFile, list_raw, read
from pipeline.ingest.index import parse_time, read_index
from pipeline.schema import Rejected


def _documents(project: Project) -> dict[str, dict[str, object]]:
    return {row["path"]: row for row in pq.read_table(project.release().table("documents")).to_pylist()}


def _rejected(project: Project) -> list[tuple[str, str]]:
    rows = load(table="rejected", engine="arrow", out=project.out).to_pylist()
    return [(row["reason"], row["text"]) for row in rows]


def _listed(project: Project) -> list[str]:
    return [file.path for file in list_raw([project.raw], project.out)]


def test_pages_are_found_in_folders_and_listed_by_path(project: Project) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.TXT", "B.text"):
        project.page(name, TEXTING)
    assert _listed(project) == ["B.text", "a/b/c.TXT", "a/z.md", "b.txt"]


def test_hidden_files_the_index_and_readmes_are_no_pages(project: Project) -> None:
    for name in ("page.txt", ".hidden.txt", ".git/objects.txt", "README.md", "sub/README.txt"):
        project.page(name, TEXTING)
    project.index("page.txt,,,,")
    assert _listed(project) == ["page.txt"]


def test_a_linked_folder_is_read_and_a_circle_of_links_ends(project: Project) -> None:
    elsewhere = Project(project.root / "elsewhere")
    elsewhere.page("page.txt", TEXTING)
    project.page("own.txt", COST)
    (project.raw / "linked").symlink_to(elsewhere.raw, target_is_directory=True)
    (elsewhere.raw / "back").symlink_to(project.raw, target_is_directory=True)
    assert _listed(project) == ["linked/page.txt", "own.txt"]


def test_a_folder_that_cannot_be_listed_stops_the_run(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("page.txt", TEXTING)
    project.page("locked/page.txt", COST)
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(PermissionError, match="locked"):
        project.curate()


def test_a_single_file_may_be_named(project: Project) -> None:
    page = project.page("page.txt", TEXTING)
    project.page("other.txt", COST)
    project.index("page.txt,https://example.org/,,,", "missing.txt,,,,")
    curate(page, project.out, workers=1)
    assert list(_documents(project)) == ["page.txt"]
    assert _documents(project)["page.txt"]["url"] == "https://example.org/"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary_file"),
        ("archive.txt", b"PK\x03\x04" + bytes(100), "binary_file"),
        ("page.pdf", b"%PDF-1.7", "unsupported_format"),
        ("no-ending", str(COST).encode(), "unsupported_format"),
        ("empty.txt", b"", "empty_document"),
        ("blank.txt", b" \r\n\t\n", "empty_document"),
    ],
)
def test_a_file_that_is_no_page_is_rejected_and_the_run_goes_on(
    project: Project, name: str, content: bytes, reason: str
) -> None:
    project.page("good.txt", TEXTING)
    (project.raw / name).write_bytes(content)
    counts = project.curate().manifest.counts
    assert (counts["records"], counts["documents"]) == (1, 2)
    [(found, text)] = _rejected(project)
    assert found == reason
    assert name in text
    assert _documents(project)[name]["rejected"] == 1


def test_an_index_line_for_a_missing_page_is_rejected_as_unreadable(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.index("page.txt,,,,", "gone/missing.txt,https://example.org/gone,,,")
    project.curate()
    assert _rejected(project) == [("unreadable_file", "gone/missing.txt: there is no such file")]
    assert _documents(project)["gone/missing.txt"]["url"] == "https://example.org/gone"


def test_a_pipe_and_a_broken_link_are_rejected_without_waiting(project: Project) -> None:
    project.page("page.txt", TEXTING)
    os.mkfifo(project.raw / "pipe.txt")
    (project.raw / "broken.txt").symlink_to("nowhere")
    project.curate()
    assert [reason for reason, _ in _rejected(project)] == ["unreadable_file"] * 2


def test_a_file_that_cannot_be_read_is_rejected(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = RawFile(os.fsencode(project.page("page.txt", TEXTING)), "page.txt", 5, None, None, None)

    def refuse(place: bytes) -> None:
        raise PermissionError(13, "Permission denied", os.fsdecode(place))

    monkeypatch.setattr("pipeline.ingest.files.open_file", refuse)
    found = read(file)
    assert isinstance(found, Rejected)
    assert (found.reason, found.text) == ("unreadable_file", "page.txt: Permission denied")


def test_a_file_that_changed_since_it_was_hashed_stops_the_run(project: Project) -> None:
    place = os.fsencode(project.page("page.txt", TEXTING))
    with pytest.raises(ChangedWhileReading, match=r"page\.txt changed while it was read\. Run again"):
        read(RawFile(place, "page.txt", 5, None, None, None, sha256="0" * 64))


def test_the_same_bytes_twice_are_read_once(project: Project) -> None:
    project.page("a.txt", TEXTING, EMAIL)
    project.page("sub/b.txt", TEXTING, EMAIL)
    counts = project.curate().manifest.counts
    assert (counts["records"], counts["sightings"], counts["merged"]) == (2, 2, 0)
    assert _rejected(project) == [("duplicate_document", "sub/b.txt: the same bytes as a.txt")]


def test_the_same_bytes_at_two_addresses_are_two_sightings(project: Project) -> None:
    project.page("a.txt", TEXTING)
    project.page("b.txt", TEXTING)
    project.index("a.txt,https://example.org/a,,,", "b.txt,https://example.org/b,,,")
    counts = project.curate().manifest.counts
    assert (counts["records"], counts["sightings"], counts["rejected"]) == (1, 2, 0)


def test_one_page_under_one_name_in_two_folders_is_a_copy(project: Project) -> None:
    a, b = (project.page(f"{folder}/page.txt", TEXTING).parent for folder in "ab")
    curate([a, b], project.out, workers=1)
    assert _rejected(project) == [("duplicate_document", "page.txt: the same bytes as page.txt")]


def test_a_name_that_is_no_utf8_is_shown_escaped(project: Project) -> None:
    project.raw.mkdir()
    Path(os.fsdecode(os.fsencode(project.raw) + b"/caf\xe9.txt")).write_text(str(TEXTING))
    assert project.curate().manifest.counts["records"] == 1
    assert list(_documents(project)) == ["caf\\xe9.txt"]


def test_what_the_index_says_goes_with_the_page(project: Project) -> None:
    project.page("sub/page.txt", TEXTING)
    project.index('./sub//page.txt,https://example.org/page?a=1,2026-01-31T12:00:00+02:00,,"a note, with a comma"')
    project.curate()
    [record] = load(engine="arrow", out=project.out).to_pylist()
    assert record["page_url"] == "https://example.org/page?a=1"
    assert record["retrieved_at"] == datetime(2026, 1, 31, 10)
    assert list(_documents(project)) == ["sub/page.txt"]


def test_a_declared_charset_is_used(project: Project) -> None:
    project.raw.mkdir()
    (project.raw / "page.txt").write_bytes(str(COST._replace(answer="Сто рублей.")).encode("koi8-r"))
    project.index("page.txt,,,koi8-r,")
    project.curate()
    assert load(engine="arrow", out=project.out).column("answer").to_pylist() == ["Сто рублей."]
    assert _documents(project)["page.txt"]["encoding_from"] == "declared"


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("name,url\na.txt,\n", 1, "the first line must name the columns path,url"),
        ("", 1, "the first line must name the columns"),
        ("path,url\na.txt,https://example.org/,with,commas\n", 2, "more fields than the first line"),
        ("path,url\na.txt,\n/etc/passwd,\n", 3, "below the folder, not '/etc/passwd'"),
        ("path,url\n../a.txt,\n", 2, "below the folder"),
        ("path,url\n ,\n", 2, "below the folder"),
        ("path,url\na.txt,\n./a.txt,\n", 3, "a.txt has a line above"),
        ("path,retrieved_at\na.txt,yesterday\n", 2, "retrieved_at must be like 2026-01-31"),
        ("path,retrieved_at\na.txt,0001-01-01T00:00:00+23:00\n", 2, "retrieved_at must be like"),
        ("path,url\nna\udce9.txt,\n", 1, "not a CSV file in UTF-8"),
        (f'path,note\na.txt,"{"x" * 140_000}"\n', 1, "not a CSV file"),
    ],
)  # fmt: skip
def test_a_bad_index_is_answered_with_its_line(project: Project, content: str, line: int, why: str) -> None:
    project.page("a.txt", TEXTING)
    (project.raw / "index.csv").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadPageIndex) as raised:
        project.curate()
    assert f"index.csv, line {line}: " in str(raised.value)
    assert why in str(raised.value)
    assert not project.out.exists()


def test_an_index_may_have_a_byte_order_mark_other_columns_and_short_lines(tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    path.write_bytes("\ufeffmine,path\r\n1,a.txt\r\n2\r\n".encode().replace(b"2\r\n", b'"",b.txt\r\n'))
    assert [(page, about.url) for page, about in read_index(path).items()] == [("a.txt", None), ("b.txt", None)]


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2026-01-31", datetime(2026, 1, 31)),
        ("2026-01-31T12:00:00Z", datetime(2026, 1, 31, 12)),
        ("2026-01-31T23:30:00-02:00", datetime(2026, 2, 1, 1, 30)),
        ("2026-01-31T12:00:00.000123", datetime(2026, 1, 31, 12, 0, 0, 123)),
        ("31.1.2026", None),
        ("9999-12-31T23:59:59-01:00", None),
    ],
)
def test_times_are_utc_without_a_zone(written: str, time: datetime | None) -> None:
    assert parse_time(written) == time


def test_no_raw_folder_and_an_empty_one_say_what_to_do(project: Project) -> None:
    with pytest.raises(NoRawFolder, match="Create the folder and drop pages into it"):
        project.curate()
    project.raw.mkdir()
    with pytest.raises(EmptyRawFolder, match=r"Drop \.txt files into it"):
        project.curate()
    assert not project.out.exists()


def test_blanks_around_the_index_s_column_names_do_not_matter(project: Project) -> None:
    project.page("page.txt", TEXTING)
    (project.raw / "index.csv").write_text("path, url\npage.txt,https://example.org/x\n")
    assert read_index(project.raw / "index.csv")["page.txt"].url == "https://example.org/x"


def test_a_page_whose_name_is_no_utf8_is_found_again(project: Project) -> None:
    project.page("page.txt", TEXTING)
    os.rename(os.fsencode(project.raw / "page.txt"), os.fsencode(project.raw) + b"/p\xe4ge.txt")
    project.curate()
    assert verify(out=project.out, raw=project.raw).locators == 1
