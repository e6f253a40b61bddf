"""What changed between two releases, as the table `changes` says it: for a release that is made, and for `diff`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema.manifest import Change
from ..schema.tables import CHANGES, RECORDS
from .reworded import PLACES, TEXTS, Rows, find_reworded

_SUPERSEDED_BY = "superseded_by"
NONE_MERGED = pa.schema([(name, pa.string()) for name in ("id", "kept_id")]).empty_table()


class Side(NamedTuple):
    """What one release has in a range of ids."""

    records: pa.Table
    merged: pa.Table = NONE_MERGED
    """The pairs that were merged, with their own ids in the range: `id` and `kept_id`. Without any they must be added
    at the end."""
    places: Callable[[], pa.Table] = PLACES.empty_table
    """Where the records were seen: the columns of PLACES, and perhaps more rows than those of the records. Without it
    they must be added at the end."""


class Comparison:
    """Two releases, compared range by range of their ids.

    Each record of either is kept as it was, or is in exactly one change: `id` of a row, or `after` of one that is
    `reworded`. What only one of them has waits on the disk until all ranges are known.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is where it may keep files until it is closed; by default that of temporary files."""
        self._files = ExitStack()
        self._gone, self._new = (
            Rows(*(self._files.enter_context(_Waiting(schema, folder)) for schema in (TEXTS, PLACES))) for _ in "ab"
        )
        self._parts: list[pa.Table] = []
        self._ids: dict[str, list[pa.Array]] = {"removed": [], "added": []}

    def __enter__(self) -> Comparison:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def add(self, before: Side, after: Side) -> None:
        """Compare the records of one range of ids."""
        kept = _kept(before.records, after.records)
        self._parts.append(_changed(kept))
        gone, new = before.records.filter(pc.invert(kept.was_kept)), after.records.filter(pc.invert(kept.is_kept))
        self._set_aside(self._gone, before, gone, "removed", after.merged)
        self._set_aside(self._new, after, new, "added", before.merged)

    def waiting(self) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
        """Return the ids of the records that only the first release has, and only the second, but for merged ones."""
        gone, new = (pa.chunked_array(ids, pa.string()) for ids in (self._ids["removed"], self._ids["added"]))
        return gone, new

    def add_merged(self, gone: pa.Table, new: pa.Table) -> None:
        """Take what was merged of the records that wait: of those of the first release by the second, and back."""
        for change, ids, merged in zip(("removed", "added"), self.waiting(), (gone, new), strict=True):
            self._ids[change] = ids.filter(pc.invert(self._are_merged(change, ids, merged))).chunks

    def add_places(self, gone: pa.Table, new: pa.Table) -> None:
        """Take where the waiting records were seen, with the columns of PLACES."""
        self._gone.places.add(gone)
        self._new.places.add(new)

    def _set_aside(self, waiting: Rows, side: Side, rows: pa.Table, change: str, merged: pa.Table) -> None:
        """Let those wait that may be in other words in the other release; one that is merged there is not."""
        if not rows.num_rows:
            return
        rows = rows.filter(pc.invert(self._are_merged(change, rows.column("id"), merged)))
        self._ids[change] += rows.column("id").chunks
        waiting.texts.add(rows)
        places = side.places()
        waiting.places.add(places.filter(pc.is_in(places.column("id"), value_set=rows.column("id"))))

    def _are_merged(self, change: str, ids: pa.ChunkedArray, merged: pa.Table) -> pa.ChunkedArray:
        """Whether each of some records is merged in the other release; what changed in those that are is noted."""
        found = pc.index_in(ids, value_set=merged.column("id"))
        is_merged = pc.is_valid(found)
        ids = ids.filter(is_merged)
        if change == "removed":
            kept = merged.column("kept_id").take(found.drop_null())
            self._parts.append(_change_table("merged", ids, "id", ids, kept))
        else:
            self._parts.append(_change_table("added", ids, None, None, None))
        return is_merged

    def changes(self) -> pa.Table:
        """Return the changes, ordered by id, change and column, with the columns of `changes`."""
        gone, new = (
            Rows(_of_ids(rows.texts.read(), ids), rows.places.read())
            for rows, ids in zip((self._gone, self._new), self.waiting(), strict=True)
        )
        reworded = find_reworded(gone, new) if gone.texts.num_rows and new.texts.num_rows else {}
        old = pa.chunked_array([pa.array([*reworded], pa.string())])
        now = pa.chunked_array([pa.array([*reworded.values()], pa.string())])
        lost, came = gone.texts.column("id"), new.texts.column("id")
        whole = [
            _change_table("reworded", old, "id", old, now),
            _change_table("removed", lost.filter(pc.invert(pc.is_in(lost, value_set=old))), None, None, None),
            _change_table("added", came.filter(pc.invert(pc.is_in(came, value_set=now))), None, None, None),
        ]
        table = pa.concat_tables([*self._parts, *whole])
        return table.sort_by([("id", "ascending"), ("change", "ascending"), ("column", "ascending")])


def _of_ids(table: pa.Table, ids: pa.ChunkedArray) -> pa.Table:
    return table.filter(pc.is_in(table.column("id"), value_set=ids))


class _Waiting:
    """Rows that wait on the disk."""

    def __init__(self, schema: pa.Schema, folder: Path | None) -> None:
        self._schema = schema
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115  closed with the comparison
        self._writer = pa.ipc.new_file(self._file, schema)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._writer.close()
        finally:
            self._file.close()

    def add(self, table: pa.Table) -> None:
        self._writer.write_table(table.select(self._schema.names).cast(self._schema))

    def read(self) -> pa.Table:
        self._writer.close()
        self._file.flush()
        return pa.ipc.open_file(pa.py_buffer(mmap(self._file.fileno(), 0, access=ACCESS_READ))).read_all()


class _Kept(NamedTuple):
    """The records that two releases have both."""

    before: pa.Table
    after: pa.Table
    was_kept: pa.ChunkedArray
    """Whether the later one has it, for each record of the first."""
    is_kept: pa.ChunkedArray
    """Whether the first one had it, for each record of the later."""
    rows_before: pa.ChunkedArray | None
    """Where the first one has those that were kept; None where that is in the same order."""

    def column(self, name: str) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
        """A column of both, in the order of the later one. One column at a time, since texts take much memory."""
        left = self.before.column(name)
        in_order = left.filter(self.was_kept) if self.rows_before is None else left.take(self.rows_before)
        return in_order, self.after.column(name).filter(self.is_kept)


def _kept(before: pa.Table, after: pa.Table) -> _Kept:
    rows = pc.index_in(after.column("id"), value_set=before.column("id"))
    numbers = rows.drop_null().to_numpy()
    was_kept = np.zeros(before.num_rows, bool)
    was_kept[numbers] = True
    is_ordered = bool((numbers[1:] > numbers[:-1]).all())
    return _Kept(before, after, pa.array(was_kept), pc.is_valid(rows), None if is_ordered else rows.drop_null())


def _changed(kept: _Kept) -> pa.Table:
    """The columns in which records that stayed differ, of those that both releases have."""
    names = [kept.before.column_names, kept.after.column_names]
    shared = [name for name in RECORDS.names if name != "id" and all(name in there for there in names)]
    ids = kept.after.column("id").filter(kept.is_kept)
    table = pa.concat_tables(
        [CHANGES.empty_table(), *(_changed_column(ids, name, *kept.column(name)) for name in shared)]
    )
    is_superseded = pc.and_(pc.equal(table.column("column"), _SUPERSEDED_BY), pc.is_null(table.column("before")))
    superseded = pc.is_in(table.column("id"), value_set=table.column("id").filter(is_superseded))
    words = pc.if_else(superseded, "superseded", table.column("change"))
    return table.set_column(CHANGES.get_field_index("change"), CHANGES.field("change"), words)


def _changed_column(ids: pa.ChunkedArray, name: str, left: pa.ChunkedArray, right: pa.ChunkedArray) -> pa.Table:
    differ = pc.or_(pc.fill_null(pc.not_equal(left, right), False), pc.xor(pc.is_null(left), pc.is_null(right)))
    if not pc.any(differ).as_py():
        return CHANGES.empty_table()
    return _change_table(
        "changed", ids.filter(differ), name, _as_text(left.filter(differ)), _as_text(right.filter(differ))
    )


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


def only_kinds(changes: pa.Table, kinds: Sequence[str]) -> pa.Table:
    """Return the rows of some kinds of changes."""
    return changes.filter(pc.is_in(changes.column("change"), value_set=pa.array(kinds, pa.string())))


def count_changes(changes: pa.Table) -> Change:
    """Count the records in a table of changes, by their change."""
    ids, kinds = changes.column("id"), changes.column("change")
    return Change(*(pc.count_distinct(ids.filter(pc.equal(kinds, kind))).as_py() for kind in Change._fields))
