"""The files in a zip: which there are, their bytes, and why those of one cannot be had."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from contextlib import suppress
from typing import BinaryIO, NamedTuple, cast

from ...schema import Reason
from ..documents import MAX_PAGE_BYTES, expands_too_much, too_large
from ..names import shown
from ..warc.codec import Bytes
from ..warc.members import open_bytes

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that are read; for others a member itself says how much memory it takes."""
_ENCRYPTED, _UTF8 = 1 << 0, 1 << 11  # among a member's flags
_HEAD_BYTES, _LENGTHS_AT = 30, 26  # of a member's own head, and where it says how long name and more are
_DEFLATE = -15  # of zlib: the largest window, without a header
FAULTS = (zipfile.BadZipFile, struct.error, NotImplementedError, OSError, OverflowError, ValueError)
"""What `zipfile` raises where a file is no zip, or a damaged one."""


class Member(NamedTuple):
    """A file in a zip."""

    info: zipfile.ZipInfo
    name: str
    """As the zip has it, with forward slashes."""
    room: int
    """Bytes up to the next member: one that takes more shares them with others, as in a bomb."""


class Fault(NamedTuple):
    """Why the bytes of a member cannot be had."""

    reason: Reason
    why: str


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
    content = unpack(archive, member)
    return None if isinstance(content, Fault) else content


def archive_in(archive: Bytes, member: Member) -> Bytes | None:
    """Return a web archive in a zip, open, as `documents` reads it; None where it refuses it."""
    found = opened_archive(archive, member)
    return None if isinstance(found, Fault) else found


def unpack(archive: Bytes, member: Member) -> bytes | Fault:
    """Return the bytes of a member, or why they cannot be had."""
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
        return Fault(Reason.UNREADABLE_FILE, "damaged in the zip")
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        return Fault(Reason.UNREADABLE_FILE, "damaged in the zip: it is not what the zip says of it")
    return content


def opened_archive(archive: Bytes, member: Member) -> Bytes | Fault:
    """Return a web archive in a zip, open: it is read where it lies if it is stored as it is, however large."""
    fault = _form_fault(member)
    if fault:
        return fault
    if member.info.compress_type == zipfile.ZIP_STORED:
        window = _Window(archive, _start(archive, member.info), member.info.file_size)
        return open_bytes(window, window.size)
    content = unpack(archive, member)
    if isinstance(content, Fault):
        return content
    whole = Bytes(lambda at, count: content[at : at + count], len(content))
    return open_bytes(_Window(whole, 0, whole.size), whole.size)


def _fault(member: Member) -> Fault | None:
    """Why a member is not even unpacked, by what the zip says of it."""
    info = member.info
    if fault := _form_fault(member):
        return fault
    if expands_too_much(info.file_size, info.compress_size) or info.compress_size > MAX_PAGE_BYTES:
        return Fault(Reason.DOCUMENT_TOO_LARGE, too_large(info.file_size, info.compress_size))
    return None


def _form_fault(member: Member) -> Fault | None:
    info = member.info
    if info.flag_bits & _ENCRYPTED:
        return Fault(Reason.ENCRYPTED, "packed with a password")
    if info.compress_type not in _METHODS:
        return Fault(Reason.UNSUPPORTED_FORMAT, "packed by another method than deflate")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault(Reason.UNREADABLE_FILE, "a link")
    if info.compress_size + _HEAD_BYTES > member.room:
        return Fault(Reason.UNREADABLE_FILE, "it has bytes in common with another file of the zip")
    return None


def _start(archive: Bytes, info: zipfile.ZipInfo) -> int:
    """Where the bytes of a member begin: after its own head, the name in it and what more it says."""
    lengths = archive.read(info.header_offset + _LENGTHS_AT, 4)
    return info.header_offset + _HEAD_BYTES + sum(int.from_bytes(lengths[at : at + 2], "little") for at in (0, 2))


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
