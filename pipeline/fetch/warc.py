"""Records of web archives that we write: WARC 1.1 (ISO 28500:2017), each a gzip member."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ..ingest.warc.records import ASKED
from ..version import NAME, VERSION
from .exchange import Exchange

_LINE_ENDS = re.compile(r"[\r\n]+")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
"""What comes between the head and the body: some servers end their lines with a line feed alone."""
GZIP = 31  # the window of zlib for a gzip member
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
_NOT_MODIFIED, _SAME_PAYLOAD = f"{_REVISIT}server-not-modified", f"{_REVISIT}identical-payload-digest"

NOT_MODIFIED = 304
"""The status by which a server says that a page is as it was."""
SIGNAL = "signal"
"""The field of a metadata record that names what reserves the page."""


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


class Records(NamedTuple):
    """What is written of a visit."""

    when: datetime
    """The time of the visit."""
    about: bytes
    """The members before the last one."""
    last: bytes
    """That of which the page is read: where it is, all are."""


def page_records(exchange: Exchange, asked: str = "", signals: Sequence[tuple[str, str]] = ()) -> Records:
    """Return the records of a request, its response and what was found about it.

    `asked` is the address that was redirected to that of the exchange.
    """
    response_id, request_id = _new_id(), _new_id()
    response = _http_record("response", response_id, exchange, exchange.response, more=_asked(exchange, asked))
    request = _http_record("request", request_id, exchange, exchange.request, to=response_id)
    about = [_metadata(exchange, response_id, signals)] if signals else []
    return Records(exchange.fetched_at, b"".join(map(_member, (request, *about))), _member(response))


def revisit_records(exchange: Exchange, earlier: Earlier, asked: str = "") -> Records:
    """Return the records of a page that is as it was: that its server said so, or the head of a response that has the
    same bytes."""
    revisit_id = _new_id()
    is_said = exchange.status == NOT_MODIFIED
    head = exchange.response if is_said else _head(exchange.response)
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
    return Records(exchange.fetched_at, _member(request), _member(revisit))


def first_record(archive: str, user_agent: str, when: datetime) -> bytes:
    """Return the record that says who writes an archive."""
    fields = [("Content-Type", "application/warc-fields"), ("WARC-Filename", archive)]
    said = {
        "software": f"{NAME}/{VERSION}", "format": "WARC File Format 1.1",
        "robots": "obey", "http-header-user-agent": user_agent,
    }  # fmt: skip
    return _member(_record("warcinfo", _new_id(), when, fields, _lines(said.items())))


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


def _head(block: bytes) -> bytes:
    found = _HEAD_END.search(block)
    return block[: found.end()] if found else block


def _payload(block: bytes) -> bytes:
    return block[len(_head(block)) :]


def _digest(block: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(block).digest()).decode()}"


def _member(record: bytes) -> bytes:
    compress = zlib.compressobj(6, zlib.DEFLATED, GZIP)
    return compress.compress(record) + compress.flush()


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"
