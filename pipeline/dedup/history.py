"""What replaced what: which answers the newest states of pages no longer give, and which came in their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..release.page_states import NO_RECORD, States, as_times, codes_of, pages_of
from ..schema import GONE
from ..schema.rows import OutdatedRow
from ..schema.tables import OUTDATED, RECORDS, rows_to_table


def question_ids(sightings: pa.Table, records: pa.Table) -> pa.ChunkedArray:
    """Return the question of the record that each sighting is of: a merged pair may ask in slightly other words."""
    return records.column("question_id").take(pc.index_in(sightings.column("id"), value_set=records.column("id")))


def states_in_blocks(seen: pa.Table) -> States:
    """Return the states of pages as the blocks of some sightings show them, each block by itself.

    So what is decided about a block depends on nothing else. `seen` has the columns of SEEN.
    """
    pages = codes_of(pages_of(seen.column("page_url")))
    if any(seen.column(name).null_count < seen.num_rows for name in ("retrieved_at", "page_date")):
        blocks = codes_of(seen.column("block"))
        _, both = np.unique(blocks * (pages.max(initial=0) + 1) + pages, return_inverse=True)
        pages = np.where(pages < 0, -1, both)
    return States(seen, pages)


def find_outdated(answers: pa.Table) -> pa.Table:
    """Return the answers that pages gave and no longer give, a row for each page: the columns of OUTDATED.

    `answers` has the columns of ANSWERS, its addresses as `pages_of` has them; of each page it has all sightings or
    none. A later answer of the page to the same question takes the place of those before it; of several later ones it
    is that with the smallest id. What a state without a time shows may still be there. A state that shows NO_RECORD
    shows nothing else: the page was gone.
    """
    states = States(answers, codes_of(answers.column("page_url")))
    of_several = np.isin(states.pages, np.unique(states.pages[states.is_outdated]))
    rows = answers.append_column("time", as_times(states.times)).filter(pa.array(of_several))
    shown: defaultdict[str, list[_Answer]] = defaultdict(list)
    for row in rows.select(["page_url", *_Answer._fields]).to_pylist():
        shown[row.pop("page_url")].append(_Answer(**row))
    found = [row._asdict() for page, answers_on in shown.items() for row in _outdated_on(page, answers_on)]
    return rows_to_table(found, OUTDATED)


class _Answer(NamedTuple):
    """A record as one state of a page shows it."""

    question_id: str
    id: str
    time: datetime | None


def _outdated_on(page: str, shown: Sequence[_Answer]) -> Iterator[OutdatedRow]:
    newest = max(answer.time for answer in shown if answer.time)
    questions: defaultdict[str, list[_Answer]] = defaultdict(list)
    for answer in (each for each in shown if each.id != NO_RECORD):
        questions[answer.question_id].append(answer)
    for answers in questions.values():
        yield from _outdated_answers(page, answers, newest)


def _outdated_answers(page: str, answers: Sequence[_Answer], newest: datetime) -> Iterator[OutdatedRow]:
    """The answers of a page to one question that it no longer gives; `newest` is the time of its newest state."""
    answered_at = max((answer.time for answer in answers if answer.time), default=None)
    if answered_at is None:
        return
    last = {answer.id for answer in answers if answer.time == answered_at}
    may_be_there = {answer.id for answer in answers if answer.time is None}
    for id in {answer.id for answer in answers} - may_be_there:
        if id not in last:
            yield OutdatedRow(id, page, min(last), answered_at)
        elif answered_at < newest:
            yield OutdatedRow(id, page, None, answered_at)


def apply_outdated(records: pa.Table, sightings: pa.Table, outdated: pa.Table) -> pa.Table:
    """Return records with `superseded_by`, or the flag `gone`, where no page gives them any more.

    `sightings` has all sightings of the records. A record that one page gave last, before it dropped the question, is
    gone, although another page has replaced it. So what takes the place of a record was itself replaced by nothing.
    """
    if not outdated.num_rows:
        return records
    ends = _ends(sightings, outdated)
    gone = pa.array([id for id, superseded_by in ends.items() if superseded_by is None], pa.string())
    by = pc.index_in(records.column("id"), value_set=pa.array([*ends], pa.string()))
    superseded_by = pa.array([*ends.values()], pa.string()).take(by.combine_chunks())
    flags = _flagged(records.column("flags"), pc.is_in(records.column("id"), value_set=gone))
    for name, column in {"superseded_by": superseded_by, "flags": flags}.items():
        records = records.set_column(RECORDS.get_field_index(name), RECORDS.field(name), column)
    return records


def _ends(sightings: pa.Table, outdated: pa.Table) -> dict[str, str | None]:
    """What took the place of each record that no page gives any more; None where it is gone."""
    rows: defaultdict[str, list[OutdatedRow]] = defaultdict(list)
    for row in outdated.to_pylist():
        rows[row["id"]].append(OutdatedRow(**row))
    seen = sightings.filter(pc.is_in(sightings.column("id"), value_set=outdated.column("id")))
    shown = pa.table({"id": seen.column("id"), "page": pages_of(seen.column("page_url"))})
    places = shown.group_by(["id", "page"], use_threads=False).aggregate([])
    pages = Counter(places.column("id").to_pylist())
    return {id: _end(found) for id, found in rows.items() if len(found) == pages[id]}


def _end(outdated: Sequence[OutdatedRow]) -> str | None:
    if any(row.superseded_by is None for row in outdated):
        return None
    newest = max(row.answered_at for row in outdated)
    return min(row.superseded_by for row in outdated if row.superseded_by and row.answered_at == newest)


def _flagged(flags: pa.ChunkedArray, is_gone: pa.ChunkedArray) -> pa.ChunkedArray:
    words = [" ".join(sorted({*flags.split(), GONE})) for flags in flags.filter(is_gone).to_pylist()]
    return pc.replace_with_mask(flags.combine_chunks(), is_gone.combine_chunks(), pa.array(words, pa.string()))
