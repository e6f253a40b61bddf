"""Runs in a process of their own: killed at any moment, and with bodies that become large."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import sleep

import brotli  # type: ignore[import-untyped]
import pyarrow
import pytest
from conftest import QAMILL, Project, rows
from fastwarc.warc import ArchiveIterator, WarcRecordType
from faulty_server import HTML, Act, dripping, playing_by_path
from small_site import Answer, Pages, Site, page, serving

from pipeline.fetch.fetched import Visit, read_visits

_PAGES = 10
_HOSTS = 3


def _pages() -> Pages:
    return {
        f"/{number}": page((f"What is page {number}?", f"The one with the number {number}."))
        for number in range(_PAGES)
    }


def _fetch(project: Project, urls: list[str]) -> subprocess.Popen[bytes]:
    (project.root / "urls.txt").write_text("\n".join(urls))
    options = ["--contact", "me@example.org", "--allow-private", "--delay", "0", "--from", "urls.txt"]
    return subprocess.Popen([str(QAMILL), "-q", "fetch", *options], cwd=project.root)


@pytest.mark.slow("kills and resumes a run 30 times")
def test_a_run_that_is_killed_at_any_moment_goes_on_without_loss_or_asking_twice(project: Project) -> None:
    chance = random.Random(13)
    with (
        serving(_pages(), "127.0.0.1") as first,
        serving(_pages(), "127.0.0.2") as second,
        serving(_pages(), "127.0.0.3") as third,
    ):
        sites = (first, second, third)
        urls = [f"{site.url}/{number}" for site in sites for number in range(_PAGES)]
        assert _fetch(project, urls).wait() == 0
        assert_sound(project, urls, sites)
        requests = sum(len(site.asked) for site in sites)
        killed = 0
        for number in range(30):
            other = Project(project.root / str(number))
            other.raw.mkdir(parents=True)
            killed += _killed_and_resumed(other, urls, sites, chance.randint(1, requests))
            if number % 10 == 0:  # what curate reads of each would take minutes
                _assert_read(other)
        assert killed >= 10


def _killed_and_resumed(project: Project, urls: list[str], sites: tuple[Site, ...], after: int) -> int:
    """Kill a run after some requests and let it go on; return 1 if it had stored some pages and not all."""
    for site in sites:
        site.asked.clear()
    running = _fetch(project, urls)
    while sum(len(site.asked) for site in sites) < after and running.poll() is None:
        sleep(0.001)
    running.kill()
    running.wait()
    sleep(0.05)  # for what the server has still to note
    there = stored_in(project.raw)
    before = {url: times_asked(url, sites) for url in urls}
    assert _fetch(project, urls).wait() == 0
    again = {url for url in urls if times_asked(url, sites) > before[url]}
    assert again == {*urls} - there
    assert_sound(project, urls, sites)
    return 0 < len(there) < len(urls)


def times_asked(url: str, sites: tuple[Site, ...]) -> int:
    return sum(f"{site.url}{asked.path}" == url for site in sites for asked in site.asked)


def stored_in(raw: Path) -> set[str]:
    """The pages whose records are whole."""
    found = set()
    for archive in raw.glob("*.warc.gz"):
        with archive.open("rb") as file:
            try:
                for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
                    if len(record.reader.read()) == record.content_length:
                        found.add(str(record.headers.get("WARC-Target-URI")))
            except OSError:
                continue  # the end that the kill has cut
    return found


def assert_sound(project: Project, urls: list[str], sites: tuple[Site, ...]) -> None:
    """Every page is stored once, where the index says, with the bytes that were served."""
    visits: list[Visit] = list(read_visits(project.raw))
    assert Counter(visit.url for visit in visits) == Counter(urls)
    assert {visit.result for visit in visits} == {"stored"}
    for visit in visits:
        name, _, offset = visit.file.partition("#")
        with (project.raw / name).open("rb") as file:
            file.seek(int(offset))
            record = next(iter(ArchiveIterator(file, parse_http=True)))
            assert str(record.headers.get("WARC-Target-URI")) == visit.url
            served = sites[0].pages[f"/{visit.url.rpartition('/')[2]}"]
            assert isinstance(served, Answer)
            assert record.reader.read() == served.body
    for archive in project.raw.glob("*.warc.gz"):
        gzip.decompress(archive.read_bytes())


def _assert_read(project: Project) -> None:
    project.curate()
    assert {row["question"] for row in rows(project, "records")} == {f"What is page {n}?" for n in range(_PAGES)}


_ZEROS = 200_000_000
_MEASURE = """
import sys
from pathlib import Path
from pipeline.fetch.pace import Politeness
from pipeline.fetch.run import Asked, fetch_pages

