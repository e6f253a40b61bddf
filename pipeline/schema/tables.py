"""The one place that knows the released columns, their Arrow types, and how a table becomes CSV."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.engine import places_of


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

SEEN = pa.schema(
    [
        *RECORDS,
        *(SIGHTINGS.field(name) for name in ("document", "locator", "format")),
        *(MERGED.field(name) for name in ("kept_id", "method", "similarity")),
        pa.field("block", _TEXT, nullable=False),
    ]
)
"""A record as one document shows it, the id of the one that is kept for it, and the name of what its question
is about; `dedup` makes records, merged pairs and sightings of these."""

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


def sums(counts: Mapping[str, int]) -> list[str]:
    """Return the sums that do not add up, in words; none if nothing was lost or doubled."""
    laws = {
        "candidates = records + merged + rejected candidates": (
            counts["candidates"],
            counts["records"] + counts["merged"] + counts["rejected_candidates"],
        ),
        "sightings = records + merged": (counts["sightings"], counts["records"] + counts["merged"]),
        "sightings = sum of times_seen": (counts["sightings"], counts["times_seen"]),
        "rejected = rejected candidates + rejected before": (
            counts["rejected"],
            counts["rejected_candidates"] + counts["rejected_before"],
        ),
        "rejected = sum over the documents": (counts["rejected"], counts["documents_rejected"]),
        "documents = raw files": (counts["documents"] - counts.get("archive_parts", 0), counts["raw_files"]),
    }
    return [f"{law}: {left} is not {right}" for law, (left, right) in laws.items() if left != right]


class ContentHash:
    """A hash over the values of a table's columns, whatever wrote it and however it was chunked.

    Per column: sha256 over the values' bytes and sha256 over their lengths, as little-endian int64
    (-1 for a null). The whole is sha256 over the column names, types and these digests.
    """

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._columns = [(hashlib.sha256(), hashlib.sha256()) for _ in schema]

    def update(self, table: pa.Table) -> None:
        """Add the rows of a table in order."""
        for (values, lengths), field in zip(self._columns, self._schema, strict=True):
            for chunk in table.column(field.name).chunks:
                _hash_chunk(chunk, values, lengths)

    def hexdigest(self) -> str:
        """Return the hash of all rows so far, 64 hex digits."""
        whole = hashlib.sha256()
        for (values, lengths), field in zip(self._columns, self._schema, strict=True):
            whole.update(f"{field.name}:{field.type}:{values.hexdigest()}:{lengths.hexdigest()}\n".encode())
        return whole.hexdigest()


def _hash_chunk(chunk: pa.Array, values: Any, lengths: Any) -> None:
    if pa.types.is_string(chunk.type):
        sizes = pc.fill_null(pc.binary_length(chunk), -1)
        values.update(_text_bytes(chunk))
    else:
        sizes = pc.if_else(pc.is_null(chunk), -1, 8)
        values.update(_little_endian(chunk if pa.types.is_float64(chunk.type) else chunk.cast(_COUNT)))
    lengths.update(_little_endian(sizes.cast(_COUNT)))


def _little_endian(numbers: pa.Array) -> bytes:
    values = pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)
    return bytes(values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes())


def _text_bytes(texts: pa.Array) -> memoryview:
    """The bytes of all texts of an array, one behind the other; a null has none."""
    whole = pc.fill_null(texts, "").cast(pa.large_string())
    _, offsets, content = whole.buffers()
    if content is None or len(whole) == 0:
        return memoryview(b"")
    ends = memoryview(offsets).cast("q")
    return memoryview(content)[ends[whole.offset] : ends[whole.offset + len(whole)]]


def csv_header(schema: pa.Schema) -> bytes:
    """Return the first line of a table's CSV."""
    return (",".join(schema.names) + "\n").encode()


