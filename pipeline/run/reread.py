"""From a row of `documents` back to the page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..ingest.containers import read as containers
from ..ingest.documents import make_document, media_type_of, unpacked
from ..ingest.errors import ChangedWhileReading
from ..ingest.files import RawFile
from ..ingest.names import location_of, places_at, places_of, shown
from ..ingest.responses import content_of, responses_in
from ..parse.decode import decode
from ..parse.page import Page
from ..schema import CONTAINERS, Document, Rejected
from ..schema.nouns import Before
from ..storage import open_file
from ..storage.folders import walk

_DECLARED = ("declared", "doubted", "utf-8-damaged")
"""Where an encoding was found that the bytes alone would not tell."""


def reread_document(raw: Sequence[Path | str], row: Mapping[str, Any]) -> Page | Rejected | None:
    """Return a document of a release as text, or why it is none, or None where no raw folder holds its bytes any more.

    `raw` are folders, or addresses as text; `row` is its row of the released table `documents`: what is known of the
    page comes from there, because `index.csv` may say something else by now. Raises Unreachable.
    """
    for found in (document for place in _places(raw, row["path"]) for document in _documents_at(*place, row)):
        document = _as_then(raw, found)
        if document.sha256 == row["sha256"]:
            page = decode(document)
            return replace(page, is_lenient=True) if isinstance(page, Page) and row["reader"] == "lenient" else page
    return None


def why_not_read(raw: Sequence[Path | str], path: str) -> str:
    """Return why the file of a page cannot be read, although it is there; empty where it can, or is gone."""
    for place in _places(raw, path):
        try:
            with open_file(location_of(*place)):
                return ""
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            return error.strerror or str(error)
    return ""


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


def _as_then(raw: Sequence[Path | str], document: Document) -> Document:
    """A document; of a page that was as before, with the content of the response that is meant, wherever that lies."""
    before = document.before
    if before is None:
        return document
    page = _meant(raw, before)
    if page is None:
        _archives.cache_clear()  # one may have come since
        page = _meant(raw, before)
    return page._replace(path=document.path, url=document.url, retrieved_at=document.retrieved_at) if page else document


def _meant(raw: Sequence[Path | str], before: Before) -> Document | None:
    archives = _archives(tuple(folder for folder in raw if isinstance(folder, Path)))
    try:
        response = responses_in(archives).find(before)
        holders = [file for file in archives if response and response.path.startswith(f"{file.path}#")]
        return content_of(response, holders) if response else None
    except (OSError, ChangedWhileReading):
        return None


@lru_cache(maxsize=1)  # each page of a release is asked for, one after the other
def _archives(raw: tuple[Path, ...]) -> tuple[RawFile, ...]:
    """The files below some folders that hold pages."""
    found = []
    for folder in raw:
        for root, _, names in walk(folder):
            for name in names:
                file = Path(root, name)
                if media_type_of(name) in CONTAINERS and file.is_file():
                    path = shown(os.path.relpath(file, folder))
                    location = os.fsencode(os.path.realpath(file))
                    found.append(RawFile(location, path, file.stat().st_size, None, None, None))
    return tuple(sorted(found))
