"""Web archives that we write, a page with one write.

Whoever reads the folder meanwhile, or after a kill, sees whole pages, or at the end of the newest archive a part of
one, which `mend` takes away.
"""

from __future__ import annotations

import os
import re
import zlib
from datetime import datetime
from pathlib import Path

from ..storage import flush
from .warc import GZIP, Records, Stored, first_record

_NAME = re.compile(r"web-(\d{8})-(\d{3,})\.warc\.gz")
LARGEST = 1_000_000_000
"""Bytes after which another archive is begun, as is customary."""


class Archive:
    """The archives of one run, begun when there is something to write. For one thread at a time, `sync` excepted."""

    def __init__(self, raw: Path, user_agent: str, largest: int = LARGEST) -> None:
        self._raw = raw
        self._user_agent = user_agent
        self._largest = largest
        self._name = ""
        self._opened = -1
        self._on_disk = 0
        """How many bytes of the archive are on the disk for certain."""

    @property
    def is_full(self) -> bool:
        """Whether the archive should be closed, so that another is begun."""
        return self._opened >= 0 and os.fstat(self._opened).st_size > self._largest

    def write(self, records: Records) -> Stored:
        """Write records: whole after a kill, and once `sync` is done after a power cut, too. Raises OSError."""
        if self._opened < 0:
            self._begin(records.when)
        offset = os.fstat(self._opened).st_size
        _write_all(self._opened, records.about + records.last, offset)
        return Stored(self._name, offset + len(records.about))

    def sync(self) -> None:
        """Wait until all that was written before is on the disk; other threads may write meanwhile. Raises OSError."""
        if self._opened >= 0:
            written = os.fstat(self._opened).st_size
            os.fsync(self._opened)
            self._on_disk = written

    def take_back(self) -> None:
        """Take away what is not on the disk for certain. Raises OSError."""
        if self._opened >= 0:
            os.ftruncate(self._opened, self._on_disk)

    def close(self) -> None:
        """Close the archive that is open."""
        if self._opened >= 0:
            os.close(self._opened)
            self._opened = -1

    def _begin(self, when: datetime) -> None:
        """Begin another archive, with a record that says who writes it."""
        number = 1 + max((int(found[2]) for found in map(_NAME.fullmatch, os.listdir(self._raw)) if found), default=0)
        while self._opened < 0:
            self._name = f"web-{when:%Y%m%d}-{number:03}.warc.gz"
            try:
                self._opened = os.open(
                    self._raw / self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o666
                )
            except FileExistsError:
                number += 1
        self._on_disk = 0
        _write_all(self._opened, first_record(self._name, self._user_agent, when), 0)
        flush(self._raw)


def mend(raw: Path) -> list[str]:
    """Take the part of a record that a killed run left at the end of our newest archive away; return what was mended.

    Nothing else is taken away: neither records after a damaged one, nor a file that only has such a name.
    Raises OSError.
    """
    newest = next(iter(archives(raw)), None)
    if newest is None:
        return []
    whole = _whole_length(newest)
    if whole == newest.stat().st_size:
        return []
    os.truncate(newest, whole)
    return [newest.name]


def archives(raw: Path) -> list[Path]:
    """Return the archives that we wrote into a folder, the newest first."""
    return sorted(filter(is_ours, raw.glob("web-*.warc.gz")), key=_order, reverse=True)


def is_ours(path: Path) -> bool:
    """Whether a file may be an archive that we wrote, by its name; a link is none."""
    return _NAME.fullmatch(path.name) is not None and not path.is_symlink()


def _order(path: Path) -> tuple[int, str]:
    found = _NAME.fullmatch(path.name)
    return (int(found[2]) if found else 0, path.name)


def _whole_length(path: Path) -> int:
    """The bytes of an archive but for what a kill cut of its last member; all where it is damaged otherwise."""
    whole = 0
    with path.open("rb") as file:
        block = file.read(1 << 20)
        while block:
            inflate = zlib.decompressobj(GZIP)
            try:
                while block and not inflate.eof:
                    inflate.decompress(block)
                    block = inflate.unused_data if inflate.eof else file.read(1 << 20)
            except zlib.error:
                return whole if _is_blank(path, whole) else path.stat().st_size
            if not inflate.eof:
                return whole
            whole = file.tell() - len(block)
            block = block or file.read(1 << 20)
    return whole


def _is_blank(path: Path, start: int) -> bool:
    """Whether a file holds nothing but zeros from a byte on, as after a power cut."""
    with path.open("rb") as file:
        file.seek(start)
        return not any(block.strip(b"\0") for block in iter(lambda: file.read(1 << 20), b""))


def _write_all(opened: int, content: bytes, offset: int) -> None:
    """Write to the end of a file; what cannot be written whole is taken away again."""
    try:
        written = 0
        while written < len(content):
            written += os.write(opened, memoryview(content)[written:])
    except OSError:
        os.ftruncate(opened, offset)
        raise
