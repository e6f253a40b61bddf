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
