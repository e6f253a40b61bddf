"""The lines of a page's file on which a pair stands, and of each line only what belongs to the pair."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..parse.formats import FORMATS
from ..parse.locators import RawPair, Span, read_spans
from ..parse.page import Page
from ..parse.rendered.lines import lines_of
from ..text.clean import unify_line_ends
from .reread import resolve
from .shown_lines import WIDEST, Line, lines_at, numbers_of, shortened
from .spans_as_written import spans_as_written
from .spans_in_html import marked_copy, spans_in_html

_OF_TEXT = ("attribution", "plain")
"""The formats with `chars=` locators."""
_AROUND = 1  # lines of a text shown before and after the evidence; chosen: the second holds the attribution


def source_lines(page: Page, locator: str) -> list[Line]:
    """Return the lines on which the pair at a locator stands. Raises NothingThere."""
    if locator.startswith("chars="):
        return _lines_of_text(page, locator)
    pair = resolve(page, locator)
    if locator.startswith("rows="):
        from ..parse.formats.rows import spans_of

        found = spans_of(page, locator)
        return list(lines_at(page.text, page.text, found)) if found else _without_numbers(pair)
    if page.source is not None:
        return list(_lines_of_source(page.source, pair)) or _without_numbers(pair)
    copy = marked_copy(page)
    if copy is None:
        return _without_numbers(pair)
    if spans := spans_in_html(page, locator, pair, copy):
        return list(lines_at(copy.marked.source, copy.marked.bare, spans))
    text = copy.marked.source
    spans = spans_as_written(text, pair)
    return list(lines_at(text, text, spans)) if spans else _without_numbers(pair)


def _without_numbers(pair: RawPair) -> list[Line]:
    """What was read, where its place in the file is not known."""
    return [Line(None, line, True) for text in pair for line in text.split("\n") if line.strip()]


# --- plain text ------------------------------------------------------------------------------


def _lines_of_text(page: Page, locator: str) -> list[Line]:
    """The lines of a pair of pasted text, and those around them that belong to no other pair."""
    text = unify_line_ends(page.text)
    lines = text.split("\n")
    found = {line.number: line for line in lines_at(text, text, _spans_of(locator))}
    numbers = [number for number in found if number is not None]
    if not numbers:
        return []
    taken = {number for other, held in _numbers_of_pairs(page).items() if other != locator for number in held}
    around = range(max(1, min(numbers) - _AROUND), min(len(lines), max(numbers) + _AROUND) + 1)
    return [
        found[number]
        if number in taken or (number in found and len(lines[number - 1]) > WIDEST)
        else Line(number, shortened(lines[number - 1]), number in found)
        for number in around
        if number in found or number not in taken
    ]


@lru_cache(maxsize=1)  # the pairs of a page are asked for one after the other
def _numbers_of_pairs(page: Page) -> dict[str, list[int]]:
    """The numbers of the lines on which each pair of a page stands, by its locator."""
    text = unify_line_ends(page.text)
    locators = [candidate.locator for name in _OF_TEXT for candidate in FORMATS[name].extract(page).candidates]
    return {locator: list(numbers_of(text, _spans_of(locator))) for locator in locators}


def _spans_of(locator: str) -> list[Span]:
    return [span for part in read_spans(locator) for span in part]


# --- markup languages ------------------------------------------------------------------------


def _lines_of_source(source: str, pair: RawPair) -> Iterator[Line]:
    """The lines of a page in a markup language on which a pair stands."""
    text = unify_line_ends(source)
    lines = text.split("\n")
    for found in lines_of(text, pair):
        for number in range(found.first, found.last + 1):
            if lines[number - 1].strip():
                yield Line(number, shortened(lines[number - 1]), True)
