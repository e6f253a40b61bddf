"""`prov.jsonld`: how a release came about, in the terms of W3C PROV: release, run, pages, tool."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...text.digest import digest
from ..layout import CSV
from ..read import read_table
from ..versions import Release
from .facts import date_of, identifier_of, said_of, tables_of, title_of

_CONTEXT = {
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MOST_PAGES = 10_000  # that are listed, chosen: some 4 MB; of more, the table `documents` is named as their list


def describe(release: Release) -> str:
    """Return the text of `prov.jsonld`."""
    graph = [_release(release), *_tables(release), _run(release), _tool(release), *_pages(release)]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph)
    return f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": [\n{lines}\n]}}\n'


def _release(release: Release) -> dict[str, Any]:
    manifest, day, said = release.manifest, date_of(release), said_of(release)
    entity: dict[str, Any] = {
        "@id": identifier_of(release),
        "@type": ["prov:Entity", "prov:Collection"],
        "dcterms:title": title_of(release),
        "schema:version": manifest.version,
        "prov:wasGeneratedBy": _ref(_run_id(release)),
        "prov:wasDerivedFrom": _ref(_pages_id(release)),
        "prov:wasAttributedTo": _ref(_tool_id(release)),
        "prov:hadMember": [_ref(_file_id(release, name)) for name in _table_files(release)],
    }
    if manifest.previous:
        entity["dcterms:replaces"] = manifest.previous
    if said.licence:
        entity["dcterms:license"] = said.licence
    if day:
        entity["dcterms:date"] = {"@value": day.isoformat(), "@type": "xsd:date"}
    return entity


def _tables(release: Release) -> Iterator[dict[str, Any]]:
    for name in _table_files(release):
        yield {
            "@id": _file_id(release, name),
            "@type": "prov:Entity",
            "schema:name": name,
            "prov:wasGeneratedBy": _ref(_run_id(release)),
        }


def _run(release: Release) -> dict[str, Any]:
    """The run; it has no time, since the same pages give the same release at any time."""
    settings = [
        {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": value}
        for name, value in release.manifest.settings.items()
        if value
    ]
    return {
        "@id": _run_id(release),
        "@type": "prov:Activity",
        "prov:used": _ref(_pages_id(release)),
        "prov:wasAssociatedWith": _ref(_tool_id(release)),
        "schema:additionalProperty": settings,
    }


def _tool(release: Release) -> dict[str, Any]:
    package = release.manifest.package
    return {
        "@id": _tool_id(release),
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "schema:name": package["name"],
        "schema:softwareVersion": package["version"],
        "schema:identifier": package["fingerprint"],
    }


def _pages(release: Release) -> Iterator[dict[str, Any]]:
    """The pages as one collection, and each of them; of very many the table that lists them."""
    documents = read_table(release, "documents", ["key", "sha256", "path", "url", "retrieved_at"])
    few = documents.num_rows <= _MOST_PAGES
    pages: dict[str, Any] = {"@id": _pages_id(release), "@type": ["prov:Entity", "prov:Collection"]}
    pages["schema:identifier"] = release.manifest.inputs
    if few:
        pages["prov:hadMember"] = [_ref(_page_id(key)) for key in documents.column("key").to_pylist()]
    else:
        listed = [name for table in tables_of(release) if table.name == "documents" for name in table.files]
        pages["schema:description"] = f"{documents.num_rows:,} pages; each is a row of {', '.join(listed)}."
    yield pages
    yield from map(_page, documents.to_pylist() if few else [])


def _page(row: dict[str, Any]) -> dict[str, Any]:
    page: dict[str, Any] = {"@id": _page_id(row["key"]), "@type": "prov:Entity", "schema:name": row["path"]}
    if row["sha256"]:
        page["schema:sha256"] = row["sha256"]
    if row["url"]:
        page["schema:url"] = row["url"]
    if row["retrieved_at"]:
        page["prov:generatedAtTime"] = {"@value": row["retrieved_at"].isoformat() + "Z", "@type": "xsd:dateTime"}
    return page


def _table_files(release: Release) -> list[str]:
    return [*(name for table in tables_of(release) for name in table.files), *release.files_of("records", CSV)]


def _ref(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def _page_id(key: str) -> str:
    return f"urn:qamill:page:{key}"


def _file_id(release: Release, name: str) -> str:
    return f"urn:sha256:{release.manifest.files[name].sha256}"


def _pages_id(release: Release) -> str:
    return f"urn:qamill:pages:{release.manifest.inputs}"


def _run_id(release: Release) -> str:
    """The run is named by what it read and how: with the same pages, settings and program it is the same."""
    manifest = release.manifest
    return f"urn:qamill:run:{digest(manifest.inputs, manifest.package['fingerprint'], repr(manifest.settings))}"


def _tool_id(release: Release) -> str:
    package = release.manifest.package
    return f"urn:qamill:tool:{package['name']}-{package['version']}"
