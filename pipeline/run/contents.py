"""What a file that is to be added holds: how many pages, and how many pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..ingest.containers.read import documents_in
from ..ingest.documents import make_document, type_of, unpacked
from ..schema import CONTAINERS, Document, Passed, Refused, Rejected
from .guarded import parse_guarded


class Contents(NamedTuple):
    """What a file holds."""

    pairs: int
    pages: int
    """That could be read."""
    rejected: tuple[Rejected, ...]
    """Pages that could not, and the file itself."""
    is_container: bool


def contents_of(name: str | None, content: bytes, url: str | None = None, charset: str | None = None) -> Contents:
    """Return what the bytes of a file hold, by its name and by themselves."""
    pairs = pages = 0
    rejected: list[Rejected] = []
    media_type = type_of(name or "", content)
    for found in _documents(name or "", content, url, charset, media_type):
        if isinstance(found, Refused):
            rejected.append(found.rejected)
        elif isinstance(found, Rejected):
            rejected.append(found)
        elif isinstance(found, Document):
            result = parse_guarded(
                found.content, url=found.url, charset=found.charset, media_type=found.media_type or None
            )
            pages += result.page is not None
            pairs += len(result.records)
            rejected += [] if result.page else result.rejected
    return Contents(pairs, pages, tuple(rejected), media_type in CONTAINERS)


def _documents(
    name: str, content: bytes, url: str | None, charset: str | None, media_type: str | None
) -> Iterator[Document | Refused | Rejected | Passed]:
    if media_type in CONTAINERS:
        yield from documents_in(name, content, url, charset)
        return
    page = unpacked(name, content)
    yield page if isinstance(page, Rejected) else make_document(name, page, url, charset, type_of(name, page))
