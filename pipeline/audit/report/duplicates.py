"""What was merged: how much, in clusters of which size, and examples."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...release.versions import Release
from ...schema.rows import Row
from ...schema.tables import MERGED
from ..pages.charts import Column
from .pieces import pieces, rows_of

_EXAMPLES = 3  # of each way in which duplicates are found, chosen
_TOLD = ("near", "truncated", "same_page", "review", "edited")
"""The ways in which the words of two merged pairs differ."""
_SIZES = ((2, 2), (3, 3), (4, 4), (5, 9), (10, 19), (20, 99), (100, None))
"""The sizes of clusters that are one column, chosen."""


class Duplicates(NamedTuple):
    """What was merged."""

    methods: Counter[str]
    sizes: list[Column]
    """How many records stand for how many pairs."""
    largest: list[tuple[str, int]]
    """The records that stand for the most pairs, with their number."""
    examples: list[Row]
    """Rows of `merged`: of each method those that are least alike."""


def duplicates(release: Release) -> Duplicates:
    """Return what was merged in a release. Raises DamagedRelease."""
    methods: Counter[str] = Counter()
    kept: list[pa.Array] = []
    least: dict[str, list[tuple[float, str, str, str]]] = {}
    for piece in pieces(release, "merged", ["id", "kept_id", "method", "similarity", "locator"]):
        for item in piece.column("method").value_counts().to_pylist():
            methods[item["values"]] += item["counts"]
        kept += piece.column("kept_id").chunks
        for method in _TOLD:
            least[method] = _least([*least.get(method, []), *_candidates(piece, method)])
    clusters = pa.chunked_array(kept, pa.string()).value_counts()
    counts = clusters.field("counts").to_numpy() + 1 if len(clusters) else np.zeros(0, np.int64)
    return Duplicates(methods, _columns(counts), _largest(clusters), _examples(release, least))


def _candidates(piece: pa.Table, method: str) -> list[tuple[float, str, str, str]]:
    rows = piece.filter(pc.equal(piece.column("method"), method))
    order = [("similarity", "ascending"), ("id", "ascending"), ("locator", "ascending")]
    first = rows.sort_by(order).slice(0, _EXAMPLES).to_pylist()
    return [(row["similarity"], row["id"], row["kept_id"], row["locator"]) for row in first]


def _least(found: list[tuple[float, str, str, str]]) -> list[tuple[float, str, str, str]]:
    return heapq.nsmallest(_EXAMPLES, found)


def _columns(sizes: np.ndarray) -> list[Column]:
    columns = []
    for low, high in _SIZES:
        label = f"{low}" if low == high else f"{low} or more" if high is None else f"{low} to {high}"
        columns.append(Column(label, (int(((sizes >= low) & (sizes <= (high or sizes.max(initial=0)))).sum()),)))
    while columns and not columns[-1].parts[0]:
        columns.pop()
    return columns


def _largest(clusters: pa.StructArray) -> list[tuple[str, int]]:
    if not len(clusters):
        return []
    table = pa.table({"id": clusters.field("values"), "count": clusters.field("counts")})
    rows = table.sort_by([("count", "descending"), ("id", "ascending")]).slice(0, _EXAMPLES).to_pylist()
    return [(row["id"], row["count"] + 1) for row in rows]


def _examples(release: Release, least: dict[str, list[tuple[float, str, str, str]]]) -> list[Row]:
    """The whole rows of examples, in the order of their methods; of the same words one example will do."""
    wanted = [place for method in _TOLD for place in least.get(method, [])]
    rows = {
        (row["id"], row["kept_id"], row["locator"]): row
        for row in rows_of(release, "merged", MERGED.names, "id", {id for _, id, _, _ in wanted})
    }
    found = {(id, kept): rows[id, kept, locator] for _, id, kept, locator in reversed(wanted)}
    return list(found.values())[::-1]
