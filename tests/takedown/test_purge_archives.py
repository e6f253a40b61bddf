"""A record goes from a web archive of any kind, and all others stay at their places."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pyarrow as pa
import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_takedowns import CANARY, SECRET

from pipeline.ingest.containers.read import documents_in
from pipeline.ingest.warc.codec import Bytes
from pipeline.ingest.warc.members import open_bytes
from pipeline.purge.archives import Archive, Entry, patched
from pipeline.purge.fillers import CannotFill
from pipeline.schema import Document, Rejected

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def _body(number: int, said: str = "") -> bytes:
    """A page that does not compress to nothing."""
    random = Random(number)
    noise = b"".join(b"<p>%x</p>" % random.getrandbits(48) for _ in range(30))
    return b"<!doctype html><html><body>" + said.encode() + noise + b"</body></html>"


def _warc(number: int, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        "WARC-Date: 2026-01-31T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(HTTP + body)}\r\n\r\n"
    )
    return head.encode() + HTTP + body + b"\r\n\r\n"


def _arc(number: int, body: bytes) -> bytes:
    line = f"http://example.org/{number} 192.0.2.1 20260131120000 text/html {len(HTTP + body)}\n"
    return line.encode() + HTTP + body + b"\n"


INFO = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
)
FILE = b"filedesc://crawl.arc 0.0.0.0 20260131120000 text/plain 16\n1 0 qamill\n\nURL\n"
SAID = f"<h2>{SECRET.question}</h2><p>{SECRET.answer}</p>"


def _records(make: Callable[[int, bytes], bytes], first: bytes, gone: int) -> list[bytes]:
    return [first, *(make(number, _body(number, SAID if number == gone else "")) for number in range(5))]


def _zstd(content: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(content, asbytes=True))


def _lz4(content: bytes) -> bytes:
    return bytes(pa.Codec("lz4").compress(content, asbytes=True))


class Layout(NamedTuple):
    """A way to store records in a file."""

    name: str
    pack: Callable[[bytes], bytes]
    groups: tuple[int, ...] = (1,) * 6
    """How many records are packed together."""

    def archive(self, gone: int) -> bytes:
        make, first = (_arc, FILE) if ".arc" in self.name else (_warc, INFO)
        records, content = _records(make, first, gone), b""
        for count in self.groups:
            content += self.pack(b"".join(records[:count]))
            records = records[count:]
        return content


LAYOUTS = [
    Layout("bare.warc", bytes),
    Layout("own.warc.gz", gzip.compress),
    Layout("all.warc.gz", gzip.compress, (6,)),
    Layout("some.warc.gz", gzip.compress, (2, 3, 1)),
    Layout("first.warc.gz", gzip.compress, (3, 3)),
    Layout("own.warc.zst", _zstd),
    Layout("all.warc.zst", _zstd, (6,)),
    Layout("some.warc.zst", _zstd, (2, 3, 1)),
    Layout("own.warc.lz4", _lz4),
    Layout("all.warc.lz4", _lz4, (6,)),
    Layout("some.warc.lz4", _lz4, (2, 3, 1)),
    Layout("bare.arc", bytes),
    Layout("own.arc.gz", gzip.compress),
    Layout("some.arc.gz", gzip.compress, (2, 3, 1)),
]


def _opened(content: bytes) -> Bytes:
    class File:
        def read_at(self, start: int, count: int) -> bytes:
            return content[start : start + count]

    return open_bytes(File(), len(content))


def _without(layout: Layout, content: bytes, is_meant: Callable[[Entry], bool]) -> bytes:
    archive = _opened(content)
    whole = Archive(archive, is_arc=".arc" in layout.name)
    return b"".join(patched(archive, whole.patches(whole.places(is_meant))))


def _pages(name: str, content: bytes) -> dict[str, bytes]:
    found = [*documents_in(name, content)]
    assert [each for each in found if isinstance(each, Rejected)] == []
    return {each.path: each.content for each in found if isinstance(each, Document)}


@pytest.mark.parametrize("gone", [0, 1, 3, 4])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_all_other_pages_stay_at_their_places(layout: Layout, gone: int) -> None:
    content = layout.archive(gone)
    before = _pages(layout.name, content)
    assert len(before) == 5
    after = _pages(layout.name, _without(layout, content, lambda entry: CANARY.encode() in entry.block()))
    assert after == {path: page for path, page in before.items() if CANARY.encode() not in page}
    assert len(after) == 4


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_record_is_found_by_its_address(layout: Layout) -> None:
    content = layout.archive(9)
    after = _pages(layout.name, _without(layout, content, lambda entry: entry.address.endswith("example.org/2")))
    assert sorted(after.values()) == sorted(_body(number) for number in (0, 1, 3, 4))


@given(length=st.integers(0, 400_000), codec=st.sampled_from([gzip.compress, _zstd, _lz4]))
@settings(max_examples=examples(30), deadline=None)
def test_a_record_of_any_length_is_filled_exactly(length: int, codec: Callable[[bytes], bytes]) -> None:
    page = Random(length).randbytes(length)
    layout = Layout("own.warc.gz", codec)
    content = codec(_warc(0, page)) + codec(_warc(1, _body(1)))
    after = _without(layout, content, lambda entry: entry.address.endswith("/0"))
    assert len(after) == len(content)
    assert [*_pages("a.warc.gz", after).values()] == [_body(1)]


def test_an_archive_that_is_damaged_is_left_to_a_person() -> None:
    layout = LAYOUTS[1]
    content = bytearray(layout.archive(1))
    content[len(content) // 2] ^= 255
    with pytest.raises(CannotFill, match="damaged"):
        _without(layout, bytes(content), lambda _: False)
