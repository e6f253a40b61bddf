"""Which records of a release an export holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..as_of import check_history, is_current
from ..read import read_pieces
from ..versions import Release
from .benchmark import Benchmark
from .ids import are_among, numbers_of


@dataclass(frozen=True)
class Selection:
    """What a record must be to be exported; the default is any."""

    where: tuple[str, ...] = ()
    """Conditions in SQL that are true of it."""
    current: bool = False
    """Whether a page may still give it."""
    languages: tuple[str, ...] = ()
    """One of these, `en` for `en-GB` as well."""
    sources: tuple[str, ...] = ()
    """One of these hosts or registrable domains."""
    min_length: int = 0
    """Characters of its answer, at least."""


class Kept:
    """Which records of a release are exported, and how many a benchmark has taken away."""

    def __init__(self, release: Release, selection: Selection, benchmark: Benchmark | None) -> None:
        """Read the records once. Raises NoHistory, BadQuery, DamagedRelease."""
        if selection.current:
            check_history(release)
        self.in_benchmark = 0
        masks = list(self._masks(release, selection, benchmark))
        self.mask: np.ndarray = np.concatenate(masks)

    def _masks(self, release: Release, selection: Selection, benchmark: Benchmark | None) -> Iterator[np.ndarray]:
        chosen = _ids_where(release, selection.where) if selection.where else None
        for piece in read_pieces(release, "records"):
            wanted = is_wanted(piece, selection)
            if chosen is not None:
                wanted &= are_among(numbers_of(piece.column("id")), chosen)
            if benchmark:
                wanted &= self._is_elsewhere(piece.column("question"), wanted, benchmark)
            yield wanted

    def _is_elsewhere(self, questions: pa.ChunkedArray, wanted: np.ndarray, benchmark: Benchmark) -> np.ndarray:
        found = np.ones(len(questions), bool)
        asked = questions.filter(pa.array(wanted)).to_pylist()
        found[wanted] = [not benchmark.has(question) for question in asked]
        self.in_benchmark += int((~found).sum())
        return found


def _ids_where(release: Release, where: tuple[str, ...]) -> np.ndarray:
    from ..where import rows_where  # which imports DuckDB

    with rows_where(release, where, ["id"]) as answer:
        ids = [numbers_of(batch.column(0)) for batch in answer.batches]
    return np.sort(np.concatenate([*ids, np.array([], np.uint64)]))


def is_wanted(records: pa.Table, selection: Selection) -> np.ndarray:
    """Return which records are what a selection asks for."""
    wanted = np.ones(records.num_rows, bool)
    if selection.current:
        wanted &= _plain(is_current(records))
    if selection.languages:
        primary = pc.list_element(pc.split_pattern(records.column("language"), "-"), 0)
        wanted &= _is_one_of(selection.languages, records.column("language"), primary)
    if selection.sources:
        wanted &= _is_one_of(selection.sources, records.column("source"), records.column("source_domain"))
    if selection.min_length:
        wanted &= _plain(pc.greater_equal(pc.utf8_length(records.column("answer")), selection.min_length))
    return wanted


def _is_one_of(words: tuple[str, ...], *columns: pa.ChunkedArray) -> np.ndarray:
    there = pa.array(words, pa.string())
    found: np.ndarray = np.logical_or.reduce([_plain(pc.is_in(column, value_set=there)) for column in columns])
    return found


def _plain(mask: pa.ChunkedArray) -> np.ndarray:
    found: np.ndarray = np.asarray(mask.to_numpy(), bool)
    return found
