"""Whether a release is what it was when it was made, and whether its evidence still holds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ..arguments import as_list, check
from ..emit.publish import unannounced, wait_for_publisher
from ..engine import Progress
from ..release.errors import DamagedRelease
from ..release.layout import (
    CSV,
    INDEX,
    LATEST,
    MANIFEST,
    PARQUET,
    SUMS,
    checksums,
    files_below,
    is_part,
    part_name,
    sha256_of,
)
from ..release.location import Location, StoredPath, location
from ..release.versions import Release, open_release, releases, versions
from ..schema.counts import Counts
from ..schema.tables import tables_in
from ..storage import NotLocal
from .checks import Problem
from .evidence import reread
from .support import reread_support
from .tables import wrong_footers, wrong_tables

_RECORDS_ALONE = 500_000  # two workers check 990,000 in 3.5 s, one process in 3.9 (busy machine); 200,000 in 1.9, 0.9
_SIGHTINGS_ALONE = 20_000  # the same for reading pages again
_MOST_NAMED = 3  # pages, chosen: they fit a line
_NOT_READ = "locators: not read again"
_NOT_OPENED = "tables and locators: not read, only the files were checked"


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
    workers: int | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Verdict:
    """Check a release: checksums, content hashes, pages, CSV against Parquet, sums, and every locator.

    Also what each record is superseded by, what people decided about it, which records each conflict is of, and what
    `LATEST`, the changelog and the index say. Locators are read again where nothing else is wrong: each must give the
    question, the answer and the source that were released, and cited pages must show what `support` says. A page that
    is gone from `raw`, or has changed since, is no problem of the release, but named. `raw` may be several folders;
    without one no page is looked for.
    `quick` checks the files alone: their checksums, and what the manifest promises of their sizes and rows.
    A large release is checked by `workers` processes, one for each core by default; the verdict is the same for any
    number. `progress` is called with "tables" or "locators", how many parts are checked, and how many there are.
    Raises UnknownVersion, NoLatest, NotARelease, WorkerDied; NotLocal for an address, unless `quick`.
    """
    check(version=version, out=out, raw=["raw"] if raw is None else as_list(raw), quick=quick, workers=workers)
    check(progress=progress)
    place = location(out)
    if not quick and isinstance(place, StoredPath):
        raise NotLocal(out)
    folders = None if raw is None else [*map(Path, as_list(raw))]
    try:
        verdict = _checked(out, version, folders, quick, workers, progress)
    except FileNotFoundError:
        verdict = None
    if verdict and not (verdict.problems and _is_purged(place, verdict.version)):
        return verdict
    return _checked(out, version, folders, quick, workers, progress)


def _is_purged(out: Location, version: str) -> bool:
    """Whether a release is there no more: another process may purge it while it is read."""
    return not _is_there(out / version)


def _checked(
    out: Path | str, version: str, raw: Sequence[Path] | None, quick: bool, workers: int | None, progress: Progress
) -> Verdict:
    problems = _wrong_announcement(location(out))
    if version == "latest" and any(problem.file == LATEST for problem in problems):
        version = versions(out)[-1]
    try:
        release = open_release(out, version)
    except DamagedRelease as error:
        own = Problem(MANIFEST, _of_manifest(error))
        others = [problem for problem in problems if problem.file != f"{error.folder.name}/{MANIFEST}"]
        return Verdict(error.folder.name, [*others, own], [_NOT_READ], 0)
    problems += _wrong_in_folder(release)
    damaged = {problem.file for problem in problems}
    counts, linked = release.manifest.counts, _linked(release)
    if quick:
        problems += wrong_footers(release, damaged)
        return Verdict(release.version, problems, [*linked, _NOT_OPENED], 0, counts["sightings"])
    processes = _workers_for(counts["records"], _RECORDS_ALONE, workers)
    problems += wrong_tables(release, damaged, processes, progress)
    if raw is None or problems:
        return Verdict(release.version, problems, [*linked, _NOT_READ], 0, counts["sightings"])
    return _read_again(release, raw, linked, workers, progress)


def _wrong_in_folder(release: Release) -> list[Problem]:
    """What is wrong with the files of a release, each named once, the checksums before the manifest."""
    actual = _digests(release)
    problems = [*_wrong_files(release, actual)]
    told = {problem.file for problem in problems}
    return problems + [problem for problem in _wrong_manifest(release, actual) if problem.file not in told]


def _read_again(
    release: Release, raw: Sequence[Path], notes: Sequence[str], workers: int | None, progress: Progress
) -> Verdict:
    """What is found where all evidence of a release that is whole is read again."""
    sightings = release.manifest.counts["sightings"]
    processes = _workers_for(sightings, _SIGHTINGS_ALONE, workers)
    evidence = reread(release, raw, processes, progress)
    cited = reread_support(release, raw, processes, progress)
    missing = sorted({*evidence.missing, *cited.missing})
    problems = [*evidence.problems, *cited.problems]
    notes = [*notes, *_not_read(raw, missing)]
    return Verdict(release.version, problems, notes, evidence.read, sightings, tuple(missing))


def _workers_for(rows: int, alone: int, workers: int | None) -> int:
    return 1 if rows <= alone else workers or os.cpu_count() or 1


def _not_read(raw: Sequence[Path], missing: Sequence[str]) -> list[str]:
    """What could not be read again."""
    if not missing:
        return []
    left = len(missing) - _MOST_NAMED
    shown = ", ".join(missing[:_MOST_NAMED]) + (f" and {left} more" if left > 0 else "")
    is_one = len(missing) == 1
    verb, were = ("is", "it was") if is_one else ("are", "they were")
    return [f"{len(missing)} of the pages {verb} not in {' or '.join(map(str, raw))} as {were} read: {shown}"]


def _wrong_announcement(out: Location) -> list[Problem]:
    """Compare `LATEST`, the changelog and the index with the releases; they may lag while somebody publishes."""
    if isinstance(out, Path) and _announcement_problems(out):
        wait_for_publisher(out)
    return _announcement_problems(out)


def _announcement_problems(out: Location) -> list[Problem]:
    try:
        known = releases(out)
    except DamagedRelease as error:
        return [Problem(f"{error.folder.name}/{MANIFEST}", _of_manifest(error))]
    return [
        Problem(name, f"does not say what the releases up to {known[-1].version} say; qamill curate writes it again")
        for name in unannounced(out, known)
        if name != INDEX or _is_there(out / name)  # a folder of before has none
    ]


def _of_manifest(error: DamagedRelease) -> str:
    return error.why.removeprefix(f"its {MANIFEST} ")


def _digests(release: Release) -> dict[str, str]:
    """The sha256 of each file in a release's folder; empty where there is something that is no file."""
    paths = {name: path for name, path in files_below(release.location) if name != SUMS}
    with ThreadPoolExecutor() as threads:  # hashing leaves the other threads alone
        digests = threads.map(lambda path: sha256_of(path) if path.is_file() else "", paths.values())
        return dict(sorted(zip(paths, digests, strict=True)))


