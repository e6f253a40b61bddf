"""Which files are pages, and what becomes of those that cannot be read."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from conftest import COST, EMAIL, TEXTING, Project, Run

from pipeline import curate, load
from pipeline.audit.verify import verify
from pipeline.ingest.add import add
from pipeline.ingest.errors import BadPageIndex, CannotList, ChangedWhileReading, EmptyRawFolder, NoRawFolder
from pipeline.ingest.files import RawFile, hash_file, read
from pipeline.ingest.index import parse_index, read_index
from pipeline.ingest.listing import list_raw
from pipeline.ingest.times import parse_time
from pipeline.ingest.warc import read as warc
from pipeline.schema import Rejected
from pipeline.storage import open_page as opened


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


def test_the_index_of_what_was_fetched_is_no_page_and_no_input(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.page("sub/fetched.csv", "question,answer\nWhy?,Because of the tests.\n")
    project.curate()
    project.page("fetched.csv", "url,fetched_at,status,result,signal,file\n")
    assert _listed(project) == ["page.txt", "sub/fetched.csv"]
    assert not project.curate().is_new
    project.page("sub/other.txt", EMAIL)
    assert _paths(project, "raw", "raw/sub") == ["raw/page.txt", "raw/sub/other.txt"]


def test_an_index_that_is_not_at_the_top_is_rejected_and_not_passed_over(project: Project) -> None:
    project.page("a.txt", TEXTING)
    project.page("sub/index.csv", "path,url\n")
    project.curate()
    [(reason, text)] = _rejected(project)
    assert reason == "unsupported_format"
    assert text.startswith("sub/index.csv: only the index.csv at the top of the raw folder is read")
    project.page("sub/b.txt", COST)
    listed = [file.path for file in list_raw([project.raw, project.raw / "sub"], project.out)]
    assert listed == ["raw/a.txt", "raw/sub/b.txt"]


def test_a_link_that_leads_out_is_rejected_and_nothing_of_its_text_is_read(project: Project) -> None:
    elsewhere = Project(project.root / "elsewhere")
    elsewhere.page("page.txt", TEXTING)
    project.page("own.txt", COST)
    links = {"file.txt": elsewhere.raw / "page.txt", "folder": elsewhere.raw, "environ.txt": Path("/proc/self/environ")}
    for name, target in links.items():
        (project.raw / name).symlink_to(target)
    (elsewhere.root / "again.txt").symlink_to(elsewhere.raw / "page.txt")
    (project.raw / "links.txt").symlink_to(elsewhere.root / "again.txt")
    (project.raw / "broken.txt").symlink_to(elsewhere.root / "nowhere")
    counts = project.curate().manifest.counts
    assert counts["records"] == 1
    why = "a link that leads out of the raw folder; --follow-links follows it"
    names = sorted([*links, "links.txt", "broken.txt"])
    assert sorted(_rejected(project)) == [("outside_raw", f"{name}: {why}") for name in names]
    assert {path: row["sha256"] for path, row in _documents(project).items() if row["sha256"] == ""} == dict.fromkeys(
        names, ""
    )


def test_a_link_that_leads_out_is_followed_where_that_is_asked_for(project: Project) -> None:
    elsewhere = Project(project.root / "elsewhere")
    elsewhere.page("page.txt", TEXTING)
    project.page("own.txt", COST)
    (project.raw / "linked").symlink_to(elsewhere.raw)
    (elsewhere.raw / "back").symlink_to(project.raw)
    assert curate(project.raw, project.out, workers=1, follow_links=True).manifest.counts["records"] == 2
    assert sorted(_documents(project)) == ["linked/page.txt", "own.txt"]
    assert verify(out=project.out, raw=project.raw).locators == 2
    assert curate(project.raw, project.out, workers=1, allow_loss=True).is_new  # without it, that page is not there


def test_links_inside_the_folder_are_followed_and_the_folder_may_be_one(project: Project) -> None:
    project.page("z/page.txt", TEXTING)
    (project.raw / "a").symlink_to("z")
    (project.raw / "z" / "up").symlink_to("..")
    (project.raw / "copy.txt").symlink_to(project.raw / "z" / "page.txt")
    (project.raw / ".store").mkdir()
    (project.raw / ".store" / "hidden.txt").write_text(str(COST))
    (project.raw / "shown").symlink_to(".store")
    link = project.root / "link"
    link.symlink_to(project.raw)
    project.index("a/page.txt,https://example.org/a,,,")  # by the way over a link
    for root in (project.raw, link):
        listed = list_raw([root], project.out)
        assert [file.path for file in listed] == ["copy.txt", "shown/hidden.txt", "z/page.txt"]
        assert {file.path: file.url for file in listed}["z/page.txt"] == "https://example.org/a"
        assert not any(file.refused for file in listed)


def test_a_link_that_comes_into_a_path_during_the_run_is_not_followed(project: Project) -> None:
    project.page("sub/page.txt", TEXTING)
    (project.root / "elsewhere").mkdir()
    (project.root / "elsewhere" / "page.txt").write_text(str(TEXTING))
    [file] = map(hash_file, list_raw([project.raw], project.out))
    for changed in (project.raw / "sub" / "page.txt", project.raw / "sub"):
        kept = changed.rename(project.root / "kept")
        changed.symlink_to(project.root / "elsewhere" / ("page.txt" if kept.is_file() else ""))
        assert (hash_file(file._replace(sha256="")).refused, read(file._replace(sha256="")).reason) == (  # type: ignore[union-attr]
            "unreadable_file",
        ) * 2
        with pytest.raises(ChangedWhileReading):
            read(file)
        changed.unlink()
        kept.rename(changed)


@pytest.mark.parametrize("name", ["page.txt", "page.html", "crawl.warc.gz"])
@pytest.mark.parametrize("becomes", ["gone", "a pipe", "longer"])
def test_a_file_that_is_another_when_it_is_read_stops_the_run(project: Project, name: str, becomes: str) -> None:
    path = project.page(name, TEXTING)
    [file] = map(hash_file, list_raw([project.raw], project.out))
    path.unlink()
    if becomes == "a pipe":
        os.mkfifo(path)
    if becomes == "longer":
        project.page(name, TEXTING, COST)
    with pytest.raises(ChangedWhileReading, match=name):
        list(warc.documents(file)) if warc.is_archive(name) else read(file)
    unread = hash_file(file._replace(sha256=""))
    assert unread.refused == ("" if becomes == "longer" else "unreadable_file")


def _lock(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make a folder one that cannot be listed: the superuser, who runs some tests, lists any."""
    scan = os.scandir

    def refusing(path: bytes) -> object:
        if path == os.fsencode(folder.resolve()):
            raise PermissionError(13, "Permission denied", os.fsdecode(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)


def test_a_folder_that_cannot_be_listed_is_rejected_as_a_file_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("page.txt", TEXTING)
    project.page("locked/page.txt", COST)
    project.index("locked/page.txt,https://example.org/x,,,")  # who knows
    _lock(monkeypatch, project.raw / "locked")
    assert project.curate().manifest.counts["records"] == 1
    assert _rejected(project) == [("unreadable_file", "locked: a folder that cannot be read: Permission denied")]


def test_a_raw_folder_that_cannot_be_listed_stops_the_run(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("page.txt", TEXTING)
    _lock(monkeypatch, project.raw)
    with pytest.raises(CannotList, match="raw cannot be listed: Permission denied"):
        project.curate()


def test_a_file_that_cannot_be_read_for_another_reason_is_something_new(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("page.txt", TEXTING)
    project.page("good.txt", COST)

    def refuse(error: int) -> None:
        def open_page(location: bytes) -> object:
            if location.endswith(b"/page.txt"):
                raise OSError(error, os.strerror(error))
            return opened(location)

        monkeypatch.setattr("pipeline.ingest.files.open_page", open_page)

    refuse(errno.EACCES)
    assert project.curate().is_new
    assert not project.curate().is_new
    refuse(errno.EIO)
    assert project.curate().is_new
    assert _rejected(project) == [("unreadable_file", "page.txt: Input/output error")]


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
        ("page.odt", b"%PDF-1.7", "unsupported_format"),
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


def test_what_is_no_file_is_rejected_without_waiting(project: Project) -> None:
    project.page("page.txt", TEXTING)
    os.mkfifo(project.raw / "pipe.txt")
    (project.raw / "broken.txt").symlink_to("nowhere")
    (project.raw / "circle.txt").symlink_to("circle.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(project.raw / "socket.txt"))
    project.index("pipe.txt,https://example.org/pipe,,,")
    project.curate()
    assert sorted(_rejected(project)) == [
        ("unreadable_file", "broken.txt: a broken link"),
        ("unreadable_file", "circle.txt: a broken link"),
        ("unreadable_file", "pipe.txt: no regular file"),
        ("unreadable_file", "socket.txt: no regular file"),
    ]


@pytest.mark.parametrize("what", ["pipe", "folder", "link out", "broken link"])
def test_an_index_that_is_no_file_of_the_folder_is_said(project: Project, what: str) -> None:
    project.page("page.txt", TEXTING)
    index = project.raw / "index.csv"
    elsewhere = project.root / "elsewhere.csv"
    elsewhere.write_text("path,url\n")
    make: dict[str, Callable[[Path], None]] = {
        "pipe": os.mkfifo,
        "folder": os.mkdir,
        "link out": lambda path: path.symlink_to(elsewhere),
        "broken link": lambda path: path.symlink_to("gone.csv"),
    }
    make[what](index)
    before = sorted(path.name for path in project.raw.iterdir())
    said = r"index\.csv, line 1: it (?:cannot be read|is a link that leads out|is a broken link)"
    with pytest.raises(BadPageIndex, match=said):
        project.curate()
    with pytest.raises(BadPageIndex, match=said):
        add(b"Why?", raw=project.raw)
    assert sorted(path.name for path in project.raw.iterdir() if path.name != ".lock") == before
    assert elsewhere.read_text() == "path,url\n"


def test_a_file_that_cannot_be_read_is_rejected(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = RawFile(os.fsencode(project.page("page.txt", TEXTING)), "page.txt", 5, None, None, None)

    def refuse(place: bytes) -> None:
        raise PermissionError(13, "Permission denied", os.fsdecode(place))

    monkeypatch.setattr("pipeline.ingest.files.open_page", refuse)
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
    assert _rejected(project) == [("duplicate_document", "b/page.txt: the same bytes as a/page.txt")]


def _paths(project: Project, *roots: str) -> list[str]:
    """List some folders, in both orders."""
    listed = list_raw([project.root / root for root in roots], project.out)
    assert listed == list_raw([project.root / root for root in reversed(roots)], project.out)
    return [file.path for file in listed]


def test_of_several_folders_a_path_says_in_which_a_page_lies(project: Project) -> None:
    for name in ("x/raw/p.txt", "y/raw/p.txt", "z/p.txt", "x/raw/sub/q.txt"):
        project.page(f"../{name}", TEXTING)
    assert _paths(project, "x/raw", "y/raw") == ["x/raw/p.txt", "x/raw/sub/q.txt", "y/raw/p.txt"]
    assert _paths(project, "z", "x/raw") == ["raw/p.txt", "raw/sub/q.txt", "z/p.txt"]
    assert _paths(project, "x/raw/p.txt", "y/raw/p.txt") == ["x/raw/p.txt", "y/raw/p.txt"]
    assert _paths(project, "x/raw", "x/raw/sub") == ["raw/p.txt", "raw/sub/q.txt"]
    assert _paths(project, "x", "x/raw") == ["x/raw/p.txt", "x/raw/sub/q.txt"]


def test_one_folder_is_one_however_often_it_is_named(project: Project) -> None:
    project.page("p.txt", TEXTING)
    project.page("q.txt", COST)
    (project.root / "link").symlink_to("raw")
    for roots in (["raw"], ["raw", "raw"], ["raw", "raw/../raw"], ["raw", "link"], ["raw", "raw/p.txt"]):
        assert _paths(project, *roots) == ["p.txt", "q.txt"]


def test_a_page_of_two_folders_has_what_either_index_knows(project: Project) -> None:
    project.page("sub/p.txt", TEXTING)
    (project.raw / "sub" / "index.csv").write_text("path,url\np.txt,https://example.org/p\n")
    [file] = list_raw([project.raw, project.raw / "sub"], project.out)
    assert (file.path, file.url) == ("raw/sub/p.txt", "https://example.org/p")


def test_pages_of_several_folders_are_found_again(project: Project, qamill: Run) -> None:
    project.page("../a/p.txt", TEXTING)
    project.page("../b/p.txt", COST)
    (project.root / "b" / "raw").mkdir()
    a, b = project.root / "a", project.root / "b"
    curate([b, a], project.out, workers=1)
    assert verify(out=project.out, raw=[a, b]).locators == verify(out=project.out, raw=[b, a]).locators == 2
    assert verify(out=project.out, raw=a).missing == ("b/p.txt",)
    assert qamill(project, "verify", "--raw", "a", "--raw", "b").exit_code == 0
    [id] = load(engine="arrow", out=project.out).filter(pc.field("question") == COST.question)["id"].to_pylist()
    assert COST.answer in qamill(project, "explain", id, "--raw", "a", "--raw", "b").stdout


def test_names_that_are_shown_alike_are_pages_of_their_own(project: Project) -> None:
    project.raw.mkdir()
    (project.raw / "sub").mkdir()
    names = [
        b"caf\xe9.txt", b"caf\\xe9.txt", "K\xf6ln.txt".encode(), "Ko\u0308ln.txt".encode(), b"sub/a.txt", b"sub\\a.txt",
        b"new\nline.txt", b"new\\x0aline.txt", b"esc\x1b[31m.txt",
    ]  # fmt: skip
    for number, name in enumerate(names):
        page = COST._replace(question=f"What is number {number}?")
        Path(os.fsdecode(os.fsencode(project.raw) + b"/" + name)).write_text(str(page))
    assert project.curate().manifest.counts["records"] == len(names)
    assert len(_documents(project)) == len(names)
    assert verify(out=project.out, raw=project.raw).locators == len(names)


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
    assert record["first_seen"] == datetime(2026, 1, 31, 10)
    assert list(_documents(project)) == ["sub/page.txt"]


def test_a_declared_charset_is_used(project: Project) -> None:
    project.raw.mkdir()
    (project.raw / "page.txt").write_bytes(str(COST._replace(answer="Сто рублей.")).encode("koi8-r"))
    project.index("page.txt,,,koi8-r,")
    project.curate()
    assert load(engine="arrow", out=project.out).column("answer").to_pylist() == ["Сто рублей."]
    assert _documents(project)["page.txt"]["encoding_from"] == "declared"


@pytest.mark.parametrize("content", [b"path,url\na.txt,\xe9\n", b"path,url\na.txt,\0\n", b'path\n"a.txt\n'])
def test_a_bad_index_in_an_archive_is_answered_with_its_line(content: bytes) -> None:
    with pytest.raises(BadPageIndex, match=r"index\.csv, line 2: "):
        parse_index("pages.zip/index.csv", content)


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("name,url\na.txt,\n", 1, "the first line must name the columns path,url"),
        ("", 1, "the first line must name the columns"),
        ("path,url\na.txt,https://example.org/,with,commas\n", 2, "more fields than the first line"),
        ("path,url\na.txt,\n/etc/passwd,\n", 3, "below the folder, not '/etc/passwd'"),
        ("path,url\n../a.txt,\n", 2, "below the folder"),
        ("path,url\n ,https://example.org/\n", 2, "below the folder"),
        ("path\n\\\\host\\a.txt\n", 2, "below the folder"),
        ("path,url\na.txt,\n./a.txt,\n", 3, "a.txt has a line above"),
        ("path,retrieved_at\na.txt,yesterday\n", 2, "retrieved_at must be like 2026-01-31"),
        ("path,retrieved_at\na.txt,0001-01-01T00:00:00+23:00\n", 2, "retrieved_at must be like"),
        ("path,url\nna\udce9.txt,\n", 2, "not a CSV file in UTF-8"),
        ("path,url\na.txt,\0\n", 2, "not a CSV file in UTF-8 (it holds a NUL byte)"),
        (f'path,note\na.txt,"{"x" * 140_000}"\n', 2, "a field is longer than 131,072 characters"),
        ('path,url,note\na.txt,,"two\nlines"\nb.txt,"https://example.org/\nc.txt,x,\n', 4, "a quote opens here"),
        ('path,note\na.txt,"two\nlines","three\n', 3, "a quote opens here"),
        ('path,url\na.txt,"https://example.org/a\nb.txt,"https://example.org/b"\n', 2, "a quote opens here"),
        ('path,url\na.txt,"https://example.org/a\nb.txt,https://example.org/b"\n', 2, "the url goes on"),
        ('path,"url\na.txt,\n', 1, "a quote opens here"),
        ("path,url,URL\na.txt,,\n", 1, "the column url is there 2 times"),
        ("path,adress\na.txt,\n", 1, "there is no column 'adress'"),
        ("path,url,\na.txt,,x\n", 2, "'x' is in a column without a name"),
        ("path,url\na.txt,example.org/a\n", 2, "'example.org/a' is no web address: it does not begin with https://"),
        ("path,url\na.txt,ftp://example.org/a\n", 2, "is no web address"),
        ("path,url\na.txt,https:///a\n", 2, "is no web address: it names no host"),
        ("path,charset\na.txt,utf8mb4\n", 2, "'utf8mb4' is no charset"),
        ("path,url\na.txt,https://example.org:99999/\n", 2, "its port is no number up to 65535"),
        ("path,url\na.txt,https://me:secret@example.org/\n", 2, "the url holds a user name or a password"),
        ("path,url\na.txt;https://example.org/\n", 2, "split by ';', and the first line is not"),
        ("path\n..\\a.txt\n", 2, r"not '..\a.txt'"),
        ("path,url\ngone/b.txt,\n", 2, "there is no gone/b.txt"),
        ("path\nindex.csv\n", 2, "index.csv is no page"),
        ("path\n.hidden.txt\n", 2, ".hidden.txt is no page"),
        ("path\nfolder\n", 2, "folder is a folder"),
        ("path\nC:\\pages\\a.txt\n", 2, "there is no C:"),
        ("path\n..\\a.txt\n", 2, "below the folder"),
        ("path\na.txt\n.\\a.txt\n", 3, "a.txt has a line above"),
    ],
)  # fmt: skip
def test_a_bad_index_is_answered_with_its_line(project: Project, content: str, line: int, why: str) -> None:
    project.page("a.txt", TEXTING)
    (project.raw / "folder").mkdir()
    (project.raw / "index.csv").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadPageIndex) as raised:
        project.curate()
    assert f"index.csv, line {line}: " in str(raised.value)
    assert why in str(raised.value)
    assert "secret" not in str(raised.value)
    assert not project.out.exists()


def test_lines_about_missing_pages_are_told_together_with_what_to_do_once(project: Project) -> None:
    project.page("a.txt", TEXTING)
    project.index("gone.txt,,,,", "a.txt,,,,", "lost.txt,,,,")
    with pytest.raises(BadPageIndex) as raised:
        project.curate()
    assert "line 2: there is no gone.txt; line 4: there is no lost.txt. Take such lines out, or" in str(raised.value)


def test_several_mistakes_of_an_index_are_named_together(project: Project) -> None:
    project.page("a.txt", TEXTING)
    project.index("a.txt,example.org,yesterday,klingon,", "b.txt,x,,,", *(f"c{n}.txt,x,,," for n in range(9)))
    with pytest.raises(BadPageIndex) as raised:
        project.curate()
    assert [f"line {line}: " in str(raised.value) for line in (2, 3, 4, 5, 6)] == [True] * 4 + [False]
    assert "; and 7 more mistakes." in str(raised.value)


def test_files_that_fit_one_line_are_a_mistake_of_the_index(project: Project) -> None:
    project.raw.mkdir()
    for name in (b"caf\xe9.txt", b"caf\\xe9.txt"):
        Path(os.fsdecode(os.fsencode(project.raw) + b"/" + name)).write_text(str(TEXTING))
    project.index("caf\\xe9.txt,https://example.org/a,,,")
    with pytest.raises(
        BadPageIndex, match=r"line 2: caf\\xe9\.txt may be any of caf\\x5cxe9\.txt, caf\\xe9\.txt; rename"
    ):
        project.curate()


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffpath,url\r\na.txt,https://example.org/a\r\n",
        "Path;URL;Note\na.txt;https://example.org/a;mine, too\n",
        "path\turl\na.txt\thttps://example.org/a\n",
        " PATH , Url \n./a.txt , https://example.org/a\n",
        "path,url,,\na.txt,https://example.org/a,,\n",
        "url,path\nhttps://example.org/a,a.txt",
        'path,url,note\n"a.txt","https://example.org/a","a ""note"", of\ntwo lines"\n',
        "path,url\n,\na.txt,https://example.org/a\n , \n,,,\n",
        "\n\npath,url\n\na.txt,https://example.org/a\n\n",
    ],
)
def test_an_index_is_read_as_people_and_their_programs_write_it(project: Project, content: str) -> None:
    project.page("a.txt", TEXTING)
    (project.raw / "index.csv").write_bytes(content.encode())
    [file] = list_raw([project.raw], project.out)
    assert file.url == "https://example.org/a"


