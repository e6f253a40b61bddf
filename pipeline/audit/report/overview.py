"""What the records of a release are, counted in one pass over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...release.as_of import is_current, is_gone
from ...release.versions import Release
from ..pages.charts import Column
from .pieces import pieces

_COUNTED = ("source_domain", "question_type", "answer_type", "language", "support", "licence", "usage")
_COLUMNS = [*_COUNTED, "flags", "question", "answer", "first_seen", "last_seen", "superseded_by"]
QUESTION_LENGTHS = (20, 40, 60, 80, 100, 150, 200)
ANSWER_LENGTHS = (50, 100, 200, 400, 800, 1600, 3200)
"""Where the columns of lengths end, in characters, chosen; each is about twice the one before."""
CURRENT, SUPERSEDED, GONE = range(3)
_MOST_PERIODS = 36  # columns of time, chosen: three years of months
_EPOCH = date(1970, 1, 1)
_PERIODS = ("%Y-%m-%d", "%Y-%m", "%Y")
"""How a day, a month and a year are written; the first with few enough columns is taken."""


class Lengths(NamedTuple):
    """How long texts are, in characters."""

    median: int
    longest: int
    columns: list[Column]


class Overview(NamedTuple):
    """What records are, counted."""

    counts: dict[str, Counter[str]]
    """Of each counted column, how many records have each value; a record with two flags counts under both."""
    questions: Lengths
    answers: Lengths
    over_time: list[Column]
    """How many records were current, superseded and gone at the end of each period."""
    undated: int
    """How many records have no date."""


class _Pass:
    """The counts so far."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in (*_COUNTED, "flags")}
        self.questions: list[np.ndarray] = []
        self.answers: list[np.ndarray] = []
        self.came: tuple[Counter[int], ...] = (Counter(), Counter(), Counter())
        self.went: tuple[Counter[int], ...] = (Counter(), Counter(), Counter())
        self.undated = 0

    def add(self, records: pa.Table) -> None:
        """Count some records."""
        for name in _COUNTED:
            _add_values(self.counts[name], records.column(name).drop_null())
        _add_values(self.counts["flags"], pc.list_flatten(pc.split_pattern(records.column("flags"), " ")))
        self.counts["flags"].pop("", None)
        self.questions.append(_lengths(records.column("question")))
        self.answers.append(_lengths(records.column("answer")))
        self._add_times(records)

    def _add_times(self, records: pa.Table) -> None:
        """Count on which day records came and went, by what they are now."""
        states = np.where(
            pc.is_valid(records.column("superseded_by")).to_numpy(),
            SUPERSEDED,
            np.where(is_current(records).to_numpy(), CURRENT, np.where(is_gone(records).to_numpy(), GONE, CURRENT)),
        )
        dated = pc.is_valid(records.column("first_seen")).to_numpy()
        self.undated += int((~dated).sum())
        for state in (CURRENT, SUPERSEDED, GONE):
            which = pa.array(dated & (states == state))
            _add_days(self.came[state], records.column("first_seen").filter(which))
            _add_days(self.went[state], records.column("last_seen").filter(which))


def overview(release: Release) -> Overview:
    """Return what the records of a release are. Raises DamagedRelease."""
    found = _Pass()
    for piece in pieces(release, "records", _COLUMNS):
        if len(piece):
            found.add(piece)
    return Overview(
        found.counts,
        _spread(found.questions, QUESTION_LENGTHS),
        _spread(found.answers, ANSWER_LENGTHS),
        over_time(found.came, found.went),
        found.undated,
    )


def _add_values(counter: Counter[str], values: pa.ChunkedArray) -> None:
    for item in values.value_counts().to_pylist():
        counter[item["values"]] += item["counts"]


def _add_days(counter: Counter[int], times: pa.ChunkedArray) -> None:
    for item in pc.floor_temporal(times, unit="day").cast(pa.date32()).cast(pa.int32()).value_counts().to_pylist():
        counter[item["values"]] += item["counts"]


def _lengths(texts: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(pc.utf8_length(texts).to_numpy(), dtype=np.int32)


def _spread(parts: Sequence[np.ndarray], ends: Sequence[int]) -> Lengths:
    """The lengths of all texts, in columns that end at some of them."""
    lengths = np.concatenate(parts) if parts else np.zeros(0, np.int32)
    counts = np.bincount(np.searchsorted(ends, lengths), minlength=len(ends) + 1)
    labels = [f"to {end:,}" for end in ends] + [f"over {ends[-1]:,}"]
    columns = [Column(label, (int(count),)) for label, count in zip(labels, counts, strict=True)]
    return Lengths(int(np.median(lengths)) if len(lengths) else 0, int(lengths.max(initial=0)), columns)


def over_time(came: Sequence[Counter[int]], went: Sequence[Counter[int]]) -> list[Column]:
    """Return how many records there were at the end of each period, by what they are now and when they came and went.

    One that was superseded or dropped counts as current until the end of the period in which it was last seen.

    >>> came, none = Counter({20454: 1}), Counter()
    >>> [(column.label, column.parts) for column in over_time([came, came, none], [none, came, none])]
    [('2026-01-01', (2, 0, 0)), ('now', (1, 1, 0))]
    """
    days = sorted({day for counter in (*came, *went) for day in counter})
    if not days:
        return []
    every = range(days[0], days[-1] + 1)
    named = ({day: _written(day, form) for day in every} for form in _PERIODS)
    periods = next((names for names in named if len(set(names.values())) <= _MOST_PERIODS), _by_year(every))
    columns, totals, left = [], [0, 0, 0], [0, 0, 0]
    for label, group in groupby(every, key=periods.__getitem__):
        now = list(group)
        for state in (CURRENT, SUPERSEDED, GONE):
            totals[state] += sum(came[state][day] for day in now)
        current = sum(totals) - left[SUPERSEDED] - left[GONE]
        columns.append(Column(label, (current, left[SUPERSEDED], left[GONE])))
        for state in (SUPERSEDED, GONE):
            left[state] += sum(went[state][day] for day in now)
    return [*columns[-_MOST_PERIODS:], *_today(totals)]


def _today(totals: Sequence[int]) -> list[Column]:
    """What holds now, where it is not what held at the end of the last period."""
    return [Column("now", tuple(totals))] if totals[SUPERSEDED] or totals[GONE] else []


def _written(day: int, form: str) -> str:
    return f"{_EPOCH + timedelta(days=day):{form}}"


def _by_year(days: Iterable[int]) -> dict[int, str]:
    return {day: _written(day, _PERIODS[-1]) for day in days}
