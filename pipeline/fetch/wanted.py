"""Which addresses are wanted: from the command line, lists and listings of crawls, each address once."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from fastwarc.warc import ArchiveIterator

from ..errors import QamillError
from ..text.table import BadTable, read_rows
from ..web.addresses import escape, fault_of, names_user, origin_of, without_user

_DEFAULT_PORTS = {"http": 80, "https": 443}
_GZIP = b"\x1f\x8b"
_OF_PAGES = ("http://", "https://")
"""How the addresses of pages begin in archives and their indexes; others are of names that were looked up, and such."""
_CDX_HEAD = re.compile(r"(.)CDX((?:\1[A-Za-z])+)\s*$")
_CDX_LINE = re.compile(r"(?:\S+ \d{4,14} )?(\{.*\})\s*$|\S+ \d{4,14} (https?://\S+) .*$")
_MOST_BYTES = 50_000_000
"""Of a sitemap or a list, decoded (sitemaps.org)."""


class BadList(QamillError):
    """A list of addresses cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        self.name = without_user(name)
        self.why = why
        super().__init__(f"{self.name}: {why} See `qamill help fetching`.")


class Wanted(NamedTuple):
    """An address that is wanted."""

    url: str
    why_not: str = ""
    """What keeps it from being the address of a page; empty if nothing does."""


def canonical(url: str) -> str:
    """Return one spelling of an address that asks a server for the very same.

    Only what no server can see or tell apart is changed: spaces around it, the letter case of protocol and host,
    a default port, an empty path, a fragment, and what an address cannot hold is escaped. No parameter is dropped.

    >>> canonical(" HTTP://Example.org:80?utm_source=a#top "), canonical("https://example.org/A%2fb/?b=1&a=2")
    ('http://example.org/?utm_source=a', 'https://example.org/A%2fb/?b=1&a=2')
    """
    parts = urlsplit(escape(url))
    scheme = parts.scheme.lower()
    user, at, host = parts.netloc.rpartition("@")
    host = host.lower().removesuffix(f":{_DEFAULT_PORTS.get(scheme)}")
    return urlunsplit((scheme, user + at + host, parts.path or "/", parts.query, ""))


def wanted(urls: Iterable[str]) -> Iterator[Wanted]:
    """Yield addresses in their order, each once, and what is none with the reason."""
    seen = set()
    for written in urls:
        why = fault_of(written.strip()) or ("it holds the name of a user" if names_user(written.strip()) else "")
        try:
            url = written.strip() if why else canonical(written)
        except ValueError as error:
            url, why = written.strip(), str(error)
        if url not in seen:
            seen.add(url)
            yield Wanted(without_user(url), why)


def sites_of(urls: Iterable[str]) -> frozenset[str]:
    """Return the protocols, hosts and ports of addresses."""
    return frozenset(origin_of(url) for url, why_not in wanted(urls) if not why_not)


def read_list(path: Path | str, content: bytes) -> Iterator[str]:
    """Yield the addresses that a file lists: a line each, a CSV with a column `url`, a WARC, a CDX or CDXJ index.

    Raises BadList.
    """
    name = str(path)
    if content.startswith((_GZIP, b"WARC/")) and _is_warc(content):
        yield from _of_warc(name, content)
        return
    text = unpacked(name, content).decode("utf-8-sig", errors="replace")
    if "\0" in text:
        raise BadList(name, "it is neither text nor a WARC.")
    first = next((line for line in text.splitlines() if not line.startswith("!")), "")  # of CDXJ: what is said of it
    if head := _CDX_HEAD.match(first):
        yield from _of_cdx(text, head)
    elif _CDX_LINE.match(first):
        yield from _of_cdxj(text)
    elif "://" not in first and "url" in (names := [each.strip().strip('"').lower() for each in first.split(",")]):
        yield from _of_csv(name, text, names.index("url"))
    else:
        lines = (line.strip().partition("\t")[0] for line in text.splitlines())
        yield from (line for line in lines if line and not line.startswith("#"))


def unpacked(name: str, content: bytes) -> bytes:
    """Return the bytes of a list, without gzip around them. Raises BadList for what is damaged or too large."""
    if not content.startswith(_GZIP):
        return content
    try:
        with gzip.open(BytesIO(content)) as file:
            unpacked = file.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadList(name, f"it is damaged gzip ({error}).") from error
    if len(unpacked) > _MOST_BYTES:
        raise BadList(name, f"it has more than {_MOST_BYTES:,} bytes.")
    return unpacked


def _is_warc(content: bytes) -> bool:
    try:
        start = zlib.decompressobj(31).decompress(content, 5) if content.startswith(_GZIP) else content[:5]
    except zlib.error:
        return False
    return start == b"WARC/"


def _of_warc(name: str, content: bytes) -> Iterator[str]:
    try:
        for record in ArchiveIterator(BytesIO(content), parse_http=False):
            url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
            if url.startswith(_OF_PAGES):
                yield url
    except OSError as error:
        raise BadList(name, f"it is a damaged WARC ({error}).") from error


def _of_cdx(text: str, head: re.Match[str]) -> Iterator[str]:
    """The original addresses, field `a`, of a CDX index."""
    separator = head[1]
    fields = head[2].split(separator)[1:]
    column = fields.index("a") if "a" in fields else -1
    for line in text.splitlines()[1:]:
        values = line.split(separator)
        if 0 <= column < len(values) and values[column].startswith(_OF_PAGES):
            yield values[column]


def _of_cdxj(text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = _CDX_LINE.match(line)
        if found and found[1]:
            try:
                url = json.loads(found[1]).get("url")
            except (ValueError, AttributeError):
                continue
            if isinstance(url, str):
                yield url
        elif found:
            yield found[2]


def _of_csv(name: str, text: str, column: int) -> Iterator[str]:
    try:
        for number, row in enumerate(read_rows(text, ",")):
            if number and column < len(row.fields) and row.fields[column].strip():
                yield row.fields[column]
    except BadTable as error:
        raise BadList(name, f"line {error.mistake.line}: {error.mistake.why}.") from error
