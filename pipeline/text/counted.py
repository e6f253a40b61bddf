"""A number with its noun, as every sentence of a run writes it."""

from __future__ import annotations


def count_of(number: int, word: str) -> str:
    """Return a number with its noun.

    >>> count_of(1, "record"), count_of(1200, "record")
    ('1 record', '1,200 records')
    """
    return f"{number:,} {word}" + ("" if number == 1 else "s")
