"""Whether a release is what it was when it was made, and whether its evidence still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ..arguments import as_list, check
from ..emit.publish import unannounced, wait_for_publisher
from ..parse.locators import NothingThere
from ..parse.page import Page
from ..release.content_hash import ContentHash
from ..release.csv_rows import csv_header, csv_rows
from ..release.errors import DamagedRelease
from ..release.layout import LATEST, MANIFEST, SUMS, checksums, sha256_of
from ..release.versions import Release, manifests, open_release, versions
from ..schema.counts import Counts
from ..schema.tables import TABLES, key_column, tables_of
from ..text.clean import clean, clean_line
from ..text.fingerprint import fingerprint, pair_id
from .reread import reread_document, resolve, source_at
from .superseded import wrong_superseded

_ROWS = 10_000  # checked at a time, so that no column of long texts exceeds 2 GB
_NOT_READ = "locators: not read again"
_NOT_OPENED = "tables and locators: not read, only the files were checked"

Row = dict[str, Any]


class Problem(NamedTuple):
    """Something that is not as it should be."""

    file: str
    what: str


class Verdict(NamedTuple):
    """What a check found."""

    version: str
    problems: list[Problem]
    """Empty where the release is whole."""
    notes: list[str]
    """What could not be checked, and why."""
    locators: int
    """How many locators were read again in the raw pages."""
    sightings: int = 0
    """How many there are."""
    missing: tuple[str, ...] = ()
    """The pages with evidence that are not there as they were read."""


def verify(
    version: str = "latest",
    out: Path | str = "curated",
    raw: Path | str | Iterable[Path | str] | None = "raw",
    *,
    quick: bool = False,
) -> Verdict:
    """Check a release: checksums, content hashes, pages, CSV against Parquet, sums, and every locator.

    Also what each record is superseded by, and what `LATEST` and the changelog say. Locators are read again where
    nothing else is wrong: each must give the question, the answer and the source that were released. A page that is
    gone from `raw`, or has changed since, is no problem of the release, but named. `raw` may be several folders;
    without one no page is looked for.
    `quick` checks the files alone: their checksums, and what the manifest promises of their sizes and rows.
    Raises UnknownVersion, NoLatest, NotARelease.
    """
    check(version=version, out=out, raw=["raw"] if raw is None else as_list(raw), quick=quick)
    problems = _wrong_announcement(Path(out))
    if version == "latest" and any(problem.file == LATEST for problem in problems):
        version = versions(out)[-1]
    try:
        release = open_release(out, version)
    except DamagedRelease as error:
        own = Problem(MANIFEST, _of_manifest(error))
        others = [problem for problem in problems if problem.file != f"{error.folder.name}/{MANIFEST}"]
        return Verdict(error.folder.name, [*others, own], [_NOT_READ], 0)
    actual = _digests(release)
    problems += [*_wrong_files(release, actual), *_wrong_manifest(release, actual)]
    damaged = {problem.file for problem in problems}
    sightings = release.manifest.counts["sightings"]
    if quick:
        for name in (name for name in TABLES if f"{name}.parquet" not in damaged):
            problems += _checked(f"{name}.parquet", _wrong_footer(release, name))
        return Verdict(release.version, problems, [_NOT_OPENED], 0, sightings)
    for name in TABLES:
        if f"{name}.parquet" not in damaged:
            problems += _checked(f"{name}.parquet", _wrong_table(release, name))
    if damaged.isdisjoint({"records.csv", "records.parquet"}):
        problems += _checked("records.csv", _wrong_csv(release))
    if "records.parquet" not in damaged:
        problems += _checked("records.parquet", wrong_superseded(release))
    if raw is None or problems:
        return Verdict(release.version, problems, [_NOT_READ], 0, sightings)
    evidence = _Evidence(release, [*map(Path, as_list(raw))])
    problems += evidence.wrong_locators()
    return Verdict(release.version, problems, evidence.notes(), evidence.read, sightings, tuple(evidence.missing))


def _checked(file: str, found: Iterator[str]) -> Iterator[Problem]:
    """Turn what a check says, and what stops it, into problems."""
    try:
        for what in found:
            yield Problem(file, what)
    except (OSError, ValueError, pa.ArrowException) as error:
        yield Problem(file, f"cannot be read: {str(error).splitlines()[0]}")


def _wrong_announcement(out: Path) -> list[Problem]:
    """Compare `LATEST` and the changelog with the releases; they may lag while somebody publishes."""
    if _announcement_problems(out):
        wait_for_publisher(out)
    return _announcement_problems(out)


def _announcement_problems(out: Path) -> list[Problem]:
    try:
        released = manifests(out)
    except DamagedRelease as error:
        return [Problem(f"{error.folder.name}/{MANIFEST}", _of_manifest(error))]
    return [
        Problem(name, f"does not say what the releases up to {released[-1].version} say; qamill curate writes it again")
        for name in unannounced(out, released)
    ]


def _of_manifest(error: DamagedRelease) -> str:
    return error.why.removeprefix(f"its {MANIFEST} ")


def _digests(release: Release) -> dict[str, str]:
    """The sha256 of each file in a release's folder; empty where there is something that is no file."""
    paths = sorted(path for path in release.folder.iterdir() if path.name != SUMS)
    with ThreadPoolExecutor() as threads:  # hashing leaves the other threads alone
        digests = threads.map(lambda path: sha256_of(path) if path.is_file() else "", paths)
        return {path.name: digest for path, digest in zip(paths, digests, strict=True)}


