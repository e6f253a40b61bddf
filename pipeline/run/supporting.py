"""The steps of a run in which answers are looked for on the pages that they cite, as far as these were read, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hashes
from ..engine import Data, Engine, Step, heartbeat
from ..ingest.errors import ChangedWhileReading
from ..parse.page import Page
from ..release.page_states import GONE_PAGES, are_gone, micros_of, pages_of
from ..schema import CONTAINERS, Reason
from ..schema.rows import Row, SupportRow
from ..schema.tables import ARROW_TYPES, RECORDS, SUPPORT, rows_to_table
from ..support.check import Told, absent, check
from ..support.words import Words
from ..text.digest import digest
from ..validate.personal_data.find import find
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.masks import levelled
from ..validate.personal_data.treat import treat_text
from .reread import reread_document
from .rows import CITED, TAGGED, tagged, untagged
from .shown import shown_text

if TYPE_CHECKING:
    from ..takedown.screen import Screen

_CITING = pa.array(["records", "sightings"])
_KEY_HASH = pa.field("key_hash", ARROW_TYPES[int], nullable=False)
_PAGE = pa.field("page", ARROW_TYPES[str], nullable=False)
_ORDER = TAGGED.field("order")
_CITES = pa.schema([_KEY_HASH, _PAGE, _ORDER, *(field.with_nullable(True) for field in CITED)])
"""A record by a page that it (`order` 0) or another sighting of it (1) cites, or a document by the page that it is,
without an id."""
_CLAIMS = pa.schema([_KEY_HASH, RECORDS.field("question"), RECORDS.field("answer"), *CITED])
"""What is to be looked for on a document, by the key of the document."""


def check_support(
    engine: Engine,
    found: Sequence[Data],
    folders: Sequence[Path | str],
    buckets: int,
    version: str,
    screen: Screen | None = None,
    pii: str = Treatment.FLAG,
) -> Data | None:
    """Return what the cited pages say of the answers that `dedup` and `review` found: rows of `support`, by id.

    None where no record cites another page than its own, or where no such page was read; and without `folders`.
    """
    if not folders or not _may_meet(engine, found, version):
        return None
    cites = [engine.save("cites", engine.map(Step("cites", cites_of, version), part, buckets)) for part in found]
    pages = [engine.save("pages", engine.map(Step("pages", pages_read, version), part, buckets)) for part in found]
    cited = engine.save("cited", engine.reduce(Step("cited", join_pages, version), [*cites, *pages], buckets))
    if not _holds_rows(engine, [cited]):
        return None
    claims = engine.save("claims", engine.reduce(Step("claims", claims_of, version), [*found, cited], buckets))
    step = Step("support", partial(look_up, folders=tuple(folders), screen=screen, pii=pii), version, is_guarded=True)
    return engine.save("support", engine.reduce(step, [claims], buckets))


def _may_meet(engine: Engine, found: Sequence[Data], version: str) -> bool:
    """Whether there are both: records that cite another page, and pages with an address. Most runs lack one of them."""
    counted = [engine.map(Step("citing", count_both, version), part) for part in found]
    counts = pa.concat_tables(table for part in counted for table in engine.collect(part))
    return all((pc.sum(column).as_py() or 0) > 0 for column in counts.columns)


def count_both(found: pa.Table) -> pa.Table:
    """Return how many records and sightings cite another address than their own, and how many documents have one."""
    return pa.table({"cites": [len(_citing(found))], "pages": [len(_documents(found))]})


def _holds_rows(engine: Engine, data: Sequence[Data]) -> bool:
    return any(table.num_rows for part in data for table in engine.collect(part))


def cites_of(found: pa.Table) -> pa.Table:
    """Return the records by the pages that they or their sightings cite, but for the page that each was read on.

    The result has the columns of _CITES.
    """
    citing = _citing(found)
    if not citing.num_rows:
        return _CITES.empty_table()
    cited, own = (pages_of(citing.column(name)) for name in ("source_url", "page_url"))
    order = pc.not_equal(citing.column("kind"), "records").cast(_ORDER.type)
    cites = citing.select(["id"]).append_column("page", cited).append_column("order", order)
    cites = cites.filter(pc.fill_null(pc.not_equal(cited, own), True))
    first = cites.group_by(["id", "page"], use_threads=False).aggregate([("order", "min")])
    return _by_page(first.rename_columns(["id", "page", "order"]))


def _citing(found: pa.Table) -> pa.Table:
    """The records and sightings that cite another address than that of the page that they were read on."""
    cited, own = found.column("source_url"), found.column("page_url")
    differs = pc.and_(pc.is_valid(cited), pc.fill_null(pc.not_equal(cited, own), True))
    is_meant = pc.is_in(found.column("kind"), value_set=_CITING)
    return found.select(["kind", "id", "source_url", "page_url"]).filter(pc.and_(is_meant, differs))


def _documents(found: pa.Table) -> pa.Table:
    """The documents that are pages with an address, those that are gone among them."""
    documents = untagged(found, "documents")
    documents = documents.filter(pc.is_valid(documents.column("url")))
    is_page = pc.invert(pc.is_in(documents.column("media_type"), pa.array(CONTAINERS)))
    is_state = pc.or_(pc.not_equal(documents.column("sha256"), ""), are_gone(documents))
    return documents.filter(pc.and_(is_page, is_state))


def pages_read(found: pa.Table) -> pa.Table:
    """Return the documents that are pages with an address, by that page: the columns of _CITES, without ids."""
    documents = _documents(found)
    if not documents.num_rows:
        return _CITES.empty_table()
    rows = documents.append_column("page", pages_of(documents.column("url")))
    rows = rows.append_column("document", documents.column("key")).append_column("page_url", documents.column("url"))
    return _by_page(rows)


def _by_page(rows: pa.Table) -> pa.Table:
    """Some rows with the columns of _CITES, those they lack empty."""
    hashes = key_hashes(digest(page) for page in rows.column("page").to_pylist())
    known = dict(zip(rows.column_names, rows.columns, strict=True)) | {"key_hash": hashes}
    columns = [known.get(field.name, pa.nulls(rows.num_rows, field.type)) for field in _CITES]
    return pa.table(dict(zip(_CITES.names, columns, strict=True))).cast(_CITES)


def join_pages(cites: pa.Table) -> pa.Table:
    """Return the records of a bucket of pages with the newest state of a page that is cited: rows of `cited`.

    Of several states without a time, or of one time, it is that of the greatest key.
    """
    is_record = pc.is_valid(cites.column("id"))
    records = cites.filter(is_record)
    documents = cites.filter(pc.invert(is_record))
    documents = documents.append_column("time", pa.array(micros_of(documents.column("retrieved_at"))))
    documents = documents.sort_by([(name, "ascending") for name in ("page", "time", "document")])
    at = {page: number for number, page in enumerate(documents.column("page").to_pylist())}
    rows = pa.array([at.get(page) for page in records.column("page").to_pylist()], pa.int64())
    is_read = pc.is_valid(rows)
    newest = documents.take(rows.filter(is_read))
    ids = records.column("id").filter(is_read)
    joined = {name: ids if name == "id" else newest.column(name) for name in CITED.names}
    order = records.column("order").filter(is_read)
    return tagged({"cited": pa.table(joined).cast(CITED).append_column(_ORDER, order)}, {"cited": "id"})


def claims_of(found: pa.Table) -> pa.Table:
    """Return what is to be looked for, document by document: the columns of _CLAIMS, of a bucket of ids."""
    records = untagged(found, "records")
    cited = _one_each(untagged(found, "cited", also=["order"]), records)
    places = pc.index_in(cited.column("id"), value_set=records.column("id"))
    texts = records.select(["question", "answer"]).take(places)
    columns = {name: texts.column(name) if name in texts.column_names else None for name in _CLAIMS.names}
    columns |= {name: cited.column(name) for name in CITED.names}
    columns["key_hash"] = key_hashes(cited.column("document").to_pylist())
    return pa.table(columns).cast(_CLAIMS)


def _one_each(cited: pa.Table, records: pa.Table) -> pa.Table:
    """One page of each record: that which it cites itself, or else of those of its sightings the first by address.

    A record that was read on the very page that it cites needs no other.
    """
    own, on = (pages_of(records.column(name)) for name in ("source_url", "page_url"))
    answers_itself = records.column("id").filter(pc.fill_null(pc.equal(own, on), False))
    cited = cited.filter(pc.invert(pc.is_in(cited.column("id"), value_set=answers_itself)))
    cited = cited.sort_by([(name, "ascending") for name in ("id", "order", "page_url", "document")])
    is_first = pc.equal(
        pc.index_in(cited.column("id"), value_set=cited.column("id")), pa.array(range(cited.num_rows), pa.int32())
    )
    return cited.filter(is_first)


def look_up(
    claims: pa.Table, folders: Sequence[Path | str], screen: Screen | None = None, pii: str = Treatment.FLAG
) -> pa.Table:
    """Look for the answers of a bucket of documents on these, which are read again: rows of `support`.

    There are none about a record where the page says something there that the screen knows to be taken down.
    Raises ChangedWhileReading.
    """
    order = [(name, "ascending") for name in ("document", "id")]
    rows = claims.sort_by(order).to_pylist()
    numbers = count()
    evidence: list[Row] = []
    for _, group in groupby(rows, itemgetter("document")):
        of_page = list(group)
        failures = heartbeat.start_item(next(numbers))
        page = _words_of(of_page[0], folders, failures, pii)
        for row in of_page:
            found = [*_evidence(row, page, pii)]
            evidence += [] if screen and any(_is_taken_down(each, screen) for each in found) else found
        heartbeat.finish_item()
    return tagged({"support": rows_to_table(evidence, SUPPORT)}, {"support": "id"})


def _is_taken_down(evidence: Row, screen: Screen) -> bool:
    return any(screen.holds(text) for name in ("passage", "full_answer") if (text := evidence[name]))


def _words_of(row: Row, folders: Sequence[Path | str], failures: Sequence[str], pii: str = Treatment.FLAG) -> Words:
    """What a document shows; nothing where no reader can take it, or where it is gone."""
    if len(failures) > 1 or row["boilerplate"] in GONE_PAGES:
        return Words("")
    page = reread_document(folders, row | {"reader": "lenient"} if failures else row)
    if page is None:
        raise ChangedWhileReading(row["path"])
    try:
        shown = shown_text(page) if isinstance(page, Page) else ""
        return Words(shown if pii == Treatment.FLAG else levelled(shown), shown)
    except (MemoryError, RecursionError):
        heartbeat.report_failure()
        return _words_of(row, folders, (*failures, Reason.PARSER_MEMORY), pii)


def _evidence(row: Row, page: Words, pii: str) -> Iterator[Row]:
    """The rows of `support` of one record: one of its whole answer, and one of each sentence."""
    status = GONE_PAGES.get(row["boilerplate"])
    level = str if pii == Treatment.FLAG else levelled
    found = absent(row["answer"]) if status else check(row["question"], row["answer"], page, level)
    if pii == Treatment.REJECT and found.full_answer and find(page.shown[slice(*found.full_answer)]):
        found = found._replace(full_answer=None)
    share = min(told.similarity for told in found.sentences)
    whole = Told(found.state, row["answer"], share, found.full_answer)
    for number, told in enumerate([whole, *found.sentences]):
        text = treat_text(page.shown[slice(*told.span)], pii) if told.span else None
        yield SupportRow(
            id=row["id"],
            sentence=number,
            state=told.state,
            text=told.text,
            similarity=told.similarity,
            document=row["document"],
            path=row["path"],
            page_url=row["page_url"],
            locator=f"gone={status}" if status else f"shown={told.span[0]}-{told.span[1]}" if told.span else "",
            passage=text if number else None,
            full_answer=None if number else text,
        )._asdict()


def with_support(records: pa.Table, support: pa.Table) -> pa.Table:
    """Return records with what the rows of `support` about their whole answers say."""
    whole = support.filter(pc.equal(support.column("sentence"), 0))
    if not whole.num_rows:
        return records
    states = whole.column("state").take(pc.index_in(records.column("id"), value_set=whole.column("id")))
    return records.set_column(RECORDS.get_field_index("support"), RECORDS.field("support"), states)
