"""What a document of `raw/` holds of what was taken down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..audit.reread import resolve
from ..dedup.near.words import split_words
from ..parse.locators import NothingThere
from ..parse.page import Page
from ..run.page import PageResult, read_document
from ..schema import TABLES_OF_PAIRS, Document
from ..schema.record import Record
from ..takedown.made import FEWEST_WORDS
from ..takedown.rule import Kind, Rule
from ..takedown.screen import Screen
from .blank import Words, without_markup

_OF_PLACES = (Kind.URL, Kind.DOMAIN)
"""The kinds that are about where something is said; another may say the same."""


class Finding(NamedTuple):
    """What was found in a document."""

    rule: Rule | None
    """By which it was taken down as a whole, or else the first by which something in it was; None where nothing was."""
    is_whole: bool = False
    """Whether its address was taken down."""
    words: tuple[Words, ...] = ()
    """What of it was taken down."""
    kept: tuple[str, ...] = ()
    """The questions and answers that were not."""
    everywhere: tuple[Words, ...] = ()
    """The pairs and passages that were taken down by what they say, wherever it is said."""


def examine(document: Document, screen: Screen) -> Finding:
    """Return what a document holds of what was taken down."""
    if rule := screen.address([document.url, document.asked_url]):
        return Finding(rule, is_whole=True)
    if document.is_gone or not document.content:
        return Finding(None)
    result = read_document(document)
    found: list[tuple[Rule, Words]] = []
    kept: list[str] = []
    for pair in result.pairs:
        record = pair.record
        addresses = (record.source, record.source_url, record.page_url)
        if rule := screen.pair(record.id, record.question, record.answer, addresses):
            found += ((rule, words) for words in _as_written(result, pair.sighting.locator, record))
        else:
            kept += (record.question, record.answer)
    found += _passages((each.text for each in result.rejected if each.locator), screen.rejection)
    if not found and document.media_type not in TABLES_OF_PAIRS:  # else what was found goes first
        found += _passages(_lines(result.page, kept), screen.text)
    everywhere = tuple(words for rule, words in found if rule.kind not in _OF_PLACES)
    return Finding(found[0][0] if found else None, False, tuple(words for _, words in found), tuple(kept), everywhere)


def _as_written(result: PageResult, locator: str, record: Record) -> Iterator[Words]:
    """A pair as its record has it, and as its page does."""
    yield Words(record.question, record.answer)
    try:
        if result.page is not None:
            yield Words(*resolve(result.page, locator))
    except NothingThere:
        return


def _passages(texts: Iterable[str], taken: Callable[[str], Rule | None]) -> Iterator[tuple[Rule, Words]]:
    """What was taken down of what is no pair: what was rejected, or lines of the page."""
    for text in dict.fromkeys(texts):
        if rule := taken(text):
            yield rule, Words("", text)


def _lines(page: Page | None, kept: Iterable[str]) -> Iterator[str]:
    """The lines of a page but those of pairs that were looked at, with their questions, and stay."""
    known = {line for text in kept for line in text.splitlines()}
    for line in map(str.strip, without_markup(page.text).splitlines() if page is not None else ()):
        if line not in known and len(split_words(line)) >= FEWEST_WORDS:
            yield line
