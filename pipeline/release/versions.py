"""Released versions: which there are, and what each says of itself. Nothing here reads a table."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple
from warnings import warn

from ..arguments import check
from ..schema import SCHEMA_VERSION
from ..schema.counts import Counts
from ..schema.manifest import Manifest
from ..storage import local_folder
from ..text.patterns import pattern
from .errors import DamagedRelease, Misplaced, NewerRelease, NoLatest, NotARelease, UnknownVersion
from .layout import LATEST, MANIFEST
from .withdrawn import WithdrawnRelease, read_withdrawn

_LONGEST = 100  # characters of `LATEST` that are read, chosen
_VERSION = pattern(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")  # MAJOR.MINOR.PATCH


class Release(NamedTuple):
    """A released version."""

    folder: Path
    manifest: Manifest

    @property
    def version(self) -> str:
        """MAJOR.MINOR.PATCH."""
        return self.manifest.version

    def file(self, name: str) -> Path:
        """Return the path of a released file."""
        return self.folder / name

    def table(self, name: str) -> Path:
        """Return the Parquet file of a table."""
        return self.file(f"{name}.parquet")


def versions(out: Path | str = "curated") -> list[str]:
    """Return the released versions, oldest first. Raises BadSetting, NotARelease for a file, NotLocal."""
    check(out=out)
    folder = local_folder(out)
    if not folder.is_dir():
        if folder.exists():
            raise NotARelease(folder, "it is no folder")
        return []
    names = [path.name for path in folder.iterdir() if _VERSION.fullmatch(path.name) and path.is_dir()]
    return sorted(names, key=numbers_of)


def latest(out: Path | str = "curated") -> str | None:
    """Return the version that `LATEST` names; None where it is missing, as before the first release."""
    path = Path(out) / LATEST
    if not path.is_file():  # a pipe would be waited for
        return None
    with path.open(encoding="ascii", errors="replace") as file:
        return file.read(_LONGEST).strip() or None


def newest(out: Path | str = "curated") -> Release | None:
    """Return the newest release that was not withdrawn, announced or not; None before the first.

    Raises DamagedRelease, BadWithdrawals.
    """
    known = good_versions(out)
    return read_release(Path(out) / known[-1]) if known else None


def good_versions(out: Path | str = "curated") -> list[str]:
    """Return the versions that were not withdrawn, oldest first; all of them where all were. Raises BadWithdrawals."""
    known, withdrawn = versions(out), read_withdrawn(Path(out))
    return [version for version in known if version not in withdrawn] or known


def is_version(name: str) -> bool:
    """Return whether a name is one that a release may have."""
    return _VERSION.fullmatch(name) is not None


def open_release(out: Path | str = "curated", version: str = "latest") -> Release:
    """Return a release; without `LATEST` the newest one is the latest.

    Raises BadSetting, UnknownVersion, NotARelease, DamagedRelease, NotLocal.
    """
    check(out=out, version=version)
    folder = local_folder(out)
    wanted = latest(folder) or _unannounced(folder) if version == "latest" else version
    released = folder / wanted
    if not _VERSION.fullmatch(wanted) or not released.is_dir():
        if folder.is_dir() and not versions(folder) and _has_strange_files(folder):
            raise NotARelease(folder, "no version in it")
        raise UnknownVersion(wanted, versions(folder), folder)
    if withdrawal := read_withdrawn(folder).get(wanted):
        warn(WithdrawnRelease(released, withdrawal), stacklevel=3)
    return read_release(released)


def _unannounced(folder: Path) -> str:
    """The newest version where `LATEST` is missing, with a warning; the word `latest` where nothing is released."""
    known = good_versions(folder)
    if not known:
        return "latest"
    warn(NoLatest(known[-1], folder), stacklevel=4)
    return known[-1]


def read_release(folder: Path) -> Release:
    """Return the release in a version's folder. Raises DamagedRelease."""
    file = folder / MANIFEST
    if not file.is_file():
        raise DamagedRelease(folder, f"its {MANIFEST} is no file" if os.path.lexists(file) else f"it has no {MANIFEST}")
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


def manifests(out: Path | str = "curated") -> list[Manifest]:
    """Return the manifest of each release, oldest first. Raises DamagedRelease."""
    return [read_release(Path(out) / version).manifest for version in versions(out)]


def numbers_of(version: str) -> tuple[int, int, int]:
    """Return the three numbers of a version, by which versions are ordered."""
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)


def _has_strange_files(folder: Path) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())
