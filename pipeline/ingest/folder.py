"""A raw folder of this machine -> the names in it that may be pages, without following links out of it."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from ..schema import Reason
from ..storage import NO_FILE
from .errors import BadPageIndex, CannotList
from .index import INDEX
from .names import shown

NOT_PAGES = frozenset({INDEX, "README.md", "README.txt"})
FETCHED = "fetched.csv"
"""At the top of a raw folder: the index of what was fetched into it."""
TOP_INDEXES = (INDEX, FETCHED)
"""The files at the top of a raw folder that speak of its pages."""
DEEP_INDEX = "only the index.csv at the top of the raw folder is read; move its lines there, with longer paths"
"""Why an index in a folder of the raw folder is rejected."""
_LEADS_OUT = "a link that leads out of the raw folder; --follow-links follows it"
_BROKEN = "a broken link"


class Entry(NamedTuple):
    """A name in a raw folder that may be a page."""

    identity: bytes
    """The same however its folder is reached."""
    path: str
    """Below the raw folder, as it is shown."""
    location: bytes
    """Its path without links, or its address."""
    size: int = -1
    refused: Reason | None = None
    why: str = ""


class _Place(NamedTuple):
    """A folder that is to be read."""

    location: bytes
    path: bytes
    """Below the raw folder."""


class Folder:
    """A raw folder; the folder itself may be a link."""

    def __init__(self, path: str, follow_links: bool) -> None:
        self.path = path
        self.top = os.path.realpath(os.fsencode(path))
        """Its path without links."""
        self._follow_links = follow_links

    def index(self) -> str:
        """Return the path of its index. Raises BadPageIndex where that is a link that leads out."""
        path = os.path.join(self.path, INDEX)
        if self._leads_out(os.path.realpath(os.fsencode(path))):
            raise BadPageIndex(path, 1, f"it is {_LEADS_OUT}")
        return path

    def entries(self, out: str) -> Iterator[Entry]:
        """Yield what may be a page but does not lie below `out`. Raises CannotList.

        Each folder is read once, by its own name rather than by a link to it.
        """
        done = {os.path.realpath(os.fsencode(out))}
        waiting = deque([_Place(self.top, b"")])
        while waiting:
            folder = waiting.popleft()
            if folder.location in done:
                continue
            done.add(folder.location)
            for found in self._read(folder):
                if isinstance(found, Entry):
                    yield found
                elif found.location.startswith(folder.location + b"/"):
                    waiting.appendleft(found)
                else:
                    waiting.append(found)  # by a link, so after all that have it as their own name

    def _read(self, folder: _Place) -> Iterator[Entry | _Place]:
        """The names in a folder, and the folders in it."""
        try:
            with os.scandir(folder.location) as names:
                found = sorted(names, key=lambda name: name.name)
        except OSError as error:
            if folder.location == self.top:
                raise CannotList(self.path, error) from error
            why = f"a folder that cannot be read: {error.strerror or error}"
            yield _refused(folder.location, folder.path, folder.location, Reason.UNREADABLE_FILE, why)
            return
        for name in found:
            if not name.name.startswith(b"."):
                yield from self._sort(name, folder)

    def _sort(self, name: os.DirEntry[bytes], folder: _Place) -> Iterator[Entry | _Place]:
        """Tell a page from a folder and from what is neither."""
        path = os.path.join(folder.path, name.name)
        is_deep_index = os.fsdecode(name.name) == INDEX and bool(folder.path)
        is_page = _is_page(os.fsdecode(name.name), is_top=not folder.path)
        location = os.path.realpath(name.path) if name.is_symlink() else name.path
        if name.is_symlink() and self._leads_out(location):
            if is_page:
                yield _refused(name.path, path, location, Reason.OUTSIDE_RAW, _LEADS_OUT)
        elif name.is_dir(follow_symlinks=False) or (name.is_symlink() and os.path.isdir(location)):
            yield _Place(location, path)
        elif is_deep_index:
            yield _refused(name.path, path, location, Reason.UNSUPPORTED_FORMAT, DEEP_INDEX)
        elif is_page:
            yield _file(name.path, path, location)

    def _leads_out(self, location: bytes) -> bool:
        is_inside = location == self.top or location.startswith(self.top.rstrip(b"/") + b"/")
        return not (is_inside or self._follow_links)


def named_file(path: str) -> Entry:
    """Return a file that was named itself, as the entry of the folder that it lies in."""
    folder, name = os.path.split(os.fsencode(os.path.abspath(path)))
    return _file(os.path.join(os.path.realpath(folder), name), name, os.path.realpath(os.fsencode(path)))


def is_page(path: str) -> bool:
    """Whether a file may be a page, by its path below the folder."""
    parts = path.split("/")
    return _is_page(parts[-1], is_top=len(parts) == 1) and not any(part.startswith(".") for part in parts)


def _is_page(name: str, is_top: bool) -> bool:
    return name not in NOT_PAGES and not (is_top and name == FETCHED)


def _file(identity: bytes, path: bytes, location: bytes) -> Entry:
    try:
        status = os.stat(location, follow_symlinks=False)
    except OSError as error:
        why = _BROKEN if error.errno == errno.ENOENT else error.strerror or str(error)
        return _refused(identity, path, location, Reason.UNREADABLE_FILE, why)
    if stat.S_ISREG(status.st_mode):
        return Entry(identity, shown(path), location, status.st_size)
    why = _BROKEN if stat.S_ISLNK(status.st_mode) else NO_FILE
    return _refused(identity, path, location, Reason.UNREADABLE_FILE, why)


def _refused(identity: bytes, path: bytes, location: bytes, reason: Reason, why: str) -> Entry:
    return Entry(identity, shown(path), location, refused=reason, why=why)
