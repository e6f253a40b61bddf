"""`croissant.json`: a release in the terms of Croissant 1.1, with what is known of its risks."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from ...schema.descriptions import COLUMN_MEANINGS, TABLE_MEANINGS
from ..layout import CSV, PARQUET, is_part
from ..versions import Release
from .facts import KEYS, Table, date_of, languages_of, said_of, tables_of, timeframe_of, title_of
from .sentences import bibtex_of, limits_of, made_of, people_in, removal_of

_CONFORMS_TO = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
_OWN_TERMS = (
    "arrayShape citeAs column containedIn equivalentProperty extract field fileProperty fileObject fileSet format"
    " includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace"
    " samplingRate separator source subField transform"
).split()
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{term: f"cr:{term}" for term in _OWN_TERMS},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}
"""The context of the standard, whole: validators ask for each of its terms."""
_TYPES = {"string": "sc:Text", "int64": "sc:Integer", "double": "sc:Float", "timestamp[us]": "sc:DateTime"}
"""The type of a field by the Arrow type of its column."""
_LINKS = {
    "sightings": {"id": "records", "document": "documents"},
    "merged": {"kept_id": "records", "document": "documents"},
    "rejected": {"document": "documents"},
    "conflicts": {"id": "records", "other_id": "records"},
}
"""By table and column, the table of which each value names a row. Not a link of a table to itself, which no reader can
follow, nor columns that may name what an older release had, as those of `changes` do."""
_PARQUET = "application/x-parquet"  # the name that mlcroissant knows


def describe(release: Release) -> str:
    """Return the text of `croissant.json`."""
    said, manifest, day = said_of(release), release.manifest, date_of(release)
    dataset = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS_TO,
        "name": title_of(release),
        "description": said.description or "Questions with their answers, collected from web pages.",
        "version": manifest.version,
        "license": said.licence,
        "datePublished": day.isoformat() if day else "",
        "inLanguage": languages_of(release),
        "citeAs": bibtex_of(release),
        **_risks(release),
        "distribution": _files(release),
        "recordSet": [_record_set(table) for table in tables_of(release)],
    }
    known = {key: value for key, value in dataset.items() if value}
    return json.dumps({**known, "isLiveDataset": False}, indent=2, ensure_ascii=False) + "\n"


def _risks(release: Release) -> dict[str, Any]:
    """What is known of how the data came about, and of what it may do, in the terms of Croissant RAI."""
    return {
        "rai:dataCollection": "Pages of web sites, as whoever made the dataset collected them; each is a row of"
        " `documents`.",
        "rai:dataCollectionType": ["Web Scraping"],
        "rai:dataCollectionTimeframe": [day.isoformat() for day in timeframe_of(release)],
        "rai:dataPreprocessingProtocol": made_of(release),
        "rai:dataLimitations": limits_of(release),
        "rai:personalSensitiveInformation": people_in(release),
        "rai:dataReleaseMaintenancePlan": " ".join(removal_of(release)),
    }


def _files(release: Release) -> list[dict[str, Any]]:
    tables, csv = tables_of(release), release.files_of("records", CSV)
    files = [_file(release, name, _PARQUET) for table in tables if not table.is_in_parts for name in table.files]
    files += [_file_set(table.name, _PARQUET, PARQUET) for table in tables if table.is_in_parts]
    csv_files = _file_set("records-csv", "text/csv", CSV) if is_part(csv[0]) else _file(release, csv[0], "text/csv")
    return [*files, csv_files]


def _file_set(name: str, media_type: str, kind: str) -> dict[str, Any]:
    """The parts of a table, which lie in a folder of this name; their checksums are in SHA256SUMS."""
    return {
        "@type": "cr:FileSet",
        "@id": f"{name}-parts",
        "name": f"{name}-parts",
        "encodingFormat": media_type,
        "includes": f"{name}/*.{kind}",
    }


def _file(release: Release, name: str, media_type: str) -> dict[str, Any]:
    facts = release.manifest.files[name]
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{facts.bytes} B",
        "encodingFormat": media_type,
        "sha256": facts.sha256,
    }


def _record_set(table: Table) -> dict[str, Any]:
    key = {"key": {"@id": f"{table.name}/{KEYS[table.name]}"}} if table.name in KEYS else {}
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": TABLE_MEANINGS[table.name],
        **key,
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: pa.Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": COLUMN_MEANINGS[table.name][column.name],
        "dataType": _TYPES[str(column.type)],
        "source": {**_source(table), "extract": {"column": column.name}},
        **_reference(table, column.name),
    }


def _source(table: Table) -> dict[str, Any]:
    return {"fileSet": {"@id": f"{table.name}-parts"}} if table.is_in_parts else {"fileObject": {"@id": table.files[0]}}


def _reference(table: Table, column: str) -> dict[str, Any]:
    """The field that a column links to, if it does."""
    to = _LINKS.get(table.name, {}).get(column)
    return {"references": {"field": {"@id": f"{to}/{KEYS[to]}"}}} if to else {}
