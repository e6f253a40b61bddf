"""Whether a page or its site reserves its use: what the response, the page and the site's own files say.

Read are X-Robots-Tag and meta robots (the words that keep a text out of indexes, archives, snippets and training),
TDMRep (W3C Community Group report of 2024), Content-Usage (IETF aipref drafts) and ai.txt (Spawning).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from ..web.addresses import same_escapes
from ..web.dom import parse
from .exchange import Exchange
from .robots import AGENT, allows

RESERVING = ("noai", "noimageai", "noindex", "noarchive", "nosnippet", "none")
"""The words of X-Robots-Tag and meta robots by which a page is not stored; `none` is noindex and nofollow."""
NOT_FOR = ("train-ai", "ai-train", "tdm", "bots", "automated-processing", "genai", "train-genai", "ai")
"""The categories of Content-Usage of which `n` keeps a page out: mining and training, by the names of the drafts."""
TDMREP = "/.well-known/tdmrep.json"
AI_TXT = "/ai.txt"
MOST_BYTES = 1_000_000
"""Of a file of a site (chosen): what JSON says in twenty times as many would fill the memory."""
_WITH_VALUE = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")
"""Words of X-Robots-Tag whose colon begins a value, not the words for one agent."""
_AGENT_NAME = re.compile(r"[a-z*][^\s/]*(?:/\S*)?")
"""The name of an agent, perhaps with a version; not the day and hour of a date after a comma."""
_NEEDLE = re.compile(rf"robots|tdm-|content-usage|{AGENT}", re.IGNORECASE)
"""What a page holds that has an element which may matter."""
_LONGEST_META = 10_000  # characters (chosen)
_MAY_RESERVE = re.compile(rf"<meta\b[^<]{{0,3000}}?(?:{_NEEDLE.pattern})[^<]{{0,3000}}", re.IGNORECASE)
"""A meta element that may matter, and what comes before the next tag."""
_MOST_PARSED = 2_000_000  # characters (chosen): in longer pages an element counts that is in a comment or a script, too
_MOST_METAS = 1_000
_ALL = ("robots", "*", "")
_META = ("robots", AGENT, "x-robots-tag", "tdm-reservation", "content-usage")


class SiteFiles(NamedTuple):
    """What the files of a site say; empty where there are none."""

    tdmrep: bytes = b""
    ai_txt: bytes = b""
    robots_txt: bytes = b""


def signal_of(exchange: Exchange, page: str, site: SiteFiles) -> str:
    """Return what reserves a page, such as `x-robots-tag: noai`; empty if nothing does.

    `page` is its text, empty if it is no HTML. TDMRep is read in its order of precedence: the page's own word, then
    the response's, then the site's file.
    """
    metas = list(_metas(page))
    return next(
        (
            signal
            for signal in (
                _robots_tag(exchange.values("x-robots-tag")),
                _meta_robots(metas),
                _tdm(metas, exchange, site.tdmrep),
                _usage_field(exchange.values("content-usage"), "content-usage"),
                _usage_field([content for name, content in metas if name == "content-usage"], "meta content-usage"),
                _usage_of_robots(site.robots_txt, exchange.url),
                _ai_txt(site.ai_txt, exchange.url),
            )
            if signal
        ),
        "",
    )


def _metas(page: str) -> Iterator[tuple[str, str]]:
    """The name and content of each meta element that may matter."""
    if not _NEEDLE.search(page):
        return
    head = page[: page.lower().rfind("<meta") + _LONGEST_META]
    if len(head) > _MOST_PARSED:
        head = "".join(dict.fromkeys(each[0] for each in islice(_MAY_RESERVE.finditer(page), _MOST_METAS)))
    for element in parse(head).document.select("meta"):
        name = str(element.attrs.get("name") or element.attrs.get("http-equiv") or "").strip().lower()
        if name in _META:
            yield name, str(element.attrs.get("content") or "")


def _robots_tag(values: Iterable[str]) -> str:
    """The first word of X-Robots-Tag that reserves the page and is meant for us."""
    for value in values:
        agent = ""
        for item in value.split(","):
            named, colon, rest = item.lower().partition(":")
            if colon and named.strip() not in _WITH_VALUE and _AGENT_NAME.fullmatch(named.strip()):
                agent, item = named.strip().partition("/")[0], rest
            word = next((word for word in re.split(r"[\s;]+", item.lower()) if word in RESERVING), "")
            if word and agent in (*_ALL, AGENT):
                return f"x-robots-tag: {word}"
    return ""


def _meta_robots(metas: Iterable[tuple[str, str]]) -> str:
    for name, content in metas:
        if name == "x-robots-tag":
            if signal := _robots_tag([content]):
                return f"meta {signal}"
        elif name in ("robots", AGENT):
            for word in re.split(r"[\s,;]+", content.lower()):
                if word in RESERVING:
                    return f"meta {name}: {word}"
    return ""


def _tdm(metas: Iterable[tuple[str, str]], exchange: Exchange, tdmrep: bytes) -> str:
    said = [
        ("meta tdm-reservation", [content for name, content in metas if name == "tdm-reservation"]),
        ("tdm-reservation", exchange.values("tdm-reservation")),
        (TDMREP, _tdmrep(tdmrep, exchange.url)),
    ]
    where, values = next(((where, values) for where, values in said if values), ("", []))
    return f"{where}: 1" if "1" in (value.strip() for value in values) else ""


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


def _usage_field(values: Iterable[str], where: str) -> str:
    """The first category of Content-Usage, a dictionary of RFC 9651, that is refused."""
    for item in ",".join(values).split(","):
        name, _, value = item.partition(";")[0].partition("=")
        if name.strip().lower() in NOT_FOR and value.strip().strip('"').lower() in ("n", "?0", "no"):
            return f"{where}: {name.strip().lower()}=n"
    return ""


def _usage_of_robots(content: bytes, url: str) -> str:
    """What the Content-Usage lines of a robots.txt say of an address: of those for us or for all, the longest path."""
    path, best, found = _path_of(url), -1, ""
    for line in _lines_for_us(content):
        if line.startswith("content-usage:"):
            said = line.partition(":")[2].strip()
            where, _, usage = said.partition(" ") if said.startswith("/") else ("", "", said)
            if len(where) >= best and _fits(where, path):
                best, found = len(where), _usage_field([usage], "robots.txt content-usage")
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


def _ai_txt(content: bytes, url: str) -> str:
    """Whether an ai.txt, which is written like a robots.txt, forbids an address.

    It names kinds of files by how they end, and pages are HTML whether their addresses end so or not.
    """
    if not content or b"<html" in content[:1000].lower():
        return ""
    address = url.partition("#")[0].partition("?")[0]
    is_allowed = all(allows(content, each) for each in (url, f"{address.rstrip('/')}.html"))
    return "" if is_allowed else "ai.txt: disallow"


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
