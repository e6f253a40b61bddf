"""Whether a site, a page or a text is in a dataset: in which releases, where from, and what keeps it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from ..release.location import location
from ..release.removals import removals
from ..release.versions import Release, read_release, versions
from ..schema.rows import Row
from ..takedown.beside import places, read_takedowns
from ..takedown.file import read_rules
from ..takedown.made import split_text
from ..takedown.rule import Kind, Rule
from ..takedown.screen import Screen
from ..web.hosts import host_of, registrable_domain
from .asked_for import As, Likeness, Mentions, Wanted, addresses_of, screen_of
from .report.pieces import pieces, rows_of

_READ, _CITED = "page_url", ("source_url", "source")
_FEW = 10


class Hit(NamedTuple):
    """A record that is of what was looked for."""

    id: str
    question: str
    source: str
    how: str
    """`read` on its pages or `cited`, of a site or a page; of a text, `exact` or `near`."""


class InRelease(NamedTuple):
    """How much of it a release has."""

    version: str
    records: int
    rejected: int
    """Rows of `rejected` that were read there; of a text, none is counted."""
    pages: int
    """Pages of it that were read."""
    pages_without_address: int
    """Pages that cite it and whose own address is not recorded, so they may be of it; of a text, none is counted."""


class Kept(NamedTuple):
    """A takedown that keeps it, or part of it, out."""

    rule: int
    scope: str
    reason: str
    date: str
    pairs: int
    """How many pairs the newest release has not since they were taken down by it."""
    is_all: bool
    """Whether it is about all of what was looked for, and not about part of it."""


class Lookup(NamedTuple):
    """What a dataset has of what was looked for."""

    wanted: Wanted
    known: int
    """How many releases there are."""
    releases: tuple[InRelease, ...]
    """Those that have some of it, the newest first."""
    hits: tuple[Hit, ...]
    """The first records of the newest of them, by id."""
    read_on: tuple[str, ...]
    """The first addresses of the pages that they were read on."""
    cited_as: tuple[str, ...]
    """The first addresses or hosts by which pages cite it; of a text, those that its records cite."""
    domain: str
    """Of a host below one that somebody registered, that one; else empty."""
    domain_records: int
    """How many records of the newest release are of all of that."""
    takedowns: tuple[Kept, ...]

    @property
    def is_found(self) -> bool:
        """Whether a release has some of it."""
        return bool(self.releases)


class _Found(NamedTuple):
    """What one release has."""

    how: dict[str, str]
    """How each record is of it, by its id."""
    rejected: int
    pages: int
    pages_without_address: int
    read_on: tuple[str, ...]
    cited_as: tuple[str, ...]


def lookup(
    sought: Wanted, out: Path | str = "curated", raws: Sequence[Path | str] = ("raw",), limit: int = _FEW
) -> Lookup:
    """Look for a site, a page or a text in all releases, and among the takedowns beside some raw folders.

    Raises BadQuestion for a text of too few words, BadTakedowns, NoKey (of a text alone), DamagedRelease.
    """
    known = [read_release(location(out) / version) for version in reversed(versions(out))]
    look = _of_text if sought.kind == As.TEXT else _of_address
    found = [(release, each) for release in known if any((each := look(release, sought, limit))[:4])]
    newest, of_newest = found[0] if found else (None, None)
    domain = _wider(sought)
    return Lookup(
        sought,
        len(known),
        tuple(
            InRelease(release.version, len(each.how), each.rejected, each.pages, each.pages_without_address)
            for release, each in found
        ),
        tuple(_hits(newest, of_newest.how, limit)) if newest and of_newest else (),
        of_newest.read_on if of_newest else (),
        of_newest.cited_as if of_newest else (),
        domain,
        len(_of_address(known[0], Wanted(As.HOST, domain), 0).how) if domain and known else 0,
        tuple(_kept(sought, raws, known[0] if known else None)),
    )


def _wider(sought: Wanted) -> str:
    domain = registrable_domain(sought.what) if sought.kind == As.HOST and host_of(sought.what) else ""
    return "" if domain == sought.what else domain


def _of_address(release: Release, sought: Wanted, limit: int) -> _Found:
    how: dict[str, str] = {}
    read_on: set[str] = set()
    cited_as: set[str] = set()
    without_address: set[str] = set()
    for table, of_page in (("sightings", ["document"]), ("records", [])):
        for piece in pieces(release, table, ["id", _READ, *_CITED, *of_page]):
            read = addresses_of(sought, [piece.column(_READ)])
            cited = addresses_of(sought, map(piece.column, _CITED))
            is_read = pc.is_in(piece.column(_READ), value_set=read)
            is_cited = pc.or_(*(pc.is_in(piece.column(name), value_set=cited) for name in _CITED))
            how |= dict.fromkeys(piece.column("id").filter(pc.and_not(is_cited, is_read)).to_pylist(), "cited")
            how |= dict.fromkeys(piece.column("id").filter(is_read).to_pylist(), "read")
            read_on.update(read.to_pylist())
            cited_as.update(cited.to_pylist())
            for name in of_page:
                is_from_unknown = pc.and_(is_cited, pc.is_null(piece.column(_READ)))
                without_address.update(piece.column(name).filter(is_from_unknown).unique().to_pylist())
    return _Found(
        how,
        _count(release, "rejected", _READ, sought),
        _count(release, "documents", "url", sought),
        len(without_address),
        tuple(sorted(read_on)[:limit]),
        tuple(sorted(cited_as)[:limit]),
    )


def _count(release: Release, table: str, column: str, sought: Wanted) -> int:
    found = 0
    for piece in pieces(release, table, [column]):
        is_of_it = pc.is_in(piece.column(column), value_set=addresses_of(sought, [piece.column(column)]))
        found += pc.sum(is_of_it).as_py() or 0
    return found


def _of_text(release: Release, sought: Wanted, limit: int) -> _Found:
    mentions, likeness = Mentions(sought.what), Likeness(sought.what)
    how: dict[str, str] = {}
    for table, column in (("merged", "kept_id"), ("records", "id")):
        for piece in pieces(release, table, [column, "question", "answer"]):
            texts = pc.binary_join_element_wise(piece.column("question"), piece.column("answer"), " ")
            for row in piece.filter(mentions.among(texts)).to_pylist() if len(piece) else ():
                if alike := likeness.of(row["question"], row["answer"]):
                    how[row[column]] = min(alike, how.get(row[column], alike))  # `exact` is before `near`
    rows = [*rows_of(release, "sightings", ["id", _READ, *_CITED], "id", sorted(how)[:limit])] if limit else []
    return _Found(how, 0, 0, 0, _first(rows, [_READ], limit), _first(rows, _CITED, limit))


def _first(rows: Sequence[Row], columns: Sequence[str], limit: int) -> tuple[str, ...]:
    """The first addresses of some rows; of each row that in the first of some columns that has one."""
    found = {next(filter(None, (row[name] for name in columns)), None) for row in rows}
    return tuple(sorted(filter(None, found))[:limit])


def _hits(release: Release, how: dict[str, str], limit: int) -> Iterator[Hit]:
    first = sorted(how)[:limit]
    rows = {row["id"]: row for row in rows_of(release, "records", ["id", "question", "source"], "id", first)}
    for id in first:
        if id in rows:
            yield Hit(id, rows[id]["question"], rows[id]["source"], how[id])


def _kept(sought: Wanted, raws: Sequence[Path | str], newest: Release | None) -> Iterator[Kept]:
    went: Counter[int] = Counter()
    if newest:
        rows = removals(newest, ["rule", "what"]).to_pylist()
        went.update(row["rule"] for row in rows if row["what"] == "pair")
    for rule, is_all in _about(sought, raws):
        yield Kept(rule.number, rule.kind, rule.reason, rule.date, went[rule.number], is_all)


def _about(sought: Wanted, raws: Sequence[Path | str]) -> Iterator[tuple[Rule, bool]]:
    """The takedowns that are about what is looked for, or about part of it, and whether it is all of it."""
    if sought.kind == As.TEXT:
        rules, key, _ = read_takedowns(raws)
        said = split_text(sought.what)
        yield from ((rule, True) for rule in rules if Screen([rule], key).words(*said))
        return
    of_it, address = screen_of(sought), sought.what if sought.kind == As.URL else f"https://{sought.what}/"
    for rule in (rule for path, _ in places(raws) for rule in read_rules(path)):
        if rule.kind in (Kind.DOMAIN, Kind.URL):
            wider = Screen([rule], b"").address([address])
            part = of_it.address([rule.what if rule.kind == Kind.URL else f"https://{rule.what}/"])
            if wider or part:
                yield rule, wider is not None
