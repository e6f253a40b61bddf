"""An open run: the folder it works in, the engine, the release before, and the way from files to a release."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from ..emit.draft import DRAFT, Companions, Inputs, Sharding, write_draft
from ..emit.errors import CountsDoNotAddUp, WithdrawnAgain
from ..emit.publish import Draft, publish_draft, publisher
from ..emit.remote import open_remote
from ..engine import Engine, Progress
from ..engine.checkpoints import is_own_name
from ..engine.local import Local
from ..engine.own_folder import why_not_ours
from ..ingest.files import RawFile, is_hashed
from ..release.errors import DamagedRelease
from ..release.layout import location_of
from ..release.loss import Loss, loss_between
from ..release.removals import removals
from ..release.same import causes, differences, is_again
from ..release.versions import Release, newest, read_release
from ..release.withdrawn import read_withdrawn
from ..review.decision import Decision
from ..review.resolve import named_ids
from ..schema.manifest import Manifest
from ..storage import is_address
from ..text.counted import count_of
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.treat import treat_text
from . import provenance
from .settings import Resources, Settings
from .steps import Steps, hash_files
from .unchanged import find_damage, is_made_of

CACHE = ".cache"
"""The folder next to the releases that holds the results of finished tasks."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_Made = TypeVar("_Made")


class Folders(NamedTuple):
    """Where a run works."""

    target: Path
    """The folder of the releases, or the local copy of an address."""
    work: Path
    """For the draft; removed when the run ends."""
    cache: Path | None
    """For results that later runs may use; None where nothing is kept."""


