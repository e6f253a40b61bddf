"""Raw folders and addresses -> the files in them, with what `index.csv` knows about each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from ..schema import Reason
from ..storage import is_address, join, list_files, open_file, parent, path_below, path_parts
from .errors import BadPageIndex, EmptyRawFolder, NoRawFolder, SharedFolder
from .files import RawFile
from .folder import DEEP_INDEX, TOP_INDEXES, Entry, Folder, is_page, named_file
from .index import INDEX, PageAbout, PageIndex, match, read_index
from .index_faults import not_below
from .names import Names, label_parts, labels, shown

_TO_DO = "Take such lines out, or put the pages back. See `qamill help raw`."
"""Where a line of an index is about no page."""


class _Listed(NamedTuple):
    """What one raw folder holds, or the one file of it that was named."""

    top: bytes
    """Where the folder lies, without links."""
    parts: tuple[str, ...]
    """Of the path by which it was named."""
    files: list[tuple[bytes, RawFile]]
    """Each with what is the same for one file however it is reached."""


def list_raw(roots: Iterable[Path | str], out: Path | str, follow_links: bool = False) -> list[RawFile]:
    """Return the pages below some folders or addresses, sorted by path; a root may be a single file.

    Hidden files, `index.csv` and `README` files are no pages, nor is what lies below `out`. Where there are several
    folders, a path begins with its folder's own name, made unique; a page that lies below two of them is listed once.
    What cannot be read is listed as refused, and so is a link that leads out of its folder unless `follow_links`.

    Raises NoInput if a root is missing or holds no page, SharedFolder if one is `out`, CannotList, BadPageIndex,
    BadAddress, Unreachable.
    """
    listed = sorted(_list(root, out, follow_links) for root in roots)  # a folder comes before one that lies in it
    if not listed:
        raise NoRawFolder("")
    parts = {folder.top: folder.parts for folder in reversed(listed)}
    label = labels(parts.values())
    files: dict[bytes, RawFile] = {}
    for folder in listed:
        prefix = label[parts[folder.top]]
        for identity, file in folder.files:
            files[identity] = _merged(
                files.get(identity), file._replace(path=f"{prefix}/{file.path}" if prefix else file.path)
            )
    for folder in listed:
        for name in TOP_INDEXES:
            files.pop(folder.top + b"/" + name.encode(), None)  # deep in another folder, but this one's own
    return sorted(files.values(), key=lambda file: (file.path, file.location))


def _merged(outer: RawFile | None, inner: RawFile) -> RawFile:
    """One file that lies below two folders; the inner one's index counts where the outer one's says nothing."""
    if outer is None:
        return inner
    known = outer if any((outer.url, outer.charset, outer.retrieved_at, outer.columns)) else inner
    return outer._replace(url=known.url, charset=known.charset, retrieved_at=known.retrieved_at, columns=known.columns)


def _list(root: Path | str, out: Path | str, follow_links: bool) -> _Listed:
    listed = _list_address(str(root), str(out)) if is_address(root) else _list_local(str(root), str(out), follow_links)
    if not listed.files:
        raise EmptyRawFolder(root)
    return listed


def _list_local(root: str, out: str, follow_links: bool) -> _Listed:
    if not root or not os.path.exists(root):
        raise NoRawFolder(root)
    if os.path.realpath(root) == os.path.realpath(out):
        raise SharedFolder(root)
    is_folder = os.path.isdir(root)
    folder = Folder(root if is_folder else os.path.dirname(root) or ".", follow_links)
    entries = list(folder.entries(out)) if is_folder else [named_file(root)]
    files = _Lines(folder.index(), entries, folder.path, is_whole=is_folder).files()
    return _Listed(folder.top, label_parts(Path(folder.path)), files)


def _list_address(root: str, out: str) -> _Listed:
    """The files below an address, or the one that it is of."""
    releases = path_below(root, out) if is_address(out) else None
    if releases == "":
        raise SharedFolder(root)
    sizes = list_files(root)
    folder = root if sizes else parent(root)[0]
    if sizes:
        names = [path for path in sizes if not (releases and path.startswith(f"{releases}/"))]
        entries = [_entry(join(root, path), path, sizes[path]) for path in names if is_page(path)]
        entries += [_deep_index(join(root, path), path) for path in names if path.endswith(f"/{INDEX}")]
    else:
        entries = [_entry(root, parent(root)[1], _size_of(root))]
    parts = path_parts(folder)
    files = _Lines(join(folder, INDEX), entries, None, is_whole=bool(sizes)).files()
    return _Listed("/".join(parts).encode(), tuple(map(shown, parts)), files)


def _entry(address: str, path: str, size: int) -> Entry:
    return Entry(address.encode(), shown(path), address.encode(), size)


def _deep_index(address: str, path: str) -> Entry:
    return _entry(address, path, -1)._replace(refused=Reason.UNSUPPORTED_FORMAT, why=DEEP_INDEX)


def _size_of(address: str) -> int:
    try:
        with open_file(address.encode()) as file:
            return file.size
    except FileNotFoundError:
        raise NoRawFolder(address) from None


class _Lines:
    """The lines of an index and the files that they are about."""

    def __init__(self, index: str, entries: list[Entry], folder: str | None, is_whole: bool) -> None:
        self._index = index
        self._entries = entries
        self._folder = folder
        """None at an address."""
        self._is_whole = is_whole
        """Whether the entries are all that the folder holds."""

    def files(self) -> list[tuple[bytes, RawFile]]:
        """Return the files with what is known about them. Raises BadPageIndex for a line that is about none."""
        known = self._known()
        return [(entry.identity, _raw_file(entry, known.get(entry.path, PageAbout()))) for entry in self._entries]

    def _known(self) -> PageIndex:
        found = match(read_index(self._index), self._find, self._why_missing)
        if found.mistakes:
            first, *more = found.mistakes
            raise BadPageIndex(self._index, *first, *more, advice=_TO_DO)
        return found.about

    def _find(self, written: str) -> list[str]:
        found = self._names.find(written)
        if found or self._folder is None:
            return found
        place = os.path.realpath(os.path.join(self._folder, written.strip()))  # the way over a link inside the folder
        return [path for path in [self._by_place.get(os.fsencode(place))] if path]

    def _why_missing(self, written: str) -> str:
        """Why a line is about no file; empty where it may be about one that was not listed."""
        if written.startswith("\\") or ".." in PureWindowsPath(written).parts:  # posix takes them for names of files
            return not_below(written)
        if not self._is_whole or any(f"{written}/".startswith(f"{path}/") for path in self._refused):
            return ""
        if not is_page(written):
            return f"{written} is no page: index.csv, README files and names that begin with a dot are not read"
        if self._folder is not None and os.path.isdir(os.path.join(self._folder, written)):
            return f"{written} is a folder, and each page has a line of its own"
        return f"there is no {written}"

    @cached_property
    def _refused(self) -> list[str]:
        return [entry.path for entry in self._entries if entry.refused]

    @cached_property
    def _names(self) -> Names:
        return Names(entry.path for entry in self._entries)

    @cached_property
    def _by_place(self) -> dict[bytes, str]:
        return {entry.location: entry.path for entry in self._entries}


def _raw_file(entry: Entry, about: PageAbout) -> RawFile:
    refused = entry.refused.value if entry.refused else ""
    return RawFile(
        entry.location, entry.path, entry.size, about.url, about.charset, about.retrieved_at,
        refused=refused, why=entry.why, columns=about.columns,
    )  # fmt: skip
