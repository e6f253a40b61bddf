"""Addresses of e-mail: a name at a host that there may be, but for those that stand for any address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.patterns import pattern
from ...web.hosts import host_of
from .kinds import Found, Kind

_HOST = r"[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)+"
_ADDRESS = pattern(rf"(?<![\w.])(?P<name>[\w+-](?:[\w.+'%-]{{0,62}}[\w+-])?)(?:@|%40)(?P<host>{_HOST})(?!@)")
_SPELLED = pattern(
    r"(?<![\w.])(?P<name>\w[\w.+-]{0,62})\s?(?:\(at\)|\[at\]|\{at\}|<at>)\s?"
    r"(?P<host>\w[\w-]*(?:\s?(?:\.|\(dot\)|\[dot\]|\{dot\}|<dot>|\(punkt\))\s?\w[\w-]*)+)",
    re.IGNORECASE,
)
"""`jane (at) tea-house (dot) org`: written so that machines do not read it."""
_DOT = pattern(r"\s?(?:\.|[(\[{<](?:dot|punkt)[)\]}>])\s?", re.IGNORECASE)
_RESERVED = ("example", "invalid", "localhost", "test")
"""The names that no host has, as they are kept for examples (RFC 2606, RFC 6761)."""
_STANDS_FOR_ANY = pattern(
    r"(?:example|(?:my|your|the|our|some|any)?-?_?(?:domain|company|organi[sz]ation|site|website|business|server|host"
    r"|provider|school|university|isp))(?:name)?"
)
"""Second-level domains of examples: `you@yourdomain.com`."""
_ANYBODY = pattern(
    r"(?:your?|my|the|their|user|first|given)[._-]?(?:full|last|user|sur|family)?[._-]?(?:name|e?-?mail|address|id)"
    r"(?:[._-]?here)?|(?:full|last|user|sur|family)[._-]?name|first(?:name)?[._-]?last(?:name)?|you|user|someone|somebody"
    r"|anyone|recipient|sender|x{2,}|example"
)
"""Names of examples: `first.last@`, `youremail@`."""
_NOT_AN_ADDRESS = pattern(r"(?:://[^\s/@]*|\b(?:message-id|in-reply-to|references|cid): ?<?[^\s<>@]*)\Z", re.IGNORECASE)
"""What stands before the sign in an address of the web, and in the names that mail programs give to mails."""
_PATH = pattern(r":(?:[~/]|[\w.-]+/)")


def find(text: str) -> Iterator[Found]:
    """Yield the addresses of e-mail in a text."""
    if "@" in text or "%40" in text:
        for match in _ADDRESS.finditer(text):
            yield from _found(match, match["host"], text)
    for match in _SPELLED.finditer(text) if "at" in text else ():
        yield from _found(match, _DOT.sub(".", match["host"]), text)


def _found(match: re.Match[str], written: str, text: str) -> Iterator[Found]:
    start, end, name = match.start(), match.end(), match["name"].removeprefix("%3A")
    host, cut = _host(written)
    if host is None or ".." in name or _is_example(name.lower(), host) or _is_of_a_program(match, text):
        return
    is_whole = cut == len(written)
    yield Found(Kind.EMAIL, start, end if is_whole else match.start("host") + cut, f"{name}@{host}".lower())


def _host(written: str) -> tuple[str | None, int]:
    """The host of an address and how much of what was written it is: a sentence may go on without a blank."""
    cut = len(written)
    while cut > 0:
        host = host_of(written[:cut])
        if host and not _are_numbers(host):
            return written[:cut].lower(), cut
        cut = max(written.rfind(".", 0, cut), 0)
    return None, 0


def _are_numbers(host: str) -> bool:
    """Whether it is the number of a version rather than a host: `package@1.0.dev`."""
    return sum(label.isdigit() for label in host.split(".")) > 1


def _is_example(name: str, host: str) -> bool:
    labels = host.split(".")
    if labels[-1] in _RESERVED or (len(labels) > 1 and _STANDS_FOR_ANY.fullmatch(labels[-2])):
        return True
    return _ANYBODY.fullmatch(name) is not None


def _is_of_a_program(match: re.Match[str], text: str) -> bool:
    """Whether it is no address of a person's mail: of a server with a path, of a repository, the name of a mail."""
    before = text[max(0, match.start() - 80) : match.start()]
    return (
        match["name"] == "git"
        or _PATH.match(text, match.end()) is not None
        or _NOT_AN_ADDRESS.search(before) is not None
    )
