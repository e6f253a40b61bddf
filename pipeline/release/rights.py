"""What a release says of the reuse of its records, counted."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ..web.optout_words import is_reserved
from .read import columns_in, read_pieces
from .versions import Release

UNKNOWN = "unknown"
"""What stands for the licence where none is said."""


def are_reserved(usage: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return whether each value of `usage` reserves a page: `qamill fetch` would not have stored it."""
    words = [value for value in usage.unique().to_pylist() if value and is_reserved(value.split())]
    return pc.is_in(usage, value_set=pa.array(words, pa.string()))


def licences_of(release: Release) -> dict[str, int]:
    """Return how many records have each licence, `unknown` where none is said, the most frequent first.

    Nothing for a release that was made before licences were read. Raises DamagedRelease.
    """
    if "licence" not in columns_in(release, "records").names:
        return {}
    counts: dict[str, int] = {}
    for piece in read_pieces(release, "records", ["licence"]):
        for item in piece.column("licence").value_counts().to_pylist():
            name = item["values"] or UNKNOWN
            counts[name] = counts.get(name, 0) + item["counts"]
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
