"""What somebody looks for in a dataset, a site, a page or a text, and how rows are found that may be of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import QamillError
from ..takedown.made import FEWEST_WORDS, Request, is_short, of_text, split_text
from ..takedown.rule import Kind, Rule, plain_domain, plain_url
from ..takedown.screen import Screen
from ..text.fingerprint import UNSPACED_LETTER, fingerprint
from ..text.patterns import pattern
from ..web.addresses import page_of
from ..web.hosts import host_of

_ADDRESS = pattern(r"https?://", re.IGNORECASE)
_ONLY_A_HOST = pattern(r"(?:https?://)?[^/?#\s]+/?", re.IGNORECASE)
_WORD = pattern(r"[^\W_]{4,}")
_ANY_WORD = pattern(r"[^\W_]+")
_NO_SECRET = bytes(32)
_PROBES = 12  # words that are looked for first, chosen: each costs a look through all texts
_MOST_WORDS = 2_000  # different ones of a text, chosen: a page that is longer is known by these
_MOST_OF = 0.7  # of those words, chosen: a text that has 0.8 of another one's pairs of words has more of its words
_SHARE = 0.5  # of the words of a text that is part of another one, chosen: as low for the same reason


class BadQuestion(QamillError):
    """What was asked for cannot be looked for."""

    exit_code = 2


class As(StrEnum):
    """What somebody looks for."""

    HOST = "host"
    """A site with all its hosts."""
    URL = "url"
    """A page, however its address is spelled."""
    TEXT = "text"
    """A question, a question with its answer, or any passage."""


class Wanted(NamedTuple):
    """What is looked for, in the form that is compared."""

    kind: As
    what: str


def wanted(said: str, kind: As | None = None) -> Wanted:
    """Return what some words are: an address with a path is a page, one without, or a host name, a site; else a text.

    Raises BadQuestion where they are not what `kind` says.

    >>> wanted("https://www.Example.org/")[1], wanted("example.org/faq")[1], wanted("Why?").kind.value
    ('example.org', 'https://example.org/faq', 'text')
    """
    said = said.strip()
    kind = kind or _kind_of(said)
    if kind == As.TEXT:
        return Wanted(kind, said)
    address = said if "://" in said else f"https://{said}"
    what = plain_domain(address) if kind == As.HOST else plain_url(address)
    if not what or re.search(r"\s", said):
        raise BadQuestion(
            f"{said!r} is no {'site' if kind == As.HOST else 'address of a page'}; --as text takes it as it is."
        )
    return Wanted(kind, what)


def _kind_of(said: str) -> As:
    if not said or re.search(r"\s", said) or not (_ADDRESS.match(said) or host_of(said)):
        return As.TEXT
    return As.HOST if _ONLY_A_HOST.fullmatch(said) else As.URL


def screen_of(sought: Wanted) -> Screen:
    """Return what tells whether a row is of what is looked for, as a takedown of it would.

    Nothing of it is kept, so its key is no secret. Raises BadQuestion for a text of too few words.
    """
    if sought.kind == As.TEXT:
        question, answer = split_text(sought.what)
        if not question and is_short(answer):
            raise BadQuestion(
                f"A text of fewer than {FEWEST_WORDS} words is in too many answers; give more of it, or say what it is:"
                " --as host, --as url."
            )
        rule = of_text(sought.what, Request("", ""))(_NO_SECRET)
    else:
        kind = Kind.DOMAIN if sought.kind == As.HOST else Kind.URL
        rule = Rule(1, kind, sought.what, "", "", "", "", "", "")
    return Screen([rule], _NO_SECRET)


def addresses_of(sought: Wanted, columns: Iterable[pa.ChunkedArray]) -> pa.Array:
    """Return those of many addresses that are of a site or a page, each once."""
    screen, host = screen_of(sought), _host_in(sought)
    found: set[str] = set()
    for column in columns:
        possible = pc.or_(pc.match_substring(column, host, ignore_case=True), pc.invert(pc.string_is_ascii(column)))
        values = column.filter(possible).unique().drop_null().to_pylist()
        found |= {value for value in values if screen.address([value])}
    return pa.array(sorted(found), pa.string())


def _host_in(sought: Wanted) -> str:
    return sought.what if sought.kind == As.HOST else page_of(sought.what).split("/")[2]


class Mentions:
    """Chooses, of many texts at once, those that may say what another one says, or be part of it."""

    def __init__(self, text: str) -> None:
        self._parts = [_Part.of(part) for part in split_text(text) if part]
        self._words = [*dict.fromkeys(_words_of(text.lower()))][:_MOST_WORDS]

    def among(self, texts: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return for each text whether it is to be looked at, word by word."""
        lowered = pc.utf8_lower(texts)
        found = self._parts[0].in_texts(lowered)
        for part in self._parts[1:]:
            found = pc.or_(found, part.in_texts(lowered))
        return pc.or_(found, self._within(lowered)) if len(self._words) > _PROBES else found

    def _within(self, lowered: pa.ChunkedArray) -> pa.Array:
        """Which texts have mostly words of ours."""
        ours = pc.count_substring_regex(lowered, "|".join(map(re.escape, self._words)))
        has_some = pc.greater_equal(ours, 3)
        is_within = _have_share(ours.filter(has_some), lowered.filter(has_some)).combine_chunks()
        mask = has_some.combine_chunks()
        return pc.replace_with_mask(mask, mask, is_within)


