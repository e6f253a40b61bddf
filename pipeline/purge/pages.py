"""What became of the pages that a release names, and whether they still say what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ..audit.evidence import holds
from ..audit.reread import reread_document
from ..audit.support import shows
from ..parse.page import Page
from ..run.shown import shown_text
from ..schema import CONTAINERS
from ..schema.rows import Row
from ..takedown.rule import Rule
from .journal import Moved


class Pages:
    """What became of the pages that releases name."""

    def __init__(self, raw: Sequence[Path], moved: Mapping[str, Moved], rules: Sequence[Rule], is_done: bool) -> None:
        """`is_done` says whether the pages were rewritten already; else it was only found out how."""
        self._raw = raw
        self._moved = moved
        self._rules = {rule.number: rule for rule in rules}
        self._first = rules[0]
        self._is_done = is_done
        self._read: tuple[str, object] = ("", None)

    @property
    def changed(self) -> Collection[str]:
        """The sha256 of the documents that have, or may have, other bytes now, or none."""
        return self._moved.keys()

    def moved(self, row: Row) -> tuple[str, Rule] | None:
        """Return the sha256 that the bytes of a document have now, empty where they are gone; None for no others."""
        last = self._moved.get(row["sha256"])
        if last is None or (self._is_done and self._is_there(row)):
            return None
        seen = {row["sha256"]}
        while last.now in self._moved and last.now not in seen:
            seen.add(last.now)
            last = self._moved[last.now]
        is_page = bool(last.now) and row["media_type"] not in CONTAINERS
        if self._is_done and is_page and not self._is_there({**row, "sha256": last.now}):
            return None  # it was not there before
        return last.now, self._rules.get(last.rule, self._first)

    def still_says(self, pii: str, document: Row, sighting: Row, id: str) -> bool:
        """Whether a document has the pair of an id at the place of a sighting, personal data treated as `pii` says."""
        page = self._page(document)
        return not self._is_done or (isinstance(page, Page) and holds(page, sighting["locator"], id, pii))

    def still_shows(self, pii: str, document: Row, row: Row) -> bool:
        """Whether a document shows the passage of a row of `support` where it says."""
        page = self._page(document)
        return not self._is_done or (isinstance(page, Page) and shows(shown_text(page), row, pii))

    def _is_there(self, row: Row) -> bool:
        return row["media_type"] not in CONTAINERS and reread_document(self._raw, row) is not None

    def _page(self, document: Row) -> object:
        if self._read[0] != document["key"]:
            self._read = document["key"], reread_document(self._raw, document)
        return self._read[1]
