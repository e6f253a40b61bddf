"""Whether what a release says of licence and use follows from its evidence, and whether the pages still say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..parse.page import Page
from ..parse.rights import read_rights, rights_of
from ..release.read import columns_in, read_table
from ..release.rights import are_reserved
from ..release.versions import Release
from ..web.optouts import ELSEWHERE

Row = dict[str, Any]
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
