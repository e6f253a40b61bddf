"""Whether a page or its site reserves its use: what the response, the page and the site's own files say.

Read are X-Robots-Tag and meta robots (the words that keep a text out of indexes, archives, snippets and training),
TDMRep (W3C Community Group report of 2024), Content-Usage (IETF aipref drafts) and ai.txt (Spawning); of pages in
archives also what the robots.txt beside them forbids.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from .addresses import same_escapes
from .robots_txt import AGENT, allows

RESERVING = ("noai", "noimageai", "noindex", "noarchive", "nosnippet", "none")
"""The words of X-Robots-Tag and meta robots by which a page is not stored; `none` is noindex and nofollow."""
NOT_FOR = ("train-ai", "ai-train", "tdm", "bots", "automated-processing", "genai", "train-genai", "ai")
"""The categories of Content-Usage of which `n` keeps a page out: mining and training, by the names of the drafts."""
_CATEGORIES = (*NOT_FOR, "search")
_NO, _YES = ("n", "?0", "no"), ("y", "?1", "yes")
TDMREP = "/.well-known/tdmrep.json"
AI_TXT = "/ai.txt"
SITE_FILES = {"/robots.txt": "robots.txt", TDMREP: "tdmrep.json", AI_TXT: "ai.txt"}
"""The files of a site that say how its pages may be used, by their paths."""
MOST_BYTES = 1_000_000
"""Of a file of a site (chosen): what JSON says in twenty times as many would fill the memory."""
FIELDS = ("x-robots-tag", "tdm-reservation", "content-usage")
"""The header fields of a response that say how a page may be used."""
_WITH_VALUE = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")
"""Words of X-Robots-Tag whose colon begins a value, not the words for one agent."""
_AGENT_NAME = re.compile(r"[a-z*][^\s/]*(?:/\S*)?")
"""The name of an agent, perhaps with a version; not the day and hour of a date after a comma."""
_WORDS = ("robots", "tdm-", "content-usage", AGENT)
_NEEDLE = re.compile("|".join(_WORDS), re.IGNORECASE)
"""What a page holds that has an element which may matter."""
_LONGEST_META = 10_000  # characters (chosen)
_MAY_RESERVE = re.compile(rf"<meta\b[^<]{{0,3000}}?(?:{_NEEDLE.pattern})[^<]{{0,3000}}", re.IGNORECASE)
"""A meta element that may matter, and what comes before the next tag."""
_MOST_PARSED = 2_000_000  # characters (chosen): in longer pages an element counts that is in a comment or a script, too
_MOST_METAS = 1_000
_ALL = ("robots", "*", "")
_META = ("robots", AGENT, "x-robots-tag", "tdm-reservation", "content-usage")
_TDM = ("meta tdm-reservation", "tdm-reservation", TDMREP)
"""Where TDMRep is said: the page's own word comes before the response's, and that before the site's file."""
_USAGE_OF_ROBOTS, _ROBOTS_TXT, _AI_TXT, SIGNAL = "robots.txt content-usage", "robots.txt", "ai.txt", "signal"
_ROBOTS = ("x-robots-tag", "meta x-robots-tag", "meta robots", f"meta {AGENT}")
_CONTENT_USAGE = ("content-usage", "meta content-usage")
_DISALLOW = "disallow"
_USAGE = {
    ("", "none"): "noindex",
    ("", "1"): "tdm_reserved",
    ("", "0"): "tdm_not_reserved",
    (_AI_TXT, _DISALLOW): "ai_txt_disallow",
    (_ROBOTS_TXT, _DISALLOW): "robots_disallow",
}
"""What words are called in `usage` by where they are said, or wherever they are; most are called as they are said."""


ELSEWHERE = (TDMREP, _USAGE_OF_ROBOTS, _ROBOTS_TXT, _AI_TXT, SIGNAL)
"""Where things are said that neither the page nor its response says."""


class Said(NamedTuple):
    """What is said of the use of a page, and where."""

    where: str
    """The name of a header field, `meta robots`, `a rel=license`, `/.well-known/tdmrep.json` ..."""
    words: str


class SiteFiles(NamedTuple):
    """What the files of a site say; empty where there are none."""

    tdmrep: bytes = b""
    ai_txt: bytes = b""
    robots_txt: bytes = b""


