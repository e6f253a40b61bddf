"""The counts of a run, added up bucket by bucket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ..release.as_of import is_current, is_gone
from ..release.page_states import are_gone
from ..release.rights import are_reserved
from ..release.stats import find_without_pairs, rejected_as_whole
from ..schema.counts import Counts
from ..schema.manifest import Change
from ..schema.nouns import PERSONAL_DATA_FLAGS
from ..schema.reasons import OF_PAIRS
from ..schema.rows import LATER_VERSION, SOURCES_DISAGREE, SUPPORT_STATES
from ..schema.tables import ARCHIVE_PART, COMPLETED_FLAG
from ..text.counted import count_of

_OF_PAIRS = pa.array([*OF_PAIRS], pa.string())
_WHOLE = pa.array(["page", "file"])
_REMOVED = {
    "removed_pairs": pa.array(["pair", "rejected_pair"]),
    "removed_rejections": pa.array(["rejected_pair", "rejection"]),
}
"""What counts as what, of the rows of `removals` about pages that are there."""


class Tally:
    """The counts of a run, added up bucket by bucket."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()
        """Rows of `rejected` by reason."""
        self.notes: list[str] = []
        """What is not known of the history of pages, in sentences."""
        self.change = Change(0, 0, 0)
        """What changed since the release before; set when all buckets are there."""
        self.rows_went = False
        """Whether something was taken down that the release before has; set when all buckets are there."""
        self.newest_page: str | None = None
        """The day of the newest page; set when all documents are there."""
        self._counts: Counter[str] = Counter()
        self._without_pairs: list[pa.ChunkedArray] = []
        self._doubled_keys = 0

    def broken_laws(self, raw_files: int) -> list[str]:
        """Return the laws that do not hold, in words: those of the counts, and that each document has its own key."""
        doubled = [f"each document has its own key: {self._doubled_keys} do not"] if self._doubled_keys else []
        return [*self.counts(raw_files).broken_laws(), *doubled]

    def counts(self, raw_files: int) -> Counts:
        """Return the counts so far, of a run over so many files."""
        return Counts(**self._counts, raw_files=raw_files)

    def without_pairs(self) -> list[str]:
        """Return the paths of the pages that gave no sound pair, sorted."""
        return sorted(path for paths in self._without_pairs for path in paths.to_pylist())

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Count one bucket: its records, sightings, merged pairs, rejections and documents."""
        for name in ("records", "sightings", "merged", "rejected", "documents"):
            self._counts[name] += tables[name].num_rows
        self._counts["times_seen"] += _sum(tables["records"], "times_seen")
        self._add_records(tables["records"])
        self._add_documents(tables["documents"], tables["rejected"])
        self._add_rejected(tables["rejected"])
        if "removals" in tables:
            self._add_removals(tables["removals"])

    def add_conflicts(self, conflicts: pa.Table, crowded: Sequence[pa.Table]) -> None:
        """Count all conflicts of a run, and the questions whose answers were not all compared."""
        self._counts["conflicts"] = conflicts.num_rows
        for relation in (SOURCES_DISAGREE, LATER_VERSION):
            found = pc.equal(conflicts.column("relation"), relation)
            self._counts[relation] = pc.sum(found).as_py() or 0
        self._counts["crowded_questions"] = count = sum(table.num_rows for table in crowded)
        if count:
            have = "has" if count == 1 else "have"
            self.notes.append(
                f"{count_of(count, 'question')} {have} so many answers that each was compared for conflicts only with"
                " those that are most like it (`qamill help conflicts`)."
            )

    def _add_records(self, records: pa.Table) -> None:
        """Count which of a bucket's records are current, superseded and gone."""
        which = {
            "completed": pc.match_substring_regex(records.column("flags"), COMPLETED_FLAG),
            "edited": pc.is_valid(records.column("edited_from")),
            "superseded": pc.is_valid(records.column("superseded_by")),
            "gone": is_gone(records),
            "current": is_current(records),
            **{word: pc.match_substring_regex(records.column("flags"), rf"\b{word}\b") for word in PERSONAL_DATA_FLAGS},
            "licensed": pc.is_valid(records.column("licence")),
            "reserved": are_reserved(records.column("usage")),
            **{f"support_{state}": pc.equal(records.column("support"), state) for state in SUPPORT_STATES},
        }
        for name, are in which.items():
            self._counts[name] += pc.sum(are).as_py() or 0

    def _add_documents(self, documents: pa.Table, rejected: pa.Table) -> None:
        """Count a bucket's documents; what of them was rejected is in the same bucket."""
        self._doubled_keys += documents.num_rows - pc.count_distinct(documents.column("key")).as_py()
        whole = rejected_as_whole(rejected)
        self._counts["documents_rejected"] += len(whole)
        without_pairs = find_without_pairs(documents, whole)
        self._counts["documents_without_pairs"] += len(without_pairs)
        self._counts["documents_gone"] += pc.sum(are_gone(documents)).as_py() or 0
        self._without_pairs.append(without_pairs)
        parts = pc.match_substring_regex(documents.column("path"), ARCHIVE_PART, ignore_case=True)
        self._counts["archive_parts"] += pc.sum(parts).as_py() or 0
        self._counts["lenient"] += pc.sum(pc.equal(documents.column("reader"), "lenient")).as_py() or 0
        self._counts["candidates"] += _sum(documents, "candidates")
        self._counts["pairs_of_documents"] += _sum(documents, "pairs")
        self._counts["rejected_of_documents"] += _sum(documents, "rejected")

    def _add_rejected(self, rejected: pa.Table) -> None:
        candidates = pc.sum(pc.is_in(rejected.column("stage"), _OF_PAIRS)).as_py() or 0
        self._counts["rejected_candidates"] += candidates
        self._counts["rejected_before"] += rejected.num_rows - candidates
        for item in rejected.column("reason").value_counts().to_pylist():
            self.reasons[item["values"]] += item["counts"]

    def _add_removals(self, removals: pa.Table) -> None:
        """Count what was taken down; of a page that was taken down as a whole, the page alone."""
        whole = removals.filter(pc.is_in(removals.column("what"), _WHOLE)).column("document")
        of_pages = removals.filter(pc.invert(pc.is_in(removals.column("document"), value_set=whole)))
        for name, kinds in _REMOVED.items():
            self._counts[name] += pc.sum(pc.is_in(of_pages.column("what"), kinds)).as_py() or 0
        files = pc.equal(removals.column("what"), "file")
        self._counts["removed_documents"] += pc.sum(files).as_py() or 0


def _sum(table: pa.Table, column: str) -> int:
    return int(pc.sum(table.column(column)).as_py() or 0)
