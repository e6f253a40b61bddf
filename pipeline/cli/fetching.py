"""`qamill fetch`: pages from the web into `raw/`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..text.counted import count_of
from .arguments import OUT_ANYWHERE, PAGE_FILE_TYPE, RAW, read_page_file
from .completion import complete_version
from .group import JSON, main
from .output import print_json, say, words_stream

if TYPE_CHECKING:
    from ..fetch.fetch import Outcome
    from ..fetch.run import Asked, Fetched

_LONG_AGO = re.compile(r"(\d{1,6})(h|d|w)")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_TRIED_AGAIN = ("timeout", "truncated", "connection", "tls", "unavailable", "http_error", "bad_response", "bad_coding")
"""The results that another run may change."""


def before_of(since: str | None, max_age: str | None) -> datetime | None:
    """Return before which time the last visit must have been, UTC, naive. Raises BadParameter."""
    from ..ingest.times import parse_time

    before = parse_time(since) if since else None
    if since and before is None:
        raise click.BadParameter(f"{since!r} is no time like 2026-01-31 or 2026-01-31T12:00:00Z", param_hint="--since")
    if max_age is None:
        return before
    age = _LONG_AGO.fullmatch(max_age)
    if age is None:
        raise click.BadParameter(f"{max_age!r} is no age like 12h, 30d or 4w", param_hint="--max-age")
    try:
        aged = datetime.now(UTC).replace(tzinfo=None) - timedelta(**{_UNITS[age[2]]: int(age[1])})
    except OverflowError:  # older than all that can be written
        aged = datetime.min
    return min(before, aged) if before else aged


class _Amount(click.FloatRange):
    """A number that can be reckoned with: `nan` is within any range, as Python compares it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = float(super().convert(value, param, ctx))
        return found if isfinite(found) else self.fail(f"{value!r} is no number that a run can keep to.", param, ctx)


_LONGEST = 7 * 86_400.0
"""Seconds that may be asked for: longer than any run, shorter than what systems can wait for."""


@main.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option("--from", "lists", multiple=True, type=PAGE_FILE_TYPE, help="A file of addresses: lines, CSV, WARC, CDX.")
@click.option("--sitemap", "sitemaps", multiple=True, metavar="URL", help="A sitemap whose pages are wanted.")
@click.option("--cited", is_flag=False, flag_value="latest", metavar="[VERSION]", shell_complete=complete_version,
              help="The pages that a release cites; of the latest, where no version is given.")  # fmt: skip
@OUT_ANYWHERE
@RAW
@click.option("--contact", help="A mail address or page by which a site can reach you.  [required]")
@click.option("--deadline", default=60.0, show_default=True, type=_Amount(0, _LONGEST, min_open=True),
              help="Seconds that a page may take, all in all.")  # fmt: skip
@click.option("--delay", default=1.0, show_default=True, type=_Amount(0, _LONGEST),
              help="Seconds between two requests to a host, at least.")  # fmt: skip
@click.option("--max-megabytes", default=20.0, show_default=True, type=_Amount(0, 1_000, min_open=True),
              help="Of a page, as it is sent and as it is decoded.")  # fmt: skip
