"""Imported for what it does: `pipeline` is the package of this checkout, whose tests lend a benchmark some modules."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent
FOLDERS = [str(_ROOT / name) for name in (".", "benchmarks", "tests", "tests/laws", "tests/fetch", "tests/takedown")]

sys.path[:0] = [folder for folder in FOLDERS if folder not in sys.path]


def arguments(documentation: str | None) -> list[str]:
    """Return the arguments of a script; where help is asked for, print what it says of itself and exit."""
    if {"-h", "--help"}.intersection(sys.argv[1:]):
        print(documentation)
        sys.exit()
    return sys.argv[1:]
