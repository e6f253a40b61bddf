"""The tasks that workers run: functions from table to table that do not depend on the order of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, count
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hash_range, key_hashes
from ..dedup.conflicts import find_conflicts, say_relation
from ..dedup.history import apply_outdated, find_outdated, question_ids
from ..dedup.merge import apply_decisions, choose_representatives, merge, split_on_page
from ..dedup.near.apart import keep_apart
from ..dedup.near.match import match
from ..emit.parts import Places, write_parts
from ..engine import heartbeat
from ..ingest.containers import read as containers
from ..ingest.files import RawFile, hash_file, read, read_pieces
from ..ingest.warc import read as warc
from ..release.as_of import is_current
from ..release.layout import KEYS_OF_PARTS
from ..release.page_states import absences, pages_of
from ..schema import TEXT, Document, Pair, Passed, Refused, Rejected, Removed, document_key
from ..schema.dataset import Dataset
from ..schema.nouns import Before
from ..schema.rows import DocumentRow, RejectedRow, RemovalRow
from ..schema.tables import DOCUMENTS, REJECTED, REMOVALS, SIGHTINGS, Row, rows_to_table
from ..text.digest import digest
from ..validate.candidates import web_address
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.treat import names_somebody, treat_text
from ..web.optouts import MOST_BYTES, site_file
from .completing import with_full_answers
from .long_text import LongText, Pieces, is_long, pieces_of, read_long_text, start_of_long
from .obeying import flagged, site_key
from .page import PageResult, Totals, read_document, reject_document
from .rows import ANSWERS, RAW, REVISITS, STATEMENTS, TAGGED, gathered, tagged, untagged, without_files
from .screening import page_removed
from .seen import Seen
from .settings import Rules
from .supporting import with_support

_TASK_BYTES = 4_000_000  # of raw pages: some 10,000 pairs, half a second of work
_TASK_FILES = 1_000  # chosen: small files cost some milliseconds each


def split(files: Sequence[RawFile]) -> list[pa.Table]:
    """Return tables of files with the columns of RAW, one task each."""
    tasks: list[list[RawFile]] = []
    size = _TASK_BYTES
    for file in files:
        if size >= _TASK_BYTES or len(tasks[-1]) >= _TASK_FILES:
            tasks.append([])
            size = 0
        tasks[-1].append(file)
        size += file.bytes_to_read
    return [_file_table(task) for task in tasks]


def _file_table(files: Iterable[RawFile]) -> pa.Table:
    return rows_to_table([file._asdict() for file in files], RAW)


def shards(files: Iterable[RawFile]) -> list[RawFile]:
    """Return the files, a large web archive in parts that can be read apart."""
    return [part for file in files for part in warc.shards(file)]


def files_in(tables: Iterable[pa.Table]) -> Iterator[RawFile]:
    """Yield the files that tables with the columns of RAW list."""
    for table in tables:
        yield from (RawFile(**row) for row in table.to_pylist())


def hash_files(table: pa.Table) -> pa.Table:
    """Add its sha256 to each file of a table with the columns of RAW."""
    return _file_table(hash_file(file) for file in files_in([table]))


def read_files(table: pa.Table, rules: Rules = Rules()) -> Iterator[pa.Table]:  # noqa: B008  a frozen value
    """Read each file of a table with the columns of RAW: its pairs, what was rejected, and a row for each document.

    The result, in pieces, has the columns of TAGGED, with rows of the kinds `seen`, `rejected`, `documents`, `removals`
    (what the screen knows to be taken down), and `revisits`: pages that are as before, of which only the other archives
    show how.
    """
    reading = Reading(rules)
    numbers = count()
    for file in files_in([table]):
        if start := start_of_long(file):
            reading.read_long_file(file, start, next(numbers))
        else:
            _read_file(file, reading, numbers)
    yield from reading.tables()


def _read_file(file: RawFile, reading: Reading, numbers: Iterator[int]) -> None:
    """Read all documents in a file; nothing of it is in memory afterwards but the rows."""
    refused: list[Rejected] = []
    for found in containers.documents(file):
        if isinstance(found, Rejected):
            refused.append(found)
        elif isinstance(found, Passed):
            reading.documents.append(_file_row(file, len(refused), found))
        elif isinstance(found, Refused):
            reading.refuse(found, file.key)
        elif found.says:
            reading.note(found, found.says, file.key)
        elif found.before:
            reading.revisit(found, found.before, file.key)
        else:
            reading.read(found, next(numbers), file.key)
    reading.reject(refused, _place_of_file(file), file.key)


class Reading:
    """The rows of what is read."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._removals: list[Row] = []
        self._seen = Seen()
        self._long_texts: list[LongText] = []
        self.rejected: list[Row] = []
        self.documents: list[Row] = []
        self._revisits: list[Row] = []
        self._statements: list[Row] = []

    def read(self, document: Document, number: int, file: str) -> None:
        """Read a document, the item of a number, of the file of a key."""
        if document.media_type == TEXT and (name := site_file(document.url)):
            self.note(document, name, file)
        failures = heartbeat.start_item(number)
        found = is_long(document) and self._long_text(document, pieces_of(document.content), number, failures, file)
        self._add(document, found or read_document(document, self._rules, failures), len(document.content), file)

    def read_long_file(self, file: RawFile, start: Document, number: int) -> None:
        """Read a file that holds a long text and starts like this, the item of a number. Raises ChangedWhileReading."""
        failures = heartbeat.start_item(number)
        if text := self._long_text(start, partial(read_pieces, file), number, failures, file.key):
            self._add(start, text, file.size, file.key)
        elif isinstance(document := read(file), Document):
            self._add(document, read_document(document, self._rules, failures), len(document.content), file.key)

    def _long_text(
        self, document: Document, pieces: Pieces, number: int, failures: Sequence[str], file: str
    ) -> LongText | None:
        """A document as a long text, if it is one, was not taken down as a whole, and did not fail twice."""
        if len(failures) > 1 or page_removed(document, (), (), self._rules.screen):
            return None
        return read_long_text(document, pieces, self._rules, file, partial(heartbeat.start_item, number))

    def _add(self, document: Document, found: LongText | PageResult, size: int, file: str) -> None:
        """Add what was found in a document of some bytes, unless all of it was taken down."""
        heartbeat.finish_item()  # the time of what is read next from an archive is not this page's
        if isinstance(found, LongText):
            self._long_texts.append(found)
        elif self._removes(document, file, found.pairs, found.removed):
            return
        else:
            self._seen.add(found.pairs, file)
        self.reject(found.rejected, _place(document), file)
        self._removals += (_removal_row(each, document.key, file) for each in found.removed)
        self.documents += (_document_row(each, found.totals, size, file) for each in document.at_asked())

    def refuse(self, found: Refused, file: str) -> None:
        """Note that a document of the file of a key was not read."""
        if self._removes(found.document, file):
            return
        self.reject([found.rejected], _place(found.document), file)
        totals = reject_document(found.rejected).totals
        self.documents.append(_document_row(found.document, totals, len(found.document.content), file))

    def reject(self, rejected: Iterable[Rejected], place: _Place, file: str) -> None:
        """Note what was rejected, without the personal data that is not released."""
        said = (each._replace(text=treat_text(each.text, self._rules.pii)) for each in rejected)
        self.rejected += _rejected_rows(said, place, file)

    def note(self, document: Document, what: str, file: str) -> None:
        """Note what an archive says of how the pages of a site, or one of them, may be used."""
        if site := site_key(document.path, document.url):
            self._statements.append(
                {
                    "document": site,
                    "path": document.path,
                    "text": document.content[:MOST_BYTES].decode("latin-1"),
                    "url": document.url,
                    "retrieved_at": document.retrieved_at,
                    "what": what,
                    "file": file,
                }
            )

    def revisit(self, document: Document, before: Before, file: str) -> None:
        """Note that a page is as before."""
        if not self._removes(document, file):
            self._revisits.append(_revisit_row(document, before, file))

    def _removes(self, document: Document, file: str, pairs: Iterable[Pair] = (), also: Iterable[Removed] = ()) -> bool:
        """Whether a document was taken down as a whole, with some pairs and what else was, which is noted."""
        removed = page_removed(document, pairs, also, self._rules.screen)
        self._removals += (_removal_row(each, document.key, file) for each in removed)
        return bool(removed)

    def table(self) -> pa.Table:
        """Return the rows with the columns of TAGGED."""
        return pa.concat_tables(self.tables())

    def tables(self) -> Iterator[pa.Table]:
        """Yield the rows with the columns of TAGGED, those of long texts piece by piece."""
        for text in self._long_texts:
            yield from (tagged({"seen": rows}, {"seen": "block"}) for rows in text.seen())
        yield tagged(
            {
                "seen": self._seen.finish(),
                "rejected": rows_to_table(self.rejected, pa.schema([*REJECTED, _ORDER, _FILE])),
                "documents": rows_to_table(self.documents, pa.schema([*DOCUMENTS, _PAYLOAD, _FILE])),
                "revisits": rows_to_table(self._revisits, pa.schema([*REVISITS, _FILE])),
                "statements": rows_to_table(self._statements, pa.schema([*STATEMENTS, _FILE])),
                "removals": rows_to_table(self._removals, pa.schema([*REMOVALS, _FILE])),
            },
            {
                "seen": "block",
                "rejected": "document",
                "documents": "key",
                "revisits": "key",
                "removals": "document",
                "statements": "document",
            },
        )


