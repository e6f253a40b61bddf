"""What both kinds of database hold: the records of an export, what belongs to them, and of which release they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from ...schema.tables import tables_of
from ..read import read_pieces
from .rows import Rows

RELEASE = "release"
"""The table of what the release is, as names and values."""
INDEXED = {"records": ("question_id", "source_domain"), "sightings": ("id",), "merged": ("kept_id",)}
"""The columns by which a table is looked up."""


class Further(NamedTuple):
    """A table beside `records`, and which of its rows belong to the records of an export."""

    name: str
    condition: str


FURTHER = (
    Further("sightings", "id IN (SELECT id FROM records)"),
    Further("merged", "kept_id IN (SELECT id FROM records)"),
    Further("conflicts", "id IN (SELECT id FROM records) AND other_id IN (SELECT id FROM records)"),
)


def tables(rows: Rows) -> Iterator[Further]:
    """Yield the further tables that the release has."""
    there = tables_of(rows.release.manifest.schema_version)
    yield from (table for table in FURTHER if table.name in there)


def pieces_of(rows: Rows, table: str) -> Iterator[pa.Table]:
    """Yield all rows of a further table of the release."""
    yield from read_pieces(rows.release, table)


def columns_of(rows: Rows, table: str) -> pa.Schema:
    """Return the columns of a table."""
    return rows.schema if table == "records" else tables_of(rows.release.manifest.schema_version)[table]
