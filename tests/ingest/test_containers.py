"""Zip, WACZ, MHTML and gzip: each page in them is read once and found again, and what is hostile is rejected."""

from __future__ import annotations

import base64
import gzip
import io
import os
import quopri
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipInfo

import pyarrow.parquet as pq
import pytest
from conftest import COST, EMAIL, TEXTING, Project, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.ingest.containers import mhtml, read
from pipeline.ingest.files import RawFile, hash_file
from pipeline.schema import Document, Passed, Reason, Refused, Rejected

PAGE = (
    '<!doctype html><link rel="canonical" href="https://kiln.example.org/faq"><h1>FAQ</h1>'
    "<h2>How hot is the kiln?</h2><p>It reaches twelve hundred degrees.</p>"
    "<h2>Who may fire a pot?</h2><p>Whoever took the course.</p>"
)
QUESTIONS = {"How hot is the kiln?", "Who may fire a pot?"}


def zipped(*files: tuple[str | ZipInfo, bytes | str], method: int = ZIP_DEFLATED) -> bytes:
    """Return a zip with some files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as opened:
        for name, content in files:
            opened.writestr(name, content)
    return stream.getvalue()


def write(project: Project, name: str, content: bytes) -> Path:
    project.raw.mkdir(exist_ok=True)
    path = project.raw / name
    path.write_bytes(content)
    return path


def questions(project: Project) -> set[str]:
    return {*pq.read_table(project.release().table("records")).column("question").to_pylist()}


def rejected(project: Project) -> dict[str, str]:
    """The reason by path."""
    rows = pq.read_table(project.release().table("rejected")).to_pylist()
    return {row["path"]: row["reason"] for row in rows}


def documents(project: Project) -> dict[str, dict[str, object]]:
    """The rows of `documents` by path."""
    return {row["path"]: row for row in pq.read_table(project.release().table("documents")).to_pylist()}


def is_found_again(project: Project) -> bool:
    """Whether each locator gives its pair again, and `explain` finds the lines."""
    verdict = verify(out=project.out, raw=project.raw)
    ids = pq.read_table(project.release().table("records")).column("id").to_pylist()
    explained = [explain(id, out=project.out, raw=project.raw) for id in ids]
    return (
        not verdict.problems
        and not verdict.missing
        and verdict.locators == verdict.sightings > 0
        and all(evidence.lines for explanation in explained for evidence in explanation.evidence)
    )


def test_each_page_of_a_zip_is_read_and_found_again(project: Project) -> None:
    write(project, "site.zip", zipped(("help/faq.html", PAGE), ("tea.txt", str(COST)), ("empty/", b"")))
    project.curate()
    assert questions(project) == {*QUESTIONS, COST.question}
    rows = documents(project)
    assert {*rows} == {
        "site.zip", "site.zip#help/faq.html", "site.zip#tea.txt"
    }  # fmt: skip
    assert (rows["site.zip"]["media_type"], rows["site.zip"]["pairs"]) == ("application/zip", 0)
    assert is_found_again(project)


def test_a_zip_is_read_as_the_folder_that_it_was_made_of(project: Project) -> None:
    index = "path,url,retrieved_at\ntea.txt,https://tea.example.org/page,2026-01-31\n"
    files = (
        ("index.csv", index),
        ("README.md", "x"),
        ("__MACOSX/._tea.txt", "x"),
        ("tea.txt", str(COST)),
        ("a.png", "x"),
    )
    write(project, "site.zip", zipped(*files))
    project.curate()
    row = documents(project)["site.zip#tea.txt"]
    assert (row["url"], row["retrieved_at"]) == ("https://tea.example.org/page", datetime(2026, 1, 31))
    assert rejected(project) == {"site.zip#a.png": "unsupported_format"}
    assert documents(project)["site.zip"]["boilerplate"] == "ignored=2"  # the index is read


def test_a_folder_may_have_been_packed_with_its_name(project: Project) -> None:
    index = "path,url\nsub/tea.txt,https://tea.example.org/page\n"
    files = (("site/index.csv", index), ("__MACOSX/site/._tea.txt", "x"), ("site/sub/tea.txt", str(COST)))
    write(project, "site.zip", zipped(*files))
    project.curate()
    assert documents(project)["site.zip#site/sub/tea.txt"]["url"] == "https://tea.example.org/page"
    assert rejected(project) == {}


def test_an_index_in_a_zip_that_is_wrong_is_rejected_and_the_pages_are_read(project: Project) -> None:
    write(
        project, "site.zip", zipped(("index.csv", "path,url\ngone.txt,https://a.example.org\n"), ("tea.txt", str(COST)))
    )
    project.curate()
    assert rejected(project) == {"site.zip#index.csv": "bad_index"}
    assert questions(project) == {COST.question}


def _encrypted(content: bytes) -> bytes:
    """A zip that says of its first file that it has a password."""
    at, local = content.index(b"PK\x01\x02") + 8, content.index(b"PK\x03\x04") + 6
    changed = bytearray(content)
    changed[at] |= 1
    changed[local] |= 1
    return bytes(changed)


def _lying(content: bytes) -> bytes:
    """A zip that says of its first file that it is one byte long."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", 1) + content[at + 4 :]


