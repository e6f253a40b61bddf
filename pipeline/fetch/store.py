"""What the visits of a run leave on the disk: pages in archives, then their lines in the index."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from .archive import LARGEST, Archive
from .exchange import Exchange
from .fetched import Visit, Visits, now, written
from .resume import body_at, recover
from .visit import Found, Wish
from .warc import SIGNAL, Earlier, Records, page_records, payload_digest, revisit_records

_KEPT = ("stored", "gone")
"""The results whose responses are stored."""


class Closed(Exception):
    """The run is over: what a thread has found since is not stored."""


class Store:
    """The archives and the index of one run. For any number of threads.

    A disk takes longest to say that it has something, and no longer for many pages than for one. So pages are written
    one after the other, and those that were written while one thread waited for the disk share the next wait.
    """

    def __init__(self, raw: Path, user_agent: str, largest: int = LARGEST) -> None:
        """Raises OSError, FetchRuns."""
        self._raw = raw
        self._visits = Visits(raw)
        recover(raw, self._visits)
        self._visits.sync()
        self._archive = Archive(raw, user_agent, largest)
        self._syncing = Lock()
        """Of who waits for the disk; taken before the other one."""
        self._writing = Lock()
        """Of who writes to the files, or looks at what follows."""
        self._written: list[Visit] = []
        """The visits whose records are written, but maybe not on the disk."""
        self._count = 0
        """How many visits had records."""
        self._entered = 0
        """How many of them are in the index."""
        self._ended: Exception | None = None
        """Why nothing is stored any more."""

    def keep(self, wish: Wish, found: Found, earlier: Earlier | None) -> Visit:
        """Store what is to be stored of a visit, then its line: both are there when this returns, and the page is on
        the disk. Raises OSError, Closed."""
        exchange = found.exchange and without_secrets(found.exchange, wish)
        if exchange and earlier and _has_same_bytes(found, earlier, self._raw):
            found = found._replace(result="not_modified")
        records = _records_of(found, exchange, earlier, wish.url) if exchange else None
        done = Visit(
            wish.url,
            written(exchange.fetched_at) if exchange else now(),
            str(exchange.status) if exchange else "",
            found.result,
            found.signal,
        )
        return self._keep(done, records) if records else self.note(done)

    def note(self, visit: Visit) -> Visit:
        """Add a line about a visit of which nothing is stored. Raises OSError, Closed."""
        with self._writing:
            self._check()
            self._visits.add([visit])
        return visit

    def _keep(self, visit: Visit, records: Records) -> Visit:
        with self._writing:
            self._check()
            visit = visit._replace(file=str(self._archive.write(records)))
            self._written.append(visit)
            self._count += 1
            number = self._count
        with self._syncing:
            if self._entered < number:
                self._enter_written()
        return visit

    def _check(self) -> None:
        if self._ended:
            raise self._ended

    def _enter_written(self) -> None:
        """Wait until the pages that were written are on the disk, and add their lines."""
        self._check()
        try:
            with self._writing:
                visits = self._take_written()
            self._archive.sync()
            with self._writing:
                self._enter(visits)
                if self._archive.is_full:
                    self._end_archive()
        except OSError as error:
            with self._writing:
                self._ended = error
                self._archive.take_back()
            raise

    def _take_written(self) -> list[Visit]:
        visits, self._written = self._written, []
        return visits

    def _enter(self, visits: list[Visit]) -> None:
        self._visits.add(visits)
        self._entered += len(visits)

    def _end_archive(self) -> None:
        """End an archive after all lines about it are on the disk: a later run mends the index by the newest alone."""
        visits = self._take_written()
        self._archive.sync()
        self._enter(visits)
        self._visits.sync()
        self._archive.close()

    def close(self) -> None:
        """Enter what is written and close the files; what threads find later is not stored. Raises OSError."""
        with self._syncing, self._writing:
            try:
                if not self._ended:
                    self._ended = Closed()
                    self._end_archive()
            finally:
                self._archive.close()
                self._visits.close()


def _records_of(found: Found, exchange: Exchange, earlier: Earlier | None, asked: str) -> Records | None:
    """What is to be stored of a visit, if anything."""
    if found.result in _KEPT:
        return page_records(exchange, asked, [(SIGNAL, found.signal)] if found.signal else [])
    if earlier and found.result == "not_modified":
        return revisit_records(exchange, earlier, asked)
    return None


def _has_same_bytes(found: Found, earlier: Earlier, raw: Path) -> bool:
    """Whether a page was sent anew that is as it was, if maybe in other chunks: it is not stored twice."""
    exchange = found.exchange
    if exchange is None or found.result != "stored" or exchange.url != earlier.url:
        return False
    return payload_digest(exchange) == earlier.payload_digest or exchange.body == body_at(raw, earlier.stored)


def without_secrets(exchange: Exchange, wish: Wish) -> Exchange:
    """Return an exchange whose request does not tell the values of the header fields that a user added."""
    head, end, body = exchange.request.partition(b"\r\n\r\n")
    names = {name.lower().encode() for name in wish.secrets}
    lines = [
        line if name.lower() not in names else name + b": (not stored)"
        for line in head.split(b"\r\n")
        for name in (line.partition(b":")[0],)
    ]
    return exchange._replace(request=b"\r\n".join(lines) + end + body)
