"""The archives that are written: read back by others, byte for byte, whole after every kill."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipeline.fetch.archive import Archive, mend
from pipeline.fetch.exchange import Exchange
from pipeline.fetch.fetched import Visits, read_visits
from pipeline.fetch.resume import recover
from pipeline.fetch.warc import Earlier, Stored, page_records, payload_digest, revisit_records

_WHEN = datetime(2026, 1, 31, 12, tzinfo=UTC)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_RESPONSES = {
    "plain": _HEAD + b"Content-Length: 11\r\n\r\n<p>Why?</p>",
    "chunked": _HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "gzip": _HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello" * 50, mtime=0),
    "binary": _HEAD + b"\r\n" + bytes(range(256)) + b"\r\n\r\nWARC/1.1\r\n",
    "linefeeds": b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>Why?</p>",
    "empty": _HEAD + b"Content-Length: 0\r\n\r\n",
}


def _exchange(name: str, when: datetime = _WHEN) -> Exchange:
    request = f"GET /{name} HTTP/1.1\r\nHost: a.org\r\n\r\n".encode()
    return Exchange(f"https://a.org/{name}", "192.0.2.1", when, 0.1, request, _RESPONSES[name], 200, (), b"")


def test_others_read_what_was_served(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qamill/1 (+me@example.org)")
    stored = [
        archive.write(page_records(_exchange(name), signals=[("signal", "x-robots-tag: all")])) for name in _RESPONSES
    ]
    archive.close()
    path = tmp_path / "web-20260131-001.warc.gz"
    assert [each.archive for each in stored] == [path.name] * len(stored)
    done = subprocess.run([sys.executable, "-m", "warcio.cli", "check", "-v", path], capture_output=True, text=True)
    assert (done.returncode, "digest fail" in done.stdout, done.stderr) == (0, False, "")
    with path.open("rb") as file:
        found = [
            (record.stream_pos, record.reader.read())
            for record in ArchiveIterator(file, parse_http=False, record_types=WarcRecordType.response)
        ]
    assert found == [(each.offset, response) for each, response in zip(stored, _RESPONSES.values(), strict=True)]


def test_every_record_is_a_gzip_member(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qamill")
    stored = archive.write(page_records(_exchange("plain")))
    content = (tmp_path / stored.archive).read_bytes()
    assert content.count(b"\x1f\x8b\x08") == 3
    text = gzip.decompress(content[: stored.offset])
    assert re.findall(rb"WARC-Type: (\w+)", text) == [b"warcinfo", b"request"]


def test_a_run_begins_its_own_archive_and_another_when_one_is_large(tmp_path: Path) -> None:
    for _ in range(2):
        archive = Archive(tmp_path, "qamill", largest=1_000)
        for name in ("plain", "chunked", "gzip"):
            archive.write(page_records(_exchange(name)))
            if archive.is_full:
                archive.close()
        archive.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"web-20260131-00{n}.warc.gz" for n in (1, 2, 3, 4)]


def test_a_revisit_names_the_response_that_still_holds(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qamill")
    stored = archive.write(page_records(_exchange("plain")))
    unchanged = _exchange("plain")._replace(response=b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", status=304)
    digest = payload_digest(_exchange("plain"))
    of = Earlier("<urn:uuid:1>", "https://a.org/plain", "2026-01-31T12:00:00Z", stored, digest)
    revisit = archive.write(revisit_records(unchanged, of))
    text = gzip.decompress((tmp_path / stored.archive).read_bytes()[revisit.offset :]).decode()
    assert "WARC-Type: revisit" in text
    assert "WARC-Refers-To-Date: 2026-01-31T12:00:00Z" in text
    assert f"WARC-Refers-To-File-Offset: {stored.offset}" in text
    assert f"WARC-Payload-Digest: {digest}" in text


def test_a_page_that_was_sent_again_as_it_was_is_not_stored_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qamill")
    stored = archive.write(page_records(_exchange("binary")))
    digest = payload_digest(_exchange("binary"))
    of = Earlier("<urn:uuid:1>", "https://a.org/binary", "2026-01-31T12:00:00Z", stored, digest)
    revisit = archive.write(revisit_records(_exchange("binary"), of, asked="https://a.org/old"))
    archive.close()
    path = tmp_path / stored.archive
    text = gzip.decompress(path.read_bytes()[revisit.offset :])
    assert b"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n" in text
    assert text.endswith(b"\r\n\r\n" + _RESPONSES["binary"].partition(b"\r\n\r\n")[0] + b"\r\n\r\n\r\n\r\n")
    done = subprocess.run([sys.executable, "-m", "warcio.cli", "check", path], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_visit_whose_line_a_kill_took_is_told_by_its_record(tmp_path: Path) -> None:
    index = Visits(tmp_path)
    archive = Archive(tmp_path, "qamill")
    stored = archive.write(page_records(_exchange("plain")))
    of = Earlier("<urn:uuid:1>", "https://a.org/plain", "2026-01-31T12:00:00Z", stored, "")
    archive.write(revisit_records(_exchange("plain"), of, asked="https://a.org/old"))
    archive.write(
        page_records(
            _exchange("empty")._replace(response=b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", status=410)
        )
    )
    archive.close()
    assert recover(tmp_path, index) == 3
    index.close()
    found = [(visit.url, visit.result) for visit in read_visits(tmp_path)]
    assert found == [
        ("https://a.org/plain", "stored"),
        ("https://a.org/old", "not_modified"),
        ("https://a.org/empty", "gone"),
    ]


def test_a_visit_whose_line_a_kill_took_is_told_with_the_signal_of_its_own_page(tmp_path: Path) -> None:
    index = Visits(tmp_path)
    archive = Archive(tmp_path, "qamill")
    signals = {"plain": "x-robots-tag: noai", "chunked": "", "gzip": "meta robots: noarchive", "binary": ""}
    for name, signal in signals.items():
        archive.write(page_records(_exchange(name), signals=[("signal", signal)] if signal else []))
    archive.close()
    assert recover(tmp_path, index) == len(signals)
    index.close()
    found = {visit.url.rpartition("/")[2]: visit.signal for visit in read_visits(tmp_path)}
    assert found == signals


def test_a_line_end_in_a_value_begins_no_field(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qamill")
    stored = archive.write(page_records(_exchange("plain"), signals=[("signal", "a\r\nWARC-Type: response")]))
    assert (
        b"\r\nWARC-Type: response\r\n"
        not in gzip.decompress((tmp_path / stored.archive).read_bytes()[stored.offset :]).partition(
            b"WARC-Type: request"
        )[2]
    )


@pytest.mark.parametrize("kept", [0, 1, 7, 50, 99])
def test_what_a_kill_left_of_a_page_is_taken_away(tmp_path: Path, kept: int) -> None:
    archive = Archive(tmp_path, "qamill")
    archive.write(page_records(_exchange("plain")))
    path = tmp_path / "web-20260131-001.warc.gz"
    whole = path.read_bytes()
    archive.write(page_records(_exchange("gzip")))
    content = path.read_bytes()
    path.write_bytes(content[: len(whole) + (len(content) - len(whole)) * kept // 100])
    assert mend(tmp_path) == ([path.name] if kept else [])
    assert path.read_bytes().startswith(whole)
    assert mend(tmp_path) == []
    assert gzip.decompress(path.read_bytes()).count(b"WARC-Type: response") == 1


@pytest.mark.parametrize("at", [0, 200, -100])
def test_what_is_damaged_otherwise_is_left_as_it_is(tmp_path: Path, at: int) -> None:
    archive = Archive(tmp_path, "qamill")
    for name in ("plain", "chunked"):
        stored = archive.write(page_records(_exchange(name)))
    archive.close()
    path = tmp_path / stored.archive
    damaged = bytearray(path.read_bytes())
    damaged[at] ^= 255
    path.write_bytes(damaged)
    index = Visits(tmp_path)
    recover(tmp_path, index)
    index.close()
    assert path.read_bytes() == damaged


def test_what_only_has_the_name_of_an_archive_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "web-20260131-001.warc.gz"
    path.write_bytes(b"Notes about the web.")
    index = Visits(tmp_path)
    assert recover(tmp_path, index) == 0
    index.close()
    assert path.read_bytes() == b"Notes about the web."


def test_zeros_that_a_power_cut_left_are_taken_away(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qamill")
    stored = archive.write(page_records(_exchange("plain")))
    archive.close()
    path = tmp_path / stored.archive
    whole = path.read_bytes()
    path.write_bytes(whole + bytes(5_000))
    assert mend(tmp_path) == [stored.archive]
    assert path.read_bytes() == whole


def test_a_link_is_not_mended(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"\x1f\x8b\x08 of somebody else")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "web-20260131-001.warc.gz").symlink_to(tmp_path / "elsewhere")
    assert mend(tmp_path / "raw") == []
    assert (tmp_path / "elsewhere").read_bytes() == b"\x1f\x8b\x08 of somebody else"


def test_a_place_is_written_as_curate_names_the_page() -> None:
    assert str(Stored("web-20260131-001.warc.gz", 481516)) == "web-20260131-001.warc.gz#481516"
