"""`datapackage.json`: a release as a Data Package (version 2 of the standard), with a resource for each table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ...schema.dataset import Dataset
from ...schema.descriptions import COLUMN_MEANINGS, TABLE_MEANINGS
from ..layout import CSV, PARQUET, RIGHTS, is_part
from ..versions import Release
from .facts import (
    KEYS,
    Table,
    date_of,
    identifier_of,
    is_identifier,
    is_link,
    is_mail,
    name_of,
    said_of,
    tables_of,
    title_of,
)

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"string": "string", "int64": "integer", "double": "number", "timestamp[us]": "datetime"}
"""The type of a field by the Arrow type of its column."""
_TIMES_IN_CSV = "%Y-%m-%dT%H:%M:%S.%f"
_MAY_BE_EMPTY = {
    "records": ["flags"],
    "merged": ["differs"],
    "rejected": ["text", "locator"],
    "documents": ["sha256", "encoding", "encoding_from", "reader", "boilerplate"],
    "conflicts": ["word", "other_word"],
}
"""The columns in which a text may be empty, which the standard does not tell from a missing one."""


def describe(release: Release) -> str:
    """Return the text of `datapackage.json`."""
    said, manifest, day = said_of(release), release.manifest, date_of(release)
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": name_of(release),
        "id": identifier_of(release),
        "title": title_of(release),
        "description": said.description,
        "version": manifest.version,
        "created": f"{day.isoformat()}T00:00:00Z" if day else "",
        "licenses": _licences(said.licence),
        "contributors": _contributors(said),
        "sources": [{"title": RIGHTS}],
        "resources": [*_resources(release)],
    }
    return json.dumps({key: value for key, value in package.items() if value}, indent=2, ensure_ascii=False) + "\n"


def _licences(licence: str) -> list[dict[str, str]]:
    """The licence, by its name or address; for a sentence the card is named, which repeats it."""
    if not licence:
        return []
    if is_identifier(licence):
        return [{"name": licence}]
    return [{"path": licence}] if is_link(licence) else [{"path": "README.md", "title": licence}]


def _contributors(said: Dataset) -> list[dict[str, Any]]:
    if not said.contact:
        return []
    kind = "email" if is_mail(said.contact) else "path" if is_link(said.contact) else "title"
    return [{kind: said.contact, "roles": ["contact"]}]


def _resources(release: Release) -> Iterator[dict[str, Any]]:
    tables = tables_of(release)
    for table in tables:
        yield from (_resource(release, table, file) for file in table.files)
    records = next(table for table in tables if table.name == "records")
    yield _csv_resource(release, records)


def _resource(release: Release, table: Table, file: str) -> dict[str, Any]:
    """A Parquet file; of a table in parts each is a resource, as only texts can be read one after the other."""
    part = file.partition("/")[2].removesuffix(f".{PARQUET}")
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": f"{table.name}-{part}" if part else table.name,
        "type": "table",
        "path": file,
        "description": TABLE_MEANINGS[table.name],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{release.manifest.files[file].sha256}",
        "schema": _schema(table),
    }


def _csv_resource(release: Release, records: Table) -> dict[str, Any]:
    files = release.files_of("records", CSV)
    first = release.manifest.files[files[0]]
    checked = {} if is_part(files[0]) else {"bytes": first.bytes, "hash": f"sha256:{first.sha256}"}
    schema = _schema(records)
    for field in schema["fields"]:
        if field["type"] == "datetime":
            field["format"] = _TIMES_IN_CSV
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": "records-csv",
        "type": "table",
        "path": files if is_part(files[0]) else files[0],
        "description": "The table `records` as CSV.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **checked,
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(table.name, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.name in KEYS:  # but no foreign keys, with which validators take minutes for some thousands of records
        schema["primaryKey"] = [KEYS[table.name]]
    return schema


def _field(table: str, column: pa.Field) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[str(column.type)],
        "description": COLUMN_MEANINGS[table][column.name],
    }
    if not column.nullable and column.name not in _MAY_BE_EMPTY.get(table, []):
        field["constraints"] = {"required": True}
    return field
