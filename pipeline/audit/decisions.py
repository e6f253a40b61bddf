"""What people decided about a record, by the table `reviews` of a release: in sentences, and whether it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyarrow.compute as pc

from ..release.read import id_begins, read_table
from ..release.versions import Release
from ..schema import EDITED
from ..schema.rows import Row
from ..text.clean import clean, clean_line
from ..text.fingerprint import fingerprint, pair_id

_DID = {
    "reject": "rejected it",
    "merge": "merged {id} into {other}",
    "keep_apart": "keeps {id} and {other} apart",
    "edit": "edited the {field}",
    "flag": "set the flag {value}",
    "unflag": "took the flag {value} away",
    "prefer": "prefers it to the other answers",
}
_BUT = {
    "no_change": "That changed nothing.",
    "merged": "That did nothing: the pair is merged into {became}.",
    "rejected": "The record was rejected.",
    "taken_down": "That did nothing: it would bring back what was taken down.",
    "not_found": "That did nothing: a pair is not there any more.",
}


def reviews_of(release: Release) -> list[Row]:
    """Return the rows of the table `reviews`; none where the release has no such table. Raises DamagedRelease."""
    has_any = "reviews" in release.manifest.content
    rows: list[Row] = read_table(release, "reviews").to_pylist() if has_any else []
    return rows


def decisions_about(release: Release, start: str) -> list[str]:
    """Return the decisions about pairs whose id begins so, or that became such a record, each in a sentence."""
    if "reviews" not in release.manifest.content:
        return []
    about = id_begins(start) | id_begins(start, "became")
    return [sentence(row) for row in read_table(release, "reviews", filters=about).to_pylist()]


def sentence(row: Row) -> str:
    """Return a row of `reviews` in words."""
    day = f" on {row['date']}" if row["date"] else ""
    why = f": {row['reason']}" if row["reason"] else ""
    but = _BUT.get(row["effect"], "").format(**row)
    said = f"{row['by'] or 'Somebody'} {_DID[row['action']].format(**row)}{day}{why}"
    return f"{said.rstrip('.')}.{' ' * bool(but)}{but}"


def wrong_edits(release: Release) -> Iterator[str]:
    """Say which edited records are not what the decisions make of what their pages have."""
    if "reviews" not in release.manifest.content:
        return
    edits: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in reviews_of(release):
        if row["action"] == "edit":
            edits[row["id"]][row["field"]] = row["value"]
    as_read = read_table(release, "merged", ["id", "kept_id", "question", "answer"], pc.field("method") == EDITED)
    untouched = {(row["id"], row["kept_id"]): row for row in as_read.to_pylist()}
    columns = ["id", "question", "answer", "edited_from"]
    for record in read_table(release, "records", columns, pc.field("edited_from").is_valid()).to_pylist():
        own = untouched.get((record["edited_from"], record["id"]))
        if own is None or _edited(own, edits) != (record["question"], record["answer"]):
            yield f"{record['id']} is not what the decisions make of {record['edited_from']}"


def _edited(pair: Row, edits: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """The words of a pair after the edits of its id, of the id that it has then, and so on."""
    words, id, done = (pair["question"], pair["answer"]), pair["id"], set[str]()
    while id in edits and id not in done:
        done.add(id)
        said = edits[id]
        question = clean_line(said["question"]) if "question" in said else words[0]
        words = question, clean(said["answer"]) if "answer" in said else words[1]
        id = pair_id(fingerprint(words[0]), fingerprint(words[1]))
    return words
