"""The step of a run in which pages that are reserved are left out, if that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hashes
from ..engine import Data, Engine, Step
from ..parse.rights import read_rights
from ..schema import Reason, Stage
from ..schema.nouns import RESERVED
from ..schema.tables import RECORDS, REJECTED, rows_to_table
from ..web.optouts import is_reserved, words_in
from .rows import TAGGED, tagged, untagged

Row = dict[str, Any]
_FILE, _ORDER, _PAYLOAD = "file", "order", "payload_digest"
_KEYS = {"seen": "block", "rejected": "document", "documents": "key", "removals": "document"}
_OF_A_DOCUMENT = pa.array([*_KEYS])


def leave_out_reserved(engine: Engine, read: Sequence[Data], buckets: int, version: str) -> list[Data]:
    """Return what was read without the pairs of pages that are reserved: these are rejected."""
    gathered = [engine.map(Step("by_document", by_document, version), part, buckets) for part in read]
    return [engine.save("obey", engine.reduce(Step("obey", exclude, version), gathered, buckets))]


def by_document(read: pa.Table) -> pa.Table:
    """Return the rows of TAGGED that are of a document, by the key of the document."""
    read = read.filter(pc.is_in(read.column("kind"), value_set=_OF_A_DOCUMENT))
    keys = pc.if_else(pc.equal(read.column("kind"), "documents"), read.column("key"), read.column("document"))
    hashes = key_hashes(keys.to_pylist())
    return read.set_column(read.schema.get_field_index("key_hash"), TAGGED.field("key_hash"), hashes)


def exclude(found: pa.Table) -> pa.Table:
    """Return the rows of a bucket of documents, the pairs of those that are reserved as rejections without words."""
    documents = untagged(found, "documents", also=[_PAYLOAD, _FILE])
    reserved = dict(_reserved(documents.select(["key", "usage", "rights"]).to_pylist()))
    seen = untagged(found, "seen", also=[_FILE])
    rejected = untagged(found, "rejected", also=[_ORDER, _FILE])
    if reserved:
        keys = pa.array([*reserved], pa.string())
        left_out = seen.filter(pc.is_in(seen.column("document"), value_set=keys))
        seen = seen.filter(pc.invert(pc.is_in(seen.column("document"), value_set=keys)))
        rejected = _with_rejections(rejected, left_out.to_pylist(), reserved)
        documents = _counted_anew(documents, keys)
    removals = untagged(found, "removals", also=[_FILE])
    tables = {"seen": seen, "rejected": rejected, "documents": documents, "removals": removals}
    return tagged(tables, _KEYS)


def _reserved(documents: Iterable[Row]) -> Iterable[tuple[str, str]]:
    """The keys of the documents that are reserved, and by what."""
    for row in documents:
        if row["usage"] and is_reserved(row["usage"].split()):
            said = read_rights(row["rights"]).said
            yield row["key"], next(f"{each.where}: {each.words}" for each in said if is_reserved(words_in(each)))


def _with_rejections(rejected: pa.Table, left_out: Sequence[Row], reserved: dict[str, str]) -> pa.Table:
    """Rejections and those of pairs that are left out; nothing repeats the words of a page that is reserved."""
    rows = rejected.to_pylist()
    for row in rows:
        if row["document"] in reserved and row["locator"]:
            row["text"] = reserved[row["document"]]
    last = {row["document"]: row[_ORDER] for row in sorted(rows, key=lambda row: row[_ORDER])}
    for row in sorted(left_out, key=lambda row: (row["document"], row["locator"], row["id"])):
        order = last[row["document"]] = last.get(row["document"], -1) + 1
        told = {"reason": Reason.RESERVED, "stage": Stage.VALIDATE, "text": reserved[row["document"]], _ORDER: order}
        rows.append({name: row.get(name) for name in rejected.column_names} | told)
    return rows_to_table(rows, pa.schema([*REJECTED, TAGGED.field(_ORDER), TAGGED.field(_FILE)]))


def _counted_anew(documents: pa.Table, reserved: pa.Array) -> pa.Table:
    """The documents, where the pairs of those that are reserved count as rejected."""
    is_meant = pc.is_in(documents.column("key"), value_set=reserved)
    pairs, rejected = documents.column("pairs"), documents.column("rejected")
    changed = {
        "pairs": pc.if_else(is_meant, 0, pairs),
        "rejected": pc.if_else(is_meant, pc.add(rejected, pairs), rejected),
    }
    for name, column in changed.items():
        documents = documents.set_column(documents.schema.get_field_index(name), documents.schema.field(name), column)
    return documents


def flagged(records: pa.Table) -> pa.Table:
    """Return records, those with the flag `reserved` that a page shows which is reserved."""
    if records.column("usage").null_count == records.num_rows:
        return records
    words = zip(records.column("flags").to_pylist(), records.column("usage").to_pylist(), strict=True)
    flags = [
        " ".join(sorted({*flags.split(), RESERVED})) if usage and is_reserved(usage.split()) else flags
        for flags, usage in words
    ]
    at = records.schema.get_field_index("flags")
    return records.set_column(at, RECORDS.field("flags"), pa.array(flags, pa.string()))