status, forget = Path("/proc/self/status"), Path("/proc/self/clear_refs")

def megabytes(name):
    return int(status.read_text().split(name + ":")[1].split()[0]) // 1024

asked = Asked("me@example.org", politeness=Politeness(delay=0, slower=0), allow_private=True)
warm, *urls = sys.argv[1:]
fetch_pages([warm], Path("raw"), asked)
for url in urls:
    forget.write_text("5")  # the peak
    before = megabytes("VmRSS")
    done = fetch_pages([url], Path("raw"), asked)
    print(url.rpartition("/")[2], *done.counts, megabytes("VmHWM") - before)
"""


def _zstd(size: int) -> bytes:
    return bytes(pyarrow.Codec("zstd").compress(bytes(size), asbytes=True))


@pytest.mark.slow("makes bombs of hundreds of megabytes")
@pytest.mark.skipif(sys.platform != "linux", reason="reads the most memory that a process had from /proc")
def test_no_bomb_takes_more_than_50_megabytes(tmp_path: Path) -> None:
    gzipped = gzip.compress(bytes(_ZEROS))
    some = random.Random(1).randbytes(90_000)
    bombs = {
        "gzip": ("gzip", gzipped),
        "br": ("br", brotli.compress(bytes(_ZEROS), quality=5)),
        "zstd": ("zstd", _zstd(_ZEROS)),
        "twice": ("gzip, gzip", gzip.compress(gzipped)),
        "four": ("gzip, gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(gzipped)))),
        "some": ("gzip", gzip.compress(some + bytes(_ZEROS))),  # as large as the ratio lets it become
        "some-br": ("br", brotli.compress(some + bytes(_ZEROS), quality=5)),
        "some-twice": ("gzip, gzip", gzip.compress(gzip.compress(some + bytes(_ZEROS)))),
        "members": ("gzip", gzip.compress(b"", mtime=0) * 900_000),
    }
    scripts: dict[str, Sequence[Act]] = {
        f"/{name}": (HTML + f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body,)
        for name, (coding, body) in bombs.items()
    }
    scripts["/redirect"] = (
        b"HTTP/1.1 302 Found\r\nLocation: /gzip\r\nContent-Encoding: gzip\r\n"
        + f"Content-Length: {len(gzipped)}\r\n\r\n".encode()
        + gzipped,
    )
    scripts["/endless"] = (HTML + b"\r\n", dripping(b"x" * 65_536, 0))
    scripts["/endless-chunks"] = (
        HTML + b"Transfer-Encoding: chunked\r\n\r\n",
        dripping(b"10000\r\n" + b"x" * 65_536 + b"\r\n", 0),
    )
    scripts["/page"] = (HTML + b"\r\n<p>Why?</p>",)
    with playing_by_path(scripts) as site:
        paths = ["/page", *(path for path in scripts if path != "/page")]
        urls = [f"http://127.0.0.1:{site.port}{path}" for path in paths]
        done = subprocess.run([sys.executable, "-c", _MEASURE, *urls], cwd=tmp_path, capture_output=True, text=True)
    grown = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    assert (len(grown), done.stderr) == (len(urls) - 1, "")
    assert {word for word, _ in grown.values()} <= {"too_large", "bad_coding"}
    assert max(int(megabytes) for _, megabytes in grown.values()) <= 50
