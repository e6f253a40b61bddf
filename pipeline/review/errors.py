"""What can be wrong with the decisions of people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import QamillError
from ..text.table import Mistake, list_of_mistakes


class BadReviews(QamillError):
    """`reviews.csv` is not the table it should be, or two of its lines contradict each other."""

    def __init__(self, path: Path | str, mistakes: Sequence[Mistake], undone: str = "released") -> None:
        super().__init__(
            f"{path}, {list_of_mistakes(mistakes)}. Nothing was {undone}. See `qamill help reviews` for its columns."
        )


class DoubledReviews(QamillError):
    """The decisions of several files contradict each other."""

    def __init__(self, paths: Sequence[Path | str], why: str) -> None:
        super().__init__(f"{' and '.join(map(str, paths))}: {why}. Nothing was released.")
