"""Tables of a release: however few or many rows one has, it reads the same."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pytest
from conftest import COST, Pair, Project

from pipeline.release import read
from pipeline.release.errors import DamagedRelease
from pipeline.release.versions import Release, open_release

FILTERED = [
    ("records", ["question_id", "id"], pc.field("id") > "8"),
    ("records", ["id"], pc.field("id") == "no id"),
    ("merged", ["id", "kept_id", "question"], pc.field("kept_id") > "8"),
    ("rejected", ["reason"], pc.field("reason") == "no such reason"),
]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    project = Project(tmp_path_factory.mktemp("read"))
    for number in range(3):
        project.page(f"{number}.txt", COST, *(Pair(f"Is it {at}?", f"It is {at}.") for at in range(20)))
    project.curate()
    return open_release(project.out)


@pytest.mark.parametrize(("name", "columns", "filters"), FILTERED)
@pytest.mark.parametrize("piece", [read._SMALL, 1], ids=["small", "large"])
def test_few_columns_read_as_all_do(
    release: Release, name: str, columns: list[str], filters: pc.Expression, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "_SMALL", piece)
    found = read.read_columns(release, name, columns, filters)
    assert found.equals(read.read_table(release, name, columns, filters))
    assert found.schema.equals(read.read_table(release, name, columns).schema)


def test_a_damaged_file_is_told(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / release.version
    folder.mkdir()
    for name in release.manifest.files:
        data = release.file(name).read_bytes()
        (folder / name).write_bytes(data[:-50] if name == "records.parquet" else data)
    damaged = Release(folder, release.manifest)
    with pytest.raises(DamagedRelease, match=r"records\.parquet cannot be read"):
        read.read_columns(damaged, "records", ["id"], pc.field("id") > "8")
