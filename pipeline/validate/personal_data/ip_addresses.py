"""Addresses of computers in the internet: those that one may have, not those of examples, networks and versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from ...text.patterns import pattern
from .context import before
from .kinds import Found, Kind

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_V4 = pattern(
    rf"(?:(?<![\w.\-/<>=~^])(?<!\w:)|(?<=\b[iI][pP][=:])|(?<=<)(?=[\d.]+>))(?:{_OCTET}\.){{3}}{_OCTET}"
    r"(?![\w-]|/(?!32\b)|\.\w)"
)
_V4_IN_ADDRESS = pattern(rf"(?<=://)(?:{_OCTET}\.){{3}}{_OCTET}(?=[:/?#\s]|\Z)")
_DOTS_OF_V4 = 3
_V6 = pattern(r"(?<![\w:.])[23][0-9a-fA-F]{3}:[0-9a-fA-F:]{2,34}(?![\w:]|\.\w|/(?!128\b)\d)")
_NOT_OF_ANYBODY = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    *("224.0.0.0/3", "1.2.3.0/24"),
)
"""Networks of examples, of homes and offices, of one machine, of groups (IANA), and one that stands for any."""
_EXAMPLES = ("2001:db8::/32", "3fff::/20", "2001::/23", "2002::/16")
_RESOLVERS = frozenset(
    "1.1.1.1 1.0.0.1 1.1.1.2 1.1.1.3 8.8.8.8 8.8.4.4 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 4.2.2.1"
    " 4.2.2.2 64.6.64.6 94.140.14.14 94.140.15.15 2001:4860:4860::8888 2001:4860:4860::8844 2606:4700:4700::1111"
    " 2606:4700:4700::1001 2620:fe::fe 2620:119:35::35".split()
)
"""Servers that everybody may ask, and many texts name."""
_VERSION = pattern(
    r"\b(?:version|ver|v|release|build|firmware|driver|patch|update[ds]?|upgrade[ds]?(?: to)?|rev|revision|section|sect"
    r"|chapter|clause|paragraph|article|rule|table|figure|level|appendix|annex|oid|(?:object)?identifier|spec|kernel|chrome|chromium|firefox|edge"
    r"|safari|opera|explorer|office|windows|android|ios|java|jre|jdk|flash|python|php|node|oracle|sdk|api|bump|since"
    r"|before|release[ds]?)"
    r"(?: (?:no|number|from|to|is))?[ .:#=/(\"'-]*\Z",
    re.IGNORECASE,
)
_LOW, _FIRST = 99, 9  # chosen
"""Unless a word says that they are an address, four numbers up to the one, or of which the first is up to the other,
are a version's or a section's: `Bump to 1.0.99.1`, `4.0.103.2`."""
_SAYS_IP = pattern(
    r"(?:\b(?:ips?|ipv4|address(?:es)?|hosts?|servers?|ping|from|clients?|visitor|peer|nameserver|gateway|proxy|adresse)\b"
    r"|://|@|\b(?:ssh|telnet|traceroute|whois|nmap) )[^\d\n]{0,20}\Z",
    re.IGNORECASE,
)
_GOES_ON_AS_IP = pattern(r":\d{2,5}\b|\s?(?:- -|\(\)|>|port\b|is (?:my|his|her|the) ip)", re.IGNORECASE)


def find(text: str) -> Iterator[Found]:
    """Yield the addresses of computers in a text."""
    if text.count(".") >= _DOTS_OF_V4:
        for match in (*_V4.finditer(text), *_V4_IN_ADDRESS.finditer(text)):
            if not _is_version(match) and _is_of_somebody_v4(match[0]):
                yield Found(Kind.IP, match.start(), match.end(), match[0])
    if ":" in text:
        for match in _V6.finditer(text):
            if (address := _address_v6(match[0])) and _is_of_somebody_v6(address):
                yield Found(Kind.IP, match.start(), match.end(), str(address))


def _is_version(match: re.Match[str]) -> bool:
    words = before(match.string, match.start())
    if _VERSION.search(words):
        return True
    numbers = [*map(int, match[0].split("."))]
    is_low = max(numbers) <= _LOW or numbers[0] <= _FIRST
    return is_low and not _SAYS_IP.search(words) and not _GOES_ON_AS_IP.match(match.string, match.end())


def _is_of_somebody_v4(written: str) -> bool:
    address = IPv4Address(written)
    return written not in _RESOLVERS and not any(address in IPv4Network(each) for each in _NOT_OF_ANYBODY)


def _address_v6(written: str) -> IPv6Address | None:
    try:
        return IPv6Address(written.rstrip(":") if not written.endswith("::") else written)
    except ValueError:
        return None


def _is_of_somebody_v6(address: IPv6Address) -> bool:
    return str(address) not in _RESOLVERS and not any(address in IPv6Network(each) for each in _EXAMPLES)
