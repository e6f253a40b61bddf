"""Whole runs as hosts see them, by their own logs: one request at a time, at their pace, and none for ever."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

import pytest
from faulty_server import NOT_THERE, Act, playing_by_path, reset
from small_site import Answer, Asked, Pages, page, serving

from pipeline.fetch.exchange import Limits
from pipeline.fetch.pace import Politeness
from pipeline.fetch.run import Asked as How
from pipeline.fetch.run import fetch_pages

_HOW = How("me@example.org", Limits(deadline=5.0), Politeness(delay=0.0, slower=0.0, backoff=0.01), allow_private=True)
_PAGE = page(("Why does it rain?", "Because the clouds are full."))


class _Busy:
    """Answers a page slowly, and notes from when to when."""

    def __init__(self) -> None:
        self.spans: list[tuple[float, float]] = []
        self._lock = Lock()

    def __call__(self, asked: Asked) -> Answer:
        sleep(0.01)
        with self._lock:
            self.spans.append((asked.at, monotonic()))
        return _PAGE

    def gaps(self) -> list[float]:
        """The seconds from the end of each answer to the next request; less than nothing where two were at once."""
        spans = sorted(self.spans)
        return [start - end for (_, end), (start, _) in pairwise(spans)]


@pytest.mark.parametrize("delay", [0.0, 0.05])
def test_a_host_is_asked_once_at_a_time_whoever_redirects_to_it(delay: float, tmp_path: Path) -> None:
    busy = _Busy()
    pages: Pages = dict.fromkeys(("/a", "/b", "/robots.txt", "/ai.txt", "/.well-known/tdmrep.json"), busy)
    with serving(pages) as target, ExitStack() as stack:
        away: Pages = {path: Answer(b"", 302, (("Location", f"{target.url}{path}"),)) for path in ("/a", "/b")}
        sites = [stack.enter_context(serving(away, f"127.2.0.{number}")) for number in range(1, 7)]
        urls = [f"{site.url}{path}" for site in (target, *sites) for path in ("/a", "/b")]
        how = _HOW._replace(politeness=_HOW.politeness._replace(delay=delay))
        assert fetch_pages(urls, tmp_path, how).counts == {"stored": len(urls)}
    assert len(busy.spans) == len(urls) + 3
    assert min(busy.gaps()) >= delay - 0.005


def test_a_crawl_delay_is_kept_from_the_first_page_on(tmp_path: Path) -> None:
    with serving({"/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0.2\n"), "/a": _PAGE, "/b": _PAGE}) as site:
        fetch_pages([f"{site.url}/a", f"{site.url}/b"], tmp_path, _HOW)
    times = [asked.at for asked in site.asked]
    assert len(times) == 5
    assert min(after - before for before, after in pairwise(times)) >= 0.2


def test_two_hosts_that_redirect_to_each_other_do_not_wait_for_each_other(tmp_path: Path) -> None:
    first_pages: Pages = {}
    second_pages: Pages = {}
    with serving(first_pages, "127.2.1.1") as first, serving(second_pages, "127.2.1.2") as second:
        for here, other in ((first, second), (second, first)):
            here.pages["/robots.txt"] = Answer(b"", 302, (("Location", f"{other.url}/rules"),))
            here.pages["/rules"] = Answer(b"User-agent: *\nAllow: /\n")
            for number in range(4):
                here.pages[f"/{number}"] = Answer(b"", 302, (("Location", f"{other.url}/{number}"),))
        urls = [f"{site.url}/{number}" for site in (first, second) for number in range(4)]
        began = monotonic()
        assert fetch_pages(urls, tmp_path, _HOW).counts == {"redirects": 8}
    assert monotonic() - began < _HOW.limits.deadline


def test_a_host_that_fails_again_and_again_is_left_alone(tmp_path: Path) -> None:
    scripts: dict[str, Sequence[Act]] = {"/robots.txt": (NOT_THERE,)}
    with playing_by_path(scripts, (reset,)) as site:
        urls = [f"http://127.0.0.1:{site.port}/{number}" for number in range(12)]
        done = fetch_pages(urls, tmp_path, _HOW)
    assert len(site.requests) == 1 + _HOW.politeness.failures
    assert done.counts["unavailable"] >= 10


def test_a_host_has_one_pace_whatever_its_ports(tmp_path: Path) -> None:
    busy = _Busy()
    with serving({"/a": busy}) as one, serving({"/a": busy}) as another:
        how = _HOW._replace(politeness=_HOW.politeness._replace(delay=0.05))
        fetch_pages([f"{one.url}/a", f"{another.url}/a"], tmp_path, how)
    assert min(busy.gaps()) >= 0.045


def test_a_connection_that_a_host_closes_between_two_pages_costs_no_page(tmp_path: Path) -> None:
    """As servers do that keep connections for less than our delay."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"

    def hang_up(connection: socket.socket) -> None:
        connection.shutdown(socket.SHUT_RDWR)

    with playing_by_path({}, (answer, hang_up)) as site:
        urls = [f"http://127.0.0.1:{site.port}/{number}" for number in range(5)]
        how = _HOW._replace(politeness=_HOW.politeness._replace(delay=0.02))
        assert fetch_pages(urls, tmp_path, how).counts == {"stored": 5}
    assert len([path for path in site.paths() if path[1:].isdigit()]) == 5
