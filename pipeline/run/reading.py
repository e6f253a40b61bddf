"""The first task: raw files -> their pairs, what was rejected, and a row for each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from ..engine import heartbeat
from ..ingest.containers import read as containers
from ..ingest.files import RawFile, read, read_pieces
from ..schema import TEXT, Document, Pair, Passed, Refused, Rejected, Removed
from ..schema.nouns import Before
from ..schema.rows import Row
from ..schema.tables import DOCUMENTS, REJECTED, REMOVALS, rows_to_table
from ..validate.personal_data.treat import treat_text
from ..web.optouts import MOST_BYTES, site_file
from .document_rows import (
    Place,
    document_row,
    file_row,
    place_of,
    place_of_file,
    rejected_rows,
    removal_row,
    revisit_row,
)
from .long_text import LongText, Pieces, is_long, pieces_of, read_long_text, start_of_long
from .obeying import site_key
from .page import PageResult, read_document, reject_document
from .raw_files import files_in
from .rows import REVISITS, STATEMENTS, TAGGED, tagged
from .screening import file_removed, page_removed
from .seen import Seen
from .settings import Rules

_ORDER, _FILE, _PAYLOAD = (TAGGED.field(name) for name in ("order", "file", "payload_digest"))


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
            reading.finish_file(file, refused, found)
        elif isinstance(found, Refused):
            reading.refuse(found, file.key)
        elif found.says:
            reading.note(found, found.says, file.key)
        elif found.before:
            reading.revisit(found, found.before, file.key)
        else:
            reading.read(found, next(numbers), file.key)


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
        self.reject(found.rejected, place_of(document), file)
        self._removals += (removal_row(each, document.key, file) for each in found.removed)
        self.documents += (document_row(each, found.totals, size, file) for each in document.at_asked())

    def refuse(self, found: Refused, file: str) -> None:
        """Note that a document of the file of a key was not read."""
        if self._removes(found.document, file):
            return
        self.reject([found.rejected], place_of(found.document), file)
        totals = reject_document(found.rejected).totals
        self.documents.append(document_row(found.document, totals, len(found.document.content), file))

    def finish_file(self, file: RawFile, refused: Iterable[Rejected], passed: Passed) -> None:
        """Note a file that is no document itself, and why it or parts of it were not read; unless it was taken down.

        Pages in it have addresses of their own, by which they may be taken down.
        """
        place, refused = place_of_file(file), [*refused]
        if removed := file_removed(file.url, place.path, self._rules.screen):
            self._removals.append(removal_row(removed, place.document, file.key))
            return
        self.documents.append(file_row(file, len(refused), passed))
        self.reject(refused, place, file.key)

    def reject(self, rejected: Iterable[Rejected], place: Place, file: str) -> None:
        """Note what was rejected, without the personal data that is not released."""
        said = (each._replace(text=treat_text(each.text, self._rules.pii)) for each in rejected)
        self.rejected += rejected_rows(said, place, file)

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
            self._revisits.append(revisit_row(document, before, file))

    def _removes(self, document: Document, file: str, pairs: Iterable[Pair] = (), also: Iterable[Removed] = ()) -> bool:
        """Whether a document was taken down as a whole, with some pairs and what else was, which is noted."""
        removed = page_removed(document, pairs, also, self._rules.screen)
        self._removals += (removal_row(each, document.key, file) for each in removed)
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
