"""A release that is published while it is killed: readers see whole releases alone, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from conftest import EMAIL, TEXTING, Project

from pipeline import curate, load
from pipeline.audit.verify import verify
from pipeline.release.versions import latest, versions

from .killed import Act, killed_at_each_call
from .made import Files, files_of, first_release, second_page
from .promise import Found, Promise, Scale, not_run
from .traced import NO_STRACE, can_trace

_KILLS = 200
ANNOUNCED = ("LATEST", "CHANGELOG.md", "index.json")
"""They may lag behind after a kill, until the next run."""


def publish(root: Path) -> str:
    """Release what there is in a project and return the version."""
    outcome = curate(root / "raw", root / "curated", workers=1)
    return outcome.manifest.version


def torn(out: Path, possible: tuple[str, ...] = ("1.0.0", "1.1.0")) -> Iterator[str]:
    """Say what a reader finds that is neither the state before a publish nor the one after it."""
    there, named = versions(out), latest(out)
    if there not in ([*possible[:1]], [*possible]) or named not in there:
        yield f"there are {there}, and LATEST says {named}"
        return
    load(engine="arrow", out=out)
    for version in there:
        problems = verify(version, out, raw=None, workers=1).problems
        yield from (f"{version}: {problem}" for problem in problems if problem.file not in ANNOUNCED)


def left(root: Path, whole: Files) -> Iterator[str]:
    """Publish again, and say what differs from a publish that nobody disturbed."""
    curate(root / "raw", root / "curated", workers=1)
    found = files_of(root / "curated")
    yield from (f"{name} is not as it should be after the next run" for name in sorted(_differing(found, whole)))
    yield from (f"{path.name} is left behind" for path in (root / "curated").glob(".staging-*"))


def _differing(one: Files, other: Files) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def ready_and_whole(folder: Path) -> tuple[Path, Files]:
    """Return a project that is about to publish its second release, and the files of an undisturbed publish."""
    project = first_release(folder / "ready")
    second_page(project)
    undisturbed = Project(folder / "whole")
    undisturbed.page("page.txt", TEXTING)
    undisturbed.curate()
    second_page(undisturbed)
    undisturbed.curate()
    return project.root, files_of(undisturbed.out)


def _failures(whole: Files, root: Path) -> Iterator[str]:
    yield from torn(root / "curated")
    yield from left(root, whole)


def _killed(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    ready, whole = ready_and_whole(folder)
    at_calls, failures = killed_at_each_call(Act(publish, partial(_failures, whole)), ready, scale, folder)
    at_random, reads, found = kill_at_random(folder / "random", scale.of(_KILLS))
    ran = f"{at_random:,} kills at random, {at_calls:,} at each write, rename, fsync, mkdir and unlink"
    figure = f"{reads:,} reads at once and {2 * at_calls:,} after a kill, all whole; nothing left behind"
    failures += found
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


# A process that has imported everything forks publishers, each releasing changing pages in a loop,
# and kills them one after the other at random moments. It prints how often it found staging left behind.
# The moment is counted in the publisher's own processor time, so that each gets as far on a busy machine too.
_KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from pipeline import curate

def publish(raw, out):
    number = 0
    while True:
        number += 1
        question = f"What is {os.getpid()} times {number}?"
        text = f"{question}\\n\\nA number.\\nView complete answer on example.org\\n"
        (raw / ".new").write_text(text * (1 + number % 3))
        (raw / ".new").replace(raw / f"page-{number % 4}.txt")
        curate(raw, out, workers=1)

def worked(child):
    return int(Path(f"/proc/{child}/schedstat").read_text().split()[0]) / 1e9  # seconds

raw, out, kills = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
curate(raw, out, workers=1)  # so that all that is imported late is there before the first fork
draw, left_behind = random.Random(kills), 0
for _ in range(kills):
    child = os.fork()
    if not child:
        try:
            publish(raw, out)
        finally:
            os._exit(1)
    moment = draw.uniform(0, 0.5)
    while worked(child) < moment:
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the publisher ended by itself"
    left_behind += any(out.glob(".staging-*"))
print(left_behind)
"""

# One process reads whatever LATEST names, again and again, and checks it whole.
READER = """
import os, sys, time
from pipeline.audit.verify import verify
from pipeline.release.versions import open_release

out, stop, reads, seen = sys.argv[1], sys.argv[2], 0, set()
while not os.path.exists(stop):
    release = open_release(out)
    verdict = verify(release.version, out, raw=None)
    announced = ("LATEST", "CHANGELOG.md", "index.json")  # they may lag after a kill
    problems = [p for p in verdict.problems if p.file not in announced]
    assert not problems, problems
    reads += 1
    seen.add(release.version)
    time.sleep(0.02)  # leave the processor to the publishers
print(reads, len(seen))
"""


def kill_at_random(folder: Path, kills: int) -> tuple[int, int, list[str]]:
    """Kill publishers while somebody reads; return how many left something, how often was read, and the failures."""
    project = Project(folder)
    project.page("page-0.txt", TEXTING)
    project.curate()
    project.page("page-1.txt", EMAIL)
    stop = folder / "stop"
    with (
        python(READER, str(project.out), str(stop)) as reader,
        python(_KILLER, str(project.raw), str(project.out), str(kills)) as killer,
    ):
        left_behind, killer_errors = killer.communicate()
        stop.touch()
        reads, reader_errors = reader.communicate()
    failures = [errors for errors in (killer_errors, reader_errors) if errors]
    if failures or min(map(int, [*reads.split(), left_behind])) <= 1:
        return kills, 0, failures or [f"nothing was put to the test: {reads!r} reads, {left_behind!r} left behind"]
    project.curate()
    failures += [f"{path.name} is left behind" for path in project.out.glob(".staging-*")]
    if latest(project.out) != versions(project.out)[-1]:
        failures.append(f"LATEST names {latest(project.out)}")
    for version in versions(project.out)[-5:]:
        failures += [f"{version}: {problem}" for problem in verify(version, project.out, raw=None).problems]
    return kills, int(reads.split()[0]), failures


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a process of Python that runs some code."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


PROMISE = Promise("kill-publish", "A publish that is killed leaves the release before, or the new one whole", _killed)
