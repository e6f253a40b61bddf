"""Every record of an archive is accounted for: a page, a rejection, or a count; and damage to one costs no other."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.files import RawFile, hash_file
from pipeline.ingest.warc import read as warc
from pipeline.schema import Document, Passed, Rejected

Pack = Callable[[bytes], bytes]
PACKS: dict[str, Pack] = {
    "a.warc": lambda record: record,
    "a.warc.gz": lambda record: gzip.compress(record, mtime=0),
    "a.warc.zst": lambda record: pa.Codec("zstd").compress(record, asbytes=True),
    "a.warc.lz4": lambda record: pa.Codec("lz4").compress(record, asbytes=True),
    "a.arc": lambda record: record,
    "a.arc.gz": lambda record: gzip.compress(record, mtime=0),
}
KINDS = ("page", "page", "page", "text", "picture", "missing", "request", "revisit", "resource", "headless")


def body(number: int) -> bytes:
    return b"<!doctype html><p>Page %d says %x.</p>" % (number, hash((number, 7)) & 0xFFFFFF) * 9


def http(kind: str, number: int) -> bytes:
    status = "404 Not Found" if kind == "missing" else "200 OK"
    media_type = {"text": "text/plain", "picture": "image/png"}.get(kind, "text/html")
    head = "no head" if kind == "headless" else f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n"
    return head.encode() + body(number)


def warc_record(kind: str, number: int) -> bytes:
    record_type = kind if kind in ("request", "revisit", "resource") else "response"
    block = body(number) if kind == "resource" else http(kind, number)
    media_type = "text/html" if kind == "resource" else "application/http"
    head = (
        f"WARC/1.0\r\nWARC-Type: {record_type}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2026-01-31T12:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def arc_record(kind: str, number: int) -> bytes:
    block = http(kind, number)
    return f"http://example.org/{number} 192.0.2.1 20260131120000 text/html {len(block)}\n".encode() + block + b"\n"


class Account(NamedTuple):
    """What became of the records of an archive."""

    pages: list[Document]
    rejected: list[Rejected]
    passed: int

    @property
    def total(self) -> int:
        return len(self.pages) + len(self.rejected) + self.passed


def account(name: str, content: bytes) -> Account:
    """Read an archive, and each of its pages again by its name."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        raw = hash_file(RawFile(os.fsencode(file), name, len(content), None, None, None))
        found = [*warc.documents(raw)]
        pages = [item for item in found if isinstance(item, Document)]
        assert [warc.reread(Path(folder), page.path) for page in pages] == pages
    rejected = [item for item in found if isinstance(item, Rejected)]
    assert all(name in item.text for item in rejected)
    return Account(pages, rejected, sum(sum(item.counts.values()) for item in found if isinstance(item, Passed)))


def packed(name: str, records: list[bytes]) -> bytes:
    return b"".join(PACKS[name](record) for record in records)


def records_of(name: str, kinds: list[str]) -> list[bytes]:
    make = arc_record if ".arc" in name else warc_record
    return [make(kind, number) for number, kind in enumerate(kinds)]


Kinds = st.lists(st.sampled_from(KINDS), min_size=1, max_size=8)


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=examples(60), deadline=None)
@given(Kinds)
def test_pages_rejections_and_counts_are_as_many_as_the_records(name: str, kinds: list[str]) -> None:
    found = account(name, packed(name, records_of(name, kinds)))
    assert found.total == len(kinds)
    assert len(found.rejected) == kinds.count("headless")


def with_length(change: int) -> Pack:
    """Make a record say that it is longer or shorter than it is."""
    stated = rb"(?<=\nContent-Length: )\d+|(?<=^http://example.org/. 192.0.2.1 20260131120000 text/html )\d+"
    return lambda record: re.sub(stated, lambda m: b"%d" % max(0, int(m[0]) + change), record, count=1)


