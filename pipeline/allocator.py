"""Which allocator Arrow takes its memory from: that of the C library.

Arrow brings one of its own, which keeps most of what is freed for later: with it a run of 200,000 pairs took a third
more memory, in the same time (docs/decisions.md). Arrow reads the choice when it is imported. Who made one keeps it.
"""

from __future__ import annotations

import os

ALLOCATOR = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""The environment variable that says it to Arrow."""


def choose_allocator() -> None:
    """Choose it for this process, if Arrow is not imported yet, and for those that it starts."""
    for name, choice in ALLOCATOR.items():
        os.environ.setdefault(name, choice)
