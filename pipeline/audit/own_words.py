"""Which pair a sighting shows in its own words, where it was merged into another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class OwnIds:
    """The ids that the pairs of some documents have by their own words."""

    def __init__(self, merged: Iterable[Mapping[str, Any]]) -> None:
        """Take rows of the table `merged`, which has a row for each sighting that is not in its record's words."""
        self._ids = {(row["document"], row["locator"]): str(row["id"]) for row in merged}

    def of(self, sighting: Mapping[str, Any]) -> str:
        """Return the id of the words that a sighting shows; that of its record where they are the same."""
        return self._ids.get((sighting["document"], sighting["locator"]), str(sighting["id"]))
