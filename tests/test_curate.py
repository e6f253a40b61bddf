"""What one call of `curate` promises, whatever the pages are."""

from __future__ import annotations

import tempfile

import pytest
from conftest import TEXTING, Project

from pipeline import curate
from pipeline.emit.errors import MuchLost


def test_a_dry_run_writes_nothing_even_into_the_folder_of_temporary_files(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("page.txt", TEXTING)
    project.out.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(project.out))
    outcome = curate(project.raw, project.out, workers=1, dry_run=True)
    assert (outcome.is_new, outcome.folder) == (True, None)
    assert list(project.out.iterdir()) == []


def test_a_release_without_records_may_follow_one_without_records(project: Project) -> None:
    project.page("page.txt", "A heading that belongs to nobody\n")
    assert curate(project.raw, project.out, workers=1).manifest.counts["records"] == 0
    project.page("more.txt", "Another heading that belongs to nobody\n")
    assert curate(project.raw, project.out, workers=1).is_new


def test_a_release_without_records_over_one_with_records_must_be_meant(project: Project) -> None:
    page = project.page("page.txt", TEXTING)
    curate(project.raw, project.out, workers=1)
    page.write_text("A heading that belongs to nobody\n", encoding="utf-8")
    with pytest.raises(MuchLost, match=r"1 of the 1 record of 1\.0\.0"):
        curate(project.raw, project.out, workers=1)
    assert curate(project.raw, project.out, workers=1, allow_loss=True).is_new
