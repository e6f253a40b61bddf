"""What a run found about the pairs that decisions name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..schema.rows import Row


@dataclass
class Found:
    """The rows about some ids: what is not here, no page gives."""

    records: dict[str, Row] = field(default_factory=dict)
    merged: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """The pairs that were merged into each record."""
    sightings: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Those of each record."""
    kept: dict[str, str] = field(default_factory=dict)
    """The record that was kept for each id that is no record."""

    def add(self, tables: Mapping[str, Iterable[Row]]) -> None:
        """Take rows of the tables `records`, `merged` and `sightings`."""
        self.records |= {row["id"]: row for row in tables["records"]}
        for row in tables["merged"]:
            self.merged[row["kept_id"]].append(row)
            if row["id"] != row["kept_id"]:
                self.kept[row["id"]] = min(row["kept_id"], self.kept.get(row["id"], row["kept_id"]))
        for row in tables["sightings"]:
            self.sightings[row["id"]].append(row)

    def pairs(self, id: str) -> Iterator[tuple[Row, Row]]:
        """Yield each pair that is a record or is merged into it, with its sighting; the record's own comes first.

        A pair is a row of `merged`, or the record.
        """
        places = Counter((row["document"], row["locator"]) for row in self.merged[id])
        seen: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in sorted(self.sightings[id], key=_order):
            seen[row["document"], row["locator"]].append(row)
        [own] = [rows.pop() for place, rows in sorted(seen.items()) if len(rows) > places[place]][:1]
        yield self.records[id], own
        for row in sorted(self.merged[id], key=_order):
            yield row, seen[row["document"], row["locator"]].pop()


def _order(row: Row) -> tuple[str, ...]:
    return tuple(str(value) for value in row.values())
