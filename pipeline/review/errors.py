"""What can be wrong with the decisions of people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import QamillError
from ..text.table import Mistake

_MOST_MISTAKES = 5  # named after the first; chosen to fit a screen


class BadReviews(QamillError):
    """`reviews.csv` is not the table it should be, or two of its lines contradict each other."""

    def __init__(self, path: Path | str, mistakes: Sequence[Mistake]) -> None:
        first, *more = sorted(mistakes)
        shown = "".join(f"; line {line}: {why}" for line, why in more[:_MOST_MISTAKES])
        left = len(more) - _MOST_MISTAKES
        shown += f"; and {left} more mistakes" * (left > 0)
        super().__init__(
            f"{path}, line {first.line}: {first.why}{shown}. Nothing was released."
            " See `qamill help reviews` for its columns."
        )


class DoubledReviews(QamillError):
    """The decisions of several files contradict each other."""

    def __init__(self, paths: Sequence[Path | str], why: str) -> None:
        super().__init__(f"{' and '.join(map(str, paths))}: {why}. Nothing was released.")
