"""Croissant: mlcroissant finds the description valid, and loads by it what was released."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pyarrow.parquet as pq
import pytest
from conftest import Project
from described import release_twice

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib in itself
VALIDATES = pytest.mark.slow("imports mlcroissant, which takes seconds")


@pytest.fixture(scope="module")
def teas(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return release_twice(Project(tmp_path_factory.mktemp("teas")))


def croissant(project: Project, version: str = "latest") -> dict[str, Any]:
    """Return what a release's description says."""
    read: dict[str, Any] = json.loads(project.release(version).file("croissant.json").read_bytes())
    return read


def test_each_table_is_a_record_set_of_its_name_with_its_columns(teas: Project) -> None:
    sets = {found["name"]: [field["name"] for field in found["field"]] for found in croissant(teas)["recordSet"]}
    tables = {name: pq.read_schema(teas.release().table(name)).names for name in teas.release().manifest.content}
    assert sets == tables


def test_each_file_has_its_checksum_and_size(teas: Project) -> None:
    release = teas.release()
    files = {file["name"]: (file["sha256"], file["contentSize"]) for file in croissant(teas)["distribution"]}
    assert files == {
        name: (release.manifest.files[name].sha256, f"{release.file(name).stat().st_size} B") for name in files
    }
    assert {*files} == {"records.csv", *(f"{name}.parquet" for name in release.manifest.content)}


def test_what_is_known_of_its_risks_is_told(teas: Project) -> None:
    said = croissant(teas)
    assert said["conformsTo"] == ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
    assert said["rai:dataCollectionTimeframe"] == ["2026-03-01", "2026-03-01"]
    assert any("Whether an answer is true" in limit for limit in said["rai:dataLimitations"])
    assert "Ask tea@example.org." in said["rai:dataReleaseMaintenancePlan"]


def test_what_nobody_knows_is_left_out(teas: Project) -> None:
    said = croissant(teas, "1.0.0")
    assert not {"license", "datePublished", "rai:dataCollectionTimeframe", "creator", "url"} & said.keys()
    assert (croissant(teas)["license"], croissant(teas)["datePublished"]) == ("CC-BY-4.0", "2026-03-01")


def test_a_column_that_names_a_row_of_another_table_references_its_key(teas: Project) -> None:
    fields = {field["@id"]: field for found in croissant(teas)["recordSet"] for field in found["field"]}
    links = {name: field["references"]["field"]["@id"] for name, field in fields.items() if "references" in field}
    assert links["sightings/id"] == links["merged/kept_id"] == links["conflicts/other_id"] == "records/id"
    assert links["sightings/document"] == links["rejected/document"] == "documents/key"
    assert {*links.values()} <= {*fields}


@VALIDATES
@pytest.mark.parametrize("version", ["1.0.0", "latest"])
def test_mlcroissant_finds_no_error(teas: Project, version: str) -> None:
    from mlcroissant import Dataset

    issues = Dataset(jsonld=str(teas.release(version).file("croissant.json"))).metadata.ctx.issues
    assert issues.errors == set()
    assert len(issues.warnings) == (0 if version == "latest" else 2)  # no date, no licence: nobody said any


@VALIDATES
@pytest.mark.parametrize("name", ["records", "sightings", "merged", "rejected", "documents", "conflicts", "changes"])
def test_mlcroissant_loads_the_rows_that_were_released(teas: Project, name: str) -> None:
    from mlcroissant import Dataset

    loaded = Dataset(jsonld=str(teas.release().file("croissant.json"))).records(name)
    rows = [{key.removeprefix(f"{name}/"): _plain(value) for key, value in row.items()} for row in loaded]
    assert rows == pq.read_table(teas.release().table(name)).to_pylist()


def _plain(value: object) -> object:
    """A value as Arrow gives it: mlcroissant has texts as bytes, and times of pandas."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, datetime):
        return None if value != value else datetime.fromisoformat(value.isoformat())
    return value
