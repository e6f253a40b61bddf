"""The steps of a run about the use of pages: what archives say of it elsewhere, and what is left out for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hashes
from ..engine import Data, Engine, Step
from ..parse.rights import Rights, kept, read_rights
from ..schema import Reason, Stage
from ..schema.nouns import RESERVED
from ..schema.rows import Row
from ..schema.tables import RECORDS, REJECTED, rows_to_table
from ..text.digest import digest
from ..web.addresses import origin_of
from ..web.optout_words import SIGNAL, is_reserved, words_in
from ..web.optouts import said_elsewhere
from .rows import SAID, TAGGED, tagged, untagged, without_files

_FILE, _ORDER, _PAYLOAD = "file", "order", "payload_digest"
_KEYS = {"seen": "block", "rejected": "document", "documents": "key", "removals": "document"}
_OF_A_DOCUMENT = pa.array([*_KEYS, "said"])


def obey(
    engine: Engine,
    read: Sequence[Data],
    has_archives: bool,
    excludes: bool,
    removed: pa.Array,
    buckets: int,
    version: str,
) -> list[Data]:
    """Return what was read, with what archives say of their pages elsewhere; `excludes` rejects reserved pairs.

    Rows of `removed` files (keys) count for nothing.
    """
    said = _said(engine, read, removed, buckets, version) if has_archives else []
    if not (said or excludes):
        return [*read]
    gathered = [engine.map(Step("by_document", by_document, version), part, buckets) for part in (*read, *said)]
    task = partial(obeyed, excludes=excludes)
    return [engine.save("obey", engine.reduce(Step("obey", task, f"{version} {excludes}"), gathered, buckets))]


def _said(engine: Engine, read: Sequence[Data], removed: pa.Array, buckets: int, version: str) -> list[Data]:
    """What archives say of their pages elsewhere than in the pages and their responses; nothing where they do not."""
    counted = [engine.map(Step("stated", count_statements, version), part) for part in read]
    if not any(table.column("statements")[0].as_py() for part in counted for table in engine.collect(part)):
        return []
    find = Step("sites", partial(by_site, removed=removed), version)
    sites = [engine.save("sites", engine.map(find, part, buckets)) for part in read]
    return [engine.save("said", engine.reduce(Step("said", said_of_pages, version), sites, buckets))]


def count_statements(read: pa.Table) -> pa.Table:
    """Return how many statements about pages there are."""
    return pa.table({"statements": [pc.sum(pc.equal(read.column("kind"), "statements")).as_py() or 0]})


def site_key(path: str, url: str | None) -> str:
    """Return the key of the site of a page in an archive; empty for what lies in none, or has no address.

    All parts of a WACZ are one archive.
    """
    archive, sign, _ = path.rpartition("#")
    whole = archive.lower().find(".wacz#")
    if not (url and sign):
        return ""
    return digest(archive if whole < 0 else archive[: whole + len(".wacz")], origin_of(url))


def by_site(read: pa.Table, removed: pa.Array) -> pa.Table:
    """Return statements, and the documents that have pairs, by the site and the archive that they are of."""
    read = without_files(read, removed)
    has_pairs = pc.and_(pc.equal(read.column("kind"), "documents"), pc.greater(read.column("candidates"), 0))
    read = read.filter(pc.or_(pc.equal(read.column("kind"), "statements"), pc.fill_null(has_pairs, False)))
    keys = [site_key(*row) for row in zip(*(read.column(name).to_pylist() for name in ("path", "url")), strict=True)]
    read = read.filter(pa.array([bool(key) for key in keys], pa.bool_()))
    hashes = key_hashes(key for key in keys if key)
    return read.set_column(read.schema.get_field_index("key_hash"), TAGGED.field("key_hash"), hashes)


def said_of_pages(found: pa.Table) -> pa.Table:
    """Return what the statements of a bucket of sites say of its documents: rows of SAID.

    Of several states of a file the newest counts; a signal is of one page at one time.
    """
    sites: dict[str, dict[str, bytes]] = {}
    signals: dict[tuple[str, Any, Any], bytes] = {}
    newest = [("retrieved_at", "ascending"), ("path", "ascending"), ("text", "ascending")]
    for row in untagged(found, "statements").sort_by(newest).to_pylist():
        content = row["text"].encode("latin-1")
        if row["what"] == SIGNAL:
            signals[row["document"], row["url"], row["retrieved_at"]] = content
        else:
            sites.setdefault(row["document"], {})[row["what"]] = content
    rows = []
    for row in untagged(found, "documents").sort_by("key").to_pylist():
        site = site_key(row["path"], row["url"])
        signal = signals.get((site, row["url"], row["retrieved_at"]))
        files = {**sites.get(site, {}), **({SIGNAL: signal} if signal is not None else {})}
        if files and (lines := kept(said_elsewhere(row["url"], files))):
            rows.append({"document": row["key"], "text": str(Rights(lines))})
    return tagged({"said": rows_to_table(rows, SAID)}, {"said": "document"})


def by_document(read: pa.Table) -> pa.Table:
    """Return the rows of TAGGED that are of a document, by the key of the document."""
    read = read.filter(pc.is_in(read.column("kind"), value_set=_OF_A_DOCUMENT))
    keys = pc.if_else(pc.equal(read.column("kind"), "documents"), read.column("key"), read.column("document"))
    hashes = key_hashes(keys.to_pylist())
    return read.set_column(read.schema.get_field_index("key_hash"), TAGGED.field("key_hash"), hashes)


def obeyed(found: pa.Table, excludes: bool) -> pa.Table:
    """Return the rows of a bucket of documents with what is said of them elsewhere.

    If that is wanted, the pairs of those that are reserved are rejections without words.
    """
    said = dict(zip(*(untagged(found, "said").column(name).to_pylist() for name in SAID.names), strict=True))
    documents = _with_said(untagged(found, "documents", also=[_PAYLOAD, _FILE]), said)
    seen = _with_usage(untagged(found, "seen", also=[_FILE]), documents, said)
    reserved = dict(_reserved(documents.select(["key", "usage", "rights"]).to_pylist())) if excludes else {}
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


def _with_said(documents: pa.Table, said: dict[str, str]) -> pa.Table:
    """Documents with what else is said of them."""
    if not said:
        return documents
    rows = documents.to_pylist()
    for row in rows:
        if lines := said.get(row["key"]):
            row["rights"] = "\n".join(filter(None, (row["rights"], lines)))
            row["usage"] = read_rights(row["rights"]).usage
    return rows_to_table(rows, documents.schema)


def _with_usage(seen: pa.Table, documents: pa.Table, said: dict[str, str]) -> pa.Table:
    """Pairs with the `usage` of those documents of which something is said elsewhere."""
    if not said:
        return seen
    usage = dict(zip(*(documents.column(name).to_pylist() for name in ("key", "usage")), strict=True))
    rows = seen.to_pylist()
    for row in rows:
        if row["document"] in said:
            row["usage"] = usage[row["document"]]
    return rows_to_table(rows, seen.schema)


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
