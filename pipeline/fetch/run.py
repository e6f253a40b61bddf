"""One run of `qamill fetch`: what is wanted, what is there already, and the visits between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..errors import QamillError
from ..web.addresses import origin_of
from .again import Past, change_of, sorted_by_change
from .client import Client, user_agent
from .exchange import FetchFailed, Limits
from .fetch import Outcome, fetch
from .fetched import Visit, now
from .hosts import Hosts
from .pace import Politeness
from .resume import earlier_of
from .sitemaps import read_sitemap
from .store import Store
from .visit import Wish
from .wanted import BadList, wanted
from .warc import Earlier

_CONTACT = re.compile(r"(?:mailto:)?[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https?://[^\s<>()]+\.[^\s<>()]+")
_SENT = re.compile(r"[\x21-\x7e]+")
"""What a header field can hold as it is."""
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e]*)")
_OURS = ("user-agent", "host", "accept-encoding", "connection", "content-length", "transfer-encoding")
"""Header fields that nobody else sets."""


class NoContact(QamillError):
    """Nobody can be reached about what is fetched."""

    def __init__(self, said: str = "") -> None:
        wrong = f"{said!r} is neither a mail address nor the address of a page in ASCII. " if said else ""
        super().__init__(
            f"{wrong}Say whom a site can reach: qamill fetch --contact me@example.org ..., the environment variable"
            " QAMILL_CONTACT, or `contact` below [fetch] in qamill.toml. It is sent with every request."
        )


class CannotStore(QamillError):
    """The disk refused; what was stored before is whole, and so is its line in the index."""

    exit_code = 1

    def __init__(self, raw: Path, error: OSError) -> None:
        super().__init__(
            f"Could not write to {raw}: {error.strerror or error}. The pages that were stored before are whole."
            " Make room or give the right to write, then run again: it goes on where this run stopped."
        )


class BadField(QamillError):
    """A header field cannot be sent."""

    def __init__(self, said: str) -> None:
        super().__init__(f"--header {said!r} is no field like 'X-Name: value' that may be added.")


class Asked(NamedTuple):
    """How a run fetches."""

    contact: str
    limits: Limits = Limits()
    politeness: Politeness = Politeness()
    allow_private: bool = False
    obeys: bool = True
    fields: Mapping[str, str] = {}
    at_once: int = 16
    again: bool = False
    """Whether addresses that are settled are asked for again, for what changed."""
    before: datetime | None = None
    """Only those that were not visited since; UTC, naive."""
    sites: frozenset[str] = frozenset()
    """The origins of what somebody named; `fields` go to them alone, not where a sitemap or a release leads."""


class Fetched(NamedTuple):
    """What a run came to."""

    counts: Counter[str]
    """How many addresses had which result."""
    there: int
    """How many were there already, and not asked for."""
    changes: Mapping[str, Sequence[str]]
    """The addresses that were asked for, for each word of CHANGES, by what was known of them before."""
    left: Mapping[str, str] = {}
    """Why sitemaps that others name could not be read, by their addresses."""


def checked_contact(said: str) -> str:
    """Return how somebody can be reached. Raises NoContact."""
    if not _CONTACT.fullmatch(said.strip()) or not _SENT.fullmatch(said.strip()):
        raise NoContact(said.strip())
    return said.strip()


def parsed_fields(said: Iterable[str]) -> dict[str, str]:
    """Return header fields that are written like `X-Name: value`. Raises BadField."""
    fields = {}
    for each in said:
        found = _FIELD.fullmatch(each)
        if not found or found[1].lower() in _OURS:
            raise BadField(each)
        fields[found[1]] = found[2].strip()
    return fields


def fetch_pages(
    urls: Iterable[str] | None,
    raw: Path,
    asked: Asked,
    sitemaps: Iterable[str] = (),
    tell: Callable[[Outcome], None] = lambda _: None,
    expect: Callable[[int], None] = lambda _: None,
) -> Fetched:
    """Bring pages into a folder, and those that sitemaps name.

    `tell` is called with each outcome, and `expect`, once that is known, with how many there will be. None stands for
    all addresses that were asked for before. Raises CannotStore, BadIndex, BadList for a sitemap that is
    named here and cannot be read, FetchRuns, NothingFetched.
    """
    asked = asked._replace(contact=checked_contact(asked.contact))
    hosts = Hosts(
        lambda: Client(asked.contact, asked.limits, allow_private=asked.allow_private),
        asked.limits,
        asked.politeness,
        obeys=asked.obeys,
    )
    try:
        raw.mkdir(parents=True, exist_ok=True)
        store = Store(raw, user_agent(asked.contact))
        try:
            past = Past(raw)
            left: dict[str, str] = {}
            named = past.addresses() if urls is None else [*urls, *_named(sitemaps, hosts, left)]
            return _fetch(named, past, raw, asked, store, hosts, tell, expect)._replace(left=left)
        finally:
            store.close()
    except OSError as error:
        raise CannotStore(raw, error) from error
    finally:
        hosts.close()


def _fetch(
    urls: list[str], past: Past, raw: Path, asked: Asked, store: Store, hosts: Hosts,
    tell: Callable[[Outcome], None], expect: Callable[[int], None],
) -> Fetched:  # fmt: skip
    wishes: list[Wish] = []
    earlier: dict[str, Earlier] = {}
    counts: Counter[str] = Counter()
    there = 0
    for url, why_not in wanted(urls):
        if why_not:
            tell(Outcome(store.note(Visit(url, now(), result="bad_address")), why_not))
            counts["bad_address"] += 1
        elif url in past.settled and not (asked.again and past.is_due(url, asked.before)):
            there += 1
        else:
            known = earlier_of(raw, past.pages[url]) if url in past.pages else None
            if known:
                earlier[url] = known[0]
            wishes.append(Wish(url, known[1] if known else {}, asked.fields if origin_of(url) in asked.sites else {}))
    expect(len(wishes) + counts.total())
    changes: list[tuple[str, str]] = []

    def told(outcome: Outcome) -> None:
        url = outcome.visit.url
        changes.append((change_of(past.settled.get(url), outcome.visit, url in past.pages), url))
        tell(outcome)

    counts += fetch(wishes, store, hosts, told, lambda wish: earlier.get(wish.url), asked.at_once)
    return Fetched(counts, there, sorted_by_change(changes))


def _named(sitemaps: Iterable[str], hosts: Hosts, left: dict[str, str]) -> Iterable[str]:
    """The addresses that sitemaps name; why some of those were left that others name is noted in `left`."""

    def get(url: str) -> bytes:
        exchange = hosts.file_at(url, hosts.clock.now() + hosts.limits.deadline)
        if exchange.status != 200:
            raise FetchFailed("http_error", f"it answered {exchange.status}")
        return exchange.body

    def leave(error: BadList) -> None:
        left[error.name] = error.why

    for sitemap in sitemaps:
        yield from read_sitemap(sitemap, get, leave)
