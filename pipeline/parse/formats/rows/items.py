"""The rows of a table, and the objects and lists in JSON, each with the way to it, as JSON pointer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from ....schema import CSV, JSON, JSON_LINES, Reason, Rejected, Stage
from ....text.patterns import pattern
from ....text.table import SEPARATORS, BadTable, Row, read_rows
from ....web.json_pointer import key_of, token
from ....web.lenient_json import Loaded, NotJson, load
from ...page import Page
from .columns import named_columns, roles_of

NAME = "rows"
_LONGEST_SHOWN = 2_000  # characters (chosen) of what cannot be read
_STATED_SEPARATOR = pattern(rf'"?sep=([{re.escape("".join(SEPARATORS))}])"?[ \t]*[\r\n]', re.IGNORECASE)
"""The first line that spreadsheets write for each other: `sep=;`."""


class Object(NamedTuple):
    """A row or an object, and the way to it."""

    pointer: str
    """Of a line of a file its number, from 1: `/7`."""
    cells: Mapping[str, Any]
    flags: tuple[str, ...] = ()


class List(NamedTuple):
    """A list that no object holds, which may be the messages of a chat, and the way to it."""

    pointer: str
    values: list[Any]
    flags: tuple[str, ...] = ()


def items(page: Page) -> Iterator[Object | List | Rejected]:
    """Yield the rows of a table, or the objects and lists in JSON at whatever depth, and what cannot be read."""
    yield from _READERS[page.document.media_type](page)


def data_of(page: Page) -> Any:
    """Return the data that the locators of a page lead into: of CSV and lines of JSON, by the number of the line."""
    if page.document.media_type == JSON:
        loaded = _loaded(page.text)
        return loaded.value if loaded else None
    rows = (item for item in items(page) if isinstance(item, Object))
    if page.document.media_type == CSV:
        return {item.pointer[1:]: item.cells for item in rows}
    lines = ((number, _loaded(line)) for number, line in _numbered(page))
    return {number: loaded.value for number, loaded in lines if loaded}


def value_at(data: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to. Raises LookupError, TypeError or ValueError where that is nothing."""
    value = data
    for step in map(key_of, pointer.split("/")[1:]):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _table(page: Page) -> Iterator[Object | Rejected]:
    """The rows of CSV by the names in the first one, whatever splits the fields."""
    rows = csv_rows(page)
    header = next(rows, None)
    if header is None or isinstance(header, BadTable):
        return
    names = [name.strip() for name in header.fields]
    for row in rows:
        if isinstance(row, BadTable):
            yield _unreadable(str(row), str(row.mistake.line))
        elif any(map(str.strip, row.fields[len(names) :])):
            yield _unreadable(f"more fields than the first line has columns: {row.fields}", str(row.line))
        else:
            yield Object(f"/{row.line}", dict(zip(names, row.fields, strict=False)))


def csv_rows(page: Page) -> Iterator[Row | BadTable]:
    """Yield the rows of CSV; what ends them before the file does comes last."""
    text = page.text.removeprefix("\ufeff")
    stated = _STATED_SEPARATOR.match(text)
    separator = stated[1] if stated else _separator_of(page, text)
    try:
        yield from islice(read_rows(text, separator), 1 if stated else 0, None)
    except BadTable as error:
        yield error


def _separator_of(page: Page, text: str) -> str:
    """What splits the fields: what the first row has between its names, one of which is known."""
    named = named_columns(page)
    for separator in SEPARATORS:
        try:
            header = next(read_rows(text, separator), None)
        except BadTable:
            continue
        roles = roles_of(dict.fromkeys(header.fields), named) if header else {}
        if {"question", "answer"} <= roles.keys():
            return separator
    return SEPARATORS[0]


def _lines(page: Page) -> Iterator[Object | List | Rejected]:
    for number, line in _numbered(page):
        yield from _walk(line, number)


def _numbered(page: Page) -> Iterator[tuple[str, str]]:
    """The number and the text of each line that shows something."""
    lines = enumerate(page.text.removeprefix("\ufeff").split("\n"), start=1)
    return ((str(number), line) for number, line in lines if line.strip())


def _whole(page: Page) -> Iterator[Object | List | Rejected]:
    return _walk(page.text, "")


def _walk(text: str, line: str) -> Iterator[Object | List | Rejected]:
    """Every object in a JSON text, and every list that none of them holds, in their order."""
    loaded = _loaded(text)
    if loaded is None:
        yield _unreadable(text, line)
        return
    flags = (("repaired_markup",) if loaded.repaired else ()) + (("truncated",) if loaded.cut else ())
    waiting: list[tuple[str, Any, bool]] = [(f"/{line}" if line else "", loaded.value, False)]
    while waiting:
        at, value, is_in_object = waiting.pop()
        is_object = isinstance(value, dict)
        if is_object:
            yield Object(at, value, flags)
        elif not is_in_object:
            yield List(at, value, flags)
        inner = value.items() if is_object else enumerate(value)
        nested = [(f"{at}/{token(key)}", each, is_object) for key, each in inner if isinstance(each, dict | list)]
        waiting += reversed(nested)


def _loaded(text: str) -> Loaded | None:
    """The data of a JSON text; None where it is none, or where a repair had to guess where texts end."""
    try:
        loaded = load(text)
    except NotJson:
        return None
    return None if loaded.is_guess else loaded


def _unreadable(text: str, line: str) -> Rejected:
    locator = f"{NAME}=/{line}" if line else NAME
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, f"this cannot be read\n\n{text[:_LONGEST_SHOWN]}", locator)


_READERS = {CSV: _table, JSON: _whole, JSON_LINES: _lines}
