"""Names of files as text, one-to-one: each file has a path of its own in a release, and is found again by it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..storage import join, parent, path_parts
from ..text.patterns import pattern
from ..text.steering import STEERING

_TO_ESCAPE = pattern(
    f"[\udc80-\udcff{STEERING}]"  # no text, or steers what shows it
    r"|\\(?=x[0-9a-f]{2})"  # would be read as an escape
    r"|#(?=(?:\d+(?:\.\d+)?|bytes=\d+-\d+)\Z)"  # would be read as a place in an archive
    r"|(?P<container>(?i:\.(?:w?arc(?:\.\w+)?|zip|wacz|mht(?:ml)?)))#"  # would be read as one in a container
)
_SLASH = "\\x2f"  # the name of the root: no file or folder is shown so
_BACKSLASH = pattern(r"\\(?!x[0-9a-f]{2})")  # that begins no escape
_ESCAPE = pattern(rb"\\x([0-9a-f]{2})")


def shown(name: str | bytes) -> str:
    """Return a file's path as releases show it: a byte that is no text or steers a screen is `\\xNN`.

    A backslash that would look like such an escape is written as one, so that no two paths are shown alike.

    >>> shown(b"caf\\xe9.txt"), shown(b"caf\\\\xe9.txt")
    ('caf\\\\xe9.txt', 'caf\\\\x5cxe9.txt')
    """
    text = name if isinstance(name, str) else name.decode("utf-8", "surrogateescape")
    return _TO_ESCAPE.sub(_escaped, text)


def unshown(path: str) -> bytes:
    """Return the path for the operating system that `shown` made a text of."""
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), path.encode("utf-8", "surrogateescape"))


def spelled(path: str) -> str:
    """Return a path as it is shown with every backslash as an escape, so that none can be taken for a slash."""
    return _BACKSLASH.sub(lambda _: r"\x5c", path)


def _escaped(match: re.Match[str]) -> str:
    before = match["container"] or ""
    return before + "".join(f"\\x{byte:02x}" for byte in match[0][len(before) :].encode("utf-8", "surrogateescape"))


class Names:
    """Finds files, given by their paths as they are shown, under the names that people write."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._alike: defaultdict[str, list[str]] = defaultdict(list)
        for path in paths:
            self._exact[real(path)] = path
            self._alike[_plain(real(path))].append(path)

    def find(self, written: str) -> list[str]:
        """Return the files that a name fits, as they are shown; several are a collision.

        A name is first taken as it is written and as it is shown; a backslash may also split folders. If it fits no
        file so, the Unicode normal form does not matter, and at last blanks around it do not.

        >>> Names(["sub/a.html"]).find(" .\\\\sub\\\\a.html")
        ['sub/a.html']
        """
        return self._find(written) or self._find(written.strip())

    def _find(self, written: str) -> list[str]:
        ways = {_normal(written), real(_normal(written)), real(_normal(_BACKSLASH.sub("/", written)))}
        exact = {self._exact[way] for way in ways if way in self._exact}
        return sorted(exact or {path for way in ways for path in self._alike.get(_plain(way), ())})


def _normal(path: str) -> str:
    return PurePosixPath(path).as_posix()


def _plain(path: str) -> str:
    """What is the same for all paths that people take for one."""
    return unicodedata.normalize("NFC", _normal(path.replace("\\", "/")))


def labels(folders: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Return what the paths below each of several folders begin with: as little of its own path as tells them apart.

    A folder is given by the parts of its path. A single one needs no label.

    >>> [*labels([("x", "raw"), ("y", "raw"), ("home", "pages")]).values()]
    ['x/raw', 'y/raw', 'pages']
    """
    depths = dict.fromkeys(folders, 1)
    if len(depths) < 2:
        return dict.fromkeys(depths, "")
    while unclear := _unclear(depths):
        for folder in unclear:
            depths[folder] += 1
    return {folder: "/".join(folder[-depth:]) for folder, depth in depths.items()}


def _unclear(depths: dict[tuple[str, ...], int]) -> set[tuple[str, ...]]:
    """Folders whose label begins that of another, so that a page of one could have the path of a page of the other."""
    tails = {folder: folder[-depth:] for folder, depth in depths.items()}
    return {
        folder
        for folder, tail in tails.items()
        if len(tail) < len(folder)
        for other, longer in tails.items()
        if other != folder and longer[: len(tail)] == tail
    }


class Place(NamedTuple):
    """Where a page may lie."""

    folder: Path
    path: str
    """Below the folder, as it is shown."""


def places_of(folders: Sequence[Path], path: str) -> Iterator[Place]:
    """Yield where a page of a release may lie: below the raw folder with whose name its path begins, or below any.

    A single page that was read by its own name lies in its folder.
    """
    folders = [folder.parent if os.path.isfile(folder) else folder for folder in folders]
    yield from (Place(folder, path) for folder in folders)
    parts = path.split("/")
    for count in range(1, len(parts)):
        for folder in folders:
            if label_parts(folder)[-count:] == tuple(parts[:count]):
                yield Place(folder, "/".join(parts[count:]))


def places_at(address: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield where a page of a release may lie at an address, as `places_of` does: folders, and paths below them."""
    for folder in (address, parent(address)[0]):  # as far as its name says, it may be a single page
        yield folder, path
        label, parts = tuple(map(shown, path_parts(folder))), path.split("/")
        yield from (
            (folder, "/".join(parts[count:]))
            for count in range(1, len(parts))
            if label[-count:] == tuple(parts[:count])
        )


def location_of(folder: Path | str, path: str) -> bytes:
    """Return where a file lies that is shown under a path, below a folder or an address, as `open_file` takes it."""
    if isinstance(folder, str):
        return join(folder, real(path)).encode()
    return os.fsencode(path_of(folder, path))


def path_of(folder: Path, path: str) -> Path:
    """Return where a file lies that is shown under a path, whatever its name."""
    file = folder / real(path)
    return folder / path if not os.path.lexists(file) and os.path.lexists(folder / path) else file  # an older release's


def label_parts(folder: Path) -> tuple[str, ...]:
    """Return the parts of a folder's path as they are shown."""
    root, *parts = Path(os.path.abspath(folder)).parts
    return (root.replace("/", _SLASH), *(shown(os.fsencode(part)) for part in parts))


def real(path: str) -> str:
    """Return a path that is shown as Python has it."""
    return os.fsdecode(unshown(path))
