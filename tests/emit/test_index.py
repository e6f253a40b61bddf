"""The index of the releases of a folder, `index.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Project

from pipeline import versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import NotOurs
from pipeline.emit.prune import prune
from pipeline.emit.withdraw import withdraw
from pipeline.release.layout import sha256_of

THREE = [TEXTING, COST, EMAIL]


def _three(project: Project) -> None:
    days = ["2026-01-31", "2026-03-31", ""]
    for number, pair in enumerate(THREE, 1):
        project.index(*(f"{each}.txt,https://example.org/{each},{days[each - 1]},," for each in range(1, number + 1)))
        project.page(f"{number}.txt", pair)
        project.curate()


@pytest.fixture
def three(copy_of: CopyOf) -> Project:
    """Three releases, each with another page."""
    return copy_of(_three)


def _index(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.out / "index.json").read_text())
    return found


def test_the_index_says_of_each_release_what_tells_it_apart(three: Project) -> None:
    index = _index(three)
    assert index["latest"] == "1.2.0"
    assert [entry["version"] for entry in index["releases"]] == versions(three.out)
    for entry in index["releases"]:
        release = three.release(entry["version"])
        assert entry["content"] == release.manifest.content_hash
        assert entry["counts"] == release.manifest.counts
        assert entry["manifest"] == sha256_of(release.file("manifest.json"))
        assert entry["bytes"] == sum(path.stat().st_size for path in release.folder.iterdir() if path.name not in OWN)
        assert entry["withdrawn"] is None
    assert [entry["newest_page"] for entry in index["releases"]] == ["2026-01-31", "2026-03-31", "2026-03-31"]


OWN = {"manifest.json", "SHA256SUMS"}


def test_the_index_takes_a_line_for_each_release(three: Project) -> None:
    lines = (three.out / "index.json").read_text().splitlines()
    assert len(lines) == 5 + len(THREE)
    assert all(len(line) < 1_000 for line in lines)


def test_a_withdrawn_release_is_marked_and_a_pruned_one_is_gone(three: Project) -> None:
    withdraw("1.2.0", "The prices are wrong", three.out)
    index = _index(three)
    assert index["latest"] == "1.1.0"
    assert index["releases"][-1]["withdrawn"]["reason"] == "The prices are wrong"
    prune(1, three.out)
    assert [entry["version"] for entry in _index(three)["releases"]] == ["1.1.0", "1.2.0"]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("{}\n")], ids=["gone", "stale"])
def test_an_index_that_is_missing_or_stale_is_written_again(three: Project, spoil: Any) -> None:
    before = (three.out / "index.json").read_bytes()
    spoil(three.out / "index.json")
    problems = [problem.file for problem in verify("latest", three.out, None, quick=True).problems]
    assert problems == (["index.json"] if (three.out / "index.json").exists() else [])
    assert not three.curate().is_new
    assert (three.out / "index.json").read_bytes() == before
    assert verify("latest", three.out, None).problems == []


def test_the_same_pages_give_the_same_index(three: Project, tmp_path: Path) -> None:
    first = _index(three)["releases"][-1]
    other = Project(tmp_path / "other")
    for path in sorted(three.raw.iterdir()):
        other.raw.mkdir(parents=True, exist_ok=True)
        (other.raw / path.name).write_bytes(path.read_bytes())
    other.curate()
    again = _index(other)["releases"][0]
    assert (again["content"], again["newest_page"]) == (first["content"], first["newest_page"])


def test_an_index_of_others_is_left_alone(project: Project) -> None:
    project.out.mkdir()
    (project.out / "index.json").write_text('{"pages": []}')
    project.page("a.txt", CONTACT)
    with pytest.raises(NotOurs, match=r"index\.json"):
        project.curate()
    assert (project.out / "index.json").read_text() == '{"pages": []}'


def test_a_newest_page_that_the_documents_do_not_have_is_found(three: Project) -> None:
    file = three.release().file("manifest.json")
    file.write_text(file.read_text().replace('"newest_page": "2026-03-31"', '"newest_page": "2027-03-31"'))
    what = [problem.what for problem in verify("latest", three.out, None).problems]
    assert "has 2026-03-31 for its newest page, the manifest states 2027-03-31" in what


def test_without_dates_there_is_no_newest_page(project: Project) -> None:
    project.page("a.txt", CONTACT)
    project.curate()
    assert _index(project)["releases"][0]["newest_page"] is None
