"""The tables on their way through the engine, several in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hashes
from ..ingest.files import RawFile
from ..schema.tables import (
    ARROW_TYPES,
    CONFLICTS,
    CROWDED,
    DECISIONS,
    DOCUMENTS,
    MERGED,
    OUTDATED,
    RECORDS,
    REJECTED,
    REMOVALS,
    SIGHTINGS,
    SUPPORT,
    columns_of,
)

_ROWS_AT_ONCE = 1 << 15  # of pieces; chosen: 30 MB of rows of TAGGED
_OF_A_RECORD_ALONE = ("first_seen", "last_seen", "superseded_by", "edited_from", "support")
SEEN = pa.schema(
    [
        *(field for field in RECORDS if field.name not in _OF_A_RECORD_ALONE),
        *(SIGHTINGS.field(name) for name in ("document", "path", "locator", "format", "retrieved_at", "page_date")),
        SIGHTINGS.field("takedown_url"),
        *(MERGED.field(name) for name in ("kept_id", "method", "similarity")),
        pa.field("block", pa.string(), nullable=False),
    ]
)
"""A record as one document shows it, the id of the one that is kept for it, and the name of its block (of what its
question is about); `dedup` makes records, merged pairs and sightings of these."""

ANSWERS = pa.schema(
    [
        pa.field("key_hash", ARROW_TYPES[int], nullable=False),
        *(SIGHTINGS.field(name).with_nullable(False) for name in ("id", "page_url")),
        RECORDS.field("question_id"),
        *(SIGHTINGS.field(name) for name in ("retrieved_at", "page_date")),
    ]
)
"""Which records a page shows at which times: sightings on pages with an address, by the key hash of the address."""

CITED = pa.schema(
    [
        *(SIGHTINGS.field(name) for name in ("id", "document", "path", "page_url")),
        *(
            DOCUMENTS.field(name)
            for name in ("sha256", "url", "media_type", "encoding", "encoding_from", "reader", "retrieved_at")
        ),
        DOCUMENTS.field("boilerplate"),
    ]
)
"""Which document holds the newest state of the page that a record cites; with all by which it is read again."""

COMPLETED = pa.schema(
    [
        *(CONFLICTS.field(name) for name in ("id", "other_id")),
        *(RECORDS.field(name) for name in ("answer", "question_type", "answer_type", "language", "flags")),
    ]
)
"""A record whose answer was cut, with the full passage for its answer; `other_id` is the id of these words."""
_MEANT = [
    pa.field("meant_url", pa.string()),
    pa.field("meant_at", ARROW_TYPES[datetime]),
    pa.field("payload_digest", pa.string()),
]
STATEMENTS = pa.schema(
    [
        *(REJECTED.field(name) for name in ("document", "path", "text")),
        *(DOCUMENTS.field(name) for name in ("url", "retrieved_at")),
        REMOVALS.field("what"),
    ]
)
"""What an archive holds that says how pages may be used; `document` is the hash of archive and site, `text` has a
letter for each byte."""
SAID = pa.schema([REJECTED.field("document"), REJECTED.field("text")])
"""What such statements say of a document, as a line of its `rights` each."""
REVISITS = pa.schema([*(DOCUMENTS.field(name) for name in ("key", "path", "url", "retrieved_at")), *_MEANT])
"""A page that was as before, and the response that is meant, whose place is not known; by the key of the page."""

RAW = columns_of(RawFile)
"""Files that wait to be read, as the engine hands them out."""

_KINDS: dict[str, pa.Schema] = {
    "seen": SEEN,
    "records": RECORDS,
    "sightings": SIGHTINGS,
    "merged": MERGED,
    "rejected": REJECTED,
    "documents": DOCUMENTS,
    "removals": REMOVALS,
    "revisits": REVISITS,
    "statements": STATEMENTS,
    "said": SAID,
    "decisions": DECISIONS,
    "outdated": OUTDATED,
    "conflicts": CONFLICTS,
    "crowded": CROWDED,
    "cited": CITED,
    "support": SUPPORT,
    "completed": COMPLETED,
}
_FIELDS = {field.name: field.with_nullable(True) for schema in _KINDS.values() for field in schema}
TAGGED = pa.schema(
    [
        ("kind", pa.string()),
        ("key_hash", ARROW_TYPES[int]),
        ("order", ARROW_TYPES[int]),
        ("file", pa.string()),
        *_FIELDS.values(),
    ],
)
"""Rows of several tables in one, for the way through the engine: `kind` names the table of a row, `key_hash` the hash
of its key, `order` its position in its document, `file` the key of the raw file that it was read from."""
_TYPES = {str(type): type for type in TAGGED.types}
_TYPE_OF = {field.name: str(field.type) for field in TAGGED}
"""The type of each column, by a name: to look up a type itself takes as long as making the column."""


def tagged(parts: Mapping[str, pa.Table], keys: Mapping[str, str]) -> pa.Table:
    """Return rows of several tables as one with the columns of TAGGED.

    `parts` are the tables by their names, `keys` the column of each whose values are its keys; a part may bring
    the columns `order` and `file`. No row is copied.
    """
    return pa.concat_tables([_tag(kind, part, keys[kind]) for kind, part in parts.items()])


def _tag(kind: str, part: pa.Table, key: str) -> pa.Table:
    rows = part.num_rows
    own = dict(zip(part.column_names, part.columns, strict=True))
    nulls = {name: pa.nulls(rows, type) for name, type in _TYPES.items()}  # which the columns of other tables share
    columns = []
    for name, type in _TYPE_OF.items():
        if name == "kind":
            columns.append(pa.repeat(kind, rows))
        elif name == "key_hash":
            columns.append(key_hashes(own[key].to_pylist()))
        else:
            columns.append(own.get(name, nulls[type]))
    return pa.table(columns, schema=TAGGED)


def untagged(table: pa.Table, kind: str, also: Sequence[str] = ()) -> pa.Table:
    """Return the rows of one kind with the columns of their table, and those of TAGGED that are asked for."""
    fields = [*_KINDS[kind], *(TAGGED.field(name) for name in also)]
    own = table.select([field.name for field in fields])  # before the rows: most columns are those of other tables
    return own.filter(pc.equal(table.column("kind"), kind)).cast(pa.schema(fields))


def gathered(pieces: Iterable[pa.Table], kinds: Mapping[str, Sequence[str]]) -> dict[str, pa.Table]:
    """Return the rows of several kinds, each as `untagged` with the columns given for it and as one chunk.

    `pieces` have the columns of TAGGED. They are read one after the other, so that no more than the columns of their
    tables is held.
    """
    found: dict[str, list[pa.Table]] = {kind: [untagged(TAGGED.empty_table(), kind, kinds[kind])] for kind in kinds}
    for piece in _joined(pieces):
        for kind, also in kinds.items():
            found[kind].append(untagged(piece, kind, also))
    return {kind: pa.concat_tables(found.pop(kind)).combine_chunks() for kind in kinds}


def without_files(rows: pa.Table, removed: pa.Array) -> pa.Table:
    """Return the rows that are not of some files, given by their keys; `rows` has the columns of TAGGED."""
    return rows.filter(pc.invert(pc.is_in(rows.column("file"), value_set=removed))) if len(removed) else rows


def _joined(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Join small pieces, each of which would cost as much time as a larger one."""
    waiting: list[pa.Table] = []
    rows = 0
    for piece in pieces:
        waiting.append(piece)
        rows += piece.num_rows
        if rows >= _ROWS_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting, rows = [], 0
    if waiting:
        yield pa.concat_tables(waiting)
