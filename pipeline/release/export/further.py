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


class Further(NamedTuple):
    """A table beside `records`, and its columns that name records."""

    name: str
    links: tuple[str, ...]

    @property
    def condition(self) -> str:
        """Which of its rows belong to the records of an export."""
        return " AND ".join(f"{column} IN (SELECT id FROM records)" for column in self.links)


FURTHER = (
    Further("sightings", ("id",)),
    Further("merged", ("kept_id",)),
    Further("conflicts", ("id", "other_id")),
)
INDEXED = {"records": ("question_id", "source_domain"), **{table.name: table.links for table in FURTHER}}
"""The columns by which a table is looked up."""


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
