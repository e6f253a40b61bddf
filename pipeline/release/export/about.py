"""What an export says of itself, where its shape has a place for it: which release it is of, and what people say of it.

Rows of CSV and lines of JSON have none: they carry the version alone.
"""

from __future__ import annotations

from ..layout import RIGHTS
from ..metadata.facts import said_of
from .rows import Rows


def facts(rows: Rows) -> dict[str, str]:
    """Return names and values, in the order in which people ask; what nobody set is said not to be set."""
    said, manifest = said_of(rows.release).stated(), rows.release.manifest
    return {
        "title": said["title"],
        "version": manifest.version,
        "content": manifest.content_hash,
        "records": str(rows.count()),
        "licence": said["licence"],
        "contact": said["contact"],
        "description": said["description"],
        "rights": RIGHTS,
    }
