"""The steps of a run: which tasks are applied to which rows, and what a later run need not do again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..dedup.near.words import forget_words
from ..emit.parts import Places
from ..engine import Contents, Data, Engine, Step
from ..engine.limits import Limits
from ..ingest.files import RawFile, mark_copies
from ..ingest.warc.revisit import with_earlier
from ..review.decision import Decision
from ..review.resolve import MERGED, NOT_FOUND
from ..schema import CONTAINERS
from ..schema.nouns import Action
from ..validate.personal_data.kinds import Treatment
from . import provenance, raw_files, reading, tasks
from .completing import complete_snippets
from .guarded import is_harmless
from .obeying import obey
from .reuse import plan
from .reviewing import review, without_personal_data
from .revisits import read_revisits
from .rows import untagged
from .settings import Obey, Settings
from .supporting import check_support

_UNMET = pa.array([MERGED, NOT_FOUND])
"""The effects of decisions about pairs that are no records."""
_PAGES = Contents("pages", reading.count_pages)
_RELEASED = ("records", "sightings", "merged", "rejected", "documents", "conflicts", "crowded")


class Steps:
    """The way of the pages through an engine: read, merge duplicates, arrange."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        buckets: int,
        decisions: Sequence[Decision] = (),
        folders: Sequence[Path | str] = (),
    ) -> None:
        """`folders` are those of the raw pages, or their addresses, where cited ones are read again."""
        self._engine = engine
        self._settings = settings
        self._rules = settings.rules()
        self._code = provenance.package()["fingerprint"] + settings.withheld
        self._buckets = buckets
        self._reviews = without_personal_data(decisions, settings.pii)
        self._folders = folders
        self._read: list[Data] = []
        self._decisions: list[pa.Table] = []
        self._arranged: Data = None
        self.reused = 0
        """How many files (or parts of a large one) an earlier run had read."""
        self.unmet = 0
        """How many decisions of people meet no record."""

    def results(self, files: Sequence[RawFile]) -> Iterator[dict[str, pa.Table]]:
        """Yield the tables of each bucket by their names, bucket by bucket in the order of the ids.

        Those of the first bucket have what decisions of people did, if there are any. Raises BadReviews.
        """
        engine, buckets, code, rules = self._engine, self._buckets, self._code, self._rules
        read, removed = self._read_pages(files)
        found = self._merged(read, removed, any(file.media_type in CONTAINERS for file in files))
        reviewed = review(engine, found, self._reviews, buckets, code, rules.screen)
        of_people = {"reviews": reviewed.reviews} if self._reviews else {}
        self.unmet = pc.sum(pc.is_in(reviewed.reviews.column("effect"), _UNMET)).as_py() or 0
        support = check_support(engine, reviewed.found, self._folders, buckets, code, rules.screen, rules.pii)
        told = [*reviewed.found, support] if support else reviewed.found
        if support and self._settings.complete_snippets:
            told = [*told, complete_snippets(engine, reviewed.found, support, buckets, code)]
        of_some = {"support": support is not None, "removals": rules.screen is not None}
        released = (*_RELEASED, *(name for name, is_there in of_some.items() if is_there))
        self._arranged = engine.save("arrange", arranged(engine, told, buckets, code, rules.pii))
        for table in engine.collect(self._arranged):
            self._decisions.append(untagged(table, "decisions"))
            found = [{name: untagged(table, name) for name in released} | of_people]
            of_people = {}
            del table  # the rows are in memory once while they are written, and only as long as the caller needs them
            pa.default_memory_pool().release_unused()
            yield found.pop()

    def _read_pages(self, files: Sequence[RawFile]) -> tuple[list[Data], pa.Array]:
        """Return what the pages say, and the keys of removed files that what earlier runs read still holds."""
        removed = self._read_files(files)
        revisits = read_revisits(self._engine, self._read, files, removed, self._buckets, self._code, self._rules)
        return [*self._read, *revisits], removed

    def _merged(self, read: Sequence[Data], removed: pa.Array, has_archives: bool) -> Data:
        """Return the records and all else that becomes of what was read."""
        engine, buckets, settings = self._engine, self._buckets, self._settings
        apart = tuple((each.id, each.other) for each in self._reviews if each.action == Action.KEEP_APART)
        how = str(settings.obey)
        version = f"{self._code} {settings.similarity} {' '.join(removed.to_pylist())} {apart or ''} {how}"
        flags = how == Obey.FLAG
        task = partial(tasks.dedup, similarity=settings.similarity, removed=removed, apart=apart, flags=flags)
        decided = [data for _, data in engine.earlier_results(_decisions_step())]
        read = obey(engine, read, has_archives, how == Obey.EXCLUDE, removed, buckets, version)
        dedup = Step("dedup", task, version, reads_pieces=True)
        found = engine.save("dedup", engine.reduce(dedup, [*read, *decided], buckets))
        forget_words()  # that this process met, where it did the tasks itself
        return found

    def write_parts(self, places: Places, count: int) -> list[pa.Table]:
        """Write the tables of `results` in so many parts; return the receipts of each. It is done anew in each run."""
        engine = self._engine
        task = partial(tasks.write_part, places=places, dataset=self._settings.dataset)
        step = Step("parts", task, secrets.token_hex(), reads_pieces=True)
        numbered = engine.scan([tasks.numbered_parts(count)])
        written = engine.save("parts", engine.reduce(step, [numbered, self._arranged], count))
        receipts = list(engine.collect(written))
        engine.drop(written)
        return receipts

    def _read_files(self, files: Sequence[RawFile]) -> pa.Array:
        """Read what no earlier run has read; return the keys of removed files that earlier results still hold."""
        engine, settings = self._engine, self._settings
        parts = [
            part._replace(key=provenance.key(part, settings.for_reading(), settings.limits, settings.withheld))
            for part in raw_files.shards(with_earlier(files))
        ]
        planned = plan(engine.earlier_results("read"), parts)
        self.reused = len(parts) - len(planned.missing)
        is_guarded = any(_may_do_harm(part, settings.limits) for part in planned.missing)
        tables = raw_files.split(planned.missing)
        sizes = [table.num_rows for table in tables]
        task = partial(reading.read_files, rules=self._rules)
        read = Step("read", task, is_guarded=is_guarded, sizes=sizes, contents=_PAGES)
        fresh = engine.save("read", engine.map(read, engine.scan(tables), self._buckets))
        self._read = [*planned.data, fresh]
        return planned.removed

    def remember(self) -> None:
        """Keep for later runs what was read, and which pairs were found to be the same."""
        decisions = self._engine.scan(table for table in self._decisions if table.num_rows)
        decided = self._engine.map(Step(_decisions_step(), tasks.tag_decisions), decisions, self._buckets)
        self._engine.keep([*self._read, self._engine.save("decisions", decided)])


