"""Which records are current, in a release or as they were on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema.tables import GONE_FLAG
from .errors import NoHistory
from .page_states import UNKNOWN, States, micros_of
from .read import read_table
from .versions import Release

_SINCE = 3  # the schema version that says which records are current


def end_of(when: str | date) -> datetime:
    """Return the moment up to which a day or a time counts, UTC, naive: a day counts to its end. Raises ValueError.

    >>> end_of("2026-03-01"), end_of("2026-03-01T12:00:00+01:00")
    (datetime.datetime(2026, 3, 1, 23, 59, 59, 999999), datetime.datetime(2026, 3, 1, 11, 0))
    """
    if isinstance(when, str):
        when = date.fromisoformat(when) if len(when) == len("2026-03-01") else datetime.fromisoformat(when)
    if not isinstance(when, datetime):
        return datetime.combine(when, time.max)
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def current_ids(release: Release) -> pa.ChunkedArray:
    """Return the ids of the records that a page may still give. Raises NoHistory, DamagedRelease."""
    _check_schema(release)
    records = read_table(release, "records", ["id", "flags", "superseded_by"])
    is_gone = pc.match_substring_regex(records.column("flags"), GONE_FLAG)
    return records.column("id").filter(pc.and_(pc.is_null(records.column("superseded_by")), pc.invert(is_gone)))


def ids_as_of(release: Release, when: datetime) -> pa.ChunkedArray:
    """Return the ids of the records that the newest states of pages until a time gave, both included.

    What has no date is not among them. Raises NoHistory, DamagedRelease.
    """
    _check_schema(release)
    sightings = read_table(release, "sightings", ["id", "document", "page_url", "retrieved_at", "page_date"])
    states = States(sightings)
    alone = states.pages < 0  # a page without an address has one state
    times = np.where(alone, _own_times(sightings), states.times)
    end = micros_of(pa.chunked_array([pa.array([when], pa.timestamp("us"))]))[0]
    until = np.where((times != UNKNOWN) & (times <= end), times, UNKNOWN)
    newest = np.full(int(states.pages.max(initial=-1)) + 2, UNKNOWN)
    np.maximum.at(newest, states.pages + 1, until)
    is_current = (until != UNKNOWN) & (alone | (until == newest[states.pages + 1]))
    return sightings.column("id").filter(pa.array(is_current)).unique()


def _own_times(sightings: pa.Table) -> np.ndarray:
    retrieved, dates = (micros_of(sightings.column(name)) for name in ("retrieved_at", "page_date"))
    return np.where(retrieved == UNKNOWN, dates, retrieved)


def _check_schema(release: Release) -> None:
    if release.manifest.schema_version < _SINCE:
        raise NoHistory(release.version, release.manifest.schema_version)
