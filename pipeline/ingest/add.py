"""A page into `raw/`, with what is known about it in `raw/index.csv`."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from filelock import FileLock

from ..errors import QamillError
from ..storage import CannotWrite
from ..web.hosts import host_of
from .documents import media_type_of
from .index import INDEX, read_index, replace_file, write_index

_LOCK = ".lock"


class BadPage(QamillError):
    """A page that was handed over cannot be added."""


class Added(NamedTuple):
    """Where a page went."""

    path: Path
    is_new: bool
    """False where `raw/` had the very same bytes under this name."""


def add(
    content: bytes,
    name: str | None = None,
    *,
    raw: Path | str = "raw",
    url: str | None = None,
    charset: str | None = None,
    retrieved_at: datetime | None = None,
    note: str | None = None,
) -> Added:
    """Write a page into `raw` and a line about it into its index; create both where missing.

    Without a name the page is called after its content. A page of the same name with other
    content is never overwritten, nor is what is known of the same content at another address: the
    new one gets a number. Raises BadPage, BadPageIndex, CannotWrite.
    """
    if name and (Path(name).name in ("", "..") or "\0" in name):
        raise BadPage(f"{name!r} cannot be the name of a file. Give another: --name PAGE.txt")
    if not content.strip():
        raise BadPage("Nothing came in: the page is empty.")
    if url is not None and (urlsplit(url).scheme not in ("http", "https") or host_of(url) is None):
        raise BadPage(f"{url!r} is no web address. Give it as https://host/path")
    file_name = name or f"pasted-{hashlib.sha256(content).hexdigest()[:12]}.txt"
    if media_type_of(file_name) is None:
        file_name += ".txt"
    folder = Path(raw)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK):
            path, is_new = _free_path(folder, Path(file_name).name, content, url)
            if is_new:
                replace_file(path, content)
            about = {
                "path": path.name,
                "url": url or "",
                "retrieved_at": retrieved_at.isoformat(timespec="seconds") if retrieved_at else "",
                "charset": charset or "",
                "note": note or "",
            }
            write_index(folder / INDEX, about)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return Added(path, is_new)


def _free_path(folder: Path, name: str, content: bytes, url: str | None) -> tuple[Path, bool]:
    """Return the first name that is free or holds the same page, and whether it was free."""
    known = read_index(folder / INDEX)
    stem, ending = os.path.splitext(name)
    path, number = folder / name, 1
    while os.path.lexists(path):
        address = known[path.name].url if path.name in known else None
        if path.is_file() and path.read_bytes() == content and (url is None or address in (None, url)):
            return path, False
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path, True
