"""The steps of a run: which tasks are applied to what, and what a later run need not do again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from functools import partial

import pyarrow as pa

from ..engine import Data, Engine, Step
from ..ingest import documents
from ..ingest import files as ingest
from . import provenance, tasks
from . import reuse as known
from .rows import untagged
from .settings import Rules


class _Flow:
    """The pages' way through an engine, and what a later run need not do again."""

    def __init__(self, engine: Engine, rules: Rules, buckets: int) -> None:
        self._engine = engine
        self._rules = rules
        self._buckets = buckets
        self._read: list[Data] = []
        self._decisions: list[pa.Table] = []
        self.known = 0

    def settled(self, files: Sequence[ingest.RawFile]) -> Iterator[pa.Table]:
        """Yield what the pages come to, bucket by bucket in the order of the ids."""
        engine, rules, buckets = self._engine, self._rules, self._buckets
        parts = [part._replace(key=provenance.key(part, rules.of_reading())) for part in tasks.shards(files)]
        earlier = known.sort_out(engine.earlier_results("read"), parts)
        self.known = len(parts) - len(earlier.missing)
        code = provenance.package()["fingerprint"]
        is_guarded = any(documents.media_type_of(part.path) != "text/plain" for part in earlier.missing)
        read = Step("read", partial(tasks.read_files, mode=rules.mode, recipes=rules.recipes), is_guarded=is_guarded)
        dedup = Step(
            "dedup",
            partial(tasks.dedup, similarity=rules.similarity, gone=earlier.gone),
            f"{code} {rules.similarity} {' '.join(earlier.gone.to_pylist())}",
        )
        arrange = Step("arrange", tasks.arrange, code)
        fresh = engine.save("read", engine.map(read, engine.scan(tasks.split(earlier.missing)), buckets))
        self._read = [*earlier.data, fresh]
        decided = [data for _, data in engine.earlier_results(_decisions())]
        found = engine.save("dedup", engine.reduce(dedup, [*self._read, *decided], buckets))
        for table in engine.collect(engine.save("arrange", engine.reduce(arrange, [found], buckets))):
            self._decisions.append(untagged(table, "decisions"))
            yield table

    def remember(self) -> None:
        """Keep for later runs what was read, and which pairs were found to be the same."""
        decisions = self._engine.scan(table for table in self._decisions if table.num_rows)
        decided = self._engine.map(Step(_decisions(), tasks.tag_decisions), decisions, self._buckets)
        self._engine.keep([*self._read, self._engine.save("decisions", decided)])


def _decisions() -> str:
    """The name of the step that keeps decisions: those that other code has made are not known."""
    return f"decisions-{provenance.package()['fingerprint']}"


def _hashed(engine: Engine, files: Sequence[ingest.RawFile]) -> list[ingest.RawFile]:
    """The files with their sha256; worked out in every run, for nothing but the bytes tells whether they changed."""
    hash = Step("hash", tasks.hash_files, secrets.token_hex())
    hashed = engine.map(hash, engine.scan(tasks.split(files)))
    files = ingest.mark_copies(tasks.files_in(engine.collect(hashed)))
    engine.drop(hashed)
    return files
