"""The released tables: their Arrow columns, derived from the types of their rows."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from . import no_pandas  # noqa: F401
from .nouns import COMPLETED, GONE, Sighting
from .record import Record
from .rows import (
    ChangeRow,
    ConflictRow,
    CrowdedRow,
    DecisionRow,
    DocumentRow,
    MergedRow,
    OutdatedRow,
    RejectedRow,
    RemovalRow,
    ReviewRow,
    SupportRow,
)

ARROW_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bytes: pa.binary(),
    datetime: pa.timestamp("us"),
}
"""The Arrow type of a column by the Python type of its values; times are UTC without a zone."""


def columns_of(row: type) -> pa.Schema:
    """Return the columns of a table whose rows are of a type: a NamedTuple or a pydantic model.

    >>> from typing import NamedTuple
    >>> columns_of(NamedTuple("Row", [("name", str), ("size", int | None)]))
    name: string not null
    size: int64
    """
    return pa.schema([_field(name, hint) for name, hint in get_type_hints(row).items() if name != "model_config"])


def _field(name: str, hint: Any) -> pa.Field:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] or [hint]
    return pa.field(name, ARROW_TYPES[kinds[0]], nullable=type(None) in get_args(hint))


RECORDS = columns_of(Record)
SIGHTINGS = columns_of(Sighting)
MERGED = columns_of(MergedRow)
REJECTED = columns_of(RejectedRow)
DOCUMENTS = columns_of(DocumentRow)
DECISIONS = columns_of(DecisionRow)
OUTDATED = columns_of(OutdatedRow)
CHANGES = columns_of(ChangeRow)
REVIEWS = columns_of(ReviewRow)
CONFLICTS = columns_of(ConflictRow)
CROWDED = columns_of(CrowdedRow)
REMOVALS = columns_of(RemovalRow)
SUPPORT = columns_of(SupportRow)

TABLES: dict[str, pa.Schema] = {
    "records": RECORDS,
    "sightings": SIGHTINGS,
    "merged": MERGED,
    "rejected": REJECTED,
    "documents": DOCUMENTS,
    "conflicts": CONFLICTS,
    "changes": CHANGES,
}
"""The tables of a release that is made now."""
TABLES_IF_ANY: dict[str, pa.Schema] = {"reviews": REVIEWS, "support": SUPPORT, "removals": REMOVALS}
"""Those that a release has only where they have rows."""
WORDS = {
    "rejected": ("text",),
    "changes": ("before", "after"),
    "reviews": ("value", "note", "reason"),
    "support": ("text", "passage", "full_answer"),
}
"""The columns that hold words of pages or people, besides questions and answers, by the tables that have them."""
ADDED_LATER = {
    "records": ("support", "licence", "usage"),
    "sightings": ("licence", "takedown_url"),
    "documents": ("licence", "usage", "rights"),
}
"""The columns that came without another schema version: a release of this version may have been made before them."""
_COLUMNS_OF_1 = {
    "records": "id question answer source source_domain source_url page_url question_id question_type answer_type"
    " language flags times_seen sources_seen retrieved_at",
    "sightings": "id document locator format source source_url retrieved_at",
    "merged": "id question answer kept_id method similarity differs document locator",
    "rejected": "reason stage text document locator",
    "documents": "sha256 path url media_type retrieved_at bytes encoding encoding_from reader candidates rejected"
    " furniture",
    "changes": "id change column before after",
}
"""The columns of schema version 1, in which `document` was the sha256 of the document's bytes."""
_COLUMNS_OF_2 = {
    "records": _COLUMNS_OF_1["records"],
    "sightings": "id document path page_url locator format source source_url retrieved_at",
    "merged": "id question answer kept_id method similarity differs document path page_url locator",
    "rejected": "reason stage text document path page_url locator",
    "documents": "key sha256 path url media_type retrieved_at bytes encoding encoding_from reader candidates pairs"
    " rejected boilerplate",
    "changes": _COLUMNS_OF_1["changes"],
}
"""The columns of schema version 2, in which no record said what was current."""


