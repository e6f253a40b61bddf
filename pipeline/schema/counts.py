"""The counts of a run, and the laws that hold among them: nothing disappears, nothing is doubled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What came in, and what became of it."""

    archive_parts: int = 0
    """Documents that are no file of their own: pages in web archives, further parts of one."""
    candidates: int = 0
    documents: int = 0
    documents_rejected: int = 0
    """The rejections that the documents count, added up."""
    merged: int = 0
    raw_files: int = 0
    records: int = 0
    rejected: int = 0
    rejected_before: int = 0
    """Rejections of what was no candidate: files, documents, pieces of a page."""
    rejected_candidates: int = 0
    sightings: int = 0
    times_seen: int = 0
    """`times_seen` of all records, added up."""

    def broken_laws(self) -> list[str]:
        """Return the laws that do not hold, in words; none if nothing was lost or doubled.

        >>> Counts(candidates=2, records=1, sightings=1, times_seen=1).broken_laws()
        ['candidates = records + merged + rejected candidates: 2 is not 1']
        """
        laws = {
            "candidates = records + merged + rejected candidates": (
                self.candidates,
                self.records + self.merged + self.rejected_candidates,
            ),
            "sightings = records + merged": (self.sightings, self.records + self.merged),
            "sightings = sum of times_seen": (self.sightings, self.times_seen),
            "rejected = rejected candidates + rejected before": (
                self.rejected,
                self.rejected_candidates + self.rejected_before,
            ),
            "rejected = sum over the documents": (self.rejected, self.documents_rejected),
            "documents = raw files": (self.documents - self.archive_parts, self.raw_files),
        }
        return [f"{law}: {left} is not {right}" for law, (left, right) in laws.items() if left != right]

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, as a manifest holds them."""
        return asdict(self)

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Counts:
        """Return the counts of a manifest. Raises KeyError with the name of one that is missing."""
        return cls(**{name: counts[name] for name in _NAMES if name in counts or name not in _LATER})


_NAMES = tuple(field.name for field in fields(Counts))
_LATER = ("archive_parts",)
"""Counts that the first releases did not have."""
