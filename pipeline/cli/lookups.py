"""`qamill lookup`: is my site, my page or my text in it?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.counted import count_of
from .arguments import OUT_ANYWHERE, RAWS, OneOf, checked_out
from .group import JSON, main
from .letters import as_letter
from .output import print_json, print_line

if TYPE_CHECKING:
    from ..audit.lookup import Lookup

_LONGEST = 10_000_000  # bytes of a text, chosen: more than any page


@main.command()
@click.argument("wanted", metavar="HOST|URL|TEXT")
@click.option("--as", "kind", type=OneOf(["host", "url", "text"]), help="What it is.  [default: as it looks]")
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(0, 10_000), help="Records and pages to name."
)
@OUT_ANYWHERE
@RAWS
@JSON
def lookup(wanted: str, kind: str | None, limit: int, out: Path | str, raw: tuple[Path, ...], as_json: bool) -> None:
    """Say whether a site, a page or a text is in the releases, and which takedown keeps it out.

    A text is a question, a passage, or both; - reads it from standard input. Exit code 1 if nothing is found.

    \b
    Example: qamill lookup example.org
    """
    from ..audit.asked_for import As
    from ..audit.asked_for import wanted as understood
    from ..audit.lookup import lookup as look

    said, kind = (_standard_input(), kind or "text") if wanted == "-" else (wanted, kind)
    found = look(understood(said, As(kind) if kind else None), checked_out(out), raw, limit)
    if as_json:
        print_json(_json(found))
    else:
        for line in _lines(found):
            print_line(line)
    sys.exit(0 if found.is_found else 1)


def _standard_input() -> str:
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed.")
    return as_letter(sys.stdin.buffer.read(_LONGEST), "standard input")


def _json(found: Lookup) -> dict[str, object]:
    return {
        "as": found.wanted.kind.value,
        "wanted": found.wanted.what,
        "found": found.is_found,
        "releases": [release._asdict() for release in found.releases],
        "records": [hit._asdict() for hit in found.hits],
        "read_on": found.read_on,
        "cited_as": found.cited_as,
        "domain": found.domain or None,
        "domain_records": found.domain_records,
        "takedowns": [each._asdict() for each in found.takedowns],
    }


def _lines(found: Lookup) -> Iterator[str]:
    what = {"host": f"The site {found.wanted.what} with all its hosts", "url": f"The page {found.wanted.what}"}
    about, known = what.get(found.wanted.kind, "This text"), count_of(found.known, "release")
    yield f"{about} is in {len(found.releases):,} of {known}." if found.is_found else f"{about} is in none of {known}."
    if found.domain:
        yield f"All of {found.domain}: {count_of(found.domain_records, 'record')} in the newest release."
    for release in found.releases:
        also = f", {count_of(release.pages, 'page')} read, {release.rejected:,} rejected"
        if release.pages_without_address:
            also += f"; cited by {count_of(release.pages_without_address, 'page')} whose own address is not recorded"
        yield f"  {release.version}  {count_of(release.records, 'record')}{also * (found.wanted.kind != 'text')}"
    if found.hits:
        yield f"Records{_of_all(len(found.hits), found.releases[0].records)}:"
        yield from (f"  {hit.id}  {hit.how}  {hit.source}  {hit.question}" for hit in found.hits)
    for title, addresses in (("Read on:", found.read_on), ("Cited:", found.cited_as)):
        if addresses:
            yield title
            yield from (f"  {address}" for address in addresses)
    yield from _kept_out(found)


def _of_all(shown: int, all: int) -> str:
    return f", the first {shown:,} of {all:,}" if shown < all else ""


def _kept_out(found: Lookup) -> Iterator[str]:
    for each in found.takedowns:
        went = f"; {count_of(each.pairs, 'pair')} went" if each.pairs else ""
        what = "it" if each.is_all else "part of it"
        yield f"Takedown {each.rule} ({each.scope}, {each.date}: {each.reason}) keeps {what} out{went}."
    if found.is_found and not found.takedowns:
        yield "No takedown is about it. To have it removed: qamill help takedowns"
