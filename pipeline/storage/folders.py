"""All files below a folder, however deep they lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(top: Path | str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each folder with the names of its folders and of its files, as `os.walk` does from the top down.

    Those folders are read next that are left in the list, in its order; no link is followed, and a folder that cannot
    be read is passed over. Below Python 3.12 `os.walk` calls itself for each level, so that deep folders end it.
    """
    waiting = [os.fspath(top)]
    while waiting:
        folder = waiting.pop()
        try:
            folders, names = _names_in(folder)
        except OSError:
            continue
        yield folder, folders, names
        below = (os.path.join(folder, name) for name in reversed(folders))
        waiting += (path for path in below if not os.path.islink(path))


def _names_in(folder: str) -> tuple[list[str], list[str]]:
    """The names of the folders in a folder, and of all else. Raises OSError."""
    folders: list[str] = []
    names: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            (folders if _is_folder(entry) else names).append(entry.name)
    return folders, names


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
