"""What a search found: cards on a terminal, rows elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .cards import Card, print_card
from .found_rows import json_value
from .output import is_terminal, print_json, print_row

if TYPE_CHECKING:
    from ..release.database import Database
    from ..release.search import Found

_COLUMNS = ("id", "question", "answer", "source", "source_url", "page_url", "flags")


def print_hits(found: Found, database: Database, words: Sequence[str], as_json: bool) -> None:
    """Print the records that were found, the best first."""
    rows = list(_rows(found, database))
    if as_json:
        for row in rows:
            print_json(row, indent=None)
    elif is_terminal():
        from ..release.search import highlight

        marked = highlight(words)
        for number, row in enumerate(rows, 1):
            print_card(number, Card(row["question"], row["answer"], (row["id"], row["source"], row["flags"])), marked)
    else:
        print_row(("score", *_COLUMNS))
        for row in rows:
            print_row([row["score"], *(row[name] for name in _COLUMNS)])


def _rows(found: Found, database: Database) -> Iterator[dict[str, Any]]:
    """The records that were found, in their order, each with its score."""
    if not found.hits:
        return
    ids = ", ".join(f"'{hit.id}'" for hit in found.hits)
    answer = database.select("records", [f"id IN ({ids})"])
    records = {row[0]: dict(zip(answer.columns, map(json_value, row), strict=True)) for row in answer.rows()}
    for hit in found.hits:
        yield {"score": hit.score, **records[hit.id]}
