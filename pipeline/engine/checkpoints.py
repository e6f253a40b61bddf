"""The finished files of a work folder, as its journal lists them. What else lies in the folder is ignored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ..text.patterns import pattern

_JOURNAL = "journal.jsonl"  # one line for each finished file: the JSON array of an Entry
_NEW_JOURNAL = "journal.new"
_RESULT = pattern(r"[a-z][a-z0-9 -]*-[0-9a-f]{32}\.arrow")  # its stage and a hash, see `name_of` in parts.py
_UNFINISHED = pattern(r"[a-z][a-z0-9 -]*-[0-9a-f]{32}\.[0-9a-f]{32}")
_SHA256 = pattern(r"[0-9a-f]{64}")
_LONGEST_LINE = 2_000  # bytes, chosen: some ten times that of a line that we write


class Entry(NamedTuple):
    """A finished file."""

    name: str
    sha256: str
    """64 hex digits."""
    source: str = ""
    """The name of the file that it was made from; empty unless that is exactly one."""


class Checkpoints:
    """The finished files of a folder. A file is finished once its line is in the journal.

    A line that a kill cut short is ignored, and so is a file whose checksum is not that of its line.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._journal = folder / _JOURNAL
        self._entries = {entry.name: entry for entry in _read(self._journal)}
        self._is_intact: dict[str, bool] = {}
        if self._journal.exists():
            self._rewrite()  # the next line must not be appended to an incomplete one

    def path(self, name: str) -> Path:
        """Return the path of a file of this name, whether it exists or not."""
        return self.folder / name

    def add(self, entry: Entry) -> None:
        """Record that a file is finished."""
        with self._journal.open("a", encoding="utf-8") as journal:
            journal.write(_line(entry))
        self._entries[entry.name] = entry
        self._is_intact[entry.name] = True

    def finished(self, names: Iterable[str]) -> set[str]:
        """Return the names of those files that are finished and still have their checksum."""
        listed = [self._entries[name] for name in names if name in self._entries]
        unchecked = [entry for entry in listed if entry.name not in self._is_intact]
        with ThreadPoolExecutor() as threads:
            digests = threads.map(lambda entry: digest(self.path(entry.name)), unchecked)
            self._is_intact |= {e.name: e.sha256 == found for e, found in zip(unchecked, digests, strict=True)}
        return {entry.name for entry in listed if self._is_intact[entry.name]}

    def entries(self, stage: str) -> list[Entry]:
        """Return the entries of a stage in the order in which they were finished. Their files are not checked."""
        return [entry for name, entry in self._entries.items() if name.startswith(f"{stage}-")]

    def keep(self, names: Iterable[str]) -> None:
        """Delete every result in the folder except these and the files that they were made from."""
        kept = {name: self._entries[name] for name in names if name in self._entries}
        sources = {entry.source for entry in kept.values()}
        self._keep_entries({name: entry for name, entry in self._entries.items() if name in kept or name in sources})

    def drop(self, names: Iterable[str]) -> None:
        """Delete these files, and the file that each of them was made from."""
        removed = {part for name in names if (entry := self._entries.get(name)) for part in (name, entry.source)}
        self._keep_entries({name: entry for name, entry in self._entries.items() if name not in removed})

    def _keep_entries(self, entries: dict[str, Entry]) -> None:
        self._entries = entries
        self._rewrite()
        for path in self.folder.iterdir():
            if path.name not in self._entries and _is_data(path.name) and not path.is_dir():
                path.unlink()

    def _rewrite(self) -> None:
        temporary = self.folder / _NEW_JOURNAL
        temporary.write_text("".join(map(_line, self._entries.values())), encoding="utf-8")
        temporary.replace(self._journal)


def digest(path: Path) -> str:
    """Return the sha256 of a file's bytes as 64 hex digits; an empty string if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _line(entry: Entry) -> str:
    return json.dumps(entry) + "\n"


def is_own_name(name: str) -> bool:
    """Whether a name is one that a file of such a folder may have; no other file is read or deleted."""
    return name in (_JOURNAL, _NEW_JOURNAL) or _is_data(name)


def _is_data(name: str) -> bool:
    return bool(_RESULT.fullmatch(name) or _UNFINISHED.fullmatch(name))


def _read(journal: Path) -> list[Entry]:
    """Return the entries of a journal in order; lines that are no entry are ignored."""
    try:
        return [entry for line in _lines(journal) if (entry := _entry(line))]
    except OSError:
        return []


def _lines(file: Path) -> Iterator[bytes]:
    """The lines of a file, a long one in pieces."""
    with file.open("rb") as stream:
        while line := stream.readline(_LONGEST_LINE):
            yield line


def _entry(line: bytes) -> Entry | None:
    """The entry that a line holds; None where it holds anything else, such as the name of a file elsewhere."""
    try:
        name, sha256, source = json.loads(line)
        is_sound = _RESULT.fullmatch(name) and _SHA256.fullmatch(sha256) and (not source or _RESULT.fullmatch(source))
    except (ValueError, TypeError, RecursionError):
        return None
    return Entry(name, sha256, source) if is_sound and isinstance(source, str) else None
