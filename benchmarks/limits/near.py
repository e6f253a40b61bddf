"""Near-duplicates: what a record costs beside the fastest other tool that finds as many."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from duplicates.apart import run_apart
from duplicates.corpus import write_corpus

from .aim import Aim, Group, Measured, NotMeasured

PEERS = Aim("near", "the fastest peer of recall 0.99 / near-duplicates by us", "1", 2, 4, is_more_better=True)
_OURS = "ours, one process"
_AS_EXACT = {"gaoya, 25x5": "gaoya", "rensa, 32x4 verified": "rensa"}
"""The settings of other tools that reach a recall of 0.99 (docs/duplicates.md), by the library they take."""
_RECORDS = 50_000


def _measure(folder: Path, share: float) -> dict[str, Measured]:
    tools = [name for name, library in _AS_EXACT.items() if importlib.util.find_spec(library)]
    if not tools:
        raise NotMeasured("no peer is installed; `pip install '.[bench]'` brings them")
    records = max(1_000, round(_RECORDS * share))
    corpus = write_corpus(folder / "corpus.parquet", records)
    works: dict[str, float] = {}
    for name in (*tools, _OURS):
        outcome = run_apart(name, corpus)
        if isinstance(outcome, str):
            raise NotMeasured(f"{name}: {outcome}")
        works[name] = 1e6 * outcome.work / records
    ours = works.pop(_OURS)
    fastest = min(works, key=lambda name: works[name])
    shown = ", ".join(f"{name} {work:.0f} us" for name, work in works.items())
    return {PEERS.name: Measured(works[fastest] / ours, f"ours {ours:.0f} us a record ({records:,})", shown)}


GROUPS = (Group((PEERS,), _measure),)
