"""A cited address as written -> the host that it names, and the registrable domain of that host."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import idna
from publicsuffixlist import PublicSuffixList

from ..text.patterns import pattern

_SCHEME = pattern(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_LABEL = pattern(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST_NAME = 253  # characters of a host name (RFC 1035)
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")  # the full stops that IDNA takes for a dot


@lru_cache(maxsize=100_000)
def host_of(address: str) -> str | None:
    """Return the host that a host name or URL names, or None where it names none.

    In lower case and ASCII (UTS 46), without scheme, user, port, path, trailing dot and `www.`.
    A host has at least two labels and ends in a top-level domain that the Public Suffix List
    knows: `en.` and `en.wikipedia`, truncated at a dot, are none. Nor is a bare public suffix (`co.uk`).

    >>> host_of("https://WWW.Example.org:443/a?b"), host_of("en.")
    ('example.org', None)
    """
    name = address.strip()
    scheme = _SCHEME.match(name)
    name = name[scheme.end() :] if scheme else name
    for end in "/?#\\":
        name = name.split(end, 1)[0]
    name = name.rsplit("@", 1)[-1]
    name = name.split(":", 1)[0].translate(_DOTS)
    name = name.removesuffix(".")
    ascii_name = _to_ascii(name)
    if ascii_name is None:
        return None
    host = ascii_name if _is_host(ascii_name) else None
    while host and host.startswith("www.") and _is_host(host[4:]):  # www.gov.uk stays: gov.uk is a suffix
        host = host[4:]
    return host


@lru_cache(maxsize=100_000)
def registrable_domain(host: str) -> str:
    """Return the part of a host that somebody registered, by the Public Suffix List.

    >>> registrable_domain("ct.counseling.org"), registrable_domain("a.b.co.uk")
    ('counseling.org', 'b.co.uk')
    """
    return _suffixes().privatesuffix(host) or host


def _to_ascii(name: str) -> str | None:
    if name.isascii():
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None


def _is_host(name: str) -> bool:
    labels = name.split(".")
    return (
        len(labels) >= 2
        and len(name) <= _LONGEST_NAME
        and all(_LABEL.fullmatch(label) for label in labels)
        and _suffixes().publicsuffix(name, accept_unknown=False) is not None
        and _suffixes().privatesuffix(name) is not None
    )


@cache
def _suffixes() -> PublicSuffixList:
    """The list that the library ships; nothing is fetched."""
    return PublicSuffixList()
