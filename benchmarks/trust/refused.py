"""A disk that refuses: full, failing, not ours to write or read-only, at each call that a publish and its like make."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from small_site import serving

from . import killed_fetch, killed_publish, killed_purge, killed_reviews
from .killed import Act
from .made import Files, files_of
from .promise import Found, Promise, Scale, not_run
from .traced import FLUSHES, NO_STRACE, RENAMES, WRITES, Call, can_trace, most_of, record, run_forked

_POINTS = (*WRITES, *RENAMES, *FLUSHES, "mkdir")
_ERRORS = {"ENOSPC": "+", "EIO": "", "EACCES": "+", "EROFS": "+"}
"""Whether what refused once refuses from then on, as a full disk does."""
_REMEDIES = ("Make room", "See to", "run again")
_ACTS = "publish, fetch, reviews and purge"


def _refused(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    ready, whole = killed_publish.ready_and_whole(folder / "publish")
    publish = Act(killed_publish.publish, partial(_wrong_release, files_of(ready / "curated" / "1.0.0"), whole))
    tried, failures = _at_each_call("publish", publish, ready, scale, folder / "publish")
    ready = killed_reviews.ready(folder / "reviews")
    more, found = _at_each_call("reviews", killed_reviews.ACT, ready, scale, folder / "reviews")
    tried, failures = tried + more, [*failures, *found]
    with serving(killed_fetch.pages()) as site:
        act = killed_fetch.act_of((site,), folder)
        more, found = _at_each_call("fetch", act, killed_fetch.ready(folder / "fetch"), scale, folder / "fetch")
    tried, failures = tried + more, [*failures, *found]
    act, ready = killed_purge.act_and_ready(folder / "purge")
    more, found = _at_each_call("purge", act, ready, scale, folder / "purge")
    tried, failures = tried + more, [*failures, *found]
    ran = f"{tried:,} refusals ({', '.join(_ERRORS)}), at each write, rename, fsync and mkdir of {_ACTS}"
    figure = "each told with the path and what to do, or done all the same; what was there is intact"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


def _at_each_call(name: str, act: Act, ready: Path, scale: Scale, folder: Path) -> tuple[int, list[str]]:
    """Refuse each call of an act once, from the same state each time; return how often, and the failures.

    The errors take turns; of the few calls that are no writes each meets all of them.
    """
    place = folder / "now"
    _copy(ready, place)
    _, calls = record(lambda: act.run(place), _POINTS, folder / "log")
    tried, failures = 0, list[str]()
    for call, number, error in _points(calls, scale):
        _copy(ready, place)
        inject = f"inject={call}:error={error}:when={number}{_ERRORS[error]}"
        end = run_forked(lambda: act.run(place), "-e", inject)
        tried += 1
        where = f"{name}, {error} at {call} {number}"
        if end.is_killed or end.said.startswith("!"):
            failures.append(f"{where}: {end.said or 'it died'}")
        elif end.is_error:
            failures += [f"{where}: {what}" for what in _unsaid(end.said, place)]
        failures += [f"{where}: {what}, after {end.said!r}" for what in act.failures(place)]
    return tried, failures


def _copy(ready: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ready, place, symlinks=True)


def _points(calls: list[Call], scale: Scale) -> Iterator[tuple[str, int, str]]:
    for call, count in most_of(calls, _POINTS).items():
        for number in scale.some(count, least=2):
            errors = [*_ERRORS] if call not in WRITES else [[*_ERRORS][number % len(_ERRORS)]]
            yield from ((call, number, error) for error in errors)


def _unsaid(said: str, place: Path) -> Iterator[str]:
    """Say what an error does not tell."""
    if str(place) not in said:
        yield f"no path is named: {said}"
    if not any(remedy in said for remedy in _REMEDIES):
        yield f"no remedy is named: {said}"


def _wrong_release(first: Files, whole: Files, root: Path) -> Iterator[str]:
    if files_of(root / "curated" / "1.0.0") != first:
        yield "the release before is not as it was"
    yield from killed_publish.torn(root / "curated")
    yield from killed_publish.left(root, whole)


PROMISE = Promise(
    "refused", "A disk that refuses is told with the path and a remedy, and what was there is intact", _refused
)
