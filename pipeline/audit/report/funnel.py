"""From documents to records, with everything that was lost on the way by its reason."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ...release.stats import rejections_as_whole
from ...release.versions import Release
from ...schema.counts import Counts
from ...schema.reasons import OF_PAIRS
from ...schema.rows import Row
from .pieces import pieces

_REJECTED = ["reason", "stage", "text", "path", "page_url", "locator"]
_EXAMPLES = 3  # of each reason, chosen
DOCUMENT, PIECE, CANDIDATE = "document", "piece of a page", "candidate"
_MERGED = {
    "exact": "merged: word for word the same",
    "near": "merged: nearly the same words",
    "truncated": "merged: a truncated copy",
    "same_page": "merged: the same page says it in another way",
    "review": "merged: a person decided it",
    "edited": "kept beside an edited record",
}


class Lost(NamedTuple):
    """What was lost at a step."""

    reason: str
    number: int
    said: str = ""
    """In words, where the reason is no `Reason`."""


class Step(NamedTuple):
    """A step of the way from documents to records."""

    name: str
    number: int
    share: float
    """Of the widest step of its kind, 0 to 100."""
    lost: list[Lost]
    """What was lost before the next step, the most first."""
    note: str = ""


class Rejections(NamedTuple):
    """The rows of `rejected`, counted, with examples."""

    counts: dict[str, Counter[str]]
    """By what was rejected (a document, a piece of a page, a candidate) and reason."""
    examples: dict[str, list[Row]]
    """The first few of each reason."""

    @property
    def by_reason(self) -> list[Lost]:
        """How many rows have each reason, the most first."""
        return _ordered(sum(self.counts.values(), Counter()))


def rejections(release: Release) -> Rejections:
    """Return what was rejected. Raises DamagedRelease."""
    counts: dict[str, Counter[str]] = {DOCUMENT: Counter(), PIECE: Counter(), CANDIDATE: Counter()}
    examples: dict[str, list[Row]] = {}
    for piece in pieces(release, "rejected", ["document", *_REJECTED]):
        for kind, rows in _kinds(piece).items():
            for item in rows.column("reason").value_counts().to_pylist():
                counts[kind][item["values"]] += item["counts"]
        _add_examples(examples, piece)
    return Rejections(counts, dict(sorted(examples.items())))


def _kinds(rejected: pa.Table) -> dict[str, pa.Table]:
    """Some rows by what was rejected."""
    of_candidates = pc.is_in(rejected.column("stage"), pa.array([*OF_PAIRS], pa.string()))
    before = rejected.filter(pc.invert(of_candidates))
    whole = rejections_as_whole(before)
    parts = before.filter(pc.invert(_is_whole(before)))
    return {DOCUMENT: whole, PIECE: parts, CANDIDATE: rejected.filter(of_candidates)}


def _is_whole(rejected: pa.Table) -> pa.ChunkedArray:
    numbered = rejected.append_column("row", pa.array(range(len(rejected)), pa.int64()))
    whole = rejections_as_whole(numbered).column("row")
    return pc.is_in(numbered.column("row"), value_set=whole.combine_chunks())


def _add_examples(examples: dict[str, list[Row]], piece: pa.Table) -> None:
    for reason in piece.column("reason").unique().to_pylist():
        found = examples.setdefault(reason, [])
        if len(found) < _EXAMPLES:
            rows = piece.filter(pc.equal(piece.column("reason"), reason)).slice(0, _EXAMPLES - len(found))
            found += rows.select(_REJECTED).to_pylist()


def funnel(counts: Counts, rejected: Rejections, merged: Counter[str], containers: int) -> list[Step]:
    """Return the steps from documents to records; `containers` of the documents only hold others."""
    reasons = rejected.counts
    lost = counts.documents_rejected + counts.documents_gone + counts.documents_without_pairs + containers
    with_pairs = counts.documents - lost
    widest = max(counts.candidates, counts.sightings, counts.records)
    gone = Lost("", counts.documents_gone, "were gone: the server answered 404 or 410")
    nothing = Lost("", counts.documents_without_pairs, "gave no question with a sound answer")
    holding = Lost("", containers, "only hold others: web archives and the like")
    documents = _ordered(reasons[DOCUMENT]) + [each for each in (gone, nothing, holding) if each.number]
    merges = [Lost(name, number, _MERGED.get(name, name)) for name, number in _most_first(merged)]
    steps = [
        ("documents", counts.documents, counts.documents, documents, "Files, and the pages inside archives."),
        ("documents with pairs", with_pairs, counts.documents, _ordered(reasons[PIECE]), _PIECES),
        ("candidates", counts.candidates, widest, _ordered(reasons[CANDIDATE]), "Questions with answers, as found."),
        ("pairs", counts.sightings, widest, merges, "Candidates that are sound."),
        ("records", counts.records, widest, [], "Distinct pairs: what the release holds."),
    ]
    return [Step(name, number, _share(number, whole), lost, note) for name, number, whole, lost, note in steps]


_PIECES = "Pieces of them that were no candidate are rejected, too."


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _ordered(counter: Counter[str]) -> list[Lost]:
    return [Lost(reason, count, reason) for reason, count in _most_first(counter)]


def _most_first(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
