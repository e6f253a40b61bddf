"""What two manifests say of how their releases differ, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest import Project

from pipeline.release.same import causes, differences
from pipeline.schema.manifest import FileFacts, Manifest

OTHER_TABLES: dict[str, Any] = {"content": {"records": "1", "rejected": "2", "changes": "3"}}
FILES = {"records.parquet": FileFacts("0", 0)}


@pytest.fixture
def manifest(history: Project) -> Manifest:
    content = {"records": "0", "rejected": "0", "changes": "0"}
    return replace(history.release("1.0.0").manifest, content=content, files=FILES)


def test_a_release_is_the_same_as_itself(manifest: Manifest) -> None:
    other_way = replace(manifest, content={**manifest.content, "changes": "1"}, previous="0.9.0", version="9.9.9")
    assert (differences(manifest, other_way), causes(manifest, other_way)) == ([], [])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (OTHER_TABLES, ["the table records", "the table rejected"]),
        ({"content": {"records": "0", "rejected": "0", "reviews": "0"}}, ["the table reviews"]),
        ({"files": {"records/part-00000.parquet": FileFacts("0", 0)}}, ["the files that hold the tables"]),
        ({"files": {**FILES, "README.md": FileFacts("0", 0)}}, []),
        ({"settings": {"dataset.licence": "CC0-1.0"}}, ["the licence of the dataset"]),
    ],
)
def test_differences_are_told_by_what_differs(manifest: Manifest, other: dict[str, Any], said: list[str]) -> None:
    assert differences(manifest, replace(manifest, **other)) == said


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"settings": {"mode": "markup", "shard_rows": "9"}}, ["mode was full and is markup"]),
        ({"package": {"name": "qamill", "version": "9.0.0"}}, ["qamill was 1.0.0 and is 9.0.0"]),
        (
            {"package": {"name": "qamill", "version": "1.0.0", "fingerprint": "f"}},
            ["the code of qamill, or a library, is another one"],
        ),
        ({"settings": {"mode": "markup"}, "inputs": "of other pages"}, []),
    ],
)
def test_other_tables_of_the_same_pages_have_a_cause(manifest: Manifest, other: dict[str, Any], why: list[str]) -> None:
    before = replace(manifest, package={"name": "qamill", "version": "1.0.0"})
    after = replace(before, **OTHER_TABLES)
    assert causes(before, replace(after, **other)) == why
    assert causes(before, replace(before, **other)) == []  # the tables are as before
