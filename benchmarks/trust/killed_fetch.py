"""A fetch that is killed: whole pages are in the archives, the next fetch asks for the others alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from conftest import Project
from small_site import Pages, Site, page, serving
from test_killed import assert_sound, stored_in, times_asked

from pipeline.fetch.pace import Politeness
from pipeline.fetch.run import Asked, fetch_pages

from .killed import Act, killed_at_each_call, killed_at_random
from .promise import Found, Promise, Scale, not_run
from .traced import NO_STRACE, can_trace

_KILLS = 200
_PAGES = 6
_HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
_ASKED = Asked("me@example.org", politeness=Politeness(delay=0, slower=0), allow_private=True)


def pages() -> Pages:
    return {
        f"/{number}": page((f"What is page {number}?", f"The one with the number {number}."))
        for number in range(_PAGES)
    }


def _fetch(urls: list[str], root: Path) -> str:
    return str(fetch_pages(urls, root / "raw", _ASKED).counts)


def _failures(urls: list[str], sites: tuple[Site, ...], root: Path) -> Iterator[str]:
    """Say what is wrong with the archives after a kill, and with what the next fetch makes of them."""
    project = Project(root)
    there = stored_in(project.raw)
    before = {url: times_asked(url, sites) for url in urls}
    _fetch(urls, root)
    again = {url for url in urls if times_asked(url, sites) > before[url]}
    if again != {*urls} - there:
        yield f"{len(there)} pages were there, and {sorted(again)} were asked for"
    try:
        assert_sound(project, urls, sites)
    except (AssertionError, OSError) as error:
        yield f"{type(error).__name__}: {error}"


def ready(folder: Path) -> Path:
    """Return a folder into which nothing was fetched yet."""
    (folder / "ready" / "raw").mkdir(parents=True)
    return folder / "ready"


def act_of(sites: tuple[Site, ...], folder: Path) -> Act:
    """Return the fetch of all pages of some sites."""
    _fetch([f"{sites[0].url}/0"], folder / "warm")  # so that all that is imported late is there before the first fork
    urls = [f"{site.url}/{number}" for site in sites for number in range(_PAGES)]
    return Act(partial(_fetch, urls), partial(_failures, urls, sites))


def _killed(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    with serving(pages(), _HOSTS[0]) as one, serving(pages(), _HOSTS[1]) as two, serving(pages(), _HOSTS[2]) as last:
        place = ready(folder)
        alone = act_of((one,), folder)  # of one thread, so that calls can be counted
        at_calls, failures = killed_at_each_call(alone, place, scale, folder)
        at_random, found = killed_at_random(act_of((one, two, last), folder), place, scale.of(_KILLS), folder)
    failures += found
    ran = f"{at_random:,} kills at random, {at_calls:,} at each write, rename, fsync and unlink"
    figure = "no page lost, none asked for twice, each archive whole"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


PROMISE = Promise("kill-fetch", "A fetch that is killed goes on without loss, and without asking twice", _killed)