def _tables_of(columns: Mapping[str, str]) -> dict[str, pa.Schema]:
    known = {field.name: field for table in TABLES.values() for field in table}
    known["furniture"] = pa.field("furniture", pa.string(), nullable=False)
    return {table: pa.schema([known[name] for name in names.split()]) for table, names in columns.items()}


_TABLES_OF = {1: _tables_of(_COLUMNS_OF_1), 2: _tables_of(_COLUMNS_OF_2), 3: TABLES}


def tables_of(schema_version: int) -> dict[str, pa.Schema]:
    """Return the tables of a release by the schema version that its manifest states."""
    return _TABLES_OF[schema_version]


def tables_in(schema_version: int, content: Container[str]) -> dict[str, pa.Schema]:
    """Return the tables of a release by its schema version and the names of the tables that it states content of."""
    return tables_of(schema_version) | {name: columns for name, columns in TABLES_IF_ANY.items() if name in content}


def key_column(schema_version: int) -> str:
    """Return the column of `documents` that `document` names in the other tables."""
    return "sha256" if schema_version == 1 else "key"


LOW_CARDINALITY = (
    "source_domain question_type answer_type language flags format method reason stage media_type encoding"
    " encoding_from reader change column differs relation action field effect support state licence usage rights"
).split()
"""Columns that Parquet writes with a dictionary; it would only cost time in the others."""
ARCHIVE_PART = r"(\.w?arc(?:\.\w+)?|\.zip|\.wacz|\.mht|\.mhtml)#(?:\d+(?:\.\d+)?$|bytes=\d+-\d+$|.)"
"""What shows that a document is no file of its own: its path names a container, and a page in it or a further part."""
GONE_FLAG = rf"(^| ){GONE}( |$)"
"""What shows in `flags` that no page gives a record any more, and none has replaced it."""
COMPLETED_FLAG = rf"(^| ){COMPLETED}( |$)"
"""What shows in `flags` that an answer is the full passage of the page that it cites."""
_ROWS_AT_ONCE = 1 << 12  # of a table that grows (chosen): some 5 MB


def rows_to_table(rows: Iterable[Mapping[str, object]], schema: pa.Schema) -> pa.Table:
    """Return rows as a table with the columns of a schema; each row has a value for each of them."""
    rows = list(rows)
    return pa.table({field.name: pa.array([row[field.name] for row in rows], field.type) for field in schema}, schema)


class Columns:
    """A table while it grows, a list for each column: of many rows that takes less time and memory than a dict each."""

    def __init__(
        self, schema: pa.Schema, worked_out: Mapping[str, Callable[[Sequence[Any]], Sequence[object]]]
    ) -> None:
        """`worked_out` are columns whose values are worked out from what is added, for many rows at once."""
        self._schema = schema
        self._worked_out = worked_out
        self._packed: list[pa.Table] = []
        self._values: dict[str, list[object]] = {name: [] for name in schema.names}

    def extend(self, columns: Mapping[str, Sequence[object]]) -> None:
        """Add rows, given as the values of each column."""
        for name, values in self._values.items():
            values.extend(columns[name])
        if len(values) >= _ROWS_AT_ONCE:
            self._pack()

    def take_packed(self) -> list[pa.Table]:
        """Return the first rows, as far as they are columns already; the others are left."""
        packed, self._packed = self._packed, []
        return packed

    def finish(self) -> pa.Table:
        """Return the rows."""
        self._pack()
        return pa.concat_tables(self._packed)

    def _pack(self) -> None:
        """Turn lists into columns of Arrow, which take half of their memory; each list is let go once it is one."""
        arrays: dict[str, pa.Array] = {}
        for field in self._schema:
            values = self._values[field.name]
            work_out = self._worked_out.get(field.name)
            arrays[field.name] = _array(work_out(values) if work_out else values, field.type)
            self._values[field.name] = []
        self._packed.append(pa.table(arrays, self._schema))


def _array(values: Sequence[object], type: pa.DataType) -> pa.Array:
    """A column; one that says the same in all rows, as some do, is not made value by value."""
    if values and values[0] is values[-1] and values.count(values[0]) == len(values):
        return pa.repeat(pa.scalar(values[0], type), len(values))
    grown = pa.array(values, type)
    return pa.concat_arrays([grown[:1], grown[1:]])  # a copy: what has grown has room for more
