"""The records that an export holds, read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from ..read import columns_in, read_pieces
from ..versions import Release

VERSION, SPLIT = "version", "split"
"""The columns that an export adds: the release's version, and the side of a split."""


@dataclass(frozen=True)
class Rows:
    """Records of a release, ordered by id. They can be read more than once; one piece is in memory at a time."""

    release: Release
    kept: np.ndarray | None = None
    """Whether each record of the release is exported; None for all."""
    sides: np.ndarray | None = None
    """The number of the side that each record is on, where there is a split."""
    names: tuple[str, ...] = ()
    """The names of the sides."""

    @property
    def version(self) -> str:
        """The release's version."""
        return self.release.version

    @property
    def schema(self) -> pa.Schema:
        """The columns of records, then `version` and, where there is a split, `split`."""
        records = columns_in(self.release, "records")
        added = [VERSION, SPLIT] if self.names else [VERSION]
        return pa.schema([*records, *(pa.field(name, pa.string(), nullable=False) for name in added)])

    def pieces(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield the records, some thousand at a time. Raises DamagedRelease."""
        wanted = list(columns or self.schema.names)
        read = [name for name in wanted if name not in (VERSION, SPLIT)]
        start = 0
        for piece in read_pieces(self.release, "records", list(dict.fromkeys(("id", *read)))):
            stop = start + piece.num_rows
            rows = self._with_own_columns(piece, start, stop)
            if self.kept is not None:
                rows = rows.filter(pa.array(self.kept[start:stop]))
            start = stop
            if rows.num_rows:
                yield rows.select(wanted)

    def of_side(self, number: int) -> Rows:
        """Return the records of one side alone, without the column that names it."""
        on_side: np.ndarray = np.asarray(self.sides == number, bool)
        kept = on_side if self.kept is None else self.kept & on_side
        return replace(self, kept=kept, sides=None, names=())

    def count(self) -> int:
        """Return how many records these are."""
        return self.release.manifest.counts["records"] if self.kept is None else int(self.kept.sum())

    def side_of(self, name: str) -> int:
        """Return how many records a side has."""
        return self.of_side(self.names.index(name)).count()

    def _with_own_columns(self, piece: pa.Table, start: int, stop: int) -> pa.Table:
        rows = piece.append_column(VERSION, pa.array([self.version]).take(pa.array(np.zeros(len(piece), np.int64))))
        if self.sides is None:
            return rows
        return rows.append_column(SPLIT, pa.array(self.names).take(pa.array(self.sides[start:stop])))
