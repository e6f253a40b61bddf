"""What a page and its response say of reuse: a licence and how it may be used, of the page and of each answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ..schema import HTML, Candidate
from ..text.patterns import pattern
from ..web.licences import joined, licence_name, plain
from ..web.optout_metas import NEEDLES, end_of_meta, metas_of
from ..web.optout_words import Said, is_usage, usage_of, words_in
from ..web.optouts import statements
from .page import Page

_STATING = (b"license", b"creativecommons.org/publicdomain/", b"dc.rights", b"dcterms.rights")
"""What a page holds that says something of its licence, in lower case."""
_WORDS = (*_STATING, *NEEDLES)
_IN_JSON = b'license"'  # as a key; a prefix such as `schema:` may come before it
_MOST_TAGS = 2_000  # chosen: in which a page is searched for such words
_LONGEST_TAG = 3_000  # bytes (chosen)
_STATES = pattern(
    rb"""<[^<>]*?(?:\b(?:rel|itemprop|property|name)\s*=\s*["']?[^"'<>]*(?:license|rights)|creativecommons\.org/)"""
)
_LINKS = pattern(r"<([^<>]{1,2000})>([^<>]{0,1000})")
_REL_LICENCE = pattern(r"""\brel\s*=\s*["']?[^"';,]*\blicense\b""", re.IGNORECASE)
_MOST_SAID, _LONGEST = 30, 500  # statements, and characters of one (chosen) that are kept
_CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")


class Rights(NamedTuple):
    """What is said of the reuse of a page."""

    said: tuple[Said, ...] = ()

    @property
    def licence(self) -> str | None:
        """The licences that are named; None where none is."""
        return joined(licence_name(words) for where, words in self.said if not is_usage(where))

    @property
    def usage(self) -> str | None:
        """What is said of its use, as `usage` has it; None where nothing is."""
        return " ".join(usage_of(self.said)) or None

    def __str__(self) -> str:
        """The statements, a line each, as `documents` has them."""
        return "\n".join(f"{where}: {words}" for where, words in self.said)


def read_rights(lines: str | None) -> Rights:
    """Return what the lines of `documents` say.

    >>> read_rights("link rel=license: https://creativecommons.org/licenses/by/4.0/").licence
    'CC-BY-4.0'
    """
    return Rights(tuple(Said(*line.partition(": ")[::2]) for line in (lines or "").split("\n") if line))


def rights_of(page: Page) -> Rights:
    """Return what a page and its response say of its reuse."""
    if page.document.media_type != HTML and not page.document.fields:
        return Rights()
    found = [*_of_use(page), *_of_response(page)]
    if page.once(_may_state):
        from .stated_licence import stated

        found += stated(page)
    return Rights(kept(found))


def kept(found: Iterable[Said]) -> tuple[Said, ...]:
    """Return those statements that say something, each once and on one line, no more than some."""
    return tuple(dict.fromkeys(each for said in found if (each := _kept(said))))[:_MOST_SAID]


def _kept(said: Said) -> Said | None:
    """A statement on one line, as far as it says anything; of one that is too long the words that count."""
    if not is_usage(said.where):
        return said if said.words and licence_name(said.words) else None
    line = Said(said.where, _CONTROLS.sub(" ", said.words).strip())
    counting = words_in(said)
    if len(line.words) <= _LONGEST and words_in(line) == counting:
        return line if counting else None
    return Said(said.where, ", ".join(dict.fromkeys(counting))) if counting else None


def _of_use(page: Page) -> Iterator[Said]:
    """What the response and the meta elements say of the use of a page."""
    document = page.document
    metas = list(metas_of(_up_to_metas(page)))
    if metas or document.fields:
        yield from statements(document.url or "", document.fields, metas)


def _of_response(page: Page) -> Iterator[Said]:
    """The licences that links in the header fields name."""
    base = page.document.url or ""
    for name, value in page.document.fields:
        if name == "link":
            yield from (
                Said("link", plain(address, base))
                for address, more in _LINKS.findall(value)
                if _REL_LICENCE.search(more.partition(",")[0])
            )


class _Marked(NamedTuple):
    """Where a page, in UTF-8, holds words that may say something."""

    of_licence: list[int]
    of_use: list[int]


def _marked(page: Page) -> _Marked:
    """Where a page holds words that may say something: found in one go, nothing else is as fast."""
    marked = _Marked([], [])
    for number, at, _ in _finder().find_matches_as_indexes(page.utf8.lower()):
        (marked.of_licence if number < len(_STATING) else marked.of_use).append(at)
    return marked


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick(_WORDS, matchkind=MATCHKIND_LEFTMOST_FIRST)


def _up_to_metas(page: Page) -> str:
    """A page up to the last meta element that may say how it may be used; no tree is built for that."""
    if page.document.media_type != HTML:
        return ""
    ends = (end_of_meta(page.utf8, at) for at in reversed(page.once(_marked).of_use[:_MOST_TAGS]))
    return page.utf8[: next((end for end in ends if end), 0)].decode("utf-8", "replace")


def _may_state(page: Page) -> bool:
    """Whether a tag or a JSON-LD script of a page may name a licence; no tree is built for that."""
    if page.document.media_type != HTML:
        return False
    return any(_states(page.utf8, at) for at in page.once(_marked).of_licence[:_MOST_TAGS])


def _states(markup: bytes, at: int) -> bool:
    return markup[at : at + len(_IN_JSON)].lower() == _IN_JSON or _is_in_tag(markup, at)


def _is_in_tag(markup: bytes, at: int) -> bool:
    """Whether a word is in a tag that names a licence, and not in the address of a page about one."""
    first = max(0, at - _LONGEST_TAG)
    near, at = markup[first : at + _LONGEST_TAG].lower(), at - first
    start = near.rfind(b"<", 0, at)
    if start < 0 or not near[start + 1 : start + 2].isalpha() or near.find(b">", start, at) >= 0:
        return False
    return _STATES.match(near, start) is not None


def with_licences(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates, each with the licence that its own markup names: of the answer, or else of the question."""
    if not page.once(_may_state):
        return candidates
    from .stated_licence import own_licence

    return [
        each._replace(licence=licence) if (licence := own_licence(page, each.locator)) else each for each in candidates
    ]


def licences_at(page: Page, locator: str) -> str | None:
    """Return the licence of the question and answer at a locator: their own, or else that of the page."""
    [found] = with_licences(page, [Candidate("", "", None, None, locator, "")])
    return found.licence or page.once(rights_of).licence