@click.option("--at-once", default=16, show_default=True, type=click.IntRange(min=1), help="Hosts that are asked.")
@click.option(
    "--header", "headers", multiple=True, metavar="'NAME: VALUE'", help="A field for the sites that you name."
)
@click.option("--again", is_flag=True, help="Ask for what is there already, for what changed; without URL for all.")
@click.option("--since", metavar="DATE", help="Of what is there, only what was not visited since. Implies --again.")
@click.option("--max-age", metavar="30d", help="Of what is there, only what was visited longer ago. Implies --again.")
@click.option("--store-reserved", is_flag=True, help="Store what sites reserve, too; the index says by which signal.")
@click.option("--allow-private", is_flag=True, help="Reach hosts of this machine and of private networks, too.")
@JSON
@click.pass_obj
def fetch(
    volume: int, urls: tuple[str, ...], lists: tuple[Any, ...], sitemaps: tuple[str, ...],
    cited: str | None, out: str, raw: Path, contact: str | None, deadline: float, delay: float, max_megabytes: float,
    at_once: int, headers: tuple[str, ...], again: bool, since: str | None, max_age: str | None,
    store_reserved: bool, allow_private: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Bring pages into raw/, as web archives, so that `qamill curate` can read them.

    \b
    Example: qamill fetch --contact me@example.org https://example.org/faq
    """
    from ..fetch.exchange import Limits
    from ..fetch.pace import Politeness
    from ..fetch.run import Asked, NoContact, parsed_fields
    from ..fetch.wanted import sites_of
    from ..project import contact_of

    named = _named(urls, lists)
    before = before_of(since, max_age)
    again = again or before is not None
    is_named = bool(urls or lists or sitemaps or cited)
    if not is_named and not again:
        raise click.UsageError("Name an address, --from a file of addresses, a --sitemap, --cited, or --again.")
    sites = sites_of([*named, *sitemaps])
    if headers and not sites:
        raise click.UsageError("--header goes to the sites that you name: give URL, --from or --sitemap.")
    contact = contact or contact_of(raw)
    if not contact:
        raise NoContact
    if cited:
        from ..fetch.cited import cited_pages  # pyarrow; other runs need none

        named += cited_pages(cited, out)
    asked = Asked(
        contact,
        Limits(deadline=deadline, body_bytes=int(max_megabytes * 1_000_000)),
        Politeness(delay=delay),
        allow_private=allow_private,
        obeys=not store_reserved,
        fields=parsed_fields(headers),
        at_once=at_once,
        again=again,
        before=before,
        sites=sites,
    )
    done, outcomes = _watched(named if is_named else None, raw, asked, sitemaps, hidden=volume == 0 or as_json)
    if as_json:
        print_json(_as_json(done, outcomes))
    _say_done(volume, done, outcomes, again)
    if done.left or any(done.counts[word] for word in _TRIED_AGAIN):
        sys.exit(1)


def _as_json(done: Fetched, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    visits = [{**visit._asdict(), "why": why} for visit, why in outcomes]
    counted = {"results": dict(done.counts), "there": done.there, "changes": done.changes, "left": done.left}
    return {**counted, "visits": visits}


def _watched(
    urls: Sequence[str] | None, raw: Path, asked: Asked, sitemaps: Sequence[str], hidden: bool
) -> tuple[Fetched, list[Outcome]]:
    """Fetch pages, showing how far it is; return what it came to, and what became of each address."""
    from ..fetch.run import fetch_pages
    from .fetch_progress import fetch_progress

    outcomes: list[Outcome] = []
    with fetch_progress(words_stream(), hidden) as progress:

        def tell(outcome: Outcome) -> None:
            outcomes.append(outcome)
            progress.tell(outcome)

        return fetch_pages(urls, raw, asked, sitemaps, tell, progress.expect), outcomes


def _named(urls: Sequence[str], lists: Sequence[Any]) -> list[str]:
    """Return the addresses that are named, and those in files. Raises UsageError for what is no address of a page."""
    from ..fetch.wanted import read_list
    from ..web.addresses import fault_of, without_user

    for url in urls:
        if why := fault_of(url.strip()):
            raise click.UsageError(f"{without_user(url)!r} is no address of a page: {why}.")
    return [*urls, *(url for file in lists for url in read_list(getattr(file, "name", "-"), read_page_file(file)))]


_MOST_TOLD = 20
"""Pages that were not stored, of which each has a line on the screen; all are in the index."""


def _say_done(volume: int, done: Fetched, outcomes: list[Outcome], again: bool) -> None:
    for sitemap, why in done.left.items():
        say(volume, f"left: {sitemap}: {why}")
    _say_visits(volume, outcomes, done.there, again)
    if again:
        _say_changes(volume, done.changes)
    if any(done.counts[word] for word in ("stored", "not_modified", "gone")):
        say(volume, "Next: qamill curate")


def _say_visits(volume: int, outcomes: list[Outcome], there: int, again: bool) -> None:
    told = ("stored", "not_modified", "gone") if again else ("stored", "not_modified")
    left = [each for each in outcomes if each.visit.result not in told]
    for visit, why in left[: _MOST_TOLD if volume == 1 else None]:
        say(volume, f"{visit.result}: {visit.url}{f' ({why})' if why else ''}")
    if volume == 1 and len(left) > _MOST_TOLD:
        say(volume, f"... and {len(left) - _MOST_TOLD:,} more, in fetched.csv")
    counts = Counter(each.visit.result for each in outcomes)
    results = ", ".join(f"{count:,} {word}" for word, count in counts.most_common())
    say(volume, f"Asked for {count_of(len(outcomes), 'page')}{f': {results}' if results else ''}.")
    if there:
        were = "was" if there == 1 else "were"
        why = "and visited lately" if again else "already; `qamill fetch --again` asks for what changed"
        say(volume, f"{count_of(there, 'page')} {were} there {why}.")


def _say_changes(volume: int, changes: Mapping[str, Sequence[str]]) -> None:
    """Say what changed since the last visit; what stayed the same, or failed and was told, is only counted."""
    for word in ("new", "changed", "gone", "back"):
        for url in changes[word][: _MOST_TOLD if volume == 1 else None]:
            say(volume, f"{word}: {url}")
        if volume == 1 and len(changes[word]) > _MOST_TOLD:
            say(volume, f"... and {len(changes[word]) - _MOST_TOLD:,} more that are {word}; --json names all")
    counts = ", ".join(f"{len(urls):,} {word}" for word, urls in changes.items() if urls)
    say(volume, f"Since the last visit: {counts or 'nothing was asked for'}.")
