"""Publishing to an address: a run works in a local copy, and what is new in it is uploaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import storage
from ..release.errors import DamagedRelease
from ..release.layout import CHANGELOG, COMPANIONS, INDEX, LATEST, MANIFEST, SUMS, files_below, files_of, is_part
from ..release.versions import good_versions, is_version, versions
from ..release.withdrawn import WITHDRAWN
from ..schema.tables import TABLES, TABLES_IF_ANY
from .errors import ReleasedMeanwhile

_ANNOUNCEMENT = (CHANGELOG, INDEX, LATEST)
_READ = (*_ANNOUNCEMENT, WITHDRAWN)
_BEGUN = frozenset({*(f"{table}.parquet" for table in (*TABLES, *TABLES_IF_ANY)), "records.csv", *COMPANIONS, SUMS})
"""The files that are uploaded before the manifest, besides the parts of tables."""
_COMPARED = ("records", "sightings", "merged", "documents")
"""The tables of the newest release that a run reads, to find out what changed and what would be lost."""


@contextmanager
def open_remote(address: str) -> Iterator[Path]:
    """Yield a folder with all that a run needs of the releases at an address.

    When the run has ended, its new release is uploaded: the manifest after all other files, so that
    a reader who finds a manifest finds a whole release; then the changelog, the index and `LATEST`.
    Raises BadAddress, Unreachable, ReleasedMeanwhile, DamagedRelease.
    """
    with TemporaryDirectory(prefix="qamill-") as name:
        folder = Path(name)
        there = storage.list_files(address)
        _fetch(address, there, folder)
        known, announced = versions(folder), _announced(folder)
        try:
            yield folder
        except DamagedRelease as error:
            raise DamagedRelease(storage.join(address, error.folder.name), error.why) from error
        new = [version for version in versions(folder) if version not in known]
        if new:
            _remove_unfinished(address, there)
        for version in new:
            _send_release(folder / version, storage.join(address, version))
        _announce(address, folder, announced)


def _fetch(address: str, there: dict[str, int], folder: Path) -> None:
    """Fetch all manifests, the announcement, and the records of the newest release."""
    for path in there:
        if path in _READ or _is_manifest(path):
            _fetch_file(address, path, folder)
    for version in _without_manifest(there):
        if f"## {version}\n".encode() in _announced(folder).get(CHANGELOG, b""):
            (folder / version).mkdir()  # a release that was damaged, and is found to be
    for version in good_versions(folder)[-1:]:
        names = [path.removeprefix(f"{version}/") for path in there if path.startswith(f"{version}/")]
        for name in (name for table in _COMPARED for name in files_of(table, names)):
            if name in names:
                _fetch_file(address, f"{version}/{name}", folder)


def _fetch_file(address: str, path: str, folder: Path) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    storage.download(storage.join(address, path), folder / path)


def _is_manifest(path: str) -> bool:
    version, _, name = path.partition("/")
    return name == MANIFEST and is_version(version)


def _remove_unfinished(address: str, there: dict[str, int]) -> None:
    """Remove what a killed publisher had uploaded, and no file of others."""
    for version, names in _without_manifest(there).items():
        if all(name in _BEGUN or is_part(name) for name in names):
            storage.remove_folder(storage.join(address, version))


def _without_manifest(there: dict[str, int]) -> dict[str, set[str]]:
    """The names of the files in each version's folder that has no manifest."""
    folders: dict[str, set[str]] = {}
    for path in there:
        version, _, name = path.partition("/")
        if is_version(version):
            folders.setdefault(version, set()).add(name)
    return {version: names for version, names in folders.items() if MANIFEST not in names}


def _send_release(folder: Path, address: str) -> None:
    if storage.list_files(address):
        raise ReleasedMeanwhile(address)
    files = {name: folder / name for name, _ in files_below(folder)}
    for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
        storage.upload(files[name], storage.join(address, name))


def _announced(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in _ANNOUNCEMENT if (folder / name).is_file()}


def _announce(address: str, folder: Path, before: dict[str, bytes]) -> None:
    for name, text in _announced(folder).items():
        if before.get(name) != text:
            storage.upload(folder / name, storage.join(address, name))
