"""Many addresses -> pages in `raw/`: several hosts at once, one request at a time to each, every visit in the index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import NamedTuple

from .archive import Archive, Earlier, payload_digest
from .exchange import Exchange
from .fetched import Visit, Visits, now, written
from .hosts import Hosts, host_name
from .resume import body_at, recover
from .visit import Found, Wish, visit

_KEPT = ("stored", "gone")
"""The results whose responses are stored."""


class Outcome(NamedTuple):
    """What became of an address, for whoever watches."""

    visit: Visit
    why: str = ""
    """In words, where there is more to say than the result."""


class Closed(Exception):
    """The run is over: what a thread has found since is not stored."""


class Store:
    """The archives and the index of one run. For any number of threads."""

    def __init__(self, raw: Path, user_agent: str) -> None:
        """Raises OSError, FetchRuns."""
        self._raw = raw
        self._visits = Visits(raw)
        recover(raw, self._visits)
        self._archive = Archive(raw, user_agent)
        self._lock = Lock()
        self._is_closed = False
        self._recovered = ""
        """The archive from which a later run would mend the index; the lines about others must be on the disk."""

    def keep(self, wish: Wish, found: Found, earlier: Earlier | None) -> Visit:
        """Store what is to be stored of a visit, then its line. Raises OSError, Closed."""
        exchange = found.exchange and without_secrets(found.exchange, wish)
        if exchange and earlier and _has_same_bytes(found, earlier, self._raw):
            found = found._replace(result="not_modified")
        with self._lock:
            if self._is_closed:
                raise Closed
            where = ""
            if exchange and found.result in _KEPT:
                where = str(self._archive.write(exchange, wish.url, [("signal", found.signal)] if found.signal else []))
            elif exchange and earlier and found.result == "not_modified":
                where = str(self._archive.write_revisit(exchange, earlier, wish.url))
            done = Visit(
                wish.url,
                written(exchange.fetched_at) if exchange else now(),
                str(exchange.status) if exchange else "",
                found.result,
                found.signal,
                where,
            )
            self._visits.add(done)
            if where.partition("#")[0] not in ("", self._recovered):
                self._recovered = where.partition("#")[0]
                self._visits.sync()
            return done

    def note(self, visit: Visit) -> Visit:
        """Add a line about an address that was not asked for. Raises OSError."""
        with self._lock:
            self._visits.add(visit)
        return visit

    def close(self) -> None:
        """Close the files, once no thread writes to them."""
        with self._lock:
            self._is_closed = True
            self._archive.close()
            try:
                self._visits.sync()
            finally:
                self._visits.close()


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


def fetch(
    wishes: Iterable[Wish],
    store: Store,
    hosts: Hosts,
    tell: Callable[[Outcome], None],
    earlier: Callable[[Wish], Earlier | None] = lambda _: None,
    at_once: int = 16,
) -> Counter[str]:
    """Ask for addresses and store what is to be stored; return how many had which result.

    `tell` is called with each outcome, by one thread at a time; `earlier` returns the response that a wish's
    conditions are about. Raises OSError where the disk refuses; what was stored before stays. Where it ends early, by
    an error or since somebody stops it, it does not wait for the hosts that are asked just then.
    """
    counts: Counter[str] = Counter()
    told = Lock()
    stopped = Event()

    def of_host(queue: Sequence[Wish]) -> None:
        for wish in queue:
            if stopped.is_set():
                return
            found = visit(wish, hosts)
            outcome = Outcome(store.keep(wish, found, earlier(wish)), found.why)
            with told:
                counts[outcome.visit.result] += 1
                tell(outcome)

    waiting: SimpleQueue[list[Wish]] = SimpleQueue()
    queues = by_host(wishes)
    for queue in queues:
        waiting.put(queue)
    ends: SimpleQueue[BaseException | None] = SimpleQueue()

    def of_some_hosts() -> None:
        try:
            while not stopped.is_set():
                of_host(waiting.get_nowait())
        except Empty:
            ends.put(None)
        except BaseException as error:
            ends.put(error)

    threads = [Thread(target=of_some_hosts, daemon=True) for _ in range(min(at_once, len(queues)))]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            if error := ends.get():
                raise error
    finally:
        stopped.set()
    return counts


def by_host(wishes: Iterable[Wish]) -> list[list[Wish]]:
    """Return the wishes for each host, in their order; the hosts with most pages first, since they take longest."""
    queues: dict[str, list[Wish]] = defaultdict(list)
    for wish in wishes:
        queues[host_name(wish.url)].append(wish)
    return sorted(queues.values(), key=len, reverse=True)
