"""What one stage hands to the next."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..text.digest import digest
from .reasons import Reason, Stage

if TYPE_CHECKING:
    from .record import Record

TEXT, HTML = "text/plain", "text/html"
"""The media types of documents."""
MARKDOWN, RESTRUCTURED_TEXT, ASCIIDOC = "text/markdown", "text/x-rst", "text/asciidoc"
DOCX, PDF = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/pdf"
PRINTED = (DOCX, PDF)
"""Those of documents whose bytes are no text."""
SHOWN_AS_HTML = (MARKDOWN, RESTRUCTURED_TEXT, ASCIIDOC, *PRINTED)
"""Those of pages that are read as the HTML that they are shown as."""
CSV, JSON, JSON_LINES = "text/csv", "application/json", "application/jsonl"
TABLES_OF_PAIRS = (CSV, JSON, JSON_LINES)
"""Those of files whose rows or objects hold a question and an answer each."""
ARCHIVE, ZIP, WACZ, MHTML = "application/warc", "application/zip", "application/wacz", "multipart/related"
"""The media types of a web archive, a zip of pages, a zip of web archives, and a page with all that it shows."""
CONTAINERS = (ARCHIVE, ZIP, WACZ, MHTML)
"""Those of files that hold documents, and are none themselves."""
GONE = "gone"
"""The flag of a record that a page gave last to a question, before it dropped the question or was gone itself."""
GONE_STATUSES = (404, 410)
"""By which a server says that there is no such page (any more)."""
COMPLETED = "completed"
"""The flag of an answer that was cut, and released as the full passage of the page that it cites."""
PERSONAL_DATA_FLAGS = ("pii_card", "pii_coordinates", "pii_email", "pii_iban", "pii_ip", "pii_phone", "pii_ssn")
"""The flags of a record that holds personal data, one for each kind."""
RESERVED = "reserved"
"""The flag of a record that a page shows which reserves its use."""
EDITED = "edited"
"""The method by which what a page has was merged into what a person made of it."""
SCHEMA_VERSION = 3
"""Of the released columns. Raise it by one when a column is removed, renamed or retyped: the next release is MAJOR."""


class Before(NamedTuple):
    """A response by which a page was as it is still."""

    archive: str
    """The name of its file; empty where the place is not told, or nothing like it is there."""
    offset: int
    """The byte at which its member begins."""
    url: str | None
    retrieved_at: datetime | None
    payload_digest: str = ""


class Document(NamedTuple):
    """One page as bytes, with what is known about it."""

    path: str
    """Where it lies below the raw folder, with forward slashes."""
    content: bytes
    sha256: str
    url: str | None = None
    """The address the page was read at."""
    charset: str | None = None
    """The encoding that `raw/index.csv` declares, or the server did."""
    retrieved_at: datetime | None = None
    """UTC, naive."""
    media_type: str = TEXT
    is_truncated: bool = False
    """Whether the page is known to end early: the crawler, or the connection, cut it off."""
    columns: str = ""
    """Of a table of pairs: what `raw/index.csv` says its columns are called, as `ingest/index.py` writes it."""
    page_date: datetime | None = None
    """When the page says that it was last changed, UTC, naive; known once it was read."""
    gone_status: int = 0
    """One of GONE_STATUSES by which its server said that there is no such page (any more). It has no bytes then."""
    asked_url: str | None = None
    """Of a page that is gone: another address that led to it, at which there is no page (any more) either."""
    payload_digest: str = ""
    """Of a response in a web archive: what its record says that its bytes come to as they were sent."""
    says: str = ""
    """Of what is no page and says how pages may be used: `robots.txt`, `tdmrep.json` or `ai.txt`, the files of a site,
    or `signal`, by which `qamill fetch` notes what reserves a page that it stored in spite of it."""
    fields: tuple[tuple[str, str], ...] = ()
    """The header fields of its response that say how it may be used, names in lower case."""
    before: Before | None = None
    """The response that has its bytes, where its server, or whoever archived it, said that it is as it was."""

    @property
    def is_gone(self) -> bool:
        """Whether its server said that there is no such page (any more)."""
        return self.gone_status > 0

    def at_asked(self) -> tuple[Document, ...]:
        """Return the document, and the same at the other address that led to it, if there is one."""
        if not self.asked_url:
            return (self,)
        return self, self._replace(url=self.asked_url, asked_url=None)

    @property
    def key(self) -> str:
        """Its name in a release; see `document_key`."""
        return document_key(self.sha256, self.path, self.url, self.retrieved_at)


@lru_cache(maxsize=64)  # each pair of a page asks for the page's own
def document_key(sha256: str, path: str, url: str | None, retrieved_at: datetime | None) -> str:
    """Name a document by all that makes it one: its bytes, where it lies, where it was read and when.

    The same bytes at two addresses or two times are two documents. 16 hex digits, the same on every machine.
    """
    return digest(sha256, path, url or "", str(retrieved_at or ""))


class Candidate(NamedTuple):
    """A question, its answer and its source, as the page has them."""

    question: str
    answer: str
    source: str | None
    """The cited host or address as written; None where a page that answers itself has no known address."""
    source_url: str | None
    locator: str
    format: str
    flags: tuple[str, ...] = ()
    """What only the reading of the page can know: `downvoted`, `guessed_encoding`, `page_end_missing`,
    `repaired_markup`, `suggested_answer`, `unlisted_host`, and `truncated` where page or script were cut off."""
    language: str = ""
    """The language that the page states; empty where it states none."""
    licence: str = ""
    """What the page says of the licence of this question or answer; empty where it says nothing."""
    takedown_url: str | None = None
    """Where whoever shows the answer takes requests to take it down, as written."""


class Rejected(NamedTuple):
    """Something that did not become a record, and why."""

    reason: Reason
    stage: Stage
    text: str
    locator: str
    """Empty where the whole document is meant."""


class Removed(NamedTuple):
    """Something that was taken down: what it was, and by which takedown; nothing of what it said."""

    what: str
    scope: str
    rule: int
    reason: str
    date: str
    id: str | None = None
    """Of a pair."""


class Passed(NamedTuple):
    """What was passed over in a file that is no document itself: a container, or a file that was refused (nothing)."""

    counts: dict[str, int]
    """How many records of each kind were passed over: `request`, `revisit`, `not_html`, `status_404` ..."""


class Refused(NamedTuple):
    """A document in a container that was not read, and why."""

    document: Document
    """Without its bytes."""
    rejected: Rejected


class Boilerplate(NamedTuple):
    """Text of the site around the questions: recognised by a named rule, part of no answer."""

    rule: str
    start: int
    end: int


class Findings(NamedTuple):
    """All that a format found on a page; for pasted text these cover every non-blank character."""

    candidates: list[Candidate]
    rejected: list[Rejected]
    boilerplate: list[Boilerplate]


class Sighting(NamedTuple):
    """One place where a record was read; re-reading the locator gives its question and answer."""

    id: str
    document: str
    """The document's key."""
    path: str
    page_url: str | None
    locator: str
    format: str
    source: str
    source_url: str | None
    retrieved_at: datetime | None
    page_date: datetime | None = None
    """When the page says that it was last changed."""
    licence: str | None = None
    """What the page says of the licence: of this question or answer, or else of itself."""
    takedown_url: str | None = None
    """Where whoever shows the answer takes requests to take it down. It is kept for people; nothing ever follows it."""


class Merge(NamedTuple):
    """Which record a pair became: its own, or another that it was merged into."""

    kept_id: str
    method: str
    """How it was found: `exact` (its own id), `near`, `truncated` or `same_page`."""
    similarity: float
    """Jaccard, 0 to 1; 1 for its own."""


class Pair(NamedTuple):
    """A sound question and answer of a page."""

    record: Record
    sighting: Sighting
    question_fingerprint: str
    merge: Merge
    """What it was merged into on its own page."""


class Action(StrEnum):
    """What a person decides about a pair."""

    REJECT = "reject"
    MERGE = "merge"
    KEEP_APART = "keep_apart"
    EDIT = "edit"
    FLAG = "flag"
    UNFLAG = "unflag"
    PREFER = "prefer"
