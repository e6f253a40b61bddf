"""Tables of a release, read from its Parquet files."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..schema import no_pandas  # noqa: F401
from .errors import DamagedRelease
from .versions import Release


def count_rows(release: Release, name: str) -> int:
    """Return how many rows a release's table has, by its file and not by the manifest. Raises DamagedRelease."""
    try:
        rows: int = pq.read_metadata(release.table(name)).num_rows
    except (OSError, pa.ArrowException) as error:
        raise DamagedRelease(release.folder, _unreadable(name, error)) from error
    return rows


def read_table(release: Release, name: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """Return rows of a release's table, its page checksums verified. Raises DamagedRelease."""
    try:
        return pq.read_table(release.table(name), columns=columns, filters=filters, page_checksum_verification=True)
    except (OSError, pa.ArrowException) as error:
        raise DamagedRelease(release.folder, _unreadable(name, error)) from error


def id_begins(start: str) -> pc.Expression:
    """Return the filter for rows whose id begins with some hex digits."""
    return (pc.field("id") >= start) & (pc.field("id") < start + "g")


def _unreadable(name: str, error: Exception) -> str:
    return f"{name}.parquet cannot be read ({str(error).splitlines()[0]})"
