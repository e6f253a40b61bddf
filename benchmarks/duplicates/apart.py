"""A run of a tool in a process of its own: how long it took, what it wanted, and what it removed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import as_command  # noqa: F401
import checkout
import pyarrow.parquet as pq
from memory import PeakMemory

from . import peers
from .ours import ours_alone, ours_bucketed

_ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(checkout.FOLDERS)}
Tool = Callable[[Path], Iterable[str] | set[int]]
TOOLS: dict[str, Tool] = {
    "ours, two processes": ours_bucketed,
    "ours, one process": ours_alone,
    "rensa": peers.rensa_default,
    "rensa, flags only": peers.rensa_flags,
    "rensa, 32x4 verified": peers.rensa_fair,
    "gaoya": peers.gaoya_default,
    "gaoya, 25x5": peers.gaoya_fair,
    "datasketch": peers.datasketch_default,
    "datasketch, 25x5 verified": peers.datasketch_fair,
    "text-dedup": peers.text_dedup_default,
    "text-dedup, 25x5": peers.text_dedup_fair,
    "datatrove": peers.datatrove_default,
    "datatrove, 25x5": peers.datatrove_fair,
}


class Outcome(NamedTuple):
    """What one run of a tool came to."""

    seconds: float
    work: float
    """Processor seconds, children and all: what a machine that is busy with other things tells best."""
    megabytes: float
    removed: set[Any]


def run_apart(tool: str, corpus: Path) -> Outcome | str:
    """Run a tool in a process of its own; what went wrong, in words, if it cannot run here."""
    result = corpus.with_suffix(".json")
    command = [sys.executable, "-m", __name__, tool, str(corpus), str(result)]
    with (
        subprocess.Popen(
            command, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process,
        PeakMemory(process.pid) as memory,
    ):
        _, words = process.communicate()
    if process.returncode:
        return (words.strip().split("\n") or ["?"])[-1]
    found = json.loads(result.read_text())
    return Outcome(found["seconds"], found["work"], memory.peak / 1e6, set(found["removed"]))


def run_here(tool: str, corpus: Path, result: Path) -> None:
    """Run a tool, first on a few records to load its modules, and write how long it took and what it removed."""
    few = corpus.with_suffix(".few.parquet")
    pq.write_table(pq.ParquetFile(corpus).read_row_group(0).slice(0, 100), few)
    list(TOOLS[tool](few))
    start, worked = time.perf_counter(), sum(os.times()[:4])
    found = list(TOOLS[tool](corpus))
    seconds, work = time.perf_counter() - start, sum(os.times()[:4]) - worked
    result.write_text(json.dumps({"seconds": seconds, "work": work, "removed": found}))


if __name__ == "__main__":
    run_here(sys.argv[1], *map(Path, sys.argv[2:]))
