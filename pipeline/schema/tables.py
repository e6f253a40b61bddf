"""The one place that knows the released columns, their Arrow types, and how a table becomes CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa


class _NoPandas:
    """A finder that knows pandas is not here."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:  # noqa: ARG004
        if name == "pandas":
            raise ImportError(name)


def _spare_pandas() -> None:
    """Let Arrow look for pandas now, in vain: its first array would import it, half a second for nothing.

    It looks again where a table is to become a DataFrame.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas)
        try:
            pa.array(())
        finally:
            sys.meta_path.remove(_NoPandas)


_spare_pandas()

_TEXT, _COUNT, _TIME = pa.string(), pa.int64(), pa.timestamp("us")


def _schema(fields: Mapping[str, pa.DataType], nullable: Sequence[str] = ()) -> pa.Schema:
    return pa.schema([pa.field(name, kind, name in nullable) for name, kind in fields.items()])


RECORDS = _schema(
    {
        "id": _TEXT,
        "question": _TEXT,
        "answer": _TEXT,
        "source": _TEXT,
        "source_domain": _TEXT,
        "source_url": _TEXT,
        "page_url": _TEXT,
        "question_id": _TEXT,
        "question_type": _TEXT,
        "answer_type": _TEXT,
        "language": _TEXT,
        "flags": _TEXT,
        "times_seen": _COUNT,
        "sources_seen": _COUNT,
        "retrieved_at": _TIME,
    },
    nullable=("source_url", "page_url", "retrieved_at"),
)
SIGHTINGS = _schema(
    {
        "id": _TEXT,
        "document": _TEXT,
        "locator": _TEXT,
        "format": _TEXT,
        "source": _TEXT,
        "source_url": _TEXT,
        "retrieved_at": _TIME,
    },
    nullable=("source_url", "retrieved_at"),
)
MERGED = _schema(
    {
        "id": _TEXT,
        "question": _TEXT,
        "answer": _TEXT,
        "kept_id": _TEXT,
        "method": _TEXT,
        "similarity": pa.float64(),
        "differs": _TEXT,
        "document": _TEXT,
        "locator": _TEXT,
    }
)
REJECTED = _schema({"reason": _TEXT, "stage": _TEXT, "text": _TEXT, "document": _TEXT, "locator": _TEXT})
DOCUMENTS = _schema(
    {
        "sha256": _TEXT,
        "path": _TEXT,
        "url": _TEXT,
        "media_type": _TEXT,
        "retrieved_at": _TIME,
        "bytes": _COUNT,
        "encoding": _TEXT,
        "encoding_from": _TEXT,
        "reader": _TEXT,
        "candidates": _COUNT,
        "rejected": _COUNT,
        "furniture": _TEXT,
    },
    nullable=("url", "retrieved_at"),
)
DECISIONS = pa.schema(
    [
        pa.field("block", _TEXT, nullable=False),
        pa.field("digest", _TEXT, nullable=False),
        *(MERGED.field(name).with_nullable(True) for name in ("id", "kept_id", "method", "similarity")),
    ]
)
"""What was decided about a block of two records or more: a row for each record that is folded into another (method
`near` or `truncated`), and one without ids where all are kept. `digest` tells the block's members: the same
ones are not compared again."""
CHANGES = _schema(
    {"id": _TEXT, "change": _TEXT, "column": _TEXT, "before": _TEXT, "after": _TEXT},
    nullable=("column", "before", "after"),
)


TABLES: dict[str, pa.Schema] = {
    "records": RECORDS,
    "sightings": SIGHTINGS,
    "merged": MERGED,
    "rejected": REJECTED,
    "documents": DOCUMENTS,
    "changes": CHANGES,
}
LOW_CARDINALITY = (
    "source_domain question_type answer_type language flags format method reason stage media_type encoding"
    " encoding_from reader change column differs"
).split()
"""Columns that Parquet writes with a dictionary; it would only cost time in the others."""


ARCHIVE_PART = r"\.w?arc(?:\.\w+)?#(?:\d+(?:\.\d+)?|bytes=\d+-\d+)$"
"""What the path of a document ends with that is no file of its own: a page in a web archive, or a further part."""


def rows_to_table(rows: Iterable[Sequence[object]], schema: pa.Schema) -> pa.Table:
    """Return tuples in the order of a schema's columns as a table."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return schema.empty_table()
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )
