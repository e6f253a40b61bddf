"""Files below `raw/` -> Documents, with what `raw/index.csv` knows about them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..schema import ARCHIVE, Document, Reason, Rejected
from ..storage import is_address, join, list_files, open_file, parent, path_below
from .documents import MEDIA_TYPES, media_type_of, refuse
from .errors import ChangedWhileReading, EmptyRawFolder, NoRawFolder, SharedFolder
from .index import INDEX, PageAbout, PageIndex, read_index
from .pieces import hash_pieces

_NOT_PAGES = frozenset({INDEX, "README.md", "README.txt"})
_FEW = 2_000  # files, chosen: to hash as many takes less time than to start a process
_SMALL = 64_000_000  # bytes, chosen likewise: 0.05 s


class RawFile(NamedTuple):
    """A file below a raw folder, not read yet."""

    location: bytes
    """Its absolute path for the operating system, or its address."""
    path: str
    """Its path below the raw folder, with forward slashes."""
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
    key: str = ""
    """What the reading of it depends on, in 16 hex digits."""
    pieces: bytes = b""
    """Of a web archive that was hashed: the checksums of its pieces (`ingest/pieces.py`)."""

    @property
    def bytes_to_read(self) -> int:
        """How much of it is to be read."""
        return max(self.size, 0) if self.stop < 0 else self.stop - self.start

    @property
    def is_there(self) -> bool:
        """Whether it is a file, and not only a name in an index, a pipe or a broken link."""
        return self.size >= 0


def list_raw(roots: Iterable[Path | str], out: Path | str) -> list[RawFile]:
    """Return the pages below some folders or addresses, sorted by path; a root may be a single file.

    Hidden files, `index.csv` and `README` files are no pages, nor is what lies below `out`. A page
    that an index names but that is not there is listed with size -1.

    Raises NoInput if a root is missing or holds no page, SharedFolder if one is `out`, OSError
    where a folder cannot be read, BadAddress, Unreachable.
    """
    files: dict[bytes, RawFile] = {}
    for root in roots:
        listed = _listed_at(str(root), str(out)) if is_address(root) else _listed(Path(root), Path(out))
        if not listed:
            raise EmptyRawFolder(root)
        files = listed | files  # two roots may overlap
    return sorted(files.values(), key=lambda file: (file.path, file.location))


def _listed(root: Path, out: Path) -> dict[bytes, RawFile]:
    """The files below a folder, by what is the same for one file however it is reached."""
    if not root.exists():
        raise NoRawFolder(root)
    if root.resolve() == out.resolve():
        raise SharedFolder(root)
    folder = root if root.is_dir() else root.parent
    known = read_index(folder / INDEX)
    found = {_shown(path.relative_to(folder)): path for path in _pages(root, out)}
    if root.is_dir():
        found |= {path: folder / path for path in known if path not in found}
    listed = {}
    for path, file in found.items():
        size = file.stat().st_size if file.is_file() else -1
        listed[os.path.abspath(os.fsencode(file))] = _raw_file(os.fsencode(file.absolute()), path, size, known)
    return listed


def _listed_at(root: str, out: str) -> dict[bytes, RawFile]:
    """The files below an address, or the one that it is of."""
    releases = path_below(root, out) if is_address(out) else None
    if releases == "":
        raise SharedFolder(root)
    sizes = list_files(root)
    if not sizes:
        return _single_file(root)
    known = read_index(join(root, INDEX))
    pages = [path for path in sizes if _is_page(path) and not (releases and path.startswith(f"{releases}/"))]
    files = [_raw_file(join(root, path).encode(), path, sizes.get(path, -1), known) for path in {*pages, *known}]
    return {file.location: file for file in files}


def _single_file(address: str) -> dict[bytes, RawFile]:
    folder, path = parent(address)
    try:
        with open_file(address.encode()) as file:
            size = file.size
    except FileNotFoundError:
        raise NoRawFolder(address) from None
    return {address.encode(): _raw_file(address.encode(), path, size, read_index(join(folder, INDEX)))}


def _raw_file(location: bytes, path: str, size: int, known: PageIndex) -> RawFile:
    about = known.get(path, PageAbout())
    return RawFile(location, path, size, about.url, about.charset, about.retrieved_at)


def read(file: RawFile) -> Document | Rejected:
    """Return a raw file's bytes as a document, or why it cannot be one.

    Raises ChangedWhileReading where the bytes are not those that were hashed.
    """
    refused = why_not(file)
    if refused:
        return refused
    try:
        with open_file(file.location) as stream:
            content = stream.readall()
    except OSError as error:
        return refuse(Reason.UNREADABLE_FILE, f"{file.path}: {error.strerror or error}")
    sha256 = hashlib.sha256(content).hexdigest()
    if file.sha256 and file.sha256 != sha256:
        raise ChangedWhileReading(file.path)
    media_type = media_type_of(file.path)
    if media_type is None:
        known = ", ".join(MEDIA_TYPES)
        why = f"{file.path}: qamill reads {known}, and web archives (.warc, .warc.gz ...)"
        return refuse(Reason.UNSUPPORTED_FORMAT, why)
    return Document(file.path, content, sha256, file.url, file.charset, file.retrieved_at, media_type)


def why_not(file: RawFile) -> Rejected | None:
    """Return why a file is not even opened, or None where it is."""
    if file.copy_of:
        return refuse(Reason.DUPLICATE_DOCUMENT, f"{file.path}: the same bytes as {file.copy_of}")
    if not file.is_there:
        what = "no regular file" if os.path.lexists(file.location) else "there is no such file"
        return refuse(Reason.UNREADABLE_FILE, f"{file.path}: {what}")
    return None


def hash_file(file: RawFile) -> RawFile:
    """Return the file with its sha256, an archive with the checksums of its pieces; empty where it cannot be read."""
    if not file.is_there:
        return file
    try:
        with open_file(file.location) as stream:
            if media_type_of(file.path) == ARCHIVE:
                digest, pieces = hash_pieces(stream, file.size)
                return file._replace(sha256=digest, pieces=pieces)
            return file._replace(sha256=hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError:
        return file._replace(sha256="")


def hash_few(files: Sequence[RawFile]) -> list[RawFile]:
    """Return the files with their sha256, copies marked, where they are few and small; others as they are."""
    if len(files) > _FEW or sum(file.bytes_to_read for file in files) > _SMALL:
        return list(files)
    return mark_copies(map(hash_file, files))


def is_hashed(files: Iterable[RawFile]) -> bool:
    """Whether each file that is there has its sha256."""
    return all(file.sha256 or not file.is_there for file in files)


def path_of(raw: Path, path: str) -> Path:
    """Return where a page lies whose path `list_raw` gave, also if its name is no UTF-8."""
    shown = path.encode("utf-8", "surrogateescape")
    whole = re.sub(rb"\\x([89a-f][0-9a-f])", lambda match: bytes.fromhex(match[1].decode()), shown)
    file = raw / path
    return file if file.exists() else raw / os.fsdecode(whole)


def mark_copies(files: Iterable[RawFile]) -> list[RawFile]:
    """Return the files, those marked whose bytes, address and date an earlier one has."""
    first: dict[tuple[object, ...], RawFile] = {}
    marked = []
    for file in files:
        if media_type_of(file.path) is None:  # it will not be read, so no other file is a copy of it
            marked.append(file)
            continue
        earlier = first.setdefault((file.sha256, file.url, file.retrieved_at), file)
        marked.append(file._replace(copy_of=earlier.path) if file.sha256 and earlier is not file else file)
    return marked


def _pages(root: Path, out: Path) -> Iterator[Path]:
    """Every page below a root; linked folders are followed, each folder is read once."""
    if not root.is_dir():
        yield root
        return
    done = {os.path.realpath(out)}
    for folder, folders, names in os.walk(root, onerror=_cannot_list, followlinks=True):
        if os.path.realpath(folder) in done:
            folders.clear()
            continue
        done.add(os.path.realpath(folder))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in names if _is_page(name))


def _is_page(path: str) -> bool:
    """Whether a file may be one, by its path below the folder."""
    parts = path.split("/")
    return parts[-1] not in _NOT_PAGES and not any(part.startswith(".") for part in parts)


def _cannot_list(error: OSError) -> None:
    raise error  # a folder that is passed over would look like pages that were removed


def _shown(path: Path) -> str:
    """A path as text, also where the file's name is no UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
