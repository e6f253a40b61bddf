"""Released versions: which there are, and what each says of itself. Nothing here reads a table."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from warnings import warn

from ..arguments import check
from ..schema import SCHEMA_VERSION
from ..schema.counts import Counts
from ..schema.manifest import Manifest
from ..storage import NotLocal
from ..text.patterns import pattern
from .errors import (
    DamagedRelease,
    Misplaced,
    NewerRelease,
    NoLatest,
    NotARelease,
    PurgedVersion,
    UnknownVersion,
    WrongLatest,
)
from .layout import LATEST, MANIFEST, PARQUET, files_of
from .location import Location, StoredPath, location
from .withdrawn import WithdrawnRelease, read_withdrawn

PURGED = "+purged."
"""What the version of a release that was purged has before the number of times."""
_OF_A_RELEASE = 3  # of the numbers of a version: the first, without how often it was purged
_LONGEST = 100  # characters of `LATEST` that are read, chosen
_VERSION = pattern(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:\+purged\.([1-9][0-9]*))?")
"""MAJOR.MINOR.PATCH, and how often what was taken down was purged from it."""


class Release(NamedTuple):
    """A released version."""

    location: Location
    """Its folder, or its address."""
    manifest: Manifest

    @property
    def folder(self) -> Path:
        """Its folder, for what needs one. Raises NotLocal for a release at an address."""
        if isinstance(self.location, StoredPath):
            raise NotLocal(str(self.location))
        return self.location

    @property
    def version(self) -> str:
        """MAJOR.MINOR.PATCH, with `+purged.N` where it was purged."""
        return self.manifest.version

    def file(self, name: str) -> Path:
        """Return the path of a released file. Raises NotLocal for a release at an address."""
        return self.folder / name

    def table(self, name: str) -> Path:
        """Return the Parquet file of a table that has one. Raises NotLocal for a release at an address."""
        return self.file(f"{name}.{PARQUET}")

    def files_of(self, table: str, kind: str = PARQUET) -> list[str]:
        """Return the names of the files that hold a table, in the order of its rows, as the manifest states them."""
        return files_of(table, self.manifest.files, kind)


def versions(out: Path | str = "curated") -> list[str]:
    """Return the released versions, oldest first, in a folder or at an address.

    Raises BadSetting, NotARelease for a file, BadAddress, Unreachable.
    """
    check(out=out)
    return released(location(out))


def released(folder: Location) -> list[str]:
    """Return the released versions, as `versions` does; of one that was purged the last that it became."""
    if not folder.is_dir():
        if folder.exists():
            raise NotARelease(folder, "it is no folder")
        return []
    paths: Iterable[Location] = folder.iterdir()
    names = [path.name for path in paths if _VERSION.fullmatch(path.name) and _is_there(path)]
    last = {numbers_of(name)[:_OF_A_RELEASE]: name for name in sorted(names, key=numbers_of)}
    return [*last.values()]


def superseded(folder: Path) -> list[str]:
    """Return the versions that lie there still although they were purged, as a purge leaves them that is killed."""
    if not folder.is_dir():
        return []
    names = {path.name for path in folder.iterdir() if _VERSION.fullmatch(path.name) and path.is_dir()}
    return sorted(names - {*released(folder)}, key=numbers_of)


def _is_there(folder: Location) -> bool:
    """Whether a version is there; its manifest comes to an address after all other files."""
    return (folder / MANIFEST).is_file() if isinstance(folder, StoredPath) else folder.is_dir()


def latest(out: Path | str = "curated") -> str | None:
    """Return the version that `LATEST` names; None where it is missing, as before the first release."""
    path = location(out) / LATEST
    if isinstance(path, Path) and not path.is_file():  # a pipe would be waited for
        return None
    try:
        with path.open("rb") as file:  # at an address before all else: it comes there as the last file
            return file.read(_LONGEST).decode("ascii", "replace").strip() or None
    except FileNotFoundError:
        return None


def newest(out: Path | str = "curated") -> Release | None:
    """Return the newest release that was not withdrawn, announced or not; None before the first.

    Raises DamagedRelease, BadWithdrawals.
    """
    known = good_versions(out)
    return read_release(location(out) / known[-1]) if known else None


def good_versions(out: Path | str = "curated") -> list[str]:
    """Return the versions that were not withdrawn, oldest first; all of them where all were. Raises BadWithdrawals."""
    return _good(location(out))


def _good(folder: Location) -> list[str]:
    known, withdrawn = released(folder), read_withdrawn(folder)
    return [version for version in known if version not in withdrawn] or known


def is_version(name: str) -> bool:
    """Return whether a name is one that a release may have."""
    return _VERSION.fullmatch(name) is not None


def open_release(out: Path | str = "curated", version: str = "latest") -> Release:
    """Return a release; without `LATEST` the newest one is the latest.

    Raises BadSetting, UnknownVersion, NotARelease, DamagedRelease, BadAddress, Unreachable.
    """
    check(out=out, version=version)
    folder = location(out)
    wanted = latest(out) or _unannounced(folder) if version == "latest" else version
    if not _VERSION.fullmatch(wanted) or not _is_there(folder / wanted):
        known = released(folder)
        if folder.is_dir() and not known and _has_strange_files(folder):
            raise NotARelease(folder, "no version in it")
        successor = successor_of(wanted, known)
        if version != "latest" or not successor:
            if known and version == "latest":
                raise WrongLatest(wanted, known, folder)
            raise unknown(wanted, known, folder)
        wanted = successor  # for a moment, while it is purged
    if withdrawal := read_withdrawn(folder).get(wanted):
        warn(WithdrawnRelease(folder / wanted, withdrawal), stacklevel=3)
    try:
        return read_release(folder / wanted)
    except DamagedRelease:
        if _is_there(folder / wanted):
            raise
        return open_release(out, version)  # it was purged a moment ago


def _unannounced(folder: Location) -> str:
    """The newest version where `LATEST` is missing, with a warning; the word `latest` where nothing is released."""
    known = _good(folder)
    if not known:
        return "latest"
    warn(NoLatest(known[-1], folder), stacklevel=4)
    return known[-1]


def read_release(folder: Location) -> Release:
    """Return the release in a version's folder. Raises DamagedRelease, Unreachable."""
    file = folder / MANIFEST
    if not file.is_file():
        is_there = isinstance(file, Path) and os.path.lexists(file)
        raise DamagedRelease(folder, f"its {MANIFEST} is no file" if is_there else f"it has no {MANIFEST}")
    try:
        manifest = Manifest.from_json(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedRelease(folder, f"its {MANIFEST} cannot be read ({' '.join(str(error).split()[:12])})") from None
    if manifest.version != folder.name:
        raise Misplaced(folder, manifest.version)
    if not 1 <= manifest.schema_version <= SCHEMA_VERSION:
        raise NewerRelease(folder, manifest.schema_version)
    try:
        Counts.of(manifest)
    except KeyError as error:
        raise DamagedRelease(folder, f"its {MANIFEST} does not count {error.args[0]}") from None
    return Release(folder, manifest)


def releases(out: Location | str = "curated") -> list[Release]:
    """Return each release, oldest first. Raises DamagedRelease, Unreachable."""
    folder = location(out)
    return [read_release(folder / version) for version in released(folder)]


def manifests(out: Location | str = "curated") -> list[Manifest]:
    """Return the manifest of each release, oldest first. Raises DamagedRelease, Unreachable."""
    return [release.manifest for release in releases(out)]


def numbers_of(version: str) -> tuple[int, int, int, int]:
    """Return the three numbers of a version, and how often it was purged; versions are ordered by them.

    >>> numbers_of("1.10.0"), numbers_of("1.10.0+purged.2")
    ((1, 10, 0, 0), (1, 10, 0, 2))
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"{version!r} is no version")
    major, minor, patch, purged = (int(number or 0) for number in found.groups())
    return major, minor, patch, purged


def name_of(numbers: Sequence[int]) -> str:
    """Return the version of some numbers, as `numbers_of` gives them.

    >>> name_of((1, 10, 0, 0)), name_of((1, 10, 0, 2))
    ('1.10.0', '1.10.0+purged.2')
    """
    *release, purged = numbers
    return ".".join(map(str, release)) + (f"{PURGED}{purged}" if purged else "")


def successor_of(version: str, known: Iterable[str]) -> str:
    """Return which of some versions a version became when it was purged; empty where none is.

    >>> successor_of("1.0.0", ["1.0.0+purged.1", "1.1.0"])
    '1.0.0+purged.1'
    """
    if not _VERSION.fullmatch(version):
        return ""
    numbers = numbers_of(version)
    later = (other for other in known if numbers_of(other)[:_OF_A_RELEASE] == numbers[:_OF_A_RELEASE])
    return next((other for other in later if numbers_of(other) > numbers), "")


def unknown(version: str, known: list[str], folder: Location | str) -> UnknownVersion:
    """Return what to raise for a version that is not among those that are: it was purged, or never released."""
    successor = successor_of(version, known)
    return PurgedVersion(version, successor, known, folder) if successor else UnknownVersion(version, known, folder)


def _has_strange_files(folder: Location) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())
