"""What the engine's workers do: tables in, tables out, pure and blind to the order of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from ..dedup.merge import folded, merge, representatives
from ..dedup.near.match import block_of, match
from ..engine import heartbeat
from ..ingest import documents
from ..ingest import files as ingest
from ..ingest.warc import read as warc
from ..parse.recipes import Recipe
from ..schema import Document, Passed, Rejected
from ..schema.tables import DOCUMENTS, REJECTED, SIGHTINGS, rows_to_table
from .page import Triples, read_carefully
from .rows import RAW, SEEN, TAGGED, tagged, untagged

_TASK_BYTES = 4_000_000  # of raw pages: some 10,000 triples, half a second of work
_TASK_FILES = 1_000


def split(files: Sequence[ingest.RawFile]) -> list[pa.Table]:
    """Return tables of files, one task each."""
    tasks: list[list[ingest.RawFile]] = []
    size = _TASK_BYTES
    for file in files:
        if size >= _TASK_BYTES or len(tasks[-1]) >= _TASK_FILES:
            tasks.append([])
            size = 0
        tasks[-1].append(file)
        size += file.bytes_to_read
    return [rows_to_table(task, RAW) for task in tasks]


def shards(files: Iterable[ingest.RawFile]) -> list[ingest.RawFile]:
    """Return the files, a large web archive in parts that can be read apart."""
    return [part for file in files for part in warc.shards(file)]


def files_in(tables: Iterable[pa.Table]) -> Iterator[ingest.RawFile]:
    """Yield the files that some tables list."""
    for table in tables:
        yield from (ingest.RawFile(*row.values()) for row in table.to_pylist())


def hash_files(table: pa.Table) -> pa.Table:
    """Add its sha256 to each file."""
    return rows_to_table([ingest.hash_file(file) for file in files_in([table])], RAW)


def read_files(table: pa.Table, mode: str = "full", recipes: tuple[Recipe, ...] = ()) -> pa.Table:
    """Read each file: its pairs, what was rejected, and a line about the document."""
    seen: list[tuple[object, ...]] = []
    rejected: list[tuple[object, ...]] = []
    documents: list[tuple[object, ...]] = []
    numbers = count()
    for file in files_in([table]):
        refused: list[Rejected] = []
        for found in _documents_in(file):
            if isinstance(found, Rejected):
                refused.append(found)
            elif isinstance(found, Passed):
                documents.append((*_file_row(file, len(refused), found), file.key))
            else:
                triples = read_carefully(found, heartbeat.start_item(next(numbers)), None, mode, recipes)
                heartbeat.finish_item()  # what is read next, of an archive, is not this page's time
                seen += _seen_rows(triples, file.key)
                rejected += _rejected_rows(triples.rejected, found.sha256, file.key)
                documents.append((*_document_row(found, triples), file.key))
        rejected += _rejected_rows(refused, file.sha256, file.key)
    return tagged(
        {
            "seen": rows_to_table(seen, pa.schema([*SEEN, _FILE])),
            "rejected": rows_to_table(rejected, pa.schema([*REJECTED, _ORDER, _FILE])),
            "documents": rows_to_table(documents, pa.schema([*DOCUMENTS, _FILE])),
        },
        {"seen": "block", "rejected": "document", "documents": "sha256"},
    )


def dedup(found: pa.Table, similarity: float, gone: pa.Array) -> pa.Table:
    """Turn what was found under a bucket's blocks into records, merged pairs and sightings.

    Rows of the files that are `gone` count for nothing.
    """
    found = found.filter(pc.invert(pc.is_in(found.column("file"), gone)))
    seen = untagged(found, "seen")
    decisions = match(representatives(seen), untagged(found, "decisions"), similarity)
    seen = folded(seen, decisions, similarity)
    records, merged = merge(seen)
    return tagged(
        {
            "records": records,
            "merged": merged,
            "sightings": seen.drop_columns(["id"]).rename_columns({"kept_id": "id"}).select(SIGHTINGS.names),
            "rejected": untagged(found, "rejected", also=["order"]),
            "documents": untagged(found, "documents"),
            "decisions": decisions,
        },
        _KEYS,
    )


def arrange(found: pa.Table) -> pa.Table:
    """Put a bucket's rows into the order in which they are released."""
    return tagged({kind: _ordered(found, kind) for kind in _RELEASED_BY}, _KEYS)


def tag_decisions(table: pa.Table) -> pa.Table:
    """Make decisions that were kept ready for `dedup`."""
    return tagged({"decisions": table}, _KEYS)


_ORDER, _FILE = TAGGED.field("order"), TAGGED.field("file")
_RELEASED_BY = {
    "records": ("id",),
    "merged": ("id", "kept_id", "document", "locator", "question", "answer", "differs"),
    "sightings": ("id", *(name for name in SIGHTINGS.names if name != "id")),
    "rejected": ("document", "order", "reason", "locator", "text"),
    "documents": ("sha256",),
    "decisions": ("block", "id"),
}
"""The columns whose values order the rows of a table; the rows are placed by the first."""
_KEYS = {kind: names[0] for kind, names in _RELEASED_BY.items()}


def _ordered(found: pa.Table, kind: str) -> pa.Table:
    rows = untagged(found, kind, also=["order"])
    return rows.sort_by([(name, "ascending") for name in _RELEASED_BY[kind]])


def _documents_in(file: ingest.RawFile) -> Iterator[Document | Rejected | Passed]:
    """What a file holds; behind the last, what was passed over, where the file itself is no document."""
    if warc.is_archive(file.path):
        yield from warc.documents(file)
        return
    document = ingest.read(file)
    yield document
    if isinstance(document, Rejected):
        yield Passed({})


def _seen_rows(triples: Triples, file: str) -> Iterator[tuple[object, ...]]:
    found = zip(triples.records, triples.sightings, triples.question_fingerprints, triples.folds, strict=True)
    for record, sighting, asked, fold in found:
        method = "exact" if fold.kept_id == record.id else "same_page"
        place = (sighting.document, sighting.locator, sighting.format)
        yield (*record.__dict__.values(), *place, fold.kept_id, method, fold.similarity, block_of(asked), file)


def _rejected_rows(rejected: Iterable[Rejected], sha256: str, file: str) -> Iterator[tuple[object, ...]]:
    for order, r in enumerate(rejected):
        yield r.reason, r.stage, _storable(r.text), sha256, r.locator, order, file


def _document_row(document: Document, triples: Triples) -> tuple[object, ...]:
    page = triples.page
    rules = Counter(piece.rule for piece in triples.furniture)
    return (
        document.sha256,
        document.path,
        document.url,
        document.media_type,
        document.retrieved_at,
        len(document.content),
        page.encoding if page else "",
        page.encoding_from if page else "",
        page.reader if page else "",
        triples.candidates,
        len(triples.rejected),
        _counted(rules),
    )


def _file_row(file: ingest.RawFile, rejected: int, passed: Passed) -> tuple[object, ...]:
    """The row of a file that is no document itself: one that was refused, an archive or a part of one."""
    return (
        file.sha256,
        warc.part_name(file) if file.start else file.path,
        file.url,
        documents.media_type_of(file.path) or "application/octet-stream",
        file.retrieved_at,
        file.bytes_to_read,
        *("", "", ""),
        0,
        rejected,
        _counted(passed.counts),
    )


def _counted(counts: Mapping[str, int]) -> str:
    return " ".join(f"{word}={number}" for word, number in sorted(counts.items()))


def _storable(text: str) -> str:
    """Text as a table can hold it: what could not be decoded is written as `\\udcNN`, N the byte."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
