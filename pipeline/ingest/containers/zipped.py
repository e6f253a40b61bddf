"""A zip of pages, or of web archives (WACZ) -> its documents. Nothing is unpacked to the disk."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple, cast

from ...schema import ARCHIVE, CONTAINERS, MHTML, WACZ, Document, Reason, Refused, Rejected
from ...text.patterns import pattern
from ...text.steering import STEERING
from ..documents import MAX_PAGE_BYTES, expands_too_much, media_type_of, refuse, too_large
from ..errors import BadPageIndex
from ..files import RawFile, document_of
from ..folder import is_page
from ..index import INDEX, PageAbout, PageIndex, match, parse_index
from ..names import Names, shown
from ..warc import read as warc
from ..warc.codec import Bytes
from ..warc.members import open_bytes
from . import mhtml

_OF_MACS = "__MACOSX/"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that are read; for others a member itself says how much memory it takes."""
_ENCRYPTED, _UTF8 = 1 << 0, 1 << 11  # among a member's flags
_HEAD_BYTES, _LENGTHS_AT = 30, 26  # of a member's own head, and where it says how long name and more are
_DEFLATE = -15  # of zlib: the largest window, without a header
_UNSAFE = pattern(r"/|[A-Za-z]:")  # at the start of a name: the root, or a drive
_STEERING = pattern(f"[{STEERING}]")
FAULTS = (zipfile.BadZipFile, struct.error, NotImplementedError, OSError, OverflowError, ValueError)
"""What `zipfile` raises where a file is no zip, or a damaged one."""


class Member(NamedTuple):
    """A file in a zip."""

    info: zipfile.ZipInfo
    name: str
    """As the zip has it, with forward slashes."""
    room: int
    """Bytes up to the next member: one that takes more shares them with others, as in a bomb."""


class _Fault(NamedTuple):
    reason: Reason
    why: str


def documents(archive: Bytes, file: RawFile, counts: Counter[str]) -> Iterator[Document | Refused | Rejected]:
    """Yield a document or a rejection for each file in a zip; `counts` gets those that a folder would pass over.

    The rules are those of a folder: `README` and hidden files are no pages, and an `index.csv` at the top says what is
    known of the pages. Raises OSError where the disk fails.
    """
    try:
        members = read_members(archive)
    except FAULTS as error:
        if isinstance(error, OSError) and error.errno:
            raise
        yield refuse(Reason.UNSUPPORTED_FORMAT, f"{file.path}: no zip, or damaged ({error})")
        return
    top = _top_folder(members)
    known = yield from _known(archive, file, members, top)
    is_web_archives = media_type_of(file.path) == WACZ
    seen: set[str] = set()
    for member in members:
        fault = _name_fault(member)
        if fault:
            yield _refused(_as_file(file, member), fault)
        elif not is_page(member.name.removeprefix(top)) or (is_web_archives and media_type_of(member.name) != ARCHIVE):
            counts["ignored"] += member.name != top + INDEX
        elif member.name in seen:
            why = "another file of the zip has this name, and was read"
            yield _refused(_as_file(file, member), _Fault(Reason.UNSAFE_NAME, why))
        else:
            seen.add(member.name)
            about = known.get(shown(member.name), PageAbout())
            yield from _read(archive, _as_file(file, member, about), member, counts)


def read_members(archive: Bytes) -> list[Member]:
    """Return the files in a zip, in the order in which they lie there. Raises BadZipFile and its like."""
    with zipfile.ZipFile(cast(BinaryIO, _Stream(archive))) as opened:
        files = (info for info in opened.infolist() if not info.filename.endswith("/"))  # one without a name as well
        infos = sorted(files, key=lambda info: info.header_offset)
    stops = [*(info.header_offset for info in infos[1:]), archive.size]
    return [Member(info, _name(info), stop - info.header_offset) for info, stop in zip(infos, stops, strict=True)]


def members_by_name(archive: Bytes) -> dict[str, Member]:
    """Return the files in a zip by their names as they are shown; of several with one name the first."""
    return {shown(member.name): member for member in reversed(read_members(archive))}


def content_of(archive: Bytes, member: Member) -> bytes | None:
    """Return the bytes of a member; None where `documents` refuses it."""
    content = _unpack(archive, member)
    return None if isinstance(content, _Fault) else content


def archive_in(archive: Bytes, member: Member) -> Bytes | None:
    """Return a web archive in a zip, open, as `documents` reads it; None where it refuses it."""
    found = _archive_in(archive, member)
    return None if isinstance(found, _Fault) else found


def _top_folder(members: list[Member]) -> str:
    """The folder that was packed, `site/`, where all files but hidden ones lie in one; else nothing."""
    tops = {member.name.partition("/")[:2] for member in members if not member.name.startswith((".", _OF_MACS))}
    return "".join(*tops) if len(tops) == 1 and all(slash for _, slash in tops) else ""


def _known(archive: Bytes, file: RawFile, members: list[Member], top: str) -> Generator[Refused, None, PageIndex]:
    """Return what an index in a zip says of the other files, by their names as they are shown."""
    member = next((member for member in members if member.name == top + INDEX), None)
    if member is None:
        return {}
    content = _unpack(archive, member)
    own = _as_file(file, member)
    if isinstance(content, _Fault):
        yield _refused(own, content)
        return {}
    names = Names(shown(each.name.removeprefix(top)) for each in members if each.name.startswith(top))
    try:
        found = match(parse_index(own.path, content), names.find, lambda written: f"there is no {written}")
        if found.mistakes:
            first, *more = found.mistakes
            raise BadPageIndex(own.path, *first, *more)
    except BadPageIndex as error:
        yield _refused(own, _Fault(Reason.BAD_INDEX, str(error)))
        return {}
    return {f"{shown(top)}{name}": about for name, about in found.about.items()}


