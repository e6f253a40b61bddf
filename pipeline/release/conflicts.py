"""Conflicts, each once: what is said from both sides becomes a row of the table `conflicts`."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from ..schema.rows import LATER_VERSION, SOURCES_DISAGREE, ConflictRow
from ..schema.tables import CONFLICTS, rows_to_table


def join_sides(parts: Iterable[pa.Table]) -> pa.Table:
    """Return the table `conflicts` from what was said of each from either side, in any order.

    A later version is said by the older answer alone; sources disagree if both answers are current.
    """
    sides = {(row["id"], row["other_id"]): ConflictRow(**row) for part in parts for row in part.to_pylist()}
    found = [row for row in sides.values() if _is_said_here(row, sides.get((row.other_id, row.id)))]
    return rows_to_table((row._asdict() for row in sorted(found)), CONFLICTS)


def _is_said_here(row: ConflictRow, other: ConflictRow | None) -> bool:
    """Whether this side is the one that is kept."""
    if row.relation == LATER_VERSION:
        return True
    return row.relation == SOURCES_DISAGREE and other is not None and row < other and other.relation == row.relation
