"""The records that a report shows in full, each with its evidence."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow.compute as pc

from ...release.removals import removals
from ...release.versions import Release
from ...schema import GONE
from ...schema.rows import LATER_VERSION, Row
from ...schema.tables import DOCUMENTS, MERGED, RECORDS
from ...takedown.beside import read_takedowns
from ...text.word_changes import word_changes
from ..pages.environment import day, plain, shortened, web_link
from ..reread import pii_of
from .at_hand import at_hand
from .pieces import pieces, rows_of
from .snippets import Asked, Shown, snippets

if TYPE_CHECKING:
    from ...takedown.screen import Screen

ALL = 250  # records that are all shown, chosen: reading their pages again takes some two seconds
DRAWN = 150  # of more records, chosen
_MOST_BYTES = 1_000_000  # of all of them, chosen: with the rest of the page below 1.5 MB
_LONGEST_ANSWER = 3_000
_LONGEST_QUESTION = 1_000
_LONGEST_OTHER = 1_200  # characters of another answer or wording
_LONGEST_NAME = 300
_MOST_SIGHTINGS, _MOST_MERGED, _MOST_CONFLICTS, _MOST_ANSWERS = 5, 5, 5, 8
_SIGHTING = ["id", "document", "path", "page_url", "locator", "format", "retrieved_at", "page_date"]
_CONFLICT = ["id", "other_id", "relation", "differs", "word", "other_word"]
_ANSWER = ["id", "question_id", "answer", "flags", "first_seen", "last_seen", "superseded_by"]


class Sample(NamedTuple):
    """Records with their evidence."""

    records: list[dict[str, Any]]
    """For the page's script."""
    is_all: bool
    drawn: int
    """How many were drawn by their ids."""
    snippets: int
    """How many have the lines of their page."""


class _About(NamedTuple):
    """What a release says of the records of a sample."""

    sightings: dict[str, list[Row]]
    times: Counter[str]
    merged: dict[str, list[Row]]
    conflicts: dict[str, list[Row]]
    answers: dict[str, list[Row]]
    """By `question_id`, all its answers."""
    lines: dict[str, list[Shown]]
    """By the id of a record, those of its page."""


def choose_ids(release: Release, named: Iterable[str]) -> tuple[list[str], int]:
    """Return the ids of a sample, and how many were drawn: all records, or the first by id and those that are named.

    Ids are hashes, so the first ones are as good as drawn by lot.
    """
    records = release.manifest.counts["records"]
    found: list[str] = []
    for piece in pieces(release, "records", ["id"]):
        found += piece.column("id")[: (ALL if records <= ALL else DRAWN) - len(found)].to_pylist()
        if len(found) >= min(records, DRAWN if records > ALL else ALL):
            break
    return list(dict.fromkeys([*found, *named])), len(found)


def sample(release: Release, named: Collection[str], raw: Sequence[Path | str]) -> Sample:
    """Return the records that a report shows: all, or a sample, as many as fit. Raises DamagedRelease."""
    ids, drawn = choose_ids(release, named)
    records = {row["id"]: row for row in rows_of(release, "records", RECORDS.names, "id", ids)}
    about, documents = _about(release, records)
    with at_hand(raw, sorted({row["path"] for row in documents.values()})) as folders:
        there = [id for id in ids if about.sightings.get(id)]
        lines = snippets(folders, documents, [_asked(records[id], about) for id in there], pii_of(release))
    screen = read_takedowns(raw).screen() if any(lines) else None
    about.lines.update({id: shown for id, shown in zip(there, lines, strict=True) if not _holds(screen, shown)})
    found = _as_many_as_fit(ids, records, about)
    is_all = len(found) == release.manifest.counts["records"]
    with_lines = sum(any(place["lines"] for place in shown["seen"]) for shown in found)
    return Sample(sorted(found, key=lambda shown: shown["id"]), is_all, min(drawn, len(found)), with_lines)


def _holds(screen: Screen | None, lines: Iterable[Shown]) -> bool:
    """Whether lines of a page, where other pairs may stand beside, hold something that was taken down."""
    return screen is not None and any(screen.text("".join(text for _, text in line.parts)) for line in lines)


