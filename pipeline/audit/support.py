"""Whether a release's table `support` and its records agree, and whether the cited pages still show what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from ..engine import Progress
from ..engine.worker import Job
from ..parse.page import Page
from ..release.page_states import GONE_PAGES
from ..release.read import columns_in, read_table
from ..release.versions import Release
from ..run.shown import shown_text
from ..schema.rows import SUPPORT_STATES, Row
from ..validate.personal_data.treat import treat_text
from .checks import Problem, run_all
from .reread import pii_of, reread_document

TABLE = "support"


class Reread(NamedTuple):
    """What reading the cited pages again has shown."""

    problems: list[Problem]
    missing: list[str]
    """The cited pages that are not there as they were read."""


def wrong_support(release: Release) -> Iterator[str]:
    """Yield where the column `support` of the records does not say what the table of that name does."""
    if TABLE not in columns_in(release, "records").names:
        return
    records = read_table(release, "records", ["id", TABLE], pc.field(TABLE).is_valid())
    said = dict(zip(*(records.column(name).to_pylist() for name in ("id", TABLE)), strict=True))
    told = _whole_answers(release) if TABLE in release.manifest.content else {}
    for id in sorted(said.keys() | told.keys()):
        if said.get(id) != told.get(id):
            yield f"{id} has the support {said.get(id)}, the table support says {told.get(id)}"
    yield from _wrong_counts(release, Counter(said.values()))


def _wrong_counts(release: Release, found: Mapping[str, int]) -> Iterator[str]:
    """Compare how many records have each state with what the manifest counts, if it does."""
    stated = {state: release.manifest.counts.get(f"support_{state}", 0) for state in SUPPORT_STATES}
    for state, number in stated.items() if any(stated.values()) else ():
        if found.get(state, 0) != number:
            yield f"{found.get(state, 0)} records have the support {state}, the manifest counts {number}"


def _whole_answers(release: Release) -> dict[str, str]:
    rows = read_table(release, TABLE, ["id", "state"], pc.field("sentence") == 0)
    return dict(zip(rows.column("id").to_pylist(), rows.column("state").to_pylist(), strict=True))


def reread_support(release: Release, raw: Sequence[Path], workers: int, progress: Progress) -> Reread:
    """Read the cited pages again, where the release says what they show. Raises WorkerDied."""
    if TABLE not in release.manifest.content:
        return Reread([], [])
    columns = ["id", "document", "locator", "passage", "full_answer"]
    rows = read_table(release, TABLE, columns, pc.field("locator") != "").sort_by("document").to_pylist()
    if not rows:  # no page shows anything
        return Reread([], [])
    keys = sorted({row["document"] for row in rows})
    documents = {
        row["key"]: row for row in read_table(release, "documents", None, pc.field("key").isin(keys)).to_pylist()
    }
    pii = pii_of(release)
    jobs = [
        Job(_reread_page, (raw, documents.get(key), [*group], pii))
        for key, group in groupby(rows, itemgetter("document"))
    ]
    found: list[Reread] = run_all(TABLE, jobs, workers, progress) if jobs else []
    return Reread(
        [problem for part in found for problem in part.problems], [path for part in found for path in part.missing]
    )


def _reread_page(raw: Sequence[Path], document: Row | None, rows: Sequence[Row], pii: str) -> Reread:
    """In a worker: find the passages that a page does not show where it should."""
    if document is None:
        return Reread([Problem(f"{TABLE}.parquet", f"{rows[0]['document']} is no document of this release")], [])
    page = reread_document(raw, document)
    if page is None:
        return Reread([], [document["path"]])
    status = GONE_PAGES.get(document["boilerplate"])
    shown = shown_text(page) if isinstance(page, Page) else ""
    wrong = [row for row in rows if not (row["locator"] == f"gone={status}" if status else shows(shown, row, pii))]
    return Reread(
        [Problem(document["path"], f"{row['locator']} does not show the passage about {row['id']}") for row in wrong],
        [],
    )


def shows(shown: str, row: Row, pii: str) -> bool:
    """Whether the text that a page shows has the passage of a row of `support` where the row says."""
    start, _, end = str(row["locator"]).removeprefix("shown=").partition("-")
    if not (start.isdigit() and end.isdigit()):
        return False
    return treat_text(shown[int(start) : int(end)], pii) == str(row["passage"] or row["full_answer"])
