"""The conflicts of a release with the texts, sources and dates of both answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..arguments import check
from ..release.errors import NoHistory
from ..release.read import read_table
from ..release.versions import Release, open_release
from ..review.decision import PREFERRED
from ..schema.rows import LATER_VERSION, ConflictRow, Row
from ..schema.tables import tables_of

_PIECE = 1_000  # conflicts whose texts are in memory at one time


class Given(NamedTuple):
    """One answer of a conflict."""

    id: str
    answer: str
    sources: tuple[str, ...]
    pages: tuple[str, ...]
    """The addresses of the pages that gave it, where known; else their paths."""
    first_seen: datetime | None
    last_seen: datetime | None
    preferred: bool = False
    """Whether a person prefers it among the answers to its question."""


class Conflict(NamedTuple):
    """Two answers to one question that contradict each other."""

    question: str
    """As the first answer's record asks it."""
    row: ConflictRow
    answers: tuple[Given, Given]

    @property
    def settled(self) -> bool:
        """Whether a person prefers one of the two."""
        return any(given.preferred for given in self.answers)


def conflicts(version: str = "latest", out: Path | str = "curated", relation: str | None = None) -> Iterator[Conflict]:
    """Yield the conflicts of a release in the order of its table; of one `relation` if that is given.

    Raises UnknownVersion, DamagedRelease, NoHistory.
    """
    check(version=version, out=out)
    yield from conflicts_of(open_release(out, version), relation)


def conflicts_of(release: Release, relation: str | None = None) -> Iterator[Conflict]:
    """Yield the conflicts of a release, with texts. Raises DamagedRelease, NoHistory."""
    if "conflicts" not in tables_of(release.manifest.schema_version):
        raise NoHistory(release.version, release.manifest.schema_version)
    table = read_table(release, "conflicts", filters=pc.field("relation") == relation if relation else None)
    for start in range(0, table.num_rows, _PIECE):
        yield from _with_texts(release, table.slice(start, _PIECE))


def _with_texts(release: Release, table: pa.Table) -> Iterator[Conflict]:
    ids = pa.concat_arrays([*table.column("id").chunks, *table.column("other_id").chunks]).unique()
    records = {row["id"]: row for row in read_table(release, "records", filters=pc.field("id").isin(ids)).to_pylist()}
    seen: defaultdict[str, list[Row]] = defaultdict(list)
    columns = ["id", "source", "page_url", "path"]
    for row in read_table(release, "sightings", columns, pc.field("id").isin(ids)).to_pylist():
        seen[row["id"]].append(row)
    given = {id: _given(record, seen[id]) for id, record in records.items()}
    for row in table.to_pylist():
        conflict = ConflictRow(**row)
        yield Conflict(records[conflict.id]["question"], conflict, (given[conflict.id], given[conflict.other_id]))


def _given(record: Row, seen: list[Row]) -> Given:
    sources = tuple(sorted({row["source"] for row in seen}))
    pages = tuple(sorted({row["page_url"] or row["path"] for row in seen}))
    is_preferred = PREFERRED in record["flags"].split()
    return Given(
        record["id"], record["answer"], sources, pages, record["first_seen"], record["last_seen"], is_preferred
    )


def wrong_conflicts(release: Release) -> Iterator[str]:
    """Say which conflicts are not of two records that answer one question and stand to each other as is said."""
    if "conflicts" not in tables_of(release.manifest.schema_version):
        return
    columns = ["id", "question_id", "superseded_by"]
    conflicts = read_table(release, "conflicts", ["id", "other_id", "relation"])
    records = read_table(release, "records", columns)
    ids = pa.chunked_array([*conflicts.column("id").chunks, *conflicts.column("other_id").chunks], pa.string())
    of_conflicts = records.filter(pc.is_in(records.column("id"), value_set=ids))
    known = {row["id"]: row for row in of_conflicts.to_pylist()}
    for row in conflicts.to_pylist():
        if wrong := _wrong(row, known):
            yield f"the conflict of {row['id']} and {row['other_id']} {wrong}"


def _wrong(conflict: Row, known: dict[str, Row]) -> str:
    one, other = known.get(conflict["id"]), known.get(conflict["other_id"])
    if one is None or other is None or one is other:
        return "is not of two records"
    if one["question_id"] != other["question_id"]:
        return "is of two questions"
    expected = conflict["other_id"] if conflict["relation"] == LATER_VERSION else None
    if one["superseded_by"] != expected or (expected is None and other["superseded_by"]):
        return f"is no {conflict['relation']}"
    return ""
