"""A file in `raw/` -> all that is in it: one document, or those that it contains; and back by a document's path."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ...schema import ARCHIVE, CONTAINERS, MHTML, WACZ, ZIP, Document, Passed, Reason, Refused, Rejected
from ...storage import open_file
from ..documents import media_type_of, refuse
from ..files import RawFile, read, why_not
from ..names import location_of
from ..warc import read as warc
from ..warc.codec import Bytes
from ..warc.members import open_bytes
from . import mhtml, zipped
from .zip_members import Member, archive_in, content_of, members_by_name

Found = Document | Refused | Rejected | Passed


def documents(file: RawFile) -> Iterator[Found]:
    """Yield the documents in a file, and rejections; last, for a file that is no document itself, what was passed over.

    Raises ChangedWhileReading.
    """
    media_type = media_type_of(file.path)
    if media_type == ARCHIVE:
        yield from warc.documents(file)
    elif media_type in CONTAINERS:
        yield from _documents_in(file, _READERS[media_type])
    else:
        document = read(file)
        yield document
        if isinstance(document, Rejected):
            yield Passed({})


def _documents_in(file: RawFile, read_all: _Read) -> Iterator[Found]:
    if file.size or why_not(file):
        yield from warc.read_opened(file, read_all)
    else:
        yield refuse(Reason.EMPTY_DOCUMENT, f"{file.path}: nothing in it")
        yield Passed({})


def documents_in(name: str, content: bytes, url: str | None = None, charset: str | None = None) -> Iterator[Found]:
    """Yield what a container holds whose bytes are at hand, as `documents` does for one in a folder."""
    file = RawFile(b"", name, len(content), url, charset, None)
    media_type = media_type_of(name)
    counts: Counter[str] = Counter()
    archive = open_bytes(_Content(content), len(content))
    read_all = warc.pages_in if media_type == ARCHIVE else _READERS[media_type or ""]
    try:
        yield from read_all(archive, file, counts)
    except OSError as error:
        yield refuse(Reason.UNREADABLE_FILE, f"{name}: {error}")


class _Content:
    """Bytes at hand, as a file."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read_at(self, start: int, count: int) -> bytes:
        return self._content[start : start + count]


def _read_mhtml(archive: Bytes, file: RawFile, counts: Counter[str]) -> Iterator[Document | Rejected]:  # noqa: ARG001
    return mhtml.documents(file, archive.read(0, archive.size))


_Read = warc.ReadAll[Document | Refused | Rejected]
_READERS: dict[str, _Read] = {ZIP: zipped.documents, WACZ: zipped.documents, MHTML: _read_mhtml}


def reread(folder: Path | str, path: str) -> Document | bytes | None:
    """Return the page in a container that a release calls `faq.zip#tea.html`, or its bytes; None if there is none.

    A page of a web archive comes with what the archive says of it.
    """
    for at in (at for at, sign in enumerate(path) if sign == "#"):
        file = location_of(folder, path[:at])
        media_type = media_type_of(path[:at])
        if media_type not in CONTAINERS or not (isinstance(folder, str) or os.path.isfile(file)):
            continue
        if media_type == ARCHIVE:
            return warc.reread(folder, path)
        try:
            with open_file(file) as stream:
                state = _State(file, stream.size, 0 if isinstance(folder, str) else os.stat(file).st_mtime_ns)
                return _page_at(open_bytes(stream, stream.size), media_type, path, path[at + 1 :], state)
        except (OSError, ValueError):
            return None
    return None


def page_in(file: RawFile, path: str) -> Document | None:
    """Return the page of a web archive, alone or in a zip, that is called `crawl.warc.gz#OFFSET`; None if none is.

    Raises ChangedWhileReading, OSError.
    """
    with warc.opened(file) as archive:
        if file.media_type == ARCHIVE:
            return warc.page_at(archive, path, file.location)
        found = _page_among(members_by_name(archive), archive, path, path[len(file.path) + 1 :])
        return found if isinstance(found, Document) else None


def _page_at(archive: Bytes, media_type: str, path: str, inner: str, state: _State) -> Document | bytes | None:
    if media_type == MHTML:
        return mhtml.page_at(archive.read(0, archive.size), int(inner))
    return _page_among(_members(state), archive, path, inner)


def _page_among(members: Mapping[str, Member], archive: Bytes, path: str, inner: str) -> Document | bytes | None:
    """The page of a zip in the member that its path names."""
    name, place = (inner, "") if inner in members else inner.rpartition("#")[::2]
    if name not in members:
        return None
    member = members[name]
    if media_type_of(member.name) == ARCHIVE:
        web_archive = archive_in(archive, member)
        return web_archive and warc.page_at(web_archive, path)
    content = content_of(archive, member)
    if content is None:
        return None
    return mhtml.page_at(content, int(place)) if place else content


@lru_cache(maxsize=2)  # each page of a zip is asked for, one after the other
def _members(state: _State) -> dict[str, Member]:
    with open_file(state.file) as stream:
        return members_by_name(open_bytes(stream, stream.size))


class _State(NamedTuple):
    """A file as it is now."""

    file: bytes
    size: int
    time: int
    """Of its last change; 0 where only the size is known, as at an address."""
