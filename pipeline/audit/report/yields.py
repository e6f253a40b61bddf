"""What each site and page gave."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ...release.page_states import are_gone
from ...release.stats import rejected_as_whole
from ...release.versions import Release
from ...schema import CONTAINERS
from ...schema.rows import Row
from .pieces import pieces

_HOST = r"(?i)^[a-z]+://(?:[^/?#@]*@)?(?:www\.)?(?P<host>[^/?#:\\]+)"
NO_ADDRESS = "(pages without an address)"
_MOST = 10  # sites and pages that are shown, chosen
_AT_ONCE = 10 * _MOST  # rows of which they are chosen: a page may be there in several states
_COLUMNS = ["key", "path", "url", "media_type", "candidates", "pairs", "boilerplate"]


class Site(NamedTuple):
    """What the pages of a host gave."""

    host: str
    pages: int
    without: int
    """Pages that gave no sound pair."""
    pairs: int


class Yields(NamedTuple):
    """What sites and pages gave."""

    sites: list[Site]
    """Those with the most pairs first; only some of them."""
    all_sites: int
    best: list[Row]
    """The pages with the most pairs."""
    without: list[Row]
    """The first pages, by path, that gave none."""
    all_without: int
    all_pages: int
    hosts: int
    """Of all sites those that are known: pages without an address are a row of their own."""
    containers: int
    """Files that hold pages, such as web archives, and are none."""


def yields(release: Release) -> Yields:
    """Return what the sites and pages of a release gave. Raises DamagedRelease."""
    rejected = _rejected_as_whole(release)
    pages: Counter[str] = Counter()
    without: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    best: list[Row] = []
    empty: list[Row] = []
    containers = 0
    for piece in pieces(release, "documents", _COLUMNS):
        containers += len(_read(piece, rejected, _is_container(piece)))
        read = _pages(piece, rejected)
        gave = pc.greater(pc.fill_null(read.column("pairs"), 0), 0)
        nothing = read.filter(pc.invert(gave))
        _add(pages, read, None)
        _add(without, nothing, None)
        _add(pairs, read, "pairs")
        best = _first([*best, *_top(read.filter(gave))], lambda row: (-row["pairs"], row["path"]))
        empty = _first([*empty, *_first_paths(nothing)], lambda row: row["path"])
    hosts = heapq.nsmallest(_MOST, pages, key=lambda host: (-pairs[host], -pages[host], host))
    sites = [Site(host, pages[host], without[host], pairs[host]) for host in hosts]
    known = len(pages) - (NO_ADDRESS in pages)
    return Yields(sites, len(pages), best, empty, without.total(), pages.total(), known, containers)


def _rejected_as_whole(release: Release) -> pa.Array:
    """The keys of the documents that could not be read."""
    found = [rejected_as_whole(piece) for piece in pieces(release, "rejected", ["document", "locator", "reason"])]
    return pa.chunked_array([part for keys in found for part in _chunks(keys)], pa.string()).combine_chunks()


def _chunks(keys: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    return keys.chunks if isinstance(keys, pa.ChunkedArray) else [keys]


def _pages(documents: pa.Table, rejected: pa.Array) -> pa.Table:
    """Those documents that are pages and were read, each with its host."""
    is_page = pc.and_not(pc.invert(_is_container(documents)), are_gone(documents))
    read = _read(documents, rejected, is_page)
    hosts = pc.struct_field(pc.extract_regex(read.column("url"), _HOST), "host")
    return read.append_column("host", pc.fill_null(pc.utf8_lower(hosts), NO_ADDRESS))


def _is_container(documents: pa.Table) -> pa.ChunkedArray:
    return pc.is_in(documents.column("media_type"), pa.array(CONTAINERS))


def _read(documents: pa.Table, rejected: pa.Array, which: pa.ChunkedArray) -> pa.Table:
    """Some documents, but for those that could not be read."""
    return documents.filter(pc.and_not(which, pc.is_in(documents.column("key"), value_set=rejected)))


def _first(rows: list[Row], order: Callable[[Row], Any]) -> list[Row]:
    """The first rows in an order; of a page that is there in several states only one."""
    pages: dict[str, Row] = {}
    for row in sorted(rows, key=order):
        pages.setdefault(row["url"] or row["path"], row)
    return list(pages.values())[:_MOST]


def _first_paths(read: pa.Table) -> list[Row]:
    rows: list[Row] = read.select(["path", "url", "candidates", "pairs"]).slice(0, _AT_ONCE).to_pylist()
    return rows


def _top(read: pa.Table) -> list[Row]:
    ordered = read.select(["path", "url", "candidates", "pairs"])
    best: list[Row] = ordered.sort_by([("pairs", "descending"), ("path", "ascending")]).slice(0, _AT_ONCE).to_pylist()
    return best


def _add(counter: Counter[str], read: pa.Table, column: str | None) -> None:
    """Add to a counter, by host, the number of rows, or the sum of a column."""
    if not len(read):
        return
    values = read.group_by("host").aggregate([(column or "path", "sum" if column else "count")])
    for row in values.rename_columns(["host", "value"]).to_pylist():
        counter[row["host"]] += row["value"] or 0
