"""How fast pairs are found, against peers, on the same pages and on an archive made of them; one core.

python benchmarks/extract.py [--rounds 5] [--records 2000] [--no-archive]

The pages belong to their sites and lie outside the repository. A peer that is not installed is named and left out:
pip install '.[bench]'.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import checkout  # noqa: F401

from pipeline.ingest.documents import make_document
from pipeline.ingest.listing import list_raw
from pipeline.parse.formats import FORMATS
from pipeline.parse.prefilter import formats_for
from pipeline.run.page import read_document
from pipeline.run.settings import Rules
from pipeline.schema import Document

PAGES = Path(__file__).parent.parent.parent / "shared" / "pages"
MISSING = "The real pages are not here (../shared/pages, seen from the repository): nothing is measured."
SLOW = 15.0
"""Seconds: a first round that takes longer is the only one."""
FULL_RECORDS = 200
"""Of the archive, for the mode that reads every page whole."""
_LD = re.compile(r"<script[^>]{0,500}ld\+json[^>]{0,500}>.*?</script>", re.IGNORECASE | re.DOTALL)


class Work(NamedTuple):
    """Something to do with a page, and the library it takes."""

    name: str
    library: str
    make: Callable[[], Callable[[Document], object]]


class Rate(NamedTuple):
    """How fast something was done."""

    pages: float
    """A second."""
    megabytes: float
    """A second, of the pages as they are served after decompression."""


# --- what is done with a page ----------------------------------------------------------------


def _ours(mode: str) -> Callable[[Document], object]:
    return partial(read_document, rules=Rules(mode))


def _prefilter() -> Callable[[Document], object]:
    return lambda page: formats_for(page, "markup")


def _plain_prefilter() -> Callable[[Document], object]:
    markers = {marker for format in FORMATS.values() for marker in format.markers}
    return lambda page: [marker in page.content for marker in markers]


def _turbohtml() -> Callable[[Document], object]:
    import turbohtml

    return lambda page: turbohtml.parse(_text(page), positions=False)


def _selectolax() -> Callable[[Document], object]:
    from selectolax.lexbor import LexborHTMLParser

    return lambda page: LexborHTMLParser(_text(page))


def _soup(parser: str) -> Callable[[Document], object]:
    from bs4 import BeautifulSoup

    return lambda page: BeautifulSoup(_text(page), parser).get_text()


def _extruct(syntaxes: Sequence[str]) -> Callable[[Document], object]:
    import extruct

    return lambda page: extruct.extract(_text(page), base_url=page.url, syntaxes=list(syntaxes), errors="ignore")


def _trafilatura() -> Callable[[Document], object]:
    import trafilatura

    return lambda page: trafilatura.extract(_text(page))


def _text(page: Document) -> str:
    return page.content.decode("utf-8", "replace")


MARKUP, FULL, BARE = "ours, markup", "ours, full", "turbohtml, bare parse"
WORK = (
    Work(MARKUP, "pipeline", partial(_ours, "markup")),
    Work(FULL, "pipeline", partial(_ours, "full")),
    Work("ours, prefilter alone", "pipeline", _prefilter),
    Work("the same markers, one by one", "pipeline", _plain_prefilter),
    Work(BARE, "turbohtml", _turbohtml),
    Work("selectolax, bare parse", "selectolax", _selectolax),
    Work("bs4 + lxml, get_text", "lxml", partial(_soup, "lxml")),
    Work("bs4 + html.parser, get_text", "bs4", partial(_soup, "html.parser")),
    Work("extruct, JSON-LD alone", "extruct", partial(_extruct, ["json-ld"])),
    Work("extruct, all syntaxes", "extruct", partial(_extruct, ["json-ld", "microdata", "rdfa", "opengraph"])),
    Work("trafilatura", "trafilatura", _trafilatura),
)


# --- what is done with an archive ------------------------------------------------------------

GZIP, READING, OWN_READING = "gzip, decompression alone", "fastwarc, reading alone", "ours, reading alone"
MIXES = {"one in two": 2, "one in twenty": 20}
"""How many pages of an archive ask and answer: of a crawl it is fewer than one in twenty."""
ARCHIVE_MARKUP, ARCHIVE_FULL = "ours, markup, .warc.gz", "ours, full, .warc.gz"


def _decompress(archive: Path) -> Iterator[object]:
    with gzip.open(archive) as stream:
        while stream.read(1_000_000):
            pass
    yield None


def _records(archive: Path) -> Iterator[bytes]:
    from fastwarc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(str(archive), record_types=WarcRecordType.response, auto_decode="all"):
        yield record.reader.read()


def _documents(archive: Path) -> Iterator[Document]:
    """The pages of an archive, with address, date and sha256."""
    from pipeline.ingest.warc import read as warc

    for file in list_raw([archive], archive.parent / "curated"):
        yield from (found for found in warc.documents(file) if isinstance(found, Document))


def _read_archive(archive: Path, mode: str) -> Iterator[object]:
    return (read_document(document, Rules(mode)) for document in _documents(archive))


ARCHIVE_WORK: dict[str, Callable[[Path], Iterator[object]]] = {
    GZIP: _decompress,
    READING: _records,
    OWN_READING: _documents,
    ARCHIVE_MARKUP: partial(_read_archive, mode="markup"),
    ARCHIVE_FULL: lambda archive: islice(_read_archive(archive, "full"), FULL_RECORDS),
}


def write_archive(path: Path, pages: Sequence[Document], records: int, every: int) -> int:
    """Write an archive in which one page of some asks and answers, no two alike; return the bytes of its pages."""
    from fastwarc import GzipWriter, WarcRecord, WarcRecordType

    size = 0
    texts = [_text(page) for page in pages]
    stream = GzipWriter(str(path))
    for number in range(records):
        text = texts[number % len(texts)]
        body = _varied(ordinary(text) if number % every else text, number).encode()
        size += len(body)
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = f"https://example.org/{number}"
        record.headers["WARC-Date"] = "2026-01-31T12:00:00Z"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        record.set_bytes_content(head.encode() + body)
        record.write(stream)
        stream.finish()  # a member of its own
    stream.close()
    return size


def ordinary(text: str) -> str:
    """A page as it would be without its questions: no JSON-LD, no schema.org type."""
    return _LD.sub("", text).replace("schema.org/Question", "schema.org/Thing").replace("schema:Question", "")


def _varied(text: str, number: int) -> str:
    """A copy whose questions are its own."""
    return text.replace("?", f" {number}?").replace(" the ", f" the {number} ", 20)


# --- measuring -------------------------------------------------------------------------------


def measure(work: Sequence[Work], pages: Sequence[Document], rounds: int) -> dict[str, Rate]:
    """Return the median rate of each; the rounds go through all of them in turn, so a slow minute hits all."""
    ready = {item.name: item.make() for item in work if _is_installed(item)}
    seconds: dict[str, list[float]] = {name: [] for name in ready}
    for _ in range(rounds):
        for name, do in ready.items():
            if not seconds[name] or seconds[name][0] < SLOW:
                seconds[name].append(_time(do(page) for page in pages))
    size = sum(len(page.content) for page in pages)
    return {name: _rate(statistics.median(times), len(pages), size) for name, times in seconds.items()}


def measure_archive(archive: Path, records: int, size: int, rounds: int) -> dict[str, Rate]:
    """Return the median rate of each way through an archive."""
    seconds: dict[str, list[float]] = {name: [] for name in ARCHIVE_WORK}
    for _ in range(rounds):
        for name, do in ARCHIVE_WORK.items():
            if not seconds[name] or seconds[name][0] < SLOW:
                seconds[name].append(_time(do(archive)))
    read = {name: min(FULL_RECORDS, records) if name == ARCHIVE_FULL else records for name in seconds}
    return {
        name: _rate(statistics.median(times), read[name], size * read[name] // records)
        for name, times in seconds.items()
    }


def _time(work: Iterable[object]) -> float:
    start = time.perf_counter()
    for _ in work:
        pass
    return time.perf_counter() - start


def _rate(seconds: float, pages: int, size: int) -> Rate:
    return Rate(pages / seconds, size / 1e6 / seconds)


def _is_installed(work: Work) -> bool:
    found = importlib.util.find_spec(work.library) is not None
    if not found:
        print(f"{work.name}: {work.library} is not installed")
    return found


# --- telling ---------------------------------------------------------------------------------


class Aim(NamedTuple):
    """A ratio that is wanted."""

    what: str
    one: str
    other: str
    least: float


AIMS = (
    Aim("full, against a bare parse of every page", FULL, BARE, 0.6),
    Aim("full, against extruct for JSON-LD alone", FULL, "extruct, JSON-LD alone", 10),
    Aim("full, against extruct for all syntaxes", FULL, "extruct, all syntaxes", 10),
    Aim("full, against BeautifulSoup with lxml", FULL, "bs4 + lxml, get_text", 30),
    Aim("markup, against extruct for JSON-LD alone", MARKUP, "extruct, JSON-LD alone", 10),
    Aim("markup, against extruct for all syntaxes", MARKUP, "extruct, all syntaxes", 10),
    Aim("markup, against BeautifulSoup with lxml", MARKUP, "bs4 + lxml, get_text", 30),
    *(
        Aim(f"markup on .warc.gz, against fastwarc, {words}", f"{ARCHIVE_MARKUP}, {words}", f"{READING}, {words}", 0.5)
        for words in MIXES
    ),
)


def main() -> None:
    """Print the rates, and how they stand to what is aimed at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="the median of how many rounds (default 5)")
    parser.add_argument("--records", type=int, default=2000, help="records in the archive (default 2000)")
    parser.add_argument("--no-archive", action="store_true", help="measure the pages alone")
    options = parser.parse_args()
    files = sorted(PAGES.glob("*.html"))
    if not files:
        print(MISSING)
        return
    pages = [make_document(file.name, file.read_bytes(), "https://example.org/page") for file in files]
    megabytes = sum(len(page.content) for page in pages) / 1e6
    print(f"{len(pages)} pages, {megabytes:.1f} MB; median of up to {options.rounds} rounds, one core")
    rates = measure(WORK, pages, options.rounds)
    print_rates(rates)
    if not options.no_archive:
        for words, every in MIXES.items():
            found = _archive(pages, options.records, every, words, options.rounds)
            rates |= {f"{name}, {words}": rate for name, rate in found.items()}
    print_aims(rates)


