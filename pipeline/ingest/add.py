"""A page into `raw/`, with what is known about it in `raw/index.csv`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from ..errors import QamillError
from ..schema import HTML
from ..storage import CannotWrite
from ..storage.kept import content_of, replace_file
from ..text.charsets import is_charset
from ..text.clean import has_controls, is_damaged
from ..web.addresses import escape, fault_of, names_user
from ..web.hosts import named_host
from .documents import sniff, type_of
from .folder import Folder, is_page
from .index import INDEX, PageIndex, index_with, match, read_index
from .names import Names, shown, spelled

_LOCK = ".lock"


class BadPage(QamillError):
    """A page that was handed over cannot be added."""


class Added(NamedTuple):
    """Where a page went."""

    path: Path
    is_new: bool
    """False where `raw/` had the very same bytes under this name."""
    url: str = ""
    """The address that is known of the page, said now or before."""
    noted: tuple[str, ...] = ()
    """The columns of the index that were said, where that changed the index."""


def add(
    content: bytes,
    name: str | None = None,
    *,
    raw: Path | str = "raw",
    url: str | None = None,
    charset: str | None = None,
    retrieved_at: datetime | None = None,
    note: str | None = None,
    below: str = "",
) -> Added:
    """Write a page into `raw` and a line about it into its index; create both where missing.

    `below` is the folder in it that the page goes to. Without a name the page is called after its content. A page
    whose name is the same, or looks the same, with other content is never overwritten, nor is what is known of the
    same content at another address: the new one gets a number. Raises BadPage, BadPageIndex, CannotWrite.
    """
    said = {"url": url or "", "charset": charset or "", "note": note or "", "name": name or "", "folder": below}
    _refuse_odd(said)
    said["url"] = _address(url)
    if charset and not is_charset(charset):
        raise BadPage(f"{charset!r} is no charset. Give the name of one, such as windows-1252")
    if not content.strip():
        raise BadPage("Nothing came in: the page is empty.")
    file_name = _file_name(said.pop("name") or _pasted_name(content), content)
    _refuse_hidden(said.pop("folder"))
    said["retrieved_at"] = retrieved_at.isoformat(timespec="seconds") if retrieved_at else ""
    folder = Path(raw)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK):
            Folder(str(folder), follow_links=False).index()  # nothing is written where it leads out
            place = _place(folder, below)
            path, is_new, known_url = _free_path(folder, place, file_name, content, said["url"])
            index = index_with(folder / INDEX, _path_below(folder, path), said)
            noted = [] if index == content_of(folder / INDEX) else [column for column, value in said.items() if value]
            _write(path, content if is_new else None, folder / INDEX, index)
    except OSError as error:
        raise CannotWrite(folder, error, undone="added") from error
    return Added(path, is_new, said["url"] or known_url, tuple(noted))


def _refuse_odd(said: Mapping[str, str]) -> None:
    """Raise BadPage for what is no text or would steer a screen; a note may have several lines."""
    for name, value in said.items():
        if is_damaged(value):
            raise BadPage(f"The {name} is no text in UTF-8: {shown(os.fsencode(value))}")
        if has_controls(value) or (name != "note" and not value.isprintable()):
            raise BadPage(f"The {name} holds a character that cannot be shown: {shown(value)}")


def _address(url: str | None) -> str:
    address = escape(url) if url is not None else ""
    if names_user(address):
        raise BadPage("The url holds a user name or a password, which would be released. Give it without.")
    if url is not None and (fault_of(address) or named_host(address) is None):
        raise BadPage(f"{url!r} is no web address. Give it as https://host/path")
    return address


def _pasted_name(content: bytes) -> str:
    ending = "html" if sniff(content) == HTML else "txt"
    return f"pasted-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _file_name(name: str, content: bytes) -> str:
    """The name for a page's file, by which or by whose bytes it is read."""
    file_name = Path(name).name
    if file_name in ("", ".."):
        raise BadPage(f"'{shown(name)}' cannot be the name of a file. Give another: --name PAGE.txt")
    if type_of(file_name, content) is None:
        file_name += ".txt"
    if not is_page(file_name):
        raise BadPage(f"A file called '{shown(file_name)}' is not read as a page. Give another name: --name PAGE.txt")
    return file_name


def _refuse_hidden(below: str) -> None:
    parts = Path(below).parts
    if os.path.isabs(below) or any(part.startswith(".") for part in parts):
        raise BadPage(f"'{shown(below)}' cannot be a folder in raw/: it leads out, or is hidden.")


def _place(folder: Path, below: str) -> Path:
    """The folder that a page goes to; made where it is missing. Raises BadPage where a link in it leads out."""
    place = folder / below
    if not f"{os.path.realpath(place)}/".startswith(f"{os.path.realpath(folder)}/"):
        raise BadPage(f"'{shown(os.fsencode(place))}' leads out of '{shown(os.fsencode(folder))}'.")
    place.mkdir(parents=True, exist_ok=True)
    return place


def _path_below(folder: Path, path: Path) -> str:
    """The path of a page below the raw folder, as it is shown."""
    return shown(os.fsencode(path.relative_to(folder).as_posix()))


def _free_path(folder: Path, place: Path, name: str, content: bytes, url: str) -> tuple[Path, bool, str]:
    """Return the first name that is free or holds the same page, whether it was free, and what address it had."""
    names = Names(_path_below(folder, place / each) for each in os.listdir(place))
    known = _known(folder, names)
    stem, ending = os.path.splitext(name)
    path, number = place / name, 1
    while os.path.lexists(path) or _looks_known(folder, path, names):
        about = known.get(_path_below(folder, path))
        address = about.url if about else None
        if path.is_file() and path.read_bytes() == content and (not url or address in (None, url)):
            return path, False, address or ""
        number += 1
        path = place / f"{stem}-{number}{ending}"
    return path, True, ""


def _looks_known(folder: Path, path: Path, names: Names) -> bool:
    """Whether a line about a file, or one that people wrote about another one, would fit two of them."""
    as_folders = path.parent / path.name.replace("\\", "/").lstrip("/")
    own = path.relative_to(folder).as_posix()
    return bool(names.find(own) or names.find(spelled(shown(own))) or os.path.lexists(as_folders))


def _known(folder: Path, names: Names) -> PageIndex:
    """What the index says of the files in a folder."""
    return match(read_index(folder / INDEX), names.find, lambda _: "").about


def _write(path: Path, content: bytes | None, index_path: Path, index: bytes) -> None:
    """Write a page and the index, or neither."""
    if content is not None:
        replace_file(path, content)
    try:
        replace_file(index_path, index)
    except OSError:
        if content is not None:
            path.unlink()
        raise
