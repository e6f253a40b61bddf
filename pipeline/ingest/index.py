"""`raw/index.csv`: what is known about pages, read and written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..storage.kept import content_of
from ..text.table import (
    MARK,
    BadTable,
    Mistake,
    Row,
    csv_line,
    decoded,
    plain,
    separator_of,
    split_lines,
    whole_rows,
)
from ..web.addresses import escape
from .errors import BadPageIndex
from .index_faults import COLUMNS_OF_PAIRS, INDEX_COLUMNS, wrong_header, wrong_row
from .names import Names, shown, spelled
from .times import parse_time

INDEX = "index.csv"


class PageAbout(NamedTuple):
    """What an index says of a page."""

    url: str | None = None
    charset: str | None = None
    retrieved_at: datetime | None = None
    columns: str = ""
    """How the columns of a table of pairs are called, as JSON: `{"question": "Frage"}`."""
    line: int = 0
    """The line that says so, from 1."""


PageIndex = dict[str, PageAbout]
"""What is known about pages, by their path."""


def read_index(path: Path | str) -> PageIndex:
    """Return what an `index.csv` says, by page as it is written there; nothing if there is none.

    Raises BadPageIndex, which names the mistakes with their lines, the header being line 1.
    """
    return {page: line.about for page, line in _read(path).lines.items()}


def parse_index(name: str, content: bytes) -> PageIndex:
    """Return what the bytes of an index say, as `read_index` does. Raises BadPageIndex."""
    return {page: line.about for page, line in _parse(name, content).lines.items()}


def match(known: PageIndex, find: Callable[[str], list[str]], why_missing: Callable[[str], str]) -> _Matched:
    """Return what an index says of each file, and its lines that fit none or several.

    `find` returns the files that a name fits; `why_missing` says why there is none, empty if that is no mistake.
    """
    about: PageIndex = {}
    mistakes: list[Mistake] = []
    for written, said in known.items():
        files = find(written)
        written = written.strip()
        why = why_missing(written) if not files else ""
        if len(files) > 1:
            why = f"{written} may be any of {', '.join(files)}; rename the others"
        elif files and files[0] in about:
            why = f"{files[0]} has a line above; keep one of them"
        elif files:
            about[files[0]] = said
        if why:
            mistakes.append(Mistake(said.line, why))
    return _Matched(about, mistakes)


def index_with(path: Path, page: str, said: dict[str, str]) -> bytes:
    """Return the index with a page's line in it; what is not said, and all other lines, stay as they are.

    Raises BadPageIndex.
    """
    index = _read(path)
    said = {name: value for name, value in said.items() if value}
    header = index.header.fields or [*INDEX_COLUMNS]
    header = [*header, *(name for name in INDEX_COLUMNS if name in said and name not in map(plain, header))]
    row = _row_of(index, path.parent, page)
    fields = {"path": spelled(page), **dict(zip(map(plain, header), row.fields if row else [], strict=False)), **said}
    lines = split_lines(index.text)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += end
    start, stop = (row.line - 1, row.end - 1) if row else (len(lines), len(lines))
    lines[start:stop] = [csv_line([fields.get(plain(name), "") for name in header], index.separator, end)]
    if header != index.header.fields:
        lines[index.header.line - 1 : index.header.end - 1] = [csv_line(header, index.separator, end)]
    return (MARK * index.is_marked + "".join(lines)).encode()


def index_without(path: Path, is_out: Callable[[str, PageAbout], bool]) -> bytes | None:
    """Return an index without the lines of some pages; None where it has none of them. Raises BadPageIndex."""
    content = _content(path)
    return content and index_of_others(path, content, is_out)


def index_of_others(path: Path | str, content: bytes, is_out: Callable[[str, PageAbout], bool]) -> bytes | None:
    """Return what `index_without` does of an index whose bytes are at hand. Raises BadPageIndex."""
    index = _parse(path, content)
    rows = [line.row for page, line in index.lines.items() if is_out(page, line.about)]
    if not rows:
        return None
    lines = split_lines(index.text)
    out = {number for row in rows for number in range(row.line - 1, row.end - 1)}
    left = "".join(line for number, line in enumerate(lines) if number not in out)
    return (MARK * index.is_marked + left).encode()


def _row_of(index: _Index, folder: Path, page: str) -> Row | None:
    """The row of an index that is about a file of its folder."""
    known = {written: line.about for written, line in index.lines.items()}
    about = match(known, names_in(folder, page).find, lambda _: "").about.get(page)
    return next((line.row for line in index.lines.values() if about and line.row.line == about.line), None)


def names_in(folder: Path, *more: str) -> Names:
    """Return the names of the files in a folder, and some more, to find files by."""
    return Names({*more, *map(shown, map(os.fsencode, os.listdir(folder) if folder.is_dir() else ()))})


class _Matched(NamedTuple):
    """The lines of an index and the files that they are about."""

    about: PageIndex
    """By the paths of the files, as they are shown."""
    mistakes: list[Mistake]


class _Line(NamedTuple):
    """A line of an index."""

    row: Row
    about: PageAbout


class _Index(NamedTuple):
    """An index without mistakes."""

    text: str
    """Without a byte order mark."""
    is_marked: bool
    separator: str
    header: Row
    lines: dict[str, _Line]
    """By the path that is written there."""


def _read(path: Path | str) -> _Index:
    """Read an index; an empty one if there is no file. Raises BadPageIndex."""
    content = _content(path)
    return _Index("", False, ",", Row(1, 1, []), {}) if content is None else _parse(path, content)


def _parse(path: Path | str, content: bytes) -> _Index:
    try:
        text = decoded(content)
    except BadTable as error:
        raise BadPageIndex(path, *error.mistake) from error
    separator = separator_of(text, "path")
    mistakes: list[Mistake] = []
    header, *rows = whole_rows(text, separator, mistakes) or [Row(1, 1, [])]
    rows = [row for row in rows if any(map(str.strip, row.fields))]  # as spreadsheets leave them below a table
    in_header = mistakes if mistakes and not header.fields else [*wrong_header(header)]
    lines = _lines(header, [] if in_header else rows, mistakes)
    if in_header or mistakes:
        first, *more = in_header or sorted(mistakes)
        raise BadPageIndex(path, *first, *more)
    return _Index(text, content.startswith(MARK.encode()), separator, header, lines)


def _lines(header: Row, rows: list[Row], mistakes: list[Mistake]) -> dict[str, _Line]:
    """The rows by the path that is written there; mistakes are added to those found so far."""
    lines: dict[str, _Line] = {}
    for row in rows:
        as_written = dict(zip(map(plain, header.fields), row.fields, strict=False))
        fields = {name: field.strip() for name, field in as_written.items()}
        written = fields.get("path", "")
        page = PurePosixPath(as_written.get("path", "")).as_posix()  # a file's name may begin or end with a blank
        mistakes += wrong_row(row, header, fields)
        if written and page in lines:
            mistakes.append(Mistake(row.line, f"{page} has a line above; keep one of them"))
        lines[page] = _Line(row, _about(fields, row.line))
    return lines


def _content(path: Path | str) -> bytes | None:
    try:
        return content_of(path)
    except BadTable as error:
        raise BadPageIndex(path, *error.mistake) from error


def _about(fields: dict[str, str], line: int) -> PageAbout:
    url, time = fields.get("url"), fields.get("retrieved_at", "")
    named = {name: fields[name] for name in COLUMNS_OF_PAIRS if fields.get(name)}
    columns = json.dumps(named, ensure_ascii=False) if named else ""
    return PageAbout(escape(url) if url else None, fields.get("charset") or None, parse_time(time), columns, line)
