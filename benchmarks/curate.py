"""The whole run: a warm run on the seed page, then many pages from raw/ to a published release.

python benchmarks/curate.py [PAGES [MEGABYTES]]      42000 pages are a million pairs; MEGABYTES as --memory
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import checkout
from corpus import PAIRS_A_PAGE, SEED, write_pages
from memory import PeakMemory

from pipeline.curate import curate

RUNS = 5


def main(count: int, memory: int | None = None) -> None:
    """Print times and memory."""
    with tempfile.TemporaryDirectory() as folder:
        _warm_run(Path(folder))
        _large_run(Path(folder), count, memory)


def _warm_run(folder: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "curate", str(SEED.parent), "--out", str(folder / "seed")]
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    print(f"seed page, first release: {times[0]:.2f} s; again, warm: {statistics.median(times[1:]):.2f} s")


def _large_run(folder: Path, count: int, megabytes_allowed: int | None) -> None:
    megabytes = write_pages(folder / "raw", count) / 1e6
    print(f"{count:,} pages, {count * PAIRS_A_PAGE:,} pairs, {megabytes:,.0f} MB, {os.cpu_count()} cores")
    stages: dict[str, list[float]] = {}
    start = time.perf_counter()
    with PeakMemory() as memory:
        outcome = curate(
            folder / "raw",
            folder / "out",
            memory=megabytes_allowed,
            progress=lambda stage, done, total: _note(stages, stage),
        )
    seconds = time.perf_counter() - start
    ends = [times[-1] for times in stages.values()]
    for stage, times in stages.items():
        print(f"  {stage:<28}{times[-1] - times[0]:>8.1f} s")
    print(f"  {'write, hash, publish':<28}{start + seconds - ends[-1]:>8.1f} s")
    records = outcome.manifest.counts["records"]
    print(f"  {'whole run':<28}{seconds:>8.1f} s, {records:,} records, {records / seconds:,.0f} records/s")
    print(f"  peak memory of all processes {memory.peak / 1e6:,.0f} MB, of this one {_own_peak() / 1e6:,.0f} MB")
    start = time.perf_counter()
    curate(folder / "raw", folder / "out")
    print(f"  again, nothing changed      {time.perf_counter() - start:>8.1f} s")


def _note(stages: dict[str, list[float]], stage: str) -> None:
    stages.setdefault(stage, []).append(time.perf_counter())


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(*map(int, checkout.arguments(__doc__)[:2] or (42_000,)))
