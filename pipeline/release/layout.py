"""The files of a release folder and of the folder around it: their names and their text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ..schema.manifest import Change, Manifest
from ..storage import is_address, join
from ..storage.local import open_local
from ..text.counted import count_of
from ..text.patterns import pattern
from .location import Location
from .withdrawn import Withdrawal

LATEST = "LATEST"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
CHANGELOG = "CHANGELOG.md"
INDEX = "index.json"
INDEX_HEAD = '{\n  "latest": '
CHANGELOG_HEAD = "# Releases\n"
COMPANIONS = ("README.md", "croissant.json", "datapackage.json", "prov.jsonld", "report.html")
"""The files that describe a release beside its tables, for people and for other tools; older releases have none."""
_MOVED = "moved"  # what `merged` was called up to schema version 2
PARQUET, CSV = "parquet", "csv"
KEYS_OF_PARTS = {"records": "id", "sightings": "id", "merged": "id", "rejected": "document"}
"""The tables that a large release has in parts, each with the column of which a part has a range; the others are small,
or ordered by something else."""
_FOLDERS = {f"{name}/": (name, PARQUET) for name in KEYS_OF_PARTS} | {"records-csv/": ("records", CSV)}
"""The folders of the parts, and what lies in each. The CSV has its own, as most readers take all of a folder."""
_PART = pattern(rf"({'|'.join(_FOLDERS)})part-[0-9]{{5,}}\.({PARQUET}|{CSV})")
RIGHTS = "The texts belong to the sites that are cited: see each record's source."


def location_of(out: Path | str, version: str) -> Path | str:
    """Return where a version lies in a folder or at an address of releases."""
    return join(str(out), version) if is_address(out) else Path(out) / version


def changelog(manifests: Sequence[Manifest], withdrawn: Mapping[str, Withdrawal]) -> str:
    """Return the text of `CHANGELOG.md`: what each release says of itself, newest first, and which were withdrawn."""
    lines = [CHANGELOG_HEAD]
    said = {manifest.version: manifest for manifest in manifests}
    for manifest in reversed(manifests):
        change, counts = manifest.change, manifest.counts
        news = [f"{change[word]:,} {word}" for word in (*Change._fields, _MOVED) if change.get(word)]
        if manifest.previous is None:
            news = ["the first release"]
        lines += [
            f"## {manifest.version}",
            "",
            *_purged(manifest.version),
            *_mark(withdrawn.get(manifest.version)),
            f"{count_of(counts['records'], 'record')} from {count_of(counts['documents'], 'document')}:"
            f" {', '.join(news) or _other_news(manifest, said.get(manifest.previous or ''))}.",
            "",
        ]
    return "\n".join(lines)


def _other_news(manifest: Manifest, before: Manifest | None) -> str:
    """What is new where no record is."""
    if before is None:  # it was pruned
        return "the records as before"
    if before.content_hash == manifest.content_hash and {*before.files} != {*manifest.files}:
        return "the tables as before, in other files"
    if before.content_hash == manifest.content_hash:
        return "the tables as before, what is said of the dataset changed"
    return "the records as before, other tables changed"


def _mark(withdrawal: Withdrawal | None) -> list[str]:
    return [f"**Withdrawn** on {withdrawal.date}: {withdrawal.reason}", ""] if withdrawal else []


def _purged(version: str) -> list[str]:
    before, _, times = version.partition("+purged.")
    return [f"**Purged**: {before} without what was taken down; what went is in `removals`.", ""] if times else []


def part_name(table: str, number: int, kind: str = PARQUET) -> str:
    """Return the name of a part of a table in the folder of a release.

    >>> part_name("records", 0), part_name("records", 12, "csv")
    ('records/part-00000.parquet', 'records-csv/part-00012.csv')
    """
    folder = next(folder for folder, holds in _FOLDERS.items() if holds == (table, kind))
    return f"{folder}part-{number:05}.{kind}"


def is_part(name: str) -> bool:
    """Return whether a file of a release is called as a part of a table is."""
    return _part_of(name) is not None


def files_of(table: str, names: Collection[str], kind: str = PARQUET) -> list[str]:
    """Return which files of a release hold a table, in the order of its rows: one, or its parts.

    >>> files_of("records", ["records/part-00001.parquet", "records/part-00000.parquet", "merged.parquet"])
    ['records/part-00000.parquet', 'records/part-00001.parquet']
    >>> files_of("merged", ["merged.parquet"])
    ['merged.parquet']
    """
    whole = f"{table}.{kind}"
    parts = [name for name in names if _part_of(name) == (table, kind)]
    return [whole] if whole in names or not parts else sorted(parts, key=lambda name: (len(name), name))


def _part_of(name: str) -> tuple[str, str] | None:
    """The table that a file is a part of, and of which kind it is; None for other files."""
    found = _PART.fullmatch(name)
    return _FOLDERS[found[1]] if found and _FOLDERS[found[1]][1] == found[2] else None


def is_of_a_table(name: str) -> bool:
    """Return whether a file of a release holds rows of a table."""
    return name.endswith((f".{PARQUET}", f".{CSV}"))


def name_of_all(files: Sequence[str]) -> str:
    """Return what the files of a table are called together: the name of the one, or the folder of the parts."""
    return f"{files[0].partition('/')[0]}/" if is_part(files[0]) else files[0]


def files_below(folder: Location) -> Iterator[tuple[str, Location]]:
    """Yield the name and place of each file of a release's folder, those of its tables in parts among them.

    What is there and no file is yielded as well, but for the folders of the parts.
    """
    for path in folder.iterdir():
        if f"{path.name}/" in _FOLDERS and path.is_dir():
            yield from ((f"{path.name}/{file.name}", file) for file in path.iterdir())
        else:
            yield path.name, path


def checksums(digests: Mapping[str, str]) -> str:
    """Return the text of `SHA256SUMS` for the sha256 of each file of a release."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def sha256_of(path: Location) -> str:
    """Return the sha256 of a file, 64 hex digits."""
    with open_local(os.fsencode(path)) if isinstance(path, Path) else path.open() as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