def count_pages(read: pa.Table) -> int:
    """Return how many pages are among what `read_files` returns: documents that were decoded, no archives."""
    are_pages = pc.and_(pc.equal(read.column("kind"), "documents"), pc.not_equal(read.column("encoding"), ""))
    return pc.sum(are_pages).as_py() or 0


def dedup(
    pieces: Iterable[pa.Table],
    similarity: float,
    removed: pa.Array,
    apart: tuple[tuple[str, str], ...] = (),
    flags: bool = False,
) -> pa.Table:
    """Turn what was found under a bucket's blocks into records, merged pairs and sightings.

    `pieces` have the columns of TAGGED. Rows of `removed` files (keys) count for nothing; `apart` are the pairs of ids
    that people keep apart. `flags` says whether records of pages that are reserved are flagged.
    """
    found = gathered((without_files(piece, removed) for piece in pieces), _DEDUPLICATED)
    pa.default_memory_pool().release_unused()
    people = keep_apart(apart)
    seen = split_on_page(found.pop("seen"), people)
    decisions = match(choose_representatives(seen), found.pop("decisions"), similarity, people)
    seen = apply_decisions(seen, decisions, similarity, people)
    records, merged = merge(seen)
    records = flagged(records) if flags else records
    sightings = seen.drop_columns(["id", "question_id"]).rename_columns({"kept_id": "id"}).select(SIGHTINGS.names)
    del seen  # whose texts are those of records and merged pairs by now
    conflicts, crowded = find_conflicts(records, sightings)
    return tagged(
        {
            "records": records,
            "merged": merged,
            "sightings": sightings.append_column("question_id", question_ids(sightings, records)),
            **found,
            "decisions": decisions,
            "conflicts": conflicts,
            "crowded": crowded,
        },
        KEYS,
    )


