"""Which questions of an export are near each other and have other answers. What does not fit into memory is on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from ...text.digest import digest
from ...text.fingerprint import fingerprint
from .rows import Rows

MOST = 5
"""Hard negatives of a question, at most; chosen."""
_NEAR, _SAME = 0.3, 0.8
"""The share of their words that near questions have in common; from the second on they may well ask the same."""
_RARE = 3  # of its words, by which a question is looked up; chosen
_NEXT = 8  # questions with a word in common that one is compared with; chosen
_SLOTS = 1 << 22  # of the counts of words; two words that share one count as one
_TABLES = """
CREATE TABLE asked (id TEXT, query INTEGER, question TEXT, answer TEXT, source TEXT);
CREATE TABLE words (word INTEGER, fingerprint TEXT, query INTEGER);
CREATE TABLE near (query INTEGER, likeness REAL, other INTEGER);
"""
_BEST_FIRST = "SELECT DISTINCT query, likeness, other FROM near ORDER BY query, likeness DESC, other"


class Judgement(NamedTuple):
    """Whether a record answers a question: 1, or 0 for a hard negative."""

    query: str
    id: str
    score: int


class Query(NamedTuple):
    """A question, in the words and with the source of its first record."""

    id: str
    question: str
    source: str


class NearQuestions:
    """The questions of some records, and their judgements."""

    def __init__(self, rows: Rows, folder: Path) -> None:
        """Read the records twice; `folder` gets a file for what is in between."""
        self._rows = rows
        self._base = sqlite3.connect(folder / "questions.sqlite", isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._read(_counts(rows))
        self._base.executemany("INSERT INTO near VALUES (?, ?, ?)", self._pairs())
        self._base.execute("CREATE INDEX by_query ON asked (query, id)")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def queries(self) -> Iterator[Query]:
        """Yield each question once, ordered by its id."""
        found = self._base.execute("SELECT query, question, source, min(id) FROM asked GROUP BY query ORDER BY query")
        yield from (Query(_id_of(row[0]), row[1], row[2]) for row in found)

    def judgements(self) -> Iterator[Judgement]:
        """Yield the records that answer each question, then its hard negatives."""
        near = groupby(self._base.execute(_BEST_FIRST), key=itemgetter(0))
        coming = next(near, None)
        for (query,) in self._base.execute("SELECT DISTINCT query FROM asked ORDER BY query"):
            answers = self._answers(query)
            yield from (Judgement(_id_of(query), id, 1) for id, _ in answers)
            if coming and coming[0] == query:
                others = (self._answers(other) for _, _, other in coming[1])
                for id in islice(_other_than(answers, others), MOST):
                    yield Judgement(_id_of(query), id, 0)
                coming = next(near, None)

    def _answers(self, query: int) -> list[tuple[str, str]]:
        """The ids and the fingerprints of the answers to a question."""
        return self._base.execute("SELECT id, answer FROM asked WHERE query = ? ORDER BY id", (query,)).fetchall()

    def _read(self, counts: np.ndarray) -> None:
        for piece in self._rows.pieces(("id", "question_id", "question", "answer", "source")):
            asked, words = [], []
            for row in piece.to_pylist():
                answer = digest(fingerprint(row["answer"]))
                query = _number_of(row["question_id"])
                asked.append((row["id"], query, row["question"], answer, row["source"]))
                words += [(*word, query) for word in _rarest(fingerprint(row["question"]), counts)]
            self._base.executemany("INSERT INTO asked VALUES (?, ?, ?, ?, ?)", asked)
            self._base.executemany("INSERT INTO words VALUES (?, ?, ?)", words)

    def _pairs(self) -> Iterator[tuple[int, float, int]]:
        """Each two questions that are near, both ways: of those that share a rare word, the ones next to each other."""
        before: list[tuple[int, frozenset[str]]] = []
        last = None
        for word, asked, query in self._base.execute("SELECT DISTINCT * FROM words ORDER BY 1, 2, 3"):
            if word != last:
                before, last = [], word
            words = frozenset(asked.split())
            for other, others in before:
                shared = len(words & others)
                likeness = shared / (len(words) + len(others) - shared)
                if _NEAR <= likeness < _SAME:
                    yield query, likeness, other
                    yield other, likeness, query
            before = [*before[1 - _NEXT :], (query, words)]


def _other_than(answers: list[tuple[str, str]], others: Iterable[list[tuple[str, str]]]) -> Iterator[str]:
    """The records among others that give none of some answers."""
    given = {answer for _, answer in answers}
    return (id for some in others for id, answer in some if answer not in given)


def _number_of(query: str) -> int:
    """The id of a question as a number that SQLite can hold, in the same order."""
    return int(query, 16) - (1 << 63)


def _id_of(query: int) -> str:
    return f"{query + (1 << 63):016x}"


def _counts(rows: Rows) -> np.ndarray:
    """In how many records each word is asked, by its slot."""
    counts = np.zeros(_SLOTS, np.uint32)
    for piece in rows.pieces(("question",)):
        slots = [_slot(word) for text in piece.column(0).to_pylist() for word in {*fingerprint(text).split()}]
        np.add.at(counts, slots, 1)
    return counts


def _rarest(asked: str, counts: np.ndarray) -> list[tuple[int, str]]:
    """The slots of the rarest words of a question that another one has, too."""
    words = sorted({*asked.split()}, key=lambda word: (int(counts[_slot(word)]), word))
    return [(_slot(word), asked) for word in words if counts[_slot(word)] > 1][:_RARE]


def _slot(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % _SLOTS
