"""What is left of a record whose sightings went in part: in whose words it is shown, and what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..schema import EDITED
from ..schema.rows import Row
from ..web.hosts import registrable_domain

_COMPARED = ("question", "answer", "source", "source_url", "page_url")


class Group(NamedTuple):
    """A record with all that is about it."""

    record: Row
    seen: list[Row]
    merged: list[Row]


class Shown(NamedTuple):
    """A record as a sighting shows it."""

    record: Row
    place: tuple[str, str] | None
    """Of the merged pair that became the record's own words; None where they are as before."""


def place_of(row: Row) -> tuple[str, str]:
    """Return where a sighting or a merged pair was read: document and locator."""
    return row["document"], row["locator"]


def shows_record(sighting: Row, own: Mapping[tuple[str, str], Row]) -> bool:
    """Return whether a sighting is the one whose words its record has, or had before somebody edited it."""
    as_read = own.get(place_of(sighting))
    return as_read is None or as_read["method"] == EDITED


def promoted(record: Row, left: Sequence[Row], own: Mapping[tuple[str, str], Row]) -> Shown | None:
    """Return a record as another of its sightings has it, in its own words; None where there is none."""
    for sighting in left:
        as_read = own.get(place_of(sighting))
        if as_read and as_read["id"] == record["id"]:
            source = {name: sighting[name] for name in ("source", "source_url", "page_url")}
            words = {name: as_read[name] for name in ("question", "answer")}
            domain = registrable_domain(sighting["source"])
            return Shown({**record, **words, **source, "source_domain": domain}, place_of(sighting))
    return None


def recounted(record: Row, left: Sequence[Row]) -> Row:
    """Return a record that counts where it is still seen."""
    times = [row["retrieved_at"] for row in left if row["retrieved_at"] is not None]
    return {
        **record,
        "times_seen": len({row["document"] for row in left}),
        "sources_seen": len({registrable_domain(row["source"]) for row in left}),
        "first_seen": min(times, default=None),
        "last_seen": max(times, default=None),
    }


def compared(merged: Sequence[Row], record: Row, seen: Sequence[Row]) -> list[Row]:
    """Return merged pairs, each with the columns in which it differs from its record."""
    at = {place_of(row): row for row in seen}
    found = []
    for row in merged:
        whole = {**at.get(place_of(row), {}), **row}
        differs = [name for name in _COMPARED if name in whole and whole[name] != record[name]]
        found.append({**row, "differs": " ".join(differs)})
    return found
