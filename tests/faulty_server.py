"""A server that plays a script to whoever connects: bytes, pauses, and acts on the connection."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

Act = bytes | float | Callable[[socket.socket], None]
"""What a script does: send bytes, wait so many seconds, or something with the connection."""
ScriptOf = Callable[[bytes], Sequence[Act]]
"""What is played in answer to a request."""
NOT_THERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class Faulty(NamedTuple):
    """A server that runs."""

    port: int
    requests: list[bytes]
    """What each connection sent first."""
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """The address of a page of it."""
        return f"http://{self.host}:{self.port}/page"

    def paths(self) -> list[str]:
        """The paths that were asked for, in their order."""
        return [_path_of(request) for request in self.requests]


def _path_of(request: bytes) -> str:
    return request.partition(b" ")[2].partition(b" ")[0].decode("latin-1")


@contextmanager
def playing(
    *script: Act, family: int = socket.AF_INET, host: str = "127.0.0.1", secured: ssl.SSLContext | None = None
) -> Iterator[Faulty]:
    """Run a server that plays a script to each connection and closes it."""
    with playing_by_path({}, script, family=family, host=host, secured=secured) as served:
        yield served


@contextmanager
def playing_by_path(
    scripts: Mapping[str, Sequence[Act]],
    otherwise: Sequence[Act] = (NOT_THERE,),
    *,
    family: int = socket.AF_INET,
    host: str = "127.0.0.1",
    secured: ssl.SSLContext | None = None,
) -> Iterator[Faulty]:
    """Run a server that plays the script of the path that is asked for, and closes the connection."""
    listening = socket.create_server((host, 0), family=family, backlog=50)
    served = Faulty(listening.getsockname()[1], [], f"[{host}]" if ":" in host else host)

    def script_of(request: bytes) -> Sequence[Act]:
        return scripts.get(_path_of(request), otherwise)

    threading.Thread(target=_accept, args=(listening, script_of, served.requests, secured), daemon=True).start()
    try:
        yield served
    finally:
        listening.shutdown(socket.SHUT_RDWR)  # else it accepts one more connection
        listening.close()


def dripping(data: bytes, pause: float) -> Callable[[socket.socket], None]:
    """Send the same bytes again and again until the other side has enough."""

    def act(connection: socket.socket) -> None:
        while True:
            connection.sendall(data)
            time.sleep(pause)

    return act


def reset(connection: socket.socket) -> None:
    """Let the connection end with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _accept(
    listening: socket.socket, script_of: ScriptOf, requests: list[bytes], secured: ssl.SSLContext | None
) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        if secured:
            try:
                connection = secured.wrap_socket(connection, server_side=True)
            except OSError:
                continue  # the other side does not trust us
        threading.Thread(target=_play, args=(connection, script_of, requests), daemon=True).start()


def _play(connection: socket.socket, script_of: ScriptOf, requests: list[bytes]) -> None:
    with connection:
        try:
            request = connection.recv(1 << 16)
            requests.append(request)
            for act in script_of(request):
                if callable(act):
                    act(connection)
                elif isinstance(act, bytes):
                    connection.sendall(act)
                else:
                    time.sleep(act)
        except OSError:
            pass  # the other side has enough
