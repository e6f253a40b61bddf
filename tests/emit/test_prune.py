"""Old releases are removed only where it is asked for, whole, and with what breaks said."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Project, Run

from pipeline import versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import PrunedInPart
from pipeline.emit.prune import prune
from pipeline.emit.withdraw import withdraw
from pipeline.release.errors import DamagedRelease
from pipeline.release.versions import latest
from pipeline.storage import CannotWrite


def _four(project: Project) -> None:
    for number, pair in enumerate((TEXTING, EMAIL, COST, CONTACT)):
        project.page(f"{number}.txt", pair)
        project.curate()


@pytest.fixture
def four(copy_of: CopyOf) -> Project:
    """Four releases."""
    return copy_of(_four)


def test_the_newest_stay_and_the_others_are_gone(four: Project) -> None:
    assert prune(2, four.out) == (["1.0.0", "1.1.0"], ["1.2.0", "1.3.0"], {})
    assert versions(four.out) == ["1.2.0", "1.3.0"]
    assert verify(out=four.out, raw=four.raw).problems == []
    assert not four.curate().is_new
    assert list(four.out.glob(".staging-*")) == []


def test_a_dry_run_removes_nothing(four: Project) -> None:
    before = four.files()
    assert prune(1, four.out, dry_run=True).removed == ["1.0.0", "1.1.0", "1.2.0"]
    assert four.files() == before


def test_the_release_that_latest_names_is_never_removed(four: Project) -> None:
    for version in ("1.2.0", "1.3.0"):
        withdraw(version, "Wrong", four.out, on=date(2026, 1, 31))
    assert prune(1, four.out) == (["1.0.0"], ["1.1.0", "1.2.0", "1.3.0"], {})
    assert latest(four.out) == "1.1.0"
    (four.out / "LATEST").write_text("1.1.0\n")
    assert prune(1, four.out).removed == []


def test_what_is_not_ours_stays(four: Project) -> None:
    (four.out / "1.0.0" / "notes.txt").write_text("mine")
    (four.out / "1.1.0").rename(four.root / "elsewhere")
    (four.out / "1.1.0").symlink_to(four.root / "elsewhere")
    pruned = prune(1, four.out)
    assert pruned.left == {"1.0.0": "notes.txt in it is not qamill's", "1.1.0": "it is a link"}
    assert pruned.removed == ["1.2.0"]
    assert (four.root / "elsewhere" / "records.csv").exists()
    assert (four.out / "1.0.0" / "notes.txt").read_text() == "mine"


def test_the_command_says_which_pins_break(four: Project, qamill: Run) -> None:
    tried = qamill(four, "prune", "--keep", "2", "--dry-run")
    assert (tried.exit_code, versions(four.out)[0]) == (0, "1.0.0")
    assert "Would remove 1.0.0, 1.1.0: who pins one of them gets an error." in tried.stderr
    done = qamill(four, "prune", "--keep", "2")
    assert done.exit_code == 0
    assert "Removed 1.0.0, 1.1.0: who pins one of them gets an error." in done.stderr
    assert versions(four.out) == ["1.2.0", "1.3.0"]
    assert "Nothing to remove" in qamill(four, "prune", "--keep", "2").stderr
    assert qamill(four, "prune").exit_code == 2
    assert qamill(four, "prune", "--keep", "0").exit_code == 2
    assert "is an address" in qamill(four, "prune", "--keep", "2", "--out", "s3://bucket/x").stderr


@pytest.mark.parametrize("failing", ["rename", "flush", "announce"])
def test_where_the_disk_refuses_all_of_them_stay(four: Project, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    before, rename = four.files(), Path.rename
    refusal = PermissionError(errno.EACCES, "Permission denied", str(four.out / "1.1.0"))

    def refuse(*_: object) -> NoReturn:
        raise refusal

    def rename_one(path: Path, target: Path) -> Path:
        return refuse() if path == four.out / "1.1.0" else rename(path, target)

    if failing == "rename":
        monkeypatch.setattr(Path, "rename", rename_one)
    else:
        monkeypatch.setattr(f"pipeline.emit.prune.{failing}", refuse)
    with pytest.raises(CannotWrite, match="Nothing was removed and what was there is untouched"):
        prune(1, four.out)
    assert four.files() == before


def test_what_cannot_be_put_back_is_named(four: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def rename_once(path: Path, target: Path) -> Path:
        if path != four.out / "1.0.0":
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_once)
    with pytest.raises(PrunedInPart, match=r"^1\.0\.0 of .* was removed; then the disk said Read-only file system"):
        prune(1, four.out)
    assert versions(four.out) == ["1.1.0", "1.2.0", "1.3.0"]
    assert "## 1.0.0" not in (four.out / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_dry_run_and_the_run_agree_where_somebody_wrote_into_latest(four: Project) -> None:
    (four.out / "LATEST").write_text("1.1.0\n")
    tried = prune(1, four.out, dry_run=True)
    assert tried == (["1.0.0", "1.2.0"], ["1.1.0", "1.3.0"], {})
    assert prune(1, four.out) == tried
    assert versions(four.out) == ["1.1.0", "1.3.0"]


@pytest.mark.parametrize("version", ["1.1.0", "1.3.0"])
def test_a_release_without_its_manifest_stops_the_dry_run_as_it_stops_the_run(four: Project, version: str) -> None:
    (four.out / version / "manifest.json").unlink()
    before = four.files()
    for dry_run in (True, False):
        with pytest.raises(DamagedRelease, match=r"it has no manifest\.json"):
            prune(2, four.out, dry_run=dry_run)
    assert four.files() == before
