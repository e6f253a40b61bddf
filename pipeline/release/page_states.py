"""The states of pages in the order of time: when each sighting was, and which states of its page came after it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema import GONE, GONE_STATUSES
from ..web.addresses import page_of

GONE_PAGES = {f"{GONE}=1 status_{status}=1": status for status in GONE_STATUSES}
"""What the column `boilerplate` of `documents` says of a page whose server said that there is no such page, by which
status."""
NO_RECORD = ""
"""The id of what a state shows in which a page is gone."""
UNKNOWN = np.iinfo(np.int64).min
"""Stands for a time that is not known, before all that are."""


def micros_of(times: pa.ChunkedArray) -> np.ndarray:
    """Return times as microseconds, UNKNOWN for a null."""
    known = pc.fill_null(times.cast(pa.int64()), UNKNOWN)
    return np.asarray(known.to_numpy(zero_copy_only=False) if isinstance(known, pa.Array) else known.to_numpy())


def as_times(micros: np.ndarray) -> pa.Array:
    """Return microseconds as times, null for UNKNOWN.

    >>> as_times(np.array([UNKNOWN, 0])).to_pylist()
    [None, datetime.datetime(1970, 1, 1, 0, 0)]
    """
    return pa.array(micros, pa.int64(), mask=micros == UNKNOWN).cast(pa.timestamp("us"))


def pages_of(addresses: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the page that each address names: one spelling for all that mean the same, null for a null."""
    encoded = pc.dictionary_encode(addresses.combine_chunks())
    pages = pa.array(list(map(page_of, encoded.dictionary.to_pylist())), pa.string())
    return pa.chunked_array([pages.take(encoded.indices)])


def are_gone(documents: pa.Table) -> pa.ChunkedArray:
    """Return whether each of some documents says that its page is gone, by the column `boilerplate`."""
    return pc.is_in(documents.column("boilerplate"), value_set=pa.array([*GONE_PAGES]))


def absences(documents: pa.Table) -> pa.Table:
    """Return when pages were gone, a row each time: `id` (NO_RECORD), `page_url`, `retrieved_at`, `page_date`.

    `documents` has the columns `url`, `retrieved_at`, `page_date` and `boilerplate`.
    """
    gone = documents.filter(are_gone(documents))
    ids = pa.repeat(NO_RECORD, gone.num_rows)
    names = {"page_url": "url", "retrieved_at": "retrieved_at", "page_date": "page_date"}
    return pa.table({"id": ids, **{name: gone.column(column) for name, column in names.items()}})


def newest_day(documents: pa.Table) -> str | None:
    """Return the day of the newest of some documents, by their retrieval or else their own date; None if none has one.

    >>> from datetime import datetime
    >>> newest_day(pa.table({"retrieved_at": [datetime(2026, 1, 31), None], "page_date": [None, datetime(2025, 7, 1)]}))
    '2026-01-31'
    """
    newest = pc.max(times_of(documents)).as_py()
    return newest.date().isoformat() if newest else None


def times_of(documents: pa.Table) -> pa.ChunkedArray:
    """Return when each document was retrieved, or else what it says of its own date; null where it has neither."""
    return pc.coalesce(*(documents.column(name).cast(pa.timestamp("us")) for name in ("retrieved_at", "page_date")))


def codes_of(values: pa.ChunkedArray) -> np.ndarray:
    """Return a number for each value, the same for equals; -1 for a null."""
    indices = pc.dictionary_encode(values.combine_chunks()).indices
    return np.asarray(pc.fill_null(indices, -1).to_numpy(zero_copy_only=False).astype(np.int64))


class States:
    """When some sightings were: each is of a state of a page, and the states of one page are in the order of time.

    The time is that of the retrieval, or, where no state of a page has one, what the page says of its own date. A
    state without such a time, and one of a page without an address, has no place in an order.
    """

    def __init__(self, sightings: pa.Table, pages: np.ndarray | None = None) -> None:
        """`sightings` has the columns `page_url`, `retrieved_at` and `page_date`; `pages` are the numbers of the pages
        (-1: none), by default one for each address."""
        self.pages = codes_of(pages_of(sightings.column("page_url"))) if pages is None else pages
        self.times = self._times(sightings)
        """Of each sighting, in microseconds, or UNKNOWN."""
        self.newest = self.last_of(self.pages)
        """The time of the newest state of each sighting's page, or UNKNOWN."""

    def last_of(self, groups: np.ndarray) -> np.ndarray:
        """Return for each sighting the latest time of its group, a number; UNKNOWN for those without a place."""
        return np.where(self.times == UNKNOWN, UNKNOWN, greatest(groups, self.times))

    @property
    def is_outdated(self) -> np.ndarray:
        """Whether each sighting's page has a later state."""
        return np.asarray(self.times < self.newest)

    def _times(self, sightings: pa.Table) -> np.ndarray:
        retrieved = micros_of(sightings.column("retrieved_at"))
        dates = sightings.column("page_date")
        times = retrieved
        if dates.null_count < len(dates):
            without = greatest(self.pages, retrieved) == UNKNOWN
            times = np.where(without, micros_of(dates), retrieved)
        return np.where(self.pages < 0, UNKNOWN, times)


def greatest(groups: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return for each row the greatest value of its group; groups are numbers from -1 up."""
    most = np.full(int(groups.max(initial=-1)) + 2, UNKNOWN)
    np.maximum.at(most, groups + 1, values)
    return np.asarray(most[groups + 1])
