"""A release folder, whole or not at all: staged, flushed to disk, renamed; then `LATEST` points to it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from pipeline.errors import CannotWrite, CountsDoNotAddUp
from pipeline.release.versions import (
    LATEST,
    MANIFEST,
    Change,
    Release,
    changes_between,
    count_changes,
    manifests,
    next_version,
    read_range,
)
from pipeline.run import provenance
from pipeline.schema import SCHEMA_VERSION, FileFacts, Manifest, Stage
from pipeline.schema.tables import (
    ARCHIVE_PART,
    LOW_CARDINALITY,
    TABLES,
    ContentHash,
    bucket_range,
    csv_header,
    csv_rows,
    sums,
    untagged,
)

SUMS = "SHA256SUMS"
CHANGELOG = "CHANGELOG.md"
LICENCE = "The texts belong to the sites that are cited: see each record's source."
_STAGING = ".staging-"
_LOCK = ".lock"
_REFUSALS = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO),
    *(errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY),
)
"""What a disk says when it will not write, or somebody has a file where our folder should be."""
_ROW_GROUP = 100_000
_CSV_ROWS = 10_000  # at once, so that no column of long texts passes Arrow's 2 GB


class Inputs(NamedTuple):
    """What a release is made from, for its manifest."""

    digest: str
    raw_files: int
    settings: dict[str, str]


class Draft(NamedTuple):
    """A release that is written but not published."""

    folder: Path
    manifest: Manifest
    is_new: bool
    """Whether any table differs from the release before."""


@contextmanager
def publisher(out: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """Hold the right to publish into a folder, and yield a work folder in it.

    A second publisher calls `waiting` and then waits. What a killed publisher left is cleared up
    first. Raises CannotWrite where the disk refuses.
    """
    lock = FileLock(out / _LOCK)
    work = out / f"{_STAGING}{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
        _clear_up(out)
        work.mkdir()
        yield work
    except OSError as error:
        if error.errno in _REFUSALS:
            raise CannotWrite(out, error) from error
        raise
    finally:
        if lock.is_locked:
            shutil.rmtree(work, ignore_errors=True)
            lock.release()


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


def publish(drafted: Draft, out: Path) -> Release:
    """Turn a draft into a release: flush it, give it its name, and announce it."""
    for path in drafted.folder.iterdir():
        _flush(path)
    _flush(drafted.folder)
    _stage_announcement(out, [*manifests(out), drafted.manifest])
    place = out / drafted.manifest.version
    drafted.folder.rename(place)
    _flush(out)
    _announce(out)
    return Release(place, drafted.manifest)


def wait_for_publisher(out: Path) -> None:
    """Return when nobody is publishing into a folder."""
    if (out / _LOCK).is_file() and os.access(out / _LOCK, os.W_OK):
        with FileLock(out / _LOCK):
            return


def changelog(manifests: Sequence[Manifest]) -> str:
    """Return the text of `CHANGELOG.md`: what each release says of itself, newest first."""
    lines = ["# Releases", ""]
    for manifest in reversed(manifests):
        change = manifest.change
        news = [f"{change[word]:,} {word}" for word in Change._fields if change.get(word)]
        if manifest.previous is None:
            news = ["the first release"]
        lines += [
            f"## {manifest.version}",
            "",
            f"{_many(manifest.counts['records'], 'record')} from {_many(manifest.counts['documents'], 'document')}:"
            f" {', '.join(news) or 'the records as before, other tables changed'}.",
            "",
        ]
    return "\n".join(lines)


def checksums(digests: Mapping[str, str]) -> str:
    """Return the text of `SHA256SUMS` for the sha256 of each file of a release."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file, 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _TableWriter:
    """One table on its way into a Parquet file, in row groups of a fixed size."""

    def __init__(self, folder: Path, name: str) -> None:
        self.schema = TABLES[name]
        self.rows = 0
        self.hash = ContentHash(self.schema)
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._sink = pa.OSFile(str(folder / f"{name}.parquet"), "wb")
        try:
            self._writer = self._opened()
        except OSError:
            self._sink.close()
            raise

    def _opened(self) -> pq.ParquetWriter:
        return pq.ParquetWriter(
            self._sink,
            self.schema,
            compression="zstd",
            compression_level=3,
            use_dictionary=[column for column in self.schema.names if column in LOW_CARDINALITY],
            write_page_index=True,
            write_page_checksum=True,
            store_schema=False,
        )

    def write(self, table: pa.Table) -> None:
        """Add rows; where one table ends and the next begins leaves no trace in the file."""
        self.rows += table.num_rows
        self.hash.update(table)
        self._waiting.append(table)
        self._waiting_rows += table.num_rows
        if self._waiting_rows >= _ROW_GROUP:
            self._write_row_groups()

    def close(self, metadata: dict[str, str]) -> None:
        """Write what waits, and the metadata."""
        if self._waiting_rows:
            self._write_row_groups(last=True)
        self._writer.add_key_value_metadata(metadata)
        self._writer.close()
        self._sink.close()

    def abandon(self) -> None:
        """Let go of the file, finished or not, without another word to the disk."""
        self._writer.is_open = False
        self._sink.close()

    def _write_row_groups(self, last: bool = False) -> None:
        waiting = pa.concat_tables(self._waiting)
        whole = waiting.num_rows if last else waiting.num_rows - waiting.num_rows % _ROW_GROUP
        for start in range(0, whole, _ROW_GROUP):
            group = waiting.slice(start, min(_ROW_GROUP, whole - start)).combine_chunks()
            self._writer.write_table(group, row_group_size=_ROW_GROUP)
        rest = waiting.slice(whole)
        self._waiting, self._waiting_rows = [rest], rest.num_rows


