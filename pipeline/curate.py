"""The whole flow on one screen: raw pages in, a released version out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from .emit import draft as emit
from .emit import publish
from .emit.errors import CountsDoNotAddUp, NothingLeft
from .emit.remote import mirrored
from .engine import Engine, Progress
from .engine.limits import Limits
from .engine.local import Local
from .ingest import files as ingest
from .parse.recipes import Recipe
from .release.versions import newest
from .run import provenance
from .run.settings import Rules, _share
from .run.steps import _Flow, _hashed
from .schema.manifest import Manifest
from .storage import is_address, join

CACHE = ".cache"
"""The folder beside the releases that holds what finished tasks came to."""


class Outcome(NamedTuple):
    """What a run came to."""

    manifest: Manifest
    """Of the new release, of the one that would be made, or of the latest where nothing changed."""
    is_new: bool
    folder: Path | str | None
    """Where the release lies, a folder or an address; None after a dry run that found something new."""
    known: int = 0
    """How many files (or parts of a large one) were not read because an earlier run had read them."""


def curate(
    raw: Path | str | Iterable[Path | str] = "raw",
    out: Path | str = "curated",
    *,
    mode: str = "full",
    recipes: Sequence[Recipe] = (),
    similarity: float = 0.8,
    workers: int | None = None,
    memory: int | None = None,
    spark: str | None = None,
    limits: Limits = Limits(),  # noqa: B008  a frozen value
    cache: bool = True,
    dry_run: bool = False,
    allow_empty: bool = False,
    progress: Progress = lambda stage, done, total: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read all pages below `raw` and release what they hold as the next version in `out`.

    Both are folders, or addresses such as `s3://bucket/folder`; `raw` may be several.
    `mode="markup"` reads only what pages themselves mark as questions, for whole crawls; `recipes` say how
    the pages of some sites are read. Pairs of which at least `similarity` (0 to 1; Jaccard of word 2-shingles)
    is the same are one record, unless they differ in a number or another thing that matters.

    Nothing is released where nothing changed, nor an empty release over one with records unless
    `allow_empty`, and nothing is written by a dry run. `workers` is the number of processes, by
    default one per core; `memory` is what all of them may take together, about, in megabytes: less of it means
    fewer workers and smaller pieces. `spark` is the master of a Spark cluster that does the work instead, see
    docs/scale.md. `limits` is what one page may take of a worker's time and memory, beyond
    which it is read leniently or else rejected. With `cache` the run goes on where an interrupted one
    was, and reads only what no earlier run has read. `progress` is told of each finished task,
    `waiting` is called if another run is publishing. The result depends on mode, recipes and similarity alone.

    Raises a QamillError: NoInput, BadPageIndex, ChangedWhileReading, WorkerDied, CannotWrite,
    DamagedRelease, CountsDoNotAddUp, NothingLeft; with an address also BadAddress, Unreachable, ReleasedMeanwhile;
    with `spark` also NoSpark, FolderNotShared, SparkFailed.
    """
    folders = [raw] if isinstance(raw, str | Path) else list(raw)
    files = ingest.list_raw(folders, out)
    rules = Rules(mode, tuple(recipes), similarity, limits)
    with ExitStack() as stack:
        target = stack.enter_context(mirrored(str(out))) if is_address(out) else Path(out)
        work = Path(stack.enter_context(_work_folder(target, dry_run, waiting)))
        place = (target if cache and not dry_run else work) / CACHE
        share = _share(workers or os.cpu_count() or 1, memory)
        engine: Engine
        if spark:
            from .engine.spark.driver import Spark  # nobody else has to wait for it

            paths = [Path(folder) for folder in folders if not is_address(folder)]
            engine = Spark(place, spark, progress, limits, shared=paths)
        else:
            engine = Local(place, share.workers, progress, limits)
        stack.enter_context(closing(engine))
        files = _hashed(engine, files)
        inputs = emit.Inputs(provenance.inputs(files), len(files), rules.settings())
        previous = newest(target)
        if previous and cache and _is_up_to_date(previous.manifest, inputs):
            return Outcome(previous.manifest, False, _place_of(out, previous.version))
        buckets = 1 + sum(max(file.size, 0) for file in files) // share.bucket_bytes
        flow = _Flow(engine, rules, buckets)
        try:
            draft = emit.draft(flow.settled(files), buckets, work, previous, inputs)
        except CountsDoNotAddUp:
            engine.keep([])  # what went wrong must not be taken over by the next run
            raise
        if previous and draft.is_new and not draft.manifest.counts["records"] and not allow_empty:
            raise NothingLeft(previous.version, previous.manifest.counts["records"])
        is_new = draft.is_new or not previous
        if is_new and not dry_run:
            publish.publish(draft, target)
        with suppress(OSError):  # the release is out; what a full disk leaves undone costs the next run some time
            flow.remember()  # not before: a run that is killed until then goes on from here
        if previous and not is_new:
            return Outcome(previous.manifest, False, _place_of(out, previous.version), flow.known)
        return Outcome(draft.manifest, True, None if dry_run else _place_of(out, draft.manifest.version), flow.known)


def _work_folder(out: Path, dry_run: bool, waiting: Callable[[], None]) -> AbstractContextManager[Path | str]:
    """A folder for the run: beside the releases, so that a draft needs only a new name to be one."""
    return TemporaryDirectory(prefix="qamill-") if dry_run else publish.publisher(out, waiting)


def _place_of(out: Path | str, version: str) -> Path | str:
    """Where a release lies for whoever asked for it."""
    return join(str(out), version) if is_address(out) else Path(out) / version


def _is_up_to_date(manifest: Manifest, inputs: emit.Inputs) -> bool:
    return (
        manifest.inputs == inputs.digest
        and manifest.package == provenance.package()
        and manifest.settings == inputs.settings
    )