def _wrong_files(release: Release, actual: dict[str, str]) -> Iterator[Problem]:
    sums = release.file(SUMS)
    lines = sums.read_bytes().decode("utf-8", "replace").splitlines() if sums.is_file() else []
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    if not stated:
        yield Problem(SUMS, "is missing or empty")
        return
    for name in sorted(stated.keys() | actual.keys()):
        if name not in actual:
            yield Problem(name, "is missing")
        elif name not in stated:
            yield Problem(name, f"is not in {SUMS}")
        elif stated[name] != actual[name]:
            yield Problem(name, f"does not have the checksum that {SUMS} states")
    if sums.read_bytes() != checksums(stated).encode():
        yield Problem(SUMS, "is not written as it was released")


def _wrong_manifest(release: Release, actual: dict[str, str]) -> Iterator[Problem]:
    manifest = release.manifest
    for wrong in Counts.of(manifest).broken_laws():
        yield Problem(MANIFEST, f"counts do not add up: {wrong}")
    for name in sorted({*manifest.files, *(f"{table}.parquet" for table in TABLES), "records.csv"}):
        facts = manifest.files.get(name)
        if facts is None:
            yield Problem(MANIFEST, f"says nothing of {name}")
        elif name not in actual:
            yield Problem(name, "is missing")
        elif facts.sha256 != actual[name] or facts.bytes != release.file(name).stat().st_size:
            yield Problem(name, f"is not the file that {MANIFEST} describes")


def _wrong_table(release: Release, name: str) -> Iterator[str]:
    """Read a table whole, page checksums verified, and compare it with the manifest."""
    file = pq.ParquetFile(release.table(name), page_checksum_verification=True)
    columns = tables_of(release.manifest.schema_version)[name]
    if file.schema_arrow.remove_metadata() != columns:
        yield "does not have the columns of this schema version"
        return
    content, rows, last = ContentHash(columns), 0, ""
    for batch in file.iter_batches(_ROWS):
        table = pa.Table.from_batches([batch])
        content.update(table)
        rows += table.num_rows
        if name == "records":
            yield from _wrong_ids(table, last)
            last = table.column("id")[-1].as_py()
    if content.hexdigest() != release.manifest.content.get(name):
        yield "does not have the content hash that the manifest states"
    yield from _wrong_rows(release, name, rows)


def _wrong_footer(release: Release, name: str) -> Iterator[str]:
    yield from _wrong_rows(release, name, pq.read_metadata(release.table(name)).num_rows)


def _wrong_rows(release: Release, name: str, rows: int) -> Iterator[str]:
    """Compare how many rows a table has with what the manifest says of its file, and with what it counts."""
    facts = release.manifest.files.get(f"{name}.parquet")
    if facts and facts.rows != rows:
        yield f"has {rows} rows, not as many as the manifest states"
    if release.manifest.counts.get(name, rows) != rows:
        yield f"has {rows} rows, the manifest counts {release.manifest.counts[name]}"


def _wrong_ids(records: pa.Table, last: str) -> Iterator[str]:
    for row in records.select(["id", "question", "answer"]).to_pylist():
        if row["id"] <= last:
            yield f"ids are not in order at {row['id']}"
        if _id_of(row["question"], row["answer"]) != row["id"]:
            yield f"{row['id']} is not the id of its question and answer"
        last = row["id"]


