"""Files that people keep beside their pages, such as `index.csv`: read, held while they are changed, written whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..text.table import BadTable, Mistake
from . import flush
from .errors import CannotWrite
from .opening import open_file


def content_of(path: Path | str) -> bytes | None:
    """Return the bytes of a table that people keep beside their pages; None if there is none. Raises BadTable."""
    try:
        with open_file(os.fsencode(path)) as stream:
            return stream.readall()
    except FileNotFoundError as error:
        if os.path.islink(path):
            raise BadTable(Mistake(1, "it is a broken link")) from error
        return None
    except OSError as error:
        raise BadTable(Mistake(1, f"it cannot be read ({error.strerror or error})")) from error


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of a table that people keep, while it is read and then written. Raises CannotWrite."""
    from filelock import FileLock  # only who writes waits for it

    if not path.parent.is_dir():  # the lock would make one
        raise CannotWrite(path.parent, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), undone="written")
    try:
        with FileLock(path.with_name(f".{path.name}.lock")):
            yield
    except OSError as error:
        raise CannotWrite(path.parent, error, undone="written") from error


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, whatever kills the process or the power; where a link is, that it leads to.

    Who calls it holds a lock: the file that becomes the new one has the same name each time, so that the next writer
    takes what a killed one left.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    with temporary.open("xb") as stream:
        stream.write(content)
    flush(temporary)
    temporary.replace(path)
    flush(path.parent)
