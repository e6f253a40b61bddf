"""The counts of a run, and the sums that must hold among them."""

from __future__ import annotations

from collections.abc import Mapping


def sums(counts: Mapping[str, int]) -> list[str]:
    """Return the sums that do not add up, in words; none if nothing was lost or doubled."""
    laws = {
        "candidates = records + merged + rejected candidates": (
            counts["candidates"],
            counts["records"] + counts["merged"] + counts["rejected_candidates"],
        ),
        "sightings = records + merged": (counts["sightings"], counts["records"] + counts["merged"]),
        "sightings = sum of times_seen": (counts["sightings"], counts["times_seen"]),
        "rejected = rejected candidates + rejected before": (
            counts["rejected"],
            counts["rejected_candidates"] + counts["rejected_before"],
        ),
        "rejected = sum over the documents": (counts["rejected"], counts["documents_rejected"]),
        "documents = raw files": (counts["documents"] - counts.get("archive_parts", 0), counts["raw_files"]),
    }
    return [f"{law}: {left} is not {right}" for law, (left, right) in laws.items() if left != right]
