"""A cited address as written -> the host that it names, and the registrable domain of that host."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import idna
from publicsuffixlist import PublicSuffixList

from ..text.patterns import pattern

_SCHEME = pattern(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_WEB = pattern(r"https?://", re.IGNORECASE)
_IPV6 = pattern(r"\[[0-9a-f:.]{2,45}\](?=[:/?#]|\Z)", re.IGNORECASE)
_LABEL = pattern(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST_NAME = 253  # characters of a host name (RFC 1035)
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")  # the full stops that IDNA takes for a dot


@lru_cache(maxsize=100_000)
def host_of(address: str) -> str | None:
    """Return the host that a host name or URL names, or None where it names none.

    In lower case and ASCII (UTS 46), without scheme, user, port, path, trailing dot and `www.`.
    A host has at least two labels and ends in a top-level domain that the Public Suffix List
    knows: `en.` and `en.wikipedia`, truncated at a dot, are none. A public suffix of two labels is one: sites live
    at `gov.uk` and `github.io`.

    >>> host_of("https://WWW.Example.org:443/a?b"), host_of("en.")
    ('example.org', None)
    """
    scheme = _SCHEME.match(address.strip())
    host = _name_in(address.strip()[scheme.end() if scheme else 0 :])
    if host is None or not _is_host(host):
        return None
    while host.startswith("www.") and _is_host(host[4:]):
        host = host[4:]
    return host


@lru_cache(maxsize=10_000)
def named_host(address: str) -> str | None:
    """Return the host of a whole web address, whatever it is: also one of a company net, or a number.

    For addresses that somebody declares; what a page cites may be truncated, so that `host_of` judges it.

    >>> named_host("https://intranet/faq"), named_host("http://[::1]:8080/"), named_host("intranet")
    ('intranet', '[::1]', None)
    """
    host = host_of(address)
    start = _WEB.match(address.strip())
    if host or start is None:
        return host
    name = address.strip()[start.end() :]
    number = _IPV6.match(name)
    if number:
        return number[0].lower()
    host = _name_in(name)
    return host if host and _is_name(host) else None


@lru_cache(maxsize=100_000)
def registrable_domain(host: str) -> str:
    """Return the part of a host that somebody registered, by the Public Suffix List.

    >>> registrable_domain("ct.counseling.org"), registrable_domain("a.b.co.uk")
    ('counseling.org', 'b.co.uk')
    """
    return _suffixes().privatesuffix(host, accept_unknown=False) or host


def _name_in(address: str) -> str | None:
    """The name in an address without scheme, in ASCII; None where it cannot be written so."""
    for end in "/?#\\":
        address = address.split(end, 1)[0]
    return ascii_name(address.rsplit("@", 1)[-1].split(":", 1)[0])


def ascii_name(name: str) -> str | None:
    """Return the name of a host in lower case and ASCII, without the dot of the root; None if it has no such form.

    >>> ascii_name("M\u00fcnchen.Example.org."), ascii_name("\u00fc..org")
    ('xn--mnchen-3ya.example.org', None)
    """
    name = name.translate(_DOTS).removesuffix(".")
    if name.isascii():
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None


def _is_host(name: str) -> bool:
    return "." in name and _is_name(name) and _suffixes().publicsuffix(name, accept_unknown=False) is not None


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and all(map(_LABEL.fullmatch, name.split(".")))


@cache
def _suffixes() -> PublicSuffixList:
    """The list that the library ships; nothing is fetched."""
    return PublicSuffixList()
