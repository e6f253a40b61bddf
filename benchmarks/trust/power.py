"""A power cut while a release is published: readers find the release before or the new one, never neither."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from .disk import CALLS, Chosen, Disk, everything, nothing, some, without, write
from .killed_publish import left, publish, ready_and_whole, torn
from .promise import Found, Promise, Scale, not_run
from .traced import NO_STRACE, WRITES, Call, can_trace, record

_DRAWS = 20
"""States at each moment besides those in which everything, or nothing but what was flushed, is there."""
_NEXT_RUN = 10
"""Of so many different states one is published into again."""


def _power(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    ready, whole = ready_and_whole(folder)
    place = folder / "now"
    shutil.copytree(ready, place)
    disk = Disk(place / "curated")
    end, calls = record(lambda: publish(place), CALLS, folder / "log")
    if end.said != "1.1.0":
        return Found("a publish", "it failed", (end.said,))
    draw, tried, failures = random.Random(14), 0, list[str]()
    seen: set[int] = set()
    moments = 0
    cuts = sum(map(_changes, calls))
    tried_at = {*scale.some(cuts, least=30), cuts}
    for number, call in enumerate(calls, 1):
        disk.replay(call)
        if not _changes(call):
            continue
        moments += 1
        if moments not in tried_at:
            continue
        for chosen in _choices(scale, draw):
            tried += 1
            state = disk.state(chosen)
            key = hash(frozenset(without(state, [".cache"]).items()))
            if key in seen:
                continue
            seen.add(key)
            failures += [
                f"after call {number}, {call.name}: {what}" for what in _wrong(state, place, folder, seen, whole)
            ]
    failures += _lost_after_return(disk, folder)
    ran = f"a publish of {len(calls):,} calls, the power cut at {len(tried_at):,}, {tried:,} states of the disk"
    ran += f" ({len(seen):,} differ)"
    figure = "old or new each time, never neither; once `curate` has returned, the new one"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


def _changes(call: Call) -> bool:
    """Whether a call may change what readers see: it is neither the opening of a file for reading nor of the cache."""
    is_opening = (
        call.name in ("openat", "lseek") and "O_CREAT" not in call.arguments and "O_TRUNC" not in call.arguments
    )
    return not is_opening and not (call.name in WRITES and _CACHE in call.arguments)


_CACHE = "".join(f"\\x{byte:02x}" for byte in b"/.cache/")
"""As strace writes it."""


def _choices(scale: Scale, draw: random.Random) -> Iterator[Chosen]:
    yield nothing
    yield everything
    for _ in range(scale.of(_DRAWS)):
        yield some(draw)


def _wrong(
    state: dict[str, bytes | None], place: Path, folder: Path, seen: set[int], whole: dict[str, bytes]
) -> Iterator[str]:
    cut = folder / "cut"
    shutil.rmtree(cut, ignore_errors=True)
    write(state, cut / "curated")
    try:
        yield from torn(cut / "curated")
        if len(seen) % _NEXT_RUN == 1:
            shutil.copytree(place / "raw", cut / "raw")
            yield from left(cut, whole)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"


def _lost_after_return(disk: Disk, folder: Path) -> Iterator[str]:
    """Say what is missing where only what was flushed is there, after the publish has returned."""
    shutil.rmtree(folder / "end", ignore_errors=True)
    write(disk.state(nothing), folder / "end")
    if (folder / "end" / "LATEST").read_text() != "1.1.0\n":
        yield "LATEST does not name the release that was said to be published"
    yield from torn(folder / "end")


PROMISE = Promise("power", "After a power cut there is the release before or the new one, and never neither", _power)
