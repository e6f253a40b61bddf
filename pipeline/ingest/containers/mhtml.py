"""A page that a browser saved as one MHTML file -> its HTML, with the address and the date that the file states."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from ...schema import HTML, Document, Reason, Rejected
from ...text.patterns import pattern
from ...web.addresses import escape
from ..documents import MAX_PAGE_BYTES, make_document, refuse
from ..files import RawFile

_BLANK_LINE = pattern(rb"\r?\n\r?\n")
_BLANK = b"\xef\xbb\xbf \t\r\n"  # before the first header
_MOST_LEVELS = 3  # chosen: of parts in parts; browsers write one
_PAGE_TYPES = (HTML, "application/xhtml+xml")
_LOCATIONS = ("Content-Location", "Snapshot-Content-Location")


class Part(NamedTuple):
    """A piece of a MIME message."""

    headers: Message
    body: bytes


def documents(file: RawFile, content: bytes) -> Iterator[Document | Rejected]:
    """Yield the pages of an MHTML file, frames too, called `NAME#NUMBER` by their place among its parts.

    What `index.csv` says of the file goes for its first page; the others have the addresses that the file states.
    """
    if len(content) > MAX_PAGE_BYTES:
        yield refuse(Reason.DOCUMENT_TOO_LARGE, f"{file.path}: more than {MAX_PAGE_BYTES // 1_000_000} MB")
        return
    whole = _split(content.lstrip(_BLANK))
    date = file.retrieved_at or _date(whole)
    found = [(number, part) for number, part in _numbered(whole) if part.headers.get_content_type() in _PAGE_TYPES]
    if not found:
        yield refuse(Reason.UNSUPPORTED_FORMAT, f"{file.path}: holds no page as browsers save it")
    for place, (number, part) in enumerate(found):
        url = (file.url if place == 0 else None) or _address(part) or (_address(whole) if place == 0 else None)
        charset = file.charset or _charset(part)
        document = make_document(f"{file.path}#{number}", body_of(part), url, charset, HTML)
        yield document._replace(retrieved_at=date)


def head_of(content: bytes) -> tuple[int, int]:
    """Return where the headers of a file begin and where they end."""
    start = len(content) - len(content.lstrip(_BLANK))
    end = _BLANK_LINE.search(content, start)
    return start, end.start() if end else len(content)


def parts(content: bytes) -> Iterator[tuple[int, Part]]:
    """Yield the parts of a file that have no parts, with the numbers by which `documents` calls them."""
    return _numbered(_split(content.lstrip(_BLANK)))


def title_of(content: bytes) -> str:
    """Return what a file says its page is called; empty where it says nothing."""
    return _text(_split(content.lstrip(_BLANK)).headers.get("Subject"))


def page_at(content: bytes, number: int) -> bytes | None:
    """Return the bytes of the part that `documents` numbers so; None if there is none."""
    return next((body_of(part) for at, part in parts(content) if at == number), None)


def _numbered(whole: Part) -> Iterator[tuple[int, Part]]:
    return ((number, part) for number, part in enumerate(_leaves(whole, _MOST_LEVELS), start=1))


def _leaves(part: Part, levels: int) -> Iterator[Part]:
    """The parts that have no parts, in their order."""
    boundary = part.headers.get_boundary() if part.headers.get_content_maintype() == "multipart" else None
    if not boundary or not levels:
        yield part
        return
    line = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(?:--)?[ \t]*(?=\r?\n|\Z)"
    )
    _, *pieces = line.split(part.body)
    for piece in pieces:
        if piece.strip():
            yield from _leaves(_split(piece.removeprefix(b"\r").removeprefix(b"\n")), levels - 1)


def _split(content: bytes) -> Part:
    """A message or a part as its headers and its body."""
    end = _BLANK_LINE.search(content)
    head, body = (content[: end.end()], content[end.end() :]) if end else (content, b"")
    return Part(BytesHeaderParser().parsebytes(head), body)


def coding_of(part: Part) -> str:
    """Return the transfer encoding that a part states, in lower case."""
    return str(part.headers.get("Content-Transfer-Encoding", "")).strip().lower()


def body_of(part: Part) -> bytes:
    """Return the bytes of a part without its transfer encoding; as they are where that is wrong."""
    coding = coding_of(part)
    if coding == "quoted-printable":
        return quopri.decodestring(part.body)
    if coding == "base64":
        try:
            return base64.b64decode(part.body)
        except binascii.Error:
            return part.body
    return part.body


def _charset(part: Part) -> str | None:
    charset = part.headers.get_content_charset()
    return charset or None


def _address(part: Part) -> str | None:
    """The web address that a part states; None where it states none, or one of the browser's own."""
    for name in _LOCATIONS:
        written = _text(part.headers.get(name))
        address = escape("".join(written.split()).strip("<>"))
        if address.lower().startswith(("http://", "https://")):
            return address
    return None


def _text(header: object) -> str:
    try:
        return str(make_header(decode_header(str(header or ""))))
    except (LookupError, MessageError, UnicodeError, ValueError):
        return ""


def _date(part: Part) -> datetime | None:
    """The date of a message as UTC without a zone; None where it states none."""
    try:
        date = parsedate_to_datetime(str(part.headers.get("Date", "")))
        return date.astimezone(UTC).replace(tzinfo=None) if date.tzinfo else date
    except (IndexError, OverflowError, TypeError, ValueError):
        return None
