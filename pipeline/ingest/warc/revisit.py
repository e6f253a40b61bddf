"""Records that say that a page was as before: the page, with the content of the response that they refer to."""

from __future__ import annotations

import errno
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ...schema import Document
from ...schema.nouns import Before
from ...storage import is_address, join, open_page, parent
from ...text.digest import digest
from ...text.patterns import pattern
from ..files import RawFile
from .codec import Bytes
from .members import open_bytes
from .records import page_of, read_from

_OURS = pattern(r"web-\d{8}-(\d{3,})\.warc\.gz", re.ASCII)
"""The names of archives that `qamill fetch` writes. Each refers to itself and to those with smaller numbers."""
_NOT_THERE = (None, errno.ENOENT, errno.EACCES, errno.ELOOP, errno.EINVAL)
"""Errors that say that an archive cannot be had, or is damaged; any other says that the disk failed."""


def with_earlier(files: Iterable[RawFile]) -> list[RawFile]:
    """Return hashed files; of each archive of ours it is known which bytes those have that it may refer to."""
    files = list(files)
    folders: defaultdict[tuple[str, str], list[tuple[int, str, int]]] = defaultdict(list)
    for at, file in enumerate(files):
        folder, name = _place_of(file.location)
        number = _number_of(name)
        if number is not None and file.sha256 and not file.refused:
            folders[folder, ""].append((number, name, at))
    for archives in folders.values():
        so_far = ""
        for _, name, at in sorted(archives):
            files[at] = files[at]._replace(earlier=so_far)
            so_far = digest(so_far, name, files[at].sha256)
    return files


def with_content(found: Document, archive: Bytes, name: str, location: bytes = b"") -> Document:
    """Return a document; of a revisit with the content of the response that it refers to, if that lies where it says.

    `archive` is what it was read from, called `name`; where `location` says where that lies, those before it in its
    folder are looked into, too. Raises OSError where the disk fails.
    """
    before = found.before
    if before is None or not before.archive:
        return found
    not_there = found._replace(before=before._replace(archive="", offset=0))
    try:
        with _opened(before.archive, archive, name, location) as holder:
            response = _response_at(holder, before)
    except OSError as error:
        if error.errno not in _NOT_THERE:
            raise
        return not_there
    if response is None:
        return not_there
    return response._replace(path=found.path, url=found.url, retrieved_at=found.retrieved_at)


@contextmanager
def _opened(wanted: str, archive: Bytes, name: str, location: bytes) -> Iterator[Bytes]:
    if wanted == name:
        yield archive
        return
    theirs, own = _number_of(wanted), _number_of(name)
    if not location or theirs is None or own is None or theirs >= own:
        raise FileNotFoundError(errno.ENOENT, "not an archive before this one", wanted)
    with open_page(_beside(location, wanted)) as stream:
        yield open_bytes(stream, stream.size)


def _response_at(archive: Bytes, before: Before) -> Document | None:
    """The page of the response that is meant; None if there is none, or another."""
    position, record = next(read_from(archive, before.offset), (-1, None))
    if record is None or position != before.offset:
        return None
    found = page_of(record, before.archive)
    is_meant = isinstance(found, Document) and (found.url, found.retrieved_at) == (before.url, before.retrieved_at)
    return found if is_meant and isinstance(found, Document) and not (found.is_gone or found.before) else None


def _number_of(name: str) -> int | None:
    found = _OURS.fullmatch(name)
    return int(found[1]) if found else None


def _place_of(location: bytes) -> tuple[str, str]:
    """The folder of a file, and its name."""
    written = os.fsdecode(location)
    return parent(written) if is_address(written) else os.path.split(written)


def _beside(location: bytes, name: str) -> bytes:
    folder, _ = _place_of(location)
    return (join(folder, name) if is_address(folder) else os.path.join(folder, name)).encode(errors="surrogateescape")