def _asked(record: Row, about: _About) -> Asked:
    """The first place of a record, in its own words."""
    sighting = about.sightings[record["id"]][0]
    own = _own_words(sighting, record, about)
    return Asked(str(sighting["document"]), sighting["locator"], own["question"], own["answer"])


def _as_many_as_fit(ids: Sequence[str], records: dict[str, Row], about: _About) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    left = _MOST_BYTES
    for id in ids:
        if id not in records:
            continue
        shown = _shown(records[id], about)
        left -= _size(shown)
        if left < 0:
            break
        found.append(shown)
    return found


def _size(shown: dict[str, Any]) -> int:
    """The bytes of a record in the page, where `<`, `>` and `&` take six each."""
    text = json.dumps(shown, ensure_ascii=False)
    return len(text.encode()) + 5 * sum(map(text.count, "<>&"))


def _about(release: Release, records: dict[str, Row]) -> tuple[_About, dict[str, Row]]:
    """What is said of some records, and the documents that their lines are on."""
    conflicts = _conflicts(release, records)
    others = {row[name] for rows in conflicts.values() for row in rows for name in ("id", "other_id")}
    questions = _questions(records, conflicts)
    answers = _grouped(rows_of(release, "records", _ANSWER, "question_id", questions, _MOST_ANSWERS), "question_id")
    missing = others - {row["id"] for rows in answers.values() for row in rows}
    for row in rows_of(release, "records", _ANSWER, "id", missing):
        answers[row["question_id"]].append(row)
    sightings, times = _sightings(release, records)
    documents = {row["document"] for rows in sightings.values() for row in rows[:1]}
    documents -= {*removals(release, ["document"]).column("document").to_pylist()}  # other lines may be left of it
    rows = {row["key"]: row for row in rows_of(release, "documents", DOCUMENTS.names, "key", documents)}
    merged = rows_of(release, "merged", MERGED.names, "kept_id", records)
    return _About(sightings, times, _grouped(merged, "kept_id"), conflicts, answers, {}), rows


def _grouped(rows: Iterable[Row], by: str) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[by]].append(row)
    return found


def _questions(records: dict[str, Row], conflicts: dict[str, list[Row]]) -> set[str]:
    """The questions of a sample whose other answers may be shown: those with a date or a conflict."""
    return {row["question_id"] for row in records.values() if row["first_seen"] or row["id"] in conflicts}


def _is_gone(row: Row) -> bool:
    return GONE in row["flags"].split()


