"""What can be wrong with the lines of `raw/index.csv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from ..text.charsets import is_charset
from ..text.table import SEPARATORS, Mistake, Row, plain, split_lines
from ..web.addresses import escape, fault_of, names_user
from .names import shown
from .times import parse_time

INDEX_COLUMNS = ("path", "url", "retrieved_at", "charset", "note")
COLUMNS_OF_PAIRS = ("question", "answer", "source")
"""Columns in which an index says how those of a table of pairs are called."""


def wrong_header(header: Row) -> Iterator[Mistake]:
    """Yield what is wrong with the first line, which names the columns."""
    names = [plain(name) for name in header.fields]
    known = ",".join((*INDEX_COLUMNS, *COLUMNS_OF_PAIRS))
    if "path" not in names:
        yield Mistake(header.line, f"the first line must name the columns {known}")
    for name in names:
        if name and name not in (*INDEX_COLUMNS, *COLUMNS_OF_PAIRS):
            yield Mistake(
                header.line, f"there is no column {name!r}, only {known}; what you want to keep goes into note"
            )
    for name, times in Counter(names).items():
        if name and times > 1:
            yield Mistake(header.line, f"the column {name} is there {times} times")


def wrong_row(row: Row, header: Row, fields: dict[str, str]) -> Iterator[Mistake]:
    """Yield what is wrong with a row; `fields` are its fields by the plain names of their columns."""
    columns = [*map(plain, header.fields)]
    if other := _other_separator(row, columns):
        yield Mistake(row.line, f"split by {other!r}, and the first line is not; use one of them in all lines")
        return
    if len(row.fields) > len(columns):
        yield Mistake(row.line, "more fields than the first line has columns; quote fields with a comma")
    for name, field in zip(columns, row.fields, strict=False):
        if not name and field.strip():
            yield Mistake(row.line, f"{field.strip()!r} is in a column without a name")
        elif name != "note" and len(split_lines(field.strip())) > 1:
            yield Mistake(row.line, f"the {name} goes on in the next line; a quote is missing or too many")
    for name, find_fault in _FAULTS.items():
        if why := find_fault(fields.get(name, "")):
            yield Mistake(row.line, why)


def _other_separator(row: Row, columns: list[str]) -> str:
    """What splits a row of one field into as many as there are columns; empty if nothing does."""
    if len(row.fields) > 1 or len(columns) < 2:
        return ""
    return next((mark for mark in SEPARATORS if row.fields[0].count(mark) == len(columns) - 1), "")


def _wrong_path(path: str) -> str:
    parts = PurePosixPath(path).parts
    return "" if parts and parts[0] != "/" and ".." not in parts else not_below(path)


def not_below(path: str) -> str:
    """Return what is said of a path that leads out of the folder."""
    return f"path must name a page below the folder, not '{shown(path)}'"


def _wrong_url(url: str) -> str:
    if names_user(escape(url)):  # which is not repeated here
        return "the url holds a user name or a password, which would be released; write it without"
    fault = fault_of(escape(url)) if url else ""
    return f"'{shown(url)}' is no web address: {fault}" if fault else ""


def _wrong_time(written: str) -> str:
    is_wrong = written and parse_time(written) is None
    return f"retrieved_at must be like 2026-01-31 or 2026-01-31T12:00:00Z, not {written!r}" if is_wrong else ""


def _wrong_charset(charset: str) -> str:
    return f"{charset!r} is no charset; utf-8 and windows-1252 are" if charset and not is_charset(charset) else ""


_FAULTS: dict[str, Callable[[str], str]] = {
    "path": _wrong_path,
    "url": _wrong_url,
    "retrieved_at": _wrong_time,
    "charset": _wrong_charset,
}
"""What is wrong with a field of a column; empty if nothing is."""