class _Tally:
    """The counts of a run, added up bucket by bucket."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.change = Change(0, 0, 0, 0)

    def add(self, tables: dict[str, pa.Table], documents: pa.Table) -> None:
        """Count one bucket."""
        for name in ("records", "sightings", "merged", "rejected"):
            self.counts[name] += tables[name].num_rows
        self.counts["times_seen"] += _sum(tables["records"], "times_seen")
        self.counts["documents"] += documents.num_rows
        parts = pc.match_substring_regex(documents.column("path"), ARCHIVE_PART, ignore_case=True)
        self.counts["archive_parts"] += pc.sum(parts).as_py() or 0
        self.counts["candidates"] += _sum(documents, "candidates")
        self.counts["documents_rejected"] += _sum(documents, "rejected")
        rejected = tables["rejected"]
        late = pc.sum(pc.equal(rejected.column("stage"), Stage.VALIDATE.value)).as_py() or 0
        self.counts["rejected_candidates"] += late
        self.counts["rejected_before"] += rejected.num_rows - late
        for item in rejected.column("reason").value_counts().to_pylist():
            self.reasons[item["values"]] += item["counts"]
        if "changes" in tables:
            more = count_changes(tables["changes"])
            self.change = Change(*(a + b for a, b in zip(self.change, more, strict=True)))


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


def announcement(manifests: Sequence[Manifest]) -> dict[str, str]:
    """Return the text of `LATEST` and of the changelog, for releases from the oldest to the newest."""
    return {LATEST: f"{manifests[-1].version}\n", CHANGELOG: changelog(manifests)}


def _stage_announcement(out: Path, manifests: Sequence[Manifest]) -> None:
    """Write what will be announced while a full disk can still stop the release."""
    for name, text in announcement(manifests).items():
        temporary = out / f"{_STAGING}{name}"
        temporary.write_text(text, encoding="utf-8", newline="\n")
        _flush(temporary)


def _announce(out: Path) -> None:
    for name in (LATEST, CHANGELOG):
        (out / f"{_STAGING}{name}").replace(out / name)
    _flush(out)


def _clear_up(out: Path) -> None:
    """Remove what a killed publisher was writing; announce what it had finished but not announced."""
    for path in out.glob(f"{_STAGING}*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    released = manifests(out)
    if released and not all(_is_current(out / name, text) for name, text in announcement(released).items()):
        _stage_announcement(out, released)
        _announce(out)


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _sum(table: pa.Table, column: str) -> int:
    return int(pc.sum(table.column(column)).as_py() or 0)


def _flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
