"""What was asked of a server and what it answered, byte for byte, or why there is no answer to keep."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Limits(NamedTuple):
    """What a fetch may cost."""

    deadline: float = 60.0
    """Seconds from the first look-up of the host to the last byte of the page, redirects and tries included."""
    body_bytes: int = 20_000_000
    """Of a body, as it is sent and as it is decoded."""
    head_bytes: int = 65_536
    """Of a response's status line and header fields."""
    ratio: int = 200
    """How many times as large as it was sent a body may become by decoding, beyond the first megabyte."""
    redirects: int = 5


class Exchange(NamedTuple):
    """A request and its response."""

    url: str
    """The address that was asked for."""
    ip: str
    """The address that was dialled."""
    fetched_at: datetime
    """When the request was sent, in UTC."""
    seconds: float
    """Until the last byte of the response."""
    request: bytes
    """As it was sent."""
    response: bytes
    """As it was received: status line, header fields, body with its codings; interim responses left out."""
    status: int
    fields: tuple[tuple[str, str], ...]
    """The header fields in their order, a line each; names as they were written."""
    body: bytes
    """Without its transfer coding, its content codings not undone."""
    decoded: bytes = b""
    """The body of a page, of status 200, with its content codings undone; empty once the page was looked at."""

    def values(self, name: str) -> list[str]:
        """Return what each of the header fields of a name says, in their order."""
        return [value for field, value in self.fields if field.lower() == name.lower()]

    def value(self, name: str) -> str:
        """Return what the first header field of a name says; empty if there is none."""
        return next(iter(self.values(name)), "")


class FetchFailed(Exception):
    """There is no response to keep: `result` is the word for it in `fetched.csv`, the message says why."""

    def __init__(self, result: str, why: str, exchange: Exchange | None = None) -> None:
        super().__init__(why)
        self.result = result
        self.exchange = exchange
        """What was received, where the status and the header fields were whole."""
