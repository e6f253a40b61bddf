"""All files of some folders, and how one is replaced in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..storage import flush
from ..storage.folders import walk

TEMPORARY = ".purging-"
"""How the names of files begin that are not in their place yet; such files are no pages."""
_OF_OTHERS = (".git", ".hg", ".svn", ".dvc")
"""Folders in which version controls keep what they keep."""


def all_files(roots: Sequence[Path], out: Path) -> Iterator[Path]:
    """Yield all files below some folders, whatever they are, but for the releases; no link is followed."""
    seen: set[str] = set()
    apart = os.path.realpath(out)
    for root in roots:
        for folder, folders, names in walk(os.path.realpath(root)):
            folders[:] = sorted(
                name for name in folders if os.path.join(folder, name) != apart and name not in _OF_OTHERS
            )
            for path in (os.path.join(folder, name) for name in sorted(names)):
                if path not in seen and not os.path.islink(path) and os.path.isfile(path):
                    seen.add(path)
                    yield Path(path)


def clear_temporary(roots: Sequence[Path], out: Path) -> None:
    """Remove what a killed purge left in the raw folders."""
    for path in [path for path in all_files(roots, out) if path.name.startswith(TEMPORARY)]:
        path.unlink()


def replace_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step; a kill leaves the old one or the new one. Raises OSError."""
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
        put_in_place(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, path: Path) -> None:
    """Put a file into the place of another in one step. Raises OSError."""
    shutil.copymode(path, temporary)
    flush(temporary)
    temporary.replace(path)
    flush(path.parent)
