"""Connections of `requests` to addresses that were checked, within a deadline, with every byte recorded and counted.

`requests` by itself would look up the host again to dial it, start its timeout anew with every byte, and forget what
was on the wire. Here a connection asks the `Wire` of the request that is under way.
"""

from __future__ import annotations

import http.client
import io
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from ..web.addresses import origin_of
from .addresses import Resolve, endpoints, resolve
from .exchange import FetchFailed, Limits

_AT_ONCE = 1 << 16
"""Bytes that are read from a socket at once."""
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*(:.*)|[ \t].*", re.DOTALL)
"""A header field, or more of the one before it. `http.client` takes what is none for the end of the head."""


class Wire:
    """The bytes of one request and its response, and what they may cost."""

    def __init__(self, deadline: float, limits: Limits, allow_private: bool, look_up: Resolve = resolve) -> None:
        """`deadline` is a time of the monotonic clock."""
        self.limits = limits
        self.ip = ""
        self.sent = bytearray()
        self.received = bytearray()
        self.taken = 0
        """How many of the received bytes belong to the response, interim responses included."""
        self.interim = 0
        """How many of them are interim responses."""
        self.head_length = 0
        """How many are the head, 0 while it is read."""
        self.is_in_fields = False
        """Whether what is read next are header fields."""
        self._deadline = deadline
        self._allow_private = allow_private
        self._look_up = look_up

    @property
    def left(self) -> float:
        """The seconds that are left. Raises FetchFailed if there are none."""
        left = self._deadline - monotonic()
        if left <= 0:
            raise FetchFailed("timeout", "the page did not come in time")
        return left

    def dial(self, host: str, port: int) -> socket.socket:
        """Return a socket that is connected to the host's first address that answers. Raises FetchFailed."""
        found = endpoints(host, port, self._deadline, self._allow_private, self._look_up)
        for number, each in enumerate(found):
            opened = socket.socket(each.family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            try:
                opened.settimeout(self.left / (len(found) - number))
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                opened.connect(each.sockaddr)
                opened.settimeout(self.left)  # for the handshake of TLS: a slow connection must not give it more
            except (OSError, FetchFailed) as error:
                opened.close()
                last = error
                continue
            self.ip = each.ip
            return opened
        if isinstance(last, FetchFailed):
            raise last
        word = "timeout" if isinstance(last, TimeoutError) else "connection"
        raise FetchFailed(word, f"{host} cannot be reached ({last})") from last

    def count(self, read: bytes | memoryview) -> None:
        """Record what was received. Raises FetchFailed if it is too much."""
        self.received += read
        if len(self.received) > self.limits.head_bytes + self.limits.body_bytes + _AT_ONCE:
            raise FetchFailed("too_large", f"the page has more than {self.limits.body_bytes:,} bytes")

    def take(self, count: int) -> None:
        """Note that bytes belong to the response. Raises FetchFailed if its head is too large."""
        self.taken += count
        if not self.head_length and self.taken - self.interim > self.limits.head_bytes:
            raise FetchFailed("too_large", f"the head has more than {self.limits.head_bytes:,} bytes")

    def response(self) -> bytes:
        """Return the response as it was received, without what came before and after it, and forget it: it is large."""
        del self.received[self.taken :]
        del self.received[: self.interim]
        response = bytes(self.received)
        self.received.clear()
        return response


_UNDER_WAY: ContextVar[Wire] = ContextVar("_UNDER_WAY")


@contextmanager
def on_wire(wire: Wire) -> Iterator[None]:
    """Let the connections of this thread record on a wire for a while."""
    token = _UNDER_WAY.set(wire)
    try:
        yield
    finally:
        _UNDER_WAY.reset(token)


class _Received(io.RawIOBase):
    """What a socket receives for the request under way."""

    def __init__(self, watched: _Watched) -> None:
        self._watched = watched
        self._opened = watched.opened

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wire = _UNDER_WAY.get()
        self._opened.settimeout(wire.left)
        try:
            count = self._opened.recv_into(buffer)
        except TimeoutError as error:
            raise FetchFailed("timeout", "the page did not come in time") from error
        wire.count(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._watched.end_reading()


class _Taken(io.BufferedReader):
    """What of it belongs to the response: a buffer may hold more."""

    def readline(self, size: int | None = -1, /) -> bytes:
        line = self._take(super().readline(-1 if size is None else size))
        if not _UNDER_WAY.get().is_in_fields:
            return line
        while not (field := _field(line)):
            line = self._take(super().readline(-1 if size is None else size))
        return field

    def read(self, size: int | None = -1, /) -> bytes:
        return self._take(super().read(size))

    def read1(self, size: int = -1, /) -> bytes:
        return self._take(super().read1(size))

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer)
        _UNDER_WAY.get().take(count)
        return count

    def _take(self, read: bytes) -> bytes:
        _UNDER_WAY.get().take(len(read))
        return read


def _field(line: bytes) -> bytes:
    """A line of a head as browsers take it, empty where it is no field: those after it count all the same.

    Raises FetchFailed where the connection ended in it: what comes after may say that the page is reserved.
    """
    if not line.endswith(b"\n"):
        raise FetchFailed("truncated", "the connection ended within the head")
    if line in (b"\r\n", b"\n"):
        return line
    found = _FIELD.fullmatch(line.rstrip(b"\r\n").replace(b"\r", b" "))  # alone it ends no line (RFC 9112, 2.2)
    return (found[1] + found[2] if found[1] else found[0]) + b"\r\n" if found else b""


class _Watched:
    """A connected socket as http.client uses it, of the request under way.

    Like a socket's own, its readers may go on after it was closed.
    """

    def __init__(self, opened: socket.socket) -> None:
        self.opened = opened
        self._readers = 0
        self._is_closed = False

    def settimeout(self, _: float | None) -> None:
        """Nothing: each call gets the time that is left."""

    def sendall(self, data: Any) -> None:
        wire = _UNDER_WAY.get()
        self.opened.settimeout(wire.left)
        try:
            self.opened.sendall(data)
        except TimeoutError as error:
            raise FetchFailed("timeout", "the request could not be sent in time") from error
        wire.sent += data

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        self._readers += 1
        return _Taken(_Received(self), _AT_ONCE)

    def end_reading(self) -> None:
        self._readers -= 1
        if self._is_closed and not self._readers:
            self.opened.close()

    def close(self) -> None:
        self._is_closed = True
        if not self._readers:
            self.opened.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.opened, name)


