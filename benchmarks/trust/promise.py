"""What a promise is: words, and an act that tries to break it and returns what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Found(NamedTuple):
    """What came of an attempt to break a promise."""

    ran: str
    """What was tried, with its counts."""
    figure: str
    """What came out, as a number with its unit."""
    failures: tuple[str, ...] = ()
    """What broke the promise, an example a line; none if it holds."""
    is_tried: bool = True
    """False where this machine lacks something; `figure` says what."""

    @property
    def verdict(self) -> str:
        """`yes`, `NO` or `not run`."""
        return ("NO" if self.failures else "yes") if self.is_tried else "not run"


class Scale(NamedTuple):
    """How much is tried: a share of the full counts."""

    share: float = 1.0

    def of(self, count: int, least: int = 1) -> int:
        """Return a share of a count, but not less than `least`.

        >>> Scale(0.01).of(2_000), Scale(0.01).of(200, least=5)
        (20, 5)
        """
        return max(least, round(count * self.share))

    def some(self, count: int, least: int = 1) -> range:
        """Return the numbers from 1 to a count, or so many of them as the share says, evenly spread.

        >>> [*Scale(0.5).some(6)], [*Scale(0.01).some(100, least=3)]
        ([1, 3, 5], [1, 34, 67, 100])
        """
        return range(1, count + 1, max(1, count // self.of(count, least)))


class Promise(NamedTuple):
    """Something that people may rely on."""

    name: str
    words: str
    attempt: Callable[[Scale, Path], Found]
    """Try to break it, in an empty folder."""


def not_run(why: str) -> Found:
    """Return that a promise was not put to the test, and why."""
    return Found("nothing", why, is_tried=False)
