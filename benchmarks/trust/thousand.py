"""A thousand releases of one dataset: what people ask of it is answered as it was after ten, and the work folder stays.

Processor time, because the machine may be busy.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from conftest import Pair, Project

from pipeline import curate, diff, load, versions
from pipeline.audit.answer_history import history
from pipeline.audit.verify import verify

from .promise import Found, Promise, Scale

_RELEASES, _PAGES = 1_000, 20
_SECONDS = 2.0
"""Of processor time that an answer may take, to be called interactive; chosen."""


def _thousand(scale: Scale, folder: Path) -> Found:
    project = Project(folder / "project")
    for number in range(_PAGES):
        _write(project, number, 0)
    count = scale.of(_RELEASES, least=12)
    at_ten, kept = 0, 0
    for number in range(count):
        _write(project, number % _PAGES, number + 1)
        curate(project.raw, project.out, workers=1, allow_loss=True)
        if number == 9:
            at_ten = _kept(project)
    kept = _kept(project)
    there = versions(project.out)
    acts: dict[str, Callable[[], object]] = {
        "versions": lambda: versions(project.out),
        "load": lambda: load(out=project.out, engine="arrow"),
        "diff": lambda: diff(there[0], there[-1], out=project.out),
        "history": lambda: history("What is page 3 about?", out=project.out),
        "verify": lambda: verify(out=project.out, raw=project.raw, workers=1),
    }
    took = {name: _seconds(act) for name, act in acts.items()}
    failures = [f"{name} takes {seconds:.1f} s" for name, seconds in took.items() if seconds > _SECONDS]
    if len(there) != count:
        failures.append(f"{len(there)} releases instead of {count}")
    if kept > 2 * at_ten:
        failures.append(f"the work folder grew from {at_ten:,} to {kept:,} bytes")
    ran = f"{count:,} releases of {_PAGES} pages, one page of which changes each time"
    shown = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items())
    figure = f"{shown} of processor time; work folder {kept / 1e6:.2f} MB ({at_ten / 1e6:.2f} after ten)"
    return Found(ran, figure, tuple(failures))


def _write(project: Project, page: int, number: int) -> None:
    project.page(
        f"{page}.txt",
        *(
            Pair(
                f"What is page {page} about?" if at == 0 else f"Is {at} on page {page}?",
                f"It is about number {number} and {at}.",
            )
            for at in range(10)
        ),
    )


def _kept(project: Project) -> int:
    """The bytes of all that lies beside the releases and is no announcement of them."""
    return sum(path.stat().st_size for path in (project.out / ".cache").rglob("*") if path.is_file())


def _seconds(act: Callable[[], object]) -> float:
    act()
    start = time.process_time()
    act()
    return time.process_time() - start


PROMISE = Promise(
    "thousand", "A dataset of a thousand releases answers at once, and its work folder does not grow", _thousand
)
