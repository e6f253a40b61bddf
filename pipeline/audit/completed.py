"""Whether the answers of a release that were completed are what its table `support` makes of what was read."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.compute as pc

from ..release.read import read_table
from ..release.versions import Release
from ..schema.nouns import COMPLETED
from ..schema.rows import Row
from ..schema.tables import COMPLETED_FLAG
from ..text.clean import clean
from ..text.fingerprint import fingerprint, pair_id
from .support import TABLE


def wrong_completed(release: Release) -> Iterator[str]:
    """Yield the completed records whose id is not that of what was read, or whose answer is not the full passage."""
    told = _full_answers(release)
    for record in _completed_records(release):
        whole = told.get(record["id"])
        if whole is None:
            yield f"{record['id']} was completed, and no row of support says from what"
        elif pair_id(fingerprint(record["question"]), fingerprint(whole["text"])) != record["id"]:
            yield f"{record['id']} is not the id of its question and the answer that was read"
        elif clean(whole["full_answer"]) != record["answer"]:
            yield f"{record['id']} does not have the full answer that support has"


def _completed_records(release: Release) -> list[Row]:
    columns = ["id", "question", "answer", "flags"]
    flags = read_table(release, "records", ["flags"]).column("flags").unique()
    if not pc.any(pc.match_substring_regex(flags, COMPLETED_FLAG)).as_py():  # then there is no text to read
        return []
    is_meant = pc.match_substring_regex(pc.field("flags"), COMPLETED_FLAG)
    rows: list[Row] = read_table(release, "records", columns, is_meant).to_pylist()
    return rows


def _full_answers(release: Release) -> dict[str, Row]:
    if TABLE not in release.manifest.content:
        return {}
    rows = read_table(release, TABLE, ["id", "text", "full_answer"], pc.field("full_answer").is_valid())
    return {row["id"]: row for row in rows.to_pylist()}


def is_completed(flags: str) -> bool:
    """Whether the flags of a record say that its answer was completed; its id is then that of what was read.

    >>> is_completed("completed list_marker"), is_completed("truncated")
    (True, False)
    """
    return COMPLETED in flags.split()
