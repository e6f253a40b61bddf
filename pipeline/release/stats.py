"""What a release holds, counted."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..schema import CONTAINERS, OF_A_PART
from ..schema.manifest import Manifest
from .page_states import are_gone
from .read import read_pieces, read_table
from .rights import licences_of
from .versions import open_release, read_release

COUNTED = ("source_domain", "question_type", "answer_type", "language", "flags")

_SPREAD = {"least": 0.0, "median": 0.5, "nine_in_ten": 0.9, "most": 1.0}


def stats(version: str = "latest", out: Path | str = "curated") -> tuple[Manifest, dict[str, dict[str, int]]]:
    """Return a release's manifest and, per counted column, how many records have each value.

    A record with two flags counts under both; one with none under none. The most frequent value
    comes first, equals by their name. Licences are counted where a record has one. Raises UnknownVersion, NotARelease,
    DamagedRelease.
    """
    release = open_release(out, version)
    records = read_table(release, "records", list(COUNTED))
    counted = {name: _count(records.column(name), name) for name in COUNTED}
    licences = {"licence": licences_of(release)} if release.manifest.counts.get("licensed") else {}
    return release.manifest, {**counted, **licences}


def measure(version: str = "latest", out: Path | str = "curated") -> dict[str, dict[str, int]]:
    """Return how long questions and answers of a release are, in characters, and how many pairs its pages gave.

    Each has the least, the median, what nine in ten do not exceed, and the most; what there is none of is left out.
    Raises UnknownVersion, NotARelease, DamagedRelease.
    """
    release = open_release(out, version)
    lengths: dict[str, list[pa.ChunkedArray]] = {"question": [], "answer": []}
    for piece in read_pieces(release, "records", [*lengths]):
        for name, parts in lengths.items():
            parts += pc.utf8_length(piece.column(name)).chunks
    measured = {f"{name}_length": _spread(pa.chunked_array(parts, pa.int32())) for name, parts in lengths.items()}
    if release.manifest.schema_version > 1:
        documents = read_table(release, "documents", ["media_type", "pairs", "boilerplate"])
        measured["pairs_of_a_page"] = _spread(documents.column("pairs").filter(_are_pages(documents)))
    return {name: spread for name, spread in measured.items() if spread}


def _spread(numbers: pa.ChunkedArray) -> dict[str, int]:
    if not len(numbers):
        return {}
    found = pc.quantile(numbers, q=list(_SPREAD.values()), interpolation="lower").to_pylist()
    return dict(zip(_SPREAD, found, strict=True))


def pages_without_pairs(folder: Path) -> list[str]:
    """Return the paths of the pages that gave no sound pair, of the release in a version's folder, sorted.

    None are known of a release of schema version 1. Raises DamagedRelease.
    """
    release = read_release(folder)
    if release.manifest.schema_version == 1:
        return []
    rejected = rejected_as_whole(read_table(release, "rejected", ["locator", "reason", "document"]))
    documents = read_table(release, "documents", ["key", "path", "media_type", "pairs", "boilerplate"])
    return sorted(find_without_pairs(documents, rejected).to_pylist())


def find_without_pairs(documents: pa.Table, rejected: pa.Array) -> pa.ChunkedArray:
    """Return the paths of the pages that gave no sound pair; those whose keys are `rejected` were not read."""
    was_read = pc.invert(pc.is_in(documents.column("key"), rejected))
    has_none = pc.equal(documents.column("pairs"), 0)
    return documents.column("path").filter(pc.and_(pc.and_(_are_pages(documents), was_read), has_none))


def _are_pages(documents: pa.Table) -> pa.ChunkedArray:
    """Whether each document is a page that was there: no file of several pages, and none that was gone."""
    holds_others = pc.is_in(documents.column("media_type"), pa.array(CONTAINERS))
    return pc.invert(pc.or_(holds_others, are_gone(documents)))


def rejected_as_whole(rejected: pa.Table) -> pa.Array:
    """Return the keys of the documents that rows of `rejected` reject as a whole."""
    columns = rejected.select(["document", "locator", "reason"])
    return rejections_as_whole(columns).column("document").unique()


def rejections_as_whole(rejected: pa.Table) -> pa.Table:
    """Return those rows of `rejected` that reject a document as a whole."""
    of_a_part = pc.is_in(rejected.column("reason"), pa.array([*OF_A_PART], pa.string()))
    return rejected.filter(pc.and_(pc.equal(rejected.column("locator"), ""), pc.invert(of_a_part)))


def _count(values: pa.ChunkedArray, name: str) -> dict[str, int]:
    if name == "flags":
        words = pc.list_flatten(pc.split_pattern(values, " "))
        values = words.filter(pc.not_equal(words, ""))
    counts = {item["values"]: item["counts"] for item in values.value_counts().to_pylist()}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
