"""Pages per second and core: finding the pairs of pasted pages, and the whole way of a page.

python benchmarks/parse.py [PAGES]
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import checkout
from corpus import PAIRS_A_PAGE, pages

from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.extract import find
from pipeline.parse.page import Page
from pipeline.run.page import read_document
from pipeline.schema import Document

ROUNDS = 7


def main(count: int) -> None:
    """Print the rates."""
    documents = [make_document(f"{n}.txt", page.encode()) for n, page in enumerate(pages(count))]
    megabytes = sum(len(document.content) for document in documents) / 1e6
    print(f"{count} pages of {PAIRS_A_PAGE} pairs, {megabytes:.1f} MB; median of {ROUNDS} rounds, one core")
    print(f"{'':32}{'pages/s':>10}{'pairs/s':>12}{'MB/s':>8}")
    for name, work in WORK.items():
        seconds = statistics.median(_time(work, documents) for _ in range(ROUNDS))
        print(f"{name:32}{count / seconds:>10,.0f}{count * PAIRS_A_PAGE / seconds:>12,.0f}{megabytes / seconds:>8.1f}")


def _parse(document: Document) -> None:
    page = decode(document)
    assert isinstance(page, Page)
    assert len(find(page).candidates) == PAIRS_A_PAGE


WORK: dict[str, Callable[[Document], object]] = {
    "decode": decode,
    "decode, parse": _parse,
    "decode, parse, validate": read_document,
}


def _time(work: Callable[[Document], object], documents: list[Document]) -> float:
    start = time.perf_counter()
    for document in documents:
        work(document)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int((checkout.arguments(__doc__) or ["400"])[0]))
