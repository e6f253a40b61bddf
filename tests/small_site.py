"""A small site on this machine: pages by their paths, every request noted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import NamedTuple


class Answer(NamedTuple):
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    fields: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


class Asked(NamedTuple):
    """A request that came."""

    at: float
    """On the monotonic clock."""
    path: str
    fields: Mapping[str, str]


Pages = dict[str, Answer | Callable[[Asked], Answer]]
"""The answers by path, or what makes them of a request."""


class Site(NamedTuple):
    """A site that runs."""

    url: str
    pages: Pages
    asked: list[Asked]

    def paths(self) -> list[str]:
        """The paths that were asked for, in their order."""
        return [each.path for each in self.asked]


def page(*pairs: tuple[str, str], head: str = "") -> Answer:
    """Return a page of questions and answers."""
    body = "".join(f"<h2>{question}</h2><p>{answer}</p>" for question, answer in pairs)
    return Answer(
        f"<!doctype html><html lang=en><head><title>FAQ</title>{head}</head><body>{body}</body></html>".encode()
    )


@contextmanager
def serving(pages: Pages, host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve pages; what is not there is 404, robots.txt and the like too."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Asked(monotonic(), self.path, {name.lower(): value for name, value in self.headers.items()})
            asked.append(request)
            found = pages.get(self.path) or pages.get(self.path.partition("?")[0]) or Answer(b"not here", 404)
            answer = found(request) if callable(found) else found
            self.send_response(answer.status)
            for name, value in answer.fields:
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of a client that went away: it may have been killed."""

    server = Server((host, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Site(f"http://{host}:{server.server_port}", pages, asked)
    finally:
        server.shutdown()
        server.server_close()
