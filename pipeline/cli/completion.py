"""What the shell completes: versions, ids and columns of releases, read without any library."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.patterns import pattern

if TYPE_CHECKING:
    from mmap import mmap

_MOST = 50  # ids that are offered, chosen: more fill the screen
_HASH_DIGITS = 8  # of an id, by which it is in a part: see `buckets.py`
_ID = pattern(rb"^([0-9a-f]{16}),", re.MULTILINE)
_LATEST = "latest"


def complete_version(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Return the versions that begin like this, the newest first."""
    from ..release.versions import versions

    there = _there(lambda: [_LATEST, *reversed(versions(_out(ctx)))])
    return [version for version in there if version.startswith(begun)]


def complete_id(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Return the ids of records that begin like this, at most so many as a screen takes."""
    return _there(lambda: first_ids(_records(ctx), begun.lower()))


def complete_columns(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Return what a list of columns may go on with."""
    before, comma, last = begun.rpartition(",")
    table = "rejected" if ctx.info_name == "rejected" else "records"
    names = _there(lambda: _names(_records(ctx)[0].with_name(f"{table}.csv")))
    chosen = before.split(",")
    return [before + comma + name for name in names if name.startswith(last) and name not in chosen]


def complete_topic(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001
    """Return the pages of the docs that begin like this."""
    from .manual import topics

    return [name for name in _there(lambda: [*topics()]) if name.startswith(begun)]


def first_ids(files: list[Path], begun: str) -> list[str]:
    """Return the first ids that begin like this; of parts only those are opened whose range has such ids."""
    first, last = (int(f"{begun:{digit}<{_HASH_DIGITS}}"[:_HASH_DIGITS], 16) for digit in "0f")
    found: list[str] = []
    for file in files[_number(first, files) : _number(last, files) + 1]:
        found += ids_that_begin(file, begun)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _number(key_hash: int, files: list[Path]) -> int:
    """The number of the part that a key hash belongs to."""
    return key_hash * len(files) >> 4 * _HASH_DIGITS


def ids_that_begin(file: Path, begun: str) -> list[str]:
    """Return the first ids of `records.csv` that begin with some hex digits; the file is in the order of ids."""
    from mmap import ACCESS_READ, mmap

    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as lines:
        found: list[str] = []
        start = _first_at_least(lines, begun.encode())
        for match in _ID.finditer(lines, start):
            id = match[1].decode()
            if not id.startswith(begun) or len(found) == _MOST:
                break
            found.append(id)
        return found


def _first_at_least(lines: mmap, wanted: bytes) -> int:
    """Where the row of the first id that is not before the wanted one begins, found by halves."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        match = _ID.search(lines, lines.rfind(b"\n", 0, middle) + 1)
        if match is None or match[1] >= wanted:
            high = middle
        else:
            low = max(match.start(), middle) + 1
    match = _ID.search(lines, low)
    return match.start() if match else len(lines)


def _names(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig") as stream:
        return stream.readline().strip().split(",")


def _records(ctx: click.Context) -> list[Path]:
    """The files of the CSV: one, or its parts."""
    from ..release.versions import latest

    wanted = ctx.params.get("version") or _LATEST
    version = latest(_out(ctx)) if wanted == _LATEST else wanted
    folder = _out(ctx) / (version or "")
    parts = sorted((folder / "records-csv").glob("part-*.csv"), key=lambda part: (len(part.name), part.name))
    return parts or [folder / "records.csv"]


def _out(ctx: click.Context) -> Path:
    return Path(ctx.params.get("out") or "curated")


def _there(read: Callable[[], list[str]]) -> list[str]:
    """What is there; nothing where it cannot be read: a person is typing, and no error would help."""
    try:
        return read()
    except Exception:
        return []
