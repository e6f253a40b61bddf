"""`raw/index.csv`: what is known about pages, read and written."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..storage import open_file
from .errors import BadPageIndex

INDEX = "index.csv"
INDEX_COLUMNS = ("path", "url", "retrieved_at", "charset", "note")


class PageAbout(NamedTuple):
    """What an index says of a page."""

    url: str | None = None
    charset: str | None = None
    retrieved_at: datetime | None = None


PageIndex = dict[str, PageAbout]
"""What is known about pages, by their path."""


def read_index(path: Path | str) -> PageIndex:
    """Return what an `index.csv` says, by page; nothing if there is none. Raises BadPageIndex."""
    try:
        with open_file(os.fsencode(path)) as stream:
            content = stream.readall()
    except FileNotFoundError:
        return {}
    known: PageIndex = {}
    try:
        rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), restkey="more")
        rows.fieldnames = [name.strip() for name in rows.fieldnames or []]
        if "path" not in rows.fieldnames:
            raise BadPageIndex(path, 1, f"the first line must name the columns {','.join(INDEX_COLUMNS)}")
        for row in rows:
            page = _index_path(path, rows.line_num, row)
            if page in known:
                raise BadPageIndex(path, rows.line_num, f"{page} has a line above; keep one of them")
            known[page] = PageAbout(
                row.get("url") or None,
                row.get("charset") or None,
                _index_time(path, rows.line_num, row.get("retrieved_at") or ""),
            )
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadPageIndex(path, 1, f"not a CSV file in UTF-8 ({error})") from error
    return known


def _index_path(index: Path | str, line: int, row: dict[str, str]) -> str:
    if "more" in row:
        raise BadPageIndex(index, line, "more fields than the first line has columns; quote fields with a comma")
    path = (row["path"] or "").strip()
    if not path or Path(path).is_absolute() or ".." in Path(path).parts:
        raise BadPageIndex(index, line, f"path must name a page below the folder, not {path!r}")
    return PurePosixPath(path).as_posix()


def _index_time(index: Path | str, line: int, written: str) -> datetime | None:
    if not written:
        return None
    time = parse_time(written)
    if time is None:
        why = f"retrieved_at must be like 2026-01-31 or 2026-01-31T12:00:00Z, not {written!r}"
        raise BadPageIndex(index, line, why)
    return time


def parse_time(written: str) -> datetime | None:
    """Return an ISO 8601 time as UTC without a zone, or None where it is none."""
    try:
        time = datetime.fromisoformat(written)
        return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
    except (ValueError, OverflowError):
        return None


def write_index(path: Path, about: dict[str, str]) -> None:
    """Put a page's line into the index, or update the one that is there; values that are not given stay."""
    rows: dict[str, dict[str, str]] = {}
    columns = list(INDEX_COLUMNS)
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            columns = list(dict.fromkeys([*(reader.fieldnames or []), *INDEX_COLUMNS]))
            rows = {PurePosixPath(row["path"].strip()).as_posix(): row for row in reader}
    old = rows.get(about["path"], {})
    rows[about["path"]] = {
        **old,
        **{key: value for key, value in about.items() if value or key not in old},
        "path": about["path"],
    }
    text = StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows.values())
    replace_file(path, text.getvalue().encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
