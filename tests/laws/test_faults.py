"""A disk that fails at one call of a run: what is said is true, no release is damaged, the next run mends it."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from builders import ALL_TESTS
from conftest import COST, EMAIL, TEXTING, Project

from pipeline import Outcome, versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import NotAnnounced
from pipeline.release.errors import DamagedRelease
from pipeline.release.versions import latest
from pipeline.storage import CannotRead, CannotWrite

CALLS = {"fsync": os, "rename": os, "replace": os, "mkdir": os, "open": os, "io.open": io}
REFUSED = (CannotWrite, CannotRead, DamagedRelease, OSError)
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)


class _Disk:
    """Counts the calls of one kind that concern a folder, and fails at one of them."""

    def __init__(self, act: Any, folder: Path, fail_at: int, number: int) -> None:
        self.act, self.folder, self.fail_at, self.number = act, str(folder), fail_at, number
        self.calls = 0

    def __call__(self, path: Any, *arguments: Any, **options: Any) -> Any:
        about = os.readlink(f"/proc/self/fd/{path}") if isinstance(path, int) else os.fspath(path)
        if str(about).startswith(self.folder):
            self.calls += 1
            if self.calls == self.fail_at:
                names = (None,) if isinstance(path, int) else (str(path), None, *map(str, arguments[:1]))
                raise OSError(self.number, os.strerror(self.number), *names)
        return self.act(path, *arguments, **options)


@contextmanager
def _failing(call: str, folder: Path, fail_at: int, number: int) -> Iterator[_Disk]:
    module, name = CALLS[call], call.rpartition(".")[2]
    disk = _Disk(getattr(module, name), folder, fail_at, number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, disk)
        yield disk


def _two_releases(project: Project) -> Project:
    project.page("page.txt", TEXTING)
    project.curate()
    project.page("more.txt", EMAIL, COST)
    return project


def _state(out: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in out.glob("1.0.0/*")}


def _outcome(project: Project) -> Outcome | Exception:
    try:
        return project.curate()
    except (CannotWrite, CannotRead, NotAnnounced, DamagedRelease) as error:
        return error
    except OSError as error:  # of a file that is read before anything is written
        return error


def _check(project: Project, outcome: Outcome | Exception, before: list[str], first: dict[str, bytes]) -> None:
    there = versions(project.out)
    assert not isinstance(outcome, OSError) or outcome.filename  # which the command says
    if isinstance(outcome, REFUSED):
        assert "Nothing was released" in str(outcome) or not isinstance(outcome, CannotWrite | CannotRead)
        assert (there, latest(project.out)) == (before, before[-1] if before else None)
    elif isinstance(outcome, NotAnnounced):
        assert f"{project.out / there[-1]} is released" in str(outcome)
        assert ("not announced" in str(outcome)) == (latest(project.out) != there[-1])
        assert len(there) == len(before) + 1
    else:
        assert isinstance(outcome, Outcome)
        assert latest(project.out) == there[-1] == outcome.manifest.version
    assert not first or _state(project.out) == first
    for version in there:
        problems = verify(version, project.out, raw=None).problems
        assert [p for p in problems if p.file not in ("LATEST", "CHANGELOG.md", "index.json")] == []
    again = project.curate()
    assert again.is_new == (isinstance(outcome, REFUSED))
    assert verify(out=project.out, raw=project.raw).problems == []
    assert latest(project.out) == versions(project.out)[-1]
    assert list(project.out.glob(".staging-*")) == []


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("call", CALLS)
def test_whatever_call_fails_what_is_said_is_true_and_the_next_run_mends_it(
    tmp_path: Path, call: str, is_first: bool
) -> None:
    fail_at, step, seen = 1, 1 if ALL_TESTS else 15, 0
    while True:
        project = Project(tmp_path / str(fail_at))
        if is_first:
            project.page("page.txt", TEXTING)
        else:
            _two_releases(project)
        before, first = versions(project.out), _state(project.out)
        with _failing(call, project.out, fail_at, ERRORS[fail_at % len(ERRORS)]) as disk:
            outcome = _outcome(project)
        if disk.calls < fail_at:
            break
        _check(project, outcome, before, first)
        fail_at, seen = fail_at + step, seen + 1
    assert seen
