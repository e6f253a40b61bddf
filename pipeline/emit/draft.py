"""A draft: all files of a release, written into a work folder and counted; not published yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import bucket_range
from ..release.changes import Comparison, Side, count_changes
from ..release.conflicts import join_sides
from ..release.csv_rows import csv_header, csv_rows
from ..release.diff import next_version, read_side
from ..release.layout import MANIFEST, RIGHTS, SUMS, checksums, sha256_of
from ..release.page_states import newest_day
from ..release.versions import Release, versions
from ..schema import EDITED, SCHEMA_VERSION
from ..schema.dataset import Dataset
from ..schema.manifest import FileFacts, Manifest
from ..schema.tables import TABLES, TABLES_IF_ANY
from .errors import CountsDoNotAddUp
from .page_notes import page_notes
from .publish import Draft
from .table_writer import TableWriter
from .tally import Tally

_CSV_ROWS = 10_000  # rendered at a time, so that no column of long texts exceeds Arrow's 2 GB
_WRITTEN_AT_THE_END = ("documents", "conflicts", "crowded")
"""Documents are ordered by path, while the buckets are ordered by hash; of a conflict two buckets have a side each."""

DRAFT = "release"
"""The name of a draft's folder in the work folder."""
Tables = Mapping[str, pa.Table]
"""Tables of a bucket by name: `records`, `sightings`, `merged`, `rejected`, `documents`, `conflicts` (each from either
side) and `crowded`."""
Companions = Mapping[str, Callable[[Release], str]]
"""The files that describe a release, by name: what each says of the tables and the manifest, and of nothing else."""


class Inputs(NamedTuple):
    """What a release is made from, as its manifest states it."""

    digest: str
    """A hash over every raw file's path, bytes and index line."""
    raw_files: int
    settings: dict[str, str]
    package: dict[str, str]
    """Name, version and fingerprint of the code."""


def write_draft(
    buckets: Iterable[Tables],
    count: int,
    work: Path,
    previous: Release | None,
    inputs: Inputs,
    companions: Companions,
) -> Draft:
    """Write the files of a release below `work`.

    `buckets` are the tables of each of `count` buckets, in the order of the ids; those of TABLES_IF_ANY may be
    missing. `companions` describe what was written.
    Raises CountsDoNotAddUp rather than draft a release that lost or doubled something.
    """
    folder = work / DRAFT
    folder.mkdir()
    before = previous.manifest if previous else None
    with ExitStack() as stack:
        writers = {}
        for name in TABLES:
            writers[name] = TableWriter(folder, name)
            stack.callback(writers[name].abandon)
        comparison = stack.enter_context(Comparison(work))
        tally = _write_tables(folder, writers, buckets, count, previous, comparison, stack)
        if broken := tally.broken_laws(inputs.raw_files):
            raise CountsDoNotAddUp(broken)
        version = next_version(before, tally.change, versions(previous.folder.parent)[-1] if previous else None)
        for name, writer in writers.items():
            writer.close(_footer(name, inputs))
    manifest = _manifest(folder, version, before, tally, writers, inputs)
    manifest = _described(Release(folder, manifest), companions)
    _write_manifest(folder, manifest)
    is_new = before is None or not (has_same_tables(before, manifest) and says_the_same(before, manifest))
    return Draft(folder, manifest, is_new, tally.without_pairs(), tally.notes)


