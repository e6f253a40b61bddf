"""The steps of a run in which answers that were cut get the full passages of the pages that they cite."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ..engine import Data, Engine, Step
from ..schema.record import Record
from ..schema.rows import Row
from ..schema.tables import rows_to_table
from ..validate.completed import complete
from .rows import COMPLETED, tagged, untagged

_WORDS = [name for name in COMPLETED.names if name not in ("id", "other_id")]


def complete_snippets(engine: Engine, found: Sequence[Data], support: Data, buckets: int, version: str) -> Data:
    """Return the records whose answers were cut with the passages that `support` says these are of, by id.

    One whose words would then be those of another record stays as it was read.
    """
    full = engine.save("full", engine.reduce(Step("full", full_answers, version), [*found, support], buckets))
    step = Step("completed", without_copies, version)
    return engine.save("completed", engine.reduce(step, [*found, full], buckets))


def full_answers(found: pa.Table) -> pa.Table:
    """Return the records of a bucket of ids whose cut answers are known in full, by the ids of the full words.

    What a person edited is as that person wants it.
    """
    support = untagged(found, "support")
    support = support.filter(pc.is_valid(support.column("full_answer")))
    passages = dict(zip(*(support.column(name).to_pylist() for name in ("id", "full_answer")), strict=True))
    records = untagged(found, "records")
    is_cut = pc.is_in(records.column("id"), value_set=pa.array(passages, pa.string()))
    records = records.filter(pc.and_(is_cut, pc.is_null(records.column("edited_from"))))
    rows = [row for record in records.to_pylist() if (row := _completed(record, passages[record["id"]]))]
    return tagged({"completed": rows_to_table(rows, COMPLETED)}, {"completed": "other_id"})


def _completed(row: Row, passage: str) -> Row | None:
    """The row of COMPLETED of a record; None where the passage can be no answer."""
    new = complete(Record(**row), passage)
    return {**dict(new), "id": row["id"], "other_id": new.id} if isinstance(new, Record) else None


def without_copies(found: pa.Table) -> pa.Table:
    """Return those of a bucket of full answers that are in no other record's words; of several alike the smallest id.

    The bucket holds the records that have the ids of these words.
    """
    full = untagged(found, "completed").sort_by([("other_id", "ascending"), ("id", "ascending")])
    ids = found.column("id").filter(pc.equal(found.column("kind"), "records"))
    words = full.column("other_id")
    is_own = pc.equal(words, full.column("id"))
    is_new = pc.and_(pc.invert(pc.is_in(words, value_set=ids)), _is_first(words))
    return tagged({"completed": full.filter(pc.or_(is_own, is_new))}, {"completed": "id"})


def _is_first(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether each value is the first of its kind."""
    return pc.equal(pc.index_in(values, value_set=values), pa.array(range(len(values)), pa.int32()))


def with_full_answers(records: pa.Table, completed: pa.Table) -> pa.Table:
    """Return records with the full answers that the rows of COMPLETED have."""
    if not completed.num_rows:
        return records
    rows = pc.index_in(records.column("id"), value_set=completed.column("id"))
    for name in _WORDS:
        new = pc.coalesce(completed.column(name).take(rows), records.column(name))
        records = records.set_column(records.schema.get_field_index(name), records.schema.field(name), new)
    return records