class _Response(http.client.HTTPResponse):
    """A response whose interim responses (RFC 9110, 15.2), of any number, are passed over."""

    def begin(self) -> None:
        super().begin()
        wire = _UNDER_WAY.get()
        wire.is_in_fields = False
        wire.head_length = wire.taken - wire.interim

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]  # of http.client, without types
            if not 100 <= status < 200 or status == http.client.SWITCHING_PROTOCOLS:
                _UNDER_WAY.get().is_in_fields = True
                return version, status, reason
            while self.fp.readline(_AT_ONCE) not in (b"\r\n", b"\n", b""):
                pass
            wire = _UNDER_WAY.get()
            wire.take(0)
            wire.interim = wire.taken


class _Dialled:
    """A connection that dials what its request allows."""

    response_class: Any = _Response
    host: str
    port: int
    sock: Any

    def _new_conn(self) -> socket.socket:
        return _UNDER_WAY.get().dial(self.host, self.port)

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]  # of the class beside it
        self.ip = _UNDER_WAY.get().ip
        self.sock = _Watched(self.sock)

    def request(self, *args: Any, **named: Any) -> None:
        super().request(*args, **named)  # type: ignore[misc]
        _UNDER_WAY.get().ip = self.ip


class _Plain(_Dialled, HTTPConnection):
    pass


class _Secured(_Dialled, HTTPSConnection):
    pass


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecuredPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Secured


class Adapter(HTTPAdapter):
    """The adapter of `requests` whose connections record on the wire of the request under way.

    It keeps no cookie and does not look for a proxy each time, which saves a tenth of the processor time of a page.
    """

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecuredPool}
        self._latest: tuple[Any, Any] = (None, None)
        """The pool of the latest request, and for whom."""

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        """Return the connections to the host of a request."""
        origin = (origin_of(str(request.url)), verify)
        known, pool = self._latest
        if pool is None or known != origin:
            pool = super().get_connection_with_tls_context(request, verify, proxies, cert)
            self._latest = (origin, pool)
        return pool

    def build_response(self, req: requests.PreparedRequest, resp: urllib3.BaseHTTPResponse) -> requests.Response:
        """Return a response that has a status and a body to read; the header fields are those of `raw`."""
        response = requests.Response()
        response.status_code, response.raw, response.request = resp.status, resp, req
        return response

    def close(self) -> None:
        """Close the connections; others are opened where they are needed."""
        self._latest = (None, None)
        super().close()
