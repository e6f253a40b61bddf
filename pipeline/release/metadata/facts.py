"""What the files that describe a release all say: its tables, its dates, what people say of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ...schema.dataset import Dataset
from ...schema.descriptions import TABLE_MEANINGS
from ...schema.tables import tables_in
from ...text.patterns import pattern
from ..layout import is_part
from ..page_states import times_of
from ..read import read_pieces, read_table
from ..versions import Release

_IDENTIFIER = pattern(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_MAIL = pattern(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_NO_WORD = pattern(r"[^a-z0-9]+")
_UNTITLED = "Questions and answers from web pages"
"""What a dataset is called whose title nobody has set; each file that uses it says that none is."""
KEYS = {"records": "id", "documents": "key"}
"""The column that names a row of a table."""


class Table(NamedTuple):
    """A table of a release."""

    name: str
    files: list[str]
    """The names of its Parquet files in the folder of the release: one, or its parts."""
    rows: int
    columns: pa.Schema
    meaning: str
    """What it holds, in a sentence."""

    @property
    def is_in_parts(self) -> bool:
        """Whether it is divided into parts, which lie in a folder."""
        return is_part(self.files[0])


def tables_of(release: Release) -> list[Table]:
    """Return the tables of a release, in the order of the docs."""
    manifest = release.manifest
    schemas = tables_in(manifest.schema_version, manifest.content)
    return [_table(release, name, columns) for name, columns in schemas.items() if name in manifest.content]


def _table(release: Release, name: str, columns: pa.Schema) -> Table:
    facts = release.manifest.files
    files = release.files_of(name)
    return Table(name, files, sum(facts[file].rows or 0 for file in files), columns, TABLE_MEANINGS[name])


def said_of(release: Release) -> Dataset:
    """Return what people say of the dataset."""
    return Dataset.of(release.manifest.settings)


def title_of(release: Release) -> str:
    """Return the title of the dataset, or what it is where none is set."""
    return said_of(release).title or _UNTITLED


def date_of(release: Release) -> date | None:
    """Return the day of the newest page, as the manifest states it."""
    stated = release.manifest.newest_page
    return date.fromisoformat(stated) if stated else None


def timeframe_of(release: Release) -> list[date]:
    """Return the days of the oldest and of the newest page; none where no page has a date."""
    found = pc.min_max(times_of(read_table(release, "documents", ["retrieved_at", "page_date"])))
    return [found[end].as_py().date() for end in ("min", "max")] if found["min"].is_valid else []


def identifier_of(release: Release) -> str:
    """Return what names the content of a release wherever it lies: its content hash as a URN."""
    return f"urn:sha256:{release.manifest.content_hash}"


def languages_of(release: Release) -> list[str]:
    """Return the languages of the records by their first subtag, sorted; those that are not known left out."""
    pieces = read_pieces(release, "records", ["language"])
    tags = {tag for piece in pieces for tag in piece.column("language").unique().to_pylist()}
    return sorted({tag.partition("-")[0] for tag in tags} - {"und", ""})


def is_identifier(licence: str) -> bool:
    """Whether a licence is named by its SPDX identifier, as `CC-BY-4.0`."""
    return _IDENTIFIER.fullmatch(licence) is not None


def is_link(text: str) -> bool:
    """Whether a text is the address of a page."""
    return text.startswith(("https://", "http://")) and " " not in text


def is_mail(text: str) -> bool:
    """Whether a text is an address of mail."""
    return _MAIL.fullmatch(text) is not None


def name_of(release: Release) -> str:
    """Return the title as a name of a file or a package, in small letters, digits and hyphens."""
    return _NO_WORD.sub("-", title_of(release).lower()).strip("-") or _NO_WORD.sub("-", _UNTITLED.lower())