_DEDUPLICATED = {"seen": (), "rejected": ("order",), "documents": (), "removals": (), "decisions": ()}
"""The tables that `dedup` reads, with the columns of TAGGED that it needs besides theirs."""


def answers(pieces: Iterable[pa.Table]) -> pa.Table:
    """Return, of what `dedup` made, which records each page with an address shows and when: the columns of ANSWERS.

    `pieces` have the columns of TAGGED. A page that is gone shows NO_RECORD.
    """
    return pa.concat_tables([ANSWERS.empty_table(), *map(_answers, pieces)])


def _answers(found: pa.Table) -> pa.Table:
    gone = absences(untagged(found, "documents"))
    gone = gone.append_column("question_id", gone.column("id"))
    sightings = untagged(found, "sightings", also=["question_id"]).select(gone.column_names)
    sightings = sightings.filter(pc.is_valid(sightings.column("page_url")))
    sightings = pa.concat_tables([sightings, gone.cast(sightings.schema)])
    at = sightings.schema.get_field_index("page_url")
    sightings = sightings.set_column(at, sightings.schema.field(at), pages_of(sightings.column("page_url")))
    pages = pc.dictionary_encode(sightings.column("page_url").combine_chunks())
    hashes = key_hashes(digest(page) for page in pages.dictionary.to_pylist()).take(pages.indices)
    return sightings.append_column("key_hash", hashes).select(ANSWERS.names).cast(ANSWERS)


