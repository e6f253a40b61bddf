"""The lines of a page's file on which a pair stands, and of each line only what belongs to the pair.

Where a word of an HTML page stands in the file is lost in its tree. So the pair is read once more, from a copy of the
page in which a mark before each word says where that word stands; whatever format reads it, the marks come along.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..parse.formats import FORMATS
from ..parse.locators import NothingThere, RawPair, Span, read_spans
from ..parse.page import Page
from ..parse.rendered.lines import lines_of, plain_letters
from ..text.clean import unify_line_ends
from ..text.patterns import pattern
from .reread import resolve

if TYPE_CHECKING:
    from .marked_words import Marked

_OF_TEXT = ("attribution", "plain")
"""The formats with `chars=` locators."""
_AROUND = 1  # lines of a text shown before and after the evidence; chosen: the second holds the attribution
_MOST_WORDS = 20_000  # (chosen) of two texts that are compared word by word
_WIDEST = 400  # characters of such a line that are shown; chosen: five lines of a terminal
_GAP = "..."
_WORD = pattern(r"\S+")
_OPENED = pattern(r"<[a-zA-Z][^<>]*>\s*\Z")
_CLOSED = pattern(r"\s*</[a-zA-Z][^<>]*>")
_NOTHING_SAID = pattern(r"[\W_]*")


class Line(NamedTuple):
    """A line of a file, or the part of it that belongs to a pair."""

    number: int | None
    """From 1, as an editor counts; None where the place is not known: then the text is what was read."""
    text: str
    is_evidence: bool
    """Whether it is part of the pair; other lines of a text are shown around it."""


def source_lines(page: Page, locator: str) -> list[Line]:
    """Return the lines on which the pair at a locator stands. Raises NothingThere."""
    if locator.startswith("chars="):
        return _lines_of_text(page, locator)
    pair = resolve(page, locator)
    if locator.startswith("rows="):
        from ..parse.formats.rows import spans_of

        found = spans_of(page, locator)
        return list(_lines(page.text, page.text, found)) if found else _without_numbers(pair)
    if page.source is not None:
        return list(_lines_of_source(page.source, pair)) or _without_numbers(pair)
    copy = _marked_copy(page)
    spans = _spans_in_source(page, locator, pair, copy) if copy else []
    if not copy or not spans:
        return _without_numbers(pair)
    return list(_lines(copy.marked.source, copy.marked.bare, spans))


def _without_numbers(pair: RawPair) -> list[Line]:
    """What was read, where its place in the file is not known."""
    return [Line(None, line, True) for text in pair for line in text.split("\n") if line.strip()]


# --- plain text ------------------------------------------------------------------------------


def _lines_of_text(page: Page, locator: str) -> list[Line]:
    """The lines of a pair of pasted text, and those around them that belong to no other pair."""
    text = unify_line_ends(page.text)
    lines = text.split("\n")
    found = {line.number: line for line in _lines(text, text, _spans_of(locator))}
    numbers = [number for number in found if number is not None]
    if not numbers:
        return []
    taken = {number for other, held in _numbers_of_pairs(page).items() if other != locator for number in held}
    around = range(max(1, min(numbers) - _AROUND), min(len(lines), max(numbers) + _AROUND) + 1)
    return [
        found[number]
        if number in taken or (number in found and len(lines[number - 1]) > _WIDEST)
        else Line(number, _shortened(lines[number - 1]), number in found)
        for number in around
        if number in found or number not in taken
    ]


@lru_cache(maxsize=1)  # the pairs of a page are asked for one after the other
def _numbers_of_pairs(page: Page) -> dict[str, list[int]]:
    """The numbers of the lines on which each pair of a page stands, by its locator."""
    text = unify_line_ends(page.text)
    locators = [candidate.locator for name in _OF_TEXT for candidate in FORMATS[name].extract(page).candidates]
    return {locator: list(_numbers(text, _spans_of(locator))) for locator in locators}


def _spans_of(locator: str) -> list[Span]:
    return [span for part in read_spans(locator) for span in part]


def _numbers(text: str, spans: Iterable[Span]) -> Iterator[int]:
    """The numbers of the lines on which some characters stand."""
    starts = _line_starts(text)
    for start, end in spans:
        yield from range(bisect_right(starts, start), bisect_right(starts, max(start, end - 1)) + 1)


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _shortened(line: str) -> str:
    return line[:_WIDEST].rstrip() + _GAP * (len(line) > _WIDEST)


# --- markup languages ------------------------------------------------------------------------


def _lines_of_source(source: str, pair: RawPair) -> Iterator[Line]:
    """The lines of a page in a markup language on which a pair stands."""
    text = unify_line_ends(source)
    lines = text.split("\n")
    for found in lines_of(text, pair):
        for number in range(found.first, found.last + 1):
            if lines[number - 1].strip():
                yield Line(number, _shortened(lines[number - 1]), True)


# --- HTML ------------------------------------------------------------------------------------


class _Copy(NamedTuple):
    """A page with a mark before each of its words."""

    page: Page
    marked: Marked


@lru_cache(maxsize=1)  # the pairs of a page are asked for one after the other
def _marked_copy(page: Page) -> _Copy | None:
    """A page with its words marked; None where they cannot be."""
    from .marked_words import mark_words  # for HTML alone: its parsers take a while to import

    marked = mark_words(unify_line_ends(page.text))
    if not marked:
        return None
    copy = Page(page.document, marked.text, page.encoding, "given", page.is_lenient)
    vars(copy)["address"] = page.address  # where functools.cached_property keeps it
    return _Copy(copy, marked)


def _spans_in_source(page: Page, locator: str, pair: RawPair, with_marks: _Copy) -> list[Span]:
    """Where the words of a pair stand in the file; nothing where one of the two is not found there."""
    copy, marked = with_marks
    if locator.startswith("aggregator="):
        from ..parse.formats.aggregator import shown_text

        shown = shown_text(page)
        places = _places(shown, shown_text(copy), marked)
        found = [_between(shown, places, part) for part in read_spans(locator.replace("aggregator", "chars", 1))]
    else:
        try:
            again = resolve(copy, locator)
        except NothingThere:
            return []
        found = [
            [span for spans in _places(text, text_again, marked) for span in spans]
            for text, text_again in zip(pair, again, strict=True)
        ]
    return [span for spans in found for span in spans] if all(found) else []


def _between(shown: str, places: list[list[Span]], spans: Sequence[Span]) -> list[Span]:
    """Where the words stand that are within some characters of a shown text."""
    words = enumerate(_WORD.finditer(shown))
    return [
        place
        for number, word in words
        if any(start < word.end() and word.start() < end for start, end in spans)
        for place in places[number]
    ]


def _places(text: str, again: str, marked: Marked) -> list[list[Span]]:
    """For each word of a text where it stands in the file: the text was read again with marks before its words."""
    words, words_again = text.split(), marked.words_of(again)
    found: list[list[Span]] = [[] for _ in words]
    for a, b, length in _common(
        list(map(plain_letters, words)), [plain_letters(marked.unmarked(word)) for word in words_again]
    ):
        for i in range(length):
            found[a + i] = marked.places(words_again[b + i])
    _fill_gaps(words, found, marked)
    return found


def _fill_gaps(words: Sequence[str], found: list[list[Span]], marked: Marked) -> None:
    """Place the words without a mark that stand between two others in the file as they do in the text."""
    last: int | None = None
    for i, spans in enumerate(found):
        if not spans:
            continue
        if last is not None and i - last > 1:
            between = (found[last][-1][1], spans[0][0])
            missing = "".join(map(plain_letters, words[last + 1 : i]))
            if missing and plain_letters(marked.source[slice(*between)]) == missing:
                found[last + 1] = [between]
        last = i


def _common(words: list[str], others: list[str]) -> Iterable[tuple[int, int, int]]:
    """The runs of words that two texts share, in their order. Nearly always both are the same."""
    if words == others:
        return [(0, 0, len(words))]
    if max(len(words), len(others)) > _MOST_WORDS:
        return []
    return SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()


# --- lines -----------------------------------------------------------------------------------


def _lines(source: str, bare: str, spans: Iterable[Span]) -> Iterator[Line]:
    """Yield each line that holds some of the spans: the whole line, or what of it is in them and between."""
    starts = _line_starts(source)
    by_line: defaultdict[int, list[Span]] = defaultdict(list)
    for start, end in spans:
        for number in _numbers(source, [(start, end)]):
            by_line[number].append((max(start, starts[number - 1]), end))
    for number in sorted(by_line):
        stop = source.find("\n", starts[number - 1])
        line = (starts[number - 1], stop if stop >= 0 else len(source))
        pieces = _joined(sorted((start, min(end, line[1])) for start, end in by_line[number]), bare)
        yield Line(number, _shown(source, bare, line, pieces), True)


def _joined(spans: Sequence[Span], bare: str) -> list[Span]:
    """Spans as one where nothing is said between them."""
    pieces = [spans[0]]
    for start, end in spans[1:]:
        before = pieces[-1]
        if start <= before[1] or _NOTHING_SAID.fullmatch(bare, before[1], start):
            pieces[-1] = (before[0], max(before[1], end))
        else:
            pieces.append((start, end))
    return pieces


def _shown(source: str, bare: str, line: Span, pieces: Sequence[Span]) -> str:
    """A line as it is, or where it says more, the pieces of it with their tags."""
    edges = [line[0], *(edge for piece in pieces for edge in piece), line[1]]
    if all(not bare[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True)):
        return source[line[0] : line[1]].rstrip()
    whole = [_with_tags(source, bare, line, piece) for piece in pieces]
    text = _GAP.join(source[start:end] for start, end in whole)
    before, after = source[line[0] : whole[0][0]].strip(), source[whole[-1][1] : line[1]].strip()
    return _GAP * bool(before) + text + _GAP * bool(after)


def _with_tags(source: str, bare: str, line: Span, piece: Span) -> Span:
    """A piece with the tags that open before it and close after it, if they say nothing else."""
    start, end = piece
    before, after = _OPENED.search(source, line[0], start), _CLOSED.match(source, end, line[1])
    if before and not bare[before.start() : start].strip():
        start = before.start()
    if after and not bare[end : after.end()].strip():
        end = after.end()
    return start, end
