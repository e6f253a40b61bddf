"""The nouns of the project: what one stage hands to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from turbohtml import Document as HtmlDocument

SCHEMA_VERSION = 1
"""Of the released columns; a change that breaks them adds one and makes a MAJOR release."""


class Reason(StrEnum):
    """Why something that was read is not a record. Each word is explained in docs/reasons.md."""

    UNREADABLE_FILE = "unreadable_file"
    UNSUPPORTED_FORMAT = "unsupported_format"
    BINARY_FILE = "binary_file"
    EMPTY_DOCUMENT = "empty_document"
    DUPLICATE_DOCUMENT = "duplicate_document"
    TRUNCATED_ARCHIVE = "truncated_archive"
    UNDECODABLE = "undecodable"
    PARSER_TIMEOUT = "parser_timeout"
    PARSER_MEMORY = "parser_memory"
    PARSER_CRASH = "parser_crash"
    PARSER_TRUNCATED = "parser_truncated"
    NO_QUESTION = "no_question"
    NO_ANSWER = "no_answer"
    NO_SOURCE = "no_source"
    BAD_SOURCE = "bad_source"
    BROKEN_MARKUP = "broken_markup"
    TEASER = "teaser"
    CALL_TO_ACTION = "call_to_action"
    LONE_QUESTION = "lone_question"
    LINK_LIST = "link_list"
    EMPTY_QUESTION = "empty_question"
    EMPTY_ANSWER = "empty_answer"
    ANSWER_REPEATS_QUESTION = "answer_repeats_question"
    DAMAGED_TEXT = "damaged_text"


class Stage(StrEnum):
    """Where on its way something was rejected."""

    INGEST = "ingest"
    DECODE = "decode"
    PARSE = "parse"
    VALIDATE = "validate"


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
    media_type: str = "text/plain"


@dataclass(frozen=True)
class Page:
    """A document as text: what the formats read."""

    document: Document
    text: str
    """The decoded text, untouched: every `chars=` locator counts its characters from 0."""
    encoding: str
    encoding_from: str
    """How the encoding was found: `bom`, `utf-8`, `declared`, `detected`, `utf-8-damaged`, or
    `given` where the caller handed over text."""
    is_lenient: bool = False
    """Whether the tree is built by the lenient reader, because the first parser cannot take the page."""

    @property
    def reader(self) -> str:
        """What read the page: `text`, `html` (a tree as browsers build it) or `lenient`."""
        if self.document.media_type == "text/plain":
            return "text"
        return "lenient" if self.is_lenient else "html"

    @cached_property
    def utf8(self) -> bytes:
        """The text in UTF-8: words are found in bytes ten times as fast (`ahocorasick_rs`) as in text."""
        if self.encoding_from == "utf-8":
            return self.document.content
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def dom(self) -> HtmlDocument:
        """The tree that a browser builds of the text; built when it is first asked for."""
        from pipeline.web.dom import parse, parse_leniently

        return parse_leniently(self.text) if self.is_lenient else parse(self.text)

    @cached_property
    def address(self) -> str | None:
        """Where the page says it lives (its canonical link), or else where it was read; None if unknown."""
        from pipeline.web.canonical import address_of

        return address_of(self.utf8, self.document.url)


class Candidate(NamedTuple):
    """A question, its answer and where it is said to come from, as they stand on the page."""

    question: str
    answer: str
    source: str | None
    """The cited host or address as written; None where a page that answers itself has no known address."""
    source_url: str | None
    locator: str
    format: str
    flags: tuple[str, ...] = ()
    """What only the format can know: `repaired_markup`, `suggested_answer`."""


class Rejected(NamedTuple):
    """Something that did not become a record, and why."""

    reason: Reason
    stage: Stage
    text: str
    locator: str
    """Empty where the whole document is meant."""


class Passed(NamedTuple):
    """What a web archive holds beside pages."""

    counts: dict[str, int]
    """How many records of each kind were passed over: `request`, `not_html`, `status_404`, `malformed` ..."""


class Furniture(NamedTuple):
    """Text of the site around the questions: recognised by a named rule, part of no answer."""

    rule: str
    start: int
    end: int


class Findings(NamedTuple):
    """All that a format found on a page; for pasted text these cover every non-blank character."""

    candidates: list[Candidate]
    rejected: list[Rejected]
    furniture: list[Furniture]


Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Text = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """One distinct question/answer pair."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    id: Id = Field(
        description="The pair's name in every release: 16 hex digits of sha256 over the"
        " length-delimited fingerprints of question and answer."
    )
    question: Text = Field(description="The question, cleaned for readers, on one line.")
    answer: Text = Field(
        description="The answer, cleaned for readers: paragraphs split by a blank line,"
        " list items one per line (`1. ...`, `- ...`)."
    )
    source: Text = Field(
        description="The cited host in lower case, without `www.`, in ASCII (IDNA);"
        " for a page that answers itself, that page's host."
    )
    source_domain: Text = Field(description="The registrable domain of `source` by the Public Suffix List.")
    source_url: Text | None = Field(description="The cited link, where the page gave one.")
    page_url: Text | None = Field(description="The address of the page it was read on, where known.")
    question_id: Id = Field(
        description="16 hex digits of sha256 over the fingerprint of the question alone:"
        " all answers to one question share it."
    )
    question_type: Text = Field(description="What the question asks for; the words are listed below.")
    answer_type: Text = Field(description="What the answer looks like; the words are listed below.")
    language: Text = Field(
        description="BCP 47 tag found from question and answer; `und` where they are too short to tell."
    )
    flags: str = Field(description="Sorted words, split by a space, that judge quality; the words are listed below.")
    times_seen: int = Field(ge=1, description="How often the pair was seen.")
    sources_seen: int = Field(ge=1, description="On how many different `source_domain`s.")
    retrieved_at: datetime | None = Field(description="The earliest known retrieval, UTC, without a zone.")


class Sighting(NamedTuple):
    """One place where a record was read; re-reading the locator gives its question and answer."""

    id: str
    document: str
    """sha256 of the document's bytes."""
    locator: str
    format: str
    source: str
    source_url: str | None
    retrieved_at: datetime | None


class Manifest(BaseModel):
    """What a release holds, where it came from, and how to check it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    previous: str | None
    schema_version: int
    counts: dict[str, int]
    """What came in and what became of it; see `tables.sums` for the sums that must hold."""
    rejected: dict[str, int]
    """Rows of the rejected table by reason."""
    change: dict[str, int]
    """Records added, removed and changed against the release before."""
    content: dict[str, str]
    """A hash per table over its values alone, the same whichever library wrote the file."""
    inputs: str
    """A hash over the path, sha256 and index line of every raw file."""
    package: dict[str, str]
    """Name, version and code fingerprint of what made the release."""
    settings: dict[str, str]
    files: dict[str, FileFacts]


class FileFacts(BaseModel):
    """What the manifest says of one released file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    bytes: int
    rows: int | None = None


Manifest.model_rebuild()
