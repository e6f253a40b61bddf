"""Bytes as documents, and which media type they have."""

from __future__ import annotations

import hashlib
import os
import re

from ..schema import ARCHIVE, HTML, TEXT, Document, Reason, Rejected, Stage
from ..text.patterns import pattern
from ..web.addresses import escape

MEDIA_TYPES = {
    **dict.fromkeys((".txt", ".text", ".md"), TEXT),
    **dict.fromkeys((".html", ".htm", ".xhtml"), HTML),
}
"""What qamill reads besides web archives, by the ending of the file's name."""
_ARCHIVE_NAME = pattern(r"\.(?:warc(?:\.(?:gz|zst|lz4))?|arc(?:\.gz)?)$", re.IGNORECASE)
_HTML_START = pattern(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s|!--|\?xml|html|head|body|title|meta|div|p|h[1-6]|table|script|section|article)\b",
    re.IGNORECASE,
)


def make_document(
    path: str,
    content: bytes,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
) -> Document:
    """Return bytes as a document; where no media type is given, the name or else the bytes decide it."""
    sha256 = hashlib.sha256(content).hexdigest()
    address = escape(url) if url else None
    return Document(path, content, sha256, address, charset, None, media_type or media_type_of(path) or sniff(content))


def sniff(content: bytes) -> str:
    """Return `text/html` for bytes that start like a page of HTML, and `text/plain` for others."""
    return HTML if _HTML_START.match(content) else TEXT


def media_type_of(path: str) -> str | None:
    """Return the media type that a file's name promises, or None for one that qamill does not read."""
    return ARCHIVE if _ARCHIVE_NAME.search(path) else MEDIA_TYPES.get(os.path.splitext(path)[1].lower())


def refuse(reason: Reason, text: str) -> Rejected:
    """Return a rejection of a whole file."""
    return Rejected(reason, Stage.INGEST, text, "")