def outdate(answers: pa.Table) -> pa.Table:
    """Return which answers the pages of a bucket no longer give; `answers` has the columns of ANSWERS."""
    return tagged({"outdated": find_outdated(answers)}, {"outdated": "id"})


def arrange(pieces: Iterable[pa.Table], pii: str = Treatment.FLAG) -> pa.Table:
    """Put a bucket's rows into the order in which they are released, and say which records are current.

    `pieces` have the columns of TAGGED.
    """
    found = gathered(pieces, {**dict.fromkeys(_SORTED_BY, ("order",)), "outdated": (), "completed": ()})
    ordered = {kind: _ordered(found.pop(kind), kind) for kind in _SORTED_BY}
    completed = with_full_answers(ordered["records"], found["completed"])
    records = apply_outdated(completed, ordered["sightings"], found["outdated"])
    ordered["records"] = records = with_support(records, ordered["support"])
    ordered["conflicts"] = say_relation(ordered["conflicts"], records, is_current(records))
    if pii != Treatment.FLAG:
        ordered = {kind: _without_personal_data(table, pii) for kind, table in ordered.items()}
    return tagged(ordered, KEYS)


def _without_personal_data(table: pa.Table, pii: str) -> pa.Table:
    """A table without the addresses of the web that hold one of e-mail, and with what pages say of rights masked.

    What addresses say of pages was used by then.
    """
    treated: dict[str, Callable[[str], str | None]] = {
        **dict.fromkeys(("url", "page_url", "source_url"), lambda url: None if names_somebody(url) else url),
        **dict.fromkeys(("licence", "rights"), lambda text: treat_text(text, pii)),
    }
    for name in treated.keys() & {*table.column_names}:
        values = [None if value is None else treated[name](value) for value in table.column(name).to_pylist()]
        field = table.schema.field(name)
        table = table.set_column(table.schema.get_field_index(name), field, pa.array(values, field.type))
    return table


def numbered_parts(count: int) -> pa.Table:
    """Return a row for each part of a release, by which the task that writes it knows its number."""
    starts = [key_hash_range(number, count)[0] for number in range(count)]
    rows = [{"kind": _PART, "key_hash": start, "order": number} for number, start in enumerate(starts)]
    return pa.Table.from_pylist(rows, TAGGED)


def write_part(pieces: Iterator[pa.Table], places: Places, dataset: Dataset) -> pa.Table:
    """Write the part of a release whose rows, as `arrange` made them, come in pieces, the row with its number first."""
    waiting = (piece for piece in pieces if piece.num_rows)
    first = next(waiting)
    [number] = first.filter(pc.equal(first.column("kind"), _PART)).column("order").to_pylist()
    released = ({name: untagged(piece, name) for name in KEYS_OF_PARTS} for piece in chain([first], waiting))
    return write_parts(number, released, places, dataset)


def tag_decisions(table: pa.Table) -> pa.Table:
    """Make decisions that were kept ready for `dedup`."""
    return tagged({"decisions": table}, KEYS)


