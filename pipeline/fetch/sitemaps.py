"""The addresses of pages that a sitemap names, and those that it names in turn (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.parsers import expat

from ..web.addresses import fault_of
from .exchange import FetchFailed
from .wanted import BadList, read_list, unpacked

_MOST_SITEMAPS = 50_000
"""Sitemaps that an index may name (sitemaps.org), and the most that are read for one."""
_ROOTS = ("urlset", "sitemapindex")
_MOST_ELEMENTS = 2_000_000  # 50,000 addresses (sitemaps.org), each with 40 elements about it
_DEEPEST = 100


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
            pages, sitemaps = _parse_sitemap(address, unpacked(address, _got(address, get)))
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


def _space(tag: str) -> str:
    return tag.lower().removesuffix(_local(tag))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
