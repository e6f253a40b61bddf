"""Files of this machine: opened without waiting for a pipe, without following a link that came later."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import Any

NO_FILE = "no regular file"
"""Why a pipe, a device or a socket is not read."""


class LocalFile(io.FileIO):
    """A file of this machine."""

    @property
    def size(self) -> int:
        """Its bytes."""
        return os.fstat(self.fileno()).st_size

    def read_at(self, start: int, count: int) -> bytes:
        """Return some bytes, fewer only at the end of the file."""
        return os.pread(self.fileno(), count, start)


def open_local(path: bytes) -> LocalFile:
    """Open a file for reading. Raises OSError as `open` does, and for a pipe, a device or a socket."""
    return LocalFile(path, opener=_open_regular)


def open_resolved(path: bytes) -> LocalFile:
    """Open a file whose path holds no link. Raises OSError as `open_local` does, and where it holds one now."""
    return LocalFile(path, opener=_open_resolved)


def read_local(path: Path | str) -> bytes:
    """Return what is in a file. Raises OSError as `open_local` does."""
    with open_local(os.fsencode(path)) as stream:
        return stream.readall()


def regular(path: Path) -> Path:
    """Return the path of a file for a reader that would wait for a pipe. Raises OSError for what is no regular file."""
    try:
        mode = path.stat().st_mode
    except OSError:  # which the reader tells
        return path
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return path
    raise OSError(errno.EINVAL, NO_FILE, str(path))


def open_named(path: str) -> LocalFile:
    """Open a file that a person named. Of a pipe what comes through it is read, nothing where nobody writes to it.

    Raises OSError as `open` does, and for a device that is no terminal.
    """
    return LocalFile(path, opener=_open_any)


def _open_any(path: Any, flags: int) -> int:
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)  # which does not wait for a writer
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISBLK(mode) or (stat.S_ISCHR(mode) and not os.isatty(descriptor)):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "a device, and no page", path)
    os.set_blocking(descriptor, True)
    return descriptor


def write_named(path: Path, content: bytes) -> None:
    """Write a file that a person named; into a pipe where somebody reads it. Raises OSError as `open` does."""
    with open(path, "wb", opener=_open_to_write) as stream:
        stream.write(content)


def _open_to_write(path: Any, flags: int) -> int:
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)  # which does not wait for a reader
    os.set_blocking(descriptor, True)
    return descriptor


def _open_resolved(path: Any, flags: int) -> int:
    """Open a path that holds no link. Raises OSError where it holds one now."""
    descriptor = _open_regular(path, flags | os.O_NOFOLLOW)
    if _opened_path(descriptor) != path and os.path.realpath(path) != path:
        os.close(descriptor)
        raise OSError(errno.ELOOP, "a link has come into its path", path)
    return descriptor


def _opened_path(descriptor: int) -> bytes:
    """The path of an open file, empty where the system does not say it."""
    try:
        return os.readlink(b"/proc/self/fd/%d" % descriptor)
    except OSError:
        return b""


def _open_regular(path: Any, flags: int) -> int:
    """Open a file without waiting, whatever it is. Raises OSError for a pipe, a device or a socket."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # a folder is refused by who opened it
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, NO_FILE, path)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