def arranged(engine: Engine, found: Sequence[Data], buckets: int, version: str = "", pii: str = Treatment.FLAG) -> Data:
    """Return what `dedup` and `review` found, in the order of its release.

    Pages tell first which answers they no longer give.
    """
    shows = Step("answers", tasks.answers, version, reads_pieces=True)
    answers = [engine.map(shows, part, buckets) for part in found]
    outdated = engine.save("history", engine.reduce(Step("history", tasks.outdate, version), answers, buckets))
    arrange = Step("arrange", partial(tasks.arrange, pii=pii), version, reads_pieces=True)
    return engine.reduce(arrange, [*found, outdated], buckets)


def _may_do_harm(file: RawFile, limits: Limits) -> bool:
    """Whether a file must be read in a worker: its parser may crash, or it is large enough to exceed the limits."""
    return not file.is_plain_text or not is_harmless(file.size, limits)


def hash_files(engine: Engine, files: Sequence[RawFile]) -> list[RawFile]:
    """Return the files with their sha256, copies marked.

    Every run computes it, because only the bytes show whether a file changed.
    """
    tables = raw_files.split(files)
    hash = Step("hash", raw_files.hash_files, secrets.token_hex(), sizes=[table.num_rows for table in tables])
    hashed = engine.map(hash, engine.scan(tables))
    files = mark_copies(raw_files.files_in(engine.collect(hashed)))
    engine.drop(hashed)
    return files


def _decisions_step() -> str:
    """The name of the step that keeps decisions; those that other code has made are not found under it."""
    return f"decisions-{provenance.package()['fingerprint']}"
