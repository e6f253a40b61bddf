"""Where tasks run. A run is written once over the verbs of `Engine`; `local` uses this machine, `spark` a cluster.

Importing this package costs nothing: pyarrow is imported by the engines, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Union

if TYPE_CHECKING:
    import pyarrow as pa

Data = Any
"""A handle to tables, returned by an engine and given back to it. Only the engine knows where the tables are."""
Made = Union["pa.Table", Iterable["pa.Table"]]
"""What a task makes: a table, or rows of one in pieces, so that it need not hold all of them."""
Task = Callable[["pa.Table"], Made] | Callable[[Iterator["pa.Table"]], Made]
"""A function at the top level of a module (or a `partial` of one), so that a worker can import it. It may read files,
and write some, each whole and with the same bytes every time; it changes nothing else. Its result must not depend on
the order of the rows, nor on which other keys are in its table."""
Progress = Callable[[str, int, int], None]
"""Called with a step's name, how much of it is done, and how much it is in all: items where they are known, or else
tasks. Where the items turn out to hold others, the name of those and twice their number so far."""


class Contents(NamedTuple):
    """What the items of a step hold, where only its results tell how much."""

    name: str
    count: Callable[[pa.Table], int]
    """How much of it is in a result; a function at the top level of a module."""


class Step(NamedTuple):
    """A task with the name and version under which its results are stored."""

    name: str
    task: Task
    version: str = ""
    """Names the code and the settings that the task depends on, where its input does not. Results of another version
    are not reused; a random one is never reused."""
    reads_pieces: bool = False
    """Whether the task takes an iterator of tables instead of one, so that it need not hold all rows: those of the
    table that it is applied to, or of each that is reduced, in the order of the tables, and of a table in the order of
    key hashes, if it was made as one."""
    is_guarded: bool = False
    """Whether the input can hang or crash the task. If so, it runs in a watched worker that can be replaced."""
    sizes: Sequence[int] = ()
    """How many items each table holds, to tell how far the step is; without them each table is one."""
    contents: Contents | None = None
    """What is in the items, to tell that, too."""


class Engine(Protocol):
    """The operations that a run is written in.

    A task whose result is to be reduced adds an int64 column `key_hash`, from 0 up to 2 ** 32. Buckets are
    consecutive ranges of key hashes, so the results are in the order of key hashes for any number of buckets.
    """

    def scan(self, tables: Iterable[pa.Table]) -> Data:
        """Take tables as input; each is the work of one task."""

    def map(self, step: Step, data: Data, buckets: int = 1) -> Data:
        """Apply a task to each table. `buckets` is into how many the result will be reduced, if that is known."""

    def reduce(self, step: Step, data: Sequence[Data], buckets: int) -> Data:
        """Collect the rows of each bucket from all the data, and apply a task to each bucket."""

    def save(self, name: str, data: Data) -> Data:
        """Write a result to disk, so that an interrupted run continues from here."""

    def collect(self, data: Data) -> Iterator[pa.Table]:
        """Yield the tables in order, one at a time."""

    def earlier_results(self, name: str) -> Iterator[tuple[pa.Table, Data]]:
        """Yield each scanned table, of this run or an earlier one, with what a step of this name made of it."""

    def keep(self, data: Sequence[Data]) -> None:
        """Delete all results except these."""

    def drop(self, data: Data) -> None:
        """Delete a result."""

    def close(self) -> None:
        """Stop processes and close connections."""
