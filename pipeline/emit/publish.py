"""Publishing: a draft gets its name when it is whole on the disk, then `LATEST` points to it."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..engine import own_folder
from ..release.announcement import announcement
from ..release.layout import CHANGELOG, CHANGELOG_HEAD, INDEX, INDEX_HEAD, LATEST
from ..release.location import Location
from ..release.versions import Release, is_version, latest, releases, superseded, versions
from ..release.withdrawn import read_withdrawn
from ..schema.manifest import Manifest
from ..storage import CannotRead, CannotWrite, flush
from ..text.patterns import pattern
from .errors import NotAnnounced, NotOurs

if TYPE_CHECKING:
    from filelock import FileLock

_WORK_FOLDER = pattern(r"\.staging-\d+-[0-9a-f]{8}")  # of a publisher: the number of its process, and a random one
_LOCK = ".lock"
_ANNOUNCEMENT = (LATEST, CHANGELOG, INDEX)
_HEADS = {CHANGELOG: CHANGELOG_HEAD, INDEX: INDEX_HEAD}
"""How those of them begin that nobody would take for another's by their name alone."""
_REFUSALS = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO),
    *(errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY),
)
"""Errors of a disk that does not let us write, or that has something else where our file or folder should be."""


class Draft(NamedTuple):
    """A release that is written but not published."""

    folder: Path
    """In the work folder of a publisher."""
    manifest: Manifest
    is_new: bool
    """Whether anything differs from the release before that `release/same.py` tells of; true for the first one."""
    without_pairs: Sequence[str] = ()
    """The paths of the pages that gave no sound pair, sorted."""
    notes: Sequence[str] = ()
    """What is not known of the history of pages, in sentences."""


@contextmanager
def publisher(out: Path, waiting: Callable[[], None], undone: str = "released") -> Iterator[Path]:
    """Hold the right to publish into a folder, and yield a work folder in it.

    A second publisher calls `waiting` and then waits. What a killed publisher left is removed first, and what it had
    not announced is announced. Raises NotOurs, and CannotRead or CannotWrite, with the word `undone` for what was not
    done to any release, where the disk refuses.
    """
    with _told(out, undone):
        out.mkdir(parents=True, exist_ok=True)
        _check_names(out)
        lock = _locked(out, waiting)
    work = out / f".staging-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        with _told(out, undone):
            for left in _left_behind(out):
                shutil.rmtree(left)
            remove_superseded(out)
            own_folder.make(work)
            own_folder.flush_mark(work)  # or else a power cut could leave what is in it without it, for good
            announce(out, work)
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()


def remove_superseded(out: Path) -> None:
    """Remove the releases that were purged, and lie beside what they became."""
    for version in superseded(out):
        shutil.rmtree(out / version)


def publish_draft(drafted: Draft, out: Path) -> None:
    """Turn a draft into a release: flush it, give it its name, and announce it.

    Raises OSError where there is no release, NotAnnounced where there is one and what comes after it failed.
    """
    work, folder = drafted.folder.parent, out / drafted.manifest.version
    for path in (*drafted.folder.rglob("*"), drafted.folder):
        flush(path)
    said = announcement([*releases(out), Release(drafted.folder, drafted.manifest)], read_withdrawn(out))
    _stage(work, said)  # while a full disk can still stop the release
    try:
        drafted.folder.rename(folder)
        flush(out)  # or else `LATEST` could come to the disk before the release that it names
        _announce(out, work)
    except OSError as error:
        if drafted.folder.exists():
            raise
        raise NotAnnounced(folder, latest(out), error) from error


def publish_instead(drafted: Path, folder: Path, out: Path) -> None:
    """Put a draft that is whole into the place of a release: readers see one of them at each moment.

    The name of the draft's folder is that of its version. Raises OSError; the next publisher finishes what is begun.
    """
    work = drafted.parent
    for path in (*drafted.rglob("*"), drafted):
        flush(path)
    drafted.rename(out / drafted.name)
    flush(out)
    announce(out, work)
    folder.rename(work / folder.name)
    flush(out)
    shutil.rmtree(work / folder.name)


