"""What a site costs: time, processor time and memory for releases of some sizes, and the size of what is written.

python benchmarks/write_site.py [RECORDS ...]           24 10000 100000 unless told
python benchmarks/write_site.py --release FOLDER ...    releases that are there already: folders such as curated
"""

from __future__ import annotations

import argparse
import math
import os
import tempfile
import time
from pathlib import Path

import checkout  # noqa: F401
from corpus import PAIRS_A_PAGE, write_pages
from memory import PeakMemory

from pipeline import curate
from pipeline.audit.site.site import write_site

SIZES = (24, 10_000, 100_000)


def main() -> None:
    """Print a line for each release."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="*", type=int, help="how many (default: 24 10000 100000)")
    parser.add_argument("--release", nargs="*", type=Path, default=[], help="folders of releases instead")
    options = parser.parse_args()
    print(f"{'questions':>10} {'s':>8} {'CPU s':>8} {'MB memory':>10} {'files':>10} {'MB':>8} {'kB a page':>10}")
    for out in options.release:
        measure(out)
    for records in () if options.release else options.records or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_pages(Path(folder, "raw"), math.ceil(records / PAIRS_A_PAGE))
            curate(Path(folder, "raw"), Path(folder, "curated"))
            measure(Path(folder, "curated"))


def measure(out: Path) -> None:
    """Write the site of the latest release, and print what it took."""
    with tempfile.TemporaryDirectory() as folder, PeakMemory() as memory:
        start, cpu = time.perf_counter(), cpu_seconds()
        made = write_site(folder=Path(folder, "site"), out=out)
        seconds, used = time.perf_counter() - start, cpu_seconds() - cpu
    print(
        f"{made.questions:>10,} {seconds:>8.1f} {used:>8.1f} {memory.peak / 1e6:>10,.0f} {made.files:>10,}"
        f" {made.bytes / 1e6:>8,.1f} {made.bytes / made.files / 1e3:>10.1f}",
        flush=True,
    )


def cpu_seconds() -> float:
    """Return the processor time of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
