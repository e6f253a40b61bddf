"""The whole flow on one screen: raw pages in, a released version out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline import emit, ingest, provenance, tasks
from pipeline.engine.crew import Limits
from pipeline.engine.local import Local, Progress
from pipeline.errors import NothingLeft
from pipeline.recipes import Recipe, fingerprint
from pipeline.release import newest
from pipeline.schema import Manifest

_BUCKET_BYTES = 16_000_000  # of raw pages behind one bucket: what a worker holds at once, some 300 MB of tables


class Outcome(NamedTuple):
    """What a run came to."""

    manifest: Manifest
    """Of the new release, of the one that would be made, or of the latest where nothing changed."""
    is_new: bool
    folder: Path | None
    """Where the release lies; None after a dry run that found something new."""


def curate(
    raw: Path | str | Iterable[Path | str] = "raw",
    out: Path | str = "curated",
    *,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
    workers: int | None = None,
    limits: Limits = Limits(),  # noqa: B008  a frozen value
    dry_run: bool = False,
    allow_empty: bool = False,
    progress: Progress = lambda stage, done, total: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read all pages below `raw` and release what they hold as the next version in `out`.

    `mode="markup"` reads only what pages themselves mark as questions, for whole crawls; `recipes` say how
    the pages of some sites are read.

    Nothing is released where nothing changed, nor an empty release over one with records unless
    `allow_empty`, and nothing is written by a dry run. `workers` is the number of processes, by
    default one per core; `limits` is what one page may take of a worker's time and memory, beyond
    which it is read leniently or else rejected. `progress` is told of each finished task,
    `waiting` is called if another run is publishing. The result depends on mode and recipes alone.

    Raises a QamillError: NoInput, BadPageIndex, ChangedWhileReading, WorkerDied, CannotWrite,
    DamagedRelease, CountsDoNotAddUp, NothingLeft.
    """
    folders = [Path(raw)] if isinstance(raw, str | Path) else [Path(path) for path in raw]
    target = Path(out)
    files = ingest.list_raw(folders, target)
    with ExitStack() as stack:
        work = Path(stack.enter_context(_work_folder(target, dry_run, waiting)))
        guarded = any(ingest.media_type_of(file.path) != "text/plain" for file in files)
        engine = Local(work, workers or os.cpu_count() or 1, progress, guarded=guarded, limits=limits)
        stack.enter_context(closing(engine))
        hashed = engine.map("hash", tasks.hash_files, tasks.split(files))
        files = ingest.mark_copies(tasks.files_in(engine.collect(hashed)))
        settings = provenance.settings(mode, fingerprint(recipes))
        inputs = emit.Inputs(provenance.inputs(files), len(files), settings)
        previous = newest(target)
        if previous and _is_up_to_date(previous.manifest, inputs):
            return Outcome(previous.manifest, False, previous.folder)
        buckets = 1 + sum(max(file.size, 0) for file in files) // _BUCKET_BYTES
        found = engine.map(
            "read",
            partial(tasks.read_files, buckets=buckets, mode=mode, recipes=tuple(recipes)),
            tasks.split(tasks.shards(files)),
        )
        settled = engine.reduce("settle", tasks.settle, found, buckets)
        draft = emit.draft(engine.collect(settled), buckets, work, previous, inputs)
        if previous and not draft.is_new:
            return Outcome(previous.manifest, False, previous.folder)
        if previous and not draft.manifest.counts["records"] and not allow_empty:
            raise NothingLeft(previous.version, previous.manifest.counts["records"])
        release = None if dry_run else emit.publish(draft, target)
        return Outcome(draft.manifest, True, release.folder if release else None)


def _work_folder(out: Path, dry_run: bool, waiting: Callable[[], None]) -> AbstractContextManager[Path | str]:
    """A folder for the run: beside the releases, so that a draft needs only a new name to be one."""
    return TemporaryDirectory(prefix="qamill-") if dry_run else emit.publisher(out, waiting)


def _is_up_to_date(manifest: Manifest, inputs: emit.Inputs) -> bool:
    return (
        manifest.inputs == inputs.digest
        and manifest.package == provenance.package()
        and manifest.settings == inputs.settings
    )
