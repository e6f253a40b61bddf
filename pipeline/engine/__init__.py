"""Where tasks run. A run is written once over five verbs; `local` is this machine's processes, `spark` a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

Data = Any
"""What an engine gave back and takes again: tables, wherever it keeps them."""
Task = Callable[[pa.Table], pa.Table]
"""A pure function at the top of a module (or a `partial` of one), so that a worker can import it.
It must not depend on the order of the rows, nor on which rows share its table."""
Progress = Callable[[str, int, int], None]
"""Told the step's name, how many of its tasks are done, and how many there are."""


class Step(NamedTuple):
    """What is done to tables, and what the result depends on beside them."""

    name: str
    task: Task
    version: str = ""
    """A hash over the code and the settings behind the task: what was done under another one is done again."""
    is_guarded: bool = False
    """Whether strangers' pages may bring it down: then it runs in processes that are watched and replaced."""


class Engine(Protocol):
    """The verbs.

    A task that is to be reduced gives each row a `key_hash`, an int64 from 0 up to 2 ** 32: buckets are
    ranges of key hashes, so that their order is the order of key hashes, however many there are.
    """

    def scan(self, tables: Iterable[pa.Table]) -> Data:
        """Take tables in; each is the work of one task."""

    def map(self, step: Step, data: Data, buckets: int = 1) -> Data:
        """Apply a task to each table. The result may soon be reduced to so many buckets."""

    def reduce(self, step: Step, data: Sequence[Data], buckets: int) -> Data:
        """Bring the rows of each bucket together, out of all the data, and apply a task to each bucket."""

    def save(self, name: str, data: Data) -> Data:
        """Write a result down, so that an interrupted run goes on from here."""

    def collect(self, data: Data) -> Iterator[pa.Table]:
        """Yield the tables in order, one at a time."""

    def known(self, name: str) -> Iterator[tuple[pa.Table, Data]]:
        """Yield what a step of this name made of scanned tables in an earlier run: the table and the result."""

    def keep(self, data: Sequence[Data]) -> None:
        """Forget all results but these."""

    def drop(self, data: Data) -> None:
        """Forget a result."""

    def close(self) -> None:
        """Let go of processes and connections."""
