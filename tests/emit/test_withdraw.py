"""A withdrawn release stays as it is; `LATEST` points back, and whoever reads it is told."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Project, Run

from pipeline import load, versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import (
    AlreadyWithdrawn,
    LastRelease,
    NoReason,
    UnfitReason,
    WithdrawnAgain,
    WithdrawnUnannounced,
)
from pipeline.emit.prune import prune
from pipeline.emit.withdraw import withdraw
from pipeline.release.errors import UnknownVersion
from pipeline.release.versions import latest
from pipeline.release.withdrawn import BadWithdrawals, WithdrawnRelease

DAY = date(2026, 1, 31)


def _two(project: Project) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.curate()
    project.page("bad.txt", COST)
    project.curate()


@pytest.fixture
def two(copy_of: CopyOf) -> Project:
    """Two releases; the newer one has one record more."""
    return copy_of(_two)


def test_latest_points_back_and_the_changelog_says_why(two: Project) -> None:
    before = two.released("1.1.0")
    assert withdraw("1.1.0", "Prices\nwere read wrongly", two.out, on=DAY) == "1.0.0"
    assert latest(two.out) == "1.0.0"
    assert versions(two.out) == ["1.0.0", "1.1.0"]
    with pytest.warns(WithdrawnRelease):
        assert two.released("1.1.0") == before
    told = (two.out / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## 1.1.0\n\n**Withdrawn** on 2026-01-31: Prices were read wrongly\n\n3 records from 2" in told
    assert verify(out=two.out, raw=two.raw).problems == []


def test_whoever_loads_a_withdrawn_release_is_warned_and_of_no_other(two: Project) -> None:
    withdraw("1.1.0", "Wrong prices", two.out, on=DAY)
    with pytest.warns(WithdrawnRelease, match=r"1\.1\.0 was withdrawn on 2026-01-31: Wrong prices"):
        assert len(load("1.1.0", out=two.out)) == 3
    assert len(load(out=two.out)) == 2  # warnings are errors in these tests


def test_the_same_pages_again_are_not_released_again(two: Project) -> None:
    withdraw("1.1.0", "Wrong prices", two.out, on=DAY)
    before = two.files()
    for dry_run in (True, False):
        with pytest.raises(WithdrawnAgain, match=r"what 1\.1\.0 has, which was withdrawn on 2026-01-31: Wrong prices"):
            two.curate(dry_run=dry_run)
    assert two.files() == before


def test_without_the_bad_page_nothing_is_new(two: Project) -> None:
    withdraw("1.1.0", "Wrong prices", two.out, on=DAY)
    (two.raw / "bad.txt").unlink()
    outcome = two.curate()
    assert (outcome.is_new, outcome.manifest.version) == (False, "1.0.0")


def test_the_next_release_has_a_new_number_and_is_compared_with_the_last_good_one(two: Project) -> None:
    withdraw("1.1.0", "Wrong prices", two.out, on=DAY)
    two.page("bad.txt", CONTACT)
    manifest = two.curate().manifest
    assert (manifest.version, manifest.previous, manifest.change["added"]) == ("2.0.0", "1.0.0", 1)
    assert latest(two.out) == "2.0.0"
    assert not two.curate().is_new
    assert verify(out=two.out, raw=two.raw).problems == []
    withdraw("1.0.0", "Too old", two.out, on=DAY)
    assert latest(two.out) == "2.0.0"


def test_a_withdrawal_is_taken_back_by_removing_its_line(two: Project) -> None:
    withdraw("1.1.0", "By mistake", two.out, on=DAY)
    (two.out / "withdrawn.json").unlink()
    assert not two.curate().is_new
    assert latest(two.out) == "1.1.0"


def test_the_last_release_that_is_left_is_not_withdrawn(two: Project) -> None:
    withdraw("1.1.0", "Wrong prices", two.out, on=DAY)
    with pytest.raises(LastRelease, match=r"1\.0\.0 is the only release"):
        withdraw("1.0.0", "Wrong too", two.out)
    assert latest(two.out) == "1.0.0"


def test_a_version_that_is_not_there_and_an_empty_reason_are_refused(two: Project) -> None:
    with pytest.raises(UnknownVersion):
        withdraw("9.0.0", "Wrong", two.out)
    with pytest.raises(NoReason):
        withdraw("1.1.0", " \n", two.out)


def test_the_latest_release_is_withdrawn_by_that_word(two: Project, qamill: Run) -> None:
    run = qamill(two, "withdraw", "latest", "--reason", "Wrong prices")
    assert (run.exit_code, run.stderr) == (0, "Withdrew 1.1.0. LATEST names 1.0.0.\n")


def test_a_disk_that_fails_after_the_mark_is_told_as_what_it_is(two: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def fail_after_the_mark(descriptor: int) -> None:
        if (two.out / "withdrawn.json").exists():
            raise OSError(errno.EIO, "Input/output error")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fail_after_the_mark)
    with pytest.raises(WithdrawnUnannounced, match=r"1\.1\.0 is withdrawn; the disk then said Input/output error"):
        withdraw("1.1.0", "Wrong prices", two.out)
    monkeypatch.undo()
    (two.raw / "bad.txt").unlink()
    two.curate(allow_loss=True)
    assert latest(two.out) == "1.0.0"


@pytest.mark.parametrize("reason", ["a\x1b[31mred", "a\x7fb", "a\x9bb", "a\u202eb", "a\udcffb"])
def test_a_reason_that_is_no_plain_text_is_refused_and_so_is_a_list_with_one(two: Project, reason: str) -> None:
    before = two.files()
    with pytest.raises(UnfitReason, match="control characters"):
        withdraw("1.1.0", reason, two.out)
    assert two.files() == before
    listed = {"1.1.0": {"date": "2026-01-31", "reason": reason}}
    (two.out / "withdrawn.json").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(BadWithdrawals, match=r"the reason of 1\.1\.0 holds control characters"):
        two.curate()


def test_what_is_withdrawn_is_not_withdrawn_again(two: Project) -> None:
    withdraw("1.1.0", "Wrong prices", two.out, on=DAY)
    before = two.files()
    with pytest.raises(AlreadyWithdrawn, match=r"1\.1\.0 was withdrawn on 2026-01-31: Wrong prices"):
        withdraw("1.1.0", "Another reason", two.out)
    assert two.files() == before


@pytest.mark.parametrize("text", ["{", "[]", '{"1.1.0": 3}', '{"1.1.0": {"date": "2026-01-31"}}', "\xff"])
def test_a_list_that_is_damaged_stops_readers_with_a_sentence(two: Project, text: str) -> None:
    (two.out / "withdrawn.json").write_text(text, encoding="latin-1")
    with pytest.raises(BadWithdrawals, match=r"withdrawn\.json cannot be read"):
        load(out=two.out)


def _link(path: Path) -> None:
    target = path.with_name("elsewhere.json")
    target.write_text('{"1.1.0": {"date": "2026-01-31", "reason": "Wrong prices"}}')
    path.symlink_to(target)


NO_LISTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "Is a directory"),
    "a pipe": (os.mkfifo, "no regular file"),
    "a link": (_link, "it is a link"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "it is a link"),
}


@pytest.mark.parametrize("kind", NO_LISTS)
def test_what_is_no_list_stops_whoever_would_miss_a_withdrawal(two: Project, kind: str) -> None:
    make_strange, why = NO_LISTS[kind]
    make_strange(two.out / "withdrawn.json")
    two.page("more.txt", CONTACT)
    before = (two.out / "withdrawn.json").lstat().st_ino
    calls: list[Callable[[], object]] = [
        two.curate,
        lambda: load(out=two.out),
        lambda: withdraw("1.1.0", "Wrong prices", two.out),
        lambda: prune(1, two.out, dry_run=True),
    ]
    for call in calls:
        with pytest.raises(BadWithdrawals, match=rf"withdrawn\.json cannot be read: {why}"):
            call()
    assert (two.out / "withdrawn.json").lstat().st_ino == before
    assert versions(two.out) == ["1.0.0", "1.1.0"]


def test_the_command_says_what_it_did(two: Project, qamill: Run) -> None:
    run = qamill(two, "withdraw", "1.1.0", "--reason", "Wrong prices", "--date", "2026-01-31")
    assert run.exit_code == 0
    assert "Withdrew 1.1.0. LATEST names 1.0.0." in run.stderr
    listed = qamill(two, "versions")
    assert "withdrawn: Wrong prices" in listed.stdout
    told = json.loads(qamill(two, "versions", "--json").stdout)
    assert [about["withdrawn"] for about in told] == [None, {"date": "2026-01-31", "reason": "Wrong prices"}]
    stats = qamill(two, "stats", "1.1.0")
    assert (stats.exit_code, stats.stderr.count("was withdrawn on 2026-01-31: Wrong prices")) == (0, 1)
    assert qamill(two, "withdraw", "1.1.0").exit_code == 2
    assert "is an address" in qamill(two, "withdraw", "1.1.0", "--reason", "x", "--out", "s3://bucket/x").stderr
