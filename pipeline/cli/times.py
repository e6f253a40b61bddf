"""When something was seen, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any


def written_day(given: datetime | None) -> str:
    """Return a day as our files have it, today where none is given."""
    return f"{given or datetime.now(UTC):%Y-%m-%d}"


def span(first: datetime | None, last: datetime | None) -> str:
    """Return the days between which something was seen, in words; both times are known or neither is.

    >>> span(datetime(2026, 1, 2), datetime(2026, 3, 4)), span(None, None)
    ('2026-01-02 to 2026-03-04', 'no date')
    """
    if first is None or last is None:
        return "no date"
    days = dict.fromkeys(f"{time:%Y-%m-%d}" for time in (first, last))
    return " to ".join(days)


def times_seen(seen: Sequence[tuple[datetime, datetime]]) -> str:
    """Return the spans of days in which something was seen, in words.

    >>> times_seen([(datetime(2026, 1, 2), datetime(2026, 3, 4)), (datetime(2026, 5, 6), datetime(2026, 5, 6))])
    '2026-01-02 to 2026-03-04, again 2026-05-06'
    """
    return ", again ".join(span(first, last) for first, last in seen) or span(None, None)


def json_times(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its `first_seen` and `last_seen` as text (ISO 8601)."""
    return {**row, **{name: row[name] and row[name].isoformat() for name in ("first_seen", "last_seen")}}
