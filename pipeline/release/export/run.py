"""One export: the records are chosen, split, and written under the names that were asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...arguments import check_choice
from ...storage import is_address, local_folder
from ..versions import Release, open_release
from .benchmark import read_benchmark
from .errors import InRelease
from .files import check_free, refuse_pages, written
from .json_lines import json_line
from .rows import Rows
from .selection import Kept, Selection
from .shapes import SHAPES, Shape
from .split import Split, shares_of, split

ALL = Selection()
"""The selection that takes every record."""


class Exported(NamedTuple):
    """What an export wrote, and what it left out."""

    version: str
    files: tuple[Path, ...]
    records: int
    sides: Mapping[str, int]
    """How many records each side of a split has."""
    left_out: Mapping[str, int]
    """How many records are on no side, by what the other side has of them."""
    in_benchmark: int
    """How many were dropped because a benchmark asks what they ask."""
    dominating: tuple[str, float] | None
    """The domain that has a large share of the records of a split, and its share."""


class Chosen(NamedTuple):
    """The records of an export, with what choosing them found."""

    rows: Rows
    in_benchmark: int
    split: Split | None


def export(
    shape: str,
    file: Path | None = None,
    version: str = "latest",
    out: Path | str = "curated",
    *,
    selection: Selection = ALL,
    shares: str | None = None,
    not_in: Path | None = None,
    force: bool = False,
) -> Exported:
    """Write records of a release in a shape, and return what was written.

    `file` is `records-VERSION` with the shape's ending where it is not given. A file that is there is replaced with
    `force` alone; it lies on this machine, while `out` may be an address. Raises BadSetting, UnknownVersion,
    NotARelease, DamagedRelease, Unreachable, FileThere, NotOurs, NotReplaced, InRelease, NotLocal, BadShares,
    BadBenchmark, NoHistory, BadQuery, CannotWrite.
    """
    check_choice("shape", shape, SHAPES)
    known, release = SHAPES[shape], open_release(out, version)
    path = file or Path(f"records-{release.version}{known.suffix}")
    _check_place(path, out)
    sides = shares_of(shares) if shares else None
    paths = [_of_side(path, name) for name in sides.names] if sides and known.is_by_side else [path]
    for each in paths:
        check_free(each, force, known.holds)
        refuse_pages(each, out)
    chosen = choose(release, selection, shares, not_in)
    for each, rows in zip(paths, _by_file(chosen.rows, known), strict=True):
        with written(each, force, known.holds) as temporary:
            known.write(rows, temporary)
    return _exported(chosen, tuple(paths))


def lines(
    shape: str,
    version: str = "latest",
    out: Path | str = "curated",
    *,
    selection: Selection = ALL,
    not_in: Path | None = None,
) -> Iterator[str]:
    """Yield the lines of a shape that is JSON lines. Raises what `export` raises."""
    check_choice("shape", shape, [name for name, known in SHAPES.items() if known.lines])
    chosen = choose(open_release(out, version), selection, None, not_in)
    yield from map(json_line, SHAPES[shape].values(chosen.rows))


def choose(release: Release, selection: Selection, shares: str | None, not_in: Path | None) -> Chosen:
    """Return the records that were asked for. Raises what `export` raises."""
    kept = None
    if selection != ALL or not_in:
        kept = Kept(release, selection, read_benchmark(not_in) if not_in else None)
    rows = Rows(release, kept.mask if kept else None)
    divided = None
    if shares:
        sides = shares_of(shares)
        with tempfile.TemporaryDirectory(prefix="qamill-") as folder:
            divided = split(rows, sides, Path(folder))
        rows = Rows(release, divided.kept, divided.sides, sides.names)
    return Chosen(rows, kept.in_benchmark if kept else 0, divided)


def _by_file(rows: Rows, shape: Shape) -> list[Rows]:
    return [rows.of_side(number) for number in range(len(rows.names))] if rows.names and shape.is_by_side else [rows]


def _of_side(path: Path, name: str) -> Path:
    """The file of a side: `pairs.train.jsonl` for `pairs.jsonl`."""
    return path.with_name(f"{path.stem}.{name}{path.suffix}")


def _check_place(path: Path, out: Path | str) -> None:
    """Do nothing for a path outside of the releases. Raises InRelease, and NotLocal for an address."""
    local_folder(path)
    if not is_address(out) and path.resolve().is_relative_to(Path(out).resolve()):
        raise InRelease(path, Path(out))


def _exported(chosen: Chosen, files: tuple[Path, ...]) -> Exported:
    rows, divided = chosen.rows, chosen.split
    return Exported(
        version=rows.version,
        files=files,
        records=rows.count(),
        sides={name: rows.side_of(name) for name in rows.names},
        left_out=divided.left_out if divided else {},
        in_benchmark=chosen.in_benchmark,
        dominating=divided.dominating if divided else None,
    )
