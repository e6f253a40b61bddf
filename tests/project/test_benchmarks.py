"""Each benchmark starts as a script, from the root of the checkout, without anything set."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from builders import REPOSITORY

SCRIPTS = [path for path in sorted((REPOSITORY / "benchmarks").glob("*.py")) if "__main__" in path.read_text("utf-8")]


def _failure(script: Path) -> str:
    """What a script says when it is asked for help and fails; nothing if it does not fail."""
    command = [sys.executable, f"benchmarks/{script.name}", "--help"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=REPOSITORY, env=env, capture_output=True, text=True, timeout=300, check=False)
    return (
        ""
        if done.returncode == 0 and f"benchmarks/{script.name}" in done.stdout
        else f"{script.name}: {done.stdout}{done.stderr}"
    )


def test_each_benchmark_starts_as_make_bench_starts_it() -> None:
    with ThreadPoolExecutor(2) as threads:
        failures = [failure for failure in threads.map(_failure, SCRIPTS) if failure]
    assert len(SCRIPTS) >= 14
    assert failures == []
