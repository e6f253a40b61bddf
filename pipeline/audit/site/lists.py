"""The lists of a site: the questions of each source, type and language, and what the results of a search show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pyarrow.dataset import dataset

from .files import write_page
from .index import write_shown
from .layout import FACETS, FACETS_BY_FOLDER, Facet, list_path, values_path
from .parts import part_name
from .render import Entry, Paging, Site, list_page, values_page

_ENTRIES, _VALUES = 100, 300  # on a page, chosen: more of them are slow to look through
_FIRST_VALUES = 12  # on the page that a site starts with, chosen
_ROWS = 10_000  # that are in memory at a time
_MEMORY = "1GB"  # that ordering may take before it goes to disk
Values = list[tuple[str, int]]


def write_lists(site: Site, work: Path, target: Path) -> None:
    """Write the pages that name the values of each facet, and those that list the questions of each value."""
    counts: dict[tuple[str, str], int] = {}
    for facet in FACETS:
        values = _values(work, facet)
        counts |= {(facet.folder, value): count for value, count in values}
        _write_values(site, facet, values, target)
    for (folder, value), rows in groupby(_ordered(work), key=lambda row: (row[0], row[1])):
        entries = (Entry(*row[2:]) for row in rows)
        _write_list(site, FACETS_BY_FOLDER[folder], value, entries, counts[folder, value], target)


def write_results(work: Path, parts: int, target: Path) -> None:
    """Write what the results of a search show of each question."""
    write_shown(_results(work, parts), target)


def first_values(work: Path, facet: Facet) -> tuple[Values, int]:
    """Return the values of a facet that most questions have, and how many values it has."""
    values = _values(work, facet)
    return values[:_FIRST_VALUES], len(values)


def _write_values(site: Site, facet: Facet, values: Values, target: Path) -> None:
    pages = -(-len(values) // _VALUES) or 1
    for page in range(1, pages + 1):
        some = values[(page - 1) * _VALUES : page * _VALUES]
        text = values_page(site, facet, some, len(values), Paging(page, pages))
        write_page(target, values_path(facet, page), text)


def _write_list(site: Site, facet: Facet, value: str, entries: Iterator[Entry], count: int, target: Path) -> None:
    pages = -(-count // _ENTRIES)
    for page in range(1, pages + 1):
        text = list_page(site, facet, value, [*islice(entries, _ENTRIES)], count, Paging(page, pages))
        write_page(target, list_path(facet, value, page), text)


def _values(work: Path, facet: Facet) -> Values:
    query = (
        "SELECT value, count(*) AS questions FROM listed WHERE facet = ? GROUP BY value ORDER BY questions DESC, value"
    )
    return list(_select(work, query, facet.folder))


def _ordered(work: Path) -> Iterator[Sequence[Any]]:
    query = "SELECT facet, value, id, text, start, answers FROM listed ORDER BY facet, value, key, id"
    yield from _select(work, query)


def _select(work: Path, query: str, *arguments: str) -> Iterator[Any]:
    """The rows of a query over what is to be listed; what does not fit into memory goes to disk."""
    import duckdb

    with duckdb.connect() as database:
        database.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 1; SET enable_progress_bar = false")
        database.execute("SET temp_directory = ?", [str(work / "spilled-lists")])
        database.register("listed", dataset([str(file) for file in sorted(work.glob("listed-*.parquet"))]))
        for batch in database.sql(query, params=[*arguments]).to_arrow_reader(_ROWS):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _results(work: Path, parts: int) -> Iterator[Sequence[Any]]:
    for number in range(parts):
        table = pq.read_table(work / part_name(number, "results"), use_threads=False)
        yield from zip(*(column.to_pylist() for column in table.columns), strict=True)
