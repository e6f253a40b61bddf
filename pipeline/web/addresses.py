"""A web address as somebody wrote it -> the address as it may be written, or what is wrong with it."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from ..text.clean import CLEANING
from ..text.patterns import pattern

_RULES = ("nul", "c0_controls", "c1_controls", "bidi_controls", "zero_width")
_DROPPED = str.maketrans("", "", "\t\n\r" + "".join(CLEANING[rule][0] for rule in _RULES))
"""What browsers drop inside an address (WHATWG URL), and what nobody sees."""
_START = pattern(r"https?://", re.IGNORECASE)
_DEFAULT_PORTS = {"http://": ":80", "https://": ":443"}
_HOST_END = pattern(r"[/?#\\]|\Z")
_PATH_END = pattern(r"[?#]|\Z")
_NOT_IN_HOSTS = pattern(r'[\s"<>^`{|}]')
_TO_ESCAPE = pattern(r'[\s"<>\\^`{|}]|%(?![0-9a-fA-F]{2})')
"""What no address may hold (RFC 3986); letters of any script stay."""


def escape(address: str) -> str:
    """Return an address with all escaped that an address cannot hold; a host is left as it is.

    >>> escape(" https://example.org/a b?100%|c ")
    'https://example.org/a%20b?100%25%7Cc'
    """
    address = address.strip()
    if address.isprintable() and not _TO_ESCAPE.search(address):
        return address
    address = address.translate(_DROPPED).strip()
    start = _START.match(address)
    if start is None:
        return address
    host_end = _HOST_END.search(address, start.end()).start()  # type: ignore[union-attr]  # it ends somewhere
    path_end = _PATH_END.search(address, host_end).start()  # type: ignore[union-attr]
    path = address[host_end:path_end].replace("\\", "/")  # as browsers do
    return address[:host_end] + _TO_ESCAPE.sub(_escaped, path + address[path_end:])


def _escaped(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


def page_of(address: str) -> str:
    """Return an address as all ways to write it have it (RFC 3986): without fragment, the host in lower case.

    A fragment that begins with `!` names a page of its own.

    >>> page_of("HTTPS://Example.org#top"), page_of("https://example.org:443/FAQ?a=1#b"), page_of("https://a.org/#!/b")
    ('https://example.org/', 'https://example.org/FAQ?a=1', 'https://a.org/#!/b')
    """
    start = _START.match(address)
    if start is None:
        return address
    before, hash_sign, fragment = address.partition("#")
    host_end = _HOST_END.search(before, start.end()).start()  # type: ignore[union-attr]  # it ends somewhere
    scheme, host, rest = start[0].lower(), before[start.end() : host_end].lower(), before[host_end:]
    host = host.removesuffix(_DEFAULT_PORTS[scheme])
    path = rest if rest.startswith(("/", "\\")) else f"/{rest}"
    return f"{scheme}{host}{path}" + (f"#{fragment}" if hash_sign and fragment.startswith("!") else "")


def names_user(address: str) -> bool:
    """Whether an address holds the name of a user, and perhaps a password.

    >>> names_user("https://me:secret@example.org/"), names_user("https://example.org/@me")
    (True, False)
    """
    start = _START.match(address)
    host_end = _HOST_END.search(address, start.end()) if start else None
    return bool(start and host_end and "@" in address[start.end() : host_end.start()])


def without_user(address: str) -> str:
    """Return an address without the name and the password of a user, which are nobody else's business.

    >>> without_user("https://me:secret@example.org/@me"), without_user("me@example.org")
    ('https://example.org/@me', 'me@example.org')
    """
    start = _START.match(address)
    host_end = _HOST_END.search(address, start.end()) if start else None
    if start is None or host_end is None:
        return address
    host = address[start.end() : host_end.start()].rpartition("@")[2]
    return start[0] + host + address[host_end.start() :]


def fault_of(address: str) -> str:
    """Return what keeps a text from being the address of a page on the web; empty if nothing does.

    >>> fault_of("example.org/page"), fault_of("https://example.org/page")
    ('it does not begin with https:// or http://', '')
    """
    if not _START.match(address):
        return "it does not begin with https:// or http://"
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:  # http://[
        return "it names no host"
    try:
        _ = parts.port
    except ValueError:
        return "its port is no number up to 65535"
    return "it names no host" if not host or _NOT_IN_HOSTS.search(parts.netloc) else ""
