"""One part of a site: the pages of a range of questions, and what lists and search need of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ..pages.environment import shortened
from .files import write_page
from .index import Postings
from .layout import FACETS
from .questions import Question, questions_between
from .render import Entry, Site, question_pages

LISTED = pa.schema(
    [
        *((name, pa.string()) for name in ("facet", "value", "key", *Entry._fields[:3])),
        ("answers", pa.int64()),
    ]
)
"""The columns of what lists are made of: a row for each question in each list."""
RESULTS = pa.schema([*((name, pa.string()) for name in Entry._fields[:3]), ("answers", pa.int64())])
"""The columns of what the results of a search show."""
_START = 160  # characters of an answer that a list shows, chosen: two lines


class Written(NamedTuple):
    """What a part of a site holds."""

    questions: int
    records: int
    standing: Counter[str]
    """The number of answers by how they stand."""


def part_name(number: int, kind: str) -> str:
    """Return the name of the file that a part leaves for what comes after it."""
    return f"{kind}-{number:06}.{'arrow' if kind == 'words' else 'parquet'}"


def write_part(site: Site, work: Path, target: Path, number: int, start: str, stop: str) -> Written:
    """Write the pages of the questions whose ids lie in a half-open range, and files for lists and search."""
    postings, standing = Postings(), Counter[str]()
    entries: list[Entry] = []
    listed: list[tuple[object, ...]] = []
    for question in questions_between(work, start, stop):
        for path, text in question_pages(site, question):
            write_page(target, path, text)
        entries.append(_entry(question))
        listed += _listed(question, entries[-1])
        postings.add(question)
        standing.update(answer.status for answer in question.answers)
    postings.write(work / part_name(number, "words"))
    _save(listed, LISTED, work / part_name(number, "listed"))
    _save(entries, RESULTS, work / part_name(number, "results"))
    return Written(len(entries), standing.total(), standing)


def _entry(question: Question) -> Entry:
    start = " ".join(question.answers[0].row["answer"][: 2 * _START].split())
    return Entry(question.id, question.text, shortened(start, _START), len(question.answers))


def _listed(question: Question, entry: Entry) -> Iterator[tuple[object, ...]]:
    key = question.text.casefold()
    for facet in FACETS:
        for value in facet.values(question):
            yield facet.folder, value, key, *entry


def _save(rows: list[tuple[object, ...]] | list[Entry], schema: pa.Schema, file: Path) -> None:
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    pq.write_table(pa.table(arrays, schema=schema), file)
