"""A page, or a web archive, of one file -> its bytes without what was taken down."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable

from ..ingest.warc.codec import Bytes
from ..parse.decode import decode
from ..parse.page import Page
from ..schema import PRINTED, Document
from ..takedown.screen import Screen
from .archives import Archive, Entry, Place, patched
from .blank import blank, filler_for
from .examine import Finding, examine
from .sweep import Sought, swept

_ROUNDS = 4  # chosen: what is left after one is looked for again
_ARC = re.compile(r"\.arc(\.gz)?\Z", re.IGNORECASE)


class Cleaner:
    """Takes what was taken down out of a file, or out of what is in it."""

    def __init__(self, screen: Screen, sought: Sought, held: Collection[str] = ()) -> None:
        """`held` are the paths of the documents in the file that hold something."""
        self._screen = screen
        self.sought = sought
        self.held = frozenset(held)

    def page(self, document: Document) -> bytes | None:
        """Return the bytes of a page without it; None where only the whole page can go."""
        for _ in range(_ROUNDS):
            finding = examine(document, self._screen)
            if finding.rule is None:
                return document.content
            is_fixed = finding.is_whole or document.media_type in PRINTED
            now = None if is_fixed else _without(document, finding)
            if now is None or now == document.content:
                return None
            document = document._replace(content=now, sha256=hashlib.sha256(now).hexdigest())
        return None

    def archive(self, path: str, archive: Bytes) -> Iterable[bytes]:
        """Return the bytes of a web archive of a name without it, in pieces. Raises CannotFill."""
        whole = _archive(path, archive)
        return patched(archive, whole.patches(self._held_in(path) | self._repeated(whole)))

    def repeats(self, path: str, archive: Bytes) -> bool:
        """Whether a web archive holds it in a record of no page. Raises CannotFill."""
        return bool(self._repeated(_archive(path, archive)))

    def other(self, name: str, content: bytes) -> bytes:
        """Return the bytes of a file that is no page without it."""
        return swept(name, content, self.sought)

    def says(self, text: str) -> bool:
        """Whether a text or an address was taken down, or repeats what was."""
        return bool(self._screen.rejection(text) or self._screen.address([text]) or self.sought.within(text))

    def _held_in(self, path: str) -> set[Place]:
        names = (page.rpartition("#") for page in self.held)
        return {_place_of(place) for name, _, place in names if name == path}

    def _repeated(self, archive: Archive) -> set[Place]:
        return archive.places(self._is_meant) if self.sought or self._screen.has_addresses else set()

    def _is_meant(self, entry: Entry) -> bool:
        return self._screen.address([entry.address]) is not None or self.sought.are_in(entry.block)


def _archive(path: str, archive: Bytes) -> Archive:
    return Archive(archive, is_arc=_ARC.search(path) is not None)


def _place_of(written: str) -> Place:
    member, _, nth = written.partition(".")
    return Place(int(member), int(nth or 0))


def _without(document: Document, finding: Finding) -> bytes | None:
    """The bytes of a page without some words; None where its text does not give its bytes again."""
    page = decode(document)
    for encoding in dict.fromkeys([page.encoding if isinstance(page, Page) else "utf-8", "utf-8", "latin-1"]):
        try:
            text = document.content.decode(encoding, "surrogateescape")
            if text.encode(encoding, "surrogateescape") != document.content:
                continue
            now = blank(text, finding.words, finding.kept, document.media_type, filler_for(encoding))
            return now.encode(encoding, "surrogateescape")
        except (UnicodeError, LookupError):
            continue
    return None
