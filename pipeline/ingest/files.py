"""Raw files -> Documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import RawIOBase
from typing import NamedTuple

from ..schema import CONTAINERS, TEXT, Document, Reason, Rejected
from ..storage import open_page
from .documents import CONTAINER_TYPES, MEDIA_TYPES, is_gzip, located, media_type_of, refuse, type_of, unpacked
from .errors import ChangedWhileReading
from .html_start import FIRST
from .pieces import hash_pieces

_FEW = 2_000  # files, chosen: to hash as many takes less time than to start a process
_PIECE = 1 << 20  # bytes (chosen) hashed at once
_SMALL = 64_000_000  # bytes, chosen likewise: 0.05 s


class RawFile(NamedTuple):
    """A file below a raw folder, not read yet."""

    location: bytes
    """Its absolute path for the operating system, without links in it, or its address."""
    path: str
    """Its path below the raw folder, with forward slashes, as `names.shown` writes it."""
    size: int
    url: str | None
    charset: str | None
    retrieved_at: datetime | None
    sha256: str = ""
    copy_of: str = ""
    """The path of an earlier file with the same bytes, address and date."""
    start: int = 0
    """Of a part of a web archive: the byte it begins at."""
    stop: int = -1
    """The first byte after the part; -1 for the file's end."""
    refused: str = ""
    """The reason for which it is not read: it is no file, cannot be read, or lies outside of the raw folder."""
    why: str = ""
    """The same in words."""
    key: str = ""
    """What the reading of it depends on, in 16 hex digits."""
    pieces: bytes = b""
    """Of a container that was hashed: the checksums of its pieces (`ingest/pieces.py`)."""
    columns: str = ""
    """Of a table of pairs: what the index says its columns are called."""
    earlier: str = ""
    """Of an archive that refers to others before it: what names and bytes these have, in 16 hex digits."""
    seen_type: str = ""
    """The media type that the bytes of a hashed file show, whatever its name; empty where the name says all."""

    @property
    def media_type(self) -> str | None:
        """The media type of a file that was hashed; None for one that qamill does not read."""
        return self.seen_type or media_type_of(self.path)

    @property
    def is_plain_text(self) -> bool:
        """Whether a hashed file is text as it lies there, and neither HTML nor packed."""
        return self.media_type == TEXT and not is_gzip(self.path)

    @property
    def bytes_to_read(self) -> int:
        """How much of it is to be read."""
        return max(self.size, 0) if self.stop < 0 else self.stop - self.start


def read(file: RawFile) -> Document | Rejected:
    """Return a raw file's bytes as a document, or why it cannot be one.

    Raises ChangedWhileReading where the bytes are not those that were hashed.
    """
    refused = why_not(file)
    if refused:
        return refused
    try:
        with open_page(file.location) as stream:
            content = stream.readall()
    except OSError as error:
        if file.sha256:  # it could be read before: a release must not depend on the moment
            raise ChangedWhileReading(file.path) from error
        return refuse(Reason.UNREADABLE_FILE, f"{file.path}: {error.strerror or error}")
    sha256 = hashlib.sha256(content).hexdigest()
    if file.sha256 and file.sha256 != sha256:
        raise ChangedWhileReading(file.path)
    return document_of(file, content, sha256)


def read_start(file: RawFile, size: int) -> Document:
    """Return the first bytes of a hashed file of plain text as a document. Raises ChangedWhileReading."""
    with _opened_again(file) as stream:
        content = stream.read(size)
    return located(Document(file.path, content, file.sha256, file.url, file.charset, file.retrieved_at, TEXT))


def read_pieces(file: RawFile, size: int) -> Iterator[bytes]:
    """Yield the bytes of a hashed file in pieces. Raises ChangedWhileReading, in the end, where they are others."""
    hasher = hashlib.sha256()
    with _opened_again(file) as stream:
        while piece := stream.read(size):
            hasher.update(piece)
            yield piece
    if hasher.hexdigest() != file.sha256:
        raise ChangedWhileReading(file.path)


@contextmanager
def _opened_again(file: RawFile) -> Iterator[RawIOBase]:
    """Open a file that could be read before: a release must not depend on the moment."""
    try:
        with open_page(file.location) as stream:
            yield stream
    except OSError as error:
        raise ChangedWhileReading(file.path) from error


def document_of(file: RawFile, content: bytes, sha256: str | None = None) -> Document | Rejected:
    """Return the bytes of a file, or of what is called like one, as a document, or why they cannot be one."""
    page = unpacked(file.path, content)
    if isinstance(page, Rejected):
        return page
    media_type = type_of(file.path, page)
    if media_type is None:
        known = ", ".join([*MEDIA_TYPES, *CONTAINER_TYPES])
        why = f"{file.path}: qamill reads {known}, web archives (.warc, .warc.gz ...), and HTML of any name"
        return refuse(Reason.UNSUPPORTED_FORMAT, why)
    if sha256 is None or page is not content:
        sha256 = hashlib.sha256(page).hexdigest()
    return located(
        Document(file.path, page, sha256, file.url, file.charset, file.retrieved_at, media_type, columns=file.columns)
    )


def why_not(file: RawFile) -> Rejected | None:
    """Return why a file is not even opened, or None where it is."""
    if file.copy_of:
        return refuse(Reason.DUPLICATE_DOCUMENT, f"{file.path}: the same bytes as {file.copy_of}")
    return refuse(Reason(file.refused), f"{file.path}: {file.why}") if file.refused else None


def hash_file(file: RawFile) -> RawFile:
    """Return the file with its sha256, a container with the checksums of its pieces; or with why it cannot be read."""
    if file.refused:
        return file
    try:
        with open_page(file.location) as stream:
            if media_type_of(file.path) in CONTAINERS:
                digest, pieces = hash_pieces(stream, file.size)
                return file._replace(sha256=digest, pieces=pieces)
            return _hashed_page(file, stream)
    except OSError as error:
        return file._replace(refused=Reason.UNREADABLE_FILE.value, why=error.strerror or str(error))


def _hashed_page(file: RawFile, stream: RawIOBase) -> RawFile:
    """The file with its sha256, and with what its first bytes show."""
    hasher = hashlib.sha256()
    first = b""
    while piece := stream.read(_PIECE):
        hasher.update(piece)
        first += piece[: FIRST - len(first)]
    seen = type_of(file.path, first)
    return file._replace(sha256=hasher.hexdigest(), seen_type=(seen or "") if seen != media_type_of(file.path) else "")


def hash_few(files: Sequence[RawFile]) -> list[RawFile]:
    """Return the files with their sha256, copies marked, where they are few and small; others as they are."""
    if len(files) > _FEW or sum(file.bytes_to_read for file in files) > _SMALL:
        return list(files)
    return mark_copies(map(hash_file, files))


def is_hashed(files: Iterable[RawFile]) -> bool:
    """Whether each file that can be read has its sha256."""
    return all(file.sha256 or file.refused for file in files)


def mark_copies(files: Iterable[RawFile]) -> list[RawFile]:
    """Return the files, those marked whose bytes, address and date an earlier one has."""
    first: dict[tuple[object, ...], RawFile] = {}
    marked = []
    for file in files:
        if file.media_type is None:  # it will not be read, so no other file is a copy of it
            marked.append(file)
            continue
        earlier = first.setdefault((file.sha256, file.url, file.retrieved_at), file)
        marked.append(file._replace(copy_of=earlier.path) if file.sha256 and earlier is not file else file)
    return marked
