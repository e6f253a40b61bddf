"""Files that are there whole or not at all: written under a temporary name, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...storage import CannotWrite
from .errors import FileThere, NotOurs


@contextmanager
def written(path: Path, force: bool, ours: Collection[str] = ()) -> Iterator[Path]:
    """Give a path to write a file or a folder at; it gets its own name when all went well, and is removed if not.

    `ours` are the names that a folder may hold for `force` to replace it. Raises FileThere, NotOurs, CannotWrite.
    """
    check_free(path, force, ours)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name[:100]}.", dir=path.parent))
    except OSError as error:
        raise CannotWrite(path, error, "exported") from error
    try:
        yield folder / path.name
        if path.is_dir():
            shutil.rmtree(path)
        os.replace(folder / path.name, path)
    except OSError as error:
        raise CannotWrite(path, error, "exported") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_free(path: Path, force: bool, ours: Collection[str] = ()) -> None:
    """Do nothing where a file or folder may be written. Raises FileThere, NotOurs."""
    if not os.path.lexists(path):
        return
    if not force:
        raise FileThere(path)
    if path.is_dir():
        for each in sorted(path.iterdir()):
            if each.name not in ours:
                raise NotOurs(path, each.name)
