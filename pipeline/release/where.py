"""Rows of a release for which conditions are true: `--where` of the commands.

A condition is what SQL has after WHERE, over the columns of the table (`qamill help schema`): `language = 'en'`,
`length(answer) > 200 and not has(flags, 'truncated')`. `has(words, word)` asks a column of words, as `flags` is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .database import Answer, open_database
from .versions import Release


@contextmanager
def rows_where(
    release: Release, where: Sequence[str] = (), columns: Sequence[str] | None = None, table: str = "records"
) -> Iterator[Answer]:
    """Yield the rows of a table for which each condition is true, in the table's order, a batch at a time.

    Raises BadQuery, DamagedRelease.
    """
    with open_database(release) as database:
        yield database.select(table, where, columns)
