"""Tables of a release piece by piece, whatever its schema version, so that memory does not grow with the release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ...release.read import columns_in, read_pieces
from ...release.versions import Release
from ...schema.rows import Row
from ...schema.tables import TABLES, TABLES_IF_ANY, key_column, tables_in


def pieces(release: Release, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    """Yield some columns of a table in pieces; null where a release of its schema version has no such column.

    There is nothing of a table that it does not have. Raises DamagedRelease.
    """
    if table not in tables_in(release.manifest.schema_version, release.manifest.content):
        return
    known = columns_in(release, table)
    names = {name: _name(release, name) for name in columns}
    there = [name for name in columns if names[name] in known.names]
    for piece in read_pieces(release, table, [names[name] for name in there]):
        found = dict(zip(there, piece.columns, strict=True))
        yield pa.table({name: found.get(name, _nulls(table, name, len(piece))) for name in columns})


def rows_of(
    release: Release, table: str, columns: Sequence[str], by: str, ids: Iterable[str], most: int | None = None
) -> Iterator[Row]:
    """Yield the rows of a table that are about some ids, in its order; of each id the first `most`."""
    wanted = pa.array(sorted(ids), pa.string())
    times: dict[str, int] = {}
    for piece in pieces(release, table, columns) if len(wanted) else ():
        for row in piece.filter(pc.is_in(piece.column(by), value_set=wanted)).to_pylist():
            times[row[by]] = times.get(row[by], 0) + 1
            if most is None or times[row[by]] <= most:
                yield row


def _name(release: Release, column: str) -> str:
    return key_column(release.manifest.schema_version) if column == "key" else column


def _nulls(table: str, name: str, count: int) -> pa.Array:
    return pa.nulls(count, {**TABLES, **TABLES_IF_ANY}[table].field(name).type)