def statements(
    url: str,
    fields: Iterable[tuple[str, str]],
    metas: Sequence[tuple[str, str]],
    site: SiteFiles = SiteFiles(),  # noqa: B008  a frozen value
) -> Iterator[Said]:
    """Yield what is said of the use of the page of an address, in the order in which it is looked at."""
    told = [(name.lower(), value) for name, value in fields if name.lower() in FIELDS]
    in_page = [(f"meta {name}", content) for name, content in metas]
    for found in (told, in_page):
        yield from (Said(*each) for each in found if each[0] in _ROBOTS)
    yield from (Said(*each) for each in (*in_page, *told) if each[0] in _TDM)
    yield from (Said(TDMREP, value) for value in _tdmrep(site.tdmrep, url))
    for found in (told, in_page):
        yield from (Said(*each) for each in found if each[0] in _CONTENT_USAGE)
    if usage := _usage_of_robots(site.robots_txt, url):
        yield Said(_USAGE_OF_ROBOTS, usage)
    if _is_disallowed(site.ai_txt, url):
        yield Said(_AI_TXT, _DISALLOW)


def site_file(url: str | None) -> str:
    """Return which file of a site an address names, if it is one that says how pages may be used; else nothing.

    >>> site_file("https://example.org/robots.txt"), site_file("https://example.org/faq/robots.txt")
    ('robots.txt', '')
    """
    if not url or not url.endswith((".txt", ".json")):
        return ""
    try:
        return SITE_FILES.get(urlsplit(url).path, "")
    except ValueError:
        return ""


def said_elsewhere(url: str, files: Mapping[str, bytes]) -> Iterator[Said]:
    """Yield what the files of a site, by their names, say of the page of an address; and what `qamill fetch` noted."""
    site = SiteFiles(*(files.get(name, b"") for name in ("tdmrep.json", "ai.txt", "robots.txt")))
    yield from statements(url, (), (), site)
    yield from forbidden_by_robots(site.robots_txt, url)
    if SIGNAL in files:
        yield Said(SIGNAL, files[SIGNAL].decode("utf-8", "replace").strip())


def forbidden_by_robots(robots_txt: bytes, url: str) -> Iterator[Said]:
    """Yield that a robots.txt forbids us an address, if it does."""
    if robots_txt and not allows(robots_txt, url):
        yield Said(_ROBOTS_TXT, _DISALLOW)


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


def end_of_meta(markup: bytes, at: int) -> int | None:
    """Return where a meta element ends that holds one of NEEDLES and something of our vocabulary; None where none does.

    `markup` is the page in any encoding that has ASCII in it, `at` where the word begins.
    """
    first = max(0, at - _LONGEST_META)
    near = markup[first : at + _LONGEST_META].lower()
    start = near.rfind(b"<meta", 0, at - first)
    tag = _META_TAG.match(near, start) if start >= 0 else None
    if tag is None or tag.end() <= at - first or not _SAYS.search(near, start, tag.end()):
        return None
    return first + tag.end() + 1


NEEDLES = tuple(word.encode() for word in _WORDS)
"""What a page holds, in lower case, that has a meta element which may matter."""
_META_TAG = re.compile(rb"<meta(?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'][^>]*)*")
"""As far as a tag goes: a sign that closes one may stand between quotes, and a quote may be alone."""
_SAYS = re.compile("|".join((*RESERVING, "tdm-", "content-usage")).encode())
_RESERVED = frozenset(("tdm_reserved", "ai_txt_disallow", "robots_disallow"))


