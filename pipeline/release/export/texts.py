"""Tables of text alone, whose cells a spreadsheet can take: none is cut, long ones go on in further columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from ...schema.record import Record
from ...schema.tables import RECORDS, columns_of
from ...text.patterns import pattern
from .rows import SPLIT, VERSION, Rows

CELL = 32_767
"""UTF-16 units that a cell of a spreadsheet can hold."""
_NARROW, _WIDE = CELL - 1, (CELL - 1) // 2
"""Characters that go into one cell: one unit is left for a mark, and those beyond U+FFFF take two."""
_FURTHER = pattern(r"(\w+?)_(\d+)")
_TIME = "%Y-%m-%dT%H:%M:%S"  # %S of microseconds writes all six digits

Cells = Mapping[str, int]
"""How many columns a column of records takes, where that is more than one."""


def cells_of(rows: Rows) -> Cells:
    """Return how many columns each column of text takes, where a text is too long for one cell."""
    texts = [field.name for field in rows.schema if pa.types.is_string(field.type) and field.name in RECORDS.names]
    found: dict[str, int] = {}
    for piece in rows.pieces(texts):
        for name in texts:
            for text in _long(piece.column(name)):
                found[name] = max(found.get(name, 1), len(parts_of(text)))
    return found


def parts_of(text: str) -> list[str]:
    """Return a text in parts that fit into one cell each; joined, they are the text."""
    most = _NARROW if max(text, default="") <= "\uffff" else _WIDE
    return [text[at : at + most] for at in range(0, len(text), most)] or [""]


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the values of a column as text, times as ISO 8601; a null is an empty text."""
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, _TIME)
    return pc.fill_null(column.cast(pa.string()), "")


def in_cells(table: pa.Table, cells: Cells) -> dict[str, pa.ChunkedArray]:
    """Return the columns of a table as text; `answer_2` and so on hold what does not fit into `answer`."""
    found: dict[str, pa.ChunkedArray] = {}
    for name in table.column_names:
        column = as_text(table.column(name))
        found.update(_split(name, column, cells[name]) if name in cells else {name: column})
    return found


def restored(cells: Mapping[str, list[str]]) -> pa.Table:
    """Return records whose cells were read as text: long texts joined, numbers and times as they were."""
    joined: dict[str, list[str]] = {}
    for name, values in cells.items():
        further = _FURTHER.fullmatch(name)
        if further and further[1] in joined:
            joined[further[1]] = [before + after for before, after in zip(joined[further[1]], values, strict=True)]
        else:
            joined[name] = values
    return pa.table([_typed(name, values) for name, values in joined.items()], pa.schema(map(_field, joined)))


_FIELDS = {field.name: field for field in columns_of(Record)} | {
    name: pa.field(name, pa.string(), nullable=False) for name in (VERSION, SPLIT)
}


def _field(name: str) -> pa.Field:
    return _FIELDS.get(name, pa.field(name, pa.string()))


def _typed(name: str, values: list[str]) -> pa.Array:
    field = _field(name)
    known: list[str | None] = [value or None for value in values] if field.nullable else [*values]
    return pa.array(known, pa.string()).cast(field.type)


def _long(column: pa.ChunkedArray) -> list[str]:
    found: list[str] = column.filter(pc.greater(pc.utf8_length(column), _WIDE)).to_pylist()
    return found


def _split(name: str, column: pa.ChunkedArray, count: int) -> dict[str, pa.ChunkedArray]:
    parts = [[*parts_of(text), *[""] * count][:count] for text in column.to_pylist()]
    name_of = partial("{}_{}".format, name)
    return {
        name_of(number + 1) if number else name: pa.chunked_array(
            [pa.array([each[number] for each in parts], pa.string())]
        )
        for number in range(count)
    }