def test_a_line_of_an_index_may_be_short(project: Project) -> None:
    project.page("a.txt", TEXTING)
    (project.raw / "index.csv").write_text("path,url,charset\na.txt\n")
    assert [file.url for file in list_raw([project.raw], project.out)] == [None]


def test_an_address_with_a_blank_is_escaped(project: Project) -> None:
    project.page("a.txt", TEXTING)
    project.index("a.txt,https://example.org/a b,,,")
    assert [file.url for file in list_raw([project.raw], project.out)] == ["https://example.org/a%20b"]


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2026-01-31", datetime(2026, 1, 31)),
        ("2026-01-31T12:00:00Z", datetime(2026, 1, 31, 12)),
        ("2026-01-31T23:30:00-02:00", datetime(2026, 2, 1, 1, 30)),
        ("2026-01-31T12:00:00.000123", datetime(2026, 1, 31, 12, 0, 0, 123)),
        ("20260131", datetime(2026, 1, 31)),
        ("2026-01-31 12:00", datetime(2026, 1, 31, 12)),
        ("31.1.2026", None),
        ("2026-01-31+01:00", None),
        ("2026-01-31-05:00", None),
        ("9999-12-31T23:59:59-01:00", None),
    ],
)
def test_times_are_utc_without_a_zone(written: str, time: datetime | None) -> None:
    assert parse_time(written) == time


@pytest.mark.parametrize("command", ["verify", "explain 0123"])
def test_raw_folders_that_are_named_must_be_there(project: Project, qamill: Run, command: str) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    result = qamill(project, *command.split(), "--raw", "raw", "--raw", "nope")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no nope" in result.stderr


def test_no_raw_folder_and_an_empty_one_say_what_to_do(project: Project) -> None:
    with pytest.raises(NoRawFolder, match="Create the folder and drop pages into it"):
        project.curate()
    project.raw.mkdir()
    with pytest.raises(EmptyRawFolder, match=r"Drop pages into it \(text, HTML, web archives"):
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