def _linked(release: Release) -> list[str]:
    """Which files lie elsewhere, as where DVC or git-annex keeps them: their bytes count, but a copy may lack them."""
    if isinstance(release.location, StoredPath):
        return []
    names = sorted(name for name, path in files_below(release.folder) if _is_link(path))
    return [f"read through symbolic links, whose targets a copy needs as well: {', '.join(names)}"] if names else []


def _wrong_files(release: Release, actual: dict[str, str]) -> Iterator[Problem]:
    sums = release.location / SUMS
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
        elif not actual[name]:
            yield Problem(name, "is no file" + ", but a link that leads to none" * _is_link(release.location / name))
        elif stated[name] != actual[name]:
            yield Problem(name, f"does not have the checksum that {SUMS} states")
    if sums.read_bytes() != checksums(stated).encode():
        yield Problem(SUMS, "is not written as it was released")


def _is_there(file: Location) -> bool:
    return os.path.lexists(file) if isinstance(file, Path) else file.is_file()


def _is_link(file: Location) -> bool:
    return isinstance(file, Path) and file.is_symlink()


def _size(file: Location) -> int:
    return file.stat().st_size if isinstance(file, Path) else file.size


def _wrong_manifest(release: Release, actual: dict[str, str]) -> Iterator[Problem]:
    manifest = release.manifest
    for wrong in Counts.of(manifest).broken_laws():
        yield Problem(MANIFEST, f"counts do not add up: {wrong}")
    tables = tables_in(manifest.schema_version, manifest.content)
    for name in sorted({*manifest.files, *_names(release, tables)}):
        facts = manifest.files.get(name)
        if facts is None:
            yield Problem(MANIFEST, f"says nothing of {name}")
        elif name not in actual:
            yield Problem(name, "is missing")
        elif actual[name] and (facts.sha256 != actual[name] or facts.bytes != _size(release.location / name)):
            yield Problem(name, f"is not the file that {MANIFEST} describes")


def _names(release: Release, tables: Iterable[str]) -> Iterator[str]:
    """The files that a release must have for some tables; no part of one may be left out."""
    for table in tables:
        yield from _all_parts(table, PARQUET, release.files_of(table))
    yield from _all_parts("records", CSV, release.files_of("records"))


def _all_parts(table: str, kind: str, files: Sequence[str]) -> list[str]:
    """The names of all parts, as many as there are Parquet files; of a table in one file, that file's."""
    if not is_part(files[0]):
        return [f"{table}.{kind}"]
    return [part_name(table, number, kind) for number in range(len(files))]
