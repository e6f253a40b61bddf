"""The files of `raw/` that hold something that was taken down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..ingest.containers import read as containers
from ..ingest.documents import media_type_of
from ..ingest.files import RawFile
from ..ingest.listing import list_raw
from ..schema import CONTAINERS, Document, Refused
from ..takedown.rule import Rule
from ..takedown.screen import Screen
from .blank import Words
from .examine import examine


class Held(NamedTuple):
    """A file of `raw/` that holds something that was taken down."""

    file: RawFile
    rule: Rule
    everywhere: tuple[Words, ...]
    """What of it is to be looked for in all other files, too."""
    pages: frozenset[str]
    """The paths of those of its documents that hold something."""


def find_held(roots: Sequence[Path], out: Path, screen: Screen) -> list[Held]:
    """Return the files that hold something that was taken down. Raises what listing raises."""
    return [held for file in list_raw(roots, out) if not file.refused and (held := _held(file, screen))]


def _held(file: RawFile, screen: Screen) -> Held | None:
    """What all documents of a file hold; None where it is nothing."""
    rule: Rule | None = None
    everywhere: list[Words] = []
    pages: set[str] = set()
    for document in documents(file):
        finding = examine(document, screen)
        if finding.rule is not None:
            rule = rule or finding.rule
            everywhere += finding.everywhere
            pages.add(document.path)
    if media_type_of(file.path) not in CONTAINERS:
        rule = rule or screen.address([file.url])
    return Held(file, rule, tuple(everywhere), frozenset(pages)) if rule else None


def documents(file: RawFile) -> Iterator[Document]:
    """Yield the documents of a file, also those that are refused."""
    for found in containers.documents(file):
        if isinstance(found, Document):
            yield found
        elif isinstance(found, Refused):
            yield found.document
