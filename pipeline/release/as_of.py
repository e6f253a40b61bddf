"""Which records are current, in a release or as they were on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema.tables import GONE_FLAG
from .errors import NoHistory
from .page_states import GONE_PAGES, NO_RECORD, UNKNOWN, States, absences, greatest, micros_of
from .read import read_table
from .versions import Release

HISTORY_SINCE = 3
"""The schema version that says which records are current."""


def end_of(when: str | date) -> datetime:
    """Return the moment up to which a day or a time counts, UTC, naive: a day counts to its end. Raises ValueError.

    >>> end_of("2026-03-01"), end_of("2026-03-01T12:00:00+01:00")
    (datetime.datetime(2026, 3, 1, 23, 59, 59, 999999), datetime.datetime(2026, 3, 1, 11, 0))
    """
    if isinstance(when, str):
        when = _day_or_time(when)
    if not isinstance(when, datetime):
        return datetime.combine(when, time.max)
    try:
        return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
    except OverflowError:  # before or after all that can be written in UTC
        return datetime.max if when.year > 1 else datetime.min


def _day_or_time(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return datetime.fromisoformat(written)


def current_ids(release: Release) -> pa.ChunkedArray:
    """Return the ids of the records that a page may still give. Raises NoHistory, DamagedRelease."""
    check_history(release)
    records = read_table(release, "records", ["id", "flags", "superseded_by"])
    return records.column("id").filter(is_current(records))


def is_current(records: pa.Table) -> pa.ChunkedArray:
    """Return which records a page may still give, by their columns `flags` and `superseded_by`."""
    return pc.invert(pc.or_(pc.is_valid(records.column("superseded_by")), is_gone(records)))


def is_gone(records: pa.Table) -> pa.ChunkedArray:
    """Return which records answer a question that no page asks any more."""
    return pc.match_substring_regex(records.column("flags"), GONE_FLAG)


def ids_as_of(release: Release, when: datetime) -> pa.ChunkedArray:
    """Return the ids of the records that the newest states of pages until a time gave, both included.

    What has no date is not among them. Raises NoHistory, DamagedRelease.
    """
    check_history(release)
    columns = ["id", "page_url", "retrieved_at", "page_date"]
    documents = read_table(
        release, "documents", ["url", *columns[2:], "boilerplate"], pc.field("boilerplate").isin([*GONE_PAGES])
    )
    sightings = read_table(release, "sightings", columns)
    sightings = pa.concat_tables([sightings, absences(documents).cast(sightings.schema)])
    states = States(sightings)
    alone = states.pages < 0  # a page without an address has one state
    times = np.where(alone, _own_times(sightings), states.times)
    end = micros_of(pa.chunked_array([pa.array([when], pa.timestamp("us"))]))[0]
    until = np.where((times != UNKNOWN) & (times <= end), times, UNKNOWN)
    is_newest = (until != UNKNOWN) & (alone | (until == greatest(states.pages, until)))
    ids = sightings.column("id").filter(pa.array(is_newest)).unique()
    return pa.chunked_array([ids.filter(pc.not_equal(ids, NO_RECORD))])


def _own_times(sightings: pa.Table) -> np.ndarray:
    retrieved, dates = (micros_of(sightings.column(name)) for name in ("retrieved_at", "page_date"))
    return np.where(retrieved == UNKNOWN, dates, retrieved)


def check_history(release: Release) -> None:
    """Do nothing where a release says which of its records are current. Raises NoHistory."""
    if release.manifest.schema_version < HISTORY_SINCE:
        raise NoHistory(release.version, release.manifest.schema_version)
