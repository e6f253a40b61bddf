"""`raw/fetched.csv`: which address was asked for when, and what became of it. `curate` never reads it as a page."""

from __future__ import annotations

import fcntl
import os
import re
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..errors import QamillError
from ..ingest.folder import FETCHED
from ..storage import NO_FILE
from ..text.table import BadTable, Mistake, csv_line, read_rows

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What no field of a line holds, so that a line of the file is one of the table, even where a kill cut it."""
COLUMNS = ("url", "fetched_at", "status", "result", "signal", "file")
RESULTS = {
    "stored": "The page is in the archive that `file` names.",
    "not_modified": "The page is as it was: its server said so (304), or sent the same bytes; `file` names the record"
    " of the visit.",
    "gone": "The server said that there is no such page (any more): 404 or 410; `file` names the record of the visit.",
    "robots": "The site's robots.txt forbids it, or cannot be read; `signal` says which.",
    "reserved": "The page or its site reserves its use; `signal` says how. Nothing of it was stored.",
    "forbidden_address": "Its host is at an address that is not public.",
    "bad_address": "It is no address of a page.",
    "redirects": "It was redirected too often, in a circle, or to something that is no page of the web.",
    "timeout": "It did not come before the deadline.",
    "too_large": "The page, or what it decodes to, is larger than allowed.",
    "truncated": "It ended before its end, at every try.",
    "bad_coding": "It is not compressed as its head says.",
    "bad_response": "What the server answered is no HTTP response.",
    "not_a_page": "It is neither HTML nor text.",
    "http_error": "The server answered with another status, told in `status`.",
    "unavailable": "The host wants patience (429, 503, Retry-After), failed too often, or was busy with another request"
    " of ours, for longer than we wait.",
    "connection": "The server was not found, refused, or did not answer.",
    "tls": "The server could not prove its name.",
}
"""What becomes of an address, by the word in the column `result`."""
FINAL = ("stored", "not_modified", "gone", "not_a_page")
"""The results after which an address is not asked for again unless that is wanted."""


def now() -> str:
    """Return the time in UTC as it stands in the index."""
    return written(datetime.now(UTC))


def written(time: datetime) -> str:
    """Return a time in UTC as it stands in the index."""
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


class FetchRuns(QamillError):
    """Another run brings pages into the folder."""

    exit_code = 1

    def __init__(self, raw: Path) -> None:
        super().__init__(f"Another `qamill fetch` brings pages into {raw}. Wait for it, or stop it.")


class Visit(NamedTuple):
    """A line of the index."""

    url: str
    fetched_at: str
    """In UTC, as ISO 8601."""
    status: str = ""
    """Of the response, empty where there is none."""
    result: str = ""
    signal: str = ""
    file: str = ""


class BadIndex(QamillError):
    """The index is no table, as it is where somebody has edited it."""

    def __init__(self, path: Path, mistake: Mistake) -> None:
        super().__init__(f"{path}: line {mistake.line}: {mistake.why}. Mend it, or move it away to ask for all again.")


def read_visits(raw: Path) -> Iterator[Visit]:
    """Yield the lines of the index in their order; one that a killed run left half is passed over. Raises BadIndex."""
    path = raw / FETCHED
    if not os.path.lexists(path):
        return
    if not path.is_file():
        raise BadIndex(path, Mistake(1, NO_FILE))
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    whole = text[: text.rfind("\n") + 1]
    try:
        for row in read_rows(whole, ","):
            fields = dict(zip(COLUMNS, row.fields, strict=False))
            if fields["url"] != COLUMNS[0] and len(fields) == len(COLUMNS):
                yield Visit(**fields)
    except BadTable as error:
        raise BadIndex(path, error.mistake) from error


class Visits:
    """The index, to which lines are added. For one thread at a time."""

    def __init__(self, raw: Path) -> None:
        """Raises OSError, FetchRuns, BadIndex."""
        self._opened = os.open(raw / FETCHED, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o666)
        if not stat.S_ISREG(os.fstat(self._opened).st_mode):
            os.close(self._opened)
            raise BadIndex(raw / FETCHED, Mistake(1, NO_FILE))
        try:
            fcntl.flock(self._opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._opened)
            raise FetchRuns(raw) from error
        _cut_half_line(self._opened)
        if not os.fstat(self._opened).st_size:
            self._write(csv_line(COLUMNS, ",", "\n"))

    def add(self, visits: Iterable[Visit]) -> None:
        """Add lines, which a kill leaves whole; a power cut may not, before `sync`. Raises OSError."""
        self._write("".join(csv_line((_CONTROLS.sub(" ", field) for field in visit), ",", "\n") for visit in visits))

    def sync(self) -> None:
        """Wait until all lines are on the disk. Raises OSError."""
        os.fsync(self._opened)

    def close(self) -> None:
        """Close the index."""
        os.close(self._opened)

    def _write(self, line: str) -> None:
        before = os.fstat(self._opened).st_size
        content = line.encode(errors="replace")  # what was no text on the command line
        try:
            if os.write(self._opened, content) < len(content):
                raise OSError("the disk is full")
        except OSError:
            os.ftruncate(self._opened, before)
            raise


def _cut_half_line(opened: int) -> None:
    """Take away what a killed run left of a line."""
    size = os.fstat(opened).st_size
    tail = os.pread(opened, min(size, 1 << 20), max(0, size - (1 << 20)))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(opened, size - len(tail) + tail.rfind(b"\n") + 1)
