"""Which allocator Arrow takes its memory from: that of the C library.

Arrow brings one of its own, which keeps most of what is freed for later: with it a run of 200,000 pairs took a third
more memory, in the same time (docs/decisions.md). Arrow reads the choice when it is imported. The C library gives each
thread an arena of its own, and what is freed in one serves no other: one is enough for the few threads of a process.
Who made a choice keeps it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_ARENAS = "MALLOC_ARENA_MAX"
_M_ARENA_MAX = -8  # the number of this option (malloc.h of glibc)
ALLOCATOR = {"ARROW_DEFAULT_MEMORY_POOL": "system", _ARENAS: "1"}
"""The environment variables that say it to Arrow, and to the C library of processes that are started."""


def choose_allocator() -> None:
    """Choose it for this process, if Arrow is not imported yet, and for those that it starts."""
    for name, choice in ALLOCATOR.items():
        os.environ.setdefault(name, choice)
    _limit_arenas()


def _limit_arenas() -> None:
    """Tell the C library of this process, which has read its environment by now, how many arenas were chosen."""
    chosen = os.environ.get(_ARENAS, "")
    if sys.platform == "linux" and chosen.isdecimal():
        from ctypes import CDLL  # two milliseconds, and other systems have no use for it

        with suppress(AttributeError, OSError):  # of another C library
            CDLL(None).mallopt(_M_ARENA_MAX, int(chosen))
