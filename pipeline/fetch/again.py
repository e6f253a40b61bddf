"""Visits to what was fetched before: which addresses are due, and what changed since the last visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from ..errors import QamillError
from ..ingest.times import parse_time
from .fetched import FINAL, Visit, read_visits

CHANGES = {
    "new": "The page was never stored before.",
    "changed": "It has other bytes than at the last visit, or the address leads to another page.",
    "unchanged": "It is as it was, or gone as it was.",
    "gone": "Its server says that there is no such page (any more), and did not at the last visit.",
    "back": "It was there once, was not at the last visit, and is there again.",
    "failed": "It could not be had as a page this time; `result` says why.",
}
"""What a visit found since the one before, by the word in the report."""
_PAGE = ("stored", "not_modified")
_OUTCOMES = {
    **{(was, "stored"): "changed" for was in _PAGE},
    **{(was, "not_modified"): "unchanged" for was in _PAGE},
    **{(was, "gone"): "gone" for was in (*_PAGE, "not_a_page", "")},
    **{(was, result): "back" for was in ("gone", "not_a_page", "") for result in _PAGE},
    ("not_a_page", "not_a_page"): "unchanged",
    ("gone", "gone"): "unchanged",
}
"""What it means that an address had one result (none: empty) and now has another; for all others, `failed`."""


class NothingFetched(QamillError):
    """Nothing was fetched into a folder that could be visited again."""

    def __init__(self, raw: Path) -> None:
        super().__init__(f"Nothing was fetched into {raw} yet. Name an address: qamill fetch URL")


class Past:
    """The visits so far."""

    def __init__(self, raw: Path) -> None:
        """Raises BadIndex."""
        self.settled: dict[str, Visit] = {}
        """The last line of each address that settles it; others are asked for again."""
        self.pages: dict[str, Visit] = {}
        """The last line of each address that names a record of a page."""
        self._raw = raw
        self._asked: dict[str, None] = {}
        for visit in read_visits(raw):
            if visit.result != "bad_address":
                self._asked[visit.url] = None
            if visit.result in FINAL:
                self.settled[visit.url] = visit
            if visit.result in _PAGE:
                self.pages[visit.url] = visit

    def addresses(self) -> list[str]:
        """Return all addresses that were asked for, in their order. Raises NothingFetched."""
        if not self._asked:
            raise NothingFetched(self._raw)
        return [*self._asked]

    def is_due(self, url: str, before: datetime | None) -> bool:
        """Whether an address was not visited since a time, UTC, naive; without one each is due."""
        visit = self.settled.get(url)
        if before is None or visit is None:
            return True
        at = parse_time(visit.fetched_at)
        return at is None or at < before


def change_of(before: Visit | None, visit: Visit, was_stored: bool) -> str:
    """Return the word of CHANGES for a visit, and the one before it that settled the address.

    `was_stored` says whether a page ever was stored.

    >>> page, gone = (Visit("https://example.org/", "2026-01-31", result=result) for result in ("stored", "gone"))
    >>> change_of(page, gone, True), change_of(gone, page, True), change_of(gone, page, False)
    ('gone', 'back', 'new')
    """
    if not was_stored and visit.result == "stored":
        return "new"
    return _OUTCOMES.get((before.result if before else "", visit.result), "failed")


def sorted_by_change(changes: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return the addresses for each word of CHANGES, sorted, from pairs of the two."""
    found: dict[str, list[str]] = {word: [] for word in CHANGES}
    for word, url in changes:
        found[word].append(url)
    return {word: sorted(urls) for word, urls in found.items()}
