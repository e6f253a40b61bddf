"""Where releases lie: a folder of this machine, or an address that is read like one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ..storage import is_address, join, list_files, local_folder, open_arrow, open_file, shown


class StoredPath:
    """A folder or a file at an address, with what readers of releases use of a `Path`.

    Nothing is fetched before it is read; what is there is listed once, for this path and all below it.
    """

    def __init__(self, address: str) -> None:
        self._listing = _Listing(address)
        self._below = ""

    def __truediv__(self, name: str) -> StoredPath:
        path = StoredPath.__new__(StoredPath)
        path._listing, path._below = self._listing, f"{self._below}/{name}".strip("/")
        return path

    def __str__(self) -> str:
        return shown(self.address)

    @property
    def address(self) -> str:
        """Its address, with all that is needed to read it."""
        return join(self._listing.address, self._below) if self._below else self._listing.address

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self._below.rpartition("/")[2]

    @property
    def parent(self) -> StoredPath:
        """The folder that it is in, below the address that was given."""
        path = StoredPath.__new__(StoredPath)
        path._listing, path._below = self._listing, self._below.rpartition("/")[0]
        return path

    @property
    def files(self) -> dict[str, int]:
        """The size of each file below it, by its path from here. Raises BadAddress, Unreachable."""
        start = f"{self._below}/" if self._below else ""
        return {path[len(start) :]: size for path, size in self._listing.files.items() if path.startswith(start)}

    @property
    def size(self) -> int:
        """The bytes of a file. Raises FileNotFoundError."""
        if not self.is_file():
            raise FileNotFoundError(str(self))
        return self._listing.files[self._below]

    def exists(self) -> bool:
        """Whether there is a file here or below."""
        return self.is_file() or self.is_dir()

    def is_file(self) -> bool:
        """Whether there is a file here."""
        return self._below in self._listing.files

    def is_dir(self) -> bool:
        """Whether there is a file below."""
        return bool(self.files)

    def iterdir(self) -> Iterator[StoredPath]:
        """Yield the files and folders in a folder."""
        for name in sorted({path.partition("/")[0] for path in self.files}):
            yield self / name

    def open(self, mode: Literal["rb"] = "rb") -> Any:  # noqa: ARG002  as a path is opened
        """Open a file for reading its bytes. Raises FileNotFoundError, Unreachable."""
        return open_file(self.address.encode())

    def read_bytes(self) -> bytes:
        """Return what is in a file. Raises FileNotFoundError, Unreachable."""
        with self.open() as file:
            return bytes(file.read())

    def open_arrow(self) -> Any:
        """Open a file for a reader of pyarrow. Raises FileNotFoundError, Unreachable."""
        return open_arrow(self.address)


class _Listing:
    def __init__(self, address: str) -> None:
        self.address = address

    @cached_property
    def files(self) -> dict[str, int]:
        return list_files(self.address)


Location = Path | StoredPath
"""A folder or a file of releases."""


def location(out: Path | str | StoredPath) -> Location:
    """Return where releases lie. Raises NotLocal for an address that was made a path."""
    if isinstance(out, StoredPath):
        return out
    return StoredPath(str(out)) if is_address(out) else local_folder(out)
