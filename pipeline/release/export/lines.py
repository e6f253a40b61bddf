"""The shapes that are lines of JSON: whole records, chats, prompts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .json_lines import Json
from .rows import VERSION, Rows

_TRAINING = ("id", "question", "answer", "source", "source_url", VERSION)


def records(rows: Rows) -> Iterator[Json]:
    """Yield each record with all its columns; a null is null, a time is text (ISO 8601)."""
    for piece in rows.pieces():
        yield from piece.to_pylist()


def chats(rows: Rows) -> Iterator[Json]:
    """Yield each record as a conversation: the question, then the answer with the source that it cites."""
    for row in _training(rows):
        yield {
            "messages": [
                {"role": "user", "content": row["question"]},
                {"role": "assistant", "content": f"{row['answer']}\n\nSource: {citation(row)}"},
            ],
            **_named(row),
        }


def prompts(rows: Rows) -> Iterator[Json]:
    """Yield each record as a prompt and its completion."""
    for row in _training(rows):
        yield {"prompt": row["question"], "completion": row["answer"], **_named(row)}


def citation(row: Json) -> str:
    """Return what a record cites: the address where the page gave one, else the host."""
    cited: str = row["source_url"] or row["source"]
    return cited


def _training(rows: Rows) -> Iterator[dict[str, Any]]:
    for piece in rows.pieces(_TRAINING):
        yield from piece.to_pylist()


def _named(row: Json) -> Json:
    return {name: row[name] for name in ("id", "source", "source_url", VERSION)}
