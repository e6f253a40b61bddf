"""Which hosts a release has something of, and how much was taken down: what answers "is my site in it?" on pages."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..release.removals import removals
from ..release.versions import Release
from .report.pieces import pieces

_HOST = r"(?i)^https?://(?:[^/?#@]*@)?(?:www\.)?(?P<host>[^/?#:\\]+)"


class Host(NamedTuple):
    """What a release has of a host."""

    name: str
    records: int
    """That cite it."""
    pages: int
    """Of it that were read."""


def hosts(release: Release) -> list[Host]:
    """Return the hosts that are cited or were read, those with most first. Raises DamagedRelease."""
    cited: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for piece in pieces(release, "records", ["source"]):
        _add(cited, piece.column("source"))
    for piece in pieces(release, "documents", ["url"]):
        _add(read, pc.utf8_lower(pc.struct_field(pc.extract_regex(piece.column("url"), _HOST), "host")))
    return sorted(
        (Host(name, cited[name], read[name]) for name in cited | read),
        key=lambda host: (-host.records, -host.pages, host.name),
    )


def held(release: Release) -> list[tuple[str, int]]:
    """Return by how many takedowns of each kind something went from a release, and nothing of what they are about."""
    rows = removals(release, ["scope", "rule"]).to_pylist()
    return sorted(Counter(scope for scope, _ in {(row["scope"], row["rule"]) for row in rows}).items())


def _add(counter: Counter[str], values: pa.ChunkedArray) -> None:
    for item in values.drop_null().value_counts().to_pylist():
        counter[item["values"]] += item["counts"]
