"""A document of a release, read again from the raw pages."""

from __future__ import annotations

from pathlib import Path

from ..ingest.documents import make_document
from ..ingest.files import path_of
from ..ingest.index import PageIndex
from ..ingest.warc import read as warc
from ..parse.decode import decode
from ..parse.page import Page
from ..schema import Document, Rejected


def reread_document(raw: Path, path: str, sha256: str, index: PageIndex) -> Page | Rejected | None:
    """Return a document of a release as text, or why it is none, or None where `raw` no longer holds its bytes.

    `index` is what the release knew of its pages.
    """
    file = path_of(raw, path)
    document: Document | None
    if file.is_file():
        about = index.get(path)
        document = make_document(path, file.read_bytes(), charset=about.charset if about else None)
    else:
        document = warc.reread(raw, path)
    return decode(document) if document and document.sha256 == sha256 else None
