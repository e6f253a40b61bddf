"""A release folder, whole or not at all: staged, flushed to disk, renamed; then `LATEST` points to it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from ..buckets import bucket_range
from ..release.csv_rows import csv_header, csv_rows
from ..release.diff import changes_between, next_version, read_range
from ..release.layout import LICENCE, MANIFEST, SUMS, checksums, sha256_of
from ..release.versions import Release
from ..run import provenance
from ..run.rows import untagged
from ..schema import SCHEMA_VERSION
from ..schema.counts import sums
from ..schema.manifest import FileFacts, Manifest
from ..schema.tables import TABLES
from .errors import CountsDoNotAddUp
from .publish import Draft
from .table_writer import _TableWriter
from .tally import _Tally

_CSV_ROWS = 10_000  # at once, so that no column of long texts passes Arrow's 2 GB


class Inputs(NamedTuple):
    """What a release is made from, for its manifest."""

    digest: str
    raw_files: int
    settings: dict[str, str]


def draft(results: Iterable[pa.Table], buckets: int, work: Path, previous: Release | None, inputs: Inputs) -> Draft:
    """Write the files of a release below `work`; `results` are the settled buckets in order.

    Raises CountsDoNotAddUp rather than draft a release that lost or doubled something.
    """
    folder = work / "release"
    folder.mkdir()
    with ExitStack() as stack:
        writers = {}
        for name in TABLES:
            writers[name] = _TableWriter(folder, name)
            stack.callback(writers[name].abandon)
        tally = _write_tables(folder, writers, results, buckets, previous)
        return _finish(folder, writers, tally, previous, inputs)


def _write_tables(
    folder: Path, writers: dict[str, _TableWriter], results: Iterable[pa.Table], buckets: int, previous: Release | None
) -> _Tally:
    tally = _Tally()
    documents = []
    with ThreadPoolExecutor() as threads, (folder / "records.csv").open("wb") as csv:
        csv.write(csv_header(TABLES["records"]))
        for bucket, result in enumerate(results):
            tables = {name: untagged(result, name) for name in ("records", "sightings", "merged", "rejected")}
            if previous:
                before = read_range(previous, *bucket_range(bucket, buckets))
                tables["changes"] = changes_between(before, tables["records"], tables["merged"])
            jobs = [threads.submit(writers[name].write, table) for name, table in tables.items()]
            _write_csv(csv, tables["records"])
            documents.append(untagged(result, "documents"))
            tally.add(tables, documents[-1])
            for job in jobs:
                job.result()
    by_path = ["path", *(name for name in TABLES["documents"].names if name != "path")]
    writers["documents"].write(pa.concat_tables(documents).sort_by([(name, "ascending") for name in by_path]))
    return tally


def _finish(
    folder: Path, writers: dict[str, _TableWriter], tally: _Tally, previous: Release | None, inputs: Inputs
) -> Draft:
    counts = {**tally.counts, "raw_files": inputs.raw_files}
    wrong = sums(counts)
    if wrong:
        raise CountsDoNotAddUp(wrong)
    content = {name: writer.hash.hexdigest() for name, writer in writers.items()}
    before = previous.manifest if previous else None
    version = next_version(before, tally.change)
    for name, writer in writers.items():
        writer.close({"qamill.table": name, "qamill.version": version, "qamill.licence": LICENCE})
    files = {path.name: _facts(path, writers) for path in sorted(folder.iterdir())}
    manifest = Manifest(
        name=provenance.NAME,
        version=version,
        previous=before.version if before else None,
        schema_version=SCHEMA_VERSION,
        counts=dict(sorted(counts.items())),
        rejected=dict(sorted(tally.reasons.items())),
        change=tally.change._asdict(),
        content=content,
        inputs=inputs.digest,
        package=provenance.package(),
        settings=inputs.settings,
        files=files,
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n")
    digests = {name: facts.sha256 for name, facts in files.items()} | {MANIFEST: sha256_of(folder / MANIFEST)}
    (folder / SUMS).write_text(checksums(digests), encoding="utf-8", newline="\n")
    return Draft(folder, manifest, before is None or _released(before.content) != _released(content))


def _released(content: dict[str, str]) -> dict[str, str]:
    """The tables that make a release new; `changes` tells of the way to it."""
    return {name: digest for name, digest in content.items() if name != "changes"}


def _facts(path: Path, writers: dict[str, _TableWriter]) -> FileFacts:
    return FileFacts(sha256=sha256_of(path), bytes=path.stat().st_size, rows=writers[path.stem].rows)


def _write_csv(csv: BinaryIO, records: pa.Table) -> None:
    csv.writelines(csv_rows(records.slice(start, _CSV_ROWS)) for start in range(0, records.num_rows, _CSV_ROWS))
