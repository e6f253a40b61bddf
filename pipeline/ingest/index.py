"""`raw/index.csv`: what is known about pages, read and written."""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..storage import CannotWrite, flush, open_file
from ..text.charsets import is_charset
from ..text.table import (
    MARK,
    SEPARATORS,
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
from ..web.addresses import escape, fault_of, names_user
from .errors import BadPageIndex
from .names import Names, shown, spelled

INDEX = "index.csv"
INDEX_COLUMNS = ("path", "url", "retrieved_at", "charset", "note")
COLUMNS_OF_PAIRS = ("question", "answer", "source")
"""Columns in which an index says how those of a table of pairs are called."""


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
    in_header = mistakes if mistakes and not header.fields else [*_wrong_header(header)]
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
        mistakes += _wrong_row(row, header, fields)
        if written and page in lines:
            mistakes.append(Mistake(row.line, f"{page} has a line above; keep one of them"))
        lines[page] = _Line(row, _about(fields, row.line))
    return lines


def _content(path: Path | str) -> bytes | None:
    try:
        return content_of(path)
    except BadTable as error:
        raise BadPageIndex(path, *error.mistake) from error


def content_of(path: Path | str) -> bytes | None:
    """Return the bytes of a table that people keep beside their pages; None if there is none. Raises BadTable."""
    try:
        with open_file(os.fsencode(path)) as stream:
            return stream.readall()
    except FileNotFoundError as error:
        if os.path.islink(path):
            raise BadTable(Mistake(1, "it is a broken link")) from error
        return None
    except OSError as error:
        raise BadTable(Mistake(1, f"it cannot be read ({error.strerror or error})")) from error


def _wrong_header(header: Row) -> Iterator[Mistake]:
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


def _wrong_row(row: Row, header: Row, fields: dict[str, str]) -> Iterator[Mistake]:
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


def _about(fields: dict[str, str], line: int) -> PageAbout:
    url, time = fields.get("url"), fields.get("retrieved_at", "")
    named = {name: fields[name] for name in COLUMNS_OF_PAIRS if fields.get(name)}
    columns = json.dumps(named, ensure_ascii=False) if named else ""
    return PageAbout(escape(url) if url else None, fields.get("charset") or None, parse_time(time), columns, line)


def parse_time(written: str) -> datetime | None:
    """Return an ISO 8601 time as UTC without a zone, or None where it is none."""
    try:
        time = datetime.fromisoformat(written)
        if (time.hour or time.minute) and not any(sign in written for sign in "Tt "):
            return None  # a day with a zone (2026-01-31+01:00), which is taken for a time of it
        return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
    except (ValueError, OverflowError):
        return None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of a table that people keep, while it is read and then written. Raises CannotWrite."""
    from filelock import FileLock  # only who writes waits for it

    if not path.parent.is_dir():  # the lock would make one
        raise CannotWrite(path.parent, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), undone="written")
    try:
        with FileLock(path.with_name(f".{path.name}.lock")):
            yield
    except OSError as error:
        raise CannotWrite(path.parent, error, undone="written") from error


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, whatever kills the process or the power; where a link is, that it leads to.

    Who calls it holds a lock: the file that becomes the new one has the same name each time, so that the next writer
    takes what a killed one left.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    with temporary.open("xb") as stream:
        stream.write(content)
    flush(temporary)
    temporary.replace(path)
    flush(path.parent)
