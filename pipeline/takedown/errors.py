"""What can be wrong with takedowns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import QamillError
from ..text.table import Mistake, list_of_mistakes
from . import TAKEDOWNS


class BadTakedowns(QamillError):
    """`takedowns.csv` is not the table it should be."""

    def __init__(self, path: Path | str, mistakes: Sequence[Mistake]) -> None:
        super().__init__(
            f"{path}, {list_of_mistakes(mistakes)}. Nothing was released. See `qamill help takedowns` for its columns."
        )


class DoubledTakedowns(QamillError):
    """Takedowns lie in several files, whose numbers and keys nobody could tell apart."""

    def __init__(self, paths: Sequence[Path | str]) -> None:
        super().__init__(f"{' and '.join(map(str, paths))}: keep all takedowns in one file. Nothing was released.")


class NoKey(QamillError):
    """The key is missing, or is another one, without which nobody can tell what was taken down."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(
            f"{path} {why}, and without it what was taken down by its words would be released again. Copy the key from"
            " where the takedowns were made. Nothing was released."
        )


class LostTakedowns(QamillError):
    """Takedowns by which the release before left something out are in no file any more."""

    def __init__(self, version: str, numbers: Iterable[int]) -> None:
        said = ", ".join(map(str, sorted(numbers)))
        super().__init__(
            f"Release {version} leaves out what takedown {said} is about, and no {TAKEDOWNS} beside the pages has a"
            " line of this number any more. Put the file back as it was: `qamill takedown remove` lifts a takedown, and"
            " its line stays. Nothing was released."
        )


class ChangedTakedowns(QamillError):
    """A takedown was written or lifted during a run, which knows nothing of it."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(
            f"{TAKEDOWNS} was changed while the pages were read. Nothing was released, as it would not be without what"
            " is taken down now. Run again."
        )


class NotTakenDown(QamillError):
    """A takedown cannot be written as it is asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was written. See `qamill help takedowns`.")
