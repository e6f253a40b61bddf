"""The step of a run in which the decisions of people are applied to what `dedup` found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..engine import Data, Engine, Step
from ..review.decision import Decision
from ..review.found import Found
from ..review.resolve import Resolver, named_ids
from ..review.rows import Rows, rows_of
from ..schema.tables import DOCUMENTS, MERGED, RECORDS, REJECTED, REVIEWS, SIGHTINGS, rows_to_table
from ..text.digest import digest
from .rows import TAGGED, tagged, untagged

_ABOUT = {"records": ("id",), "merged": ("id", "kept_id"), "sightings": ("id",), "documents": ("key",)}
"""The columns by which a row is about an id or a document."""
_REPLACED = {"records": "id", "merged": "kept_id", "sightings": "id", "documents": "key"}
"""The column by which a row belongs to a record or a document whose rows are replaced."""
_AT_THE_END = 1 << 62  # the place of what people reject among the rejections of its document
_WITH_QUESTION = pa.schema([*SIGHTINGS, RECORDS.field("question_id")])


class Reviewed(NamedTuple):
    """What `dedup` found, with the decisions applied."""

    found: list[Data]
    reviews: pa.Table
    """What each decision did: the columns of REVIEWS."""


def review(engine: Engine, found: Data, decisions: Sequence[Decision], buckets: int, version: str) -> Reviewed:
    """Apply decisions to what `dedup` found. Raises BadReviews where they contradict each other on it."""
    if not decisions:
        return Reviewed([found], REVIEWS.empty_table())
    known, resolver = _resolver(engine, found, decisions, version)
    resolved = resolver.resolve()
    rows = rows_of(resolved.endings, known)
    documents = _tables(engine, found, rows.documents, version)["documents"]
    replaced = sorted({*rows.documents, *(base for ending in resolved.endings for base in ending.bases)})
    rest = partial(without, keys=pa.array(replaced, pa.string()))
    others = engine.map(Step("review", rest, _versioned(version, replaced)), found, buckets)
    new = engine.map(Step("reviewed", as_it_is, version), engine.scan([_tagged(rows, documents)]), buckets)
    return Reviewed([others, new], rows_to_table((row._asdict() for row in resolved.reviews), REVIEWS))


def _resolver(engine: Engine, found: Data, decisions: Sequence[Decision], version: str) -> tuple[Found, Resolver]:
    """What was found about all pairs that the decisions lead to, looked for until they lead to no others."""
    known, asked = Found(), set[str]()
    resolver, wanted = Resolver(decisions, known), named_ids(decisions)
    while more := wanted - asked:
        asked |= more
        known = Found()
        known.add({name: table.to_pylist() for name, table in _tables(engine, found, asked, version).items()})
        resolver = Resolver(decisions, known)
        wanted = resolver.wanted()
    return known, resolver


def _tables(engine: Engine, found: Data, keys: Iterable[str], version: str) -> dict[str, pa.Table]:
    """All rows about some ids and documents, by the names of their tables."""
    sought = sorted(keys)
    task = partial(about, keys=pa.array(sought, pa.string()))
    table = pa.concat_tables(engine.collect(engine.map(Step("about", task, _versioned(version, sought)), found)))
    return {kind: untagged(table, kind) for kind in _ABOUT}


def _versioned(version: str, keys: Sequence[str]) -> str:
    return f"{version} {digest(*keys)}"


def about(found: pa.Table, keys: pa.Array) -> pa.Table:
    """Return the rows that are about some ids and documents."""
    return found.filter(_holds_any(found, _ABOUT, keys))


def without(found: pa.Table, keys: pa.Array) -> pa.Table:
    """Return all rows but those that belong to some records and documents."""
    columns = {kind: (column,) for kind, column in _REPLACED.items()}
    return found.filter(pc.invert(_holds_any(found, columns, keys)))


def as_it_is(found: pa.Table) -> pa.Table:
    """Return a table unchanged: it is only divided into buckets."""
    return found


def _holds_any(found: pa.Table, columns: Mapping[str, Sequence[str]], keys: pa.Array) -> pa.ChunkedArray:
    kinds = pc.fill_null(found.column("kind"), "")
    holds = pc.equal(kinds, "no kind")
    for kind, names in columns.items():
        for name in names:
            is_in = pc.and_(pc.equal(kinds, kind), pc.is_in(found.column(name), value_set=keys))
            holds = pc.or_(holds, is_in)
    return holds


def _tagged(rows: Rows, documents: pa.Table) -> pa.Table:
    changed = [
        {**row, "pairs": row["pairs"] - number, "rejected": row["rejected"] + number}
        for row in documents.to_pylist()
        if (number := rows.documents[row["key"]])
    ]
    rejected = rows_to_table(rows.rejected, REJECTED)
    order = pa.array([_AT_THE_END] * rejected.num_rows, TAGGED.field("order").type)
    return tagged(
        {
            "records": rows_to_table(rows.records, RECORDS),
            "merged": rows_to_table(rows.merged, MERGED),
            "sightings": rows_to_table(rows.sightings, _WITH_QUESTION),
            "rejected": rejected.append_column("order", order),
            "documents": rows_to_table(changed, DOCUMENTS),
        },
        {"records": "id", "merged": "id", "sightings": "id", "rejected": "document", "documents": "key"},
    )
