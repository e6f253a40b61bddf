"""The states of pages, one after another: when each was read, and when an answer was seen on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..release.page_states import GONE_PAGES
from ..release.read import read_table
from ..release.versions import Release
from ..web.addresses import page_of

_ADDRESS = r"(?i)^https?://(?:www\.)*(?P<host>[^/?#:\\]*)(?::\d*)?(?P<path>[^?#]*)"
_MAY_BE_ANY = r"[%\\@]|/\.|\.(?:[:/?#]|$)|[^\x00-\x7f]"
"""What shows that a host or a path may be written in another way."""


class State(NamedTuple):
    """What lay in `raw/` of a page as it was at one time."""

    time: datetime
    """Of the retrieval, or what the page says of its own date where no state of it was retrieved at a known time."""
    documents: frozenset[str]
    """The keys of its documents with pairs, and of one that says that it is gone."""
    gone_status: int = 0
    """By which its server said that it is gone; 0 where it was there."""


class Span(NamedTuple):
    """A time in which an answer was seen whenever its page was read."""

    first: datetime
    last: datetime


Pages = Mapping[str, Sequence[State]]
"""The states of pages in the order of time, by `page_of` of their addresses."""


def states_of(release: Release, addresses: Iterable[str]) -> Pages:
    """Return the states of pages that have a time and gave a pair, or were gone. Raises DamagedRelease."""
    pages = {page_of(address) for address in addresses}
    shown: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _documents(release, pages):
        if (page := page_of(row["url"])) in pages:
            shown[page].append(row)
    return {page: _ordered(rows) for page, rows in shown.items()}


def _documents(release: Release, pages: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The documents of states that may be of some pages: `page_of` each of a million would take seconds."""
    columns = ["key", "url", "retrieved_at", "page_date", "boilerplate"]
    is_state = (pc.field("pairs") > 0) | pc.field("boilerplate").isin([*GONE_PAGES])
    documents = read_table(release, "documents", columns, is_state & pc.field("url").is_valid())
    urls = documents.column("url")
    may_be = pc.is_in(_paths(urls), value_set=_paths(pa.chunked_array([pa.array(pages, pa.string())])))
    may_be = pc.or_(may_be, pc.match_substring_regex(urls, _MAY_BE_ANY))
    found: list[dict[str, Any]] = documents.filter(may_be).to_pylist()
    return found


def _paths(addresses: pa.ChunkedArray) -> pa.ChunkedArray:
    """Host and path of each address, without what `page_of` drops first."""
    parts = pc.extract_regex(addresses, _ADDRESS)
    host, path = (pc.struct_field(parts, name) for name in ("host", "path"))
    return pc.binary_join_element_wise(pc.utf8_lower(host), pc.ascii_rtrim(path, characters="/"), "")


def _ordered(rows: Sequence[Mapping[str, Any]]) -> list[State]:
    clock = "retrieved_at" if any(row["retrieved_at"] for row in rows) else "page_date"
    at: defaultdict[datetime, dict[str, int]] = defaultdict(dict)
    for row in rows:
        if row[clock]:
            at[row[clock]][row["key"]] = GONE_PAGES.get(row["boilerplate"], 0)
    return [State(time, frozenset(keys), min(keys.values())) for time, keys in sorted(at.items())]


def spans(sightings: Sequence[Mapping[str, Any]], pages: Pages) -> list[Span]:
    """Return when an answer was seen: a span ends where a page did not give it that gave it before and afterwards.

    `sightings` are all of the answer; those that were retrieved at no known time count for nothing.
    """
    times = sorted({row["retrieved_at"] for row in sightings if row["retrieved_at"]})
    without = _times_without(sightings, pages)
    found: list[Span] = []
    for time in times:
        if found and not any(found[-1].last < other < time for other in without):
            found[-1] = found[-1]._replace(last=time)
        else:
            found.append(Span(time, time))
    return found


def _times_without(sightings: Iterable[Mapping[str, Any]], pages: Pages) -> set[datetime]:
    """When a page did not give an answer that it gave before and afterwards."""
    given: defaultdict[str, set[datetime]] = defaultdict(set)
    for row in sightings:
        if row["retrieved_at"] and row.get("page_url"):
            given[page_of(row["page_url"])].add(row["retrieved_at"])
    return {
        state.time
        for page, times in given.items()
        for state in pages.get(page, ())
        if min(times) < state.time < max(times) and state.time not in times
    }
