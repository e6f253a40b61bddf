"""Many addresses -> pages in `raw/`: several hosts at once, one request at a time to each, every visit in the index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import NamedTuple

from .fetched import Visit
from .hosts import Hosts, host_name
from .store import Store
from .visit import Wish, visit
from .warc import Earlier


class Outcome(NamedTuple):
    """What became of an address, for whoever watches."""

    visit: Visit
    why: str = ""
    """In words, where there is more to say than the result."""


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
    asking = _Asking(store, hosts, tell, earlier)
    queues = by_host(wishes)
    for queue in queues:
        asking.waiting.put(queue)
    threads = [Thread(target=asking.ask, daemon=True) for _ in range(min(at_once, len(queues)))]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            if error := asking.ends.get():
                raise error
    finally:
        asking.stopped.set()
    return asking.counts


class _Asking:
    """What some threads do together: each takes one host after the other, until none waits or they are stopped."""

    def __init__(
        self,
        store: Store,
        hosts: Hosts,
        tell: Callable[[Outcome], None],
        earlier: Callable[[Wish], Earlier | None],
    ) -> None:
        self._store, self._hosts, self._tell, self._earlier = store, hosts, tell, earlier
        self._told = Lock()
        self.waiting: SimpleQueue[list[Wish]] = SimpleQueue()
        """What is asked of the hosts that no thread has taken yet."""
        self.ends: SimpleQueue[BaseException | None] = SimpleQueue()
        """How each thread ended: by an error, or by none."""
        self.stopped = Event()
        self.counts: Counter[str] = Counter()

    def ask(self) -> None:
        """Ask the hosts that wait, in one thread."""
        try:
            while not self.stopped.is_set():
                self._ask_host(self.waiting.get_nowait())
        except Empty:
            self.ends.put(None)
        except BaseException as error:
            self.ends.put(error)

    def _ask_host(self, queue: Sequence[Wish]) -> None:
        for wish in queue:
            if self.stopped.is_set():
                return
            found = visit(wish, self._hosts)
            outcome = Outcome(self._store.keep(wish, found, self._earlier(wish)), found.why)
            with self._told:
                self.counts[outcome.visit.result] += 1
                self._tell(outcome)


def by_host(wishes: Iterable[Wish]) -> list[list[Wish]]:
    """Return the wishes for each host, in their order; the hosts with most pages first, since they take longest."""
    queues: dict[str, list[Wish]] = defaultdict(list)
    for wish in wishes:
        queues[host_name(wish.url)].append(wish)
    return sorted(queues.values(), key=len, reverse=True)
