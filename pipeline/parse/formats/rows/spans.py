"""Where in its file a pair of a table stands."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ....schema import CSV, JSON
from ....text.table import Row, split_lines
from ...locators import split_pointers
from ...page import Page
from .items import csv_rows, data_of, value_at


def spans_of(page: Page, locator: str) -> list[tuple[int, int]]:
    """Return where in its file a pair stands, as ranges of characters: what of its row is found there, or the row."""
    text = page.text
    pointers = split_pointers(locator)[:2]
    start, stop = 0, len(text)
    if page.document.media_type != JSON:
        start, stop = _lines_at(page, pointers[0].split("/")[1])
    found = []
    for pointer in pointers:
        value = str(value_at(page.once(data_of), pointer))
        span = next((span for way in _ways(value) if (span := _span(text, way, start, stop))), None)
        if span is None:
            return [(start, stop)] if page.document.media_type != JSON else []
        found.append(span)
    return found


def _ways(value: str) -> Iterator[str]:
    """How a value may be written in a file."""
    yield from (json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1], value.replace('"', '""'), value)


def _span(text: str, written: str, start: int, stop: int) -> tuple[int, int] | None:
    at = text.find(written, start, stop) if written else -1
    return (at, at + len(written)) if at >= 0 else None


def _lines_at(page: Page, number: str) -> tuple[int, int]:
    """The characters of the row that begins in a line."""
    first = int(number) - 1
    if page.document.media_type == CSV:
        lines = split_lines(page.text)
        ends = (row.end - 1 for row in csv_rows(page) if isinstance(row, Row) and row.line == first + 1)
        last = next(ends, first + 1)
    else:
        lines = [f"{line}\n" for line in page.text.split("\n")]
        last = first + 1
    start = sum(map(len, lines[:first]))
    return start, start + len("".join(lines[first:last]).rstrip("\r\n"))
