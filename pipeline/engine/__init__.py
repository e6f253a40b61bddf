"""Where tasks run. A run is written once over these verbs; `local` is this machine's processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import pyarrow as pa

Data = Any
"""What an engine gave back and takes again: tables, wherever it keeps them."""
Task = Callable[[pa.Table], pa.Table]
"""A pure function at the top of a module (or a `partial` of one), so that a worker can import it.
It must not depend on the order of the rows, nor on which rows share its table."""


class Engine(Protocol):
    """The verbs."""

    def map(self, stage: str, task: Task, tables: Sequence[pa.Table]) -> Data:
        """Apply a task to each table."""

    def reduce(self, stage: str, task: Task, data: Data, buckets: int) -> Data:
        """Bring the rows of each `bucket` together and apply a task to each bucket."""

    def collect(self, data: Data) -> Iterator[pa.Table]:
        """Yield the tables in order, one at a time."""
