"""Folders that runs make for themselves: how they are marked, and which folder is none of ours."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from ..storage import flush

MARKER = "CACHEDIR.TAG"  # the name by which backup programs know a folder that they may skip (bford.info/cachedir)
_MARK = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# qamill made this folder for the results of its runs. Whoever wants may remove it while none is running.\n"
)
_MODE = 0o775  # never writable by everybody, whatever the umask says


def make(folder: Path) -> None:
    """Make a folder, and mark it as ours."""
    folder.mkdir(_MODE)
    _mark(folder)


def flush_mark(folder: Path) -> None:
    """Wait until the mark of a folder is on the disk."""
    flush(folder / MARKER)
    flush(folder)


def is_marked(folder: Path) -> bool:
    """Whether a folder has our mark, and is no link to one that has."""
    return not folder.is_symlink() and _content(folder / MARKER, len(_MARK) + 1) == _MARK


def is_empty(folder: Path) -> bool:
    """Whether a path is a folder of this user, and no link to one, with nothing in it.

    The beginning of our mark is nothing: whoever was killed did not get to write it to its end.
    """
    try:
        about = folder.lstat()
        names = os.listdir(folder) if stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid() else None
    except OSError:
        return False
    return names == [] or (names == [MARKER] and _is_begun(folder / MARKER))


def _is_begun(mark: Path) -> bool:
    content = _content(mark, len(_MARK) + 1)
    return content is not None and _MARK.startswith(content)


def why_not_ours(folder: Path, is_own_name: Callable[[str], bool]) -> str:
    """Return why we keep out of a folder; an empty string where it is ours. One that is missing or empty becomes ours.

    A folder without our mark is ours if each name in it is one that we give: an older version did not mark it.
    """
    try:
        if not os.path.lexists(folder):
            make(folder)
        return next(_strange(folder, is_own_name), "")
    except OSError as error:
        name = error.filename if isinstance(error.filename, str) else folder  # of an open file it is a number
        return f"{error.strerror or error} ({Path(name).name})"


def _strange(folder: Path, is_own_name: Callable[[str], bool]) -> Iterator[str]:
    """What is strange about a folder; it is marked if nothing is."""
    about = folder.lstat()
    if stat.S_ISLNK(about.st_mode):
        yield "it is a link"
    if not stat.S_ISDIR(about.st_mode):
        yield "it is no folder"
    if about.st_uid != os.geteuid():
        yield "it belongs to another user"
    if about.st_mode & stat.S_IWOTH:
        yield "everybody may write to it"
    has_mark = is_marked(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_own_name(entry.name) and not entry.is_file(follow_symlinks=False):
                yield f"{entry.name} in it is no file"
            if not has_mark and not is_own_name(entry.name) and not _is_empty_mark(entry):
                yield "it holds files that are not qamill's"
    if not has_mark:
        _mark(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield "it cannot be written to"


def _is_empty_mark(entry: os.DirEntry[str]) -> bool:
    """Whether it is a mark that a killed run did not get to write."""
    return entry.name == MARKER and entry.is_file(follow_symlinks=False) and not entry.stat().st_size


def _mark(folder: Path) -> None:
    descriptor = os.open(folder / MARKER, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o664)
    with open(descriptor, "wb") as file:
        file.write(_MARK)


def _content(path: Path, most: int) -> bytes | None:
    """The first bytes of a file; None where it is none, or a link to one. A pipe is not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        return os.read(descriptor, most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    finally:
        os.close(descriptor)