class Run:
    """An open run; it has read what the release before says of itself."""

    def __init__(
        self,
        make_engine: Callable[[Path], Engine],
        settings: Settings,
        bucket_bytes: int,
        folders: Folders,
        out: Path | str,
        dry_run: bool,
        decisions: Sequence[Decision] = (),
        raw: Sequence[Path | str] = (),
    ) -> None:
        self.previous = newest(folders.target)
        """The newest release; None before the first."""
        self.reused = 0
        """How many files (or parts of a large one) an earlier run had read."""
        self.notes: list[str] = []
        """What whoever started the run should know, in sentences."""
        self._make_engine = make_engine
        self._settings = settings
        self._bucket_bytes = bucket_bytes
        self._folders = folders
        self._out = out
        self._is_dry = dry_run
        self._decisions = decisions
        self._raw = raw
        self._steps: Steps | None = None
        self._engine: Engine | None = None
        self._cache = self._usable(folders.cache)

    def hashed(self, files: Sequence[RawFile]) -> list[RawFile]:
        """Return the files with their sha256, those marked that an earlier one is a copy of."""
        return list(files) if is_hashed(files) else self._work(lambda engine: hash_files(engine, files))

    def find_unchanged(self, files: Sequence[RawFile]) -> Manifest | None:
        """Return the manifest of the release before if it was made from these files in the same way.

        Raises DamagedRelease where that lies in a folder and is not whole.
        """
        previous = self.previous
        if previous is None or not is_made_of(previous.manifest, files, self._settings, self._decisions):
            return None
        if not is_address(self._out) and (damage := find_damage(previous)):
            raise DamagedRelease(previous.location, damage)
        return previous.manifest

    def write_draft(self, files: Sequence[RawFile], companions: Companions) -> Draft:
        """Read the files, merge duplicates, and write the files of a release into the work folder."""
        return self._work(lambda engine: self._drafted(engine, files, companions))

    def _drafted(self, engine: Engine, files: Sequence[RawFile], companions: Companions) -> Draft:
        buckets = 1 + sum(file.bytes_to_read for file in files) // self._bucket_bytes
        steps = self._steps = Steps(engine, self._settings, buckets, self._decisions, self._raw)
        digest = provenance.inputs(files, self._decisions, self._settings.takedowns.digest)
        screen = self._settings.takedowns.screen()
        taken_down = screen.holds if screen else None
        pii = self._settings.pii
        hide = partial(treat_text, how=pii) if pii != Treatment.FLAG else None
        inputs = Inputs(digest, len(files), self._settings.for_manifest(), provenance.package(), taken_down, hide)
        try:
            made = write_draft(
                *(steps.results(files), buckets, self._folders.work, self.previous, inputs, companions),
                Sharding(self._settings.shard_rows, steps.write_parts),
            )
        except CountsDoNotAddUp:
            engine.keep([])  # the next run must not reuse what went wrong
            raise
        self.reused = steps.reused
        self.notes += made.notes
        if steps.unmet:
            verb = "meets" if steps.unmet == 1 else "meet"
            self.notes.append(
                f"{count_of(steps.unmet, 'decision')} of reviews.csv {verb} no record: qamill review check"
            )
        return made

    def _work(self, act: Callable[[Engine], _Made]) -> _Made:
        """Return what an act makes with the engine; once more without the cache if the disk refuses that."""
        try:
            return act(self._opened())
        except BrokenPipeError:  # whoever listened to the progress has gone
            raise
        except OSError as error:
            if self._cache is None or (error.errno in _FULL and _share_a_disk(self._cache, self._folders.work)):
                raise
            self._leave_cache(error.strerror or str(error))
        shutil.rmtree(self._folders.work / DRAFT, ignore_errors=True)
        return act(self._opened())

    def _opened(self) -> Engine:
        if self._engine is None:
            self._engine = self._make_engine(self._cache or self._folders.work / CACHE)
        return self._engine

    def _usable(self, cache: Path | None) -> Path | None:
        """A cache if it is ours; a run goes on without any other, and says so."""
        if cache and (why := why_not_ours(cache, is_own_name)):
            self._leave_cache(why)
            return None
        return cache

    def _leave_cache(self, why: str) -> None:
        self.notes.append(
            f"{Path(self._out) / CACHE} was not used: {why}. Every page was read; move it away, and the next run makes"
            " its own."
        )
        self._cache = None
        self.close()

    def close(self) -> None:
        """Stop the engine."""
        if self._engine:
            self._engine.close()
        self._engine = None

    def refuse_lost_takedowns(self) -> None:
        """Raise LostTakedowns where the release before left something out by one that is not there any more."""
        if self.previous:
            numbers = removals(self.previous, ["rule"]).column("rule").unique().to_pylist()
            if lost := self._settings.takedowns.lost(numbers):
                from ..takedown.errors import LostTakedowns

                raise LostTakedowns(self.previous.version, lost)

    def refuse_withdrawn(self, drafted: Draft) -> None:
        """Raise WithdrawnAgain where a draft holds what a release holds that was withdrawn."""
        for version, withdrawal in read_withdrawn(self._folders.target).items():
            folder = self._folders.target / version
            if drafted.is_new and folder.is_dir() and is_again(read_release(folder).manifest, drafted.manifest):
                raise WithdrawnAgain(version, withdrawal)

    def loss(self, drafted: Draft) -> Loss | None:
        """Return what a draft loses against the release before, and note it; None where it is not new or the first."""
        if not self.previous or not drafted.is_new:
            return None
        draft = Release(drafted.folder, drafted.manifest)
        loss = loss_between(self.previous, draft, named_ids(self._decisions))
        if loss.parts:
            before = f"{loss.records:,} of the {count_of(loss.before, 'record')} of {self.previous.version}"
            self.notes.append(f"Lost: {before} ({loss.sentence()}).")
        if taken_down := removals(draft, ["id"]).column("id").drop_null().unique():
            self.notes.append(f"{count_of(len(taken_down), 'pair')} taken down: qamill takedown sheet")
        if pages := loss.without_address:
            verb = "has" if pages == 1 else "have"
            self.notes.append(f"{count_of(pages, 'page')} {verb} no address any more; was an index.csv removed?")
        return loss

    def unlike(self, drafted: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what differs between a draft and the release before, and why, in words; nothing for the first."""
        if not self.previous:
            return (), ()
        before = self.previous.manifest
        return tuple(differences(before, drafted.manifest)), tuple(causes(before, drafted.manifest))

    def publish(self, drafted: Draft) -> tuple[Manifest, bool]:
        """Publish a draft that is new, unless the run is dry; return what holds now, and whether it is new."""
        if drafted.is_new and not self._is_dry:
            publish_draft(drafted, self._folders.target)
        with suppress(OSError):  # the release is out; what a full disk leaves undone costs the next run some time
            if self._steps and not self._is_dry:
                self._steps.remember()  # not before: a run that is killed until then goes on from here
        return (self.previous.manifest, False) if self.previous and not drafted.is_new else (drafted.manifest, True)

    def location(self, manifest: Manifest, is_new: bool) -> Path | str | None:
        """Return where the release of a manifest lies; None where a dry run did not write it."""
        return None if is_new and self._is_dry else location_of(self._out, manifest.version)


@contextmanager
def open_run(
    folders: Sequence[Path | str],
    out: Path | str,
    settings: Settings,
    resources: Resources,
    cache: bool,
    dry_run: bool,
    progress: Progress,
    waiting: Callable[[], None],
    decisions: Sequence[Decision] = (),
) -> Iterator[Run]:
    """Yield a run that publishes into `out`; a lock keeps other runs out of a folder, but not from an address.

    A dry run works in a temporary folder, without a lock. Raises CannotWrite, DamagedRelease, and what opening Spark
    or an address raises.
    """
    with ExitStack() as stack:
        target = stack.enter_context(open_remote(str(out))) if is_address(out) else Path(out)
        work = Path(stack.enter_context(_work_folder(target, dry_run, waiting)))
        places = Folders(target, work, target / CACHE if cache and not dry_run else None)
        share = resources.share()
        raw = [str(folder) if is_address(folder) else Path(folder).absolute() for folder in folders]
        make_engine = partial(_engine, share.workers, resources.spark, settings, folders, progress)
        run = Run(make_engine, settings, share.bucket_bytes, places, out, dry_run, decisions, raw)
        stack.callback(run.close)
        yield run


def _share_a_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _work_folder(out: Path, dry_run: bool, waiting: Callable[[], None]) -> AbstractContextManager[Path | str]:
    """A folder next to the releases, so that a draft needs only a new name to be one; a temporary one for a dry run."""
    return TemporaryDirectory(prefix="qamill-") if dry_run else publisher(out, waiting)


def _engine(
    workers: int,
    spark: str | None,
    settings: Settings,
    folders: Sequence[Path | str],
    progress: Progress,
    results: Path,
) -> Engine:
    if spark is None:
        return Local(results, workers, progress, settings.limits)
    from ..engine.spark.driver import Spark  # only who wants a cluster waits for it

    shared = [Path(folder) for folder in folders if not is_address(folder)]
    return Spark(results, spark, progress, settings.limits, shared=shared)
