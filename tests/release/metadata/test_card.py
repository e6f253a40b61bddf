"""The dataset card: loaders read its first lines, people the rest, and neither is told what nobody knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from conftest import COST, EMAIL, TEXTING, Pair, Project

SAID = """\
[dataset]
title = 'Tea: "hot" \\ | 茶\u00a0😀'
licence = "CC-BY-4.0"
contact = "tea@example.org"
description = "For *all*."
"""

LOADS = pytest.mark.slow("imports datasets, which takes seconds")


@pytest.fixture(scope="module")
def teas(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two releases of one dataset, in which each table but `conflicts` has rows."""
    project = Project(tmp_path_factory.mktemp("teas"))
    project.page("first.txt", TEXTING, EMAIL, Pair("NA?", "007"), "A heading that belongs to nobody\n")
    project.curate()
    project.page("second.txt", COST, TEXTING)
    project.index("second.txt,https://example.org/,2026-03-01T12:00:00Z,,")
    (project.root / "qamill.toml").write_text(SAID, encoding="utf-8")
    project.curate()
    return project


def card(project: Project, version: str = "latest") -> str:
    """Return the text of a release's card."""
    return project.release(version).file("README.md").read_text(encoding="utf-8")


def front_matter(project: Project, version: str = "latest") -> dict[str, Any]:
    """Return what a loader reads of it."""
    _, head, _ = card(project, version).split("---\n", 2)
    read: dict[str, Any] = yaml.safe_load(head)
    return read


def test_each_table_with_rows_is_a_config_of_its_name(teas: Project) -> None:
    release = teas.release()
    with_rows = [name for name in release.manifest.content if pq.read_metadata(release.table(name)).num_rows]
    configs = {config["config_name"]: config["data_files"] for config in front_matter(teas)["configs"]}
    assert configs == {name: f"{name}.parquet" for name in with_rows}
    assert [config["config_name"] for config in front_matter(teas)["configs"] if config.get("default")] == ["records"]


def test_the_card_names_each_file_of_a_table_also_of_one_without_rows(teas: Project) -> None:
    for name in teas.release().manifest.content:
        assert f"`{name}.parquet`" in card(teas)
    assert "Without rows in this release, and so no configuration of `datasets`: `conflicts`." in card(teas)


def test_what_people_say_is_in_the_card(teas: Project) -> None:
    head = front_matter(teas)
    assert (head["pretty_name"], head["license"]) == ('Tea: "hot" \\ | 茶\u00a0😀', "cc-by-4.0")
    for text in (
        '# Tea: "hot" \\\\ \\| 茶\u00a0😀\n',
        "\nFor *all*.\n",
        "Ask tea@example.org.",
        "as such: CC-BY-4.0\n",
    ):
        assert text in card(teas)
    assert "Not set" not in card(teas)


def test_what_nobody_says_is_said_to_be_unset(teas: Project) -> None:
    text = card(teas, "1.0.0")
    assert "Not set by whoever made this release: title, licence, contact, description." in text
    assert "No licence of the collection as such is set." in text
    assert "No contact is set" in text
    assert "license" not in front_matter(teas, "1.0.0")


def test_the_date_is_that_of_the_newest_page_or_said_to_be_unknown(teas: Project) -> None:
    assert "The newest page is of 2026-03-01." in card(teas)
    assert "When the pages were retrieved is not known." in card(teas, "1.0.0")


@pytest.mark.parametrize(
    "heading",
    [
        *("Counts", "Tables", "How it was made", "Known limits", "Sources and their rights"),
        *("How to cite", "How to ask for removal", "Columns"),
    ],
)
def test_the_card_has_a_section(teas: Project, heading: str) -> None:
    assert f"\n## {heading}\n" in card(teas)


@LOADS
@pytest.mark.parametrize("name", ["records", "sightings", "merged", "rejected", "documents", "changes"])
def test_datasets_loads_each_table_with_its_rows_and_types(teas: Project, name: str, tmp_path: Path) -> None:
    from datasets import load_dataset

    release = teas.release()
    loaded = load_dataset(str(release.folder), name, split="train", cache_dir=str(tmp_path))
    table = pq.read_table(release.table(name))
    assert loaded.to_list() == table.to_pylist()
    assert loaded.features.arrow_schema.types == table.schema.types


@LOADS
def test_datasets_loads_the_records_where_no_table_is_named(teas: Project, tmp_path: Path) -> None:
    from datasets import load_dataset

    loaded = load_dataset(str(teas.release().folder), cache_dir=str(tmp_path))
    assert loaded["train"].num_rows == teas.release().manifest.counts["records"]
