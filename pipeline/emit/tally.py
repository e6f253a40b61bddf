"""The counts of a run, added up bucket by bucket."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from ..release.diff import count_changes
from ..schema import Stage
from ..schema.manifest import Change
from ..schema.tables import ARCHIVE_PART


class _Tally:
    """The counts of a run, added up bucket by bucket."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.change = Change(0, 0, 0, 0)

    def add(self, tables: dict[str, pa.Table], documents: pa.Table) -> None:
        """Count one bucket."""
        for name in ("records", "sightings", "merged", "rejected"):
            self.counts[name] += tables[name].num_rows
        self.counts["times_seen"] += _sum(tables["records"], "times_seen")
        self.counts["documents"] += documents.num_rows
        parts = pc.match_substring_regex(documents.column("path"), ARCHIVE_PART, ignore_case=True)
        self.counts["archive_parts"] += pc.sum(parts).as_py() or 0
        self.counts["candidates"] += _sum(documents, "candidates")
        self.counts["documents_rejected"] += _sum(documents, "rejected")
        rejected = tables["rejected"]
        late = pc.sum(pc.equal(rejected.column("stage"), Stage.VALIDATE.value)).as_py() or 0
        self.counts["rejected_candidates"] += late
        self.counts["rejected_before"] += rejected.num_rows - late
        for item in rejected.column("reason").value_counts().to_pylist():
            self.reasons[item["values"]] += item["counts"]
        if "changes" in tables:
            more = count_changes(tables["changes"])
            self.change = Change(*(a + b for a, b in zip(self.change, more, strict=True)))


def _sum(table: pa.Table, column: str) -> int:
    return int(pc.sum(table.column(column)).as_py() or 0)
