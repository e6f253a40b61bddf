"""The tasks that workers run: functions from table to table that do not depend on the order of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import key_hash_range, key_hashes
from ..dedup.conflicts import find_conflicts, say_relation
from ..dedup.history import apply_outdated, find_outdated, question_ids
from ..dedup.merge import apply_decisions, choose_representatives, merge, split_on_page
from ..dedup.near.apart import keep_apart
from ..dedup.near.match import match
from ..emit.parts import Places, write_parts
from ..release.as_of import is_current
from ..release.layout import KEYS_OF_PARTS
from ..release.page_states import absences, pages_of
from ..schema.dataset import Dataset
from ..schema.tables import SIGHTINGS
from ..text.digest import digest
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.treat import names_somebody, treat_text
from .completing import with_full_answers
from .obeying import flagged
from .rows import ANSWERS, TAGGED, gathered, tagged, untagged, without_files
from .supporting import with_support


def dedup(
    pieces: Iterable[pa.Table],
    similarity: float,
    removed: pa.Array,
    apart: tuple[tuple[str, str], ...] = (),
    flags: bool = False,
) -> pa.Table:
    """Turn what was found under a bucket's blocks into records, merged pairs and sightings.

    `pieces` have the columns of TAGGED. Rows of `removed` files (keys) count for nothing; `apart` are the pairs of ids
    that people keep apart. `flags` says whether records of pages that are reserved are flagged.
    """
    found = gathered((without_files(piece, removed) for piece in pieces), _DEDUPLICATED)
    pa.default_memory_pool().release_unused()
    people = keep_apart(apart)
    seen = split_on_page(found.pop("seen"), people)
    decisions = match(choose_representatives(seen), found.pop("decisions"), similarity, people)
    seen = apply_decisions(seen, decisions, similarity, people)
    records, merged = merge(seen)
    records = flagged(records) if flags else records
    sightings = seen.drop_columns(["id", "question_id"]).rename_columns({"kept_id": "id"}).select(SIGHTINGS.names)
    del seen  # whose texts are those of records and merged pairs by now
    conflicts, crowded = find_conflicts(records, sightings)
    return tagged(
        {
            "records": records,
            "merged": merged,
            "sightings": sightings.append_column("question_id", question_ids(sightings, records)),
            **found,
            "decisions": decisions,
            "conflicts": conflicts,
            "crowded": crowded,
        },
        KEYS,
    )


_DEDUPLICATED = {"seen": (), "rejected": ("order",), "documents": (), "removals": (), "decisions": ()}
"""The tables that `dedup` reads, with the columns of TAGGED that it needs besides theirs."""


def answers(pieces: Iterable[pa.Table]) -> pa.Table:
    """Return, of what `dedup` made, which records each page with an address shows and when: the columns of ANSWERS.

    `pieces` have the columns of TAGGED. A page that is gone shows NO_RECORD.
    """
    return pa.concat_tables([ANSWERS.empty_table(), *map(_answers, pieces)])


def _answers(found: pa.Table) -> pa.Table:
    gone = absences(untagged(found, "documents"))
    gone = gone.append_column("question_id", gone.column("id"))
    sightings = untagged(found, "sightings", also=["question_id"]).select(gone.column_names)
    sightings = sightings.filter(pc.is_valid(sightings.column("page_url")))
    sightings = pa.concat_tables([sightings, gone.cast(sightings.schema)])
    at = sightings.schema.get_field_index("page_url")
    sightings = sightings.set_column(at, sightings.schema.field(at), pages_of(sightings.column("page_url")))
    pages = pc.dictionary_encode(sightings.column("page_url").combine_chunks())
    hashes = key_hashes(digest(page) for page in pages.dictionary.to_pylist()).take(pages.indices)
    return sightings.append_column("key_hash", hashes).select(ANSWERS.names).cast(ANSWERS)


def outdate(answers: pa.Table) -> pa.Table:
    """Return which answers the pages of a bucket no longer give; `answers` has the columns of ANSWERS."""
    return tagged({"outdated": find_outdated(answers)}, {"outdated": "id"})


def arrange(pieces: Iterable[pa.Table], pii: str = Treatment.FLAG) -> pa.Table:
    """Put a bucket's rows into the order in which they are released, and say which records are current.

    `pieces` have the columns of TAGGED.
    """
    found = gathered(pieces, {**dict.fromkeys(_SORTED_BY, ("order",)), "outdated": (), "completed": ()})
    ordered = {kind: _ordered(found.pop(kind), kind) for kind in _SORTED_BY}
    completed = with_full_answers(ordered["records"], found["completed"])
    records = apply_outdated(completed, ordered["sightings"], found["outdated"])
    ordered["records"] = records = with_support(records, ordered["support"])
    ordered["conflicts"] = say_relation(ordered["conflicts"], records, is_current(records))
    if pii != Treatment.FLAG:
        ordered = {kind: _without_personal_data(table, pii) for kind, table in ordered.items()}
    return tagged(ordered, KEYS)


def _without_personal_data(table: pa.Table, pii: str) -> pa.Table:
    """A table without the addresses of the web that hold one of e-mail, and with what pages say of rights masked.

    What addresses say of pages was used by then.
    """
    treated: dict[str, Callable[[str], str | None]] = {
        **dict.fromkeys(("url", "page_url", "source_url"), lambda url: None if names_somebody(url) else url),
        **dict.fromkeys(("licence", "rights"), lambda text: treat_text(text, pii)),
    }
    for name in treated.keys() & {*table.column_names}:
        values = [None if value is None else treated[name](value) for value in table.column(name).to_pylist()]
        field = table.schema.field(name)
        table = table.set_column(table.schema.get_field_index(name), field, pa.array(values, field.type))
    return table


def numbered_parts(count: int) -> pa.Table:
    """Return a row for each part of a release, by which the task that writes it knows its number."""
    starts = [key_hash_range(number, count)[0] for number in range(count)]
    rows = [{"kind": _PART, "key_hash": start, "order": number} for number, start in enumerate(starts)]
    return pa.Table.from_pylist(rows, TAGGED)


def write_part(pieces: Iterator[pa.Table], places: Places, dataset: Dataset) -> pa.Table:
    """Write the part of a release whose rows, as `arrange` made them, come in pieces, the row with its number first."""
    waiting = (piece for piece in pieces if piece.num_rows)
    first = next(waiting)
    [number] = first.filter(pc.equal(first.column("kind"), _PART)).column("order").to_pylist()
    released = ({name: untagged(piece, name) for name in KEYS_OF_PARTS} for piece in chain([first], waiting))
    return write_parts(number, released, places, dataset)


def tag_decisions(table: pa.Table) -> pa.Table:
    """Make decisions that were kept ready for `dedup`."""
    return tagged({"decisions": table}, KEYS)


_PART = "part"  # the kind of the rows that number the parts of a release
_SORTED_BY = {
    "records": ("id",),
    "merged": ("id", "kept_id", "document", "locator", "question", "answer", "differs"),
    "sightings": ("id", *(name for name in SIGHTINGS.names if name != "id")),
    "rejected": ("document", "order", "reason", "locator", "text"),
    "documents": ("key",),
    "removals": ("document", "what", "id", "rule"),
    "decisions": ("block", "id"),
    "conflicts": ("id", "other_id"),
    "crowded": ("question_id",),
    "support": ("id", "sentence"),
}
"""The columns whose values order the rows of a table; the first is the key, whose hash decides their bucket."""
KEYS = {kind: names[0] for kind, names in _SORTED_BY.items()}
"""The column of each table whose values are its keys."""


def _ordered(rows: pa.Table, kind: str) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in _SORTED_BY[kind]])
