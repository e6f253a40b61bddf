"""The rows of a release that a purge may have to do with, as rows; all others stay in their tables as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ..audit.takedowns import rule_left, telling_columns
from ..parse.rights import read_rights
from ..run.screening import screened_rights
from ..schema.rows import Row
from ..schema.tables import TABLES, TABLES_IF_ANY, WORDS
from ..takedown.screen import Screen

AT = "#"
"""The name under which a row has its number in its table."""
_PIECE = 25_000  # chosen: rows that are looked at together
_LEFT_OUT = {
    "records": ("question_id", "question_type", "answer_type", "language"),
    "sightings": ("path", "format", "page_date"),
}
"""The columns that no purge looks at or changes: a row without them takes half the memory (of a dict)."""

Mask = npt.NDArray[np.bool_]


def are_told(screen: Screen, name: str, table: pa.Table) -> Mask:
    """Return for each row of a table whether it says what was taken down."""
    columns = table.select(telling_columns(name, table.column_names))
    pieces = (columns.slice(start, _PIECE) for start in range(0, table.num_rows, _PIECE))
    told = (rule_left(screen, name, row) is not None for piece in pieces for row in piece.to_pylist())
    return np.fromiter(told, bool, table.num_rows)


def concerned(tables: Mapping[str, pa.Table], screen: Screen, moved: Collection[str]) -> dict[str, Mask]:
    """Return for each table which of its rows a purge may change; it changes no others.

    `moved` are the sha256 of documents that have other bytes now, or none. Where a row says what was taken down, or
    stood in such a document, its record is concerned with all that is about it.
    """
    told = {name: are_told(screen, name, tables[name]) for name in tables}
    documents = told["documents"] | _is_any(tables["documents"]["sha256"], [*moved]) | _name_sites(tables, screen)
    keys = tables["documents"]["key"].filter(documents)
    within = {name: told[name] | _is_any(tables[name]["document"], keys) for name in _OF_DOCUMENTS if name in tables}
    ids = pa.chunked_array(
        [
            *tables["records"]["id"].filter(told["records"]).chunks,
            *(chunk for name in within for chunk in _owners(tables[name], name).filter(within[name]).chunks),
        ],
        pa.string(),
    ).unique()
    chosen = {name: _are_of(tables[name], columns, ids) for name, columns in _OF_RECORDS.items() if name in tables}
    chosen["rejected"] = told["rejected"] | _is_any(tables["rejected"]["document"], keys)
    chosen["changes"] |= _hold(tables["changes"], "changes", screen)
    chosen |= {name: np.ones(tables[name].num_rows, bool) for name in ("reviews", "removals") if name in tables}
    counted = (tables[name]["document"].filter(chosen[name]) for name in ("sightings", "rejected"))
    chosen["documents"] = documents
    for each in counted:
        chosen["documents"] = chosen["documents"] | _is_any(tables["documents"]["key"], each)
    return chosen


_OF_DOCUMENTS = {"sightings": "id", "merged": "kept_id", "support": "id"}
"""The tables whose rows stand in documents, each with the column that names the record."""
_OF_RECORDS = {
    "records": ("id", "superseded_by"),
    "sightings": ("id",),
    "merged": ("kept_id",),
    "support": ("id",),
    "changes": ("id", "after"),
    "conflicts": ("id", "other_id"),
}
"""The columns of each table that name records."""


def _owners(table: pa.Table, name: str) -> pa.ChunkedArray:
    return table[_OF_DOCUMENTS[name]]


def _are_of(table: pa.Table, columns: Collection[str], ids: pa.Array) -> Mask:
    found: Mask = np.logical_or.reduce([_is_any(table[column], ids) for column in columns])
    return found


def _is_any(column: pa.ChunkedArray, values: Any) -> Mask:
    if not isinstance(values, pa.Array):
        values = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(values, pa.string())
    return np.asarray(pc.is_in(column, value_set=values))


def _name_sites(tables: Mapping[str, pa.Table], screen: Screen) -> Mask:
    """Whether what is said of the reuse of a document names a site that was taken down."""
    stated = tables["documents"]["rights"]
    naming = [said for said in stated.unique().to_pylist() if said and _names_site(said, screen)]
    return _is_any(stated, naming)


def _names_site(said: str, screen: Screen) -> bool:
    rights = read_rights(said)
    return screened_rights(rights, screen) != rights


def _hold(table: pa.Table, name: str, screen: Screen) -> Mask:
    """Whether any word of a row was taken down, or is an address that was."""
    columns = [table[column] for column in WORDS[name]]
    holding = [[said for said in column.unique().to_pylist() if said and screen.holds(said)] for column in columns]
    found: Mask = np.logical_or.reduce([_is_any(column, said) for column, said in zip(columns, holding, strict=True)])
    return found


def rows_of(name: str, table: pa.Table, chosen: Mask) -> list[Row]:
    """Return some rows of a table, each with its number, without what no purge looks at."""
    numbers = np.flatnonzero(chosen)
    some = table.drop_columns([*_LEFT_OUT.get(name, ())])
    parts = (numbers[start : start + _PIECE] for start in range(0, len(numbers), _PIECE))
    return [row for part in parts for row in _rows(some.take(pa.array(part)), part.tolist())]


def _rows(table: pa.Table, numbers: list[int]) -> Iterator[Row]:
    columns = [*map(_values, table.columns), numbers]
    names = [*table.column_names, AT]
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; equal texts are one object."""
    if not pa.types.is_string(column.type):
        values: list[Any] = column.to_pylist()
        return values
    encoded = column.combine_chunks().dictionary_encode()
    texts = [*encoded.dictionary.to_pylist(), None]
    return [texts[-1 if number is None else number] for number in encoded.indices.to_pylist()]


def with_rows(name: str, table: pa.Table | None, chosen: Mask | None, rows: list[Row]) -> pa.Table:
    """Return a table with some rows in the place of those that were chosen, each where its number says."""
    now = table_of(name, rows)
    if table is None or chosen is None:
        return now
    numbers = [row[AT] for row in rows if AT in row]
    for column in _LEFT_OUT.get(name, ()):
        at = now.column_names.index(column)
        now = now.set_column(at, now.schema.field(at), table[column].take(pa.array(numbers, pa.int64())))
    if chosen.all():
        return now
    rest = np.flatnonzero(~chosen)
    joined = pa.concat_tables([table.take(pa.array(rest)), now])
    order = np.argsort(np.concatenate([rest, np.array(numbers, np.int64)]), kind="stable")
    return joined.take(pa.array(order))


def table_of(name: str, rows: list[Row]) -> pa.Table:
    """Return rows as the table of a name."""
    schema = {**TABLES, **TABLES_IF_ANY}[name]
    columns: dict[str, Any] = {
        field.name: pa.array([row.get(field.name) for row in rows], field.type) for field in schema
    }
    return pa.table(columns, schema)
