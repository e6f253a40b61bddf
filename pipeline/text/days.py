"""Days as people write them in tables."""

from __future__ import annotations

from datetime import date


def is_day(written: str) -> bool:
    """Whether a text is a day, written like 2026-01-31.

    >>> is_day("2026-01-31"), is_day("20260131"), is_day("2026-02-31"), is_day("")
    (True, False, False, False)
    """
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
