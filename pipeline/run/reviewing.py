"""The step of a run in which the decisions of people are applied to what `dedup` found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..dedup.conflicts import Found as Conflicts
from ..dedup.conflicts import find_conflicts
from ..engine import Data, Engine, Step
from ..review.decision import Decision
from ..review.found import Found
from ..review.resolve import Ending, Resolver, named_ids
from ..review.rows import Rows, rows_of
from ..schema.tables import DOCUMENTS, MERGED, RECORDS, REJECTED, REVIEWS, SIGHTINGS, rows_to_table
from ..text.digest import digest
from ..validate.personal_data.treat import treat_text
from .rows import TAGGED, tagged, untagged
from .tasks import KEYS

if TYPE_CHECKING:
    from ..takedown.screen import Screen

_ABOUT = {"records": ("id",), "merged": ("id", "kept_id"), "sightings": ("id",), "documents": ("key",)}
"""The columns by which a row is about an id or a document."""
_ANSWERS_TO = {"records": ("question_id",), "sightings": ("question_id",)}
"""The columns by which a row is about a question."""
_BELONGS_BY = {**KEYS, "merged": "kept_id"}
"""The column by which a row belongs to what is replaced with all its rows."""
_AT_THE_END = 1 << 62  # the place of what people reject among the rejections of its document
_WITH_QUESTION = pa.schema([*SIGHTINGS, RECORDS.field("question_id")])


class Reviewed(NamedTuple):
    """What `dedup` found, with the decisions applied."""

    found: list[Data]
    reviews: pa.Table
    """What each decision did: the columns of REVIEWS."""


def review(
    engine: Engine,
    found: Data,
    decisions: Sequence[Decision],
    buckets: int,
    version: str,
    screen: Screen | None = None,
) -> Reviewed:
    """Apply decisions to what `dedup` found, but for those that bring back what the screen knows to be taken down.

    Raises BadReviews where they contradict each other on it.
    """
    if not decisions:
        return Reviewed([found], REVIEWS.empty_table())
    known, resolver = _resolver(engine, found, decisions, version, screen)
    resolved = resolver.resolve()
    rows = rows_of(resolved.endings, known)
    documents = _tables(engine, found, _ABOUT, rows.documents, version)["documents"]
    bases = {base for ending in resolved.endings for base in ending.bases}
    questions = _searched_again(resolved.endings, known)
    answers = _tables(engine, found, _ANSWERS_TO, questions, version)
    replaced = {
        **dict.fromkeys(("records", "merged", "sightings"), sorted(bases)),
        "documents": sorted(rows.documents),
        "conflicts": answers["records"].column("id").to_pylist(),
        "crowded": sorted(questions),
    }
    rest = Step("review", partial(without, keys=replaced), f"{version} {digest(*map(repr, replaced.values()))}")
    new = _tagged(rows, documents, _conflicts(answers, rows, bases, questions))
    others = engine.map(rest, found, buckets)
    changed = engine.map(Step("reviewed", as_it_is, version), engine.scan([new]), buckets)
    return Reviewed([others, changed], rows_to_table((row._asdict() for row in resolved.reviews), REVIEWS))


def without_personal_data(decisions: Sequence[Decision], how: str) -> list[Decision]:
    """Return decisions as they may be applied and released: what they write is masked where personal data is."""
    return [
        each._replace(
            value=treat_text(each.value, how),
            reason=treat_text(each.reason, how),
            by=treat_text(each.by, how),
            note=treat_text(each.note, how),
        )
        for each in decisions
    ]


def _searched_again(endings: Iterable[Ending], found: Found) -> set[str]:
    """The questions whose answers may contradict each other otherwise than before: all but those of mere flags."""
    changed = [each for each in endings if each.is_rejected or each.is_edited or len(each.bases) > 1]
    before = {str(found.records[base]["question_id"]) for each in changed for base in each.bases}
    return before | {str(each.record["question_id"]) for each in changed}


def _conflicts(answers: Mapping[str, pa.Table], rows: Rows, bases: set[str], questions: set[str]) -> Conflicts:
    """The conflicts among all answers to some questions, where `rows` take the place of those about `bases`.

    `answers` are the records and the sightings that were found of these questions.
    """
    records = [row for row in rows.records if row["question_id"] in questions]
    sightings = [row for row in rows.sightings if row["question_id"] in questions]
    gone = pa.array(bases, pa.string())
    left = {name: table.filter(pc.invert(pc.is_in(table.column("id"), gone))) for name, table in answers.items()}
    return find_conflicts(
        pa.concat_tables([left["records"], rows_to_table(records, RECORDS)]),
        pa.concat_tables([left["sightings"], rows_to_table(sightings, _WITH_QUESTION).select(SIGHTINGS.names)]),
    )


def _resolver(
    engine: Engine, found: Data, decisions: Sequence[Decision], version: str, screen: Screen | None
) -> tuple[Found, Resolver]:
    """What was found about all pairs that the decisions lead to, looked for until they lead to no others."""
    known, asked = Found(), set[str]()
    is_taken_down = screen.holds_pair if screen else None
    resolver, wanted = Resolver(decisions, known, is_taken_down), named_ids(decisions)
    while more := wanted - asked:
        asked |= more
        known = Found()
        known.add({name: table.to_pylist() for name, table in _tables(engine, found, _ABOUT, asked, version).items()})
        resolver = Resolver(decisions, known, is_taken_down)
        wanted = resolver.wanted()
    return known, resolver


def _tables(
    engine: Engine, found: Data, columns: Mapping[str, Sequence[str]], keys: Iterable[str], version: str
) -> dict[str, pa.Table]:
    """All rows that have one of the keys in a column of their table, by the names of the tables."""
    sought = sorted(keys)
    if not sought:
        return {kind: untagged(TAGGED.empty_table(), kind) for kind in columns}
    task = partial(about, columns=columns, keys=sought)
    step = Step("about", task, f"{version} {digest(*columns, *map(repr, columns.values()), *sought)}")
    table = pa.concat_tables(engine.collect(engine.map(step, found)))
    return {kind: untagged(table, kind) for kind in columns}


def about(found: pa.Table, columns: Mapping[str, Sequence[str]], keys: Sequence[str]) -> pa.Table:
    """Return the rows that have one of the keys in a column of their table."""
    return found.filter(_holds_any(found, [(kind, name, keys) for kind in columns for name in columns[kind]]))


def without(found: pa.Table, keys: Mapping[str, Sequence[str]]) -> pa.Table:
    """Return all rows but those that belong to the keys given for their table."""
    return found.filter(pc.invert(_holds_any(found, [(kind, _BELONGS_BY[kind], keys[kind]) for kind in keys])))


def as_it_is(found: pa.Table) -> pa.Table:
    """Return a table unchanged: it is only divided into buckets."""
    return found


def _holds_any(found: pa.Table, sought: Iterable[tuple[str, str, Sequence[str]]]) -> pa.ChunkedArray:
    """Which rows are of one of the tables that are sought, and have in the column one of the keys."""
    kinds = pc.fill_null(found.column("kind"), "")
    holds = pc.equal(kinds, "no kind")
    for kind, name, keys in sought:
        is_in = pc.is_in(found.column(name), value_set=pa.array(keys, pa.string()))
        holds = pc.or_(holds, pc.and_(pc.equal(kinds, kind), is_in))
    return holds


def _tagged(rows: Rows, documents: pa.Table, searched: Conflicts) -> pa.Table:
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
            "conflicts": searched.conflicts,
            "crowded": searched.crowded,
        },
        KEYS,
    )