def _archive(pages: Sequence[Document], records: int, every: int, words: str, rounds: int) -> dict[str, Rate]:
    with TemporaryDirectory(prefix="qamill-bench-") as folder:
        archive = Path(folder) / "pages.warc.gz"
        size = write_archive(archive, pages, records, every)
        compressed = archive.stat().st_size / 1e6
        print(f"\n{records} pages in an archive, {words} with markup: {size / 1e6:.0f} MB, {compressed:.0f} as gz")
        rates = measure_archive(archive, records, size, rounds)
        print_rates(rates)
    return rates


def print_rates(rates: dict[str, Rate]) -> None:
    """Print a line for each."""
    print(f"{'':32}{'pages/s':>10}{'MB/s':>8}")
    for name, rate in rates.items():
        print(f"{name:32}{rate.pages:>10,.1f}{rate.megabytes:>8,.1f}")


def print_aims(rates: dict[str, Rate]) -> None:
    """Print how each ratio stands to its aim."""
    print(f"\n{'':60}{'ratio':>8}{'aim':>8}")
    for aim in AIMS:
        if aim.one in rates and aim.other in rates:
            ratio = rates[aim.one].pages / rates[aim.other].pages
            verdict = "" if ratio >= aim.least else "  missed"
            print(f"{aim.what:60}{ratio:>8.2f}{aim.least:>8}{verdict}")


if __name__ == "__main__":
    main()
