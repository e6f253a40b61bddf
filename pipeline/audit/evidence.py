"""Whether the raw pages of a release still give its pairs and their sources at its locators."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..engine import Progress
from ..engine.worker import Job
from ..parse.locators import NothingThere
from ..parse.page import Page
from ..parse.rights import licences_at
from ..release.read import columns_in, read_table
from ..release.versions import Release
from ..schema.rows import Row
from ..schema.tables import key_column
from ..text.clean import clean, clean_line
from ..text.fingerprint import fingerprint, pair_id
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.masks import mask
from ..validate.personal_data.treat import names_somebody
from ..web.licences import parted
from .checks import Problem, run_all
from .own_words import OwnIds
from .reread import Source, pii_of, reread_document, resolve, source_at, takedown_at
from .rights import says_rights

_AT_ONCE = 500  # sightings that a worker looks up at a time, and those of their last page; chosen: about a second
_DOCUMENT = ["sha256", "path", "url", "media_type", "encoding", "encoding_from", "reader"]
_SIGHTING = ["id", "document", "locator", "source", "source_url"]


class Reread(NamedTuple):
    """What reading pages again has shown."""

    problems: list[Problem]
    read: int
    """How many locators were read again."""
    missing: list[str]
    """The pages with evidence that are not there as they were read."""


def reread(release: Release, raw: Sequence[Path], workers: int, progress: Progress) -> Reread:
    """Read each locator of a release again, document by document. Raises WorkerDied."""
    found: list[Reread] = run_all("locators", _Slices(release, raw), workers, progress)
    problems = [problem for part in found for problem in part.problems]
    missing = sorted(path for part in found for path in part.missing)
    return Reread(problems, sum(part.read for part in found), missing)


class _Slices(Sequence[Job]):
    """The sightings of a release, those of some documents a job; the rows of a job are made when it starts."""

    def __init__(self, release: Release, raw: Sequence[Path]) -> None:
        self._raw = raw
        self._pii = pii_of(release)
        self._key = key_column(release.manifest.schema_version)
        self._documents = _ordered(release, "documents", [*{self._key, *_DOCUMENT}, "rights"], self._key)
        self._sightings = _ordered(release, "sightings", [*_SIGHTING, "takedown_url", "licence"], "document")
        self._merged = _ordered(release, "merged", ["id", "document", "locator"], "document")
        self._stops = _stops(self._sightings.column("document"))

    def __len__(self) -> int:
        return len(self._stops)

    def __getitem__(self, number: Any) -> Any:
        start = self._stops[number - 1] if number else 0
        sightings = self._sightings.slice(start, self._stops[number] - start)
        keys = str(sightings.column("document")[0]), str(sightings.column("document")[-1])
        documents = _between(self._documents, self._key, *keys).to_pylist()
        merged = _between(self._merged, "document", *keys).to_pylist()
        return Job(_reread_slice, (self._raw, self._key, documents, sightings.to_pylist(), merged, self._pii))


def _ordered(release: Release, table: str, columns: list[str], by: str) -> pa.Table:
    there = columns_in(release, table).names
    return read_table(release, table, [name for name in columns if name in there]).sort_by(by)


def _stops(documents: pa.ChunkedArray) -> list[int]:
    """Where the slices of an ordered column end: each holds all sightings of its documents."""
    stops = [0]
    for end in pc.run_end_encode(documents.combine_chunks()).run_ends.to_pylist():
        if end - stops[-1] >= _AT_ONCE or end == len(documents):
            stops.append(end)
    return stops[1:]


def _between(table: pa.Table, column: str, first: str, last: str) -> pa.Table:
    """The rows of a table ordered by a column with `first <= column <= last`."""
    values, rows = table.column(column), range(table.num_rows)
    start = bisect_left(rows, first, key=lambda row: str(values[row]))
    return table.slice(start, bisect_right(rows, last, key=lambda row: str(values[row])) - start)


# --- in a worker process ------------------------------------------------------------------------


def _reread_slice(
    raw: Sequence[Path], key: str, documents: list[Row], sightings: list[Row], merged: list[Row], pii: str
) -> Reread:
    """Find the sightings whose locator no longer gives the pair of their id, or another source."""
    rows = {name: list(group) for name, group in groupby(documents, itemgetter(key))}
    own_ids = OwnIds(merged)
    problems: list[Problem] = []
    missing: list[str] = []
    read = 0
    for name, group in groupby(sightings, itemgetter("document")):
        found = [page for page in (reread_document(raw, row) for row in rows.get(name, [])) if page is not None]
        if name not in rows:
            problems.append(Problem("sightings.parquet", f"{name} is no document of this release"))
        elif not found:
            missing += [row["path"] for row in rows[name]]
        else:
            seen = list(group)
            read += len(seen)
            problems += _wrong_locators(rows[name], found, seen, own_ids, pii)
    return Reread(problems, read, missing)


def _wrong_locators(
    documents: Sequence[Row], found: Sequence[object], sightings: Iterable[Row], own_ids: OwnIds, pii: str
) -> Iterator[Problem]:
    """Yield what the pages of one document do not say any more."""
    pages = [page for page in found if isinstance(page, Page)]
    are_all_there = len(found) == len(documents)
    lines = documents[0].get("rights")
    if lines and pii == Treatment.FLAG and not any(says_rights(page, lines) for page in pages):
        yield Problem(documents[0]["path"], "does not say of its reuse what the column rights has")
    for row in sightings:
        if not any(holds(page, row["locator"], own_ids.of(row), pii) for page in pages[:1]):
            yield Problem(documents[0]["path"], f"{row['locator']} does not give the pair {row['id']}")
        elif pii == Treatment.FLAG and row.get("takedown_url") and not any(_takes_down(page, row) for page in pages):
            yield Problem(documents[0]["path"], f"{row['locator']} does not give the address {row['takedown_url']}")
        elif pii == Treatment.FLAG and "licence" in row and not any(_is_licensed(page, row) for page in pages):
            yield Problem(documents[0]["path"], f"{row['locator']} does not give the licence {row['licence']}")
        elif are_all_there and not _gives_source(pages, row, pii):
            yield Problem(documents[0]["path"], f"{row['locator']} does not give the source {row['source']}")


def holds(page: Page, locator: str, id: str, pii: str) -> bool:
    """Whether a page has, at a locator, the pair of an id."""
    try:
        question, answer = resolve(page, locator)
    except NothingThere:
        return False
    words = clean_line(question), clean(answer)
    return pair_id(*map(fingerprint, words if pii == Treatment.FLAG else mask(*words))) == id


def _takes_down(page: Page, row: Row) -> bool:
    return takedown_at(page, row["locator"]) == str(row["takedown_url"])


def _is_licensed(page: Page, row: Row) -> bool:
    """Whether a page names the licences of a sighting; it may name that of a site that was taken down besides."""
    return {*parted(row["licence"])} <= {*parted(licences_at(page, row["locator"]))}


def _gives_source(pages: Sequence[Page], row: Row, pii: str) -> bool:
    """Whether a page has the source of a sighting; in schema version 1, several pages have one name.

    An address with personal data was not released, and with it not where the page lives.
    """
    found = [source_at(page, row["locator"]) for page in pages]
    if pii != Treatment.FLAG:
        found = [None if source and not source.host else _released(source) for source in found]
    return any(source in (None, (row["source"], row["source_url"])) for source in found)


def _released(source: Source | None) -> Source | None:
    return source._replace(url=None) if source and source.url and names_somebody(source.url) else source
