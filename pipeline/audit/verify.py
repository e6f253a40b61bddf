"""Whether a release is what it was when it was made, and whether its evidence still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ..emit.publish import wait_for_publisher
from ..ingest import documents, index
from ..parse.locators import NothingThere
from ..parse.page import Page
from ..release.content_hash import ContentHash
from ..release.csv_rows import csv_header, csv_rows
from ..release.errors import DamagedRelease
from ..release.layout import LATEST, MANIFEST, SUMS, announcement, checksums, sha256_of
from ..release.versions import Release, manifests, open_release, versions
from ..schema import Rejected
from ..schema.counts import Counts
from ..schema.tables import TABLES
from ..text.clean import clean, clean_line
from ..text.fingerprint import fingerprint, pair_id
from .reread import reread_document, resolve

_ROWS = 10_000  # checked at a time, so that no column of long texts exceeds 2 GB
_NOT_READ = "locators: not read again"


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


def verify(version: str = "latest", out: Path | str = "curated", raw: Path | str | None = "raw") -> Verdict:
    """Check a release: checksums, content hashes, pages, CSV against Parquet, sums, and every locator.

    Also what `LATEST` and the changelog say. Locators are read again where `raw` holds the documents
    and nothing else is wrong; a page that is gone or has changed since is a note, not a problem.
    Raises UnknownVersion, NotARelease.
    """
    problems = _wrong_announcement(Path(out))
    if version == "latest" and any(problem.file == LATEST for problem in problems):
        version = versions(out)[-1]
    try:
        release = open_release(out, version)
    except DamagedRelease as error:
        return Verdict(error.folder.name, [*problems, Problem(MANIFEST, error.why)], [_NOT_READ], 0)
    actual = _digests(release)
    problems += [*_wrong_files(release, actual), *_wrong_manifest(release, actual)]
    damaged = {problem.file for problem in problems}
    for name in TABLES:
        if f"{name}.parquet" not in damaged:
            problems += _checked(f"{name}.parquet", _wrong_table(release, name))
    if damaged.isdisjoint({"records.csv", "records.parquet"}):
        problems += _checked("records.csv", _wrong_csv(release))
    if raw is None or problems:
        return Verdict(release.version, problems, [_NOT_READ], 0)
    evidence = _Evidence(release, Path(raw))
    problems += evidence.wrong_locators()
    return Verdict(release.version, problems, evidence.notes(), evidence.read)


def _checked(file: str, found: Iterator[str]) -> Iterator[Problem]:
    """Turn what a check says, and what stops it, into problems."""
    try:
        for what in found:
            yield Problem(file, what)
    except (OSError, ValueError, pa.ArrowException) as error:
        yield Problem(file, f"cannot be read: {str(error).splitlines()[0]}")


def _wrong_announcement(out: Path) -> list[Problem]:
    """Compare `LATEST` and the changelog with the releases; they may lag while somebody publishes."""
    if _unannounced(out):
        wait_for_publisher(out)
    return _unannounced(out)


def _unannounced(out: Path) -> list[Problem]:
    try:
        released = manifests(out)
    except DamagedRelease as error:
        return [Problem(f"{error.folder.name}/{MANIFEST}", error.why)]
    said = announcement(released) if released else {}
    return [
        Problem(name, f"does not say what the releases up to {released[-1].version} say; qamill curate writes it again")
        for name, text in said.items()
        if not (out / name).is_file() or (out / name).read_bytes() != text.encode()
    ]


def _digests(release: Release) -> dict[str, str]:
    """The sha256 of each file in a release's folder; empty where there is something that is no file."""
    names = sorted(path.name for path in release.folder.iterdir() if path.name != SUMS)
    return {name: sha256_of(release.file(name)) if release.file(name).is_file() else "" for name in names}


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
    if manifest.version != release.folder.name:
        yield Problem(MANIFEST, f"says version {manifest.version} in the folder of {release.folder.name}")
    for wrong in Counts.of(manifest.counts).broken_laws():
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
    if file.schema_arrow.remove_metadata() != TABLES[name]:
        yield "does not have the columns of this schema version"
        return
    content, rows, last = ContentHash(TABLES[name]), 0, ""
    for batch in file.iter_batches(_ROWS):
        table = pa.Table.from_batches([batch])
        content.update(table)
        rows += table.num_rows
        if name == "records":
            yield from _wrong_ids(table, last)
            last = table.column("id")[-1].as_py()
    if content.hexdigest() != release.manifest.content.get(name):
        yield "does not have the content hash that the manifest states"
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
        header = csv_header(TABLES["records"])
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


_DOCUMENT = ["sha256", "path", "media_type", "encoding", "encoding_from", "reader"]


class _Evidence:
    """The raw pages of a release, read again."""

    def __init__(self, release: Release, raw: Path) -> None:
        self._raw = raw
        self._documents = pq.read_table(release.table("documents"), columns=_DOCUMENT).to_pylist()
        sightings = pq.read_table(release.table("sightings"), columns=["id", "document", "locator"])
        self._sightings_by_document = sightings.sort_by("document")
        documents = self._sightings_by_document.column("document").to_pylist()
        starts = [i for i, sha256 in enumerate(documents) if i == 0 or documents[i - 1] != sha256]
        ends = [*starts[1:], len(documents)] if starts else []
        self._slices = {documents[a]: (a, b - a) for a, b in zip(starts, ends, strict=True)}
        merged = pq.read_table(release.table("merged"), columns=["id", "document", "locator"])
        self._own_ids = {(row["document"], row["locator"]): row["id"] for row in merged.to_pylist()}
        self.read = 0
        self._gone: list[str] = []

    def wrong_locators(self) -> Iterator[Problem]:
        """Yield the sightings whose locator no longer gives the pair of their id."""
        known = index.released_index(self._documents)
        done: set[str] = set()
        for document in self._documents:
            sha256, path = document["sha256"], document["path"]
            if sha256 in done or not sha256 or document["media_type"] == documents.ARCHIVE:
                continue
            page = reread_document(self._raw, path, sha256, known)
            if page is None:
                self._gone.append(path)
                continue
            done.add(sha256)
            if isinstance(page, Rejected):
                continue
            if document["reader"] == "lenient":
                page = replace(page, is_lenient=True)
            for row in self._sightings(sha256):
                self.read += 1
                own_id = self._own_ids.get((sha256, row["locator"]), row["id"])
                if not _holds(page, row["locator"], own_id):
                    yield Problem(path, f"{row['locator']} does not give the pair {row['id']}")

    def notes(self) -> list[str]:
        """Return what could not be read again."""
        if not self._gone:
            return []
        shown = ", ".join(self._gone[:3]) + (", ..." if len(self._gone) > 3 else "")
        return [f"{len(self._gone)} of the pages are not in {self._raw} as they were read: {shown}"]

    def _sightings(self, sha256: str) -> list[dict[str, str]]:
        start, rows = self._slices.get(sha256, (0, 0))
        found: list[dict[str, str]] = self._sightings_by_document.slice(start, rows).to_pylist()
        return found


def _holds(page: Page, locator: str, id: str) -> bool:
    try:
        question, answer = resolve(page, locator)
    except NothingThere:
        return False
    return _id_of(clean_line(question), clean(answer)) == id


def _id_of(question: str, answer: str) -> str:
    return pair_id(fingerprint(question), fingerprint(answer))
