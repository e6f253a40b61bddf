"""The page itself: what a release holds, put into the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Template

from ...release.versions import Release
from ...schema.counts import Counts
from ...schema.dataset import Dataset
from ...schema.rows import Row
from ...schema.tables import tables_in
from ...text.word_changes import Piece, word_changes
from ..conflicts import Conflict, conflicts_of
from ..hosts import held, hosts
from ..pages.charts import Bar, Column, Drawn, Segment, drawn, segments, ticks
from ..pages.environment import OwnText, data_for_script, environment, plain, policy, shortened, style
from .duplicates import Duplicates, duplicates
from .funnel import funnel, rejections
from .news import news
from .overview import Overview, overview
from .pieces import rows_of
from .sample import past_ids, sample
from .yields import yields

REPORT = "report.html"
_FOLDER = Path(__file__).parent
_MOST_BARS = 12  # of a chart, chosen: the table behind it has no more; what is left is one bar
_OF_WORDS = ("question_type", "answer_type")
"""The columns that hold a word of ours."""
_MOST_CONFLICTS = 6
_MOST_PAST = 20  # records of the past that are in every sample, chosen
_LONGEST = 600  # characters of a text in an example, chosen
_LONGEST_NAME = 120
_CONCENTRATED = 10


class Chart(NamedTuple):
    """Bars, and what they are shares of."""

    drawn: list[Drawn]
    total: int
    said: str


class Time(NamedTuple):
    """Columns, and where they stand."""

    columns: list[Column]
    segments: list[Segment]
    ticks: list[tuple[float, str]]
    said: str


class Beside(NamedTuple):
    """Two texts side by side."""

    row: Row
    kept: Row
    question: list[Piece]
    answer: list[Piece]


def write_report(release: Release, previous: Release | None, raw: Sequence[Path | str], back: str = "") -> str:
    """Return the report of a release as the text of one HTML file.

    The same release, the same one before it and the same raw pages give the same text. Without `previous` examples of
    what changed are missing, and without raw pages the lines that records were read from. `back` is where its top leads
    to, for a report that is a page of a site. Raises DamagedRelease.
    """
    script, own_style = _script(), style() + (_FOLDER / "report.css").read_text(encoding="utf-8")
    facts = _facts(release, previous, raw)
    given = {"policy": policy([own_style], [script]), "style": OwnText(own_style), "script": OwnText(script)}
    return _template().render(given, back=back, **facts)


@cache
def _template() -> Template:
    """Return the template; to compile it takes longer than to fill it for a small release."""
    return environment(_FOLDER).get_template("report.html")


@cache
def _script() -> str:
    return (_FOLDER / "report.js").read_text(encoding="utf-8")


def _facts(release: Release, previous: Release | None, raw: Sequence[Path | str]) -> dict[str, Any]:
    manifest = release.manifest
    counts = Counts.of(manifest)
    rejected = rejections(release)
    merged = duplicates(release)
    gave = yields(release)
    seen = overview(release)
    conflicts = _conflicts(release)
    examples = _beside(release, merged)
    named = [*(example.row["kept_id"] for example in examples), *_ids(conflicts), *past_ids(release, _MOST_PAST)]
    shown = sample(release, named, raw)
    return {
        "manifest": manifest,
        "title": manifest.settings.get("dataset.title") or manifest.name,
        "counts": counts,
        "steps": funnel(counts, rejected, merged.methods, gave.containers),
        "rejected": rejected,
        "yields": gave,
        "overview": seen,
        "charts": _charts(seen),
        "times": _times(seen, merged),
        "domains": len(seen.counts["source_domain"]),
        "concentration": sum(count for _, count in seen.counts["source_domain"].most_common(_CONCENTRATED)),
        "duplicates": merged,
        "examples": examples,
        "conflicts": [(conflict, *_changes_of(conflict)) for conflict in conflicts],
        "news": news(release, previous),
        "sample": shown,
        "shown_ids": {record["id"] for record in shown.records},
        "data": data_for_script(shown.records),
        "all_hosts": len(hosts(release)),
        "contact": Dataset.of(manifest.settings).contact,
        "held": held(release),
    }


def _ids(conflicts: Sequence[Conflict]) -> list[str]:
    return [answer.id for conflict in conflicts for answer in conflict.answers]


def _charts(seen: Overview) -> dict[str, Chart]:
    return {name: _chart(_named(counter) if name in _OF_WORDS else counter) for name, counter in seen.counts.items()}


def _named(counter: Counter[str]) -> Counter[str]:
    """The counts of a column of words, by what pages call them."""
    return Counter({plain(word): count for word, count in counter.items()})


def _chart(counter: Counter[str]) -> Chart:
    """The most frequent values, and all others in one bar."""
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    shown = ordered if len(ordered) <= _MOST_BARS + 1 else ordered[:_MOST_BARS]
    bars = [Bar(shortened(name, _LONGEST_NAME), count) for name, count in shown]
    if rest := ordered[len(shown) :]:
        bars.append(Bar(f"{len(rest):,} others", sum(count for _, count in rest), is_rest=True))
    said = ", ".join(f"{bar.label} {bar.value:,}" for bar in bars[:5])
    return Chart(drawn(bars), counter.total(), f"The most frequent: {said}." if bars else "None.")


def _times(seen: Overview, merged: Duplicates) -> dict[str, Time]:
    columns = {
        "questions": seen.questions.columns,
        "answers": seen.answers.columns,
        "over_time": seen.over_time,
        "sizes": merged.sizes,
    }
    return {name: _time(found) for name, found in columns.items()}


def _time(columns: list[Column]) -> Time:
    said = ", ".join(f"{column.label}: {sum(column.parts):,}" for column in columns)
    return Time(columns, segments(columns), ticks(columns), f"{said}." if columns else "None.")


def _conflicts(release: Release) -> list[Conflict]:
    """The first conflicts, those of current answers before the others."""
    if "conflicts" not in tables_in(release.manifest.schema_version, release.manifest.content):
        return []
    found: list[Conflict] = []
    for relation in ("sources_disagree", "later_version"):
        if release.manifest.counts.get(relation):
            found += _first(conflicts_of(release, relation), _MOST_CONFLICTS - len(found))
    return found


def _first(conflicts: Any, most: int) -> list[Conflict]:
    return [conflict for _, conflict in zip(range(most), conflicts, strict=False)]


def _changes_of(conflict: Conflict) -> tuple[list[Piece], list[str]]:
    one, other = (shortened(given.answer, _LONGEST) for given in conflict.answers)
    return word_changes(one, other), [", ".join(given.sources[:3]) for given in conflict.answers]


def _beside(release: Release, merged: Duplicates) -> list[Beside]:
    """Examples of merged pairs beside the records that were kept."""
    columns = ["id", "question", "answer", "source"]
    kept = {
        row["id"]: row
        for row in rows_of(release, "records", columns, "id", {row["kept_id"] for row in merged.examples})
    }
    return [_pair(row, kept[row["kept_id"]]) for row in merged.examples if row["kept_id"] in kept]


def _pair(row: Row, kept: Row) -> Beside:
    question, answer = (
        word_changes(shortened(kept[name], _LONGEST), shortened(row[name], _LONGEST)) for name in ("question", "answer")
    )
    return Beside(row, kept, question, answer)
