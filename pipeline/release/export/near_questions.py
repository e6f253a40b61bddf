"""Which questions of an export are near each other and have other answers. What does not fit into memory is on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from ...text.digest import digest
from ...text.fingerprint import fingerprint
from .ids import numbers_of
from .rows import Rows

MOST = 5
"""Hard negatives of a question, at most; chosen."""
_NEAR, _SAME = 0.3, 0.8
"""The share of their words that near questions have in common; from the second on they may well ask the same."""
_RARE = 3  # of its words, by which a question is looked up; chosen
_NEXT = 8  # questions with a word in common that one is compared with; chosen
_AT_ONCE = 10_000  # rows
_MEMORY = "1GB"
"""What DuckDB may take before it goes on on the disk; chosen."""
_TYPES = {"id": pa.string(), "query": pa.uint64(), "question": pa.string(), "source": pa.string()}
_ASKED = pa.schema({**_TYPES, "words": pa.string(), "answer": pa.string()})
_STEPS = (
    # Each word of each question once; in how many records it is asked.
    "CREATE TABLE asks AS SELECT query, min(words) AS words, count(*) AS records FROM asked GROUP BY query",
    "CREATE TABLE has AS SELECT query, words, records, unnest(list_distinct(string_split(words, ' '))) AS word"
    " FROM asks",
    "DROP TABLE asks",
    "CREATE TABLE counts AS SELECT word, sum(records) AS records, (row_number() OVER ())::INTEGER AS number"
    " FROM has WHERE word <> '' GROUP BY word",
    "CREATE TABLE numbers AS SELECT query, list(number) AS each FROM has JOIN counts USING (word) GROUP BY query",
    # The rarest words of each that another one has, too; under each word the questions in the order of their words.
    f"CREATE TABLE found AS SELECT query, words, number FROM has JOIN counts USING (word) WHERE counts.records > 1"
    f" QUALIFY row_number() OVER (PARTITION BY query ORDER BY counts.records, word) <= {_RARE}",
    "DROP TABLE has",
    "CREATE TABLE placed AS SELECT query, number, row_number() OVER (PARTITION BY number ORDER BY words, query)"
    " AS place FROM found",
    "DROP TABLE found",
    # Those next to each other, and the share of their words that they have in common.
    f"CREATE TABLE pairs AS SELECT DISTINCT one.query AS query, two.query AS other FROM"
    f" (SELECT query, number, place - unnest(range(1, {_NEXT} + 1)) AS before FROM placed) AS one JOIN placed AS two"
    f" ON one.number = two.number AND one.before = two.place",
    "DROP TABLE placed",
    "CREATE TABLE compared AS SELECT query, other, shared / (sizes - shared) AS likeness FROM"
    " (SELECT pairs.query, other, len(one.each) + len(two.each) AS sizes,"
    " len(list_intersect(one.each, two.each)) AS shared FROM pairs"
    " JOIN numbers AS one ON pairs.query = one.query JOIN numbers AS two ON pairs.other = two.query)"
    f" WHERE likeness >= {_NEAR} AND likeness < {_SAME}",
    "DROP TABLE pairs",
    "CREATE TABLE near AS SELECT * FROM compared UNION ALL SELECT other, query, likeness FROM compared",
    "DROP TABLE compared",
)
_QUERIES = "SELECT query, arg_min(question, id), arg_min(source, id) FROM asked GROUP BY query ORDER BY query"
_JUDGEMENTS = f"""
SELECT query, id, score FROM (
    SELECT query, id, 1 AS score, 0.0 AS likeness, 0 AS other FROM asked
    UNION ALL
    SELECT near.query, asked.id, 0, near.likeness, near.other FROM near JOIN asked ON asked.query = near.other
    ANTI JOIN asked AS given ON given.query = near.query AND given.answer = asked.answer
    QUALIFY row_number() OVER (PARTITION BY near.query ORDER BY near.likeness DESC, near.other, asked.id) <= {MOST}
) ORDER BY query, score DESC, likeness DESC, other, id
"""


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
        """Read the records; `folder` gets the files of what is worked out."""
        import duckdb

        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": str(folder / "temporary"),
            "threads": 2,
            "preserve_insertion_order": False,
        }
        self._base = duckdb.connect(str(folder / "questions.duckdb"), config=config)
        self._base.execute("SET enable_progress_bar = false")  # in a notebook it would print one
        self._base.register("coming", pa.RecordBatchReader.from_batches(_ASKED, _asked(rows)))
        self._base.execute("CREATE TABLE asked AS SELECT * FROM coming")
        self._base.unregister("coming")
        for step in _STEPS:
            self._base.execute(step)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def queries(self) -> Iterator[Query]:
        """Yield each question once, ordered by its id."""
        yield from (Query(f"{query:016x}", *rest) for query, *rest in self._rows(_QUERIES))

    def judgements(self) -> Iterator[Judgement]:
        """Yield the records that answer each question, then its hard negatives, the nearest first."""
        yield from (Judgement(f"{query:016x}", *rest) for query, *rest in self._rows(_JUDGEMENTS))

    def _rows(self, asked: str) -> Iterator[tuple[Any, ...]]:
        found = self._base.execute(asked)
        while rows := found.fetchmany(_AT_ONCE):
            yield from rows


def _asked(rows: Rows) -> Iterator[pa.RecordBatch]:
    for piece in rows.pieces(("id", "question_id", "question", "source", "answer")):
        id, query, question, source, answer = piece.columns
        words = pa.array(map(fingerprint, question.to_pylist()), pa.string())
        answers = pa.array((digest(fingerprint(text)) for text in answer.to_pylist()), pa.string())
        columns = [id, pa.array(numbers_of(query)), question, source, words, answers]
        yield from pa.table(columns, _ASKED).to_batches()
