"""Whether what took the place of a record is an answer to its question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow.compute as pc

from ..release.as_of import HISTORY_SINCE
from ..release.read import read_table
from ..release.versions import Release


def wrong_superseded(release: Release) -> Iterator[str]:
    """Say where `superseded_by` leads to no other answer to the same question, or back to where it began."""
    if release.manifest.schema_version < HISTORY_SINCE:
        return
    columns = ["id", "question_id", "superseded_by"]
    records = read_table(release, "records", columns)
    superseded = records.filter(pc.is_valid(records.column("superseded_by")))
    targets = records.filter(pc.is_in(records.column("id"), value_set=superseded.column("superseded_by")))
    questions = dict(zip(*(targets.column(name).to_pylist() for name in columns[:2]), strict=True))
    later = dict(zip(*(superseded.column(name).to_pylist() for name in ("id", "superseded_by")), strict=True))
    for row in superseded.to_pylist():
        if questions.get(row["superseded_by"]) != row["question_id"]:
            yield f"{row['id']} is superseded by {row['superseded_by']}, which is no answer to the same question"
        elif _comes_back(row["id"], later):
            yield f"{row['id']} is superseded by {row['superseded_by']}, and that in the end by {row['id']}"


def _comes_back(id: str, later: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = later.get(id)
    while at is not None and at not in seen:
        seen.add(at)
        at = later.get(at)
    return id in seen