def _write_tables(
    folder: Path,
    writers: dict[str, TableWriter],
    buckets: Iterable[Tables],
    count: int,
    previous: Release | None,
    comparison: Comparison,
    stack: ExitStack,
) -> Tally:
    tally = Tally()
    waiting: dict[str, list[pa.Table]] = {name: [] for name in _WRITTEN_AT_THE_END}
    with ThreadPoolExecutor() as threads, (folder / "records.csv").open("wb") as csv:
        csv.write(csv_header(TABLES["records"]))
        for bucket, found in enumerate(buckets):
            tables = dict(found)
            if previous:
                comparison.add(read_side(previous, *bucket_range(bucket, count)), _side(tables))
            tally.add(tables)
            for name in _WRITTEN_AT_THE_END:
                waiting[name].append(tables.pop(name))
            for name in (name for name in TABLES_IF_ANY if name in tables and name not in writers):
                writers[name] = TableWriter(folder, name)
                stack.callback(writers[name].abandon)
            jobs = [threads.submit(writers[name].write, table) for name, table in tables.items()]
            _write_csv(csv, tables["records"])
            for job in jobs:
                job.result()
    if previous:
        changes = comparison.changes()
        tally.change = count_changes(changes)
        writers["changes"].write(changes)
    by_path = ["path", *(name for name in TABLES["documents"].names if name != "path")]
    conflicts = join_sides(waiting["conflicts"])
    writers["conflicts"].write(conflicts)
    tally.add_conflicts(conflicts, waiting["crowded"])
    whole = pa.concat_tables(waiting["documents"]).sort_by([(name, "ascending") for name in by_path])
    writers["documents"].write(whole)
    tally.notes += page_notes(whole)
    tally.newest_page = newest_day(whole)
    return tally


def _footer(table: str, inputs: Inputs) -> dict[str, str]:
    """What a Parquet file states; no version, so that a table in which nothing changed has the same bytes again."""
    licence = Dataset.of(inputs.settings).stated()["licence"]
    return {"qamill.table": table, "qamill.licence": licence, "qamill.rights": RIGHTS}


def _side(tables: Tables) -> Side:
    merged = tables["merged"].filter(pc.not_equal(tables["merged"].column("method"), EDITED))  # as in `read_side`
    return Side(tables["records"], merged, lambda: tables["sightings"])


def _write_csv(csv: BinaryIO, records: pa.Table) -> None:
    csv.writelines(csv_rows(records.slice(start, _CSV_ROWS)) for start in range(0, records.num_rows, _CSV_ROWS))


def _manifest(
    folder: Path,
    version: str,
    before: Manifest | None,
    tally: Tally,
    writers: Mapping[str, TableWriter],
    inputs: Inputs,
) -> Manifest:
    return Manifest(
        name=inputs.package["name"],
        version=version,
        previous=before.version if before else None,
        schema_version=SCHEMA_VERSION,
        counts=tally.counts(inputs.raw_files).as_dict(),
        rejected=dict(sorted(tally.reasons.items())),
        change=tally.change._asdict(),
        content={name: writer.hash.hexdigest() for name, writer in writers.items()},
        inputs=inputs.digest,
        package=inputs.package,
        settings=inputs.settings,
        newest_page=tally.newest_page,
        files={path.name: _facts(path, writers) for path in sorted(folder.iterdir())},
    )


def _facts(path: Path, writers: Mapping[str, TableWriter]) -> FileFacts:
    return FileFacts(sha256=sha256_of(path), bytes=path.stat().st_size, rows=writers[path.stem].rows)


def _described(draft: Release, companions: Companions) -> Manifest:
    """Write the files that describe a draft; return its manifest with them."""
    facts = {}
    for name, describe in companions.items():
        draft.file(name).write_text(describe(draft), encoding="utf-8", newline="\n")
        facts[name] = FileFacts(sha256=sha256_of(draft.file(name)), bytes=draft.file(name).stat().st_size)
    return replace(draft.manifest, files=dict(sorted({**draft.manifest.files, **facts}.items())))


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest and the checksums of all files, its own among them."""
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8", newline="\n")
    digests = {name: facts.sha256 for name, facts in manifest.files.items()}
    digests[MANIFEST] = sha256_of(folder / MANIFEST)
    (folder / SUMS).write_text(checksums(digests), encoding="utf-8", newline="\n")


def has_same_tables(one: Manifest, other: Manifest) -> bool:
    """Whether two releases hold the same, but for `changes`, which only describes the way to it."""
    return one.content_hash == other.content_hash


def says_the_same(one: Manifest, other: Manifest) -> bool:
    """Whether people say the same of the dataset of two releases."""
    return Dataset.of(one.settings) == Dataset.of(other.settings)


def is_again(withdrawn: Manifest, draft: Manifest) -> bool:
    """Whether a draft is what was withdrawn: a new licence may be what it was withdrawn for, a new title is not."""
    is_same_licence = Dataset.of(withdrawn.settings).licence == Dataset.of(draft.settings).licence
    return is_same_licence and has_same_tables(withdrawn, draft)
