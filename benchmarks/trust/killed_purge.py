"""A purge that is killed: the next one finishes it, and whoever reads meanwhile has the old release or the new one."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from pathlib import Path

from conftest import Project
from test_purge import assert_whole, everything, two_releases
from test_takedowns import CANARY

from pipeline import load
from pipeline.audit.verify import verify
from pipeline.purge.purge import purge
from pipeline.release.versions import versions
from pipeline.takedown.beside import read_takedowns

from .killed import Act, killed_at_each_call, killed_at_random
from .killed_publish import ANNOUNCED
from .made import Files
from .promise import Found, Promise, Scale, not_run
from .traced import NO_STRACE, can_trace

_KILLS = 200
_RELEASED = ["1.0.0", "1.1.0"]
_FORK = multiprocessing.get_context("fork")


def _purge(root: Path) -> str:
    done = purge(read_takedowns([root / "raw"]), [root / "raw"], root / "curated")
    return f"{len(done.files)} files, {len(done.releases)} releases"


def _failures(whole: Files, root: Path) -> Iterator[str]:
    """Say what a reader finds wrong after a kill, and what the next purge leaves other than one nobody disturbed."""
    there = versions(root / "curated")
    if [version.partition("+")[0] for version in there] != _RELEASED:
        yield f"there are {there}"
    yield from (problem for version in there for problem in _problems(root / "curated", version))
    _purge(root)
    found = Project(root).files()
    differing = sorted(name for name in found.keys() | whole.keys() if found.get(name) != whole.get(name))
    yield from (f"{name} is not as it should be after the next purge" for name in differing)


def _problems(out: Path, version: str) -> Iterator[str]:
    """Say what is wrong with a release that nobody purges now."""
    try:
        load(version, engine="arrow", out=out)
        problems = verify(version, out, raw=None, workers=1).problems
    except Exception as error:  # whatever it is, a reader must not meet it
        yield f"{version}: {type(error).__name__}: {error}"
        return
    yield from (f"{version}: {problem}" for problem in problems if problem.file not in ANNOUNCED)


class _Reader:
    """Somebody who reads the latest release for as long as something else goes on, in a process of its own."""

    def __init__(self) -> None:
        self.reads = 0

    @contextmanager
    def beside(self, root: Path) -> Iterator[list[str]]:
        """Read until the end of the block; the list that is given has then what was wrong."""
        stop, told, failures = _FORK.Event(), _FORK.SimpleQueue(), list[str]()
        process = _FORK.Process(target=_read, args=(root / "curated", stop, told))
        process.start()
        yield failures
        stop.set()
        reads, found = told.get()
        process.join()
        self.reads += reads
        failures += found


def _read(out: Path, stop: Event, told: SimpleQueue[tuple[int, list[str]]]) -> None:
    reads, failures = 0, list[str]()
    while not stop.wait(0.01):
        try:
            load(engine="arrow", out=out)  # which checks the checksums of what it reads
        except Exception as error:
            failures.append(f"a reader beside it: {type(error).__name__}: {error}")
        reads += 1
    told.put((reads, failures))


def _ready_and_whole(folder: Path) -> tuple[Path, Files, list[str]]:
    """Return a project that is about to be purged, what a purge that nobody kills makes of it, and what it leaves."""
    ready, whole = Project(folder / "ready"), Project(folder / "whole")
    ready.root.mkdir(parents=True)
    two_releases(ready)
    shutil.copytree(ready.root, whole.root)
    _purge(whole.root)
    assert_whole(whole)
    return ready.root, whole.files(), [f"{CANARY} is still there"] if CANARY in everything(whole) else []


def act_and_ready(folder: Path) -> tuple[Act, Path]:
    """Return a purge, and a project that is about to be purged, in a folder."""
    ready, whole, _ = _ready_and_whole(folder)
    return Act(_purge, partial(_failures, whole)), ready


def _killed(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    ready, whole, failures = _ready_and_whole(folder)
    act, reader = Act(_purge, partial(_failures, whole)), _Reader()
    at_calls, found = killed_at_each_call(act, ready, scale, folder)
    failures += found
    at_random, found = killed_at_random(act, ready, scale.of(_KILLS), folder, reader.beside)
    failures += found
    ran = f"{at_random:,} kills at random, {at_calls:,} at each write, rename, fsync, mkdir and unlink"
    figure = f"the next purge ends as one that nobody killed; {reader.reads:,} reads meanwhile, all whole"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


PROMISE = Promise(
    "kill-purge", "A purge that is killed is finished by the next one, and readers see whole releases alone", _killed
)
