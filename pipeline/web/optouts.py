"""Whether a page or its site reserves its use: what the response, the page and the site's own files say.

Read are X-Robots-Tag and meta robots (the words that keep a text out of indexes, archives, snippets and training),
TDMRep (W3C Community Group report of 2024), Content-Usage (IETF aipref drafts) and ai.txt (Spawning); of pages in
archives also what the robots.txt beside them forbids.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from .addresses import same_escapes
from .optout_words import (
    CONTENT_USAGE,
    DISALLOW,
    FIELDS,
    OF_AI_TXT,
    ROBOTS_TAGS,
    ROBOTS_TXT,
    SIGNAL,
    TDM,
    TDMREP,
    USAGE_OF_ROBOTS,
    Said,
)
from .robots_txt import AGENT, allows

AI_TXT = "/ai.txt"
SITE_FILES = {"/robots.txt": "robots.txt", TDMREP: "tdmrep.json", AI_TXT: "ai.txt"}
"""The files of a site that say how its pages may be used, by their paths."""
MOST_BYTES = 1_000_000
"""Of a file of a site (chosen): what JSON says in twenty times as many would fill the memory."""


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
        yield from (Said(*each) for each in found if each[0] in ROBOTS_TAGS)
    yield from (Said(*each) for each in (*in_page, *told) if each[0] in TDM)
    yield from (Said(TDMREP, value) for value in _tdmrep(site.tdmrep, url))
    for found in (told, in_page):
        yield from (Said(*each) for each in found if each[0] in CONTENT_USAGE)
    if usage := _usage_of_robots(site.robots_txt, url):
        yield Said(USAGE_OF_ROBOTS, usage)
    if _is_disallowed(site.ai_txt, url):
        yield Said(OF_AI_TXT, DISALLOW)


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
        yield Said(ROBOTS_TXT, DISALLOW)


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
