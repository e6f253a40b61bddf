"""How two releases differ, record by record with their texts, and which version a change asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..arguments import check
from ..schema import EDITED, SCHEMA_VERSION
from ..schema.manifest import Change, Manifest
from ..schema.rows import Row
from ..schema.tables import CHANGES
from .changes import NONE_MERGED, Comparison, Side, only_kinds
from .in_step import in_step
from .read import read_between, read_pieces, read_table
from .removals import taken_down
from .reworded import PLACES
from .versions import Release, numbers_of, open_release

_FEW = 1_000
"""Records whose row groups are looked for; of more, all are read piece by piece for half the time (measured)."""
SAID = ("question", "answer")
"""The columns of the words of a record."""
TAKEDOWNS = "takedowns"
"""The setting that says how many takedowns hold for a release."""
_TEXTS_AT_ONCE = 100_000  # rows of changes whose texts are read at a time, chosen: some 100 MB


def diff(before: str, after: str = "latest", out: Path | str = "curated") -> pa.Table:
    """Return what changed between two versions, as an Arrow table with the columns of `changes`.

    One row per record `added`, `removed`, `reworded` or `merged` into another, one per changed column of a record that
    stayed (`changed` or `superseded`); ordered by id. Where the content hashes are equal, no table is read.
    Raises UnknownVersion.
    """
    check(before=before, after=after, out=out)
    return compared(open_release(out, before), open_release(out, after))


def compared(old: Release, new: Release) -> pa.Table:
    """Return what changed between two releases, as `diff` does. Raises DamagedRelease."""
    if old.manifest.content["records"] == new.manifest.content["records"]:
        return CHANGES.empty_table()
    with Comparison() as comparison:
        for before_piece, after_piece in _pieces(old, new):
            comparison.add(before_piece, after_piece)
        gone, came = comparison.waiting()
        comparison.add_merged(_merged_of(new, gone), _merged_of(old, came))
        with ThreadPoolExecutor() as threads:
            comparison.add_places(*threads.map(_places_of, (old, new), comparison.waiting()))
        return comparison.changes()


def _pieces(old: Release, new: Release) -> Iterator[tuple[Side, Side]]:
    """Two releases, piece by piece with the same range of ids of both; both are read at the same time."""
    with (
        closing(read_pieces(old, "records")) as before,
        closing(read_pieces(new, "records")) as after,
    ):
        for piece in in_step(before, after):
            yield Side(piece.left), Side(piece.right)


def _merged_of(release: Release, ids: pa.ChunkedArray) -> pa.Table:
    """What was merged of some records; what a person edited is no merged pair here, but the record in other words."""
    if not len(ids):
        return NONE_MERGED
    rows = _of_ids(release, "merged", ["id", "kept_id", "method"], ids.combine_chunks())
    return rows.filter(pc.not_equal(rows.column("method"), EDITED))


def _of_ids(release: Release, table: str, columns: list[str], ids: pa.Array) -> pa.Table:
    """The rows of a table that are about some records."""
    pieces = read_pieces(release, table, columns)
    return pa.concat_tables(rows.filter(pc.is_in(rows.column("id"), value_set=ids)) for rows in pieces)


def _places_of(release: Release, ids: pa.ChunkedArray) -> pa.Table:
    """Where some records were seen."""
    if not len(ids):
        return PLACES.empty_table()
    wanted = ids.combine_chunks()
    if release.manifest.schema_version == 1:
        return _places(release, pc.field("id").isin(wanted))
    return _of_ids(release, "sightings", PLACES.names, wanted)


def read_side(release: Release, low: str, high: str) -> Side:
    """Return what a release has with `low <= id < high`. Raises DamagedRelease."""
    merged = read_between(release, "merged", low, high, ["id", "kept_id"], pc.field("method") != EDITED)
    return Side(read_between(release, "records", low, high), merged, partial(_places_between, release, low, high))


def _places_between(release: Release, low: str, high: str) -> pa.Table:
    if release.manifest.schema_version > 1:
        return read_between(release, "sightings", low, high, PLACES.names)
    return _places(release, (pc.field("id") >= low) & (pc.field("id") < high))


def _places(release: Release, ids: pc.Expression) -> pa.Table:
    if release.manifest.schema_version > 1:
        return read_table(release, "sightings", PLACES.names, ids)
    documents = read_table(release, "documents", ["sha256", "path", "url"])
    documents = documents.rename_columns(["document", "path", "page_url"])
    return read_table(release, "sightings", ["id", "document", "locator"], ids).join(documents, "document")


def next_version(previous: Manifest | None, change: Change, newest: str | None = None, rows_went: bool = False) -> str:
    """Return the version that a change asks for, by semantic versioning for data.

    MAJOR where columns break, ids go (removed, reworded or merged into others) or rows were taken down, MINOR where
    rows are added, PATCH otherwise; MAJOR, too, after a `newest` version that was withdrawn, whose number is not used
    again.
    """
    if previous is None:
        return "1.0.0"
    major, minor, patch, _ = numbers_of(newest or previous.version)
    if newest and newest != previous.version:
        return f"{major + 1}.0.0"
    if rows_went or change.removed or change.reworded or change.merged or previous.schema_version != SCHEMA_VERSION:
        return f"{major + 1}.0.0"
    if change.added:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


# --- with texts ------------------------------------------------------------------------------


class Text(NamedTuple):
    """What a record says."""

    question: str
    answer: str
    source: str


class ChangedRecord(NamedTuple):
    """A record that changed, with what it said and says."""

    change: str
    """A field of Change."""
    id: str
    into: str | None
    """The record that it is in other words, was superseded by, or merged into."""
    before: Text | None
    """None where it was added, or was taken down since."""
    after: Text | None
    """What it says now, or what the record `into` says; None where it was removed."""
    columns: dict[str, tuple[str | None, str | None]]
    """The values before and after of the columns that changed, but for question, answer and source."""


def changed_records(changes: pa.Table, old: Release, new: Release) -> Iterator[ChangedRecord]:
    """Yield each record of some changes with its texts, by kind and id. Raises DamagedRelease."""
    by_kind = [only_kinds(changes, [kind]) for kind in Change._fields]
    for rows in _slices(pa.concat_tables(by_kind)):
        yield from _with_texts(rows.to_pylist(), old, new)


def _slices(changes: pa.Table) -> Iterator[pa.Table]:
    """Changes some at a time, all rows of a record together."""
    ids, start = changes.column("id"), 0
    while start < changes.num_rows:
        stop = min(start + _TEXTS_AT_ONCE, changes.num_rows)
        while stop < changes.num_rows and ids[stop].equals(ids[stop - 1]):
            stop += 1
        yield changes.slice(start, stop - start)
        start = stop


def first_records(changes: pa.Table, most: int) -> pa.Table:
    """Return the changes of the first records of each kind."""
    parts = []
    for kind in Change._fields:
        rows = only_kinds(changes, [kind])
        parts.append(rows.filter(pc.is_in(rows.column("id"), value_set=rows.column("id").unique()[:most])))
    return pa.concat_tables(parts)


def _with_texts(rows: Sequence[Row], old: Release, new: Release) -> Iterator[ChangedRecord]:
    found = [_bare(list(group)) for _, group in groupby(rows, key=itemgetter("change", "id"))]
    gone = taken_down(new)
    said = {record.id for record in found if record.change != "added"} - gone - _said_otherwise(rows, new)
    says = {record.into or record.id for record in found if record.change != "removed"}
    with ThreadPoolExecutor() as threads:
        before, after = threads.map(_texts, (old, new), (said, says))
    for record in found:
        is_old, is_new = record.change != "added", record.change != "removed"
        yield record._replace(
            before=before.get(record.id) if is_old else None,
            after=after.get(record.into or record.id) if is_new else None,
            columns={name: (None if record.id in gone else was, now) for name, (was, now) in record.columns.items()},
        )


def _said_otherwise(rows: Sequence[Row], new: Release) -> set[str]:
    """The records that said something in other words, where anything was taken down: it may be the words that were."""
    return {row["id"] for row in rows if row["column"] in SAID} if TAKEDOWNS in new.manifest.settings else set()


def _bare(rows: Sequence[Row]) -> ChangedRecord:
    """The rows of one record as one, without its texts."""
    columns = {row["column"]: (row["before"], row["after"]) for row in rows if row["column"]}
    into = next((columns.pop(name)[1] for name in ("id", "superseded_by") if _leads(rows[0], name, columns)), None)
    columns = {name: values for name, values in columns.items() if name not in Text._fields}
    return ChangedRecord(rows[0]["change"], rows[0]["id"], into, None, None, columns)


def _leads(row: Row, column: str, columns: dict[str, Any]) -> bool:
    return column in columns and (column == "id" or row["change"] == "superseded")


def _texts(release: Release, ids: set[str]) -> dict[str, Text]:
    """What some records say, by their ids."""
    if not ids:
        return {}
    wanted, columns = pa.array(sorted(ids), pa.string()), ["id", *Text._fields]
    if len(ids) > _FEW:
        rows = _of_ids(release, "records", columns, wanted)
    else:
        between = (pc.field("id") >= min(ids)) & (pc.field("id") <= max(ids))
        rows = read_table(release, "records", columns, between & pc.field("id").isin(wanted))
    return {row.pop("id"): Text(**row) for row in rows.to_pylist()}