def wait_for_publisher(out: Path) -> None:
    """Return when nobody is publishing into a folder."""
    if _is_lock(out / _LOCK) and os.access(out / _LOCK, os.W_OK):
        from filelock import FileLock

        with FileLock(out / _LOCK):
            return


def is_tidy(out: Path, released: Sequence[Release]) -> bool:
    """Whether nothing of a killed publisher is left in a folder of some releases, and the newest is announced."""
    return not any(_left_behind(out)) and not superseded(out) and not unannounced(out, released)


def unannounced(out: Location, released: Sequence[Release]) -> list[str]:
    """Return which of `LATEST`, the changelog and the index do not say what some releases, oldest first, say."""
    said = announcement(released, read_withdrawn(out)) if released else {}
    return [name for name, text in said.items() if not _is_current(out / name, text)]


@contextmanager
def _told(out: Path, undone: str) -> Iterator[None]:
    """Turn what the disk refuses into a sentence about the file or folder that it is about."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        about = _file_of(error)
        if about and not about.absolute().is_relative_to(out.absolute()):  # a run writes nowhere else
            raise CannotRead(about, error) from error
        raise CannotWrite(about if about and about.parent == out else out, error, undone) from error


def _file_of(error: OSError) -> Path | None:
    """The file that an error is about, if it says so; of two, the one that was to be replaced."""
    name = error.filename2 or error.filename
    return Path(os.fsdecode(name)) if isinstance(name, str | bytes) else None


def _check_names(out: Path) -> None:
    """Raise NotOurs where our names are taken by what is not ours; before the first release, that is any other file."""
    for name in _ANNOUNCEMENT:
        if (out / name).exists() and not (out / name).is_file():
            raise NotOurs(out / name)
    if not versions(out):
        named = latest(out)
        if named and not is_version(named):
            raise NotOurs(out / LATEST)
        for name, head in _HEADS.items():
            if (out / name).is_file() and not (out / name).read_bytes().startswith(head.encode()):
                raise NotOurs(out / name)


def _locked(out: Path, waiting: Callable[[], None]) -> FileLock:
    """The lock of a folder, held. Raises NotOurs for a file that is none of our locks: locking would truncate it."""
    from filelock import FileLock, Timeout  # 40 ms, which a run that publishes nothing is spared

    if os.path.lexists(out / _LOCK) and not _is_lock(out / _LOCK):
        raise NotOurs(out / _LOCK)
    lock = FileLock(out / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        waiting()
        lock.acquire()
    return lock


def _is_lock(path: Path) -> bool:
    """Whether a path is that of an empty file, and of no link to one."""
    try:
        about = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and not about.st_size


def _left_behind(out: Path) -> Iterator[Path]:
    """The work folders of killed publishers: named as ours, and marked as ours or still empty."""
    if not out.is_dir():
        return
    with os.scandir(out) as entries:
        for entry in entries:
            path = Path(out, entry.name)
            if _WORK_FOLDER.fullmatch(entry.name) and (own_folder.is_marked(path) or own_folder.is_empty(path)):
                yield path


def announce(out: Path, work: Path) -> None:
    """Bring `LATEST`, the changelog and the index up to date; a killed publisher may have left them as they were."""
    released = releases(out)
    if unannounced(out, released):
        _stage(work, announcement(released, read_withdrawn(out)))
        flush(out)
        _announce(out, work)


def _stage(work: Path, said: dict[str, str]) -> None:
    """Write what will be announced."""
    for name, text in said.items():
        (work / name).write_text(text, encoding="utf-8", newline="\n")
        flush(work / name)


def _announce(out: Path, work: Path) -> None:
    """Put what was staged into its place; a link there is replaced, not followed."""
    for name in _ANNOUNCEMENT:
        (work / name).replace(out / name)
    flush(out)


def _is_current(path: Location, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
