"""Where the words of a pair stand in the file of an HTML page.

Where a word stands is lost in the tree of the page. So the pair is read once more, from a copy of the page in which a
mark before each word says where that word stands; whatever format reads it, the marks come along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..parse.locators import NothingThere, RawPair, Span, read_spans
from ..parse.page import Page
from ..parse.rendered.lines import plain_letters
from ..text.clean import unify_line_ends
from ..text.patterns import pattern
from .reread import resolve

if TYPE_CHECKING:
    from .marked_words import Marked

_MOST_WORDS = 20_000  # (chosen) of two texts that are compared word by word
_WORD = pattern(r"\S+")


class Copy(NamedTuple):
    """A page with a mark before each of its words."""

    page: Page
    marked: Marked


@lru_cache(maxsize=1)  # the pairs of a page are asked for one after the other
def marked_copy(page: Page) -> Copy | None:
    """Return a page with its words marked; None where they cannot be."""
    from .marked_words import mark_words  # for HTML alone: its parsers take a while to import

    marked = mark_words(unify_line_ends(page.text))
    if not marked:
        return None
    copy = Page(page.document, marked.text, page.encoding, "given", page.is_lenient)
    vars(copy)["address"] = page.address  # where functools.cached_property keeps it
    return Copy(copy, marked)


def spans_in_html(page: Page, locator: str, pair: RawPair, with_marks: Copy) -> list[Span]:
    """Return where the words of a pair stand in the file; nothing where one of the two is not found there."""
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
