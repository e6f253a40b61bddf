"""Whether what a release says of licence and use follows from its evidence, and whether the pages still say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from ..parse.page import Page
from ..parse.rights import read_rights, rights_of
from ..release.read import columns_in, read_table
from ..release.rights import are_reserved
from ..release.versions import Release
from ..text.clean import unify_line_ends
from ..web.addresses import origin_of
from ..web.optout_words import ELSEWHERE, FIELDS, SIGNAL, Said
from ..web.optouts import SITE_FILES

_COUNTED = ("licensed", "reserved")


def wrong_rights(release: Release) -> Iterator[str]:
    """Yield the documents whose `licence` or `usage` is not what their `rights` say."""
    if "rights" not in columns_in(release, "documents").names:
        return
    said = pc.field("rights").is_valid() | pc.field("usage").is_valid() | pc.field("licence").is_valid()
    for row in read_table(release, "documents", ["key", "licence", "usage", "rights"], said).to_pylist():
        told = read_rights(row["rights"])
        if (row["licence"], row["usage"]) != (told.licence, told.usage):
            what = f"the licence {row['licence']} and the usage {row['usage']}"
            yield f"{row['key']} has {what}, its rights say otherwise"


def wrong_rights_of_records(release: Release) -> Iterator[str]:
    """Yield the records whose `licence` none of their pages names, or whose `usage` is not that of all of them."""
    if "usage" not in columns_in(release, "records").names:
        return
    named = {*_values(release, "sightings", "id", "licence")}
    licensed = _values(release, "records", "id", "licence")
    yield from (f"{id} has the licence {name} of none of its pages" for id, name in licensed if (id, name) not in named)
    stated = {id: {*words.split()} for id, words in _values(release, "records", "id", "usage")}
    said = _said_by_pages(release)
    wrong = (id for id in sorted({*stated, *said}) if stated.get(id) != said.get(id))
    yield from (f"{id} has not the usage of its pages" for id in wrong)


def _said_by_pages(release: Release) -> dict[str, set[str]]:
    """The words of `usage` of all pages that show a record, by its id."""
    usage = dict(_values(release, "documents", "key", "usage"))
    is_meant = pc.field("document").isin(pa.array([*usage], pa.string()))
    said: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_table(release, "sightings", ["id", "document"], is_meant).to_pylist():
        said[row["id"]] |= {*usage[row["document"]].split()}
    return said


def _values(release: Release, table: str, key: str, column: str) -> Iterator[tuple[str, str]]:
    """The keys and values of the rows of a table that have a value."""
    found = read_table(release, table, [key, column], pc.field(column).is_valid())
    return zip(*(each.to_pylist() for each in found.columns), strict=True)


def wrong_counts_of_rights(release: Release) -> Iterator[str]:
    """Compare how many records are licensed and reserved with what the manifest counts."""
    if "usage" not in columns_in(release, "records").names:
        return
    records = read_table(release, "records", ["licence", "usage"])
    found = {"licensed": pc.is_valid(records.column("licence")), "reserved": are_reserved(records.column("usage"))}
    for name in _COUNTED:
        number, stated = _true(found[name]), release.manifest.counts.get(name, 0)
        if stated and number != stated:
            yield f"{number} records are {name}, the manifest counts {stated}"


def _true(values: pa.ChunkedArray) -> int:
    return pc.sum(values).as_py() or 0


def says_rights(page: Page, lines: str) -> bool:
    """Whether a page and its response say what `rights` has of them; what was said elsewhere is not looked for."""
    told = {each for each in read_rights(lines).said if each.where not in ELSEWHERE}
    return told <= {*rights_of(page).said}


def evidence_of_rights(lines: str | None, path: str, url: str | None, page: Page | None) -> list[str]:
    """Return what is said of the reuse of a document, and where each statement was read, in sentences.

    Of a page that is not in raw/ any more, the lines are not known.
    """
    return [f"{said.where}: {said.words} ({_place(said, path, url, page)})" for said in read_rights(lines).said]


def _place(said: Said, path: str, url: str | None, page: Page | None) -> str:
    archive = path.rpartition("#")[0] or path
    if said.where == SIGNAL:
        return f"noted by qamill fetch in {archive}"
    if said.where in ELSEWHERE:
        file = next((file for file, name in SITE_FILES.items() if said.where.startswith((file, name))), "")
        return f"{origin_of(url or '')}{file} in {archive}"
    if said.where in (*FIELDS, "link"):
        return f"header field of the response in {archive}"
    line = _line_of(said, unify_line_ends(page.text)) if page else None
    return f"line {line} of the page" if line else "in the page"


def _line_of(said: Said, text: str) -> int | None:
    """The first line with the words, or the path of the address, of a statement; one that names it comes first."""
    hints = [said.words, urlsplit(said.words).path if "://" in said.words else ""]
    name = said.where.split()[-1].rpartition("=")[2]
    found = [
        (name not in line.lower(), number)
        for number, line in enumerate(map(unescape, text.split("\n")), 1)
        if any(hint in line for hint in hints if len(hint) > 1 or name in line.lower())
    ]
    return min(found)[1] if found else None
