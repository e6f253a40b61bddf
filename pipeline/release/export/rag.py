"""Passages for retrieval: the question with its answer, long answers in several passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .json_lines import Json
from .rows import VERSION, Rows

LONGEST = 1_500
"""Characters of an answer in one passage, at most; chosen: some 350 tokens, which models for retrieval take whole."""
_ENDS = ("\n\n", "\n", ". ", "? ", "! ", "\u3002", " ")
"""After what a passage may end, the best first."""
_LEAST = LONGEST // 3
"""Characters that a passage has before an end of a better kind is preferred to a longer passage; chosen."""
_METADATA = ("source_url", "page_url", "source_domain", "question_id", "language", "flags")


def passages(rows: Rows) -> Iterator[Json]:
    """Yield the passages of each record; those of one answer, joined, are the answer again."""
    for piece in rows.pieces(("id", "question", "answer", "source", *_METADATA, VERSION)):
        for row in piece.to_pylist():
            yield from _of_record(row)


def pieces_of(answer: str) -> list[str]:
    """Return an answer in pieces of at most LONGEST characters, which joined are the answer.

    >>> [len(piece) for piece in pieces_of("A word. " * 300)]
    [1496, 904]
    """
    pieces, start = [], 0
    while len(answer) - start > LONGEST:
        end = _end(answer, start)
        pieces.append(answer[start:end])
        start = end
    return [*pieces, answer[start:]]


def _end(answer: str, start: int) -> int:
    for end in _ENDS:
        at = answer.rfind(end, start + _LEAST, start + LONGEST)
        if at >= 0:
            return at + len(end)
    return start + LONGEST


def _of_record(row: dict[str, Any]) -> Iterator[Json]:
    pieces, start = pieces_of(row["answer"]), 0
    for number, piece in enumerate(pieces, 1):
        yield {
            "id": row["id"] if len(pieces) == 1 else f"{row['id']}-{number}",
            "text": f"{row['question']}\n\n{piece}",
            "source": row["source"],
            "metadata": {
                "record_id": row["id"],
                "question": row["question"],
                "passage": number,
                "passages": len(pieces),
                "start": start,
                **{name: row[name] for name in _METADATA},
                VERSION: row[VERSION],
            },
        }
        start += len(piece)