def _have_share(ours: pa.ChunkedArray, lowered: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether so many words of some texts are ours that those may be part of ours."""
    all_words = pc.count_substring_regex(lowered, r"[\pL\pN]{4,}")
    return pc.greater_equal(ours.cast(pa.float64()), pc.multiply(all_words.cast(pa.float64()), _SHARE))


class _Part(NamedTuple):
    """A question, or a passage, by which texts are chosen that may have it."""

    probes: tuple[str, ...]
    """Its longest words."""
    phrase: str
    """The regular expression for all of it, where it has no long words."""

    @classmethod
    def of(cls, text: str) -> _Part:
        lowered = text.lower()
        words = sorted({*_words_of(lowered)}, key=lambda word: (-len(word), word))
        return cls(tuple(words[:_PROBES]), r"[^\pL\pN]+".join(map(re.escape, _ANY_WORD.findall(lowered))))

    def in_texts(self, lowered: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return of each text whether it has most of the words."""
        if len(self.probes) < 2:
            return pc.match_substring_regex(lowered, self.phrase)
        found = pc.match_substring_regex(lowered, self.probes[0]).cast(pa.int32())  # thrice as fast as match_substring
        for probe in self.probes[1:]:
            found = pc.add(found, pc.match_substring_regex(lowered, probe).cast(pa.int32()))
        return pc.greater_equal(found, math.ceil(_MOST_OF * len(self.probes)))


def _words_of(lowered: str) -> Iterable[str]:
    """The words of a text by which others are found; of scripts without blanks, any two neighbouring letters."""
    for word in _WORD.findall(lowered):
        if UNSPACED_LETTER.search(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word


class Likeness:
    """Tells how what a pair says is like a text: `exact`, word for word, or `near`."""

    def __init__(self, text: str) -> None:
        self._text = _plain(*split_text(text))
        self._screen = screen_of(Wanted(As.TEXT, text))

    def of(self, question: str, answer: str) -> str:
        """Return how alike they are; empty if they are not."""
        both, answered = _plain(question, answer), _plain("", answer)
        if self._text in both:
            return "exact"
        if not self._screen.words(question, answer):
            return ""
        return "exact" if answered in self._text else "near"


def _plain(question: str, answer: str) -> str:
    said: Sequence[str] = [*filter(None, (fingerprint(question), fingerprint(answer)))]
    return f" {' '.join(said)} "
