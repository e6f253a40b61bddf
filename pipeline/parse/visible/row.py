"""The row of a question: where its answer starts and ends."""

from __future__ import annotations

from typing import NamedTuple

from .asker import Asker
from .asking import Series

_TURNS = 3  # bold questions (chosen) of an interview, or of a list of questions


class Row(NamedTuple):
    """A question of a series with the pieces of text [start, end) that answer it."""

    asker: Asker
    series: Series
    start: int
    end: int


def is_turn(asker: Asker, series: Series) -> bool:
    """Whether a question is a bold line among several that ask, as in an interview."""
    return asker.is_bold and not asker.is_heading and len(series.questions) >= _TURNS
