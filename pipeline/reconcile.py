"""One page that says the same pair in several ways -> one pair in its best words, the others folded into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.schema import Record
from pipeline.text import LIST_ITEM, fingerprint

_SAME = 0.8  # of the words that either has
_LIST_NUMBER = re.compile(r"^\d{1,3}\. ", re.MULTILINE)
_MARKUP = ("jsonld", "microdata", "rdfa")


class Fold(NamedTuple):
    """What becomes of one record of a page."""

    kept_id: str
    similarity: float


def fold(records: Sequence[Record], formats: Sequence[str]) -> list[Fold]:
    """Return for each record of a page the id of the one that is kept for it, its own where it is kept.

    Records of one question that were read by different formats are one pair if their answers share
    at least 0.8 of their words (Jaccard, list numbers aside).
    The one with a list or a table is kept, else the one the page's markup gives, else the longer.
    """
    own = [Fold(record.id, 1.0) for record in records]
    by_question: dict[str, list[int]] = {}
    for i, record in enumerate(records):
        by_question.setdefault(record.question_id, []).append(i)
    for group in by_question.values():
        if len({records[i].id for i in group}) > 1 and len({formats[i] for i in group}) > 1:
            _fold_group(records, formats, group, own)
    return own


def _fold_group(records: Sequence[Record], formats: Sequence[str], group: list[int], folds: list[Fold]) -> None:
    """Fold each record into the best one before it that says the same; the best come first."""
    words = {i: Counter(fingerprint(_LIST_NUMBER.sub("", records[i].answer)).split()) for i in group}
    kept: list[int] = []
    for i in sorted(group, key=lambda i: _rank(records[i], formats[i])):
        for k in kept:
            similarity = _similarity(words[i], words[k])
            if records[i].id == records[k].id or (formats[i] != formats[k] and similarity >= _SAME):
                folds[i] = Fold(records[k].id, 1.0 if records[i].id == records[k].id else similarity)
                break
        else:
            kept.append(i)


def _rank(record: Record, format: str) -> tuple[bool, bool, int, str]:
    has_structure = any(LIST_ITEM.match(line) or " | " in line for line in record.answer.split("\n"))
    return not has_structure, format not in _MARKUP, -len(record.answer), record.id


def _similarity(a: Counter[str], b: Counter[str]) -> float:
    """Jaccard of two bags of words."""
    union = (a | b).total()
    return (a & b).total() / union if union else 1.0
