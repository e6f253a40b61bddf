"""A folder of finished work: which of its files are whole, by a journal, never by a look at the folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

_JOURNAL = "journal.jsonl"


class Entry(NamedTuple):
    """A finished file."""

    name: str
    sha256: str
    source: str = ""
    """The name of the file that it was made of, where that is one."""


class Checkpoints:
    """The finished files of a folder. A file counts from the moment its line is in the journal.

    A line that was cut short by a kill counts for nothing, nor does a file that is not what its line says.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._journal = folder / _JOURNAL
        self._entries = {entry.name: entry for entry in _read(self._journal)}
        self._whole: dict[str, bool] = {}
        if self._journal.exists():
            self._rewrite()  # a torn last line would swallow the next one

    def path(self, name: str) -> Path:
        """Return where a file of this name lies, or will."""
        return self.folder / name

    def add(self, entry: Entry) -> None:
        """Note that a file is finished."""
        with self._journal.open("a", encoding="utf-8") as journal:
            journal.write(_line(entry))
        self._entries[entry.name] = entry
        self._whole[entry.name] = True

    def finished(self, names: Iterable[str]) -> set[str]:
        """Return those of some files that are finished and still what they were."""
        known = [self._entries[name] for name in names if name in self._entries]
        doubtful = [entry for entry in known if entry.name not in self._whole]
        with ThreadPoolExecutor() as threads:
            digests = threads.map(lambda entry: digest(self.path(entry.name)), doubtful)
            self._whole |= {entry.name: entry.sha256 == found for entry, found in zip(doubtful, digests, strict=True)}
        return {entry.name for entry in known if self._whole[entry.name]}

    def entries(self, stage: str) -> list[Entry]:
        """Return the entries of a stage in the order in which they were finished; some files may be damaged."""
        return [entry for name, entry in self._entries.items() if name.startswith(f"{stage}-")]

    def keep(self, names: Iterable[str]) -> None:
        """Remove every other file of the folder."""
        kept = {name: self._entries[name] for name in names if name in self._entries}
        sources = {entry.source for entry in kept.values()}
        self._keep({name: entry for name, entry in self._entries.items() if name in kept or name in sources})

    def drop(self, names: Iterable[str]) -> None:
        """Remove some files, and those that each of them was made of."""
        gone = {part for name in names if (entry := self._entries.get(name)) for part in (name, entry.source)}
        self._keep({name: entry for name, entry in self._entries.items() if name not in gone})

    def _keep(self, entries: dict[str, Entry]) -> None:
        self._entries = entries
        self._rewrite()
        for path in self.folder.iterdir():
            if path.name not in self._entries and path != self._journal:
                path.unlink()

    def _rewrite(self) -> None:
        temporary = self._journal.with_suffix(".new")
        temporary.write_text("".join(map(_line, self._entries.values())), encoding="utf-8")
        temporary.replace(self._journal)


def digest(path: Path) -> str:
    """Return the sha256 of a file's bytes, 64 hex digits; nothing where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _line(entry: Entry) -> str:
    return json.dumps(entry) + "\n"


def _read(journal: Path) -> list[Entry]:
    entries = []
    try:
        lines = journal.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    for line in lines:
        try:
            entry = Entry(*json.loads(line))
        except (ValueError, TypeError, RecursionError):
            continue
        if all(isinstance(part, str) for part in entry):
            entries.append(entry)
    return entries