_PART = "part"  # the kind of the rows that number the parts of a release
_ORDER, _FILE, _PAYLOAD = (TAGGED.field(name) for name in ("order", "file", "payload_digest"))
_SORTED_BY = {
    "records": ("id",),
    "merged": ("id", "kept_id", "document", "locator", "question", "answer", "differs"),
    "sightings": ("id", *(name for name in SIGHTINGS.names if name != "id")),
    "rejected": ("document", "order", "reason", "locator", "text"),
    "documents": ("key",),
    "removals": ("document", "what", "id", "rule"),
    "decisions": ("block", "id"),
    "conflicts": ("id", "other_id"),
    "crowded": ("question_id",),
    "support": ("id", "sentence"),
}
"""The columns whose values order the rows of a table; the first is the key, whose hash decides their bucket."""
KEYS = {kind: names[0] for kind, names in _SORTED_BY.items()}
"""The column of each table whose values are its keys."""


def _ordered(rows: pa.Table, kind: str) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in _SORTED_BY[kind]])


class _Place(NamedTuple):
    """Which document a row is about."""

    document: str
    path: str
    page_url: str | None


def _place(document: Document) -> _Place:
    return _Place(document.key, document.path, web_address(document.url))


def _place_of_file(file: RawFile) -> _Place:
    """The place of a file as a whole, or of a part of an archive; a file that could not be read has one, too."""
    path = warc.part_name(file) if file.start else file.path
    return _Place(document_key(file.sha256, path, file.url, file.retrieved_at), path, web_address(file.url))


def _rejected_rows(rejected: Iterable[Rejected], place: _Place, file: str) -> Iterator[Row]:
    for order, item in enumerate(rejected):
        row = RejectedRow(item.reason, item.stage, _storable(item.text), *place, item.locator)
        yield {**row._asdict(), "order": order, "file": file}


def _removal_row(removed: Removed, document: str, file: str) -> Row:
    return {**RemovalRow.of(removed, document)._asdict(), "file": file}


def _document_row(document: Document, totals: Totals, size: int, file: str) -> Row:
    page = totals.page
    row = DocumentRow(
        key=document.key,
        sha256=document.sha256,
        path=document.path,
        url=web_address(document.url),
        media_type=document.media_type,
        retrieved_at=document.retrieved_at,
        page_date=page.date if page and totals.candidates else None,
        bytes=size,
        encoding=page.encoding if page else "",
        encoding_from=page.encoding_from if page else "",
        reader=page.reader if page else "",
        candidates=totals.candidates,
        pairs=totals.pairs,
        rejected=totals.rejected,
        boilerplate=_counted(totals.boilerplate),
        licence=_stored(totals.rights.licence),
        usage=totals.rights.usage,
        rights=_stored(str(totals.rights)),
    )
    return {**row._asdict(), "payload_digest": document.payload_digest or None, "file": file}


def _revisit_row(page: Document, before: Before, file: str) -> Row:
    place = {"key": page.key, "path": page.path, "url": page.url, "retrieved_at": page.retrieved_at, "file": file}
    meant = {"meant_url": before.url, "meant_at": before.retrieved_at, "payload_digest": before.payload_digest or None}
    return place | meant


def _file_row(file: RawFile, rejected: int, passed: Passed) -> Row:
    """The row of a file that is no document itself: one that was refused, a container or a part of one."""
    place = _place_of_file(file)
    row = DocumentRow(
        key=place.document,
        sha256=file.sha256,
        path=place.path,
        url=web_address(file.url),
        media_type=file.media_type or "application/octet-stream",
        retrieved_at=file.retrieved_at,
        page_date=None,
        bytes=file.bytes_to_read,
        encoding="",
        encoding_from="",
        reader="",
        candidates=0,
        pairs=0,
        rejected=rejected,
        boilerplate=_counted(passed.counts),
    )
    return {**row._asdict(), "payload_digest": None, "file": file.key}


def _counted(counts: Mapping[str, int]) -> str:
    return " ".join(f"{word}={number}" for word, number in sorted(counts.items()))


def _stored(text: str | None) -> str | None:
    return _storable(text) if text else None


def _storable(text: str) -> str:
    """Text as a table can hold it: what could not be decoded is written as `\\udcNN`, N the byte."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
