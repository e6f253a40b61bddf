"""The answers that pages give to each question, read from Arrow in pieces: a million do not fit into memory at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..release.page_states import codes_of
from .answer import Answer

_PIECE = 1 << 12  # answers that are read at once; chosen: some 5 MB


class Given:
    """A record as an answer that some pages give."""

    def __init__(self, id: str, answer: str, documents: set[int], sources: set[int], pages: set[int]) -> None:
        self.id = id
        self.documents = documents
        """The numbers of those that it was read in."""
        self.sources = sources
        """The numbers of the sites that give it."""
        self.pages = pages
        """The numbers of the addresses that give it, or of the documents without any."""
        self._text = answer

    @cached_property
    def answer(self) -> Answer:
        """What it says: it takes twenty times as much memory as its text, once it was compared."""
        return Answer(self._text)

    def can_conflict(self, other: Given) -> bool:
        """Return whether other pages or sources give one answer than the other, or one page at other times."""
        return self.documents != other.documents or self.sources.isdisjoint(other.sources)


class AllGiven:
    """The records whose questions have several answers."""

    def __init__(self, records: pa.Table, sightings: pa.Table) -> None:
        counted = records.column("question_id").value_counts()
        several = counted.filter(pc.greater(counted.field("counts"), 1)).field("values")
        rows = np.flatnonzero(pc.is_in(records.column("question_id"), value_set=several))
        questions = records.column("question_id").take(pa.array(rows))
        order = pc.sort_indices(questions).to_numpy()
        self._texts = records.select(["id", "answer"]).combine_chunks()
        self._rows = rows[order]
        self._questions = questions.take(pa.array(order)).combine_chunks()
        self._sightings = _Sightings(sightings, self._texts.column("id"))

    def by_question(self) -> Iterator[tuple[str, np.ndarray, Iterator[Given]]]:
        """Yield each question, in the order of their ids, with the rows of its answers and the answers themselves."""
        starts = np.flatnonzero(pc.not_equal(self._questions[1:], self._questions[:-1])) + 1
        given = self.read(self._rows)
        for start, stop in pairwise([0, *starts.tolist(), len(self._rows)]):
            if start < stop:
                of_question = islice(given, stop - start)
                yield self._questions[start].as_py(), self._rows[start:stop], of_question
                for _ in of_question:  # what was not taken is no answer to the next question
                    pass

    def letters(self, rows: np.ndarray) -> int:
        """Return how long the answers of some rows are together, in bytes."""
        lengths = pc.binary_length(self._texts.column("answer"))
        return int(pc.sum(lengths.take(pa.array(rows))).as_py())

    def read(self, rows: np.ndarray) -> Iterator[Given]:
        """Read the answers of some rows one after the other."""
        for at in range(0, len(rows), _PIECE):
            some = rows[at : at + _PIECE]
            texts = (column.to_pylist() for column in self._texts.take(pa.array(some)).columns)
            yield from map(Given, *texts, *self._sightings.of(some))


class _Sightings:
    """Where records were read: numbers for documents, sites and addresses."""

    def __init__(self, sightings: pa.Table, ids: pa.ChunkedArray) -> None:
        of_record = pc.fill_null(pc.index_in(sightings.column("id"), value_set=ids), -1).to_numpy()
        self._order = np.argsort(of_record, kind="stable")
        self._starts = np.searchsorted(of_record[self._order], np.arange(len(ids) + 1))
        pages = pc.coalesce(sightings.column("page_url"), sightings.column("document"))
        self._codes = [codes_of(each) for each in (sightings.column("document"), sightings.column("source"), pages)]

    def of(self, rows: np.ndarray) -> Iterator[Iterable[set[int]]]:
        """Yield the documents of each of some records, its sources, and its pages."""
        starts, stops = self._starts[rows], self._starts[rows + 1]
        ends = np.cumsum(stops - starts)
        places = self._order[np.repeat(stops - ends, stops - starts) + np.arange(ends[-1] if len(ends) else 0)]
        bounds = [*pairwise([0, *ends.tolist()])]
        for codes in self._codes:
            found = codes[places].tolist()
            yield [set(found[start:stop]) for start, stop in bounds]