def csv_rows(table: pa.Table) -> bytes:
    """Return the rows of a table as CSV (RFC 4180 with LF): UTF-8, quotes only where needed.

    A null is an empty field; nullable columns hold no empty text, so reading back is lossless.
    Times are ISO 8601.
    """
    columns = [_csv_column(table.column(name)) for name in table.column_names]
    lines = pc.binary_join_element_wise(*columns[:-1], pc.binary_join_element_wise(columns[-1], "", "\n"), ",")
    return b"".join(_text_bytes(chunk) for chunk in lines.chunks)


def _csv_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")  # %S of microseconds writes all six digits
    text = pc.fill_null(column.cast(_TEXT), "")
    special = pc.match_substring_regex(text, '[",\r\n]')
    if not pc.any(special).as_py():
        return text
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', "")
    return pc.if_else(special, quoted, text)


RAW = _schema(
    {
        "location": pa.binary(),
        "path": _TEXT,
        "size": _COUNT,
        "url": _TEXT,
        "charset": _TEXT,
        "retrieved_at": _TIME,
        "sha256": _TEXT,
        "copy_of": _TEXT,
        "start": _COUNT,
        "stop": _COUNT,
        "key": _TEXT,
    },
    nullable=("url", "charset", "retrieved_at"),
)
"""Files that wait to be read, as the engine hands them out."""

_KINDS: dict[str, pa.Schema] = {
    "seen": SEEN,
    "records": RECORDS,
    "sightings": SIGHTINGS,
    "merged": MERGED,
    "rejected": REJECTED,
    "documents": DOCUMENTS,
    "decisions": DECISIONS,
}
_FIELDS = {field.name: field.with_nullable(True) for schema in _KINDS.values() for field in schema}
TAGGED = pa.schema(
    [("kind", _TEXT), ("place", _COUNT), ("order", _COUNT), ("file", _TEXT), *_FIELDS.values()],
)
"""Rows of several tables in one, for the way through the engine: `kind` says whose a row is, `place` where
it goes, `order` its place in its document, `file` the key of the raw file that it was read from."""


def tagged(parts: Mapping[str, pa.Table], keys: Mapping[str, str]) -> pa.Table:
    """Return rows of several tables as one, each at the place of its key; a part may bring `order` and `file`."""
    return pa.concat_tables([_tag(kind, part, keys[kind]) for kind, part in parts.items()]).combine_chunks()


def _tag(kind: str, part: pa.Table, key: str) -> pa.Table:
    rows = part.num_rows
    columns = []
    for field in TAGGED:
        if field.name == "kind":
            columns.append(pa.repeat(kind, rows))
        elif field.name == "place":
            columns.append(places_of_keys(part.column(key).to_pylist()))
        elif field.name in part.column_names:
            columns.append(part.column(field.name))
        else:
            columns.append(pa.nulls(rows, field.type))
    return pa.table(columns, schema=TAGGED)


def untagged(table: pa.Table, kind: str, also: Sequence[str] = ()) -> pa.Table:
    """Return the rows of one kind with its own columns, and those of TAGGED that are asked for."""
    rows = table.filter(pc.equal(table.column("kind"), kind))
    schema = _KINDS[kind]
    fields = [*schema, *(TAGGED.field(name) for name in also)]
    return rows.select([field.name for field in fields]).cast(pa.schema(fields))


def places_of_keys(keys: Iterable[str]) -> pa.Array:
    """Return the place of each key, its first eight hex digits as a number: their order is that of the keys."""
    return pa.array([int(key[:8] or "0", 16) for key in keys], _COUNT)


def bucket_range(bucket: int, buckets: int) -> tuple[str, str]:
    """Return the first key of a bucket and the first behind it, as eight hex digits.

    The upper bound of the last one is `g`, which no hex digit reaches.
    """
    low, high = places_of(bucket, buckets)
    return f"{low:08x}", f"{high:08x}" if high < 1 << 32 else "g"


def rows_to_table(rows: Iterable[Sequence[object]], schema: pa.Schema) -> pa.Table:
    """Return tuples in the order of a schema's columns as a table."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return schema.empty_table()
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )
