"""`qamill.toml` beside `raw/`: what people say of their dataset, read and checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .arguments import nearest
from .errors import QamillError
from .schema.dataset import Dataset, fault
from .storage import is_address, join, open_file, parent

PROJECT = "qamill.toml"
SECTIONS = ("dataset", "fetch", "options")
"""The tables that the file may have; the options of commands are read by the command line."""


class BadProject(QamillError):
    """`qamill.toml` cannot be used as it is written."""

    def __init__(self, path: Path | str, why: str, table: str = "") -> None:
        super().__init__(f"{path}: {why} See `qamill help releases`.")
        self.why = why
        self.table = table
        """The name that is wrong, where it is that of a table."""


def beside(roots: Iterable[Path | str], name: str) -> list[str]:
    """Return where a file of some name may lie beside some raw folders, each place once.

    >>> beside(["raw", "other/raw", "raw/", "s3://bucket/raw/?region=eu"], "qamill.toml")
    ['qamill.toml', 'other/qamill.toml', 's3://bucket/qamill.toml?region=eu']
    """
    return [*dict.fromkeys(_beside(str(root), name) for root in roots)]


def _beside(root: str, name: str) -> str:
    if is_address(root):
        top, last = parent(root)
        top, last = (top, last) if last else parent(top)
        is_file = bool(os.path.splitext(last)[1])  # by its name: listing a bucket takes long
        return join(parent(top)[0] if is_file else top, name)
    folder = os.path.normpath(root)
    if os.path.isfile(folder):
        folder = os.path.dirname(folder) or "."
    if os.path.basename(folder) in (".", ".."):
        folder = os.path.abspath(folder)
    return os.path.join(os.path.dirname(folder), name)


def read_dataset(roots: Iterable[Path | str]) -> Dataset:
    """Return what people say of their dataset beside some raw folders; nothing where there is no file.

    Raises BadProject.
    """
    found = {path: _dataset(path, read_project(path)) for path in beside(roots, PROJECT)}
    said = {path: dataset for path, dataset in found.items() if any(dataset)}
    if len({*said.values()}) > 1:
        raise BadProject(" and ".join(said), "they say different things of one dataset.")
    return next(iter(said.values()), Dataset())


def read_project(path: Path | str = PROJECT) -> dict[str, Any]:
    """Return the tables of a `qamill.toml` by their names; none where there is no file. Raises BadProject."""
    content = _content(path)
    if content is None:
        return {}
    import tomllib  # 5 ms, which a run without the file is spared

    try:
        written = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadProject(path, f'is no TOML ({error}). Write lines like: title = "Questions about tea".') from error
    for name, table in written.items():
        if not isinstance(table, dict) or name not in SECTIONS:
            raise BadProject(path, _strange(name, SECTIONS, "table"), name)
    return written


def contact_of(raw: Path | str) -> str | None:
    """Return whom sites can reach about what is fetched into a folder, `contact` below `[fetch]`; None if unsaid.

    Raises BadProject.
    """
    (path,) = beside([raw], PROJECT)
    said = read_project(path).get("fetch", {})
    for key in said:
        if key != "contact":
            raise BadProject(path, f"in [fetch] {_strange(key, ('contact',), 'key')}")
    contact = said.get("contact")
    if contact is not None and not isinstance(contact, str):
        raise BadProject(path, "`contact` in [fetch] must be text.")
    return contact


def _content(path: Path | str) -> bytes | None:
    """The bytes of a file; None if there is none."""
    try:
        with open_file(os.fsencode(path)) as stream:
            return bytes(stream.readall())
    except FileNotFoundError as error:
        if os.path.islink(path):
            raise BadProject(path, "is a broken link.") from error
        return None
    except OSError as error:
        raise BadProject(path, f"cannot be read ({error.strerror or error}).") from error


def _dataset(path: Path | str, project: Mapping[str, Any]) -> Dataset:
    said = project.get("dataset", {})
    for key, value in said.items():
        if key not in Dataset._fields:
            raise BadProject(path, f"in [dataset] {_strange(key, Dataset._fields, 'key')}")
        if why := fault(key, value):
            raise BadProject(path, f"`{key}` in [dataset] {why}.")
    return Dataset(**{key: value.strip() for key, value in said.items()})


def _strange(name: str, known: Iterable[str], kind: str) -> str:
    near = nearest(name, known)
    meant = f"Did you mean `{near}`?" if near else f"There are: {', '.join(known)}."
    return f"`{name}` is no {kind} that qamill knows. {meant}"
