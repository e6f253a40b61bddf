"""Whoever pulls releases gets what a purge made of them, and keeps nothing that it took out."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import COST, EMAIL, TEXTING, Project, Run, id_of
from test_purge import purge
from test_takedowns import WHY, takedown

from pipeline import versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import OtherRelease
from pipeline.emit.pull import pull
from pipeline.release.errors import PurgedVersion


def test_a_purged_release_takes_the_place_of_what_it_was_before(project: Project, qamill: Run, tmp_path: Path) -> None:
    project.page("page.txt", TEXTING, EMAIL, COST)
    project.curate()
    here = tmp_path / "here"
    pull(project.out, out=here)
    takedown(qamill, project, "add", "--id", id_of(TEXTING), *WHY)
    purge(qamill, project)
    with pytest.raises(PurgedVersion, match=r"Its successor is 1\.0\.0\+purged\.1"):
        pull(project.out, "1.0.0", here)
    assert pull(project.out, out=here).version == "1.0.0+purged.1"
    assert versions(here) == ["1.0.0+purged.1"]
    assert not (here / "1.0.0").exists()
    assert verify(out=here, raw=None).problems == []
    answer = TEXTING.answer.encode()
    assert [path for path in here.rglob("*") if path.is_file() and answer in path.read_bytes()] == []


def test_who_has_a_release_that_was_purged_is_told(project: Project, qamill: Run, tmp_path: Path) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.curate()
    here = str(tmp_path / "here")
    pull(project.out, out=here)
    takedown(qamill, project, "add", "--id", id_of(TEXTING), *WHY)
    purge(qamill, project)
    project.page("other.txt", COST)
    version = project.curate().manifest.version
    told = "1.0.0 holds what was taken down there since. Next: qamill pull curated 1.0.0+purged.1\n"
    assert qamill(project, "pull", "curated", "--out", here).stderr.endswith(told)
    assert qamill(project, "pull", "curated", "--out", here).stderr.endswith(told)
    assert told not in qamill(project, "pull", "curated", "1.0.0+purged.1", "--out", here).stderr
    assert versions(here) == ["1.0.0+purged.1", version]


def test_each_purge_takes_the_place_of_the_one_before(project: Project, qamill: Run, tmp_path: Path) -> None:
    project.page("page.txt", TEXTING, EMAIL, COST)
    project.curate()
    here = tmp_path / "here"
    for number, pair in enumerate((TEXTING, EMAIL), start=1):
        takedown(qamill, project, "add", "--id", id_of(pair), *WHY)
        purge(qamill, project)
        assert pull(project.out, out=here).version == f"1.0.0+purged.{number}"
    assert versions(here) == ["1.0.0+purged.2"]


def test_a_purged_release_of_others_takes_the_place_of_none(project: Project, qamill: Run, tmp_path: Path) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.curate()
    takedown(qamill, project, "add", "--id", id_of(TEXTING), *WHY)
    purge(qamill, project)
    mine = Project(tmp_path / "mine")
    mine.page("page.txt", COST)
    mine.curate()
    with pytest.raises(OtherRelease, match=r"1\.0\.0 is another release"):
        pull(project.out, "1.0.0+purged.1", mine.out)
    assert versions(mine.out) == ["1.0.0"]
    assert verify(out=mine.out, raw=mine.raw).problems == []


def test_what_was_purged_here_is_not_brought_back(project: Project, qamill: Run, tmp_path: Path) -> None:
    project.page("page.txt", TEXTING, EMAIL, COST)
    project.curate()
    before, here = tmp_path / "before", tmp_path / "here"
    pull(project.out, out=before)
    takedown(qamill, project, "add", "--id", id_of(TEXTING), *WHY)
    purge(qamill, project)
    pull(project.out, out=here)
    with pytest.raises(PurgedVersion):
        pull(before, "1.0.0", here)
    assert versions(here) == ["1.0.0+purged.1"]