def _overlapping(content: bytes) -> bytes:
    """A zip whose second file is said to lie where the first one does."""
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4) + 42
    return content[:at] + struct.pack("<I", 0) + content[at + 4 :]


def _link(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        (zipped(("../out.html", PAGE)), "z.zip#../out.html", "unsafe_name"),
        (zipped(("/etc/out.html", PAGE)), "z.zip#/etc/out.html", "unsafe_name"),
        (zipped(("C:\\out.html", PAGE)), "z.zip#C:/out.html", "unsafe_name"),
        (zipped(("a\u202elmth.exe.html", PAGE)), "z.zip#a\\xe2\\x80\\xaelmth.exe.html", "unsafe_name"),
        (zipped((_link("a.html"), "/etc/passwd")), "z.zip#a.html", "unreadable_file"),
        (_encrypted(zipped(("a.html", PAGE))), "z.zip#a.html", "encrypted"),
        (_lying(zipped(("a.html", PAGE))), "z.zip#a.html", "unreadable_file"),
        (zipped(("a.html", PAGE), method=ZIP_BZIP2), "z.zip#a.html", "unsupported_format"),
        (zipped(("inner.zip", zipped(("a.html", PAGE)))), "z.zip#inner.zip", "unsupported_format"),
        (zipped(("a.html", b"<p>" + bytes(3_000_000))), "z.zip#a.html", "document_too_large"),
        (zipped(("a.html.gz", gzip.compress(bytes(3_000_000)))), "z.zip#a.html.gz", "document_too_large"),
        (zipped(("a.html", b"")), "z.zip#a.html", "empty_document"),
        (zipped(("a.mhtml", b"no message")), "z.zip", "unsupported_format"),
        (zipped(("a.warc", b"no archive")), "z.zip", "unsupported_format"),
        (b"no zip", "z.zip", "unsupported_format"),
        (zipped(("a.html", PAGE))[:-30], "z.zip", "unsupported_format"),
        (b"", "z.zip", "empty_document"),
    ],
)  # fmt: skip
def test_what_is_hostile_or_broken_in_a_zip_is_rejected_and_the_rest_is_read(
    project: Project, content: bytes, path: str, reason: str
) -> None:
    write(project, "z.zip", content)
    project.page("tea.txt", COST)
    project.curate()
    assert rejected(project) == {path: reason}
    assert questions(project) == {COST.question}
    assert {path.name for path in project.root.iterdir()} == {"raw", "curated"}


def test_files_of_a_zip_that_share_bytes_are_no_way_to_make_much_of_little(project: Project) -> None:
    write(project, "z.zip", _overlapping(zipped(("a.html", PAGE), ("b.html", PAGE))))
    project.page("tea.txt", COST)
    project.curate()
    assert {*rejected(project).values()} == {"unreadable_file"}


def test_of_two_files_with_one_name_the_first_is_read(project: Project) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        write(project, "z.zip", zipped(("a.txt", str(COST)), ("a.txt", str(EMAIL))))
    project.curate()
    assert questions(project) == {COST.question}
    assert rejected(project) == {"z.zip#a.txt": "unsafe_name"}


def test_a_file_that_is_called_like_a_page_of_a_zip_has_a_path_of_its_own(project: Project) -> None:
    write(project, "z.zip", zipped(("a.txt", str(COST))))
    project.page("z.zip#a.txt", EMAIL)
    project.curate()
    assert {*documents(project)} == {"z.zip", "z.zip#a.txt", r"z.zip\x23a.txt"}
    assert is_found_again(project)