def _words(said: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """The words of our vocabulary in what is said, and where each is said."""
    said = list(said)
    tdm = next((where for where in _TDM if any(each.where == where for each in said)), "")
    for where, words in said:
        if where not in _TDM or where == tdm:
            read = _READERS.get(where)
            yield from ((where, word) for word in (read(words) if read else ()))


def _reserves(word: str) -> bool:
    name, _, value = word.partition("=")
    return word in RESERVING or word in ("1", _DISALLOW) or (name in NOT_FOR and value == "n")


def metas_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield the name and content of each meta element that may matter; a page that is no HTML has none."""
    if not _NEEDLE.search(page):
        return
    head = page[: page.lower().rfind("<meta") + _LONGEST_META]
    if len(head) > _MOST_PARSED:
        head = "".join(dict.fromkeys(each[0] for each in islice(_MAY_RESERVE.finditer(page), _MOST_METAS)))
    from .dom import parse

    for element in parse(head).document.select("meta"):
        name = str(element.attrs.get("name") or element.attrs.get("http-equiv") or "").strip().lower()
        if name in _META:
            yield name, str(element.attrs.get("content") or "")


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
    yield from (word for word in [value.strip()] if word == _DISALLOW)


def _in_signal(value: str) -> Iterator[str]:
    """The words of what `qamill fetch` took down of a page that it stored in spite of it."""
    where, _, words = value.partition(": ")
    if where != SIGNAL:
        yield from (_USAGE.get((where, word), word) for _, word in _words([Said(where, words)]))


def _tdmrep(content: bytes, url: str) -> list[str]:
    """What the most specific rules for an address say; nothing if no rule is about it."""
    try:
        rules = json.loads(content.decode("utf-8-sig")) if content else []
    except (ValueError, RecursionError):
        return []
    path = _path_of(url)
    found = [
        (len(location), "1" if rule.get("tdm-reservation") in (1, "1") else "0")
        for rule in (rules if isinstance(rules, list) else [rules])
        if isinstance(rule, dict) and isinstance(location := rule.get("location"), str) and _fits(location, path)
    ]
    return [max(found)[1]] if found else []


def _fits(location: str, path: str) -> bool:
    """Whether a pattern with `*` and `$`, as in a robots.txt (RFC 9309), is about a path."""
    location, path = same_escapes(location), same_escapes(path)
    parts = location.removesuffix("$").split("*")
    at = 0
    for number, part in enumerate(parts):
        found = path.find(part, at) if number else (0 if path.startswith(part) else -1)
        if found < 0:
            return False
        at = found + len(part)
    if not location.endswith("$"):
        return True
    return at == len(path) or (len(parts) > 1 and path.endswith(parts[-1]))


def _usage_of_robots(content: bytes, url: str) -> str:
    """What the Content-Usage lines of a robots.txt say of an address: of those for us or for all, the longest path."""
    path, best, found = _path_of(url), -1, ""
    for line in _lines_for_us(content):
        if line.startswith("content-usage:"):
            said = line.partition(":")[2].strip()
            where, _, usage = said.partition(" ") if said.startswith("/") else ("", "", said)
            if len(where) >= best and _fits(where, path):
                best, found = len(where), usage.strip()
    return found


def _lines_for_us(content: bytes) -> Iterator[str]:
    """The lines of a robots.txt, in lower case, of the groups for us, or else for all, and of no group."""
    groups: dict[str, list[str]] = {"": []}
    current, is_open = [""], False
    for raw in content.decode("utf-8-sig", errors="replace").splitlines():
        line = raw.partition("#")[0].strip()
        name, colon, value = line.partition(":")
        if not colon:
            continue
        if name.strip().lower() == "user-agent":
            agent = value.strip().lower().partition("/")[0]
            current = [*current, agent] if is_open else [agent]
            is_open = True
            groups.setdefault(agent, [])
            continue
        is_open = False
        for agent in current:
            groups[agent].append(f"{name.strip().lower()}:{value.strip()}")
    yield from groups[""]
    yield from groups.get(AGENT, groups.get("*", []))


def _is_disallowed(content: bytes, url: str) -> bool:
    """Whether an ai.txt, which is written like a robots.txt, forbids an address.

    It names kinds of files by how they end, and pages are HTML whether their addresses end so or not.
    """
    if not content or b"<html" in content[:1000].lower():
        return False
    address = url.partition("#")[0].partition("?")[0]
    return not all(allows(content, each) for each in (url, f"{address.rstrip('/')}.html"))


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "x-robots-tag": _in_robots_tag,
    "meta x-robots-tag": _in_robots_tag,
    "meta robots": _in_meta_robots,
    f"meta {AGENT}": _in_meta_robots,
    **dict.fromkeys(_TDM, _in_reservation),
    "content-usage": _in_content_usage,
    "meta content-usage": _in_content_usage,
    _USAGE_OF_ROBOTS: _in_content_usage,
    _AI_TXT: _in_file,
    _ROBOTS_TXT: _in_file,
    SIGNAL: _in_signal,
}
"""How the words are read, by where they are said."""
