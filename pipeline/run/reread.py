"""From a row of `documents` back to the page."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..ingest.containers import read as containers
from ..ingest.documents import make_document, unpacked
from ..ingest.names import path_of, places_of
from ..parse.decode import decode
from ..parse.page import Page
from ..schema import Document, Rejected

_DECLARED = ("declared", "doubted", "utf-8-damaged")
"""Where an encoding was found that the bytes alone would not tell."""


def reread_document(raw: Sequence[Path], row: Mapping[str, Any]) -> Page | Rejected | None:
    """Return a document of a release as text, or why it is none, or None where no raw folder holds its bytes any more.

    `row` is its row of the released table `documents`: what is known of the page comes from there, because
    `index.csv` may say something else by now.
    """
    for document in (found for place in places_of(raw, row["path"]) for found in _documents_at(*place, row)):
        if document.sha256 == row["sha256"]:
            page = decode(document)
            return replace(page, is_lenient=True) if isinstance(page, Page) and row["reader"] == "lenient" else page
    return None


def _documents_at(folder: Path, path: str, row: Mapping[str, Any]) -> Iterator[Document]:
    """The file of a path, and the page of a container that is called so."""
    file = path_of(folder, path)
    found = _content(file) if os.path.isfile(file) else None  # not one in a folder that cannot be read
    for content in (found, containers.reread(folder, path)):
        page = unpacked(path, content) if isinstance(content, bytes) else None
        if isinstance(content, Document):
            yield content
        elif isinstance(page, bytes):
            charset = row["encoding"] if row["encoding_from"] in _DECLARED else None
            yield make_document(row["path"], page, row["url"], charset, row["media_type"])


def _content(file: Path) -> bytes | None:
    """The bytes of a file; None where it cannot be read, which is as good as gone."""
    try:
        return file.read_bytes()
    except OSError:
        return None
