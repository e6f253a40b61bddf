"""The counts of a run, and the laws that hold among them: nothing disappears, nothing is doubled."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from .manifest import Manifest
from .nouns import PERSONAL_DATA_FLAGS


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What came in, and what became of it."""

    archive_parts: int = 0
    """Documents that are no file of their own: pages in web archives, further parts of one."""
    candidates: int = 0
    completed: int = 0
    """Records whose answer was cut, and is the full passage of the page that it cites."""
    conflicts: int = 0
    """Pairs of answers to one question that contradict each other."""
    crowded_questions: int = 0
    """Questions with so many answers that not all were compared with each other for conflicts."""
    current: int = 0
    """Records that a page may still give."""
    documents: int = 0
    documents_gone: int = 0
    """Answers of a server that there is no such page (any more): each is a document without bytes."""
    documents_rejected: int = 0
    """Documents that were rejected as a whole: unreadable files, copies, pages that no reader could take ..."""
    documents_without_pairs: int = 0
    """Pages that were there, are not rejected as a whole, and gave no sound pair."""
    edited: int = 0
    """Records whose words or source a person edited; what the page has is a merged pair."""
    gone: int = 0
    """Records that a page gave last to a question, before it dropped the question."""
    later_version: int = 0
    """Conflicts of an answer with the one that took its place on its page."""
    lenient: int = 0
    """Documents that the lenient reader read, because the first attempt failed. The next run tries them again."""
    licensed: int = 0
    """Records of which a page names the licence."""
    merged: int = 0
    pairs_of_documents: int = 0
    """`pairs` of all documents, added up."""
    pii_card: int = 0
    """Records that hold the number of a payment card, masked or not. The next six are the other kinds."""
    pii_coordinates: int = 0
    pii_email: int = 0
    pii_iban: int = 0
    pii_ip: int = 0
    pii_phone: int = 0
    pii_ssn: int = 0
    raw_files: int = 0
    records: int = 0
    rejected: int = 0
    rejected_before: int = 0
    """Rejections of what was no candidate: files, documents, pieces of a page."""
    rejected_candidates: int = 0
    rejected_of_documents: int = 0
    """`rejected` of all documents, added up."""
    removed_documents: int = 0
    """Pages that are files of their own and were taken down."""
    removed_pairs: int = 0
    """Questions with answers that were taken down, sound or not, on pages that were not."""
    removed_rejections: int = 0
    """Rejections that were taken down: of those questions, and of other pieces of pages."""
    reserved: int = 0
    """Records that a page shows which reserves its use."""
    sightings: int = 0
    sources_disagree: int = 0
    """Conflicts of current answers."""
    superseded: int = 0
    """Records that a later answer of their page took the place of."""
    support_absent: int = 0
    """Records whose cited page was read, too, and does not say the answer. The next three are the other states."""
    support_changed: int = 0
    support_found: int = 0
    support_unchecked: int = 0
    times_seen: int = 0
    """`times_seen` of all records, added up."""

    def broken_laws(self) -> list[str]:
        """Return the laws that do not hold, in words; none if nothing was lost or doubled.

        >>> Counts(candidates=2, records=1, current=1, sightings=1, times_seen=1, pairs_of_documents=1).broken_laws()
        ['candidates + edited = records + merged + rejected candidates + removed pairs: 2 is not 1']
        """
        laws = {
            "candidates + edited = records + merged + rejected candidates + removed pairs": (
                self.candidates + self.edited,
                self.records + self.merged + self.rejected_candidates + self.removed_pairs,
            ),
            "records = current + superseded + gone": (self.records, self.current + self.superseded + self.gone),
            "conflicts = sources_disagree + later_version": (
                self.conflicts,
                self.sources_disagree + self.later_version,
            ),
            "sightings + edited = records + merged": (self.sightings + self.edited, self.records + self.merged),
            "records <= sum of times_seen <= sightings": (
                self.times_seen,
                min(max(self.times_seen, self.records), self.sightings),
            ),
            "sightings = pairs of the documents": (self.sightings, self.pairs_of_documents),
            "rejected = rejected candidates + rejected before": (
                self.rejected,
                self.rejected_candidates + self.rejected_before,
            ),
            "rejected = rejected of the documents": (self.rejected, self.rejected_of_documents),
            "documents + removed documents = raw files": (
                self.documents - self.archive_parts + self.removed_documents,
                self.raw_files,
            ),
        }
        return [f"{law}: {left} is not {right}" for law, (left, right) in laws.items() if left != right]

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, as a manifest holds them."""
        return {name: number for name, number in asdict(self).items() if number or name not in _IF_ANY}

    @classmethod
    def of(cls, manifest: Manifest) -> Counts:
        """Return the counts of a manifest. Raises KeyError with the name of one that is missing."""
        counts = named_counts(manifest)
        if manifest.schema_version == 1:
            since_2 = {"pairs_of_documents": counts["sightings"], **dict.fromkeys(_SINCE_2, 0)}
            counts = {"archive_parts": 0, **since_2, **counts}
        if manifest.schema_version < 3:  # nothing was known to be of the past
            counts = {"current": counts["records"], **dict.fromkeys(_SINCE_3, 0), **counts}
        return cls(**{name: counts[name] for name in _NAMES if name in counts or name not in _IF_ANY})


def named_counts(manifest: Manifest) -> dict[str, int]:
    """Return what a manifest counts, under the names of today.

    In schema version 1, `documents_rejected` was the name of the rejections that the documents count.
    """
    if manifest.schema_version != 1:
        return manifest.counts
    return dict(sorted((_NAMES_OF_1.get(name, name), number) for name, number in manifest.counts.items()))


_NAMES = tuple(field.name for field in fields(Counts))
_SINCE_2 = ("documents_rejected", "documents_without_pairs", "lenient")
"""Counts that releases of schema version 1 do not have; they had no `pairs_of_documents` either."""
_SINCE_3 = ("superseded", "gone", "conflicts", "crowded_questions", "later_version", "sources_disagree")
"""Counts that releases of schema versions 1 and 2 do not have; all their records count as `current`."""
_IF_ANY = (
    *PERSONAL_DATA_FLAGS,
    *("completed", "documents_gone", "edited", "removed_documents", "removed_pairs", "removed_rejections"),
    *("licensed", "reserved", "support_absent", "support_changed", "support_found", "support_unchecked"),
)
"""Counts that a release lacks where there is none: of cited pages, pages that were gone, decisions, takedowns, and
personal data."""
_NAMES_OF_1 = {"documents_rejected": "rejected_of_documents"}
