"""The rows of a document: itself, what was rejected or removed of it, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..ingest.files import RawFile
from ..ingest.warc import read as warc
from ..schema import Document, Passed, Rejected, Removed, document_key
from ..schema.nouns import Before
from ..schema.rows import DocumentRow, RejectedRow, RemovalRow, Row
from ..validate.candidates import web_address
from .page import Totals


class Place(NamedTuple):
    """Which document a row is about."""

    document: str
    path: str
    page_url: str | None


def place_of(document: Document) -> Place:
    return Place(document.key, document.path, web_address(document.url))


def place_of_file(file: RawFile) -> Place:
    """The place of a file as a whole, or of a part of an archive; a file that could not be read has one, too."""
    path = warc.part_name(file) if file.start else file.path
    return Place(document_key(file.sha256, path, file.url, file.retrieved_at), path, web_address(file.url))


def rejected_rows(rejected: Iterable[Rejected], place: Place, file: str) -> Iterator[Row]:
    for order, item in enumerate(rejected):
        row = RejectedRow(item.reason, item.stage, _storable(item.text), *place, item.locator)
        yield {**row._asdict(), "order": order, "file": file}


def removal_row(removed: Removed, document: str, file: str) -> Row:
    return {**RemovalRow.of(removed, document)._asdict(), "file": file}


def document_row(document: Document, totals: Totals, size: int, file: str) -> Row:
    page = totals.page
    row = DocumentRow(
        key=document.key,
        sha256=document.sha256,
        path=document.path,
        url=web_address(document.url),
        media_type=document.media_type,
        retrieved_at=document.retrieved_at,
        page_date=page.date if page and totals.candidates else None,
        bytes=size,
        encoding=page.encoding if page else "",
        encoding_from=page.encoding_from if page else "",
        reader=page.reader if page else "",
        candidates=totals.candidates,
        pairs=totals.pairs,
        rejected=totals.rejected,
        boilerplate=_counted(totals.boilerplate),
    )
    rights = totals.rights
    if rights.said:
        row = row._replace(licence=_stored(rights.licence), usage=rights.usage, rights=_stored(str(rights)))
    return {**row._asdict(), "payload_digest": document.payload_digest or None, "file": file}


def revisit_row(page: Document, before: Before, file: str) -> Row:
    place = {"key": page.key, "path": page.path, "url": page.url, "retrieved_at": page.retrieved_at, "file": file}
    meant = {"meant_url": before.url, "meant_at": before.retrieved_at, "payload_digest": before.payload_digest or None}
    return place | meant


def file_row(file: RawFile, rejected: int, passed: Passed) -> Row:
    """The row of a file that is no document itself: one that was refused, a container or a part of one."""
    place = place_of_file(file)
    row = DocumentRow(
        key=place.document,
        sha256=file.sha256,
        path=place.path,
        url=web_address(file.url),
        media_type=file.media_type or "application/octet-stream",
        retrieved_at=file.retrieved_at,
        page_date=None,
        bytes=file.bytes_to_read,
        encoding="",
        encoding_from="",
        reader="",
        candidates=0,
        pairs=0,
        rejected=rejected,
        boilerplate=_counted(passed.counts),
    )
    return {**row._asdict(), "payload_digest": None, "file": file.key}


def _counted(counts: Mapping[str, int]) -> str:
    return " ".join(f"{word}={number}" for word, number in sorted(counts.items()))


def _stored(text: str | None) -> str | None:
    return _storable(text) if text else None


def _storable(text: str) -> str:
    """Text as a table can hold it: what could not be decoded is written as `\\udcNN`, N the byte."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
