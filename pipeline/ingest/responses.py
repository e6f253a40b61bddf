"""Which response a record refers to that says that a page was as before: by address and time, or address and digest.

The response may lie in any archive, whoever wrote it; where one is meant by its place alone, `warc/revisit.py` has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from ..schema import CONTAINERS, Document
from ..schema.nouns import Before
from .containers import read as containers
from .files import RawFile


class Response(NamedTuple):
    """A page in an archive, as far as others may refer to it."""

    url: str
    retrieved_at: datetime | None
    payload_digest: str
    path: str
    """By which a release calls it."""
    sha256: str


class Responses:
    """Responses by what a revisit says of them. In which order they are added does not matter."""

    def __init__(self) -> None:
        self._at: defaultdict[tuple[str, datetime], list[Response]] = defaultdict(list)
        self._with: defaultdict[tuple[str, str], list[Response]] = defaultdict(list)

    def add(self, response: Response) -> None:
        """Add a response."""
        if response.retrieved_at:
            self._at[response.url, _second(response.retrieved_at)].append(response)
        if response.payload_digest:
            self._with[response.url, response.payload_digest].append(response)

    def find(self, before: Before) -> Response | None:
        """Return the response that is meant; of several with the same bytes that of the first path."""
        at = self._at.get((before.url or "", _second(before.retrieved_at))) if before.retrieved_at else None
        found = at or self._with.get((before.url or "", before.payload_digest)) or []
        same = [each for each in found if each.payload_digest == before.payload_digest]
        return min(same or found, key=attrgetter("path", "sha256"), default=None)


def _second(time: datetime) -> datetime:
    """A time as WARC 1.0 writes it: some tools cut it where they refer to it."""
    return time.replace(microsecond=0)


def response_of(page: Document) -> Response | None:
    """Return a page as what others may refer to; None for one that was gone, or whose address is not known."""
    if not page.url or page.is_gone or page.before or page.says:
        return None
    return Response(page.url, page.retrieved_at, page.payload_digest, page.path, page.sha256)


def content_of(response: Response, files: list[RawFile]) -> Document | None:
    """Return the page of a response, which lies in one of some files of one path; None if none has it any more.

    Raises ChangedWhileReading, OSError.
    """
    for file in files:
        page = containers.page_in(file, response.path)
        if page and page.sha256 == response.sha256:
            return page
    return None


@lru_cache(maxsize=1)  # each page of a release is asked for, one after the other
def responses_in(files: tuple[RawFile, ...]) -> Responses:
    """Return all responses of some archives. Raises ChangedWhileReading."""
    found = Responses()
    for response in _read(files):
        found.add(response)
    return found


def _read(files: tuple[RawFile, ...]) -> Iterator[Response]:
    for file in files:
        for page in containers.documents(file) if file.media_type in CONTAINERS else ():
            response = response_of(page) if isinstance(page, Document) else None
            if response:
                yield response
