"""What a release holds, counted."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..schema.manifest import Manifest
from .read import read_table
from .versions import open_release

COUNTED = ("source_domain", "question_type", "answer_type", "language", "flags")


def stats(version: str = "latest", out: Path | str = "curated") -> tuple[Manifest, dict[str, dict[str, int]]]:
    """Return a release's manifest and, per counted column, how many records have each value.

    A record with two flags counts under both; one with none under none. The most frequent value
    comes first, equals by their name. Raises UnknownVersion, NotARelease,
    DamagedRelease.
    """
    release = open_release(out, version)
    records = read_table(release, "records", list(COUNTED))
    return release.manifest, {name: _count(records.column(name), name) for name in COUNTED}


def _count(values: pa.ChunkedArray, name: str) -> dict[str, int]:
    if name == "flags":
        words = pc.list_flatten(pc.split_pattern(values, " "))
        values = words.filter(pc.not_equal(words, ""))
    counts = {item["values"]: item["counts"] for item in values.value_counts().to_pylist()}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
