"""What another crawler writes: a page, and records that say that it was as before."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path
from typing import NamedTuple

from conftest import Project

URL = "https://pool.example.org/faq"
WHEN, SEVEN = "When does the pool open?", "It opens at seven in the morning on weekdays."
BODY = f"<!doctype html><html lang=en><body><h2>{WHEN}</h2><p>{SEVEN}</p></body></html>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
DIGEST = f"sha1:{base64.b32encode(hashlib.sha1(BODY).digest()).decode()}"
FIRST, LATER = "2026-01-01T12:00:00Z", "2026-01-04T12:00:00Z"


class Said(NamedTuple):
    """What a record says of itself."""

    kind: str = "revisit"
    url: str = URL
    date: str = LATER
    block: bytes = b""
    fields: tuple[tuple[str, str], ...] = ()


def record(said: Said) -> bytes:
    fields = [
        ("WARC-Type", said.kind),
        ("WARC-Record-ID", "<urn:uuid:00000000-0000-0000-0000-000000000000>"),
        ("WARC-Target-URI", said.url),
        ("WARC-Date", said.date),
        *said.fields,
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(said.block))),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return gzip.compress(b"WARC/1.0\r\n" + head.encode() + b"\r\n" + said.block + b"\r\n\r\n", mtime=0)


RESPONSE = Said("response", date=FIRST, block=HEAD + BODY, fields=(("WARC-Payload-Digest", DIGEST),))
BY_DATE = Said(fields=(("WARC-Refers-To-Target-URI", URL), ("WARC-Refers-To-Date", FIRST)))
BY_DIGEST = Said(fields=(("WARC-Payload-Digest", DIGEST),))


def response(url: str = URL, *fields: str, body: bytes = BODY, date: str = FIRST) -> bytes:
    """Return a record of a page that was answered with some more header fields."""
    head = HEAD.removesuffix(b"\r\n") + "".join(f"{field}\r\n" for field in fields).encode() + b"\r\n"
    return record(Said("response", url, date, head + body))


def archive(project: Project, *records: bytes, name: str = "crawl.warc.gz") -> Path:
    """Write a web archive."""
    project.raw.mkdir(parents=True, exist_ok=True)
    path = project.raw / name
    path.write_bytes(b"".join(records))
    return path
