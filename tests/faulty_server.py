"""A server that plays a script to whoever connects: bytes, pauses, and acts on the connection."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

Act = bytes | float | Callable[[socket.socket], None]
"""What a script does: send bytes, wait so many seconds, or something with the connection."""
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class Faulty(NamedTuple):
    """A server that runs."""

    port: int
    requests: list[bytes]
    """What each connection sent first."""

    @property
    def url(self) -> str:
        """The address of a page of it."""
        return f"http://127.0.0.1:{self.port}/page"


@contextmanager
def playing(
    *script: Act, family: int = socket.AF_INET, host: str = "127.0.0.1", secured: ssl.SSLContext | None = None
) -> Iterator[Faulty]:
    """Run a server that plays a script to each connection and closes it."""
    listening = socket.create_server((host, 0), family=family)
    served = Faulty(listening.getsockname()[1], [])
    threading.Thread(target=_accept, args=(listening, script, served.requests, secured), daemon=True).start()
    try:
        yield served
    finally:
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
    listening: socket.socket, script: Sequence[Act], requests: list[bytes], secured: ssl.SSLContext | None
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
        threading.Thread(target=_play, args=(connection, script, requests), daemon=True).start()


def _play(connection: socket.socket, script: Sequence[Act], requests: list[bytes]) -> None:
    with connection:
        try:
            requests.append(connection.recv(1 << 16))
            for act in script:
                if callable(act):
                    act(connection)
                elif isinstance(act, bytes):
                    connection.sendall(act)
                else:
                    time.sleep(act)
        except OSError:
            pass  # the other side has enough
