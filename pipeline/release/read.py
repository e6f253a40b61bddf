"""Tables of a release, read from its Parquet files."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .errors import DamagedRelease
from .versions import Release


def read_table(release: Release, name: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """Return rows of a release's table, its page checksums verified. Raises DamagedRelease."""
    try:
        return pq.read_table(release.table(name), columns=columns, filters=filters, page_checksum_verification=True)
    except (OSError, pa.ArrowException) as error:
        why = f"{name}.parquet cannot be read ({str(error).splitlines()[0]})"
        raise DamagedRelease(release.folder, why) from error