SMALL = (-16, -2, -1, 1, 2, 4, 5, 16)
DAMAGE: dict[str, Pack] = {
    **{f"a length that is wrong by {change}": with_length(change) for change in SMALL},
    "a length that is far too small": with_length(-100),
    "a length that is far too large": with_length(90),
    "a length that is absurd": with_length(10**12),
    "no length": lambda record: record.replace(b"Content-Length", b"Content-Size", 1),
    "a length in words": lambda record: re.sub(rb"Content-Length: \d+", b"Content-Length: many", record, count=1),
    "no type": lambda record: record.replace(b"WARC-Type", b"WARC-Kind", 1),
    "no HTTP head": lambda record: record.replace(b"HTTP/1.1 200 OK", b"<p>", 1),
    "a head without an end": lambda record: record.replace(b"text/html\r\n\r\n<", b"text/html<", 1),
    "an empty block": lambda record: re.sub(rb"\r\n\r\n.*", b"\r\n\r\n\r\n\r\n", record, count=1, flags=re.DOTALL),
    "a body cut off": lambda record: record[:-50],
    "another separator": lambda record: record[:-4] + b"\n",
}


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.warc.lz4"])
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_damage_to_one_record_costs_no_other_and_is_told(name: str, damage: str, at: int) -> None:
    records = records_of(name, ["page"] * 5)
    whole = {page.content for page in account(name, packed(name, records)).pages}
    damaged = [*records[:at], DAMAGE[damage](records[at]), *records[at + 1 :]]
    found = account(name, packed(name, damaged))
    assert whole - {page.content for page in found.pages} <= {body(at)}
    assert found.total >= 5
    is_last_and_too_long = at == 4 and found.rejected and found.rejected[-1].reason == "truncated_archive"
    assert found.total == 5 or is_last_and_too_long


NOT_RECORDS = [b"WARC/x\r\nnothing", b"WARC/", b"WARC/1.2\r\n\r\n", b"WARX/1.0\r\n\r\n", b"nothing"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.warc.lz4"])
@pytest.mark.parametrize("bad", NOT_RECORDS)
@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("times", [1, 2])
def test_what_is_no_record_costs_no_record_and_is_told(name: str, bad: bytes, at: int, times: int) -> None:
    records = records_of(name, ["page"] * 4)
    found = account(name, packed(name, [*records[:at], *[bad] * times, *records[at:]]))
    assert [page.content for page in found.pages] == [body(number) for number in range(4)]
    assert found.rejected


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("change", SMALL)
@pytest.mark.parametrize("at", [0, 2])
def test_a_record_whose_length_is_wrong_by_a_few_bytes_is_read(name: str, change: int, at: int) -> None:
    records = records_of(name, ["page"] * 4)
    records[at] = with_length(change)(records[at])
    found = account(name, packed(name, records))
    assert [page.content.rstrip() for page in found.pages] == [body(number) for number in range(4)]


WRONG = (*SMALL, -380, -300, -100, -17, 17, 90, 300, 600, 1000, 10**12)


@pytest.mark.parametrize("name", [*PACKS, *(f"one.{name}" for name in PACKS)])
@pytest.mark.parametrize("change", WRONG)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_wrong_length_gives_no_part_of_a_page_and_costs_no_other(name: str, change: int, at: int) -> None:
    records = records_of(name, ["page"] * 5)
    records[at] = with_length(change)(records[at])
    content = PACKS[name.removeprefix("one.")](b"".join(records)) if name.startswith("one.") else packed(name, records)
    found = account(name, content)
    numbers = [number for number in range(5) if body(number) in [page.content.rstrip() for page in found.pages]]
    assert len(numbers) == len(found.pages)
    assert {0, 1, 2, 3, 4} - {*numbers} <= {at}
    assert len(numbers) == 5 or found.rejected


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=examples(120), deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_a_byte_that_changed_costs_its_record_and_is_told(name: str, at: int, change: int) -> None:
    records = records_of(name, ["page"] * 5)
    content = bytearray(packed(name, records))
    if name.endswith("zst") and at % len(content) < 5:  # the frame would say that it needs a dictionary
        at += 5
    content[at % len(content)] ^= change
    found = account(name, bytes(content))
    contents = [page.content for page in found.pages]
    assert sum(body(number) in contents for number in range(5)) >= (4 if name in ("a.warc", "a.warc.gz") else 3)
    assert found.total >= 5 or any(item.reason == "truncated_archive" for item in found.rejected)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.arc.gz"])
@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("byte", range(3))
def test_a_damaged_magic_costs_its_member_and_reading_goes_on_at_the_next(name: str, at: int, byte: int) -> None:
    members = [bytearray(PACKS[name](record)) for record in records_of(name, ["page"] * 5)]
    members[at][byte] ^= 0x5A
    found = account(name, b"".join(members))
    assert [page.content for page in found.pages] == [body(number) for number in range(5) if number != at]
    assert [item.reason for item in found.rejected] == ["damaged_record"]
