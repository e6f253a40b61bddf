"""The folder of a site: which one is ours to write into, and how a new site takes the place of the one before."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...errors import QamillError
from ...storage import CannotWrite, is_address
from ...storage.folders import walk
from ...text.patterns import pattern
from .layout import FACETS, FILES, FOLDERS

MARK = "qamill-site.json"
_SAYS = '{"made_by": "qamill site"}\n'
_NEW, _OLD = ".new", ".old"
_FACET = "|".join(facet.folder for facet in FACETS)
_OURS = pattern(
    r"questions/[0-9a-f]{2}/[0-9a-f]{16}(-\d+)?\.html|index/(words|shown|start)/\d+/\d+\.js"
    rf"|({_FACET})/(index|\d+)\.html|({_FACET})/[a-z0-9]{{1,2}}/[a-z0-9_.-]+/(index|\d+)\.html"
)
"""The files that we write into the folders of a site."""


class NotASite(QamillError):
    """A folder that a site should be written into holds something else."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"{folder} is not written to: {why}. Name a folder that is new, empty, or made by qamill site: -o FOLDER"
        )


class SiteIsBusy(QamillError):
    """Another run writes a site into the same folder."""

    exit_code = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another run is writing a site into {folder}. Wait for it, or name another folder: -o FOLDER")


@contextmanager
def site_folder(folder: Path, releases: Path | str) -> Iterator[Path]:
    """Yield an empty folder for the files of a site, which then take the place of those in `folder`.

    If anything goes wrong, what was there is as it was. Raises NotASite, SiteIsBusy, CannotWrite.
    """
    _check(folder, releases)
    is_made = not folder.exists()
    try:
        with _held(folder):
            for name in (_NEW, _OLD):  # of a run that was killed
                _remove(folder / name)
            (folder / _NEW).mkdir()
            try:
                yield folder / _NEW
                _swap(folder)
            finally:
                for name in (_NEW, _OLD):
                    _remove(folder / name)
                if is_made and [*folder.iterdir()] == [folder / MARK]:
                    _remove(folder)
    except OSError as error:
        raise CannotWrite(folder, error, "written") from error


def _check(folder: Path, releases: Path | str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in str(folder)):
        raise NotASite(folder, "its name is no text")
    whole = folder.resolve()
    if not is_address(releases) and whole.is_relative_to(Path(releases).resolve()):
        raise NotASite(folder, f"releases lie in {releases}")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise NotASite(folder, "it is no folder")
    names = {path.name for path in folder.iterdir()}
    if names and not _is_marked(folder):
        raise NotASite(folder, f"it holds {min(names)}, and no site")
    for name in names & {*FILES, *FOLDERS}:
        if strange := next(_strange(folder, name), ""):
            raise NotASite(folder, f"{strange} in it is none of a site's files")


def _is_marked(folder: Path) -> bool:
    mark = folder / MARK
    return not mark.is_symlink() and mark.is_file() and mark.stat().st_size == len(_SAYS) and mark.read_text() == _SAYS


def _strange(folder: Path, name: str) -> Iterator[str]:
    """The paths below a name of ours that we would not have written."""
    top = folder / name
    if top.is_symlink() or top.is_dir() != (name in FOLDERS):
        yield name
    for path, folders, files in walk(top):
        for each in (*folders, *files):
            found = Path(path, each)
            below = found.relative_to(folder).as_posix()
            if found.is_symlink() or (each in files and not _OURS.fullmatch(below)):
                yield below


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the only right to write into a folder, which is ours from now on."""
    folder.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(folder / MARK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o664), "r+") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteIsBusy(folder) from None
        mark.write(_SAYS)
        mark.flush()
        yield


def _swap(folder: Path) -> None:
    (folder / _OLD).mkdir()
    for name in (*FOLDERS, *FILES):
        with suppress(FileNotFoundError):
            (folder / name).rename(folder / _OLD / name)
        with suppress(FileNotFoundError):
            (folder / _NEW / name).rename(folder / name)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
