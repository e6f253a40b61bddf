"""Mutated pages: none ends in an exception, and every released pair is at its locator, with its source and its lines.

python benchmarks/fuzz.py [KIND ...] [--inputs 20000] [--seed 0] [--seconds 600]

Each input is a page (text, HTML, JSON-LD) or an archive (WARC) that was made of good ones by some of the mutations
of `mutated.py`; its number and the seed give it again. Prints for each kind the inputs, the pairs, the seconds and the
failures.
`tests/laws/test_fuzz.py` tries the same on fewer inputs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import checkout  # noqa: F401
from mutated import KINDS, Input, make

from pipeline.audit.reread import resolve, source_at
from pipeline.audit.source_lines import source_lines
from pipeline.ingest.documents import make_document
from pipeline.ingest.files import hash_few
from pipeline.ingest.listing import list_raw
from pipeline.ingest.warc.read import documents as archive_documents
from pipeline.ingest.warc.read import reread
from pipeline.parse.decode import decode
from pipeline.parse.formats import attribution
from pipeline.parse.locators import NothingThere, read_spans
from pipeline.parse.page import Page
from pipeline.run.page import read_document
from pipeline.schema import TEXT, Document, Pair, Rejected, Stage
from pipeline.text.clean import BLANK, clean, clean_line

ADDRESS = "https://example.org/faq/page?a=1"


class Found(NamedTuple):
    """What an input gave."""

    pairs: int
    failures: list[str]


def check(made: Input) -> Found:
    """Read an input as a run does, and each of its pairs again as `verify` does."""
    if made.name.startswith("crawl"):
        return _check_archive(made)
    return _check_page(make_document(made.name, made.content, ADDRESS), make_document(made.name, made.content, ADDRESS))


def _check_archive(made: Input) -> Found:
    """Read the pages of an archive; each is read again by its name."""
    pairs, failures = 0, []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / made.name).write_bytes(made.content)
        [file] = hash_few(list_raw([folder], Path(folder) / "out"))
        for document in archive_documents(file):
            if isinstance(document, Document):
                found = _check_page(document, reread(Path(folder), document.path))
                pairs += found.pairs
                failures += found.failures
    return Found(pairs, failures)


def _check_page(document: Document, again: Document | None) -> Found:
    result = read_document(document)
    if again is None or again.content != document.content:
        return Found(len(result.pairs), [f"{document.path} is not there again"])
    page = decode(again)
    if result.page is None or isinstance(page, Rejected):
        return Found(0, [])
    page = replace(page, is_lenient=result.page.is_lenient)
    failures = [what for pair in result.pairs for what in _wrong(page, pair)]
    unsound = sum(rejected.stage is Stage.VALIDATE for rejected in result.rejected)
    if result.candidates != len(result.pairs) + unsound:
        failures.append(f"{result.candidates} candidates became {len(result.pairs)} pairs and {unsound} rejections")
    if document.sha256[0] in _LINES_TRIED:
        failures += [what for pair in result.pairs[:1] for what in _wrong_lines(page, pair.sighting.locator)]
    if document.media_type == TEXT:
        failures += _unaccounted(page)
    return Found(len(result.pairs), failures)


def _wrong(page: Page, pair: Pair) -> Iterator[str]:
    """Say what is not again what was released."""
    locator, record = pair.sighting.locator, pair.record
    try:
        question, answer = resolve(page, locator)
    except NothingThere as error:
        yield f"{locator}: {error}"
        return
    if (clean_line(question), clean(answer)) != (record.question, record.answer):
        yield f"{locator}: {question!r}, {answer!r} instead of {record.question!r}, {record.answer!r}"
    source = source_at(page, locator)
    if source and source != (record.source, record.source_url):
        yield f"{locator}: {source} instead of {record.source}, {record.source_url}"


def _wrong_lines(page: Page, locator: str) -> Iterator[str]:
    """Say what is wrong with the lines of the file that `explain` would show."""
    shown = source_lines(page, locator)
    if not any(line.is_evidence for line in shown):
        yield f"{locator}: no line of the file is shown"


def _unaccounted(page: Page) -> Iterator[str]:
    """Say what characters of a text are in no candidate, rejection or boilerplate, or in two."""
    found = attribution.extract(page)
    locators = [*(each.locator for each in found.candidates), *(each.locator for each in found.rejected)]
    spans = [span for locator in locators for part in read_spans(locator) for span in part]
    position = 0
    for start, end in sorted([*spans, *((piece.start, piece.end) for piece in found.boilerplate)]):
        if start < position or page.text[position:start].strip(BLANK):
            yield f"characters {position}-{start} are lost or used twice: {page.text[position:start]!r}"
        position = end
    if page.text[position:].strip(BLANK):
        yield f"characters from {position} on are lost: {page.text[position:]!r}"


_LINES_TRIED = "0123"
"""First digits (chosen) of the hashes of the pages of which a pair's lines are looked for: they take time."""


def failures_of(kind: str, number: int, seed: int = 0) -> Found:
    """Return what an input gives; an exception is a failure."""
    return failures_in(make(kind, number, seed))


def failures_in(made: Input) -> Found:
    """Return what an input gives that somebody else made; an exception is a failure."""
    try:
        return check(made)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return Found(0, [f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"])


def main() -> None:
    """Print a line for each kind, and each failure as it is found."""
    options = _options()
    print(f"{'kind':8}{'inputs':>9}{'pairs':>9}{'seconds':>9}{'failures':>10}", flush=True)
    failed = 0
    for kind in options.kinds or KINDS:
        start = time.monotonic()
        pairs = failures = done = 0
        for number in range(options.first, options.first + options.inputs):
            if time.monotonic() - start > options.seconds:
                break
            found = failures_of(kind, number, options.seed)
            done, pairs, failures = done + 1, pairs + found.pairs, failures + bool(found.failures)
            for what in found.failures[:1]:
                print(f"  {kind} {number}: {what[:300]!r}", file=sys.stderr, flush=True)
        print(f"{kind:8}{done:9,}{pairs:9,}{time.monotonic() - start:9.0f}{failures:10,}", flush=True)
        failed += failures
    sys.exit(failed > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(KINDS)} (default: all)")
    parser.add_argument("--inputs", type=int, default=2_000, help="of each kind (default 2,000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input (default 0)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=1_800, help="that one kind may take (default 1,800)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
