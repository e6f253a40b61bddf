"""This package's own files: what executors are sent, and what the fingerprint of the code is made from."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE = __name__.partition(".")[0]
"""The name that the package was imported by: `pipeline` in the checkout, `qamill` where it is installed."""


def sources() -> list[tuple[str, Traversable]]:
    """Return each source file with its path in the package (`engine/sources.py`), sorted by that path.

    It reads a folder or a zip file, so the checkout, an installed wheel and an executor give the same list.
    """
    return _files(".py")


def compiled_parts() -> list[tuple[str, Traversable]]:
    """Return the compiled modules for this Python, if any were built, in the same way."""
    return _files(EXTENSION_SUFFIXES[0])


def _files(ending: str) -> list[tuple[str, Traversable]]:
    folder: Traversable = Path(__file__).parents[1]
    if not folder.is_dir():
        from importlib.resources import files  # for a zip file; the import takes as long as reading the folder

        folder = files(PACKAGE)
    return sorted(_files_in(folder, "", ending), key=lambda source: source[0])


def _files_in(folder: Traversable, path: str, ending: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files_in(item, f"{path}{item.name}/", ending)
        elif item.name.endswith(ending):
            yield f"{path}{item.name}", item
