"""How the files of a site are written: tens of thousands of small ones, each with as few calls as can be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def write_page(folder: Path, path: str, content: str | bytes) -> None:
    """Write a file of a site at its path below a folder; the folders on the way are made where there are none."""
    file = os.path.join(folder, path)
    whole = content if isinstance(content, bytes) else content.encode()
    try:
        _write(file, whole)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        _write(file, whole)


def _write(file: str, content: bytes) -> None:
    with open(file, "wb", buffering=0) as stream:
        left = memoryview(content)
        while left:
            left = left[stream.write(left) :]


def sizes_below(folder: Path) -> Iterator[int]:
    """Yield the size of each file in a folder and the folders in it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from sizes_below(Path(entry.path))
            else:
                yield entry.stat(follow_symlinks=False).st_size
