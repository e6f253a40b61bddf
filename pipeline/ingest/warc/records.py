"""Read WARC records one by one, and get the page out of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord

from ...schema import HTML, TEXT, Document, Reason, Rejected
from ...schema.nouns import Before
from ...web.optout_words import SIGNAL
from ...web.optouts import MOST_BYTES, site_file
from ..documents import located, refuse
from .body import decode_body
from .codec import Bytes
from .head import Head, fault, is_interim, media_type_of, read_head
from .plain_records import mended_record
from .response import address_of, make_gone, make_page, parse_date

MALFORMED = "malformed"
"""The word for a damaged record."""
GARBAGE = "garbage"
"""The word for bytes that are no record."""
_NO_HEAD = "malformed_http"
UNREAD = (MALFORMED, _NO_HEAD)
"""The words for a record that may be whole all the same: its length could not be read."""
TOO_LARGE = "too_large"
"""The word for a page that is too large."""
_FAULTS = {
    MALFORMED: (Reason.DAMAGED_RECORD, "the record is damaged or states a wrong length"),
    GARBAGE: (Reason.DAMAGED_RECORD, "there are bytes that are no record"),
    _NO_HEAD: (Reason.DAMAGED_RECORD, "the response in the record has no head that can be read"),
    "unknown": (Reason.DAMAGED_RECORD, "the record says no known WARC-Type and holds no response"),
    "no_type": (Reason.DAMAGED_RECORD, "its type cannot be read, and its bytes do not start like HTML"),
    TOO_LARGE: (Reason.PAGE_TOO_LARGE, "the page in the record has more than 128 MB"),
}
"""What is wrong with a record that may hold a page, by its word: it is rejected. All others are passed over."""
_HTTP = ("application/http", "message/http", "")
METADATA, NOT_HTML = "metadata", "not_html"
_LONGEST_SIGNAL = 2_000  # bytes (chosen) of a record
REVISIT = "revisit"
"""The word for a record that says that a page is as it was, where nothing shows how."""
_OTHER_TYPES = ("warcinfo", "request", "metadata", REVISIT, "conversion", "continuation")
ASKED = "WARC-Qamill-Asked-For"
"""The field of a response's record that names the address which was redirected to that of the page."""
_MOST_DIGITS = 16  # chosen: of a position
_NOT_MODIFIED = 304
_MAX_HEAD_BYTES = 1 << 16  # chosen: the HTTP head of a response must end within them
_EMPTY_LINES = (b"\r\n", b"\n")


def read_from(archive: Bytes, start: int) -> Iterator[tuple[int, WarcRecord]]:
    """Yield each record from the member at byte `start` on, with its position in bytes.

    If a member holds several records, no member begins at the positions of the later ones. Raises OSError
    where an archive is damaged; of most truncated archives the records end without an error.
    """
    tail = _Tail(archive, start)
    for record in ArchiveIterator(cast(BinaryIO, tail), parse_http=False, quirks_mode=True, fsspec_args=False):
        yield tail.base + record.stream_pos, record


class _Tail:
    """A file from byte `start` on, as `fastwarc` reads it; the dictionary of a zstd archive comes first."""

    def __init__(self, archive: Bytes, start: int) -> None:
        self._archive = archive
        self._head = archive.dictionary if start else b""
        self.base = start - len(self._head)
        """The position in the archive of the first byte that `fastwarc` reads, as if the dictionary lay before it."""
        self._position = 0

    def read(self, size: int) -> bytes:
        at = self._position
        block = self._head[at : at + size] if at < len(self._head) else self._archive.read(self.base + at, size)
        self._position += len(block)
        return block

    def tell(self) -> int:
        return self._position


def name_of(path: str, member: int, nth: int) -> str:
    """Return the name of a record: its archive, the byte at which its member begins, its number in the member.

    >>> name_of("crawl.warc.gz", 481516, 0), name_of("crawl.warc.gz", 481516, 3)
    ('crawl.warc.gz#481516', 'crawl.warc.gz#481516.3')
    """
    return f"{path}#{member}.{nth}" if nth else f"{path}#{member}"


def settle(outcome: Document | str, name: str) -> Document | Rejected | str:
    """Return what becomes of a record: its page, why it is rejected, or the word to count it by as passed over."""
    if isinstance(outcome, str) and outcome in _FAULTS:
        reason, why = _FAULTS[outcome]
        return refuse(reason, f"{name}: {why}")
    return outcome


def emit(settled: Document | Rejected | str, counts: Counter[str]) -> Iterator[Document | Rejected]:
    """Yield a page, or why it is rejected; count a word. An empty one stands for nothing."""
    if not isinstance(settled, str):
        yield settled
    elif settled:
        counts[settled] += 1


def page_at(archive: Bytes, path: str, start: int, nth: int = 0) -> Document | str:
    """Return the page of the uncompressed record at byte `start`, or the word for it if it holds none.

    A record whose length is wrong by a few bytes is read with the right one.
    """
    mended = mended_record(archive, start)
    if mended is not None:
        return page_in(mended, name_of(path, start, nth))
    for number, (_, record) in enumerate(read_from(archive, start)):
        if number == nth:
            return page_of(record, name_of(path, start, nth))
    return MALFORMED


