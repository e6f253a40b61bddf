"""A hash over the values of a table, whichever library wrote the file."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


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
        values.update(text_bytes(chunk))
        lengths.update(_little_endian(pc.binary_length(chunk).cast(pa.int64()), -1))
    else:
        values.update(_little_endian(chunk if pa.types.is_float64(chunk.type) else chunk.cast(pa.int64()), 0))
        lengths.update(_little_endian(pc.if_else(chunk.is_valid(), pa.scalar(8, pa.int64()), -1), -1))


def _little_endian(numbers: pa.Array, of_null: int) -> np.ndarray:
    """The numbers, as they lie in memory on most machines; nulls as another number."""
    known = pc.fill_null(numbers, of_null) if numbers.null_count else numbers
    values: np.ndarray = known.to_numpy(zero_copy_only=False)
    return values.astype(values.dtype.newbyteorder("<"), copy=False)


def text_bytes(texts: pa.Array) -> memoryview:
    """The bytes of all texts of an array, one after the other; a null has none."""
    whole = pc.fill_null(texts, "") if texts.null_count else texts
    _, offsets, content = whole.buffers()
    if content is None or len(whole) == 0:
        return memoryview(b"")
    ends = memoryview(offsets).cast("q" if pa.types.is_large_string(whole.type) else "i")
    return memoryview(content)[ends[whole.offset] : ends[whole.offset + len(whole)]]
