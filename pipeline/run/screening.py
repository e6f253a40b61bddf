"""What is read of a page -> what of it may be released: the rest was taken down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ..schema import Document, Pair, Rejected, Removed
from ..schema.reasons import OF_PAIRS
from ..schema.tables import ARCHIVE_PART
from ..web.licences import parted

if TYPE_CHECKING:
    from ..parse.rights import Rights
    from ..takedown.screen import Screen

_Found = TypeVar("_Found", Pair, Rejected)
_PART = re.compile(ARCHIVE_PART, re.IGNORECASE)


def screened(found: Iterable[_Found], screen: Screen | None, removed: list[Removed]) -> Iterator[_Found]:
    """Yield what was not taken down of what was found; the rest is added to `removed`."""
    for each in found:
        took = _why(each, screen) if screen else None
        if took is None:
            yield each
        else:
            removed.append(took)


def screened_rights(rights: Rights, screen: Screen | None) -> Rights:
    """Return what is said of the reuse of a page, without what names a page or a site that was taken down."""
    if screen is None or not rights.said:
        return rights
    return rights._replace(said=tuple(each for each in rights.said if not _names(each.words, screen)))


def _names(words: str, screen: Screen) -> bool:
    return screen.holds(words) or screen.address(words.split()) is not None


def page_removed(
    document: Document, pairs: Iterable[Pair], also: Iterable[Removed], screen: Screen | None
) -> list[Removed]:
    """Return that a whole page was taken down, and with it some pairs and what else was; nothing if it was not."""
    rule = screen.address([document.url, document.asked_url]) if screen else None
    if rule is None:
        return []
    page = rule.removes(word_of_document(document.path))
    return [page, *also, *(rule.removes("pair", pair.record.id) for pair in pairs)]


def file_removed(url: str | None, path: str, screen: Screen | None) -> Removed | None:
    """Return that a file was taken down by its address which is no page itself; None if it was not."""
    rule = screen.address([url]) if screen else None
    return rule.removes(word_of_document(path)) if rule else None


def word_of_document(path: str) -> str:
    """Return the word of the table `removals` for a document: whether it is a page of an archive, or a file."""
    return "page" if _PART.search(path) else "file"


def word_of_rejection(stage: str) -> str:
    """Return the word of the table `removals` for what a stage rejected: whether that was a pair."""
    return "rejected_pair" if stage in OF_PAIRS else "rejection"


def _why(found: Pair | Rejected, screen: Screen) -> Removed | None:
    if isinstance(found, Rejected):
        rule = screen.rejection(found.text)
        return rule.removes(word_of_rejection(found.stage)) if rule else None
    record = found.record
    cited = (record.source, record.source_url, record.page_url, found.sighting.takedown_url)
    addresses = (*cited, *parted(record.licence))
    rule = screen.pair(record.id, record.question, record.answer, addresses)
    return rule.removes("pair", record.id) if rule else None
