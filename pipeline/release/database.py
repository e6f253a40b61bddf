"""The tables of a release as a database that can only be asked: no file, no setting and no extension is in reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from ..arguments import did_you_mean
from ..errors import QamillError
from ..schema.tables import TABLES_IF_ANY, tables_of
from ..storage import unreachable
from .errors import DamagedRelease
from .location import StoredPath
from .read import scan_table
from .versions import Release

_NO_EXTENSIONS = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,  # `from os` would otherwise look among the variables of our own code
}
_MACROS = "CREATE MACRO has(words, word) AS list_contains(string_split(words, ' '), word)"
"""What the documentation calls `has(flags, 'gone')`."""
_LOCKED = (
    "SET enable_progress_bar = false",  # in a notebook it would print one
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_BATCH = 10_000  # rows that are held at a time, chosen: some 10 MB of records


class BadQuery(QamillError):
    """A query or a condition cannot be understood, or asks for what a release does not give."""


class Answer(NamedTuple):
    """What a query found."""

    columns: tuple[str, ...]
    batches: Iterator[pa.RecordBatch]
    """Its rows, a part at a time."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as tuples of Python values; two columns may have one name."""
        for batch in self.batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


class Database:
    """The tables of one release, to be asked in SQL."""

    def __init__(self, release: Release, connection: duckdb.DuckDBPyConnection) -> None:
        self._release, self._connection = release, connection

    def ask(self, query: str) -> Answer:
        """Return what one SELECT finds. Raises BadQuery, DamagedRelease."""
        _check_text(query)
        with self._sentences():
            statements = self._connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise BadQuery(
                    "Only one SELECT at a time can be asked (or FROM, WITH, DESCRIBE, SUMMARIZE, SHOW TABLES):"
                    " a release is never changed, and nothing else is in reach."
                )
            relation = self._connection.sql(statements[0])
        return self._answer(relation)

    @property
    def records(self) -> int:
        """How many records the release has."""
        return self._release.manifest.counts["records"]

    def ask_chosen(self, query: str, where: Sequence[str] = ()) -> Answer:
        """Return what our own query finds, in which `chosen` are the records for which each condition is true.

        Raises BadQuery, DamagedRelease.
        """
        with self._sentences():
            relation = self._filtered("records", where).query("chosen", query)
        return self._answer(relation)

    def select(self, table: str, where: Sequence[str] = (), columns: Sequence[str] | None = None) -> Answer:
        """Return the rows of a table, in its order, for which each condition is true.

        Raises BadQuery, DamagedRelease.
        """
        with self._sentences():
            relation = self._filtered(table, where)
            if columns is not None:
                self._check_columns(table, relation.columns, columns)
                relation = relation.select(*map(duckdb.ColumnExpression, columns))
        return self._answer(relation)

    def _check_columns(self, table: str, known: Sequence[str], wanted: Sequence[str]) -> None:
        strange = [name for name in wanted if name not in known]
        if strange or not wanted:
            what = "has columns, and none was named."
            if strange:
                what = f"has no column {strange[0]!r}.{did_you_mean(strange[0], known)}"
            raise BadQuery(f"The table {table} {what} There are: {', '.join(known)}.")

    def count(self, table: str, where: Sequence[str] = ()) -> int:
        """Return how many rows of a table fulfil each condition. Raises BadQuery, DamagedRelease."""
        with self._sentences():
            relation = self._filtered(table, where).query("chosen", "SELECT count(*) FROM chosen")
        return int(next(self._answer(relation).rows())[0])

    def _filtered(self, table: str, where: Sequence[str]) -> duckdb.DuckDBPyRelation:
        relation = self._connection.table(table)
        for condition in where:
            _check_text(condition)
            relation = relation.filter(condition)
        return relation

    def _answer(self, relation: duckdb.DuckDBPyRelation | None) -> Answer:
        if relation is None:
            raise BadQuery("This asks for nothing.")
        with self._sentences():
            reader = relation.to_arrow_reader(_BATCH)
        return Answer(tuple(reader.schema.names), self._batches(reader))

    def _batches(self, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        while True:
            with self._sentences():
                try:
                    batch = reader.read_next_batch()
                except StopIteration:
                    return
            yield batch

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what the library raises into a sentence: a damaged file, or a query that cannot be answered."""
        try:
            yield
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise self._sentence(error) from error

    def _sentence(self, error: Exception) -> QamillError:
        text, place = str(error), self._release.location
        if isinstance(place, StoredPath) and (failure := unreachable(place.address, error)):
            return failure
        if "checksum" in text or "Parquet" in text or "deserialize" in text:
            return DamagedRelease(place, f"a table cannot be read ({text.splitlines()[0]})")
        return BadQuery(explained(text))


def _check_text(text: str) -> None:
    """Do nothing for text that is written in UTF-8. Raises BadQuery for half characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadQuery("This is no text in UTF-8.") from None


def explained(message: str) -> str:
    """Return what the database says of a query on one line, with what most often helps."""
    lines = [line.strip() for line in message.split("\n\nLINE ")[0].splitlines()]
    first = " ".join(line for line in lines if line and not line.startswith(_OWN_TABLE)).rstrip(".")
    end = "" if first.endswith(("?", "!")) else "."
    return f"{first}{end}{next((f' {hint}' for sign, hint in _HINTS.items() if sign in first), '')}"


_OWN_TABLE = 'Did you mean "pg_'  # a table of the database itself
_HINTS = {
    "Referenced column": "Text stands in single quotes: language = 'en'. `qamill help schema` lists the columns.",
    "Referenced table": "Text stands in single quotes: source = 'example.org'.",
    "Permission Error": "Files are out of reach here: only the tables of the release can be asked.",
    "Table with name": "SHOW TABLES lists the tables; files are out of reach.",
    "syntax error": "`qamill help show` shows examples.",
}
"""What to do, by a sign in the message of the database."""


@contextmanager
def open_database(release: Release) -> Iterator[Database]:
    """Yield the tables of a release, which is read when it is asked. Raises DamagedRelease."""
    with (
        TemporaryDirectory(prefix="qamill-") as spilled,  # what does not fit into memory; else it lay where we run
        duckdb.connect(":memory:", config={**_NO_EXTENSIONS, "temp_directory": spilled}) as connection,
    ):
        for name, schema in (tables_of(release.manifest.schema_version) | TABLES_IF_ANY).items():
            is_there = name not in TABLES_IF_ANY or name in release.manifest.content
            connection.register(name, scan_table(release, name) if is_there else schema.empty_table())
        connection.execute(_MACROS)
        for statement in _LOCKED:
            connection.execute(statement)
        yield Database(release, connection)
