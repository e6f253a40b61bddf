"""Files that are there whole or not at all: written under a temporary name, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...storage import CannotWrite, is_address
from .errors import FileThere, NotOurs, NotReplaced

KEPT = frozenset({"fetched.csv", "index.csv", "qamill.toml", "reviews.csv", "takedowns.csv", "takedowns.key"})
"""The names of what people and commands keep with their pages."""
_RAW = "raw"


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
    """Do nothing where a file or folder may be written. Raises FileThere, NotOurs, NotReplaced."""
    if not os.path.lexists(path):
        return
    if not force:
        raise FileThere(path)
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise NotReplaced(path, "it is no regular file")
    if path.name in KEPT:
        raise NotReplaced(path, "a file of this name says what pages are, or what became of them")
    if path.is_dir():
        for each in sorted(path.iterdir()):
            if each.name not in ours:
                raise NotOurs(path, each.name)


def refuse_pages(path: Path, out: Path | str) -> None:
    """Do nothing but for what is there and lies among the pages: in `raw` here, or beside the releases.

    Raises NotReplaced.
    """
    folders = [Path(_RAW)] if is_address(out) else [Path(_RAW), Path(out).absolute().with_name(_RAW)]
    for folder in folders:
        if os.path.lexists(path) and path.parent.resolve().is_relative_to(folder.resolve()):
            raise NotReplaced(path, f"it lies in {folder}, where pages are")
