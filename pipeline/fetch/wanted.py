"""Which addresses are wanted: from the command line, lists, sitemaps and listings of crawls, each address once."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit
from xml.parsers import expat

from fastwarc.warc import ArchiveIterator

from ..errors import QamillError
from ..text.table import BadTable, read_rows
from ..web.addresses import escape, fault_of, names_user, origin_of, without_user
from .exchange import FetchFailed

_DEFAULT_PORTS = {"http": 80, "https": 443}
_GZIP = b"\x1f\x8b"
_OF_PAGES = ("http://", "https://")
"""How the addresses of pages begin in archives and their indexes; others are of names that were looked up, and such."""
_MOST_SITEMAPS = 50_000
"""Sitemaps that an index may name (sitemaps.org), and the most that are read for one."""
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
    text = _unpacked(name, content).decode("utf-8-sig", errors="replace")
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


def _unpacked(name: str, content: bytes) -> bytes:
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


def _refuse(error: BadList) -> None:
    raise error


def read_sitemap(url: str, get: Callable[[str], bytes], leave: Callable[[BadList], None] = _refuse) -> Iterator[str]:
    """Yield the addresses of pages that a sitemap names, and of those that it names in turn (sitemaps.org).

    `get` returns the content of an address, and raises FetchFailed; `leave` is told of a sitemap that another one
    names and that cannot be read. Raises BadList.
    """
    waiting, seen = [url], {url}
    while waiting:
        address = waiting.pop(0)
        try:
            pages, sitemaps = _parse_sitemap(address, _unpacked(address, _got(address, get)))
        except BadList as error:
            if address == url:
                raise
            leave(error)
            continue
        yield from pages
        new = [each for each in dict.fromkeys(sitemaps) if each not in seen]
        if len(seen) + len(new) > _MOST_SITEMAPS:
            raise BadList(url, f"it names more than {_MOST_SITEMAPS:,} sitemaps.")
        seen.update(new)
        waiting += new


def _got(address: str, get: Callable[[str], bytes]) -> bytes:
    if why := fault_of(address):
        raise BadList(address, f"no sitemap can be there: {why}.")
    try:
        return get(address)
    except FetchFailed as failed:
        raise BadList(address, f"this sitemap cannot be read ({failed}).") from failed


def _parse_sitemap(name: str, content: bytes) -> tuple[list[str], list[str]]:
    """The pages and the sitemaps that a sitemap names: XML, or text with an address a line."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return [*read_list(name, content)], []
    found = _Locations()
    try:
        found.read(content)
    except (_NoSitemap, expat.ExpatError, LookupError, ValueError) as error:
        raise BadList(name, f"it is no sitemap ({error}).") from error
    return found.of["url"], found.of["sitemap"]


class _NoSitemap(Exception):
    """It is XML, but no sitemap."""


class _Locations:
    """The addresses in a sitemap, read without keeping its elements: millions of them would fill the memory."""

    def __init__(self) -> None:
        self.of: dict[str, list[str]] = {"url": [], "sitemap": []}
        """By the name of the element that has the address."""
        self._path: list[str] = []
        self._elements = 0
        self._text: list[str] | None = None

    def read(self, content: bytes) -> None:
        """Raises _NoSitemap, ExpatError, and for encodings that there are not LookupError and ValueError."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.Parse(content, True)

    def _refuse_doctype(self, *_: object) -> None:
        raise _NoSitemap("a sitemap has no document type")

    def _begin(self, name: str, _: object) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._path) > _DEEPEST:
            raise _NoSitemap("it has more elements than any")
        if not self._path and _local(name) not in _ROOTS:
            raise _NoSitemap(f"its first element is {_local(name)[:40]!r}")
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        is_ours = _local(name) == "loc" and _local(parent) in self.of
        self._text = [] if is_ours and name.lower().removesuffix("loc") == _space(parent) else None

    def _add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, _: str) -> None:
        self._path.pop()
        if self._text and (address := "".join(self._text).strip()):
            self.of[_local(self._path[-1])].append(address)
        self._text = None


_ROOTS = ("urlset", "sitemapindex")
_MOST_ELEMENTS = 2_000_000  # 50,000 addresses (sitemaps.org), each with 40 elements about it
_DEEPEST = 100


def _space(tag: str) -> str:
    return tag.lower().removesuffix(_local(tag))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
