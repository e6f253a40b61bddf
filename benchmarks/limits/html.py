"""HTML: the reading of a page in full mode beside a bare parse of it, and of an archive beside its records alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import turbohtml
from extract import ARCHIVE_MARKUP, ARCHIVE_WORK, PAGES, READING, ordinary, write_archive
from reference import html_pages

from pipeline.ingest.documents import make_document
from pipeline.run.page import read_document
from pipeline.run.settings import Rules
from pipeline.schema import Document

from .aim import Aim, Group, Measured, least_times

FAQ = Aim("faq", "bare parse / full mode, pages with questions", "0.17", 0.30, 0.45, is_more_better=True)
NO_FAQ = Aim("no-faq", "bare parse / full mode, pages without questions", "0.44", 0.55, 0.65, is_more_better=True)
ARCHIVE = Aim(
    "warc", "fastwarc alone / markup mode, one page in 20 with markup", "0.49", 0.57, 0.65, is_more_better=True
)
_ROUNDS, _RECORDS, _OWN_PAGES = 5, 2_000, 60
_ASKS = re.compile(r"[?\uff1f]")


def _pages() -> list[Document]:
    """Real pages where they are at hand, and else pages made of those of the tests."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(PAGES.glob("*.html"))]
    return [_document(text) for text in texts or islice(html_pages(_OWN_PAGES), _OWN_PAGES)]


def _document(text: str) -> Document:
    return make_document("page.html", text.encode("utf-8", "replace"), "https://example.org/page")


def _without_questions(page: Document) -> Document:
    return _document(_ASKS.sub(".", ordinary(_text(page))))


def _text(page: Document) -> str:
    return page.content.decode("utf-8", "replace")


def _measure(folder: Path, share: float) -> dict[str, Measured]:
    every = _pages()
    asking = [page for page in every if read_document(page, Rules()).pairs]
    silent = [page for page in map(_without_questions, every) if not read_document(page, Rules()).pairs]
    records = max(100, round(_RECORDS * share))
    return {
        FAQ.name: _beside_a_parse(asking),
        NO_FAQ.name: _beside_a_parse(silent),
        ARCHIVE.name: _beside_records(folder / "pages.warc.gz", every, records),
    }


def _beside_a_parse(pages: Sequence[Document]) -> Measured:
    texts = [*map(_text, pages)]
    took = least_times(_ROUNDS, ours=partial(_read, pages), parse=partial(_parse, texts))
    each = {name: 1e3 * seconds / len(pages) for name, seconds in took.items()}
    size = sum(len(page.content) for page in pages) / len(pages) / 1e3
    return Measured(
        took["parse"] / took["ours"],
        f"{each['parse']:.2f} ms a page; ours {each['ours']:.2f} ({len(pages)} pages of {size:.0f} KB)",
    )


def _read(pages: Sequence[Document]) -> None:
    for page in pages:
        read_document(page, Rules())


def _parse(texts: Sequence[str]) -> None:
    for text in texts:
        turbohtml.parse(text, positions=False)


def _beside_records(archive: Path, pages: Sequence[Document], records: int) -> Measured:
    write_archive(archive, pages, records, every=20)
    ours, alone = (partial(_all, name, archive) for name in (ARCHIVE_MARKUP, READING))
    took = least_times(3, ours=ours, alone=alone)
    each = {name: 1e3 * seconds / records for name, seconds in took.items()}
    return Measured(
        took["alone"] / took["ours"], f"{each['alone']:.2f} ms a record; ours {each['ours']:.2f} ({records:,} records)"
    )


def _all(name: str, archive: Path) -> None:
    for _ in ARCHIVE_WORK[name](archive):
        pass


GROUPS = (Group((FAQ, NO_FAQ, ARCHIVE), _measure),)
