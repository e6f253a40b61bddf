"""A web address as somebody wrote it -> the address as it may be written, or what is wrong with it."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from string import ascii_letters, digits
from urllib.parse import quote, urlsplit

from ..text.clean import CLEANING
from ..text.patterns import pattern

_RULES = ("nul", "c0_controls", "c1_controls", "bidi_controls", "zero_width")
_DROPPED = str.maketrans("", "", "\t\n\r" + "".join(CLEANING[rule][0] for rule in _RULES))
"""What browsers drop inside an address (WHATWG URL), and what nobody sees."""
_START = pattern(r"https?://", re.IGNORECASE)
_PORT = pattern(r":(\d*)\Z")
_DEFAULT_PORTS = ("", "80", "443")
_HOST_END = pattern(r"[/?#\\]|\Z")
_PATH_END = pattern(r"[?#]|\Z")
_NOT_IN_HOSTS = pattern(r'[\s"<>^`{|}]')
_TO_ESCAPE = pattern(r'[\s"<>\\^`{|}]|%(?![0-9a-fA-F]{2})')
"""What no address may hold (RFC 3986); letters of any script stay."""
_ESCAPE = pattern(r"%[0-9a-fA-F]{2}")
_ASCII = "".join(map(chr, range(128)))
_NEVER_ESCAPED = frozenset(f"{ascii_letters}{digits}-._~")
"""What means the same escaped and written out, wherever it is (RFC 3986)."""
_PLAIN_IN_PATH = _NEVER_ESCAPED.union("!$&'()*+,:;=@[]")
_PLAIN_IN_QUERY = _NEVER_ESCAPED.union("!$'()*,:;=@[]/?")
"""The same where it separates nothing: a path is parted by slashes, a query by `&`, and its `+` is a blank."""
_COUNTS_VISITORS = pattern(r"(?:utm_\w+|_g[al]|(?:fb|g|d|y)clid|[gw]braid|msclkid|igshid|mc_[ce]id)(?:=|\Z)")
"""Parameters that mailings, advertisements and networks add to links; no site chooses its text by them."""


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
    """Return one spelling for all addresses that name the same page; it need not be one that can be fetched.

    Protocol, `www.`, letter case, alphabet (IDNA), user, default port and last dot of the host, a slash at the end,
    `.` and `..` in the path, what is escaped though it need not be, and what is not though it must (RFC 3986), the
    parameters by which senders of links count visitors, and a fragment do not count; a fragment that begins with `!`
    names a page of its own.

    >>> page_of("HTTP://www.Example.org/faq/?utm_source=mail#top"), page_of("https://example.org:443/FAQ?a=1")
    ('https://example.org/faq', 'https://example.org/FAQ?a=1')
    >>> page_of("https://a.org/#!/b")
    'https://a.org/#!/b'
    """
    address = escape(address)
    start = _START.match(address)
    if start is None:
        return address
    before, _, fragment = address.partition("#")
    host_end = _HOST_END.search(before, start.end()).start()  # type: ignore[union-attr]  # it ends somewhere
    path, _, query = before[host_end:].partition("?")
    path = _without_dots(same_escapes(path, _PLAIN_IN_PATH)).rstrip("/") or "/"
    parameters = same_escapes(query.replace("+", "%20"), _PLAIN_IN_QUERY).split("&")
    query = "&".join(each for each in parameters if each and not _COUNTS_VISITORS.match(each))
    shown = (f"?{query}" if query else "", f"#{fragment}" if fragment.startswith("!") else "")
    return f"https://{_plain_host(before[start.end() : host_end])}{path}{''.join(shown)}"


@lru_cache(maxsize=10_000)
def _plain_host(written: str) -> str:
    """The host of an address in the spelling that is compared, with a port that is none of the usual ones."""
    host = written.rpartition("@")[2]
    port = _PORT.search(host)
    if port:
        host = host[: port.start()]
    if not host.isascii():
        from .hosts import ascii_name  # with lists that a run without such hosts is spared

        host = ascii_name(host) or host
    host = host.lower().rstrip(".")
    while host.startswith("www."):
        host = host.removeprefix("www.")
    return f"{host}:{port[1]}" if port and port[1] not in _DEFAULT_PORTS else host


def _without_dots(path: str) -> str:
    """A path without `.` and `..`, as browsers ask for it."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for part in path.split("/")[1:]:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    return f"/{'/'.join(kept)}"


def same_escapes(text: str, plain: frozenset[str] = _NEVER_ESCAPED) -> str:
    """Return part of an address with the same bytes escaped however it was written: all but ASCII, in capitals.

    `plain` is what is written out.
    """
    if text.isascii() and "%" not in text:
        return text
    return _ESCAPE.sub(partial(_escape_of, plain), quote(text, safe=_ASCII, errors="replace"))


def _escape_of(plain: frozenset[str], match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if character in plain else match[0].upper()


def origin_of(address: str) -> str:
    """Return the protocol, host and port of an address of the web.

    >>> origin_of("https://Example.org:8443/faq?a=1#b")
    'https://example.org:8443'
    """
    parts = urlsplit(address)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


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