def _conflicts(release: Release, records: Collection[str]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for name in ("id", "other_id"):
        for row in rows_of(release, "conflicts", _CONFLICT, name, records, _MOST_CONFLICTS):
            found[row[name]].append(row)
    return dict(found)


def _sightings(release: Release, records: Collection[str]) -> tuple[dict[str, list[Row]], Counter[str]]:
    """The first sightings of some records, and how many each has."""
    times: Counter[str] = Counter()
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows_of(release, "sightings", _SIGHTING, "id", records):
        times[row["id"]] += 1
        if len(found[row["id"]]) < _MOST_SIGHTINGS:
            found[row["id"]].append(row)
    return found, times


def status(row: Row) -> str:
    """Return whether a record is current, superseded or gone."""
    return "superseded" if row["superseded_by"] else "gone" if _is_gone(row) else "current"


def _shown(record: Row, about: _About) -> dict[str, Any]:
    id = record["id"]
    seen = about.sightings.get(id, [])
    merged = about.merged.get(id, [])
    return {
        "id": id,
        "q": shortened(record["question"], _LONGEST_QUESTION),
        "a": shortened(record["answer"], _LONGEST_ANSWER),
        "more": max(0, len(record["answer"]) - _LONGEST_ANSWER),
        "source": shortened(record["source"], _LONGEST_NAME),
        "domain": shortened(record["source_domain"], _LONGEST_NAME),
        "cited": _link(record["source_url"]),
        "asks": plain(record["question_type"]),
        "form": plain(record["answer_type"]),
        "language": shortened(record["language"], _LONGEST_NAME),
        "flags": record["flags"].split(),
        "status": status(record),
        "first": day(record["first_seen"]),
        "last": day(record["last_seen"]),
        "by": record["superseded_by"],
        "edited": record["edited_from"],
        "seen": [_place(row, record, about, number == 0) for number, row in enumerate(seen)],
        "times": max(about.times[id], len(seen)),
        "merged": [_variant(row, record) for row in merged[:_MOST_MERGED]],
        "variants": len(merged),
        "conflicts": [_conflict(row, id, about) for row in about.conflicts.get(id, [])],
        "history": [_answer(row) for row in _history(record, about)],
    }


def _link(address: str | None) -> dict[str, str | None] | None:
    return {"text": shortened(address, _LONGEST_NAME), "href": web_link(address)} if address else None


def _place(row: Row, record: Row, about: _About, is_first: bool) -> dict[str, Any]:
    """Where a record was seen; of the first place the lines of the page."""
    lines = about.lines.get(record["id"], []) if is_first else []
    return {
        "path": shortened(row["path"] or row["document"], _LONGEST_NAME),
        "page": _link(row["page_url"]),
        "locator": shortened(row["locator"], _LONGEST_NAME),
        "format": row["format"],
        "date": day(row["retrieved_at"] or row["page_date"]),
        "lines": [_line(line) for line in lines],
    }


def _own_words(sighting: Row, record: Row, about: _About) -> Row:
    """What the page says at a place; another wording, where that was merged into the record."""
    place = sighting["path"], sighting["locator"]
    return next((row for row in about.merged.get(record["id"], []) if (row["path"], row["locator"]) == place), record)


def _line(line: Shown) -> list[Any]:
    return [line.number, line.parts]


def _variant(row: Row, record: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "method": row["method"],
        "alike": round(row["similarity"] or 0, 2),
        "differs": (row["differs"] or "").split(),
        "path": shortened(row["path"] or "", _LONGEST_NAME),
        "question": _changes(record["question"], row["question"]),
        "answer": _changes(record["answer"], row["answer"]),
    }


def _changes(before: str, after: str) -> list[list[str]]:
    """How one text differs from another, in pieces; nothing where both are the same."""
    if before == after:
        return []
    pieces = word_changes(shortened(before, _LONGEST_OTHER), shortened(after, _LONGEST_OTHER))
    return [[piece.kind, piece.text] for piece in pieces]


def _conflict(row: Row, id: str, about: _About) -> dict[str, Any]:
    is_first = row["id"] == id
    other = row["other_id"] if is_first else row["id"]
    words = (row["word"], row["other_word"]) if is_first else (row["other_word"], row["word"])
    answer = next((each["answer"] for rows in about.answers.values() for each in rows if each["id"] == other), "")
    return {
        "id": other,
        "relation": "later" if row["relation"] == LATER_VERSION else "sources",
        "differs": row["differs"],
        "words": [shortened(word, _LONGEST_NAME) for word in words],
        "answer": shortened(answer, _LONGEST_OTHER),
    }


def _history(record: Row, about: _About) -> list[Row]:
    """The answers to a record's question, the earliest first, where one of them is of the past."""
    answers = about.answers.get(record["question_id"], [])
    if len(answers) < 2 or all(status(row) == "current" for row in answers):
        return []
    return sorted(answers, key=lambda row: (row["first_seen"] is None, row["first_seen"], row["id"]))


def _answer(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "status": status(row),
        "first": day(row["first_seen"]),
        "last": day(row["last_seen"]),
        "answer": shortened(row["answer"], _LONGEST_OTHER),
    }


def past_ids(release: Release, most: int) -> list[str]:
    """Return the ids of the first records that are superseded or gone. Raises DamagedRelease."""
    found: list[str] = []
    for piece in pieces(release, "records", ["id", "flags", "superseded_by"]):
        is_past = pc.or_(
            pc.is_valid(piece.column("superseded_by")), pc.match_substring_regex(piece.column("flags"), rf"\b{GONE}\b")
        )
        found += piece.column("id").filter(is_past)[: most - len(found)].to_pylist()
        if len(found) >= most:
            break
    return found
