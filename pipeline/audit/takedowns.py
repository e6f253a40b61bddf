"""What releases hold of what was taken down: a pair by its id, a list of what went, and the proof that all did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from ..release.errors import InNoRelease
from ..release.read import columns_in, read_pieces, read_table
from ..release.removals import removals
from ..release.versions import PURGED, Release, good_versions, open_release, read_release, versions
from ..schema import EDITED
from ..schema.rows import Row
from ..schema.tables import WORDS, tables_in
from ..takedown.beside import Takedowns
from ..takedown.remembered import RememberingScreen
from ..takedown.rule import Rule
from ..takedown.screen import Screen
from ..web.licences import parted

_ADDRESSES = ("source", "source_url", "page_url", "url")
_NAMED = ("takedown_url", "licence")
"""Columns in which a row may name a site besides."""
_PAIR = ("question", "answer")
_NAMES = ("id", "key", "document")
"""The first of these that a row has names it."""
_LEAVES = ["removed", "reworded", "merged"]
"""The changes after which a record is not there under its id."""
_WHY = ("scope", "rule", "reason", "date")


class Pair(NamedTuple):
    """A pair as a release has it."""

    id: str
    question: str
    answer: str


def pairs_of(out: Path, id: str) -> list[Pair]:
    """Return the pair of an id in the newest release that has it, as a record or merged.

    Of a record that a person edited, what its pages have comes with it. Raises InNoRelease.
    """
    is_it = pc.field("id") == id
    is_edited = (pc.field("kept_id") == id) & (pc.field("method") == EDITED)
    for version in reversed(good_versions(out)):
        release = read_release(out / version)
        found = _pairs(release, "records", is_it)[:1] or _pairs(release, "merged", is_it)[:1]
        if found:
            return [*found, *_pairs(release, "merged", is_edited)]
    raise InNoRelease(id)


def _pairs(release: Release, table: str, which: pc.Expression) -> list[Pair]:
    rows = read_table(release, table, ["id", "question", "answer"], which).to_pylist()
    return [*dict.fromkeys(Pair(row["id"], row["question"], row["answer"]) for row in rows)]


class Gone(NamedTuple):
    """A record that a release no longer has since it was taken down."""

    id: str
    scope: str
    rule: int
    reason: str
    date: str
    last: str
    """The version that had it last, as it was called before a purge."""


def sheet(release: Release) -> list[Gone]:
    """Return which records of earlier releases a release no longer has since they were taken down, by their ids.

    A purge leaves nothing of them on the pages, so that only the releases of then say why they went. A release that
    was purged had the records that its `removals` name, but for those that were gone by then: `changes` of it or of an
    earlier release says so.
    """
    releases = _up_to(release)
    removed = [_removed_pairs(each) for each in releases]
    taken = {row["id"] for rows in removed for row in rows}
    why: dict[str, Row] = {}
    last: dict[str, str] = {}
    away: set[str] = set()
    for each, rows in zip(releases, removed, strict=True) if taken else ():
        purged_from, _, is_purged = each.version.partition(PURGED)
        why |= {row["id"]: row for row in reversed(rows)}
        away.update(_left_out(each))
        last |= {row["id"]: purged_from for row in rows if row["id"] not in away} if is_purged else {}
        for id in taken.intersection(read_table(each, "records", ["id"]).column("id").to_pylist()):
            last[id] = each.version
            why.pop(id, None)
            away.discard(id)
    return [Gone(**why[id], last=last[id]) for id in sorted(why.keys() & last.keys())]


def _up_to(release: Release) -> list[Release]:
    """A release and those before it, oldest first, but none that was withdrawn."""
    out = release.folder.parent
    known = versions(out)
    good = {*good_versions(out), release.version}
    return [read_release(out / each) for each in known[: known.index(release.version) + 1] if each in good]


def _removed_pairs(release: Release) -> list[Row]:
    rows: list[Row] = removals(release, ["id", *_WHY], pc.field("what") == "pair").to_pylist()
    return rows


def _left_out(release: Release) -> list[str]:
    """The ids of the records that a release no longer has and the one before it had."""
    ids: list[str] = read_table(release, "changes", ["id"], pc.field("change").isin(_LEAVES)).column("id").to_pylist()
    return ids


class Left(NamedTuple):
    """A row of a release that a takedown is about."""

    table: str
    id: str
    rule: Rule


class Proof(NamedTuple):
    """What came of looking for what was taken down."""

    rows: Counter[str]
    """How many rows of each table were looked at."""
    left: list[Left]
    """Those that should not be there."""


def prove(takedowns: Takedowns, out: Path, version: str = "latest") -> Proof:
    """Look at every row of a release for what was taken down."""
    release = open_release(out, version)
    rows: Counter[str] = Counter()
    left = []
    screen = RememberingScreen(takedowns.rules, takedowns.key)
    for table in tables_in(release.manifest.schema_version, release.manifest.content):
        for piece in read_pieces(release, table, telling_columns(table, columns_in(release, table).names)):
            rows[table] += piece.num_rows
            told = ((row, rule_left(screen, table, row)) for row in piece.to_pylist())
            left += [Left(table, _name_of(row), rule) for row, rule in told if rule]
    return Proof(rows, left)


def _name_of(row: Row) -> str:
    return str(next(row[name] for name in _NAMES if row.get(name)))


def telling_columns(table: str, columns: Iterable[str]) -> list[str]:
    """Return those columns of a table by which `rule_left` tells, and by which its rows are named."""
    telling = {*_NAMES, *_PAIR, *_ADDRESSES, *_NAMED, *WORDS.get(table, ())}
    return [name for name in columns if name in telling]


def rule_left(screen: Screen, table: str, row: Row) -> Rule | None:
    """Return the rule by which a row should say otherwise, or not be there: it may name a site besides."""
    named = (each for name in _NAMED for each in parted(row.get(name)))
    return rule_for(screen, table, row) or screen.address(named)


def rule_for(screen: Screen, table: str, row: Row) -> Rule | None:
    """Return the rule by which what a row of a table says was taken down; None if it was not."""
    addresses = [row[name] for name in _ADDRESSES if row.get(name)]
    if "question" in row and (rule := screen.pair(row["id"], row["question"], row["answer"], addresses)):
        return rule
    if table == "rejected" and (rule := screen.rejection(row["text"])):
        return rule
    return screen.address(addresses) or _said(screen, (row[name] for name in WORDS.get(table, ()) if row.get(name)))


def _said(screen: Screen, texts: Iterable[str]) -> Rule | None:
    found: Iterator[Rule] = filter(None, map(screen.text, texts))
    return next(found, None)
