"""Pages a second from 50 hosts of this machine: `qamill fetch`, a loop of requests, Scrapy; none waits in between.

python benchmarks/fetch.py [--pages 10] [--rounds 3]

One server process answers at 127.0.0.1 ... 127.0.0.50. Each fetcher is a process of its own, start included, asks for
every robots.txt but the loop, which knows none, and the fetchers take turns; the figures are those of each one's
quickest round. qamill writes archives and an index, each page to the disk; the others keep nothing. Processor time is
the better figure on a busy machine. Scrapy is left out where it is not installed (the extra `bench`).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

REPOSITORY = Path(__file__).parent.parent
HOSTS = 50
_SERVER = r"""
import asyncio, sys

pairs = "".join(f"<h2>What is number {n}?</h2><p>{'It is the one after the one before. ' * 10}</p>" for n in range(50))
page = f"<!doctype html><html lang=en><head><meta name=robots content=all></head><body>{pairs}</body></html>".encode()
found = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

async def answer(reader, writer):
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            writer.write(found if head.startswith(b"GET /page") else missing)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    writer.close()

async def main():
    server = await asyncio.start_server(answer, "0.0.0.0", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""
_QAMILL = """
import sys
from pathlib import Path
from pipeline.fetch.pace import Politeness
from pipeline.fetch.run import Asked, fetch_pages

asked = Asked("me@example.org", politeness=Politeness(delay=0, slower=0), allow_private=True)
print(fetch_pages(sys.stdin.read().split(), Path("raw"), asked).counts["stored"])
"""
_REQUESTS = """
import sys
import requests

with requests.Session() as session:
    print(sum(session.get(url).status_code == 200 for url in sys.stdin.read().split()))
"""
_SCRAPY = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Pages(scrapy.Spider):
    name = "pages"
    start_urls = sys.stdin.read().split()
    found = 0

    def parse(self, response):
        Pages.found += len(response.body) > 1000

process = CrawlerProcess({
    "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Pages)
process.start()
print(Pages.found)
"""


class Cost(NamedTuple):
    """What fetching all pages took."""

    seconds: float
    processor: float


def cost(script: str, urls: Sequence[str]) -> Cost:
    """Return what a fetcher takes. Raises ValueError if it did not get all pages."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=folder, input="\n".join(urls), stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, check=True,
        )  # fmt: skip
    seconds, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if int(done.stdout.split()[-1]) != len(urls):
        raise ValueError(f"{done.stdout.strip()} of {len(urls)} pages were fetched")
    return Cost(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10, help="of each host")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    fetchers = {"qamill fetch": _QAMILL, "requests, a loop": _REQUESTS}
    if find_spec("scrapy"):
        fetchers["Scrapy"] = _SCRAPY
    server = subprocess.Popen([sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        port = int(server.stdout.readline())
        urls = [f"http://127.0.0.{host}:{port}/page{n}" for n in range(chosen.pages) for host in range(1, HOSTS + 1)]
        costs: dict[str, list[Cost]] = {name: [] for name in fetchers}
        for _ in range(chosen.rounds):
            for name, script in fetchers.items():
                costs[name].append(cost(script, urls))
    finally:
        server.kill()
    print(f"{len(urls)} pages of {HOSTS} hosts    pages/s    processor ms a page")
    for name, found in costs.items():
        seconds, processor = min(each.seconds for each in found), min(each.processor for each in found)
        print(f"{name:24}{len(urls) / seconds:12.0f}{1000 * processor / len(urls):20.1f}")


if __name__ == "__main__":
    main()
