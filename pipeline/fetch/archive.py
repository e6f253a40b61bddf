"""Web archives that we write: WARC 1.1 (ISO 28500:2017), each record a gzip member, a page with one write.

Whoever reads the folder meanwhile, or after a kill, sees whole pages, or at the end of the newest archive a part of
one, which `mend` takes away.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import uuid
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..ingest.warc.records import ASKED
from ..storage import flush
from ..version import NAME, VERSION
from .exchange import Exchange

_NAME = re.compile(r"web-(\d{8})-(\d{3,})\.warc\.gz")
_LARGEST = 1_000_000_000
"""Bytes after which another archive is begun, as is customary."""
_LINE_ENDS = re.compile(r"[\r\n]+")
_BLANK = b"\r\n\r\n"
_GZIP = 31  # the window of zlib for a gzip member
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
_NOT_MODIFIED, _SAME_PAYLOAD = f"{_REVISIT}server-not-modified", f"{_REVISIT}identical-payload-digest"

NOT_MODIFIED = 304
"""The status by which a server says that a page is as it was."""


class Stored(NamedTuple):
    """Where a record lies."""

    archive: str
    offset: int
    """The byte at which its member begins."""

    def __str__(self) -> str:
        """The name by which `curate` calls the page in it."""
        return f"{self.archive}#{self.offset}"


class Earlier(NamedTuple):
    """The response that a server says still holds."""

    record_id: str
    url: str
    date: str
    """As its record has it."""
    stored: Stored
    payload_digest: str


class Archive:
    """The archives of one run, begun when there is something to write. For one thread at a time."""

    def __init__(self, raw: Path, user_agent: str, largest: int = _LARGEST) -> None:
        self._raw = raw
        self._user_agent = user_agent
        self._largest = largest
        self._name = ""
        self._opened = -1

    def write(self, exchange: Exchange, asked: str = "", signals: Sequence[tuple[str, str]] = ()) -> Stored:
        """Write a request, its response and what was found about it; they are on the disk when this returns.

        `asked` is the address that was redirected to that of the exchange. Raises OSError.
        """
        response_id, request_id = _new_id(), _new_id()
        response = _http_record("response", response_id, exchange, exchange.response, more=_asked(exchange, asked))
        request = _http_record("request", request_id, exchange, exchange.request, to=response_id)
        about = [_metadata(exchange, response_id, signals)] if signals else []
        return self._append(exchange.fetched_at, request, *about, response)

    def write_revisit(self, exchange: Exchange, earlier: Earlier, asked: str = "") -> Stored:
        """Write that a page is as it was: that its server said so, or the head of a response that has the same bytes.

        Raises OSError.
        """
        revisit_id = _new_id()
        is_said = exchange.status == NOT_MODIFIED
        head = exchange.response if is_said else exchange.response.partition(_BLANK)[0] + _BLANK
        refers = [
            ("WARC-Profile", _NOT_MODIFIED if is_said else _SAME_PAYLOAD),
            ("WARC-Refers-To", earlier.record_id),
            ("WARC-Refers-To-Target-URI", earlier.url),
            ("WARC-Refers-To-Date", earlier.date),
            ("WARC-Refers-To-Filename", earlier.stored.archive),
            ("WARC-Refers-To-File-Offset", str(earlier.stored.offset)),
            ("WARC-Payload-Digest", earlier.payload_digest),
            *_asked(exchange, asked),
        ]
        revisit = _http_record("revisit", revisit_id, exchange, head, more=refers)
        request = _http_record("request", _new_id(), exchange, exchange.request, to=revisit_id)
        return self._append(exchange.fetched_at, request, revisit)

    def close(self) -> None:
        """Close the archive that is open."""
        if self._opened >= 0:
            os.close(self._opened)
            self._opened = -1

    def _append(self, when: datetime, *records: bytes) -> Stored:
        """Write records, of which the last is what a page is read from: where it is, all are."""
        if self._opened < 0 or os.fstat(self._opened).st_size > self._largest:
            self._begin(when)
        offset = os.fstat(self._opened).st_size
        *before, last = map(_member, records)
        _write_all(self._opened, b"".join((*before, last)), offset)
        return Stored(self._name, offset + sum(map(len, before)))

    def _begin(self, when: datetime) -> None:
        """Begin another archive, with a record that says who writes it."""
        self.close()
        day = f"{when:%Y%m%d}"
        number = 1 + max((int(found[2]) for found in map(_NAME.fullmatch, os.listdir(self._raw)) if found), default=0)
        while self._opened < 0:
            self._name = f"web-{day}-{number:03}.warc.gz"
            try:
                self._opened = os.open(
                    self._raw / self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o666
                )
            except FileExistsError:
                number += 1
        fields = [("Content-Type", "application/warc-fields"), ("WARC-Filename", self._name)]
        said = {
            "software": f"{NAME}/{VERSION}", "format": "WARC File Format 1.1",
            "robots": "obey", "http-header-user-agent": self._user_agent,
        }  # fmt: skip
        body = _lines(said.items())
        _write_all(self._opened, _member(_record("warcinfo", _new_id(), when, fields, body)), 0)
        flush(self._raw)


def mend(raw: Path) -> list[str]:
    """Take the part of a record that a killed run left at the end of our newest archive away; return what was mended.

    Raises OSError.
    """
    newest = next(iter(archives(raw)), None)
    if newest is None:
        return []
    whole = _whole_length(newest)
    if whole == newest.stat().st_size:
        return []
    os.truncate(newest, whole)
    return [newest.name]


def archives(raw: Path) -> list[Path]:
    """Return the archives that we wrote into a folder, the newest first."""
    return sorted(filter(is_ours, raw.glob("web-*.warc.gz")), key=_order, reverse=True)


def is_ours(path: Path) -> bool:
    """Whether a file may be an archive that we wrote, by its name; a link is none."""
    return _NAME.fullmatch(path.name) is not None and not path.is_symlink()


def _order(path: Path) -> tuple[int, str]:
    found = _NAME.fullmatch(path.name)
    return (int(found[2]) if found else 0, path.name)


def _whole_length(path: Path) -> int:
    """The bytes of an archive up to the end of its last whole member."""
    whole = 0
    with path.open("rb") as file:
        block = file.read(1 << 20)
        while block:
            inflate = zlib.decompressobj(_GZIP)
            try:
                while block and not inflate.eof:
                    inflate.decompress(block)
                    block = inflate.unused_data if inflate.eof else file.read(1 << 20)
            except zlib.error:
                return whole
            if not inflate.eof:
                return whole
            whole = file.tell() - len(block)
            block = block or file.read(1 << 20)
    return whole


def payload_digest(exchange: Exchange) -> str:
    """Return the digest of what comes after the head of a response, as its record states it."""
    return _digest(_payload(exchange.response))


def _http_record(
    kind: str, record_id: str, exchange: Exchange, block: bytes, *, to: str = "", more: Sequence[tuple[str, str]] = ()
) -> bytes:
    fields = [
        ("WARC-Target-URI", exchange.url),
        *([("WARC-IP-Address", exchange.ip)] if exchange.ip else []),
        *([("WARC-Concurrent-To", to)] if to else []),
        ("Content-Type", f"application/http; msgtype={'request' if kind == 'request' else 'response'}"),
        ("WARC-Block-Digest", _digest(block)),
        *([("WARC-Payload-Digest", _digest(_payload(block)))] if kind == "response" else []),
        *more,
    ]
    return _record(kind, record_id, exchange.fetched_at, fields, block)


def _asked(exchange: Exchange, asked: str) -> list[tuple[str, str]]:
    return [(ASKED, asked)] if asked and asked != exchange.url else []


def _metadata(exchange: Exchange, response_id: str, signals: Sequence[tuple[str, str]]) -> bytes:
    body = _lines(signals)
    fields = [
        ("WARC-Target-URI", exchange.url),
        ("WARC-Refers-To", response_id),
        ("Content-Type", "application/warc-fields"),
        ("WARC-Block-Digest", _digest(body)),
    ]
    return _record("metadata", _new_id(), exchange.fetched_at, fields, body)


def _record(kind: str, record_id: str, when: datetime, fields: Sequence[tuple[str, str]], block: bytes) -> bytes:
    head = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id),
        ("WARC-Date", f"{when:%Y-%m-%dT%H:%M:%SZ}"),
        *fields,
        ("Content-Length", str(len(block))),
    ]
    return b"WARC/1.1\r\n" + _lines(head) + b"\r\n" + block + b"\r\n\r\n"


def _lines(fields: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(f"{name}: {_LINE_ENDS.sub(' ', value)}\r\n".encode() for name, value in fields)


def _payload(block: bytes) -> bytes:
    return block.partition(_BLANK)[2]


def _digest(block: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(block).digest()).decode()}"


def _member(record: bytes) -> bytes:
    compress = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    return compress.compress(record) + compress.flush()


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _write_all(opened: int, content: bytes, offset: int) -> None:
    """Write to the end of a file and to the disk; what cannot be written whole is taken away again."""
    try:
        written = 0
        while written < len(content):
            written += os.write(opened, memoryview(content)[written:])
        os.fsync(opened)
    except OSError:
        os.ftruncate(opened, offset)
        raise