def _read(
    archive: Bytes, file: RawFile, member: Member, counts: Counter[str]
) -> Iterator[Document | Refused | Rejected]:
    """Read a file in a zip as it would be read by itself."""
    media_type = media_type_of(file.path)
    if media_type == ARCHIVE:
        inner = _archive_in(archive, member)
        if isinstance(inner, _Fault):
            yield _refused(file, inner)
        else:
            yield from warc.pages_in(inner, file._replace(size=inner.size), counts)
        return
    content = _unpack(archive, member)
    if isinstance(content, _Fault):
        yield _refused(file, content)
    elif media_type == MHTML:
        yield from mhtml.documents(file, content)
    elif media_type in CONTAINERS:
        yield _refused(file, _Fault(Reason.UNSUPPORTED_FORMAT, "a zip in a zip is not opened; unpack the outer one"))
    else:
        found = document_of(file, content)
        yield Refused(_without_bytes(file), found) if isinstance(found, Rejected) else found


def _unpack(archive: Bytes, member: Member) -> bytes | _Fault:
    """The bytes of a member, or why they cannot be had."""
    info = member.info
    fault = _fault(member)
    if fault:
        return fault
    packed = archive.read(_start(archive, info), info.compress_size)
    try:
        inflate = zlib.decompressobj(_DEFLATE)
        is_packed = info.compress_type == zipfile.ZIP_DEFLATED
        content = inflate.decompress(packed, info.file_size + 1) if is_packed else packed
    except zlib.error:
        return _Fault(Reason.UNREADABLE_FILE, "damaged in the zip")
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        return _Fault(Reason.UNREADABLE_FILE, "damaged in the zip: it is not what the zip says of it")
    return content


def _archive_in(archive: Bytes, member: Member) -> Bytes | _Fault:
    """A web archive in a zip: read where it lies if it is stored as it is, however large."""
    fault = _form_fault(member)
    if fault:
        return fault
    if member.info.compress_type == zipfile.ZIP_STORED:
        window = _Window(archive, _start(archive, member.info), member.info.file_size)
        return open_bytes(window, window.size)
    content = _unpack(archive, member)
    if isinstance(content, _Fault):
        return content
    whole = Bytes(lambda at, count: content[at : at + count], len(content))
    return open_bytes(_Window(whole, 0, whole.size), whole.size)


def _fault(member: Member) -> _Fault | None:
    """Why a member is not even unpacked, by what the zip says of it."""
    info = member.info
    if fault := _form_fault(member):
        return fault
    if expands_too_much(info.file_size, info.compress_size) or info.compress_size > MAX_PAGE_BYTES:
        return _Fault(Reason.DOCUMENT_TOO_LARGE, too_large(info.file_size, info.compress_size))
    return None


def _name_fault(member: Member) -> _Fault | None:
    is_unsafe = _UNSAFE.match(member.name) or _STEERING.search(member.name) or ".." in member.name.split("/")
    if is_unsafe:
        return _Fault(Reason.UNSAFE_NAME, "a name that leads out of the zip, or would steer a screen")
    return None


def _form_fault(member: Member) -> _Fault | None:
    info = member.info
    if info.flag_bits & _ENCRYPTED:
        return _Fault(Reason.ENCRYPTED, "packed with a password")
    if info.compress_type not in _METHODS:
        return _Fault(Reason.UNSUPPORTED_FORMAT, "packed by another method than deflate")
    if stat.S_ISLNK(info.external_attr >> 16):
        return _Fault(Reason.UNREADABLE_FILE, "a link")
    if info.compress_size + _HEAD_BYTES > member.room:
        return _Fault(Reason.UNREADABLE_FILE, "it has bytes in common with another file of the zip")
    return None


def _start(archive: Bytes, info: zipfile.ZipInfo) -> int:
    """Where the bytes of a member begin: after its own head, the name in it and what more it says."""
    lengths = archive.read(info.header_offset + _LENGTHS_AT, 4)
    return info.header_offset + _HEAD_BYTES + sum(int.from_bytes(lengths[at : at + 2], "little") for at in (0, 2))


def _as_file(file: RawFile, member: Member, about: PageAbout = PageAbout()) -> RawFile:  # noqa: B008  a frozen value
    """A member as if it were a file; what is not said of it is what is said of the zip, but for the address."""
    return file._replace(
        path=f"{file.path}#{shown(member.name)}",
        size=max(0, member.info.file_size),
        url=about.url,
        charset=about.charset or file.charset,
        retrieved_at=about.retrieved_at or file.retrieved_at,
        pieces=b"",
        columns=about.columns,
    )


def _refused(file: RawFile, fault: _Fault) -> Refused:
    return Refused(_without_bytes(file), refuse(fault.reason, f"{file.path}: {fault.why}"))


def _without_bytes(file: RawFile) -> Document:
    media_type = media_type_of(file.path) or "application/octet-stream"
    return Document(file.path, b"", "", file.url, file.charset, file.retrieved_at, media_type)


class _Window:
    """A range of bytes of a file, as a file."""

    def __init__(self, archive: Bytes, start: int, size: int) -> None:
        self.size = size
        self._archive = archive
        self._start = start

    def read_at(self, start: int, count: int) -> bytes:
        return self._archive.read(self._start + start, max(0, min(count, self.size - start)))


class _Stream(io.RawIOBase):
    """A file that can be read at any position, as a stream."""

    def __init__(self, archive: Bytes) -> None:
        self._archive = archive
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._archive.size}[whence]
        if base + offset < 0:
            raise ValueError("before the start of the file")
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._archive.read(self._position, len(buffer))
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: many programs write UTF-8 and do not say so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")
