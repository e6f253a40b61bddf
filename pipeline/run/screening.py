"""What is read of a page -> what of it may be released: the rest was taken down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ..schema import Document, Pair, Rejected, Removed, Stage
from ..schema.tables import ARCHIVE_PART

if TYPE_CHECKING:
    from ..takedown.rule import Rule
    from ..takedown.screen import Screen

_Found = TypeVar("_Found", Pair, Rejected)
_PART = re.compile(ARCHIVE_PART, re.IGNORECASE)
_OF_PAIRS = (Stage.VALIDATE, Stage.REVIEW)
"""The stages that reject what was a question with an answer."""


def screened(found: Iterable[_Found], screen: Screen | None, removed: list[Removed]) -> Iterator[_Found]:
    """Yield what was not taken down of what was found; the rest is added to `removed`."""
    for each in found:
        took = _why(each, screen) if screen else None
        if took is None:
            yield each
        else:
            removed.append(took)


def page_removed(
    document: Document, pairs: Iterable[Pair], also: Iterable[Removed], screen: Screen | None
) -> list[Removed]:
    """Return that a whole page was taken down, and with it some pairs and what else was; nothing if it was not."""
    rule = screen.address([document.url, document.asked_url]) if screen else None
    if rule is None:
        return []
    page = _by(rule, "page" if _PART.search(document.path) else "file")
    return [page, *also, *(_by(rule, "pair", pair.record.id) for pair in pairs)]


def _why(found: Pair | Rejected, screen: Screen) -> Removed | None:
    if isinstance(found, Rejected):
        rule = screen.rejection(found.text)
        return _by(rule, "rejected_pair" if found.stage in _OF_PAIRS else "rejection") if rule else None
    record = found.record
    rule = screen.pair(record.id, record.question, record.answer, (record.source, record.source_url, record.page_url))
    return _by(rule, "pair", record.id) if rule else None


def _by(rule: Rule, what: str, id: str | None = None) -> Removed:
    return Removed(what, rule.kind, rule.number, rule.reason, rule.date, id)
