"""One request for one address, redirects not followed: what came back, whole, or why it cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from time import monotonic

import requests
import urllib3

from ..version import VERSION
from ..web.addresses import names_user
from .addresses import Resolve, resolve
from .bodies import ACCEPTED
from .dial import Adapter, Wire, on_wire
from .exchange import Exchange, FetchFailed, Limits

ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
_AT_ONCE = 1 << 16


def user_agent(contact: str) -> str:
    """Return the name by which we ask: who we are, and where somebody can be reached."""
    return f"qamill/{VERSION} (+{contact})"


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
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy would dial for us, and a .netrc holds secrets
        self._session.verify = trusted
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": user_agent(contact), "Accept": ACCEPT, "Accept-Encoding": ACCEPTED})
        adapter = Adapter()
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

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
        Raises FetchFailed with the words forbidden_address, timeout, too_large, truncated, tls, connection,
        bad_response, bad_address.
        """
        if names_user(url):
            raise FetchFailed("bad_address", "the address holds the name of a user")
        began = monotonic()
        wire = Wire(deadline or began + self.limits.deadline, self.limits, self._allow_private, self._look_up)
        fetched_at = datetime.now(UTC).replace(microsecond=0)
        try:
            with on_wire(wire), self._session.get(url, headers=fields, stream=True, allow_redirects=False) as response:
                exchange = Exchange(
                    url, wire.ip, fetched_at, 0.0, bytes(wire.sent), b"",
                    response.status_code, tuple(_fields_of(response)), b"",
                )  # fmt: skip
                if refuse:
                    refuse(exchange)
                body = _body_of(response, wire)
        except FetchFailed:
            self.close()
            raise
        except (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError) as error:
            self.close()
            raise _failure(error) from error
        return exchange._replace(response=wire.response, body=body, seconds=monotonic() - began)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


def _body_of(response: requests.Response, wire: Wire) -> bytes:
    """The body of a response. Raises FetchFailed where it ends before its head says so, or is too large."""
    most = wire.limits.body_bytes
    body = bytearray()
    try:
        for part in response.raw.stream(_AT_ONCE, decode_content=False):
            body += part
            if len(body) > most:
                raise FetchFailed("too_large", f"the page has more than {most:,} bytes")
    except urllib3.exceptions.ProtocolError as error:
        raise FetchFailed("truncated", f"the connection ended after {len(body):,} bytes of a longer body") from error
    return bytes(body)


def _fields_of(response: requests.Response) -> Iterator[tuple[str, str]]:
    """The header fields, a line each: `requests` joins those of a name, and whom each is for is lost."""
    yield from response.raw.headers.iteritems()


def _failure(error: Exception) -> FetchFailed:
    """What an error of the client means."""
    word = next((word for kind, word in _WORDS if isinstance(error, kind)), "connection")
    return FetchFailed(word, _SPACES.sub(" ", str(error))[:_LONGEST])


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
