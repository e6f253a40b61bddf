"""How two releases differ, and which version a change asks for."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..arguments import check
from ..buckets import bucket_range
from ..schema import SCHEMA_VERSION
from ..schema.manifest import Change, Manifest
from ..schema.tables import CHANGES, RECORDS
from .read import count_rows, read_table
from .versions import Release, numbers_of, open_release

_ROWS_AT_ONCE = 200_000  # records compared at a time, chosen: some 100 MB


def diff(before: str, after: str = "latest", out: Path | str = "curated") -> pa.Table:
    """Return what changed between two versions, as an Arrow table with the columns of `changes`.

    One row per record added, removed or merged into another (`moved`), one per changed column of a record that
    stayed; ordered by id. Raises UnknownVersion.
    """
    check(before=before, after=after, out=out)
    old, new = open_release(out, before), open_release(out, after)
    pieces = max(1, -(-max(count_rows(old, "records"), count_rows(new, "records")) // _ROWS_AT_ONCE))
    ranges = [bucket_range(i, pieces) for i in range(pieces)]
    return pa.concat_tables(
        changes_between(read_range(old, *ids), read_range(new, *ids), read_range(new, *ids, table="merged"))
        for ids in ranges
    )


def read_range(release: Release, low: str, high: str, table: str = "records") -> pa.Table:
    """Return the rows of a table with `low <= id < high`; row groups outside the range are not read."""
    return read_table(release, table, filters=[("id", ">=", low), ("id", "<", high)])


def changes_between(before: pa.Table, after: pa.Table, merged: pa.Table) -> pa.Table:
    """Return the changes from one set of records to another, ordered by id, change and column.

    `merged` says which of the ids that are gone were merged into which.
    """
    old, new = before.column("id"), after.column("id")
    gone = old.filter(pc.invert(pc.is_in(old, value_set=new)))
    found = pc.index_in(gone, value_set=merged.column("id"))
    is_moved = pc.is_valid(found)
    moved = gone.filter(is_moved)
    parts = [
        _whole("added", new.filter(pc.invert(pc.is_in(new, value_set=old)))),
        _whole("removed", gone.filter(pc.invert(is_moved))),
        _change_table("moved", moved, "id", moved, merged.column("kept_id").take(found.filter(is_moved))),
    ]
    found = pc.index_in(new, value_set=old)
    stayed = pc.is_valid(found)
    left, right = before.take(found.filter(stayed)), after.filter(stayed)
    shared = [name for name in RECORDS.names if name in before.column_names and name != "id"]  # it may be an older one
    parts += [_changed(left, right, name) for name in shared]
    table = pa.concat_tables(parts)
    return table.sort_by([("id", "ascending"), ("change", "ascending"), ("column", "ascending")])


def count_changes(changes: pa.Table) -> Change:
    """Count the records in a table of changes."""
    kinds = changes.column("change")
    changed = changes.filter(pc.equal(kinds, "changed")).column("id")
    added, removed, moved = (pc.sum(pc.equal(kinds, kind)).as_py() or 0 for kind in ("added", "removed", "moved"))
    return Change(added, removed, pc.count_distinct(changed).as_py(), moved)


def next_version(previous: Manifest | None, change: Change, newest: str | None = None) -> str:
    """Return the version that a change asks for, by semantic versioning for data.

    MAJOR where columns break or rows are removed or merged into others, MINOR where rows are added, PATCH otherwise;
    MAJOR, too, after a `newest` version that was withdrawn, whose number is not used again.
    """
    if previous is None:
        return "1.0.0"
    major, minor, patch = numbers_of(newest or previous.version)
    if newest and newest != previous.version:
        return f"{major + 1}.0.0"
    if change.removed or change.moved or previous.schema_version != SCHEMA_VERSION:
        return f"{major + 1}.0.0"
    if change.added:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _whole(change: str, ids: pa.ChunkedArray) -> pa.Table:
    return _change_table(change, ids, None, None, None)


def _changed(before: pa.Table, after: pa.Table, name: str) -> pa.Table:
    left, right = _as_text(before.column(name)), _as_text(after.column(name))
    differ = pc.or_(pc.fill_null(pc.not_equal(left, right), False), pc.xor(pc.is_null(left), pc.is_null(right)))
    return _change_table("changed", after.column("id").filter(differ), name, left.filter(differ), right.filter(differ))


def _change_table(
    change: str, ids: pa.ChunkedArray, column: str | None, before: pa.Array | None, after: pa.Array | None
) -> pa.Table:
    rows = len(ids)
    missing = pa.nulls(rows, pa.string())
    columns = [
        ids,
        pa.repeat(change, rows),
        missing if column is None else pa.repeat(column, rows),
        missing if before is None else before,
        missing if after is None else after,
    ]
    return pa.table(columns, schema=CHANGES)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, "%Y-%m-%dT%H:%M:%S")
    return column.cast(pa.string())
