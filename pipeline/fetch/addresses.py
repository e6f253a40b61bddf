"""The network addresses of a host, and which of them may be dialled."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple

from .exchange import FetchFailed

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for an IPv4 address in their last four bytes (RFC 6052)."""
_SECRETS = "an address where clouds keep their secrets"
_FORBIDDEN = tuple(
    (ipaddress.ip_network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this network"),
        ("100.64.0.0/10", "an address that a provider shares among customers"),
        ("169.254.0.0/16", "a link-local address, where clouds keep their secrets"),
        ("168.63.129.16/32", _SECRETS),  # of Azure, among public ones
        ("192.0.0.0/24", "an address for protocols"),
        ("192.88.99.0/24", "an address for relays"),
        ("198.18.0.0/15", "an address for measurements"),
        ("::/96", "an address that stands for one of IPv4"),
        ("64:ff9b:1::/48", "an address that stands for one of IPv4, nobody knows which"),
        ("100::/64", "an address that discards all"),
        ("2001::/23", "an address for protocols"),
        ("2002::/16", "an address that stands for one of IPv4"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("3fff::/20", "an address for examples"),
        ("fd00:ec2::/32", _SECRETS),  # of Amazon
        ("fd00:42::42/128", _SECRETS),  # of Scaleway
        ("fd20:ce::254/128", _SECRETS),  # of Google
    )
)
"""Beyond what Python knows to be private, loopback, multicast or reserved (the IANA special-purpose registries)."""
_LOOPBACK, _OF_A_NETWORK = "a loopback address", "a private address"
_PRIVATE = (_LOOPBACK, _OF_A_NETWORK)
"""What an intranet may be reached at, where that is asked for; never the addresses where clouds keep their secrets."""
_ALLOWED_BY = " (--allow-private reaches it)"


class Endpoint(NamedTuple):
    """A network address as a socket takes it."""

    family: int
    sockaddr: tuple[Any, ...]

    @property
    def ip(self) -> str:
        """The address alone."""
        return str(self.sockaddr[0])


Resolve = Callable[[str, int], list[Endpoint]]
"""Returns the addresses of a host and port. Raises OSError."""


def why_forbidden(ip: str) -> str:
    """Return why an address may not be dialled, empty if it may.

    >>> why_forbidden("127.0.0.1"), why_forbidden("::ffff:10.0.0.1"), why_forbidden("2606:4700::1111")
    ('a loopback address', 'a private address', '')
    """
    address: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or _nat64(address) or address
    for network, why in _FORBIDDEN:
        if address.version == network.version and address in network and not address.is_loopback:
            return why
    for is_so, why in (
        (address.is_loopback, _LOOPBACK),
        (address.is_multicast, "a multicast address"),
        (address.is_private, _OF_A_NETWORK),
        (address.is_reserved or not address.is_global, "a reserved address"),
    ):
        if is_so:
            return why
    return ""


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(address.packed[-4:]) if address in _NAT64 else None


def resolve(host: str, port: int) -> list[Endpoint]:
    """Return the addresses of a host, each once, as the system gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(Endpoint(family, sockaddr) for family, _, _, _, sockaddr in found))


def endpoints(host: str, port: int, deadline: float, allow_private: bool, look_up: Resolve = resolve) -> list[Endpoint]:
    """Return the addresses of a host, all of which may be dialled; `deadline` is a time of the monotonic clock.

    A host with one forbidden address among others is forbidden: no site has such, but attackers do.
    Raises FetchFailed.
    """
    found = _within(deadline, look_up, host.strip("[]"), port)
    if not found:
        raise FetchFailed("connection", f"{host} has no address")
    for each in found:
        why = why_forbidden(each.ip)
        if why and not (allow_private and why in _PRIVATE):
            raise FetchFailed(
                "forbidden_address", f"{_where(host, each.ip)}{why}{_ALLOWED_BY if why in _PRIVATE else ''}"
            )
    return found


def _where(host: str, ip: str) -> str:
    """The subject of a sentence about a host's address."""
    return f"{host} is " if host.strip("[]") == ip else f"{host} is at {ip}, "


def _within(deadline: float, look_up: Resolve, host: str, port: int) -> list[Endpoint]:
    """What a look-up gives, in a thread, since nothing can end the system's own."""
    outcome: list[list[Endpoint] | Exception] = []

    def run() -> None:
        try:
            outcome.append(look_up(host, port))
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - monotonic()))
    if not outcome:
        raise FetchFailed("timeout", f"{host} was not found in time")
    found = outcome[0]
    if isinstance(found, Exception):
        raise FetchFailed("connection", f"{host} was not found ({found})") from found
    return found
