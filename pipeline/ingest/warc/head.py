"""The head of an archived HTTP response: status, type, codings, lengths, and how the page may be used."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...schema import HTML, TEXT
from ...text.patterns import pattern
from ...web.optout_words import FIELDS
from ..documents import MAX_PAGE_BYTES

_MOST_DIGITS = 16  # chosen: of a length
_PAGE_TYPES = {HTML: HTML, "application/xhtml+xml": HTML, "application/vnd.wap.xhtml+xml": HTML, TEXT: TEXT}
XML_TYPES = ("application/xml", "text/xml")
_OTHER = "other"
_SAYS_NOTHING = ("*/*", "unknown/unknown", "application/unknown")  # as in the standard by which browsers sniff
_OTHER_TYPE = pattern(
    r"(?:application|audio|binary|chemical|font|image|message|model|multipart|text|video|x-[\w-]+)/(?![^/]*htm)[\w!#$&^.+-]+"
)
_STATUS = pattern(rb"\s*(?:HTTP/\d(?:\.\d)?|ICY)[ \t]+(\d{3})\b", re.IGNORECASE)
_INTERIM = pattern(rb"\s*HTTP/\d(?:\.\d)?[ \t]+(?:1\d\d\b|200[ \t]+connection[ \t]+established)", re.IGNORECASE)
_STATUS_FIELD = pattern(rb"^:?status[ \t]*:[ \t]*(\d{3})\b", re.IGNORECASE | re.MULTILINE)  # of HTTP/2 and CGI
_HEAD_END = pattern(rb"\r?\n\r?\n")
_OF_USE = (*FIELDS, "link")
"""The fields that say how a page may be used, the last one by links that are of a licence."""
_LICENCE = pattern(r"\blicense\b", re.IGNORECASE)
_MOST_OF_USE, _LONGEST_OF_USE = 50, 4_000  # fields, and characters of one (chosen)
_OF_BODY = ("content-type", "content-encoding", "content-length", "content-range", "transfer-encoding")
_FIELD = pattern(rf"^({'|'.join((*_OF_BODY, *_OF_USE))})[ \t]*:(.*)$".encode(), re.IGNORECASE | re.MULTILINE)
_LISTS = ("content-type", "content-encoding")
"""The fields that count all where there are several, as where two servers have each compressed a page."""
_CHARSET = pattern(r"charset\s*=\s*[\"']?([^\s\"';,]{1,40})", re.IGNORECASE)
_MEDIA_TYPE = pattern(r"""[\s"',;]*([^\s"',;/]+)\s*/\s*([^\s"',;/]+)""")
_PAGE_STATUS = (200, 203)  # 203: a proxy has changed the page
_FROM_START = pattern(r"bytes 0-(?P<last>\d{1,15})/(?P<size>\d{1,15}|\*)")
_PARTIAL = 206


class Head(NamedTuple):
    """What the head of a response says about its body."""

    status: int
    content_type: str
    codings: tuple[str, ...]
    """The transfer and content codings, in the order in which they must be undone."""
    length: int
    """Bytes of the head: the body begins after them."""
    body_length: int | None = None
    """Bytes of the body, where the head says so and the body is not coded."""
    fields: tuple[tuple[str, str], ...] = ()
    """Those that say how the page may be used, names in lower case."""
    is_beginning: bool = False
    """Whether the body is less than the page, from its start on."""


def read_head(response: bytes) -> Head | None:
    """Return the head of a response, the last of several; None if it has no status or no end."""
    start = len(response) - len(response.lstrip())
    blank = _HEAD_END.search(response, start)
    while blank and is_interim(response[start : blank.end()]) and _STATUS.match(response, blank.end()):
        start, blank = blank.end(), _HEAD_END.search(response, blank.end())
    if blank is None:
        return None
    status = _STATUS.match(response, start) or _STATUS_FIELD.search(response, start, blank.start())
    if status is None:
        return None
    own, of_use = _read_fields(response[start : blank.start()])
    transfer, content = (_codings(own.get(name, "")) for name in ("transfer-encoding", "content-encoding"))
    codings = (*reversed(transfer), *reversed(content))
    length = own.get("content-length", "")
    code = int(status.group(1))
    part = _FROM_START.match(own.get("content-range", "")) if code == _PARTIAL else None
    return Head(
        code if part is None else _PAGE_STATUS[0],
        own.get("content-type", ""),
        codings,
        blank.end(),
        int(length) if _is_length(length) and not any(codings) else None,
        of_use,
        part is not None and not _is_all(part["last"], part["size"]),
    )


def _read_fields(head: bytes) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The fields that are about the body, by their names, and those that say how the page may be used."""
    own: dict[str, str] = {}
    of_use: list[tuple[str, str]] = []
    for name, value in _FIELD.findall(head):
        word = name.decode().lower()
        if word in _OF_USE:
            of_use.append((word, value[:_LONGEST_OF_USE].decode("latin-1").strip()))
            continue
        said, more = own.get(word, ""), value.decode("latin-1").strip()
        own[word] = f"{said}, {more}" if said and more and word in _LISTS else said or more
    told = (each for each in of_use if each[0] != "link" or _LICENCE.search(each[1]))
    return own, tuple(islice(told, _MOST_OF_USE))


def _is_all(last: str, size: str) -> bool:
    """Whether bytes from the first to a last one are all that there are."""
    return size.isdigit() and int(last) + 1 >= int(size)


def is_interim(head: bytes) -> bool:
    """Whether a head comes before that of the page: the server goes on, or a proxy has reached it."""
    return _INTERIM.match(head) is not None


def _is_length(length: str) -> bool:
    return length.isascii() and length.isdigit() and len(length) < _MOST_DIGITS


def _codings(value: str) -> list[str]:
    return [word.strip().lower() for word in value.split(",")]


def fault(head: Head, length: int) -> str:
    """Return the word by which a response that is no page is counted; an empty string if it may be a page.

    `length` is that of the response in bytes. Where no type is stated for sure, `make_page` decides by the body.
    """
    if head.status not in _PAGE_STATUS:
        return f"status_{head.status}"
    if stated_type(head.content_type) == _OTHER:
        return "not_html"
    return "too_large" if length > MAX_PAGE_BYTES else ""


@lru_cache(maxsize=1_000)  # a crawl has a few, again and again
def stated_type(content_type: str) -> str:
    """Return the type that a `Content-Type` states: of a page, of XML, or `other`; empty where none is sure."""
    _, *more = content_type.split(",")
    media_type = media_type_of(content_type)
    if media_type in _PAGE_TYPES:
        return _PAGE_TYPES[media_type]
    if media_type in _SAYS_NOTHING:
        return ""
    stated = [media_type, *(media_type_of(other) for other in more if "/" in other)]
    if not all(_OTHER_TYPE.fullmatch(each) for each in stated):
        return ""
    return media_type if media_type in XML_TYPES else _OTHER


def media_type_of(content_type: str) -> str:
    """Return the media type without parameters, in lower case; of several the first.

    >>> media_type_of("Text/HTML; charset=utf-8"), media_type_of("text/html,text/html; charset=UTF-8")
    ('text/html', 'text/html')
    """
    found = _MEDIA_TYPE.match(content_type)
    return f"{found[1]}/{found[2]}".lower() if found else content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset that a `Content-Type` declares; None if it declares none."""
    found = _CHARSET.search(content_type)
    return found.group(1) if found else None
