"""Where a record comes from, word for word, and what was merged into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import ingest
from pipeline.errors import UnknownId
from pipeline.locate import read_spans
from pipeline.pages import read_again
from pipeline.release import Release, open_release

_AROUND = 1  # lines shown before and after the evidence
_WIDEST = 400  # characters of one raw line that are shown
_LEAST_PREFIX = 4

Row = dict[str, Any]


class Evidence(NamedTuple):
    """One sighting with the raw lines around it."""

    sighting: Row
    path: str
    lines: list[tuple[int, str, bool]]
    """Line number from 1, the raw line, and whether it is part of the pair; empty if the page is gone."""


class Explanation(NamedTuple):
    """All that a release knows of one record."""

    version: str
    record: Row
    evidence: list[Evidence]
    merged: list[Row]

    def sentences(self) -> list[str]:
        """Return each merge in a sentence."""
        return [_sentence(row) for row in self.merged]


def explain(id: str, version: str = "latest", out: Path | str = "curated", raw: Path | str = "raw") -> Explanation:
    """Return a record, its sightings with the raw lines around them, and what was merged into it.

    The first four or more digits of an id will do where only one record fits; the id of a merged
    pair leads to the record that was kept. Raises UnknownVersion, UnknownId.
    """
    release = open_release(out, version)
    whole = _whole_id(release, id.lower())
    record = _rows(release, "records", "id", whole)[0]
    merged = _rows(release, "merged", "kept_id", whole)
    seen = _rows(release, "sightings", "id", whole)
    known = ingest.read_index(Path(raw) / ingest.INDEX)
    evidence = [_evidence(release, row, Path(raw), known) for row in seen]
    return Explanation(release.version, record, evidence, merged)


def _whole_id(release: Release, start: str) -> str:
    if len(start) >= _LEAST_PREFIX and all(digit in "0123456789abcdef" for digit in start):
        filters = [("id", ">=", start), ("id", "<", start + "g")]
        for table, column in (("records", "id"), ("merged", "kept_id")):
            names = pq.read_table(release.table(table), columns=[column], filters=filters).column(column)
            if len(names.unique()) == 1:
                return str(names[0])
    raise UnknownId(start, release.version)


def _rows(release: Release, table: str, column: str, value: str) -> list[Row]:
    rows: list[Row] = pq.read_table(release.table(table), filters=pc.field(column) == value).to_pylist()
    return rows


def _evidence(release: Release, sighting: Row, raw: Path, known: ingest.PageIndex) -> Evidence:
    documents = _rows(release, "documents", "sha256", sighting["document"])
    for document in documents:
        page = read_again(raw, document["path"], sighting["document"], known)
        if page:
            return Evidence(sighting, document["path"], _lines_around(page.text, sighting["locator"]))
    return Evidence(sighting, documents[0]["path"] if documents else "", [])


def _lines_around(text: str, locator: str) -> list[tuple[int, str, bool]]:
    spans = [span for part in read_spans(locator) for span in part]
    lines = []
    position = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = position + len(line) + 1
        lines.append((number, line.rstrip("\r"), any(position < stop and start < end for start, stop in spans)))
        position = end
    within = [i for i, (_, _, inside) in enumerate(lines) if inside]
    shown = lines[max(0, within[0] - _AROUND) : within[-1] + 1 + _AROUND] if within else []
    return [(number, line[:_WIDEST], inside) for number, line, inside in shown]


def _sentence(row: Row) -> str:
    differs = f"it differs in {', '.join(row['differs'].split())}" if row["differs"] else "nothing differs"
    what = "says the same word for word" if row["method"] == "exact" else f"is {row['similarity']:.0%} the same"
    return f"The pair at {row['locator']} of document {row['document'][:12]} {what} ({row['method']}); {differs}."
