"""The rows of a release that decisions change, from what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..dedup.merge import COMPARED
from ..dedup.near.match import measure_similarity
from ..schema import EDITED, Reason, Stage
from ..schema.rows import MergedRow, RejectedRow, Row
from ..web.hosts import registrable_domain
from .found import Found
from .resolve import Ending

BY_PERSON = "review"
"""The method of a pair that a person merged."""


class Rows(NamedTuple):
    """The rows that take the place of those about some records."""

    records: list[Row]
    merged: list[Row]
    sightings: list[Row]
    """Each with the `question_id` of its record, too."""
    rejected: list[Row]
    documents: Counter[str]
    """How many pairs of each document are rejected, by its key."""


def rows_of(endings: Sequence[Ending], found: Found) -> Rows:
    """Return the rows of the records that decisions leave, in place of all rows about the ones they were made of."""
    rows = Rows([], [], [], [], Counter())
    for ending in endings:
        if ending.is_rejected:
            rejected = [_rejected(pair, seen) for base in ending.bases for pair, seen in found.pairs(base)]
            rows.rejected.extend(rejected)
            rows.documents.update(row["document"] for row in rejected)
        else:
            sightings = [row for base in ending.bases for row in found.sightings[base]]
            record = {**ending.record, **(_counted(sightings) if len(ending.bases) > 1 else {})}
            ids = {"id": record["id"], "question_id": record["question_id"]}
            rows.records.append(record)
            rows.merged.extend(_merged(record, ending, found))
            rows.sightings.extend({**row, **ids} for row in sightings)
    return rows


def _rejected(pair: Row, seen: Row) -> Row:
    text = f"{pair['question']}\n\n{pair['answer']}"
    place = seen["document"], seen["path"], seen["page_url"]
    return RejectedRow(Reason.REJECTED_BY_PERSON, Stage.REVIEW, text, *place, seen["locator"])._asdict()


def _merged(record: Row, ending: Ending, found: Found) -> Iterator[Row]:
    """What is merged into a record: all pairs of the records that it was made of, but for its own."""
    for base in ending.bases:
        own, *others = found.pairs(base)
        is_first = base == ending.bases[0]
        if not is_first or ending.is_edited:
            yield _merged_row(record, own, EDITED if is_first else BY_PERSON)
        for pair, seen in others:
            is_same = pair["method"] != "exact" or pair["id"] == record["id"]
            yield _merged_row(record, (pair, seen), pair["method"] if is_same else EDITED if is_first else BY_PERSON)


def _merged_row(record: Row, own: tuple[Row, Row], method: str) -> Row:
    pair, seen = own
    words = {"question": pair["question"], "answer": pair["answer"]}
    cited = {**words, "source": seen["source"], "source_url": seen["source_url"], "page_url": seen["page_url"]}
    return MergedRow(
        id=pair["id"],
        **words,
        kept_id=record["id"],
        method=method,
        similarity=measure_similarity(**words, other_question=record["question"], other_answer=record["answer"]),
        differs=" ".join(name for name in COMPARED if (cited[name] or "") != (record[name] or "")),
        document=seen["document"],
        path=seen["path"],
        page_url=seen["page_url"],
        locator=seen["locator"],
    )._asdict()


def _counted(sightings: Sequence[Row]) -> Row:
    """What a record says of how often and when it was seen."""
    times = [row["retrieved_at"] for row in sightings if row["retrieved_at"]]
    return {
        "times_seen": len({row["document"] for row in sightings}),
        "sources_seen": len({registrable_domain(row["source"]) for row in sightings}),
        "first_seen": min(times, default=None),
        "last_seen": max(times, default=None),
    }
