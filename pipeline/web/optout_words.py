"""The words by which the use of a page is reserved, as each place writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .robots_txt import AGENT

RESERVING = ("noai", "noimageai", "noindex", "noarchive", "nosnippet", "none")
"""The words of X-Robots-Tag and meta robots by which a page is not stored; `none` is noindex and nofollow."""
NOT_FOR = ("train-ai", "ai-train", "tdm", "bots", "automated-processing", "genai", "train-genai", "ai")
"""The categories of Content-Usage of which `n` keeps a page out: mining and training, by the names of the drafts."""
_CATEGORIES = (*NOT_FOR, "search")
_NO, _YES = ("n", "?0", "no"), ("y", "?1", "yes")
TDMREP = "/.well-known/tdmrep.json"
FIELDS = ("x-robots-tag", "tdm-reservation", "content-usage")
"""The header fields of a response that say how a page may be used."""
_WITH_VALUE = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")
"""Words of X-Robots-Tag whose colon begins a value, not the words for one agent."""
_AGENT_NAME = re.compile(r"[a-z*][^\s/]*(?:/\S*)?")
"""The name of an agent, perhaps with a version; not the day and hour of a date after a comma."""
_ALL = ("robots", "*", "")
TDM = ("meta tdm-reservation", "tdm-reservation", TDMREP)
"""Where TDMRep is said: the page's own word comes before the response's, and that before the site's file."""
USAGE_OF_ROBOTS, ROBOTS_TXT, OF_AI_TXT, SIGNAL = "robots.txt content-usage", "robots.txt", "ai.txt", "signal"
ROBOTS_TAGS = ("x-robots-tag", "meta x-robots-tag", "meta robots", f"meta {AGENT}")
CONTENT_USAGE = ("content-usage", "meta content-usage")
DISALLOW = "disallow"
_USAGE = {
    ("", "none"): "noindex",
    ("", "1"): "tdm_reserved",
    ("", "0"): "tdm_not_reserved",
    (OF_AI_TXT, DISALLOW): "ai_txt_disallow",
    (ROBOTS_TXT, DISALLOW): "robots_disallow",
}
"""What words are called in `usage` by where they are said, or wherever they are; most are called as they are said."""
ELSEWHERE = (TDMREP, USAGE_OF_ROBOTS, ROBOTS_TXT, OF_AI_TXT, SIGNAL)
"""Where things are said that neither the page nor its response says."""
_RESERVED = frozenset(("tdm_reserved", "ai_txt_disallow", "robots_disallow"))


class Said(NamedTuple):
    """What is said of the use of a page, and where."""

    where: str
    """The name of a header field, `meta robots`, `a rel=license`, `/.well-known/tdmrep.json` ..."""
    words: str


def signal_of(said: Iterable[Said]) -> str:
    """Return what reserves a page, such as `x-robots-tag: noai`; empty if nothing does.

    TDMRep is read in its order of precedence: the page's own word, then the response's, then the site's file.
    """
    return next((f"{where}: {word}" for where, word in _words(said) if _reserves(word)), "")


def usage_of(said: Iterable[Said]) -> list[str]:
    """Return the words of `usage` for what is said of a page, sorted.

    >>> usage_of([Said("x-robots-tag", "noindex, nofollow"), Said("tdm-reservation", "1")])
    ['noindex', 'tdm_reserved']
    """
    found = {_USAGE.get((where, word), _USAGE.get(("", word), word)) for where, word in _words(said)}
    return sorted(found - {"tdm_not_reserved"} if "tdm_reserved" in found else found)


def words_in(said: Said) -> list[str]:
    """Return the words of one statement that count, as they are said.

    >>> words_in(Said("x-robots-tag", "otherbot: noai, qamill: none, follow"))
    ['none']
    """
    return [word for _, word in _words([said])]


def is_usage(where: str) -> bool:
    """Return whether what is said somewhere is of the use of a page; all else is of its licence."""
    return where in _READERS


def is_reserved(usage: Iterable[str]) -> bool:
    """Return whether words of `usage` reserve a page: `qamill fetch` would not have stored it."""
    return any(word in _RESERVED or _reserves(word) for word in usage)


def _words(said: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """The words of our vocabulary in what is said, and where each is said."""
    said = list(said)
    tdm = next((where for where in TDM if any(each.where == where for each in said)), "")
    for where, words in said:
        if where not in TDM or where == tdm:
            read = _READERS.get(where)
            yield from ((where, word) for word in (read(words) if read else ()))


def _reserves(word: str) -> bool:
    name, _, value = word.partition("=")
    return word in RESERVING or word in ("1", DISALLOW) or (name in NOT_FOR and value == "n")


def _in_robots_tag(value: str) -> Iterator[str]:
    """The words of X-Robots-Tag that reserve the page and are meant for us."""
    agent = ""
    for item in value.split(","):
        named, colon, rest = item.lower().partition(":")
        if colon and named.strip() not in _WITH_VALUE and _AGENT_NAME.fullmatch(named.strip()):
            agent, item = named.strip().partition("/")[0], rest
        if agent in (*_ALL, AGENT):
            yield from (word for word in re.split(r"[\s;]+", item.lower()) if word in RESERVING)


def _in_meta_robots(content: str) -> Iterator[str]:
    yield from (word for word in re.split(r"[\s,;]+", content.lower()) if word in RESERVING)


def _in_reservation(value: str) -> Iterator[str]:
    yield from (word for word in [value.strip()] if word in ("0", "1"))


def _in_content_usage(value: str) -> Iterator[str]:
    """What Content-Usage, a dictionary of RFC 9651, says of the categories."""
    for item in value.split(","):
        name, _, said = item.partition(";")[0].partition("=")
        name, said = name.strip().lower(), said.strip().strip('"').lower()
        if name in _CATEGORIES and said in (*_NO, *_YES):
            yield f"{name}={'n' if said in _NO else 'y'}"


def _in_file(value: str) -> Iterator[str]:
    yield from (word for word in [value.strip()] if word == DISALLOW)


def _in_signal(value: str) -> Iterator[str]:
    """The words of what `qamill fetch` took down of a page that it stored in spite of it."""
    where, _, words = value.partition(": ")
    if where != SIGNAL:
        yield from (_USAGE.get((where, word), word) for _, word in _words([Said(where, words)]))


_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "x-robots-tag": _in_robots_tag,
    "meta x-robots-tag": _in_robots_tag,
    "meta robots": _in_meta_robots,
    f"meta {AGENT}": _in_meta_robots,
    **dict.fromkeys(TDM, _in_reservation),
    "content-usage": _in_content_usage,
    "meta content-usage": _in_content_usage,
    USAGE_OF_ROBOTS: _in_content_usage,
    OF_AI_TXT: _in_file,
    ROBOTS_TXT: _in_file,
    SIGNAL: _in_signal,
}
"""How the words are read, by where they are said."""
