"""A table as CSV."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from .content_hash import text_bytes


def csv_header(schema: pa.Schema) -> bytes:
    """Return the first line of a table's CSV."""
    return (",".join(schema.names) + "\n").encode()


def csv_rows(table: pa.Table, end: str = "\n") -> bytes:
    """Return the rows of a table as CSV (RFC 4180 with LF): UTF-8, quotes only where needed.

    A null is an empty field; nullable columns hold no empty text, so reading back is lossless.
    Times are ISO 8601. `end` ends each row.
    """
    columns = [_csv_column(table.column(name)) for name in table.column_names]
    lines = pc.binary_join_element_wise(*columns[:-1], pc.binary_join_element_wise(columns[-1], "", end), ",")
    return b"".join(text_bytes(chunk) for chunk in lines.chunks)


def _csv_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")  # %S of microseconds writes all six digits
    text = pc.fill_null(column.cast(pa.string()), "")
    if not any(_needs_quotes(chunk) for chunk in text.chunks):
        return text
    special = pc.match_substring_regex(text, '[",\r\n]')
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', "")
    return pc.if_else(special, quoted, text)


def _needs_quotes(texts: pa.Array) -> bool:
    """Whether one of some texts needs quotes: one look at the bytes of all, as most columns never do."""
    content = bytes(text_bytes(texts))
    return len(content.translate(None, b'",\r\n')) < len(content)
