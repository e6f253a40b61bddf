"""The tables of a release -> the same without what was taken down; what went has a row in `removals`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..parse.rights import read_rights
from ..run.screening import screened_rights, word_of_document, word_of_rejection
from ..schema import EDITED, GONE
from ..schema.nouns import document_key
from ..schema.rows import RemovalRow, Row
from ..schema.tables import COMPLETED_FLAG, WORDS
from ..takedown.rule import Rule
from ..takedown.screen import Screen
from ..web.licences import joined, parted
from .remaining import Group, Shown, compared, place_of, promoted, recounted, shows_record

Tables = dict[str, list[Row]]
"""The rows of each table by its name."""
_COMPLETED = re.compile(COMPLETED_FLAG)
_INTO = ("reworded", "merged", "moved")
"""The changes that name a record in the place of another."""


class Raw(NamedTuple):
    """What became of the pages of a release."""

    moved: Callable[[Row], tuple[str, Rule] | None]
    """Of a row of `documents` the sha256 that its bytes have now, empty where they are gone, and for which takedown it
    changed; None where they are as before."""
    still_says: Callable[[Row, Row, str], bool]
    """Whether the document of a row (as it is now) still has, at the place of a sighting, the pair of an id."""
    still_shows: Callable[[Row, Row], bool]
    """Whether it still shows the passage of a row of `support`."""


class Purged(NamedTuple):
    """What a release is without what was taken down."""

    tables: Tables
    removed: int
    """How many rows went, or lost what they said."""
    is_changed: bool


def purged(tables: Tables, screen: Screen, raw: Raw) -> Purged:
    """Return rows of a release without what was taken down, and with the documents as they are now.

    They are all rows that it has to do with, and may have more columns than their tables.
    """
    work = _Purge(tables, screen, raw)
    return work.done()


class _Purge:
    def __init__(self, tables: Tables, screen: Screen, raw: Raw) -> None:
        self._tables = tables
        self._screen = screen
        self._raw = raw
        self._keys: dict[str, str] = {}
        """The keys of the documents whose bytes are others now, by those of before."""
        self._changed: dict[str, tuple[Row, Rule]] = {}
        """Those documents, by the keys of before."""
        self._whole: dict[str, Rule] = {}
        """The keys of the documents that went, as they were."""
        self._removals: list[Row] = []
        self._lost: dict[str, Rule] = {}
        """The ids of the records that went."""
        self._fewer: Counter[tuple[str, str]] = Counter()
        """How many sightings and rejections went, by document and column that counts them."""
        self._unsupported: dict[str, Rule] = {}
        """The ids of the records of which it cannot be said any more what their cited page says."""
        self._unsaid: dict[tuple[str, str], Rule] = {}
        """The places of the sightings that are not there any more."""
        self._later = {row["id"]: row["superseded_by"] for row in tables["records"]}
        self._silenced = 0

    def done(self) -> Purged:
        before = {name: len(rows) for name, rows in self._tables.items()}
        self._documents()
        self._find_unsupported()
        self._pairs()
        self._support()
        self._rejected()
        self._history()
        self._changes()
        self._reviews()
        self._rename()
        self._add_removals()
        gone = sum(before[name] - len(rows) for name, rows in self._tables.items() if name in before)
        gone += len(self._removals)  # which came in the place of rows that went
        return Purged(self._tables, len(self._removals), bool(self._removals or self._keys or self._silenced or gone))

    def _documents(self) -> None:
        kept = []
        for row in self._tables["documents"]:
            if rule := self._screen.address([row["url"]]):
                self._whole[row["key"]] = rule
                continue
            moved = self._raw.moved(row)
            if moved and not moved[0]:
                self._whole[row["key"]] = moved[1]
                continue
            if moved:
                now = {**row, "sha256": moved[0]}
                now["key"] = document_key(now["sha256"], row["path"], row["url"], row["retrieved_at"])
                self._keys[row["key"]] = now["key"]
                self._changed[row["key"]] = now, moved[1]
                row = now
            kept.append(self._without_names(row))
        for row in self._tables["documents"]:
            if row["key"] in self._whole:
                self._remove(word_of_document(row["path"]), row["key"], self._whole[row["key"]])
        self._tables["documents"] = kept

    def _without_names(self, document: Row) -> Row:
        """A document of which is not said any more what names a site that was taken down."""
        before = read_rights(document.get("rights"))
        said = screened_rights(before, self._screen)
        if said == before:
            return document
        self._silenced += 1
        return {**document, "licence": said.licence, "usage": said.usage, "rights": str(said) or None}

    def _licensed(self, row: Row) -> Row:
        """A row that names no site that was taken down as a licence."""
        licences = parted(row.get("licence"))
        left = [each for each in licences if not self._screen.address([each])]
        if left == licences:
            return row
        self._silenced += 1
        return {**row, "licence": joined(left)}

    def _pairs(self) -> None:
        """Take out sightings, merged pairs and records."""
        merged = self._tables["merged"]
        own = {(row["document"], row["locator"]): row for row in merged}
        self._find_unsaid(own)
        seen: defaultdict[str, list[Row]] = defaultdict(list)
        for sighting in self._tables["sightings"]:
            seen[sighting["id"]].append(sighting)
        of_record: defaultdict[str, list[Row]] = defaultdict(list)
        for row in merged:
            of_record[row["kept_id"]].append(row)
        kept: list[Group] = []
        for record in self._tables["records"]:
            group = Group(record, seen[record["id"]], of_record[record["id"]])
            if remaining := self._left_of(group, own):
                kept.append(remaining)
        kept = [Group(self._licensed(each.record), [*map(self._licensed, each.seen)], each.merged) for each in kept]
        self._tables["records"] = [group.record for group in kept]
        for name, column in (("sightings", "seen"), ("merged", "merged")):
            left = {(place_of(row), row["id"]): row for group in kept for row in getattr(group, column)}
            places = ((place_of(row), row["id"]) for row in self._tables[name])
            self._tables[name] = [left[place] for place in places if place in left]

    def _left_of(self, group: Group, own: Mapping[tuple[str, str], Row]) -> Group | None:
        """What is left of a record with its sightings and merged pairs; None where it goes."""
        record, seen, merged = group
        rule = self._why_record(record) or self._why_edited(merged)
        why = {place_of(each): each_rule for each in seen if (each_rule := self._why_sighting(each, own))}
        if not (rule or why):
            return group
        left = [each for each in seen if place_of(each) not in why]
        shows = [each for each in seen if place_of(each) in why and shows_record(each, own)]
        now = promoted(record, left, own) if shows else Shown(record, None)
        rule = rule or (None if left and now else next(iter(why.values()), None))
        for each in seen:
            if reason := why.get(place_of(each)) or rule:
                self._unsee(each, own, reason)
        if rule or now is None:
            self._lost[record["id"]] = rule or next(iter(why.values()))
            return None
        record = recounted(now.record, left)
        rest = [row for row in merged if place_of(row) not in why and place_of(row) != now.place]
        return Group(record, left, compared(rest, record, left) if shows else rest)

    def _why_record(self, record: Row) -> Rule | None:
        addresses = (record["source"], record["source_url"]) if record["edited_from"] else ()
        rule = self._screen.pair(record["id"], record["question"], record["answer"], addresses)
        return rule or (self._unsupported.get(record["id"]) if _COMPLETED.search(record["flags"]) else None)

    def _why_edited(self, merged: Iterable[Row]) -> Rule | None:
        """Why the words were taken down that an edited record had before."""
        before = (row for row in merged if row["method"] == EDITED)
        return next(filter(None, (self._why_merged(row) for row in before)), None)

    def _why_merged(self, row: Row) -> Rule | None:
        return self._screen.pair(row["id"], row["question"], row["answer"], [row["page_url"]])

    def _why_sighting(self, row: Row, own: Mapping[tuple[str, str], Row]) -> Rule | None:
        """Why a sighting goes: with its document, by where it is or what it says, or since it is not there any more."""
        if rule := self._whole.get(row["document"]):
            return rule
        if rule := self._screen.address([row["source"], row["source_url"], row["page_url"], row.get("takedown_url")]):
            return rule
        as_read = own.get(place_of(row))
        if as_read and (rule := self._why_merged(as_read)):
            return rule
        return self._unsaid.get(place_of(row))

    def _find_unsaid(self, own: Mapping[tuple[str, str], Row]) -> None:
        """Find the sightings that are not where they were, document by document, so that each is read once."""
        seen = [row for row in self._tables["sightings"] if row["document"] in self._changed]
        for row in sorted(seen, key=itemgetter("document")):
            document, rule = self._changed[row["document"]]
            if not self._raw.still_says(document, row, own.get(place_of(row), row)["id"]):
                self._unsaid[place_of(row)] = rule

    def _unsee(self, sighting: Row, own: Mapping[tuple[str, str], Row], rule: Rule) -> None:
        as_read = own.get(place_of(sighting))
        self._fewer[sighting["document"], "pairs"] += 1
        self._remove("pair", sighting["document"], rule, as_read["id"] if as_read else sighting["id"])

    def _find_unsupported(self) -> None:
        """Find the records of which the cited page was taken down, or what it says, or is not there any more."""
        for row in self._tables.get("support", ()):
            said = (self._screen.text(row[name]) for name in WORDS["support"] if row[name])
            rule = self._screen.address([row["page_url"]]) or next(filter(None, said), None)
            if rule := rule or self._why_not_shown(row):
                self._unsupported[row["id"]] = rule

    def _support(self) -> None:
        if "support" in self._tables:
            out = {*self._unsupported, *self._lost}
            self._tables["support"] = [row for row in self._tables["support"] if row["id"] not in out]
        for record in self._tables["records"]:
            if record["id"] in self._unsupported:
                record["support"] = None

    def _why_not_shown(self, row: Row) -> Rule | None:
        """By which takedown the place on a page went that a row of `support` names; None where it is there."""
        if rule := self._whole.get(row["document"]):
            return rule
        document, rule = self._changed.get(row["document"], (None, None))
        is_there = document is None or not row["locator"] or self._raw.still_shows(document, row)
        return None if is_there else rule

    def _rejected(self) -> None:
        kept = []
        for row in self._tables["rejected"]:
            rule = self._whole.get(row["document"]) or self._screen.address([row["page_url"]])
            rule = rule or self._screen.rejection(row["text"])
            if rule is None:
                kept.append(row)
                continue
            self._fewer[row["document"], "rejected"] += 1
            self._remove(word_of_rejection(row["stage"]), row["document"], rule)
        self._tables["rejected"] = kept

    def _history(self) -> None:
        """Say anew what is superseded, and drop the conflicts of what went."""
        for record in self._tables["records"]:
            after = record["superseded_by"]
            while after in self._lost:
                after = self._later.get(after)
            if record["superseded_by"] and after != record["superseded_by"]:
                record["superseded_by"] = after
                if after is None:
                    record["flags"] = " ".join(sorted({*record["flags"].split(), GONE}))
        self._tables["conflicts"] = [
            row for row in self._tables["conflicts"] if not {row["id"], row["other_id"]} & self._lost.keys()
        ]

    def _changes(self) -> None:
        kept = []
        for row in self._tables["changes"]:
            if row["id"] in self._lost and row["change"] != "removed":
                continue
            if row["after"] in self._lost:
                if row["change"] not in _INTO:
                    continue
                row = {**row, "change": "removed", "column": None, "before": None, "after": None}
            kept.append(self._silent(row, WORDS["changes"]))
        self._tables["changes"] = kept

    def _reviews(self) -> None:
        if "reviews" in self._tables:
            self._tables["reviews"] = [self._reviewed(row) for row in self._tables["reviews"]]

    def _reviewed(self, row: Row) -> Row:
        ids = {row["id"], row["other"], row["became"]}
        if ids & self._lost.keys():
            self._silenced += row["value"] is not None
            became = None if row["became"] in self._lost else row["became"]
            row = {**row, "value": None, "became": became, "effect": "taken_down"}
        return self._silent(row, WORDS["reviews"])

    def _silent(self, row: Row, columns: Sequence[str]) -> Row:
        """A row that does not repeat what was taken down."""
        said = {name: None for name in columns if row[name] and self._screen.holds(row[name])}
        self._silenced += len(said)
        return {**row, **said} if said else row

    def _rename(self) -> None:
        """Count the documents anew, and call those by their keys of now whose bytes are others."""
        old = {now: was for was, now in self._keys.items()}
        for row in self._tables["documents"]:
            was: str = old.get(row["key"]) or row["key"]
            for column in ("pairs", "rejected"):
                row[column] -= self._fewer[was, column]
        for name in ("sightings", "merged", "rejected", "support", "removals"):
            for row in self._tables.get(name, ()):
                row["document"] = self._keys.get(row["document"], row["document"])
        for row in self._removals:
            row["document"] = self._keys.get(row["document"], row["document"])

    def _remove(self, what: str, document: str, rule: Rule, id: str | None = None) -> None:
        self._removals.append(RemovalRow.of(rule.removes(what, id), document)._asdict())

    def _add_removals(self) -> None:
        rows = [*self._tables.get("removals", ()), *self._removals]
        if rows:
            self._tables["removals"] = sorted(
                rows, key=lambda row: (row["document"], row["what"], row["id"] or "g", row["rule"])
            )
