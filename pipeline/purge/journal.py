"""What a purge has done to `raw/`, written down before it is done, so that one that was killed is finished."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..storage import flush

JOURNAL = ".purge.jsonl"


class Moved(NamedTuple):
    """What became of the bytes of a document: others, or none."""

    was: str
    """Their sha256."""
    now: str
    """That of those in their place; empty where the document went as a whole."""
    rule: int
    """The number of the takedown for which it was done."""
    path: str = ""
    """Of the file that is to be removed."""


class Journal:
    """The lines of a purge that is not finished yet, in a file beside the releases."""

    def __init__(self, out: Path) -> None:
        self._path = out / JOURNAL
        self.moved = _read(self._path)

    def add(self, moved: Iterable[Moved]) -> None:
        """Write lines, and wait until they are on the disk. Raises OSError."""
        new = [each for each in moved if self.moved.get(each.was) != each]
        if not new:
            return
        self.moved |= {each.was: each for each in new}
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        with open(os.open(self._path, flags, 0o666), "ab") as stream:
            stream.write(b"\n" + "".join(f"{json.dumps(each)}\n" for each in new).encode())
        flush(self._path)
        flush(self._path.parent)

    def removals(self) -> list[Path]:
        """Return the files that are to be removed, or were."""
        return [Path(each.path) for each in self.moved.values() if each.path]

    def close(self) -> None:
        """Remove the file: all is done."""
        self._path.unlink(missing_ok=True)
        flush(self._path.parent)


def is_unfinished(out: Path) -> bool:
    """Whether a purge was begun and not finished."""
    return os.path.lexists(out / JOURNAL)


def _read(path: Path) -> dict[str, Moved]:
    """The lines of a file by the bytes that they are about; what a kill left half counts for nothing."""
    found: dict[str, Moved] = {}
    if path.is_symlink() or not path.is_file():
        return found
    for line in path.read_bytes().splitlines():
        try:
            was, now, rule, path = json.loads(line)
            found[was] = Moved(str(was), str(now), int(rule), str(path))
        except (ValueError, TypeError):
            continue
    return found
