"""A table that people keep as CSV, read strictly: what cannot be taken as it is meant is a mistake with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import NamedTuple

SEPARATORS = (",", ";", "\t", "|")
MARK = "\ufeff"
"""What spreadsheets write at the start of a table in UTF-8."""
_MOST_MISTAKES = 6  # in words; chosen to fit a screen
_LONGEST = 131_072
"""The most characters of a field: what Python's reader of CSV takes, unless a library in the process changed that."""


@contextmanager
def longest_field(characters: int) -> Iterator[None]:
    """Let Python's reader of CSV take fields of so many characters for a while: its limit is one for all readers."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class Mistake(NamedTuple):
    """Something in a table that cannot be taken as it is meant."""

    line: int
    why: str


class Row(NamedTuple):
    """A row of a table."""

    line: int
    """Where it begins, from 1."""
    end: int
    """The first line after it."""
    fields: list[str]


class BadTable(ValueError):
    """A table that cannot be read, or a row of which it cannot be known where it ends."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.why)
        self.mistake = mistake


def list_of_mistakes(mistakes: Iterable[Mistake]) -> str:
    """Return the first mistakes of a table in words, and how many more there are."""
    named = [f"line {line}: {why}" for line, why in sorted(mistakes)]
    left = len(named) - _MOST_MISTAKES
    return "; ".join([*named[:_MOST_MISTAKES], *([f"and {left} more mistakes"] if left > 0 else [])])


def decoded(content: bytes) -> str:
    """Return a table as text, without what marks it as UTF-8. Raises BadTable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(split_lines(content[: error.start].decode("latin-1") + "-"))
        raise BadTable(Mistake(line, f"not a CSV file in UTF-8 ({error.reason})")) from error
    if "\0" in text:
        line = len(split_lines(text[: text.index("\0") + 1]))
        raise BadTable(Mistake(line, "not a CSV file in UTF-8 (it holds a NUL byte)"))
    return text


def split_lines(text: str) -> list[str]:
    """Return the lines of a table, each with its end; lines that are counted here are counted everywhere."""
    return StringIO(text, newline="").readlines()


def separator_of(text: str, column: str) -> str:
    """Return what splits the fields: what the first line has between its columns, one of which is known."""
    for separator in SEPARATORS:
        try:
            header = next(read_rows(text, separator), None)
        except BadTable:
            continue
        if header and column in map(plain, header.fields):
            return separator
    return SEPARATORS[0]


def plain(name: str) -> str:
    """Return the name of a column without what does not matter."""
    return name.strip().lower()


def read_rows(text: str, separator: str) -> Iterator[Row]:
    """Yield the rows that hold anything. Raises BadTable, with the line in which the quote opens."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            before = csv.field_size_limit(_LONGEST)  # not `longest_field`, which takes as long as a row
            try:
                fields = next(reader, None)
            finally:
                csv.field_size_limit(before)
        except csv.Error as error:
            raise BadTable(_bad_row(text, separator, line, error)) from error
        if fields is None:
            return
        if fields:
            yield Row(line, reader.line_num + 1, fields)
        line = reader.line_num + 1


def whole_rows(text: str, separator: str, mistakes: list[Mistake]) -> list[Row]:
    """Return the rows up to the first of which it cannot be known where it ends, which is added to the mistakes."""
    rows = []
    try:
        for row in read_rows(text, separator):
            rows.append(row)  # noqa: PERF402  those before a mistake count, too
    except BadTable as error:
        mistakes.append(error.mistake)
    return rows


def csv_line(fields: Iterable[str], separator: str, end: str) -> str:
    """Return a row as a line of a table, which ends in `end`."""
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerow(fields)
    return text.getvalue()


def _bad_row(text: str, separator: str, line: int, error: csv.Error) -> Mistake:
    """What is wrong with the row that begins in a line: a quote, or else what the reader says."""
    rest = "".join(split_lines(text)[line - 1 :])
    field = re.compile(f'(?:"(?:[^"]|"")*"|(?!")[^{re.escape(separator)}\r\n]*)(?:{re.escape(separator)}|\r\n|[\r\n])')
    at = 0
    while match := field.match(rest, at):
        if match.end() - at > _LONGEST:
            return Mistake(line + rest.count("\n", 0, at), f"a field is longer than {_LONGEST:,} characters")
        at = match.end()
    if rest.startswith('"', at):
        why = (
            "a quote opens here that is not closed before a comma or the line's end; write a quote inside a field twice"
        )
        return Mistake(line + len(split_lines(rest[:at] + '"')) - 1, why)
    return Mistake(line, str(error))
