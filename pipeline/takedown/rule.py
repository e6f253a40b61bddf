"""A takedown: what must not be released any more, and what each kind of takedown needs to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from re import _parser  # type: ignore[attr-defined]  # what `re.compile` itself makes of a pattern first
from typing import Any, NamedTuple

from ..schema import Removed
from ..text.clean import has_controls, is_damaged
from ..text.days import is_day
from ..web.addresses import fault_of, page_of
from ..web.hosts import host_of, named_host
from .likeness import Sketch, damage_of

_ID = re.compile(r"[0-9a-f]{16}\Z")
_LONGEST_PATTERN = 1_000
_FEW_TIMES = 9  # chosen: so many repeats in repeats end soon enough
_REPEATS = (_parser.MAX_REPEAT, _parser.MIN_REPEAT)
_LONGEST_REASON = 500


class Kind(StrEnum):
    """What a takedown is about."""

    ID = "id"
    """A pair, by its id and by what it says."""
    URL = "url"
    """A page: all pairs that were read on it or cite it."""
    DOMAIN = "domain"
    """A site with all its hosts: all pairs that were read on it or cite it."""
    TEXT = "text"
    """A question with its answer, or a passage, and what is nearly the same."""
    PATTERN = "pattern"
    """All pairs in which a regular expression finds something."""
    LIFTED = "lifted"
    """None any more: the line keeps the number from being given again."""


REPEATS = "the reason repeats what is taken down, and releases state the reason; say it otherwise"
OF_WORDS = (Kind.ID, Kind.TEXT)
"""The kinds that are told by keyed fingerprints, in place of what they say."""


class Rule(NamedTuple):
    """A line of `takedowns.csv`."""

    number: int
    """By which releases name it; given once."""
    kind: str
    what: str
    """The id, address, domain or pattern; empty for a text."""
    question: str
    """The sketch of a question, as `Sketch.written` writes it; empty where there is none."""
    text: str
    """The sketch of an answer or a passage."""
    key: str
    """The name of the key of both; empty where there are none."""
    reason: str
    requested_by: str
    date: str
    """Like 2026-01-31."""
    line: int = 0
    """Where it stands, from 1."""

    @property
    def said(self) -> tuple[object, ...]:
        """All but the line."""
        return self[:-1]

    def removes(self, what: str, id: str | None = None) -> Removed:
        """Return that something was taken down by the rule; `what` is a word of the table `removals`."""
        return Removed(what, str(self.kind), self.number, self.reason, self.date, id)

    def repeats(self, words: str) -> bool:
        """Whether some words hold what the takedown is about, which no release may repeat."""
        return self.kind in (Kind.URL, Kind.DOMAIN, Kind.PATTERN) and self.what.casefold() in words.casefold()


COLUMNS = Rule._fields[:-1]


def plain_domain(written: str) -> str:
    """Return a domain in the form that is compared: its host in lower case and ASCII; empty where it is none.

    >>> plain_domain("https://WWW.Example.org/faq"), plain_domain("no domain")
    ('example.org', '')
    """
    return host_of(written) or named_host(written) or ""


def plain_url(written: str) -> str:
    """Return an address in the form that is compared; empty where it is no address of a page."""
    return "" if fault_of(written.strip()) else page_of(written.strip())


def faults(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with a rule by itself."""
    if rule.kind not in [*Kind]:
        yield f"there is no kind {rule.kind!r}, only {', '.join(Kind)}" if rule.kind else "the kind is missing"
        return
    if why := _wrong_what(rule) or _wrong_sketch(rule):
        yield why
    yield from _wrong_words(rule)
    if not is_day(rule.date):
        yield f"date must be like 2026-01-31, not {rule.date!r}"


def _wrong_what(rule: Rule) -> str:
    if rule.kind == Kind.LIFTED:
        return f"{rule.kind} says nothing with the column what; leave it empty" if rule.what else ""
    if rule.kind == Kind.TEXT:
        return "a text is told by its fingerprints alone; leave `what` empty" if rule.what else ""
    if rule.kind == Kind.ID:
        return "" if _ID.match(rule.what) else f"what must be the 16 hex digits of a pair, not {rule.what!r}"
    if rule.kind == Kind.URL:
        return fault_of(rule.what)
    if rule.kind == Kind.DOMAIN:
        is_domain = plain_domain(rule.what) == rule.what
        return "" if is_domain else f"what must be a domain such as example.org, not {rule.what!r}"
    return wrong_pattern(rule.what)


def wrong_pattern(written: str) -> str:
    """Return what is wrong with a regular expression; empty if nothing is."""
    if len(written) > _LONGEST_PATTERN:
        return f"the pattern is longer than {_LONGEST_PATTERN:,} characters"
    try:
        finds_nothing = re.compile(written).search("") is None
    except (re.error, RecursionError, OverflowError) as error:
        return f"the pattern is no regular expression ({error})"
    if not finds_nothing:
        return "the pattern finds something in an empty text, so it would take down everything"
    if _repeats_a_repeat(_parser.parse(written)):
        return "the pattern repeats what is itself repeated, as in (a+)+, which can take for ever on a page"
    return ""


def _repeats_a_repeat(parsed: Iterable[Any], is_inside: bool = False) -> bool:
    """Whether a part of a parsed pattern that may be there any number of times is in another such part."""
    for part in parsed:
        if isinstance(part, tuple) and part and part[0] in _REPEATS:
            _, most, within = part[1]
            is_open = most > _FEW_TIMES
            if (is_open and is_inside) or _repeats_a_repeat(within, is_open or is_inside):
                return True
        elif isinstance(part, tuple | list | _parser.SubPattern) and _repeats_a_repeat(part, is_inside):
            return True
    return False


def _wrong_sketch(rule: Rule) -> str:
    if rule.kind not in OF_WORDS:
        return "only an id or a text has fingerprints" if rule.question or rule.text or rule.key else ""
    if bool(rule.text) != bool(rule.key):
        return "fingerprints and the name of their key belong together"
    if rule.kind == Kind.TEXT and not rule.text:
        return "a text needs its fingerprints; `qamill takedown add --text FILE` writes them"
    broken = next((why for each in (rule.question, rule.text) if each and (why := damage_of(each))), "")
    return f"a fingerprint is damaged ({broken})" if broken else ""


def _wrong_words(rule: Rule) -> Iterator[str]:
    for name in ("reason", "requested_by"):
        words = getattr(rule, name)
        if is_damaged(words) or has_controls(words):
            yield f"the {name} holds control characters"
        if len(words) > _LONGEST_REASON:
            yield f"the {name} is longer than {_LONGEST_REASON} characters"
    if not rule.reason:
        yield "the reason is missing"
    if rule.repeats(rule.reason):
        yield REPEATS


def sketch_of(written: str) -> Sketch | None:
    """Return a sketch that a rule holds; None where it holds none."""
    return Sketch.read(written) if written else None