def page_in(record: Bytes, name: str) -> Document | str:
    """Return the page of a record, or the word for it if it holds none."""
    return next((page_of(found, name) for _, found in read_from(record, 0)), MALFORMED)


def page_of(record: WarcRecord, name: str) -> Document | str:
    """Return the page that a record holds, or the word to count the record by if it holds none."""
    headers = record.headers
    record_type = (headers.get("WARC-Type") or "").strip().lower()
    if record_type == REVISIT:
        return _revisit(record, name)
    if record_type == METADATA:
        return _signal(record, name) or record_type
    if record_type in _OTHER_TYPES:
        return record_type
    length = headers.get("Content-Length") or ""
    if not (length.isascii() and length.isdigit()):
        return MALFORMED
    content_type = headers.get("Content-Type") or ""
    block = b"" if record_type == "resource" else _read_head_bytes(record)
    head = Head(200, content_type, (), 0) if record_type == "resource" else read_head(block)
    if head is None:
        return _without_head(record_type, content_type)
    word = fault(head, int(length))
    url, date = headers.get("WARC-Target-URI") or "", headers.get("WARC-Date") or ""
    file = site_file(url) if word == NOT_HTML else ""
    if word and not file:
        return make_gone(word, name, url, date, headers.get(ASKED) or "")
    rest = record.reader.read(int(length) - len(block))
    if len(block) + len(rest) < int(length):
        return MALFORMED
    if file:
        content = decode_body(block[head.length :] + rest, head.codings).content[:MOST_BYTES]
        return _statement(file, name, content, url, date) or word
    is_truncated = headers.get("WARC-Truncated") is not None
    page = make_page(block[head.length :] + rest, head, name, url, date, is_truncated)
    return page._replace(payload_digest=_digest(headers)) if isinstance(page, Document) else page


def _signal(record: WarcRecord, name: str) -> Document | None:
    """What a metadata record of `qamill fetch` says of a page that it stored although it is reserved."""
    headers = record.headers
    if headers.get("Content-Type") != "application/warc-fields":
        return None
    for line in record.reader.read(_LONGEST_SIGNAL).split(b"\r\n"):
        field, _, said = line.partition(b": ")
        if field == SIGNAL.encode():
            url, date = headers.get("WARC-Target-URI") or "", headers.get("WARC-Date") or ""
            return _statement(SIGNAL, name, said, url, date)
    return None


def _statement(kind: str, name: str, content: bytes, url: str, date: str) -> Document | None:
    """What an archive holds that says how pages may be used; nothing where its address is none of the web."""
    address = address_of(url)
    return Document(name, content, "", address, None, parse_date(date), TEXT, says=kind) if address else None


def _digest(headers: HeaderMap) -> str:
    return (headers.get("WARC-Payload-Digest") or "").strip().lower()


def _revisit(record: WarcRecord, name: str) -> Document | str:
    """The page that is as it was, still without its bytes; or gone as it was, or the word where it may be no page."""
    headers = record.headers
    url, date = headers.get("WARC-Target-URI") or "", headers.get("WARC-Date") or ""
    head = read_head(_read_head_bytes(record))
    word = fault(head, 0) if head and head.status != _NOT_MODIFIED else ""
    if word:
        gone = make_gone(word, name, url, date, headers.get(ASKED) or "")
        return gone if isinstance(gone, Document) else REVISIT
    address, when = address_of(url), parse_date(date)
    if address is None or when is None:
        return REVISIT
    page = located(Document(name, b"", "", address, None, when, HTML))
    return page._replace(before=_before(headers, address)) if page.url else REVISIT


def _before(headers: HeaderMap, address: str) -> Before:
    """The response that a revisit refers to; without another address it is one of its own."""
    archive, offset = headers.get("WARC-Refers-To-Filename") or "", headers.get("WARC-Refers-To-File-Offset") or ""
    is_placed = offset.isascii() and offset.isdigit() and len(offset) < _MOST_DIGITS
    meant = address_of(headers.get("WARC-Refers-To-Target-URI") or "") or address
    when = parse_date(headers.get("WARC-Refers-To-Date") or "")
    place = (archive, int(offset)) if archive and is_placed else ("", 0)
    return Before(*place, located(Document("", b"", "", meant, None, when)).url, when, _digest(headers))


def _without_head(record_type: str, content_type: str) -> str:
    """The word for a record that holds no HTTP response, by what it says to be."""
    if record_type != "response":
        return "unknown"
    is_other = media_type_of(content_type) not in _HTTP and fault(Head(200, content_type, (), 0), 0)
    return "not_http" if is_other else _NO_HEAD


def _read_head_bytes(record: WarcRecord) -> bytes:
    """Read a response up to the empty line after its last head, so that the body is read by itself and not copied."""
    lines: list[bytes] = []
    begin = 0  # of the last head
    left, has_begun = _MAX_HEAD_BYTES, False  # some responses begin with empty lines
    while left and (line := record.reader.readline(left)):
        lines.append(line)
        left -= len(line)
        if not has_begun and not line.isspace():
            has_begun, begin = True, len(lines) - 1
        elif has_begun and line in _EMPTY_LINES:
            if not is_interim(lines[begin]):
                break
            has_begun = False
    return b"".join(lines)
