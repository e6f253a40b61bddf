"""Whole runs: one in which nothing changed, one of a million pairs, one that may take little memory, and `verify`."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from corpus import PAIRS_A_PAGE, write_pages
from startup import measure as measure_startup

from .aim import Aim, Group, Measured, run_python

UNCHANGED = Aim("unchanged", "`curate` where nothing changed / `python -c pass`", "48", 12, 10)
SECONDS = Aim("million", "a million pairs from raw to release, seconds", "99-145", 80, 45)
MEMORY = Aim("memory", "the same, peak memory of all processes, MB", "1200", 900, 900)
BOUNDED = Aim("bounded", "the same under `--memory 1000`, MB", "1083", 1000, 1000)
VERIFY = Aim("verify", "`verify` / sha256 of the release's files", "70", 15, 5)
_PAIRS, _BOUND = 1_000_000, 1_000


def _unchanged(_: Path, share: float) -> dict[str, Measured]:
    found = measure_startup(max(2, round(10 * share)))
    bare, ours = (1000 * found[case] for case in ("python -c pass", "curate, nothing changed"))
    return {UNCHANGED.name: Measured(ours / bare, f"{bare:.0f} ms; ours {ours:.0f}")}


# A run in a process of its own, whose memory is sampled with that of its children.
_RUN = """
import json, sys, time
from memory import PeakMemory
from pipeline import curate
raw, out, memory = sys.argv[1:]
start = time.perf_counter()
with PeakMemory() as watched:
    outcome = curate(raw, out, memory=int(memory) or None)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "peak": watched.peak, "folder": str(outcome.folder)}))
"""

_VERIFY = """
import sys, time
from pipeline.audit.verify import verify
start = time.process_time()
assert not verify(out=sys.argv[1], raw=None, workers=1).problems
print(time.process_time() - start)
"""


def _million(folder: Path, share: float) -> dict[str, Measured]:
    pages = max(10, round(_PAIRS * share / PAIRS_A_PAGE))
    raw, out = folder / "raw", folder / "curated"
    megabytes = write_pages(raw, pages) / 1e6
    plain, bounded = (_run(raw, folder / name, memory) for name, memory in (("curated", 0), ("bounded", _BOUND)))
    hashed = _seconds_to_hash(Path(plain["folder"]))
    verified = float(run_python(_VERIFY, str(out)))
    pairs = f"{pages * PAIRS_A_PAGE:,} pairs, {megabytes:,.0f} MB"
    return {
        SECONDS.name: Measured(plain["seconds"], pairs),
        MEMORY.name: Measured(plain["peak"] / 1e6, pairs),
        BOUNDED.name: Measured(bounded["peak"] / 1e6, f"{pairs}; {bounded['seconds']:.0f} s"),
        VERIFY.name: Measured(verified / hashed, f"{hashed:.2f} s; ours {verified:.1f}"),
    }


def _run(raw: Path, out: Path, memory: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_python(_RUN, str(raw), str(out), str(memory)))
    return found


def _seconds_to_hash(release: Path) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        for path in release.iterdir():
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256")
        times.append(time.process_time() - start)
    return min(times)


GROUPS = (Group((UNCHANGED,), _unchanged), Group((SECONDS, MEMORY, BOUNDED, VERIFY), _million))
