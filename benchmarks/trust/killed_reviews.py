"""Decisions that are written while the writer is killed: `reviews.csv` holds all of them or none, and is never torn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.review.decision import Decision
from pipeline.review.file import read_reviews
from pipeline.review.write import add

from .killed import Act, killed_at_each_call, killed_at_random
from .promise import Found, Promise, Scale, not_run
from .traced import NO_STRACE, can_trace

_KILLS = 200
_FILE = "reviews.csv"
_THERE, _NEW = (
    [Decision("reject", f"{number:016x}", reason=f"It is {kind}", by="Ada", date="2026-03-01") for number in numbers]
    for kind, numbers in (("there", range(50)), ("new", range(50, 90)))
)


def _write(root: Path) -> str:
    return f"{len(add(_NEW, root / _FILE))} decisions"


def _failures(root: Path) -> Iterator[str]:
    """Say what is wrong with the file after a kill, and with what the next writer makes of it."""
    found = len(read_reviews(root / _FILE))
    if found not in (len(_THERE), len(_THERE) + len(_NEW)):
        yield f"{found} decisions are there"
    add(_NEW, root / _FILE)
    said = [decision.said for decision in read_reviews(root / _FILE)]
    if said != [decision.said for decision in (*_THERE, *_NEW)]:
        yield f"{len(said)} decisions after the next writer"
    strange = {path.name for path in root.iterdir()} - {_FILE, f".{_FILE}.lock"}
    yield from (f"{name} is left behind" for name in strange)


ACT = Act(_write, _failures)
"""Some decisions are added to those that are there."""


def ready(folder: Path) -> Path:
    """Return a folder in which some decisions are there."""
    place = folder / "ready"
    place.mkdir(parents=True)
    add(_THERE, place / _FILE)
    return place


def _killed(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    place = ready(folder)
    at_calls, failures = killed_at_each_call(ACT, place, scale, folder)
    at_random, found = killed_at_random(ACT, place, scale.of(_KILLS), folder)
    failures += found
    ran = f"{at_random:,} kills at random, {at_calls:,} at each write, rename, fsync and unlink"
    figure = "the file before or the new one each time; nothing left behind"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


PROMISE = Promise("kill-reviews", "Decisions are written all or not at all, whenever the writer is killed", _killed)