def _wrong_csv(release: Release) -> Iterator[str]:
    """Compare the CSV, byte by byte, with what the Parquet file's rows are as CSV."""
    file = pq.ParquetFile(release.table("records"))
    with release.file("records.csv").open("rb") as csv:
        header = csv_header(tables_of(release.manifest.schema_version)["records"])
        if csv.read(len(header)) != header:
            yield "does not start with the names of the columns"
            return
        for batch in file.iter_batches(_ROWS):
            rows = csv_rows(pa.Table.from_batches([batch]))
            if csv.read(len(rows)) != rows:
                yield "is not the same table as records.parquet"
                return
        if csv.read(1):
            yield "has more rows than records.parquet"


_DOCUMENT = ["sha256", "path", "url", "media_type", "encoding", "encoding_from", "reader"]
_SIGHTING = ["id", "document", "locator", "source", "source_url"]


class _Evidence:
    """The raw pages of a release, read again."""

    def __init__(self, release: Release, raw: Sequence[Path]) -> None:
        key = key_column(release.manifest.schema_version)
        self._raw = raw
        self._documents = _by_key(_rows(release, "documents", [*{key, *_DOCUMENT}]), key)
        self._sightings = pq.read_table(release.table("sightings"), columns=_SIGHTING).sort_by("document")
        merged = _rows(release, "merged", ["id", "document", "locator"])
        self._own_ids = {(row["document"], row["locator"]): row["id"] for row in merged}
        self.read = 0
        """How many locators were read again."""
        self.missing: list[str] = []
        """The pages with evidence that are not there as they were read."""

    def wrong_locators(self) -> Iterator[Problem]:
        """Yield the sightings whose locator no longer gives the pair of their id, or another source."""
        for key, sightings in self._sightings_by_document():
            documents = self._documents.get(key, [])
            if not documents:
                yield Problem("sightings.parquet", f"{key} is no document of this release")
                continue
            found = [page for page in (reread_document(self._raw, row) for row in documents) if page is not None]
            if not found:
                self.missing += [row["path"] for row in documents]
                continue
            pages = [page for page in found if isinstance(page, Page)]
            are_all_there = len(found) == len(documents)
            for row in sightings:
                self.read += 1
                wrong = self._wrong_pair(pages, row) or (self._wrong_source(pages, row) if are_all_there else "")
                if wrong:
                    yield Problem(documents[0]["path"], f"{row['locator']} {wrong}")
        self.missing.sort()

    def _wrong_pair(self, pages: list[Page], row: Row) -> str:
        own_id = self._own_ids.get((row["document"], row["locator"])) or row["id"]
        is_there = any(_holds(page, row["locator"], own_id) for page in pages[:1])
        return "" if is_there else f"does not give the pair {row['id']}"

    def _wrong_source(self, pages: list[Page], row: Row) -> str:
        """Compare the source of a sighting with its page; in schema version 1, several pages have one name."""
        found = [source_at(page, row["locator"]) for page in pages]
        if any(source in (None, (row["source"], row["source_url"])) for source in found):
            return ""
        return f"does not give the source {row['source']}"

    def _sightings_by_document(self) -> Iterator[tuple[str, list[Row]]]:
        keys = self._sightings.column("document").to_pylist()
        starts = [i for i, key in enumerate(keys) if i == 0 or keys[i - 1] != key]
        for start, stop in pairwise([*starts, len(keys)]):
            yield keys[start], self._sightings.slice(start, stop - start).to_pylist()

    def notes(self) -> list[str]:
        """Return what could not be read again."""
        if not self.missing:
            return []
        shown = ", ".join(self.missing[:3]) + (", ..." if len(self.missing) > 3 else "")
        folders = " or ".join(map(str, self._raw))
        verb = "is" if len(self.missing) == 1 else "are"
        return [f"{len(self.missing)} of the pages {verb} not in {folders} as they were read: {shown}"]


def _rows(release: Release, table: str, columns: list[str]) -> list[Row]:
    rows: list[Row] = pq.read_table(release.table(table), columns=columns).to_pylist()
    return rows


def _by_key(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _holds(page: Page, locator: str, id: str) -> bool:
    try:
        question, answer = resolve(page, locator)
    except NothingThere:
        return False
    return _id_of(clean_line(question), clean(answer)) == id


def _id_of(question: str, answer: str) -> str:
    return pair_id(fingerprint(question), fingerprint(answer))
