"""A page that a browser saved as MHTML -> the same without what was taken down."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Mapping

from ..ingest.containers import mhtml
from ..schema import Document
from ..text.patterns import pattern
from .cleaner import Cleaner

_SUBJECT = pattern(rb"^subject:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_WIDTH = 76  # characters of a line of base64 (RFC 2045)


class GoesAsAWhole(Exception):
    """A page of a file cannot be kept without what was taken down, so that all of the file goes."""


def without(name: str, content: bytes, pages: Mapping[str, Document], cleaner: Cleaner) -> bytes:
    """Return an MHTML file without what was taken down; `pages` are those that hold it, by their paths.

    Raises GoesAsAWhole.
    """
    done: list[bytes] = []
    at = 0
    for number, part in mhtml.parts(content):
        start = content.index(part.body, at)
        done += (content[at:start], _body(part, pages.get(f"{name}#{number}"), cleaner))
        at = start + len(part.body)
    return _untitled(b"".join([*done, content[at:]]), cleaner)


def _body(part: mhtml.Part, page: Document | None, cleaner: Cleaner) -> bytes:
    """The body of a part as it is to be written."""
    content = mhtml.body_of(part)
    now = cleaner.page(page) if page else content
    if now is None:
        raise GoesAsAWhole
    if part.headers.get_content_maintype() == "text":
        now = cleaner.other("", now)
    return part.body if now == content else _coded(now, mhtml.coding_of(part))


def _coded(content: bytes, coding: str) -> bytes:
    if coding == "quoted-printable":
        return quopri.encodestring(content)
    if coding == "base64":
        packed = base64.b64encode(content)
        return b"\r\n".join(packed[at : at + _WIDTH] for at in range(0, len(packed), _WIDTH)) + b"\r\n"
    return content


def _untitled(content: bytes, cleaner: Cleaner) -> bytes:
    """A file without its title where that says what was taken down."""
    if not cleaner.says(mhtml.title_of(content)):
        return content
    start, end = mhtml.head_of(content)
    return content[:start] + _SUBJECT.sub(b"Subject: -", content[start:end], count=1) + content[end:]
