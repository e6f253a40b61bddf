"""What is in a folder already, and what a killed run left half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from ..ingest.warc.records import ASKED
from ..schema import GONE_STATUSES
from .archive import archives, is_ours, mend
from .fetched import Visit, Visits, read_visits
from .warc import SIGNAL, Earlier, Stored

_KINDS = WarcRecordType.response | WarcRecordType.revisit
_NAMES = ("WARC-Date", "WARC-Record-ID")


def recover(raw: Path, index: Visits) -> int:
    """Mend what a killed run left: the end of its archive, and the lines of pages that are stored but not in the index.

    Returns the number of lines that were added. Raises OSError.
    """
    mend(raw)
    newest = next(iter(archives(raw)), None)
    if newest is None:
        return 0
    known = {visit.file for visit in read_visits(raw)}
    lost = [visit for visit in _readable(_visits_in(newest)) if visit.file not in known]
    index.add(lost)
    return len(lost)


def _readable(visits: Iterator[Visit]) -> Iterator[Visit]:
    """The visits up to the first record that is damaged: `curate` tells of it."""
    try:
        yield from visits
    except OSError:
        return


def _visits_in(archive: Path) -> Iterator[Visit]:
    """The visits that an archive of ours holds, by their records."""
    with archive.open("rb") as file:
        signals: dict[str, str] = {}
        for record in ArchiveIterator(file, record_types=_KINDS | WarcRecordType.metadata, parse_http=True):
            if record.record_type == WarcRecordType.metadata:  # written before the response that it is about
                signals = {record.headers.get("WARC-Refers-To") or "": _signal_in(record.reader.read())}
                continue
            date, record_id = (record.headers.get(name) or "" for name in _NAMES)
            status = record.http_headers.status_code if record.http_headers else None
            is_revisit = record.record_type == WarcRecordType.revisit
            result = "not_modified" if is_revisit else "gone" if status in GONE_STATUSES else "stored"
            where = Stored(archive.name, record.stream_pos)
            yield Visit(_asked_for(record), date, str(status or ""), result, signals.get(record_id, ""), str(where))


def _signal_in(fields: bytes) -> str:
    """What the fields of a metadata record say that reserves a page."""
    lines = (line.partition(": ") for line in fields.decode(errors="replace").splitlines())
    return next((value for name, _, value in lines if name == SIGNAL), "")


def earlier_of(raw: Path, visit: Visit) -> tuple[Earlier, dict[str, str]] | None:
    """Return the response of a visit, and the header fields by which its server may say that it still holds.

    None if the record of a page is not there.
    """
    where = visit.file
    seen: set[str] = set()
    while where not in seen:
        seen.add(where)
        archive, _, offset = where.partition("#")
        record = _record_at(raw, archive, offset)
        if record is None or record.http_headers is None or _asked_for(record) != visit.url:
            return None
        if record.record_type == WarcRecordType.response:
            return _earlier(record, Stored(archive, int(offset))) if record.http_headers.status_code == 200 else None
        where = f"{record.headers.get('WARC-Refers-To-Filename')}#{record.headers.get('WARC-Refers-To-File-Offset')}"
    return None


def _earlier(record: WarcRecord, stored: Stored) -> tuple[Earlier, dict[str, str]]:
    said = {name.lower(): value for name, value in record.http_headers.items()}
    conditions = {ask: said[name] for name, ask in _CONDITIONS.items() if _CAN_BE_SENT.fullmatch(said.get(name, ""))}
    names = ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date", "WARC-Payload-Digest")
    record_id, url, date, digest = (record.headers.get(name) or "" for name in names)
    return Earlier(record_id, url, date, stored, digest), conditions


def _asked_for(record: WarcRecord) -> str:
    """The address that was asked for when a record was written."""
    return record.headers.get(ASKED) or record.headers.get("WARC-Target-URI") or ""


def _record_at(raw: Path, archive: str, offset: str) -> WarcRecord | None:
    """The head of the record of a visit at a byte of one of our archives, None where none begins."""
    path = raw / archive
    if Path(archive).name != archive or not is_ours(path) or not _OFFSET.fullmatch(offset):
        return None
    try:
        with path.open("rb") as file:
            file.seek(int(offset))
            return next(iter(ArchiveIterator(file, record_types=_KINDS, parse_http=True)), None)
    except OSError:  # there is no such archive, or no record begins there: somebody has edited the index
        return None


def body_at(raw: Path, stored: Stored) -> bytes | None:
    """Return the body of a stored response without its transfer coding, None if it is not there. Raises OSError."""
    path = raw / stored.archive
    if not is_ours(path) or not path.is_file():
        return None
    with path.open("rb") as file:
        file.seek(stored.offset)
        record = next(iter(ArchiveIterator(file, record_types=_KINDS, parse_http=True, auto_decode="transfer")), None)
        return record.reader.read() if record else None


_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""What a response says of itself, and how a server is asked by it (RFC 9110, 13.1)."""
_CAN_BE_SENT = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,998}[\x21-\x7e])?")
"""What servers say is sent back to them; what is no ASCII, or long, is no tag of a server that knows its business."""
_OFFSET = re.compile(r"[0-9]{1,15}")
