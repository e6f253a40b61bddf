"""The raw lines that a record was read from, and what was merged into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..arguments import as_list, check
from ..parse.locators import NothingThere
from ..parse.page import Page
from ..release.errors import DecidedAway, TakenDownId, UnknownId
from ..release.history import find_gone
from ..release.read import id_begins, read_columns
from ..release.removals import removal_of
from ..release.versions import Release, open_release
from ..schema.rows import Row
from ..schema.tables import key_column
from ..text.fingerprint import fingerprint
from .became import later_of, rows_of
from .completed import is_completed
from .decisions import decisions_about
from .hidden_lines import released_lines
from .reread import pii_of, reread_document, why_not_read
from .rights import evidence_of_rights
from .shown_lines import Line
from .source_lines import source_lines

_LEAST_PREFIX = 4  # hex digits of an id; chosen
_MOST_WORDS = 5  # shown of those that only one of two pairs has; chosen


class Evidence(NamedTuple):
    """One sighting with the raw lines around it."""

    sighting: Row
    path: str
    lines: list[Line]
    """The lines on which the pair stands; empty if the page is gone."""
    why_not_read: str = ""
    """Why the file of the page cannot be read, although it is there."""
    rights: Sequence[str] = ()
    """What the page, its response and its site say of its reuse, and where, in sentences."""

    @property
    def page_url(self) -> str | None:
        """The address of the page, where it is known."""
        address: str | None = self.sighting.get("page_url")
        return address


class Explanation(NamedTuple):
    """All that a release knows of one record."""

    version: str
    record: Row
    evidence: list[Evidence]
    merged: list[Row]
    later: Sequence[str] = ()
    """What took its place, since when no page gives it any more, or that it came back, in sentences."""
    decisions: Sequence[str] = ()
    """What people decided about it, in sentences."""
    gone: Sequence[str] = ()
    """Where it went, in sentences, if only an older release has it: then all of the above is of that one."""
    support: Sequence[Row] = ()
    """What the page that it cites says of its answer: its rows of the table `support`."""

    @property
    def is_completed(self) -> bool:
        """Whether its answer was cut, and is the full passage of the page that it cites."""
        return is_completed(self.record["flags"])

    def sentences(self) -> list[str]:
        """Return each merge in a sentence."""
        return [_sentence(row, self.record) for row in self.merged]


def explain(
    id: str, version: str = "latest", out: Path | str = "curated", raw: Path | str | Iterable[Path | str] = "raw"
) -> Explanation:
    """Return a record, its sightings with the raw lines around them, and what was merged into it.

    `raw` is the folder of the pages, or several.

    The first four or more digits of an id will do where only one record fits; the id of a merged
    pair leads to the record that was kept, and one that only an older release has to the record as it was.
    Raises UnknownVersion, DamagedRelease, UnknownId.
    """
    check(id=id, version=version, out=out, raw=as_list(raw))
    release = open_release(out, version)
    folders = [*map(Path, as_list(raw))]
    try:
        return _explained(release, whole_id(release, id.lower()), folders)
    except UnknownId as error:
        if removal := removal_of(release, id.lower()):
            raise TakenDownId(removal.id, release.version, removal.sentence(release.version)) from error
        decided = [] if error.is_ambiguous else decisions_about(release, id.lower())
        gone = None if error.is_ambiguous else find_gone(Path(out), release, id.lower())
        if gone is None and decided:
            raise DecidedAway(id, release.version, decided) from error
        if gone is None:
            raise
    return _explained(gone.last, gone.id, folders)._replace(gone=[*decided, *gone.steps])


def _explained(release: Release, whole: str, raw: Sequence[Path]) -> Explanation:
    record = rows_of(release, "records", "id", whole)[0]
    merged = rows_of(release, "merged", "kept_id", whole)
    seen = rows_of(release, "sightings", "id", whole)
    documents = _documents_of(release, seen)
    pii = pii_of(release)
    found = [_evidence(row, document, raw) for row, document in zip(seen, documents, strict=True)]
    evidence = [
        each._replace(lines=released_lines(each.lines, pii, record["question"], record["answer"])) for each in found
    ]
    decided = decisions_about(release, whole)
    support = rows_of(release, "support", "id", whole) if "support" in release.manifest.content else []
    later = later_of(release, record, seen)
    return Explanation(release.version, record, evidence, merged, later, decided, support=support)


def whole_id(release: Release, start: str) -> str:
    """Return the one id of a record, or of what a merged pair was merged into, that begins so. Raises UnknownId."""
    is_ambiguous = len(start) < _LEAST_PREFIX or any(digit not in "0123456789abcdef" for digit in start)
    if not is_ambiguous:
        for table, kept in (("records", "id"), ("merged", "kept_id")):
            found = read_columns(release, table, list({"id", kept}), id_begins(start)).column(kept).unique()
            if len(found) == 1:
                return str(found[0])
            is_ambiguous = is_ambiguous or len(found) > 1
    raise UnknownId(start, release.version, is_ambiguous)


def _documents_of(release: Release, sightings: list[Row]) -> list[Row | None]:
    """The row of `documents` of each sighting; None where the release has none.

    In schema version 1, documents with the same bytes had one name: each sighting takes the next of its time.
    """
    key = key_column(release.manifest.schema_version)
    rows = {name: rows_of(release, "documents", key, name) for name in {row["document"] for row in sightings}}
    times: Counter[tuple[Any, ...]] = Counter()
    found = []
    for sighting in sightings:
        place = sighting["document"], sighting["retrieved_at"], sighting["locator"]
        known = rows[sighting["document"]]
        fitting = [row for row in known if row["candidates"] and row["retrieved_at"] == sighting["retrieved_at"]]
        found.append(next(iter([*fitting[times[place] :], *known]), None))
        times[place] += 1
    return found


def _evidence(sighting: Row, document: Row | None, raw: Sequence[Path]) -> Evidence:
    if document is None:
        return Evidence(sighting, sighting.get("path", ""), [])
    page = reread_document(raw, document)
    known = page if isinstance(page, Page) else None
    rights = evidence_of_rights(document.get("rights"), document["path"], document.get("url"), known)
    why_not = why_not_read(raw, document["path"]) if page is None else ""
    return Evidence(sighting, document["path"], _lines_at(known, sighting["locator"]), why_not, rights)


def _lines_at(page: Page | None, locator: str) -> list[Line]:
    try:
        return source_lines(page, locator) if page else []
    except NothingThere:
        return []


def _sentence(row: Row, record: Row) -> str:
    share = f"{row['similarity']:.0%} the same"
    what = {
        "exact": "says the same word for word",
        "near": f"is {share}",
        "truncated": f"is a cut copy of it, {share}",
        "same_page": f"is another way in which a page says it, {share}",
        "review": f"was merged into it by a person, {share}",
        "edited": f"is what the page says; what a person made of it is {share}",
    }[row["method"]]
    columns = f"it differs in {', '.join(row['differs'].split())}" if row["differs"] else "nothing differs"
    place = row.get("path") or f"document {row['document'][:12]}"  # schema version 1 has no path
    return f"The pair at {row['locator']} of {place} {what} ({row['method']}); {columns}" + (
        f": {words}." if (words := _other_words(row, record)) else "."
    )


def _other_words(row: Row, record: Row) -> str:
    """The words that only one of two pairs has, the first few of them."""
    mine, kept = (Counter(fingerprint(f"{pair['question']}\n{pair['answer']}").split()) for pair in (row, record))
    found = {"has": [*(mine - kept)], "lacks": [*(kept - mine)]}
    return " and ".join(f"{verb} {_listed(words)}" for verb, words in found.items() if words)


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
    return ", ".join(f'"{word}"' for word in words[:_MOST_WORDS]) + more
