"""Whether each record was seen somewhere, and each sighting is one of a record."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from ..release.read import read_table
from ..release.versions import Release

_SHOWN = 3


def wrong_sightings(release: Release) -> Iterator[str]:
    """Say which records no page shows, and which sightings are of no record: evidence is read again by sightings."""
    records, sightings = (read_table(release, table, ["id"]).column("id") for table in ("records", "sightings"))
    if _distinct_in_order(sightings).equals(records.combine_chunks()):
        return
    yield from _without(records, sightings, "has no sighting")
    yield from _without(sightings, records, "is no record, and sightings name it")


def _distinct_in_order(ids: pa.ChunkedArray) -> pa.Array:
    """Some ids, those that follow each other once: both tables are in the order of ids."""
    return pc.run_end_encode(ids.combine_chunks()).values


def _without(ids: pa.ChunkedArray, others: pa.ChunkedArray, what: str) -> Iterator[str]:
    alone = pc.unique(ids.filter(pc.invert(pc.is_in(ids, value_set=others))))
    yield from (f"{id} {what}" for id in alone[:_SHOWN].to_pylist())
    if len(alone) > _SHOWN:
        yield f"and {len(alone) - _SHOWN:,} more ids, each of which {what}"
