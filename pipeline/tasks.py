"""What the engine's workers do: tables in, tables out, pure and blind to the order of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

import pyarrow as pa

from pipeline import ingest, warc
from pipeline.dedup import merge_exact
from pipeline.engine import watch
from pipeline.pages import Triples, read_carefully
from pipeline.recipes import Recipe
from pipeline.schema import Document, Passed, Rejected
from pipeline.tables import (
    DOCUMENTS,
    RAW,
    REJECTED,
    SEEN,
    SIGHTINGS,
    TAGGED,
    buckets_of,
    rows_to_table,
    tagged,
    untagged,
)

_TASK_BYTES = 4_000_000  # of raw pages: some 10,000 triples, half a second of work
_TASK_FILES = 1_000


def split(files: list[ingest.RawFile]) -> list[pa.Table]:
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


def read_files(table: pa.Table, buckets: int, mode: str = "full", recipes: tuple[Recipe, ...] = ()) -> pa.Table:
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
                documents.append(_file_row(file, len(refused), found))
            else:
                triples = read_carefully(found, watch.begin(next(numbers)), None, mode, recipes)
                watch.end()  # what is read next, of an archive, is not this page's time
                seen += _seen_rows(triples)
                rejected += _rejected_rows(triples.rejected, found.sha256)
                documents.append(_document_row(found, triples))
        rejected += _rejected_rows(refused, file.sha256)
    parts = {
        "seen": rows_to_table(seen, SEEN),
        "rejected": rows_to_table(rejected, pa.schema([*REJECTED, TAGGED.field("order")])),
        "documents": rows_to_table(documents, DOCUMENTS),
    }
    keys = {"seen": "kept_id", "rejected": "document", "documents": "sha256"}
    return tagged({kind: _placed(part, keys[kind], buckets) for kind, part in parts.items()})


def settle(found: pa.Table) -> pa.Table:
    """Turn what was found of a bucket's ids into records, merged pairs and sightings."""
    seen = untagged(found, "seen")
    records, merged = merge_exact(seen)
    by_place = [(name, "ascending") for name in ("document", "order", "reason", "locator", "text")]
    return tagged(
        {
            "records": records,
            "merged": merged,
            "sightings": _sightings(seen),
            "rejected": untagged(found, "rejected", also=["order"]).sort_by(by_place),
            "documents": untagged(found, "documents"),
        }
    )


def _sightings(seen: pa.Table) -> pa.Table:
    """Every place where a record was seen, also in other words, under the id that was kept."""
    kept = seen.drop_columns(["id"]).rename_columns({"kept_id": "id"})
    return kept.select(SIGHTINGS.names).sort_by([(name, "ascending") for name in SIGHTINGS.names])


def _placed(part: pa.Table, key: str, buckets: int) -> pa.Table:
    return part.append_column("bucket", buckets_of(part.column(key).to_pylist(), buckets))


def _documents_in(file: ingest.RawFile) -> Iterator[Document | Rejected | Passed]:
    """What a file holds; behind the last, what was passed over, where the file itself is no document."""
    if warc.is_archive(file.path):
        yield from warc.documents(file)
        return
    document = ingest.read(file)
    yield document
    if isinstance(document, Rejected):
        yield Passed({})


def _seen_rows(triples: Triples) -> Iterator[tuple[object, ...]]:
    for record, sighting, fold in zip(triples.records, triples.sightings, triples.folds, strict=True):
        method = "exact" if fold.kept_id == record.id else "same_page"
        place = (sighting.document, sighting.locator, sighting.format)
        yield (*record.__dict__.values(), *place, fold.kept_id, method, fold.similarity)


def _rejected_rows(rejected: Iterable[Rejected], sha256: str) -> Iterator[tuple[object, ...]]:
    for order, r in enumerate(rejected):
        yield r.reason, r.stage, _storable(r.text), sha256, r.locator, order


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
        ingest.media_type_of(file.path) or "application/octet-stream",
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
