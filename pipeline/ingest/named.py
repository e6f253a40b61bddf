"""What a person names to be added (files, folders, patterns) -> the files that are meant, each with its sub-folder."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .folder import Folder
from .names import real

STANDARD_INPUT = "-"


class Named(NamedTuple):
    """A file that is meant."""

    location: str
    """Its path, or `-`."""
    below: str = ""
    """The folder that it goes to, below `raw/`."""
    why_not: str = ""
    """Why it cannot be read; empty where nothing is known to be wrong."""
    is_found: bool = False
    """Whether it was found in a folder or by a pattern; nobody said that it is a page."""


def named_files(words: Iterable[str], raw: Path) -> Iterator[Named]:
    """Yield the files that some words name, each once, those of a folder as they lie in it.

    A folder is taken with its name and its sub-folders, but for `raw` itself and hidden files; a pattern
    (`pages/**/*.html`) with the sub-folders below the part of it that is none.
    """
    done: set[str] = set()
    for word in words:
        for named in _files_of(word, raw):
            if named.location == STANDARD_INPUT or os.path.realpath(named.location) not in done:
                done.add(os.path.realpath(named.location))
                yield named


def _files_of(word: str, raw: Path) -> Iterator[Named]:
    if os.path.isdir(word):
        yield from _files_in(word, raw)
    elif word == STANDARD_INPUT or os.path.lexists(word) or not glob.has_magic(word):
        yield Named(word)
    else:
        yield from _files_like(word, raw)


def _files_in(folder: str, raw: Path) -> Iterator[Named]:
    """The files below a folder."""
    name = os.path.basename(os.path.normpath(folder))
    own = "" if name in (".", "..", "/") else name
    for entry in Folder(folder, follow_links=False).entries(str(raw)):
        path = real(entry.path)
        below = os.path.join(own, os.path.dirname(path))
        yield Named(os.path.join(folder, path), below, entry.why, is_found=True)


def _files_like(pattern: str, raw: Path) -> Iterator[Named]:
    """The files that fit a pattern."""
    parts = Path(pattern).parts
    fixed = Path(*parts[: next(i for i, part in enumerate(parts) if glob.has_magic(part))])
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        yield Named(pattern, why_not="no file fits it")
    for path in found:
        below = os.path.dirname(os.path.relpath(path, fixed))
        if os.path.isfile(path):
            yield Named(path, below, is_found=True)
        elif not pattern.rstrip("/").endswith("**"):
            yield from (each._replace(below=os.path.join(below, each.below)) for each in _files_in(path, raw))
