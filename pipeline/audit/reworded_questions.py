"""Which questions a page asks in other words later, with nearly the same answer or at the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..release.read import read_table
from ..release.reworded import PLACES, TEXTS, Rows, find_reworded
from ..release.versions import Release
from ..schema.tables import rows_to_table
from .pages_over_time import Pages, states_of

_Row = Mapping[str, Any]


def reworded_questions(release: Release, questions: Iterable[str]) -> tuple[set[str], dict[str, str]]:
    """Return all questions (their ids) that some became or came from, and the later record of each reworded one.

    Whichever question of a chain is asked for, the whole chain is found: of two states of a page that follow each
    other, it is what the earlier one alone asks and the later one alone, matched as `qamill diff` matches records.
    """
    found, coming = set(questions), set(questions)
    links: dict[str, str] = {}
    while coming:
        chain = _links_from(release, coming)
        links |= {old["id"]: new["id"] for old, new in chain}
        coming = {row["question_id"] for pair in chain for row in pair} - found
        found |= coming
    return found, links


def _links_from(release: Release, questions: set[str]) -> list[tuple[_Row, _Row]]:
    """The records, with those that they became, of which one is an answer to some questions; the earlier ones first."""
    pages = _pages_of(release, questions)
    if not pages:
        return []
    documents = [key for states in pages.values() for state in states for key in state.documents]
    sightings = read_table(release, "sightings", ["id", "document", "locator"], pc.field("document").isin(documents))
    records = read_table(release, "records", TEXTS.names, pc.field("id").isin(sightings.column("id").unique()))
    texts = {row["id"]: row for row in records.to_pylist()}
    shown: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in sightings.to_pylist():
        shown[row["document"]].append(row)
    steps = sorted(
        (after.time, page, _seen(before.documents, shown), _seen(after.documents, shown))
        for page, states in pages.items()
        for before, after in pairwise(states)
    )
    pairs = (pair for _, page, before, after in steps for pair in _reworded(page, before, after, texts))
    return [pair for pair in pairs if any(row["question_id"] in questions for row in pair)]


def _pages_of(release: Release, questions: set[str]) -> Pages:
    """The states of the pages that answer some questions, of those that have several."""
    asked = pc.field("question_id").isin(pa.array([*questions], pa.string()))
    ids = read_table(release, "records", ["id"], asked).column("id")
    seen = read_table(release, "sightings", ["page_url"], pc.field("id").isin(ids.unique()))
    pages = states_of(release, seen.column("page_url").drop_null().unique().to_pylist())
    return {page: states for page, states in pages.items() if len(states) > 1}


def _seen(documents: Iterable[str], shown: Mapping[str, list[_Row]]) -> list[_Row]:
    return [row for document in documents for row in shown.get(document, ())]


def _reworded(
    page: str, before: Sequence[_Row], after: Sequence[_Row], texts: Mapping[str, _Row]
) -> Iterator[tuple[_Row, _Row]]:
    """What only one of two states of a page asks, where the other asks it in other words."""
    asked = [{texts[row["id"]]["question_id"] for row in rows} for rows in (before, after)]
    lost = [row for row in before if texts[row["id"]]["question_id"] not in asked[1]]
    new = [row for row in after if texts[row["id"]]["question_id"] not in asked[0]]
    found = find_reworded(_rows(page, lost, texts), _rows(page, new, texts)) if lost and new else {}
    for old, later in sorted(found.items()):
        yield texts[old], texts[later]


def _rows(page: str, seen: Iterable[_Row], texts: Mapping[str, _Row]) -> Rows:
    places = [{"id": row["id"], "path": None, "page_url": page, "locator": row["locator"]} for row in seen]
    ids = dict.fromkeys(place["id"] for place in places)
    return Rows(rows_to_table([texts[id] for id in ids], TEXTS), rows_to_table(places, PLACES))
