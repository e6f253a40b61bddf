"""From a row of `documents` back to the page."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..ingest.containers import read as containers
from ..ingest.documents import make_document, unpacked
from ..ingest.names import location_of, places_at, places_of
from ..parse.decode import decode
from ..parse.page import Page
from ..schema import Document, Rejected
from ..storage import open_file

_DECLARED = ("declared", "doubted", "utf-8-damaged")
"""Where an encoding was found that the bytes alone would not tell."""


def reread_document(raw: Sequence[Path | str], row: Mapping[str, Any]) -> Page | Rejected | None:
    """Return a document of a release as text, or why it is none, or None where no raw folder holds its bytes any more.

    `raw` are folders, or addresses as text; `row` is its row of the released table `documents`: what is known of the
    page comes from there, because `index.csv` may say something else by now. Raises Unreachable.
    """
    for document in (found for place in _places(raw, row["path"]) for found in _documents_at(*place, row)):
        if document.sha256 == row["sha256"]:
            page = decode(document)
            return replace(page, is_lenient=True) if isinstance(page, Page) and row["reader"] == "lenient" else page
    return None


def _places(raw: Sequence[Path | str], path: str) -> Iterator[tuple[Path | str, str]]:
    """Where a page may lie: a folder or an address, and its path below it."""
    yield from places_of([folder for folder in raw if isinstance(folder, Path)], path)
    for address in raw:
        if isinstance(address, str):
            yield from places_at(address, path)


def _documents_at(folder: Path | str, path: str, row: Mapping[str, Any]) -> Iterator[Document]:
    """The file of a path, and the page of a container that is called so."""
    location = location_of(folder, path)
    is_there = isinstance(folder, str) or os.path.isfile(location)  # not one in a folder that cannot be read
    for content in (_content(location) if is_there else None, containers.reread(folder, path)):
        page = unpacked(path, content) if isinstance(content, bytes) else None
        if isinstance(content, Document):
            yield content
        elif isinstance(page, bytes):
            charset = row["encoding"] if row["encoding_from"] in _DECLARED else None
            yield make_document(row["path"], page, row["url"], charset, row["media_type"])


def _content(location: bytes) -> bytes | None:
    """The bytes of a file; None where it cannot be read, which is as good as gone."""
    try:
        with open_file(location) as file:
            return file.readall()
    except OSError:
        return None
