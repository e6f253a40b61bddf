"""Publishing: a draft gets its name when it is whole on the disk, then `LATEST` points to it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..release.layout import CHANGELOG, LATEST, announcement
from ..release.versions import manifests
from ..schema.manifest import Manifest
from ..storage import CannotWrite

_STAGING = ".staging-"
_LOCK = ".lock"
_REFUSALS = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO),
    *(errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY),
)
"""Errors of a disk that does not let us write, or that has a file where our folder should be."""


class Draft(NamedTuple):
    """A release that is written but not published."""

    folder: Path
    manifest: Manifest
    is_new: bool
    """Whether a table other than `changes` differs from the release before; true for the first one."""
    without_pairs: Sequence[str] = ()
    """The paths of the pages that gave no sound pair, sorted."""


@contextmanager
def publisher(out: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """Hold the right to publish into a folder, and yield a work folder in it.

    A second publisher calls `waiting` and then waits. What a killed publisher left is removed
    first. Raises CannotWrite where the disk refuses.
    """
    from filelock import FileLock, Timeout  # 40 ms, which a run that publishes nothing is spared

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


def publish_draft(drafted: Draft, out: Path) -> None:
    """Turn a draft into a release: flush it, give it its name, and announce it."""
    for path in drafted.folder.iterdir():
        _flush(path)
    _flush(drafted.folder)
    _stage_announcement(out, [*manifests(out), drafted.manifest])
    folder = out / drafted.manifest.version
    drafted.folder.rename(folder)
    _flush(out)
    _announce(out)


def wait_for_publisher(out: Path) -> None:
    """Return when nobody is publishing into a folder."""
    if (out / _LOCK).is_file() and os.access(out / _LOCK, os.W_OK):
        from filelock import FileLock

        with FileLock(out / _LOCK):
            return


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
    if unannounced(out, released):
        _stage_announcement(out, released)
        _announce(out)


def is_tidy(out: Path, released: Sequence[Manifest]) -> bool:
    """Whether nothing of a killed publisher is left in a folder of some releases, and the newest is announced."""
    return not any(out.glob(f"{_STAGING}*")) and not unannounced(out, released)


def unannounced(out: Path, released: Sequence[Manifest]) -> list[str]:
    """Return which of `LATEST` and the changelog do not say what some releases, oldest first, say of themselves."""
    said = announcement(released) if released else {}
    return [name for name, text in said.items() if not _is_current(out / name, text)]


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
