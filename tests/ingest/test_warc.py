"""Web archives: the page of every record is read once, and records without a page are counted or rejected."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import ALL_TESTS, SHARED
from conftest import COST, EMAIL, TEXTING, Pair, Project
from fastwarc.stream_io import ZstdWriter, zstd_train_dictionary_from_samples

from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.ingest.errors import ChangedWhileReading
from pipeline.ingest.files import RawFile, hash_file
from pipeline.ingest.warc import read as warc
from pipeline.ingest.warc.body import decode_body
from pipeline.ingest.warc.head import read_head
from pipeline.run import raw_files
from pipeline.schema import Document, Passed, Rejected

SAMPLES = SHARED / "pages" / "warc"


def response(number: int, body: bytes, head: str = "", status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Return a record with a page."""
    http = f"HTTP/1.1 {status}\r\n" + (f"Content-Type: {kind}\r\n" if kind else "") + head + "\r\n"
    return record("response", http.encode() + body, f"https://example.org/{number}")


def record(kind: str, block: bytes, url: str = "https://example.org/", length: int | str | None = None) -> bytes:
    """Return a record; `length` is what it says of itself, if that is to be a lie."""
    media_type = "application/http; msgtype=response" if kind in ("response", "request", "revisit") else "text/html"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-31T12:00:00Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def arc_record(number: int, body: bytes) -> bytes:
    """Return a record of the old format."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return f"http://example.org/a b/{number} 192.0.2.1 20260131120000 text/html {len(http)}\n".encode() + http + b"\n"


def _body(number: int) -> bytes:
    """A page that does not compress to nothing."""
    random = Random(number)
    return b"".join(b"<p>%x</p>" % random.getrandbits(48) for _ in range(30))


BODIES = [_body(number) for number in range(5)]
OF_HTTP = b"application/http; msgtype=response"
REQUEST = record("request", b"GET / HTTP/1.1\r\n\r\n")
RECORDS = [response(0, BODIES[0]), REQUEST, *(response(number, BODIES[number]) for number in range(1, 5))]
ARC_RECORDS = [
    b"filedesc://crawl.arc 0.0.0.0 20260131120000 text/plain 16\n1 0 qamill\n\nURL\n",
    *(arc_record(number, body) for number, body in enumerate(BODIES)),
]


def _with_dictionary(records: list[bytes]) -> list[bytes]:
    """The frame that carries the dictionary, then a frame for each record."""
    dictionary = zstd_train_dictionary_from_samples([response(n, _body(n)) for n in range(100)], 4_000)
    size = 8 + len(dictionary)
    frames = []
    for content in records:
        target = BytesIO()
        writer = ZstdWriter(target, dictionary=dictionary)
        writer.write(content)
        writer.finish()
        writer.flush()
        frames.append(target.getvalue())
    return [frames[0][:size], *(frame[size:] for frame in frames)]


def _codec(name: str) -> Callable[[list[bytes]], list[bytes]]:
    return lambda records: [pa.Codec(name).compress(content, asbytes=True) for content in records]


def _gzip(records: list[bytes]) -> list[bytes]:
    return [gzip.compress(content, mtime=0) for content in records]


class Layout(NamedTuple):
    """A way to store records in a file."""

    name: str
    pack: Callable[[list[bytes]], list[bytes]]
    """Members, one for each record or for all."""
    records: list[bytes] = RECORDS

    def parts(self) -> list[bytes]:
        return self.pack(self.records)


LAYOUTS = [
    Layout("bare.warc", list),
    Layout("members.warc.gz", _gzip),
    Layout("one.warc.gz", lambda records: _gzip([b"".join(records)])),
    Layout("mixed.warc.gz", lambda records: _gzip([records[0], b"".join(records[1:3]), *records[3:]])),
    Layout("frames.warc.zst", _codec("zstd")),
    Layout("dictionary.warc.zst", _with_dictionary),
    Layout("frames.warc.lz4", _codec("lz4")),
    Layout("bare.arc", list, ARC_RECORDS),
    Layout("members.arc.gz", _gzip, ARC_RECORDS),
    Layout("one.arc.gz", lambda records: _gzip([b"".join(records)]), ARC_RECORDS),
]
MEMBERS = [layout for layout in LAYOUTS if layout.name.split(".")[0] in ("members", "frames", "dictionary")]
by_name = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


class Content(NamedTuple):
    """What was read from an archive."""

    pages: list[Document]
    rejected: list[str]
    passed: dict[str, int]


def raw_file(folder: Path, name: str, content: bytes) -> RawFile:
    """Write an archive."""
    path = folder / name
    path.write_bytes(content)
    return RawFile(os.fsencode(path), name, len(content), None, None, None)


def read(*files: RawFile) -> Content:
    """Return all that is read from archives, or from the parts of one."""
    found = [item for file in files for item in warc.documents(file)]
    passed = Counter[str]()
    for item in found:
        passed.update(item.counts if isinstance(item, Passed) else {})
    pages = [item for item in found if isinstance(item, Document)]
    return Content(pages, [item.reason for item in found if isinstance(item, Rejected)], dict(passed))


@by_name
def test_every_page_is_read_and_is_found_again_by_its_name(tmp_path: Path, layout: Layout) -> None:
    found = read(raw_file(tmp_path, layout.name, b"".join(layout.parts())))
    assert [page.content for page in found.pages] == BODIES
    assert found.rejected == []
    assert found.passed == {"filedesc" if ".arc" in layout.name else "request": 1}
    assert len({page.path for page in found.pages}) == len(BODIES)
    assert [warc.reread(tmp_path, page.path) for page in found.pages] == found.pages


@pytest.mark.parametrize("layout", MEMBERS, ids=lambda layout: layout.name)
def test_a_page_is_named_by_the_byte_at_which_its_record_begins(tmp_path: Path, layout: Layout) -> None:
    parts = layout.parts()
    content = b"".join(parts)
    first = len(parts) - len(layout.records)
    places = [len(b"".join(parts[:number])) for number in range(first, len(parts))]
    found = read(raw_file(tmp_path, layout.name, content))
    named = [int(page.path.removeprefix(f"{layout.name}#")) for page in found.pages]
    assert named == (places[1:] if ".arc" in layout.name else [places[0], *places[2:]])


def test_a_page_knows_its_address_date_charset_and_type(tmp_path: Path) -> None:
    plain = response(1, "Naïve?".encode("latin-1"), kind="text/plain; charset=ISO-8859-1")
    xhtml = record("resource", b"<html/>", "<https://example.org/x>").replace(b"text/html", b"application/xhtml+xml")
    found = read(raw_file(tmp_path, "a.warc.gz", b"".join(_gzip([plain, xhtml]))))
    about = [(page.url, page.charset, page.retrieved_at, page.media_type) for page in found.pages]
    noon = datetime(2026, 1, 31, 12)
    assert about == [
        ("https://example.org/1", "ISO-8859-1", noon, "text/plain"),
        ("https://example.org/x", None, noon, "text/html"),
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (response(0, b"", status="403 Forbidden"), "status_403"),
        (response(0, b"<p>?</p>", status="206 Partial Content"), "status_206"),
        (response(0, b"<p>?</p>", "Content-Range: bytes 9-16/90\r\n", "206 Partial Content"), "status_206"),
        (response(0, b"\x89PNG", kind="image/png"), "not_html"),
        (response(0, b"\x89PNG", kind=""), "not_html"),
        (record("response", b"<p>no head at all</p>"), "damaged_record"),
        (record("response", b"\r\n\r\nHTTP/1.1 500 Oh\r\n\r\n<p>behind empty lines</p>"), "status_500"),
        (record("response", b"192.0.2.1").replace(b"application/http", b"text/dns"), "not_http"),
        (record("revisit", b"HTTP/1.1 301 Moved\r\n\r\n"), "revisit"),
        (record("warcinfo", b"software: none"), "warcinfo"),
        (record("metadata", b"x"), "metadata"),
        (record("strange=word", b"x"), "damaged_record"),
        (record("response", b"<p>?</p>").replace(OF_HTTP, b"text/html"), "damaged_record"),
        (record("response", b"HTTP/1.1 100 Continue\r\n\r\n"), "status_100"),
        (record("response", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Oh\r\n\r\n<p>"), "status_503"),
        (record("resource", b"<p>?</p>", length="many"), "damaged_record"),
        (record("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", length=2_000), "damaged_record"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pack", [_gzip, list])
def test_a_record_without_a_page_is_counted_or_rejected(
    tmp_path: Path, content: bytes, word: str, pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    found = read(raw_file(tmp_path, "a.warc", b"".join(pack([RECORDS[0], content, RECORDS[2]]))))
    assert [page.content for page in found.pages] == BODIES[:2]
    assert {*found.passed, *found.rejected} == {word}


@pytest.mark.parametrize("write", [bytes.lower, bytes.upper])
@pytest.mark.parametrize("pack", [_gzip, list, lambda records: _gzip([b"".join(records)])])
def test_the_names_of_fields_may_be_written_in_any_letter_case(
    tmp_path: Path, write: Callable[[bytes], bytes], pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    named = [re.sub(rb"(?m)^[\w-]+(?=: )", lambda name: write(name[0]), each) for each in RECORDS[:3]]
    found = read(raw_file(tmp_path, "a.warc", b"".join(pack([*named, *RECORDS[3:]]))))
    assert ([page.content for page in found.pages], found.rejected) == (BODIES, [])
    assert [warc.reread(tmp_path, page.path) for page in found.pages] == found.pages


@pytest.mark.parametrize(
    ("status", "span", "is_truncated"),
    [
        ("203 Non-Authoritative Information", "", False),
        ("206 Partial Content", "Content-Range: bytes 0-24/25\r\n", False),
        ("206 Partial Content", "Content-Range: bytes 0-24/9000\r\n", True),
        ("206 Partial Content", "Content-Range: bytes 0-24/*\r\n", True),
    ],
)
def test_a_page_that_was_sent_in_part_is_read_as_far_as_it_goes(
    tmp_path: Path, status: str, span: str, is_truncated: bool
) -> None:
    found = read(raw_file(tmp_path, "a.warc", response(0, BODIES[0], span, status)))
    assert [(page.content, page.is_truncated) for page in found.pages] == [(BODIES[0], is_truncated)]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
@pytest.mark.parametrize("pack", [_gzip, list])
def test_a_response_that_there_is_no_such_page_is_a_page_that_is_gone(
    tmp_path: Path, status: str, pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    found = read(raw_file(tmp_path, "a.warc", b"".join(pack([RECORDS[0], response(1, b"<p>", status=status)]))))
    [_, gone] = found.pages
    assert (gone.is_gone, gone.content, gone.sha256, gone.url) == (True, b"", "", "https://example.org/1")
    assert gone.retrieved_at == datetime(2026, 1, 31, 12)
    assert not found.passed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"https://example.org/0", b"urn:uuid:0"),
        (b"https://example.org/0", b"https://web.archive.org/web/20200101000000/https://example.org/0"),
        (b"2026-01-31T12:00:00Z", b"some day"),
    ],
)
def test_where_it_is_not_known_which_page_is_gone_and_when_the_response_is_counted(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    content = response(0, b"", status="404 Not Found").replace(before, after)
    found = read(raw_file(tmp_path, "a.warc", content + RECORDS[0]))
    assert len(found.pages) == 1
    assert found.passed == {"status_404": 1}


def test_a_page_without_a_type_that_starts_like_html_is_one(tmp_path: Path) -> None:
    found = read(raw_file(tmp_path, "a.warc.gz", gzip.compress(response(0, b"<!DOCTYPE html><p>?", kind=""))))
    assert [page.media_type for page in found.pages] == ["text/html"]


GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>HTTP/1.1 200 OK\r\n\r\n"
CONTINUE, CONNECTED = b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n"
READABLE = [
    record("response", CONTINUE + GOOD), record("response", CONNECTED + CONTINUE + GOOD),
    record("response", b"\r\n\r\n" + GOOD), record("response", CONTINUE + b"\r\n" + GOOD),
    record("answer", GOOD), record("", GOOD),
    *(record("response", GOOD).replace(OF_HTTP, kind) for kind in (b"text/html", b"application/https", b"http")),
]  # fmt: skip


@pytest.mark.parametrize("content", READABLE)
@pytest.mark.parametrize("pack", [_gzip, list])
def test_a_good_response_is_read_whatever_is_around_it(
    tmp_path: Path, content: bytes, pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    found = read(raw_file(tmp_path, "a.warc", b"".join(pack([content]))))
    assert [(page.content, page.charset) for page in found.pages] == [(b"<p>HTTP/1.1 200 OK\r\n\r\n", "koi8-r")]


HTML_PAGE = b"<!DOCTYPE html><p>Why? Because.</p>"
XHTML_PAGE = b'<?xml version="1.0"?>\n<!-- - -- ->-->\n<html xmlns="http://www.w3.org/1999/xhtml"><p>Why?</p></html>'
NO_TYPES = [
    "text/html:charset=utf-8", "text/html&charset=utf-8", "html", "text/htm", "charset=utf-8", "text", "*/*", "/",
    "unknown/unknown", "Content-Type: text/html", "text/html\0", "text/css\r\nContent-Type: text/html", "Text/HTML5",
]  # fmt: skip


@pytest.mark.parametrize("kind", NO_TYPES)
def test_where_no_type_is_stated_for_sure_the_bytes_decide(tmp_path: Path, kind: str) -> None:
    page, picture = (response(n, body, kind=kind) for n, body in enumerate([HTML_PAGE, b"\x89PNG"]))
    found = read(raw_file(tmp_path, "a.warc.gz", b"".join(_gzip([page, picture]))))
    assert [(page.content, page.media_type) for page in found.pages] == [(HTML_PAGE, "text/html")]
    assert (found.rejected, found.passed) == (["damaged_record"], {})


@pytest.mark.parametrize("kind", ["application/xml", "text/xml; charset=utf-8"])
def test_xml_is_a_page_if_it_is_xhtml(tmp_path: Path, kind: str) -> None:
    bodies = [XHTML_PAGE, b'<?xml version="1.0"?><rss><title>&lt;html></title></rss>']
    found = read(raw_file(tmp_path, "a.warc", b"".join(response(n, body, kind=kind) for n, body in enumerate(bodies))))
    assert [(page.content, page.media_type) for page in found.pages] == [(XHTML_PAGE, "text/html")]
    assert (found.rejected, found.passed) == ([], {"not_html": 1})


@pytest.mark.parametrize(
    "kind", ["image/png", "text/css", "application/json; charset=utf-8", "text/css, text/css", "x-a/b"]
)
def test_a_record_of_another_type_is_counted_whatever_its_bytes(tmp_path: Path, kind: str) -> None:
    found = read(raw_file(tmp_path, "a.warc", response(0, HTML_PAGE, kind=kind)))
    assert found == Content([], [], {"not_html": 1})


PAGE = b"<p>Why? Because.</p>" * 20
ZIPPED = gzip.compress(PAGE, mtime=0)
ZIPPED_IN_CHUNKS = b"%x\r\n" % len(ZIPPED) + ZIPPED + b"\r\n0\r\n\r\n"
CHUNKED = b"a0;x=1\r\n" + PAGE[:160] + b"\r\nF0\r\n" + PAGE[160:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("codings", "stored", "content", "is_truncated"),
    [
        (("gzip",), ZIPPED, PAGE, False),
        (("x-gzip",), ZIPPED, PAGE, False),
        (("deflate",), zlib.compress(PAGE), PAGE, False),
        (("deflate",), zlib.compress(PAGE)[2:-4], PAGE, False),
        (("zstd",), pa.compress(PAGE, "zstd", asbytes=True), PAGE, False),
        (("br",), pa.compress(PAGE, "brotli", asbytes=True), PAGE, False),
        (("chunked",), CHUNKED, PAGE, False),
        (("chunked",), CHUNKED[:200], PAGE[:186], True),
        (("chunked", "gzip"), ZIPPED_IN_CHUNKS, PAGE, False),
        (("gzip",), ZIPPED[:-8], PAGE, True),
        # the crawler decoded the body but kept the header
        (("gzip",), PAGE, PAGE, False),
        (("deflate",), PAGE, PAGE, False),
        (("br",), PAGE, PAGE, False),
        (("chunked",), PAGE, PAGE, False),
        (("chunked", "gzip"), ZIPPED, PAGE, False),
        (("identity",), PAGE, PAGE, False),
        (("utf-8",), PAGE, PAGE, False),
        (("gzip",), b"", b"", False),
        # the crawler lost the header but kept the coding
        (("", ""), CHUNKED, PAGE, False),
        (("", ""), ZIPPED, PAGE, False),
        (("", ""), ZIPPED_IN_CHUNKS, PAGE, False),
        (("", ""), CHUNKED[:-4], CHUNKED[:-4], False),
        (("", ""), b"5\r\nfives", b"5\r\nfives", False),
        (("", ""), b"0\r\n\r\n", b"0\r\n\r\n", False),
    ],
)
def test_bodies_are_decoded_unless_they_are_not_coded_as_their_header_says(
    codings: tuple[str, ...], stored: bytes, content: bytes, is_truncated: bool
) -> None:
    assert decode_body(stored, codings) == (content, is_truncated)


def test_the_codings_of_a_response_are_undone_from_the_outside(tmp_path: Path) -> None:
    coded = response(0, ZIPPED_IN_CHUNKS, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    found = read(raw_file(tmp_path, "a.warc.gz", b"".join(_gzip([coded, *RECORDS]))))
    assert [page.content for page in found.pages] == [PAGE, *BODIES]


def test_a_small_body_that_would_decode_to_a_huge_one_is_rejected(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(140_000_000), 1)
    archive = gzip.compress(response(0, bomb, "Content-Encoding: gzip\r\n"), 1)
    found = read(raw_file(tmp_path, "a.warc.gz", archive))
    assert (found.pages, found.rejected) == ([], ["page_too_large"])


@by_name
def test_a_truncated_archive_gives_every_page_before_the_cut_and_says_so(tmp_path: Path, layout: Layout) -> None:
    parts = layout.parts()
    content = b"".join(parts)
    ends = [len(b"".join(parts[:number])) for number in range(len(parts) + 1)]
    whole = read(raw_file(tmp_path, layout.name, content)).pages
    step = max(1, len(content) // 300)
    cuts = [*range(1, len(content), step), *(end + near for end in ends[1:-1] for near in (-1, 0, 1)), ends[-1] - 2]
    if layout.name == "bare.arc":
        ends += [end - 1 for end in ends[2:]]  # the empty line belongs to no record
    for cut in cuts:
        found = read(raw_file(tmp_path, layout.name, content[:cut]))
        assert found.pages == whole[: len(found.pages)], cut
        sure = sum(int(page.path.split("#")[1].split(".")[0]) < max(e for e in ends if e <= cut) for page in whole)
        assert len(found.pages) in (sure, sure + 1) or layout.name.startswith(("one", "mixed")), cut
        assert found.rejected == ([] if cut in ends else ["truncated_archive"]), cut
        assert "damaged_record" not in found.rejected, cut


@pytest.mark.parametrize("layout", MEMBERS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("size", [1, 100, 333, 800, 1500] if ALL_TESTS else [100, 333])
def test_parts_hold_together_what_the_whole_holds(tmp_path: Path, layout: Layout, size: int) -> None:
    content = b"".join(layout.parts())
    file = raw_file(tmp_path, layout.name, content)
    parts = warc.shards(file, size)
    if ".arc" in layout.name:
        assert parts == [file]
        return
    assert len(parts) == -(-file.size // size)
    assert read(*parts) == read(file)
    for cut in range(1, len(content), len(content) // 12):
        file = raw_file(tmp_path, layout.name, content[:cut])
        assert read(*warc.shards(file, size)) == read(file), cut


@pytest.mark.parametrize("name", ["bare.warc", "one.warc.gz"])
def test_an_archive_without_a_member_for_each_record_is_one_part(tmp_path: Path, name: str) -> None:
    [layout] = [layout for layout in LAYOUTS if layout.name == name]
    file = raw_file(tmp_path, name, b"".join(layout.parts()))
    assert warc.shards(file, 100) == [file]


def test_a_file_that_is_no_archive_or_a_small_one_is_one_part(tmp_path: Path) -> None:
    for name in ("page.html", "small.warc.gz"):
        file = raw_file(tmp_path, name, b"".join(_gzip(RECORDS)))
        assert warc.shards(file, 100 if name == "page.html" else file.size) == [file]


@pytest.mark.parametrize("pack", [_gzip, _codec("zstd"), _codec("lz4")])
def test_what_is_packed_with_a_record_of_no_page_is_read(
    tmp_path: Path, pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    content = b"".join(pack([b"".join([REQUEST, RECORDS[0], RECORDS[2]]), RECORDS[3]]))
    found = read(raw_file(tmp_path, "a.warc", content))
    assert [page.content for page in found.pages] == BODIES[:3]
    assert found.passed == {"request": 1}


def test_a_damaged_member_is_skipped_and_its_neighbours_are_read(tmp_path: Path) -> None:
    members = _gzip(RECORDS)
    for at in range(0, len(members[2]), 5):
        broken = bytearray(members[2])
        broken[at] ^= 0x5A
        found = read(raw_file(tmp_path, "a.warc.gz", b"".join([*members[:2], broken, *members[3:]])))
        contents = [page.content for page in found.pages]
        assert contents in (BODIES, [BODIES[0], *BODIES[2:]]), at
        assert len(contents) == len(BODIES) or found.rejected == ["damaged_record"], at


@pytest.mark.parametrize("length", [500, 900, 10**15])
@pytest.mark.parametrize("pack", [_gzip, list, _codec("zstd"), _codec("lz4")])
def test_a_record_that_claims_the_next_ones_as_its_own_gets_none_of_them(
    tmp_path: Path, length: int, pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    greedy = record("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Mine.</p>", length=length)
    found = read(raw_file(tmp_path, "a.warc", b"".join(pack([RECORDS[0], greedy, *RECORDS[2:]]))))
    assert [page.content for page in found.pages] == BODIES
    assert found.rejected == ["damaged_record"]


def test_an_archive_in_an_archive_is_no_part_of_it(tmp_path: Path) -> None:
    inner = b"".join(_gzip([response(9, b"<p>inner</p>")] * 3))
    stored = gzip.compress(response(8, inner, kind="application/gzip"), compresslevel=0, mtime=0)
    members = _gzip(RECORDS)
    found = read(raw_file(tmp_path, "a.warc.gz", b"".join([*members[:3], stored, *members[3:]])))
    assert [page.content for page in found.pages] == BODIES
    assert found.passed == {"request": 1, "not_html": 1}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.warc.gz", b"", "empty_document"),
        ("a.arc", b"", "empty_document"),
        ("a.warc.gz", b"<p>a page</p>" * 100, "unsupported_format"),
        ("a.warc", bytes(100), "unsupported_format"),
        ("a.warc.zst", _with_dictionary(RECORDS)[1], "unsupported_format"),
    ],
)
def test_a_file_that_is_no_archive_is_rejected(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    found = read(raw_file(tmp_path, name, content))
    assert (found.pages, found.rejected) == ([], [reason])


@pytest.mark.parametrize("rest", [bytes(50), b"<p>a page</p>"])
@pytest.mark.parametrize("pack", [_gzip, list])
def test_bytes_after_the_last_record_are_rejected(
    tmp_path: Path, rest: bytes, pack: Callable[[list[bytes]], list[bytes]]
) -> None:
    found = read(raw_file(tmp_path, "a.warc", b"".join(pack(RECORDS)) + rest))
    assert found == Content(found.pages, ["damaged_record"], {"request": 1})
    assert len(found.pages) == len(BODIES)


def test_an_archive_that_grew_since_it_was_listed_stops_the_run(tmp_path: Path) -> None:
    file = raw_file(tmp_path, "a.warc", RECORDS[0])
    with pytest.raises(ChangedWhileReading):
        read(file._replace(size=file.size - 1))


@pytest.mark.parametrize("path", ["a.warc.gz", "a.warc.gz#7", "a.warc.gz#999999", "b.warc.gz#0", "page.html#0"])
def test_a_name_that_leads_nowhere_gives_no_page(tmp_path: Path, path: str) -> None:
    raw_file(tmp_path, "a.warc.gz", b"".join(_gzip(RECORDS)))
    assert warc.reread(tmp_path, path) is None


def test_a_large_archive_is_read_in_little_memory(tmp_path: Path) -> None:
    page = gzip.compress(response(0, b"<p>page</p>" * 20_000))
    video = gzip.compress(record("resource", bytes(30_000_000)).replace(b"text/html", b"video/mp4"), 1)
    file = raw_file(tmp_path, "a.warc.gz", (page * 30 + video) * 3)
    tracemalloc.start()
    pages = sum(isinstance(item, Document) for item in warc.documents(file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pages == 90
    assert peak < 20_000_000  # of 114 MB


def _crawl(*pairs: Pair) -> bytes:
    return b"".join(
        _gzip([REQUEST, *(response(n, str(pair).encode(), kind="text/plain") for n, pair in enumerate(pairs))])
    )


def _documents(project: Project) -> dict[str, dict[str, object]]:
    return {row["path"]: row for row in pq.read_table(project.release().table("documents")).to_pylist()}


@pytest.mark.parametrize("size", [64_000_000, 300])
def test_a_crawl_is_released_verified_and_explained(
    project: Project, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(raw_files, "shards", lambda files: [part for file in files for part in warc.shards(file, size)])
    project.page("page.txt", TEXTING)
    (project.raw / "crawl.warc.gz").write_bytes(_crawl(TEXTING, EMAIL, COST)[:-5])
    counts = project.curate().manifest.counts
    parts = -(-(project.raw / "crawl.warc.gz").stat().st_size // size)
    assert (counts["records"], counts["sightings"], counts["raw_files"]) == (3, 4, 2)
    assert (counts["documents"], counts["archive_parts"]) == (4 + parts, 2 + parts)
    documents = _documents(project)
    assert documents["crawl.warc.gz"]["boilerplate"] == "request=1"
    assert sum(row["media_type"] == "application/warc" for row in documents.values()) == parts
    assert sum(int(str(row["rejected"])) for row in documents.values()) == 1
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.problems, verdict.notes, verdict.locators) == ([], [], 4)
    [id] = [
        row["id"]
        for row in pq.read_table(project.release().table("records")).to_pylist()
        if row["question"] == EMAIL.question
    ]
    [evidence] = explain(id, out=project.out, raw=project.raw).evidence
    assert evidence.path.startswith("crawl.warc.gz#")
    assert [line for _, line, is_part in evidence.lines if is_part] == [EMAIL.question, EMAIL.answer]


def test_a_crawl_gives_the_same_bytes_with_any_number_of_workers(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_files, "shards", lambda files: [part for file in files for part in warc.shards(file, 300)])
    monkeypatch.setattr(raw_files, "_TASK_BYTES", 100)
    project.page("page.txt", TEXTING)
    (project.raw / "crawl.warc.gz").write_bytes(_crawl(TEXTING, EMAIL, COST))
    project.curate(workers=1)
    other = Project(tmp_path / "other")
    other.root.mkdir()
    (other.root / "raw").symlink_to(project.raw)
    other.curate(workers=2)
    assert other.released() == project.released()


def test_an_address_of_a_record_is_released_alike_in_every_table_or_nowhere(project: Project) -> None:
    urls = ["https://exa mple.org/", "https://me:secret@example.org/", "dns:example.org"]
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Nothing.</p>"
    damaged = page + b'<script type="application/ld+json">{"@type": "Question", "name"</script>'
    records = [record("response", block + b" " * n, url) for n, url in enumerate(urls) for block in (page, damaged)]
    project.page("a.txt", TEXTING)
    (project.raw / "a.warc").write_bytes(b"".join(records))
    project.curate()
    urls_of = {row["key"]: row["url"] for row in _documents(project).values()}
    assert {*urls_of.values()} == {None, "https://example.org/"}
    rejected = pq.read_table(project.release().table("rejected")).to_pylist()
    assert rejected
    assert all(row["page_url"] == urls_of[row["document"]] for row in rejected)


def test_the_same_archive_twice_is_read_once(project: Project) -> None:
    project.page("page.txt", TEXTING)
    for name in ("a.warc.gz", "b.warc.gz"):
        (project.raw / name).write_bytes(_crawl(COST))
    counts = project.curate().manifest.counts
    assert (counts["sightings"], counts["rejected"], counts["raw_files"]) == (2, 1, 3)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"{SAMPLES} is not here")
@pytest.mark.parametrize(
    ("name", "pages", "rejected", "passed"),
    [
        ("resiliparse_warcfile.warc.gz", 16, [], {"warcinfo": 1, "request": 17, "metadata": 16}),
        ("resiliparse_warcfile.warc.lz4", 16, [], {"warcinfo": 1, "request": 17, "metadata": 16}),
        ("resiliparse_clipped.warc.gz", 0, ["truncated_archive"], {}),
        ("warcio_example.warc.gz", 2, [], {"warcinfo": 2, "request": 2}),
        ("warcio_example-bad.warc.gz.bad", 2, [], {"warcinfo": 1, "request": 2, "status_302": 1}),
        ("warcio_example-trunc.warc", 1, [], {"warcinfo": 2, "request": 1}),
        ("warcio_example.arc.gz", 1, [], {"filedesc": 1}),
        ("whirlwind.warc.gz", 1, [], {"warcinfo": 1, "request": 1, "metadata": 1}),
    ],
)
def test_archives_made_by_other_tools_are_read(
    tmp_path: Path, name: str, pages: int, rejected: list[str], passed: dict[str, int]
) -> None:
    found = read(raw_file(tmp_path, name.removesuffix(".bad"), (SAMPLES / name).read_bytes()))
    assert (len(found.pages), found.rejected, found.passed) == (pages, rejected, passed)
    assert [warc.reread(tmp_path, page.path) for page in found.pages] == found.pages


@by_name
def test_an_archive_that_changes_after_it_was_hashed_gives_no_page_of_other_bytes(
    tmp_path: Path, layout: Layout
) -> None:
    content = b"".join(layout.parts())
    for at in range(0, len(content), 97):
        file = hash_file(raw_file(tmp_path, layout.name, content))
        changed = bytearray(content)
        changed[at] ^= 1
        times = os.stat(file.location)
        Path(os.fsdecode(file.location)).write_bytes(changed)
        os.utime(file.location, ns=(times.st_atime_ns, times.st_mtime_ns))
        with pytest.raises(ChangedWhileReading):
            read(file)


def test_an_archive_that_changes_between_its_parts_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.pieces._LEAST_PIECE", 300)
    content = b"".join(_gzip(RECORDS))
    file = hash_file(raw_file(tmp_path, "a.warc.gz", content))
    parts = warc.shards(file, 500)
    assert len(parts) > 2
    before = [read(part) for part in parts]
    assert sum(len(found.pages) for found in before) == len(BODIES)
    (tmp_path / "new").write_bytes(content[:-9] + bytes(9))
    os.replace(tmp_path / "new", tmp_path / "a.warc.gz")
    with pytest.raises(ChangedWhileReading):
        read(parts[-1])


@pytest.mark.parametrize("piece", [1, 7, 100, 1 << 20])
def test_a_hashed_archive_gives_what_it_gives_unhashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr("pipeline.ingest.pieces._LEAST_PIECE", piece)
    for layout in LAYOUTS[:5]:
        file = raw_file(tmp_path, layout.name, b"".join(layout.parts()))
        hashed = hash_file(file)
        assert hashed.sha256 == hashlib.sha256(b"".join(layout.parts())).hexdigest()
        assert read(hashed) == read(file)


def test_an_archive_has_few_pieces_however_long_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.pieces._LEAST_PIECE", 1)
    file = raw_file(tmp_path, "a.warc", bytes(100_000))
    assert len(hash_file(file).pieces) <= 4096 * 8


def test_a_body_that_two_servers_compressed_is_read() -> None:
    head = read_head(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Encoding: gzip\r\n\r\n")
    assert head is not None
    assert head.codings[1:] == ("gzip", "br")


def test_bytes_after_a_member_of_gzip_do_not_count() -> None:
    assert decode_body(gzip.compress(b"Why?") + b"garbage", ("gzip",)) == (b"Why?", False)
