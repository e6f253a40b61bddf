"""What the command costs before it does anything: processor time against a Python that does nothing.

python benchmarks/startup.py [--rounds 15]

Each case runs in a process of its own, the cases in turn; the figure is the least of all rounds, user and system time
together, with bytecode compiled before. The aims are those of the project: at most so many times `python -c pass`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PACKAGE = os.environ.get("QAMILL_PACKAGE", "pipeline")  # qamill, to measure what is installed
CASES: dict[str, tuple[Sequence[str], float | None]] = {
    "python -c pass": (("-c", "pass"), None),
    f"import {PACKAGE}": (("-c", f"import {PACKAGE}"), 4),
    "--version": (("-m", PACKAGE, "--version"), 8),
    "--help": (("-m", PACKAGE, "--help"), 8),
    "curate, nothing changed": (("-m", PACKAGE, "-q", "curate"), 12),
    "curate --dry-run, one new page": (("-m", PACKAGE, "-q", "curate", "--dry-run", "--no-cache"), None),
}


def cpu_seconds(arguments: Sequence[str], folder: Path) -> float:
    """Return the user and system time of a Python process that is run in a folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)} if PACKAGE == "pipeline" else dict(os.environ)
    subprocess.run([sys.executable, *arguments], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rounds: int) -> dict[str, float]:
    """Return the least processor time of each case, in seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        page = REPOSITORY / "raw" / "therapists-texting.txt"
        (folder / "raw" / page.name).write_bytes(page.read_bytes())
        cpu_seconds(("-m", PACKAGE, "-q", "curate"), folder)
        times: dict[str, list[float]] = {case: [] for case in CASES}
        for _ in range(rounds):
            for case, (arguments, _aim) in CASES.items():
                times[case].append(cpu_seconds(arguments, folder))
    return {case: min(found) for case, found in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    found = measure(parser.parse_args().rounds)
    bare = found["python -c pass"]
    print(f"{'':32} {'CPU ms':>8} {'times':>7} {'aim':>5}")
    for case, seconds in found.items():
        aim = CASES[case][1]
        print(f"{case:32} {1000 * seconds:8.0f} {seconds / bare:7.1f} {'' if aim is None else f'{aim:g}':>5}")


if __name__ == "__main__":
    main()
