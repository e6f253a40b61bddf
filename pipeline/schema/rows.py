"""Types of the rows of tables; with `Record` and `Sighting`, the Arrow columns are derived from them (`tables.py`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from .nouns import Removed

Row = dict[str, Any]
"""A row of any table by the names of its columns, as Arrow gives it."""


class MergedRow(NamedTuple):
    """A pair that is no record of its own: a row of `merged`."""

    id: str
    """The id that its own words have."""
    question: str
    answer: str
    kept_id: str
    """The record that was kept for it."""
    method: str
    """How it was found: `exact`, `near`, `truncated` or `same_page`; or that a person decided it: `review` (merged),
    `edited` (its words or its source as the page has them)."""
    similarity: float
    """Jaccard of the word 2-shingles of both, 0 to 1."""
    differs: str
    """The columns in which it differs from the kept record, split by a space."""
    document: str
    """The document's key."""
    path: str
    page_url: str | None
    locator: str


class RejectedRow(NamedTuple):
    """Something that did not become a record: a row of `rejected`."""

    reason: str
    stage: str
    text: str
    document: str
    """The document's key; also of a file that could not be read."""
    path: str
    page_url: str | None
    locator: str
    """Empty where the whole document is meant."""


class DocumentRow(NamedTuple):
    """A page that was read, or a file that holds pages: a row of `documents`."""

    key: str
    """Its name in a release; see `document_key`."""
    sha256: str
    """Empty where it could not be read."""
    path: str
    url: str | None
    media_type: str
    retrieved_at: datetime | None
    page_date: datetime | None
    """When the page says that it was last changed; only looked for where it has pairs."""
    bytes: int
    encoding: str
    encoding_from: str
    reader: str
    candidates: int
    """How many questions with answers were found, sound or not."""
    pairs: int
    """How many of them were sound."""
    rejected: int
    """How many rows of `rejected` it has."""
    boilerplate: str
    """How often each rule found some, as `rule=number` split by a space; for an archive how many records of each kind
    were passed over."""
    licence: str | None = None
    """What the page or its server says of its licence; this and the next two are only looked for where it has pairs."""
    usage: str | None = None
    """Sorted words, split by a space, for what is said of how it may be used: `noai`, `tdm_reserved` ..."""
    rights: str | None = None
    """What was said of both, a line each: where, a colon, and the words."""


class ChangeRow(NamedTuple):
    """What changed since the release before: a row of `changes`."""

    id: str
    change: str
    """`added`, `removed`, `changed`, `reworded`, `superseded` or `merged`."""
    column: str | None
    before: str | None
    after: str | None


class ReviewRow(NamedTuple):
    """A decision of a person, and what it did: a row of `reviews`."""

    action: str
    id: str
    other: str | None
    field: str | None
    value: str | None
    reason: str | None
    by: str | None
    date: str | None
    note: str | None
    effect: str
    """`applied`, `no_change` (it is so without it), `merged` (its pair is no record of its own), `rejected` (by another
    decision), `taken_down` (it would bring back what was taken down), or `not_found`."""
    became: str | None
    """The id of the record that its pair is, or is merged into; null where there is none."""


SOURCES_DISAGREE, LATER_VERSION = "sources_disagree", "later_version"
"""How the answers of a conflict stand to each other."""


class ConflictRow(NamedTuple):
    """Two answers to one question that contradict each other: a row of `conflicts`."""

    id: str
    """Of a later version the older answer, else the smaller id."""
    other_id: str
    relation: str
    """`sources_disagree`: both are current, on different pages or from different sources; `later_version`: the second
    one took the place of the first on its page."""
    differs: str
    """What they differ in first: `number`, `unit`, `negation`, `opposite` or `modal`."""
    word: str
    """What the first says there, in plain form."""
    other_word: str
    """What the second says; either is empty where only the other has a negation."""
    places: int
    """In how many places they differ so."""
    similarity: float
    """How alike they are otherwise: Jaccard of the word 2-shingles, where any number is like any other; 0 to 1."""


SUPPORT_STATES = ("found", "changed", "absent", "unchecked")
"""What a cited page may say of an answer: it is word for word there; in other words, or only in part; not there; or it
cannot be told."""


class SupportRow(NamedTuple):
    """What the page that a record cites says of one sentence of its answer: a row of `support`."""

    id: str
    sentence: int
    """From 1; 0 stands for the whole answer."""
    state: str
    """`found`, `changed`, `absent` or `unchecked`."""
    text: str
    """The sentence, as the record has it."""
    similarity: float
    """The share of its letters in words that stand at the place on the page."""
    document: str
    """The key of the cited page, in its newest state."""
    path: str
    page_url: str | None
    locator: str
    """`shown=START-END`, in characters of what the page shows; `gone=STATUS` where the server said that there is no
    such page; empty where nothing of it is there."""
    passage: str | None
    """What stands there."""
    full_answer: str | None
    """Of a whole answer that was cut and is found: what stands there, to the end of its paragraph."""


class RemovalRow(NamedTuple):
    """Something that was taken down: a row of `removals`. It says what went, and nothing of what it said."""

    id: str | None
    """Of the pair; null for what is no pair."""
    what: str
    """`pair`, `rejected_pair`, `rejection` (of a piece of a page that was no pair), `page` (of an archive), or
    `file` (a page that is one)."""
    document: str
    """The key of the document that has it, or that it is."""
    scope: str
    """The kind of the takedown: `id`, `url`, `domain`, `text` or `pattern`."""
    rule: int
    """The number of the takedown."""
    reason: str
    date: str
    """Of the takedown, like 2026-01-31."""

    @classmethod
    def of(cls, removed: Removed, document: str) -> RemovalRow:
        """Return the row of something that was taken down in the document of a key."""
        return cls(removed.id, removed.what, document, removed.scope, removed.rule, removed.reason, removed.date)


class CrowdedRow(NamedTuple):
    """A question whose answers were not all compared with each other; on the way through a run, not released."""

    question_id: str
    answers: int


class OutdatedRow(NamedTuple):
    """An answer that a page gave and no longer gives; on the way through a run, not released."""

    id: str
    page_url: str
    superseded_by: str | None
    """The newest answer of the page to the same question; None where this one is it, and the question was dropped."""
    answered_at: datetime
    """The latest time at which the page answered the question."""


class DecisionRow(NamedTuple):
    """What was decided about a block of near-duplicates; kept for later runs, not released.

    A row for each record that is merged into another (method `near` or `truncated`), and one without ids where all
    are kept.
    """

    block: str
    digest: str
    """Stands for the block's members: the same ones are not compared again."""
    id: str | None
    kept_id: str | None
    method: str | None
    similarity: float | None
