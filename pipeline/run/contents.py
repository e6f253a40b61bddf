"""What a file that a person names holds: the pairs of the one page that it is, or of each page in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..ingest.containers.read import Found, documents_in
from ..ingest.documents import is_gzip, make_document, media_type_of, type_of, unpacked
from ..schema import CONTAINERS, Document, Refused, Rejected
from .guarded import parse_guarded
from .page import PageResult, reject_document


class Contents(NamedTuple):
    """What a file holds."""

    pairs: int
    pages: int
    """That could be read."""
    rejected: tuple[Rejected, ...]
    """Pages that could not, and the file itself."""
    pieces: tuple[Rejected, ...]
    """Of the pages that could."""
    is_container: bool


def contents_of(name: str | None, content: bytes, url: str | None = None, charset: str | None = None) -> Contents:
    """Return what the bytes of a file hold, by its name and by themselves."""
    results = list(results_of(name or "", content, url, charset))
    rejected = tuple(each for result in results if result.page is None for each in result.rejected)
    pages = sum(result.page is not None for result in results)
    pieces = tuple(each for result in results if result.page for each in result.rejected)
    pairs = sum(len(result.pairs) for result in results)
    return Contents(pairs, pages, rejected, pieces, is_packed(name or "", gzip=False))


def is_packed(name: str, gzip: bool = True) -> bool:
    """Whether a file holds pages, or a page, in another form than its own bytes."""
    return media_type_of(name) in CONTAINERS or (gzip and is_gzip(name))


def results_of(name: str, content: bytes, url: str | None, charset: str | None, **options: Any) -> Iterator[PageResult]:
    """Yield what `parse` does for each page of a file, which may be the page itself; or why it is none."""
    for found in _documents(name, content, url, charset):
        if isinstance(found, Document) and not (found.is_gone or found.before or found.says):
            yield parse_guarded(
                found.content, url=found.url, charset=found.charset, media_type=found.media_type, **options
            )
        elif isinstance(found, Refused):
            yield reject_document(found.rejected)
        elif isinstance(found, Rejected):
            yield reject_document(found)


def _documents(name: str, content: bytes, url: str | None, charset: str | None) -> Iterator[Found]:
    if media_type_of(name) in CONTAINERS:
        yield from documents_in(name, content, url, charset)
        return
    page = unpacked(name, content)
    yield page if isinstance(page, Rejected) else make_document(name, page, url, charset, type_of(name, page))
