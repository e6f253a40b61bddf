"""What people write beside their pages while a run reads these: takedowns stop it, of all else it says so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..ingest.index import INDEX
from ..review.file import reviews_beside
from ..storage import is_address
from ..takedown.beside import Takedowns, read_takedowns

State = tuple[int, ...]
"""Of a file, all zero where there is none: another one when it was written to."""


def refuse_new_takedowns(raw: Sequence[Path | str], known: Takedowns) -> None:
    """Raise ChangedTakedowns where the takedowns beside some raw folders are not those that a run began with."""
    if read_takedowns(raw).digest != known.digest:
        from ..takedown.errors import ChangedTakedowns

        raise ChangedTakedowns


def states_beside(raw: Iterable[Path | str]) -> dict[str, State]:
    """Return the states of the decisions and the indexes about the pages of some raw folders, but for addresses."""
    folders = [str(folder) for folder in raw if not is_address(folder)]
    indexes = (os.path.join(folder, INDEX) for folder in folders)
    return {path: _state(path) for path in (*reviews_beside(folders), *indexes)}


def changed_since(states: Mapping[str, State]) -> Iterator[str]:
    """Yield a sentence for each file that has another state now."""
    for path, state in states.items():
        if _state(path) != state:
            yield f"{path} was changed while the pages were read; the next run reads what it says now."


def _state(path: str) -> State:
    try:
        about = os.stat(path)
    except OSError:
        return (0, 0, 0)
    return about.st_ino, about.st_size, about.st_mtime_ns
