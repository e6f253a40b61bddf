"""Times as people and servers write them, in ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime


def parse_time(written: str) -> datetime | None:
    """Return an ISO 8601 time as UTC without a zone, or None where it is none."""
    try:
        time = datetime.fromisoformat(written)
        if (time.hour or time.minute) and not any(sign in written for sign in "Tt "):
            return None  # a day with a zone (2026-01-31+01:00), which is taken for a time of it
        return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
    except (ValueError, OverflowError):
        return None
