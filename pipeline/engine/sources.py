"""This package's own source files: what executors are sent, and what the fingerprint of the code is made from."""

from __future__ import annotations

from collections.abc import Iterator
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
    folder: Traversable = Path(__file__).parents[1]
    if not folder.is_dir():
        from importlib.resources import files  # for a zip file; the import takes as long as reading the folder

        folder = files(PACKAGE)
    return sorted(_sources_in(folder, ""), key=lambda source: source[0])


def _sources_in(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _sources_in(item, f"{path}{item.name}/")
        elif item.name.endswith(".py"):
            yield f"{path}{item.name}", item
