"""The data package: Frictionless finds it valid, and it is what version 2 of the standard demands."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from conftest import TEXTING, Project
from described import SAID, release_twice
from frictionless import Package, validate

from pipeline.release.metadata.datapackage import describe

_PATH = r"(?=[^./~])(?!file:)((?!/\.\./)(?!\\)(?!://).)*|(http|ftp)s?://.*"  # as the profile has it
_TYPES = {"string", "integer", "number", "datetime"}


@pytest.fixture(scope="module")
def teas(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return release_twice(Project(tmp_path_factory.mktemp("teas")))


def package(project: Project, version: str = "latest") -> dict[str, Any]:
    """Return what a release's data package says."""
    read: dict[str, Any] = json.loads(project.release(version).file("datapackage.json").read_bytes())
    return read


@pytest.mark.parametrize("version", ["1.0.0", "latest"])
def test_frictionless_finds_the_package_and_every_row_valid(teas: Project, version: str) -> None:
    report = validate(str(teas.release(version).file("datapackage.json")))
    assert report.flatten(["resourceName", "fieldName", "message"]) == []
    assert [task.name for task in report.tasks] == [*teas.release(version).manifest.content, "records-csv"]


def test_rows_are_named_but_no_links_stated_with_which_validation_takes_minutes(teas: Project) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in package(teas)["resources"]}
    keys = {name: schema["primaryKey"] for name, schema in schemas.items() if "primaryKey" in schema}
    assert keys == {"records": ["id"], "records-csv": ["id"], "documents": ["key"]}
    assert not any("foreignKeys" in schema for schema in schemas.values())


@pytest.mark.parametrize("resource", ["records", "records-csv"])
def test_frictionless_reads_the_rows_that_were_released(teas: Project, resource: str) -> None:
    read = Package(str(teas.release().file("datapackage.json"))).get_table_resource(resource).read_rows()
    released = [
        {name: value or None for name, value in row.items()}  # the standard has no empty text
        for row in pq.read_table(teas.release().table("records")).to_pylist()
    ]
    rows = [{name: None if value is pd.NaT else value for name, value in row.to_dict().items()} for row in read]
    assert rows == released


@pytest.mark.parametrize("version", ["1.0.0", "latest"])
def test_the_package_is_what_version_2_demands(teas: Project, version: str) -> None:
    said = package(teas, version)
    assert said["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert all(isinstance(said[name], str) for name in ("name", "id", "title", "version"))
    assert re.fullmatch("[-a-z0-9._/]+", said["name"])
    assert all(len(said[name]) > 0 for name in ("licenses", "contributors", "sources") if name in said)
    for licence in said.get("licenses", []):
        assert re.fullmatch(r"[-a-zA-Z0-9._]+", licence.get("name", "")) or re.fullmatch(_PATH, licence.get("path", ""))
    assert all("roles" in contributor and "role" not in contributor for contributor in said.get("contributors", []))
    assert "profile" not in said
    if "created" in said:
        datetime.fromisoformat(said["created"])


def test_each_resource_is_what_version_2_demands(teas: Project) -> None:
    resources = package(teas)["resources"]
    assert len({resource["name"] for resource in resources}) == len(resources)
    for resource in resources:
        assert resource["$schema"] == "https://datapackage.org/profiles/2.0/dataresource.json"
        assert (resource["type"], "data" in resource, "profile" in resource) == ("table", False, False)
        assert re.fullmatch(_PATH, resource["path"])
        assert re.fullmatch("[^:]+:[a-f0-9]{64}", resource["hash"])
        assert re.fullmatch(".+/.+", resource["mediatype"])


def test_each_field_has_a_type_of_the_standard_and_a_description(teas: Project) -> None:
    for resource in package(teas)["resources"]:
        schema = resource["schema"]
        assert (schema["$schema"].rpartition("/")[2], schema["missingValues"]) == ("tableschema.json", [""])
        names = pq.read_schema(teas.release().table(resource["name"].removesuffix("-csv"))).names
        assert [field["name"] for field in schema["fields"]] == names
        assert {field["type"] for field in schema["fields"]} <= _TYPES
        assert all(field["description"].endswith(".") for field in schema["fields"])


def test_the_hashes_are_those_of_the_manifest(teas: Project) -> None:
    files = teas.release().manifest.files
    hashes = {resource["path"]: resource["hash"] for resource in package(teas)["resources"]}
    assert hashes == {name: f"sha256:{files[name].sha256}" for name in hashes}


def test_what_nobody_says_is_left_out(teas: Project) -> None:
    said = package(teas, "1.0.0")
    assert not {"licenses", "contributors", "created", "description"} & said.keys()
    assert said["name"] == "questions-and-answers-from-web-pages"


def test_what_people_say_and_the_date_of_the_newest_page_are_there(teas: Project) -> None:
    said = package(teas)
    assert (said["name"], said["title"], said["created"]) == ("tea-more", "Tea & more", "2026-03-01T00:00:00Z")
    assert said["contributors"] == [{"email": "tea@example.org", "roles": ["contact"]}]


@pytest.mark.parametrize(
    ("licence", "licences", "contact", "contributor"),
    [
        ("CC-BY-4.0", {"name": "CC-BY-4.0"}, "a@b.org", {"email": "a@b.org"}),
        ("https://a.org/l", {"path": "https://a.org/l"}, "https://a.org/c", {"path": "https://a.org/c"}),
        ("Ask first.", {"path": "README.md", "title": "Ask first."}, "Ada", {"title": "Ada"}),
    ],
)
def test_licence_and_contact_are_told_by_what_they_are(
    tmp_path: Path, licence: str, licences: object, contact: str, contributor: dict[str, str]
) -> None:
    project = Project(tmp_path)
    project.page("page.txt", TEXTING)
    (tmp_path / "qamill.toml").write_text(SAID.format(licence, contact), encoding="utf-8")
    project.curate()
    said = json.loads(describe(project.release()))
    assert (said["licenses"], said["contributors"]) == ([licences], [{**contributor, "roles": ["contact"]}])
