"""How far a step is, told in the items that its tables hold."""

from __future__ import annotations

from collections.abc import Iterable

from . import Progress, Step


class Reached:
    """How far a step over so many tables is; `progress` is called whenever that changes."""

    def __init__(self, step: Step, tables: int, progress: Progress) -> None:
        self._step = step
        self._sizes = step.sizes or [1] * tables
        self._total = sum(self._sizes)
        self._progress = progress
        self._done = self._found = 0
        self._told = (-1, -1)

    def finish(self, tables: Iterable[int], found: int | None = None) -> None:
        """Count tables as finished, by their numbers; `found` is how many items came out of them, if that is known."""
        size = self._size(tables)
        self._done += size
        self._found += size if found is None else found
        self._tell(self._done)

    def go_on(self, tables: Iterable[int], share: float) -> None:
        """Say that about a share of some tables is done, which are not finished yet."""
        self._tell(self._done + int(share * self._size(tables)))

    def _size(self, tables: Iterable[int]) -> int:
        return sum(self._sizes[number] for number in tables)

    def _tell(self, done: int) -> None:
        state = (done, max(self._found - done, 0))
        if state == self._told:
            return
        self._told = state
        self._progress(self._step.name, done, self._total)
        if self._step.contents and self._found > self._done:
            self._progress(self._step.contents.name, self._found, self._found)
