"""The report of a published release: found, made and written where no release is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...arguments import check
from ...errors import QamillError
from ...release.errors import DamagedRelease
from ...release.versions import Release, is_version, open_release, read_release
from ...storage import CannotWrite, write_named
from .write import write_report

_SIGN = b'<meta name="generator" content="qamill">'
_MOST_BEFORE_SIGN = 1 << 12  # bytes


class IntoRelease(QamillError):
    """A file would be written into a release, which is never changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is in a release, and a release is never changed. Give another place with -o.")


class NotAReport(QamillError):
    """A file would be written over that is no report."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there and is no report of ours. Give another place with -o.")


def report(
    version: str = "latest",
    out: Path | str = "curated",
    raw: Sequence[Path | str] = (),
    to: Path | None = None,
) -> Path:
    """Write the report of a release into a file and return its path: by default `report-VERSION.html` right here.

    `raw` are the folders of the pages, for the lines that records were read from. Both may be addresses. Raises
    UnknownVersion, NotARelease, DamagedRelease, IntoRelease, NotAReport, CannotWrite, BadAddress, Unreachable.
    """
    check(version=version, out=out)
    release = open_release(out, version)
    path = to or Path(f"report-{release.version}.html")
    check_place(path)
    text = write_report(release, previous_of(release), raw)
    try:
        write_named(path, text.encode())
    except OSError as error:
        raise CannotWrite(path, error, "written") from error
    return path


def check_place(path: Path) -> None:
    """Do nothing where a file lies in no release and takes no other file's place. Raises IntoRelease and NotAReport.

    >>> check_place(Path("report.html"))
    """
    if any(is_version(folder.name) and (folder / "manifest.json").exists() for folder in path.absolute().parents):
        raise IntoRelease(path)
    if path.is_file() and _SIGN not in _beginning(path):
        raise NotAReport(path)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BEFORE_SIGN)
    except OSError as error:
        raise CannotWrite(path, error, "written") from error


def previous_of(release: Release) -> Release | None:
    """Return the release before one; None for the first one, and where it is no longer there."""
    if release.manifest.previous:
        with suppress(DamagedRelease):
            return read_release(release.location.parent / release.manifest.previous)
    return None
