"""What a release says of what was taken down."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..schema import EDITED, SCHEMA_VERSION
from ..text.digest import ID_DIGITS
from .read import id_begins, read_table
from .versions import Release

_TABLE = "removals"
_PLACE = ["document", "id", "what"]


class Removal(NamedTuple):
    """Why a pair is in no release any more."""

    id: str
    scope: str
    """What the takedown is about: `id`, `url`, `domain`, `text` or `pattern`."""
    rule: int
    reason: str
    date: str

    def sentence(self, version: str) -> str:
        """Say what became of the pair in a release."""
        why = self.reason.rstrip(".")
        return f"{self.id} was taken down in {version} (takedown {self.rule}, by {self.scope}, {self.date}): {why}."


def removals(release: Release, columns: list[str], which: pc.Expression | None = None) -> pa.Table:
    """Return rows of the table `removals`; none where the release has no such table. Raises DamagedRelease."""
    if _TABLE not in release.manifest.content:
        from ..schema.tables import REMOVALS

        return REMOVALS.empty_table().select(columns)
    return read_table(release, _TABLE, columns, which)


def went(before: Release, removed: pa.Table) -> bool:
    """Whether any of what was taken down is on a page that a release has, and was not taken down there before."""
    documents = removed.column("document").unique()
    if not len(documents) or before.manifest.schema_version != SCHEMA_VERSION:
        return False
    known = read_table(before, "documents", ["key"], pc.field("key").isin(documents)).column("key")
    was_there = removed.filter(pc.is_in(removed.column("document"), known.combine_chunks()))
    return not _places(was_there) <= _places(removals(before, _PLACE))


def _places(removed: pa.Table) -> set[tuple[str, ...]]:
    return {tuple(row.values()) for row in removed.select(_PLACE).to_pylist()}


def taken_down(release: Release, before: Release | None = None) -> set[str]:
    """Return the ids of the pairs that a release has not since they were taken down.

    The records that people had made of them in the release `before` are among these. Raises DamagedRelease.
    """
    ids = {*filter(None, removals(release, ["id"]).column("id").unique().to_pylist())}
    if before is None or not ids:
        return ids
    which = pc.field("id").isin(sorted(ids)) & (pc.field("method") == EDITED)
    return ids | {*read_table(before, "merged", ["kept_id"], which).column("kept_id").to_pylist()}


def removal_of(release: Release, start: str) -> Removal | None:
    """Return why a pair is not in a release whose id begins so; None where it was not taken down."""
    rows = removals(release, [*Removal._fields], id_begins(start)).to_pylist()
    is_one = len({row["id"] for row in rows}) == 1 or (bool(rows) and len(start) == ID_DIGITS)
    return Removal(**min(rows, key=lambda row: (row["rule"], row["id"]))) if is_one else None
