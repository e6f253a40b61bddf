"""One request for one address, redirects not followed: what came back, whole, or why it cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from http.client import HTTPException
from time import monotonic

import requests
import urllib3

from ..version import VERSION
from ..web.addresses import names_user
from .addresses import Resolve, resolve
from .bodies import ACCEPTED, body_of_chunks, check_framing, decoded
from .dial import Adapter, Wire, on_wire
from .exchange import Exchange, FetchFailed, Limits

ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
_AT_ONCE = 1 << 16
_OK = 200


def user_agent(contact: str) -> str:
    """Return the name by which we ask: who we are, and where somebody can be reached."""
    return f"qamill/{VERSION} (+{contact})"


@lru_cache(maxsize=1_024)  # a page's is asked for at each step
def as_sent(url: str) -> str:
    """Return an address as it goes over the wire, which is what robots.txt and reservations are asked about.

    Raises FetchFailed, `bad_address`.

    >>> as_sent("http://example.org/a/%2e%2e/private"), as_sent("http://B\xfccher.example/A%2fb?c=%2f")
    ('http://example.org/private', 'http://xn--bcher-kva.example/A%2Fb?c=%2F')
    """
    if names_user(url):
        raise FetchFailed("bad_address", "the address holds the name of a user")
    prepared = requests.PreparedRequest()
    for _ in range(_MOST_SPELLINGS):
        before = url
        try:
            prepared.prepare_url(url, None)
        except (ValueError, requests.RequestException) as error:
            raise FetchFailed("bad_address", str(error)[:_LONGEST]) from error
        url = str(prepared.url)
        if url == before:
            return url
    raise FetchFailed("bad_address", "the address has no one spelling")


_MOST_SPELLINGS = 8
"""Times that an address is spelled anew until nothing changes; two do for `%2e%2e`."""


class Client:
    """Asks the servers of one host; connections are kept between requests. For one thread at a time."""

    def __init__(
        self,
        contact: str,
        limits: Limits | None = None,
        *,
        allow_private: bool = False,
        look_up: Resolve = resolve,
        trusted: str | bool = True,
    ) -> None:
        """`trusted` is a file of certificates to trust instead of the usual ones."""
        self.limits = limits or Limits()
        self._allow_private = allow_private
        self._look_up = look_up
        self._trusted = trusted
        self._fields = {
            "User-Agent": user_agent(contact),
            "Accept": ACCEPT,
            "Accept-Encoding": ACCEPTED,
            "Connection": "keep-alive",
        }
        self._adapter = Adapter()

    def get(
        self,
        url: str,
        fields: Mapping[str, str] | None = None,
        deadline: float | None = None,
        refuse: Callable[[Exchange], None] | None = None,
    ) -> Exchange:
        """Return what a server answers when it is asked for an address with some header fields.

        `deadline` is a time of the monotonic clock, by default so far away as the limits say. `refuse` gets the
        exchange when its head is there, and raises FetchFailed where the body is not wanted.
        Raises FetchFailed with the words forbidden_address, timeout, too_large, truncated, bad_coding, tls, connection,
        bad_response, bad_address, and with the exchange where its head was whole.
        """
        exchange: Exchange | None = None
        address = as_sent(url)
        began = monotonic()
        wire = Wire(deadline or began + self.limits.deadline, self.limits, self._allow_private, self._look_up)
        fetched_at = datetime.now(UTC).replace(microsecond=0)
        try:
            with on_wire(wire), self._send(address, fields) as response:
                exchange = Exchange(
                    url, wire.ip, fetched_at, 0.0, bytes(wire.sent), b"",
                    response.status_code, tuple(_fields_of(response)), b"",
                )  # fmt: skip
                check_framing(exchange)
                if refuse:
                    refuse(exchange)
                whole, body = _read(response, wire)
            exchange = exchange._replace(response=whole, body=body, seconds=monotonic() - began)
            if exchange.status == _OK:
                exchange = exchange._replace(decoded=decoded(exchange, self.limits))
        except FetchFailed as failed:
            self.close()
            failed.exchange = exchange
            raise
        except (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError) as error:
            self.close()
            raise _failure(error, exchange) from error
        return exchange

    def _send(self, address: str, fields: Mapping[str, str] | None) -> requests.Response:
        """The response, its body not read.

        A session would decode all of a redirect's body and read its target, keep cookies, and ask .netrc and proxies.
        """
        request = requests.PreparedRequest()
        request.method, request.url = "GET", address
        request.prepare_headers({**self._fields, **(fields or {})})
        return self._adapter.send(request, stream=True, verify=self._trusted)

    def close(self) -> None:
        """Close the connections."""
        self._adapter.close()


def _read(response: requests.Response, wire: Wire) -> tuple[bytes, bytes]:
    """A response as it was received, and its body. Raises FetchFailed where it ends too early, or is too large."""
    most = wire.limits.body_bytes
    length = 0
    try:
        for part in response.raw.stream(_AT_ONCE, decode_content=False):
            length += len(part)
            if length > most:
                raise FetchFailed("too_large", f"the page has more than {most:,} bytes")
    except urllib3.exceptions.ProtocolError as error:
        raise FetchFailed("truncated", f"the connection ended after {length:,} bytes of a longer body") from error
    except ValueError as error:  # of a chunk of -5 bytes
        raise FetchFailed("bad_response", "its chunks are not as long as they say") from error
    whole = wire.response()
    if not response.raw.chunked:
        return whole, whole[len(whole) - length :]
    if not whole.endswith(b"\n"):
        raise FetchFailed("truncated", "the connection ended within the line of the last chunk")
    return whole, body_of_chunks(whole, wire.head_length)


def _fields_of(response: requests.Response) -> Iterator[tuple[str, str]]:
    """The header fields, a line each: `requests` joins those of a name, and whom each is for is lost."""
    yield from response.raw.headers.iteritems()


def _failure(error: Exception, exchange: Exchange | None) -> FetchFailed:
    """What an error of the client means."""
    cause = _cause(error)
    if isinstance(cause, HTTPException) and not isinstance(cause, OSError):
        said = _SPACES.sub(" ", str(cause)).strip()[:_LONGEST]
        return FetchFailed("bad_response", f"what it answered is no HTTP response: {said!r}", exchange)
    word = next((word for kind, word in _WORDS if isinstance(error, kind)), "connection")
    return FetchFailed(word, _SPACES.sub(" ", str(cause))[:_LONGEST], exchange)


def _cause(error: BaseException) -> BaseException:
    """The error that others were made of: it says what happened, and they where."""
    inner = getattr(error, "reason", None) or (error.args[-1] if error.args else None)
    return _cause(inner) if isinstance(inner, BaseException) else error


_LONGEST = 200
"""Characters of what a library says of an error."""
_SPACES = re.compile(r"\s+")
_WORDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (requests.exceptions.SSLError, "tls"),
    (requests.exceptions.Timeout, "timeout"),
    ((urllib3.exceptions.InvalidHeader, requests.exceptions.InvalidHeader), "bad_response"),
    ((requests.exceptions.InvalidURL, requests.exceptions.MissingSchema), "bad_address"),
    (requests.exceptions.InvalidSchema, "bad_address"),
    (requests.exceptions.ConnectionError, "connection"),
    ((HTTPException, urllib3.exceptions.HTTPError), "bad_response"),
)
"""The words for the errors of the client, the first that fits."""
