"""What became of a record: what took its place, how its pages went, or that it came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import pyarrow.compute as pc

from ..release.as_of import HISTORY_SINCE
from ..release.read import read_table
from ..release.versions import Release
from ..schema import GONE
from ..schema.rows import Row
from .pages_over_time import Span, spans, states_of
from .reworded_questions import reworded_questions


def later_of(release: Release, record: Row, seen: Sequence[Row]) -> list[str]:
    """Return in sentences what became of a record whose pages give it no longer, or did not for a while."""
    if record.get("superseded_by"):
        [newer] = rows_of(release, "records", "id", record["superseded_by"])
        when = _times(_spans(release, rows_of(release, "sightings", "id", newer["id"])))
        text = f"{newer['id']}{f' (seen {when})' if when else ''}: {newer['answer']}"
        return [f"{_last_seen(record)}, was superseded on its page by {text}"]
    if GONE in record["flags"].split():
        return [
            f"{_last_seen(record)}, is gone: {_how_gone(release, seen)}, and no page gives this answer to it.",
            *_reworded(release, record),
        ]
    return _came_back(release, record, seen)


def _how_gone(release: Release, seen: Sequence[Row]) -> str:
    """What became of the pages that gave an answer: which statuses their servers gave, and when."""
    pages = states_of(release, {row["page_url"] for row in seen if row["page_url"]})
    gone = [states[-1] for states in pages.values() if states and states[-1].gone_status]
    if not gone:
        return "its page has dropped the question"
    told = ", ".join(f"status {state.gone_status} on {_day(state.time)}" for state in gone)
    if len(gone) < len(pages):
        return f"{len(gone)} of its {len(pages)} pages {'is' if len(gone) == 1 else 'are'} gone ({told})"
    return f"its page is gone ({told})" if len(gone) == 1 else f"its pages are gone ({told})"


def _last_seen(record: Row) -> str:
    return (
        f"{record['id']}, which was last seen {_day(record['last_seen'])}" if record["last_seen"] else str(record["id"])
    )


def _reworded(release: Release, record: Row) -> Iterator[str]:
    """What its page answers to the question in other words."""
    later = reworded_questions(release, [record["question_id"]])[1].get(record["id"])
    if later:
        [newer] = rows_of(release, "records", "id", later)
        yield f'Its page asks it in other words, "{newer["question"]}", and the answer is {later}: {newer["answer"]}'


def _came_back(release: Release, record: Row, seen: Sequence[Row]) -> list[str]:
    """That an answer was given again after its page did not give it; what the page said in between."""
    times = _spans(release, seen)
    if len(times) < 2:
        return []
    answers = rows_of(release, "records", "superseded_by", record["id"])
    between = [row for row in answers if row["first_seen"] and times[0].last < row["first_seen"] < times[-1].first]
    said = "".join(f" In between it gave {row['id']}: {row['answer']}" for row in between)
    return [f"{record['id']} was seen {_times(times)}: its page gave it again.{said}"]


def _spans(release: Release, seen: Sequence[Row]) -> list[Span]:
    if release.manifest.schema_version < HISTORY_SINCE:
        return []
    return spans(seen, states_of(release, {row["page_url"] for row in seen if row["page_url"]}))


def _times(seen: Iterable[Span]) -> str:
    days = (" to ".join(dict.fromkeys(map(_day, span))) for span in seen)
    return ", again ".join(days)


def _day(time: datetime) -> str:
    return f"{time:%Y-%m-%d}"


def rows_of(release: Release, table: str, column: str, value: str) -> list[Row]:
    """Return the rows of a table that have a value in a column."""
    rows: list[Row] = read_table(release, table, filters=pc.field(column) == value).to_pylist()
    return rows
