"""Raw pages as local files, wherever the raw folders are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ...ingest.names import path_of, places_of, shown
from ...storage import Unreachable, download, is_address, join, list_files, path_parts

LARGEST_FILE = 20_000_000  # bytes of a file that is read again for a report, chosen: a second or two


@contextmanager
def at_hand(folders: Sequence[Path | str], paths: Iterable[str]) -> Iterator[list[Path]]:
    """Yield folders with the files of some documents; what lies at an address is there while they are used.

    What is too large, or cannot be reached any more, is left out.
    """
    paths = list(paths)
    with ExitStack() as stack:
        yield [
            _brought(str(folder), paths, Path(stack.enter_context(TemporaryDirectory(prefix="qamill-"))))
            if is_address(folder)
            else Path(folder)
            for folder in folders
        ]


def is_small(folders: Sequence[Path], path: str) -> bool:
    """Return whether the file of a document is there and not too large to be read again."""
    files = (path_of(place.folder, outer) for outer in _outer(path) for place in places_of(folders, outer))
    return any(file.is_file() and file.stat().st_size <= LARGEST_FILE for file in files)


def _outer(path: str) -> list[str]:
    """The paths that the file of a document may have: a sign in it may part a container from its page."""
    return [path, *(path[:at] for at, sign in enumerate(path) if sign == "#")]


def _brought(address: str, paths: Sequence[str], temporary: Path) -> Path:
    folder = temporary.joinpath(*path_parts(address))  # its name begins the paths of pages where there are several
    wanted = {outer for path in paths for outer in _outer(path)}
    wanted |= {"/".join(outer.split("/")[count:]) for outer in wanted for count in range(1, outer.count("/") + 1)}
    try:
        for key, size in list_files(address).items():
            file = folder / key
            if size <= LARGEST_FILE and shown(key) in wanted and file.resolve().is_relative_to(folder.resolve()):
                file.parent.mkdir(parents=True, exist_ok=True)
                download(join(address, key), file)
    except (OSError, Unreachable):
        pass  # the report says that a page is not at hand
    folder.mkdir(parents=True, exist_ok=True)
    return folder
