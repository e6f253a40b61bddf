"""A Parquet file of a release beside what is stated of it: its columns, and how many rows it has."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.parquet as pq

from ..release.read import columns_in
from ..release.versions import Release
from ..storage import regular

ROWS = 10_000  # checked at a time, so that no column of long texts exceeds 2 GB


def open_table(release: Release, file: str) -> pq.ParquetFile:
    """Open a Parquet file of a release; its page checksums are verified where it is read."""
    return pq.ParquetFile(regular(release.file(file)), page_checksum_verification=True)


def has_columns_of(release: Release, name: str, file: pq.ParquetFile) -> bool:
    """Whether a file has the columns that a table has by its schema version."""
    is_same: bool = file.schema_arrow.remove_metadata() == columns_in(release, name)
    return is_same


def other_rows(release: Release, file: str, rows: int) -> Iterator[str]:
    """Compare how many rows a file has with what the manifest says of it."""
    facts = release.manifest.files.get(file)
    if facts and facts.rows != rows:
        yield f"has {rows} rows, not as many as the manifest states"


def other_count(release: Release, name: str, rows: int) -> Iterator[str]:
    """Compare how many rows a table has with what the manifest counts."""
    if release.manifest.counts.get(name, rows) != rows:
        yield f"has {rows} rows, the manifest counts {release.manifest.counts[name]}"
