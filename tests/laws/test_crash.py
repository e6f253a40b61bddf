"""Publishing under attack: what a kill left, no room, no right to write, two at once. `test_promises` kills."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import ALL_TESTS
from conftest import COST, EMAIL, QAMILL, TEXTING, Project
from filelock import FileLock

from pipeline import versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import NotOurs
from pipeline.emit.publish import is_tidy
from pipeline.engine import own_folder
from pipeline.release.errors import NotARelease
from pipeline.release.versions import latest, open_release, releases
from pipeline.run.session import CACHE
from pipeline.schema.tables import TABLES
from pipeline.storage import CannotWrite


def test_what_a_killed_run_left_is_cleared_up_even_where_nothing_changed(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    before = project.files()
    own_folder.make(project.out / ".staging-1-00000000")
    (project.out / ".staging-1-00000000" / "release").mkdir()
    (project.out / ".staging-1-00000000" / "release" / "records.csv").write_text("half")
    (project.out / ".staging-2-0123abcd").mkdir()  # killed before it was marked
    for number, written in enumerate((b"", b"Signature: 8a47"), 3):  # killed while it was
        (project.out / f".staging-{number}-0123abcd").mkdir()
        (project.out / f".staging-{number}-0123abcd" / own_folder.MARKER).write_bytes(written)
    assert not project.curate().is_new
    assert project.files() == before
    assert list(project.out.glob(".staging-*")) == []


def test_a_work_folder_has_its_mark_on_the_disk_before_anything_else_lies_in_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave what lies in it without the mark, which no later run would remove."""
    project.page("page.txt", TEXTING)
    flushed: list[tuple[str, list[str]]] = []

    def fsync(descriptor: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        work = path if path.is_dir() else path.parent
        flushed.append((path.name.rpartition("-")[0] or path.name, os.listdir(work)))

    monkeypatch.setattr(os, "fsync", fsync)
    project.curate()
    marked = [own_folder.MARKER]
    assert flushed[:2] == [(own_folder.MARKER, marked), (f".staging-{os.getpid()}", marked)]


def _strange_files(out: Path) -> None:
    (out / ".staging-1-00000001").mkdir()
    (out / ".staging-1-00000001" / "thesis.txt").write_text("years of work")
    for name in (".staging-2024/thesis.txt", ".staging-LATEST", ".staging-mine/a", "notes/b", ".staging-2-00000002"):
        path = out / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("years of work")
    (out / ".staging-link").symlink_to("notes")
    (out / ".staging-3-00000003").symlink_to("notes")
    (out / ".staging-4-00000004").symlink_to("nowhere")
    os.mkfifo(out / ".staging-5-00000005")


def test_what_others_put_beside_the_releases_stays_and_stops_no_run(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    _strange_files(project.out)
    before = {path: path.lstat().st_mode for path in project.out.rglob("*") if CACHE not in path.parts}
    assert is_tidy(project.out, releases(project.out))
    assert not project.curate().is_new
    project.page("more.txt", EMAIL)
    assert project.curate().manifest.version == "1.1.0"
    after = {path: path.lstat().st_mode for path in before}
    assert before == after


@pytest.mark.parametrize("name", ["LATEST", "CHANGELOG.md", "index.json"])
def test_a_link_in_the_place_of_an_announcement_is_replaced_and_not_followed(project: Project, name: str) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    elsewhere = project.root / "mine.txt"
    elsewhere.write_text("1.0.0\n")
    (project.out / name).unlink()
    (project.out / name).symlink_to(elsewhere)
    project.page("more.txt", EMAIL)
    assert project.curate().is_new
    assert elsewhere.read_text() == "1.0.0\n"
    assert not (project.out / name).is_symlink()
    assert verify(out=project.out, raw=project.raw).problems == []


NOT_OURS: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link to a folder": lambda path: path.symlink_to(path.parent.parent, target_is_directory=True),
    "a text of others": lambda path: path.write_text("Notes of mine\n"),
}


@pytest.mark.parametrize("kind", NOT_OURS)
@pytest.mark.parametrize("name", ["LATEST", "CHANGELOG.md", "index.json", ".lock"])
def test_what_is_not_ours_in_the_place_of_our_files_stops_a_first_run_with_a_sentence(
    project: Project, name: str, kind: str
) -> None:
    project.page("page.txt", TEXTING)
    project.out.mkdir()
    NOT_OURS[kind](project.out / name)
    before = (project.out / name).lstat()
    with pytest.raises(NotOurs, match=f"{name} is not qamill's"):
        project.curate()
    after = (project.out / name).lstat()
    assert (before.st_ino, before.st_size, before.st_mtime) == (after.st_ino, after.st_size, after.st_mtime)
    assert versions(project.out) == []


def test_a_lock_that_is_a_link_is_not_followed(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.out.mkdir()
    (project.root / "mine.txt").write_text("")
    (project.out / ".lock").symlink_to(project.root / "mine.txt")
    with pytest.raises(NotOurs, match=r"\.lock"):
        project.curate()


@pytest.mark.parametrize("lost", ["LATEST", "CHANGELOG.md", "index.json"])
def test_a_release_that_was_finished_but_not_announced_is_announced_by_the_next_run(
    project: Project, lost: str
) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    before = (project.out / lost).read_bytes()
    project.page("more.txt", EMAIL)
    project.curate()
    after = project.files()
    (project.out / lost).write_bytes(before)
    assert not project.curate().is_new
    assert project.files() == after


def test_a_dry_run_knows_a_release_that_was_not_announced(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    (project.out / "LATEST").unlink()
    assert not project.curate(dry_run=True).is_new


@contextmanager
def _mounted(place: Path, *options: str) -> Iterator[None]:
    """A small disk of its own; needs the right to mount."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount: the test of a full and of a read-only disk did NOT run")
    place.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"cannot mount: the test of a full and of a read-only disk did NOT run ({done.stderr!r})")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # a worker may still be about to end


@pytest.mark.parametrize("room", [20, 60, 100, 140] if ALL_TESTS else [20, 100])
def test_a_full_disk_stops_the_run_and_leaves_the_release_before_intact(project: Project, room: int) -> None:
    project.page("page.txt", TEXTING)
    with _mounted(project.out, "size=1m"):
        project.curate()
        before = project.files()
        filler = project.out / "filler"
        free = shutil.disk_usage(project.out).free
        filler.write_bytes(b"x" * (free - room * 1024))
        project.page("more.txt", *(EMAIL._replace(answer=f"{i} {os.urandom(500).hex()}.") for i in range(300)))
        with pytest.raises(CannotWrite, match="No space left") as raised:
            project.curate()
        assert "Nothing was released" in str(raised.value)
        filler.unlink()
        (project.raw / "more.txt").unlink()
        assert project.files() == before
        assert verify(out=project.out, raw=project.raw).problems == []
        project.page("few.txt", EMAIL)
        assert project.curate().manifest.version == "1.1.0"


def test_a_disk_that_fills_up_at_any_write_leaves_a_whole_release_or_none(project: Project) -> None:
    """The room grows by one page at a time, so that each write of a publish is once the one that fails."""
    project.page("page.txt", TEXTING)
    outcomes = set()
    with _mounted(project.out, "size=1m"):
        project.curate()
        project.page("more.txt", EMAIL, COST)
        for room in range(0, 400, 4 if ALL_TESTS else 16):
            filler = project.out / "filler"
            filler.write_bytes(b"")
            filler.write_bytes(b"x" * (shutil.disk_usage(project.out).free - room * 1024))
            try:
                project.curate()
            except CannotWrite:
                outcomes.add("refused")
                assert (versions(project.out), latest(project.out)) == (["1.0.0"], "1.0.0")
            else:
                outcomes.add("released")
                assert latest(project.out) == "1.1.0"
                break
            finally:
                filler.unlink(missing_ok=True)
            assert list(project.out.glob(".staging-*")) == []
        assert outcomes == {"refused", "released"}
        assert verify(out=project.out, raw=project.raw).problems == []


def test_a_read_only_folder_is_answered_with_what_to_do(project: Project) -> None:
    project.page("page.txt", TEXTING)
    with _mounted(project.out, "size=1m"):
        project.curate()
        project.page("more.txt", EMAIL)
        subprocess.run(["mount", "-o", "remount,ro", str(project.out)], check=True)
        before = {path: path.read_bytes() for path in project.out.rglob("*") if path.is_file()}
        with pytest.raises(CannotWrite, match="give the right to write"):
            project.curate()
        run = project.run("curate", "--workers", "1")
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.startswith("qamill: Could not write to curated: Read-only file system.")
        assert project.curate(dry_run=True).manifest.version == "1.1.0"
        assert verify(out=project.out, raw=project.raw).version == "1.0.0"
        assert {path: path.read_bytes() for path in project.out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["curated", "curated/1.1.0"])
def test_a_file_where_a_folder_should_be_is_answered(project: Project, name: str) -> None:
    project.page("page.txt", TEXTING)
    if "/" in name:
        project.curate()
        project.page("more.txt", EMAIL)
    (project.root / name).write_text("not a folder")
    with pytest.raises((CannotWrite, NotARelease)):
        project.curate()
    assert (project.root / name).read_text() == "not a folder"


def test_two_publishers_at_once_both_finish_one_after_the_other(project: Project) -> None:
    other = Project(project.root / "other")
    project.page("page.txt", TEXTING)
    other.page("page.txt", TEXTING, EMAIL)
    project.out.mkdir()
    arguments = ("--workers", "1", "--out", str(project.out), "--allow-loss")
    with FileLock(project.out / ".lock"):
        runs = [
            subprocess.Popen([QAMILL, "curate", str(raw), *arguments], stderr=subprocess.PIPE, text=True)
            for raw in (project.raw, other.raw)
        ]
        for run in runs:
            assert run.stderr
            assert "waiting for it to finish" in run.stderr.readline()
    words = [run.communicate(timeout=300)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], words
    assert versions(project.out) in (["1.0.0", "1.1.0"], ["1.0.0", "2.0.0"])
    newest = open_release(project.out).manifest
    assert (newest.previous, newest.content.keys()) == ("1.0.0", TABLES.keys())
    for version in versions(project.out):
        assert verify(version, project.out, raw=None).problems == []
