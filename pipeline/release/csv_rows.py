"""A table as CSV."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from .content_hash import text_bytes

_SPECIAL = (b",", b"\n", b'"', b"\r")  # the most frequent first


def csv_header(schema: pa.Schema) -> bytes:
    """Return the first line of a table's CSV."""
    return (",".join(schema.names) + "\n").encode()


def csv_rows(table: pa.Table, end: str = "\n") -> bytes:
    """Return the rows of a table as CSV (RFC 4180 with LF): UTF-8, quotes only where needed.

    A null is an empty field; nullable columns hold no empty text, so reading back is lossless.
    Times are ISO 8601. `end` ends each row.
    """
    return b"".join(text_bytes(chunk) for chunk in csv_lines(table, end).chunks)


def csv_lines(table: pa.Table, end: str = "\n") -> pa.ChunkedArray:
    """Return each row of a table as `csv_rows` writes it."""
    columns = [_csv_column(table.column(name)) for name in table.column_names]
    return pc.binary_join_element_wise(*columns[:-1], pc.binary_join_element_wise(columns[-1], "", end), ",")


def _csv_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")  # %S of microseconds writes all six digits
    text = column if pa.types.is_string(column.type) else column.cast(pa.string())
    text = pc.fill_null(text, "") if text.null_count else text
    there = {mark for chunk in text.chunks for mark in _special_in(chunk)}
    if not there:
        return text
    special = pc.match_substring_regex(text, '[",\r\n]')
    doubled = pc.replace_substring(text, '"', '""') if b'"' in there else text
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), text)


def _special_in(texts: pa.Array) -> list[bytes]:
    """Which marks that need quotes are in some texts: a look at the bytes of all, as most columns have none."""
    content = bytes(text_bytes(texts))
    return [mark for mark in _SPECIAL if mark in content]