def test_a_packed_page_is_a_page(project: Project) -> None:
    write(project, "faq.html.gz", gzip.compress(PAGE.encode()))
    write(project, "tea.txt.gz", gzip.compress(str(COST).encode()[:30]) + gzip.compress(str(COST).encode()[30:]))
    project.index("tea.txt.gz,https://tea.example.org/,2026-01-31,,")
    project.curate()
    assert questions(project) == {*QUESTIONS, COST.question}
    assert documents(project)["tea.txt.gz"]["url"] == "https://tea.example.org/"
    assert is_found_again(project)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no gzip", "unreadable_file"),
        (gzip.compress(PAGE.encode())[:-12], "unreadable_file"),
        (gzip.compress(bytes(3_000_000)), "document_too_large"),
    ],
)
def test_a_packed_page_that_cannot_be_unpacked_is_rejected(project: Project, content: bytes, reason: str) -> None:
    write(project, "faq.html.gz", content)
    project.page("tea.txt", COST)
    project.curate()
    assert rejected(project) == {"faq.html.gz": reason}


def message(body: bytes, coding: str, head: str = "", kind: str = "text/html") -> bytes:
    """Return a page as a browser saves it."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kiln.example.org/saved\r\n"
        "Subject: FAQ\r\nDate: Tue, 5 Mar 2024 10:11:12 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--=b(1)"\r\n\r\n'
        f"\r\n----=b(1)\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n{head}\r\n"
    ).encode() + body + b"\r\n----=b(1)\r\nContent-Type: image/png\r\n\r\nxx\r\n----=b(1)--\r\n"  # fmt: skip


BARE = "<h1>FAQ</h1><h2>Combien coûte l'entrée ?</h2><p>Cinq euros.</p><h2>Qui peut entrer ?</h2><p>Tous.</p>"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary", "8bit", "7bit"])
def test_a_saved_page_has_the_address_and_date_of_its_file(project: Project, coding: str) -> None:
    encode: dict[str, Callable[[bytes], bytes]] = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
    }
    body = encode.get(coding, bytes)(BARE.encode("latin-1"))
    write(project, "faq.mhtml", message(body, coding, kind="text/html; charset=iso-8859-1"))
    project.curate()
    assert questions(project) == {"Combien coûte l'entrée ?", "Qui peut entrer ?"}
    row = documents(project)["faq.mhtml#1"]
    assert (row["url"], row["retrieved_at"]) == ("https://kiln.example.org/saved", datetime(2024, 3, 5, 9, 11, 12))
    assert is_found_again(project)


def test_what_the_index_says_of_a_saved_page_counts_and_a_page_s_own_place_counts_more_than_the_file_s(
    project: Project,
) -> None:
    write(project, "a.mht", message(BARE.encode(), "8bit"))
    write(project, "b.mht", message(PAGE.encode(), "8bit", head="Content-Location: https://kiln.example.org/part\r\n"))
    project.index("a.mht,https://other.example.org/,2026-01-31,,")
    project.curate()
    assert documents(project)["a.mht#1"]["url"] == "https://other.example.org/"
    assert documents(project)["a.mht#1"]["retrieved_at"] == datetime(2026, 1, 31)
    assert documents(project)["b.mht#1"]["url"] == "https://kiln.example.org/part"


def test_a_saved_page_may_begin_with_blank_lines_and_name_a_file_of_its_own_machine(project: Project) -> None:
    part = "Content-Location: file:///C:/faq.html\r\n"
    write(project, "a.mht", b"\xef\xbb\xbf\r\n" + message(BARE.encode(), "8bit", head=part))
    project.curate()
    assert documents(project)["a.mht#1"]["url"] == "https://kiln.example.org/saved"
    assert is_found_again(project)


def test_a_saved_page_without_parts_is_its_page(project: Project) -> None:
    head = b"Content-Type: text/html\nContent-Location: https://kiln.example.org/\n\n"
    write(project, "a.mht", head + BARE.encode())
    project.curate()
    assert len(questions(project)) == 2


def test_a_web_archive_in_a_zip_is_read_where_it_lies(project: Project) -> None:
    from test_warc import response

    records = [response(number, PAGE.replace("kiln", f"kiln{number}").encode()) for number in range(2)]
    archive = b"".join(map(gzip.compress, records))
    for name, method in (("crawl.wacz", ZIP_STORED), ("packed.wacz", ZIP_DEFLATED)):
        write(
            project,
            name,
            zipped(
                ("archive/data.warc.gz", archive),
                ("datapackage.json", "{}"),
                ("pages/pages.jsonl", '{"url": ""}'),
                method=method,
            ),
        )
    project.curate()
    paths = {path for path in documents(project) if path.startswith("crawl.wacz#archive/")}
    assert paths == {
        "crawl.wacz#archive/data.warc.gz#0",
        f"crawl.wacz#archive/data.warc.gz#{len(gzip.compress(records[0]))}",
    }
    assert documents(project)["crawl.wacz"]["media_type"] == "application/wacz"
    assert documents(project)["crawl.wacz"]["boilerplate"] == "ignored=2"
    assert rejected(project) == {}
    assert is_found_again(project)


def test_a_zip_that_changed_since_it_was_hashed_stops_the_run(tmp_path: Path) -> None:
    from pipeline.ingest.errors import ChangedWhileReading

    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.html", PAGE), method=ZIP_STORED))
    file = hash_file(RawFile(os.fsencode(path), "a.zip", path.stat().st_size, None, None, None))
    path.write_bytes(path.read_bytes().replace(b"twelve", b"eleven"))
    with pytest.raises(ChangedWhileReading):
        list(read.documents(file))


def test_a_page_that_is_gone_from_a_zip_is_said_to_be_missing(project: Project) -> None:
    write(project, "z.zip", zipped(("a.html", PAGE)))
    project.curate()
    write(project, "z.zip", zipped(("b.html", PAGE)))
    assert verify(out=project.out, raw=project.raw).missing == ("z.zip#a.html",)


def test_a_file_of_a_zip_without_a_name_is_rejected(tmp_path: Path) -> None:
    before, _, directory = zipped(("a.html", PAGE), ("b.txt", str(COST))).rpartition(b"a.html")
    path = tmp_path / "a.zip"
    path.write_bytes(before + b"\0.html" + directory)  # a name ends at its first zero
    found = list(read.documents(RawFile(os.fsencode(path), "a.zip", path.stat().st_size, None, None, None)))
    assert [each.path for each in found if isinstance(each, Document)] == ["a.zip#b.txt"]
    [refused] = [each for each in found if isinstance(each, Refused)]
    assert refused.rejected.reason is Reason.UNSAFE_NAME


@given(st.data())
@settings(max_examples=60)
def test_whatever_is_wrong_with_a_container_it_gives_documents_and_rejections(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name, content = data.draw(
        st.sampled_from([
            ("a.zip", zipped(("a.html", PAGE), ("b.txt", str(COST)), ("index.csv", "path,url\nb.txt,\n"))),
            ("a.mhtml", message(PAGE.encode(), "quoted-printable")),
            ("a.html.gz", gzip.compress(PAGE.encode())),
        ])
    )  # fmt: skip
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(bytes(changed))
    found = list(read.documents(RawFile(os.fsencode(path), name, len(changed), None, None, None)))
    assert all(isinstance(each, Document | Refused | Rejected | Passed) for each in found)


def test_what_a_release_calls_a_place_in_a_saved_page_is_looked_for_there() -> None:
    content = message(PAGE.encode(), "8bit")
    assert mhtml.page_at(content, 1) == PAGE.encode()
    assert mhtml.page_at(content, 9) is None


def test_verify_says_so_where_a_release_names_what_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("a.html", PAGE)))
    (tmp_path / "a.mhtml").write_bytes(message(PAGE.encode(), "8bit"))
    for path in ("a.zip#b.html", "a.zip#a.html#7", "a.mhtml#x", "a.mhtml#9", "gone.zip#a.html", "a.zip"):
        assert read.reread(tmp_path, path) is None


def test_explain_shows_the_lines_in_a_page_of_a_zip(project: Project, qamill: Run) -> None:
    write(project, "z.zip", zipped(("a.txt", str(TEXTING))))
    project.curate()
    [id] = pq.read_table(project.release().table("records"))["id"].to_pylist()
    assert "Seen in z.zip#a.txt" in qamill(project, "explain", id).stdout
