"""`<pre>` elements whose text is a list of questions: read like a file of plain text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from turbohtml import Element, Node, Text

from ...schema import Reason
from ...text.labels import unlabelled_answer, unlabelled_question
from ...text.patterns import pattern
from ...web.dom import css_path
from ..locators import NothingThere, RawPair, Span, joined_spans, spans_in, split_paths, text_at
from ..page import Page
from ..paths import element_at, path_of
from ..visible.flat import flat
from .blocks import Block
from .lines import letters_of
from .reader import Reading, read

NAME = "preformatted"
_TAGS = frozenset("pre xmp plaintext listing".split())
_CODE = "code, samp, kbd"
_UNSEEN = frozenset("script style template noscript".split())
_WORD = pattern(r"\S+")
_MOST_OF_PAGE = 1 / 2  # share (chosen) of what a page shows: then it is a text file in HTML
_MANY = 3  # questions (chosen) on a page that says more than that


class Preformatted(NamedTuple):
    """An element whose text is a list of questions."""

    element: Element
    pairs: list[tuple[RawPair, str]]
    """Each with its locator."""
    unsound: list[tuple[Reason, str]]
    """Questions that are no pair: why, and what they say."""


def preformatted(page: Page) -> list[Preformatted]:
    """Return the elements of a page whose lines mark questions and answers: many of them, or most of the page."""
    texts = [(element, _text(element)) for element in _outermost(page) if not element.select_one(_CODE)]
    readings = [(element, text, reading) for element, text in texts if (reading := read(text))]
    if not readings:
        return []
    asked = sum(len(reading.pairs) for _, _, reading in readings)
    if asked < _MANY and sum(len(text) for _, text, _ in readings) < _MOST_OF_PAGE * len(page.dom.text):
        return []
    return [_found(page, *each) for each in readings]


def _found(page: Page, element: Element, text: str, reading: Reading) -> Preformatted:
    found = Preformatted(element, [], [])
    for pair in reading.pairs:
        try:
            found.pairs.append(_located(page, element, pair))
        except NothingThere:
            both = f"{text_at(text, pair.question)}\n\n{text_at(text, pair.answer)}"
            found.unsound.append((Reason.NO_EVIDENCE, both))
    for each in reading.unsound:
        if each.reason is not Reason.NO_QUESTION:
            found.unsound.append((each.reason, text_at(text, each.spans)))
    return found


def _outermost(page: Page) -> Iterator[Element]:
    """The elements that show lines as they are, and are in no other such element."""
    shown = flat(page)
    if _TAGS.isdisjoint(shown.tags):
        return
    end = 0
    for number, tag in enumerate(shown.tags):
        if tag in _TAGS and shown.first[number] >= end:
            end = shown.end[number]
            yield shown.elements[number]


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names. Raises NothingThere, or ValueError for another form."""
    path, question, answer = split_paths(locator)
    return page.once(_Texts).of(element_at(page, path)).pair(question, answer)


def place_of(found: Preformatted) -> str:
    """Return where an element is, for what is no pair in it."""
    return f"{NAME}={css_path(found.element)}"


def _located(page: Page, element: Element, block: Block) -> tuple[RawPair, str]:
    """A pair as its locator gives it again. Raises NothingThere where that is not the same."""
    words = page.once(_Texts).of(element)
    question, answer = words.number(block.question), words.number(block.answer)
    pair = words.pair(question, answer)
    for got, spans in zip(pair, block, strict=True):
        if letters_of(got) != letters_of(text_at(words.text, spans)):
            raise NothingThere(f"a word of {element.tag} holds more than the question or the answer")
    return pair, f"{NAME}={path_of(page, element)};{question};{answer}"


class _Words:
    """The words of a text by their number, which marks before the words do not change as they change characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def number(self, spans: Sequence[Span]) -> str:
        """Return the words of some spans as a part of a locator."""
        return joined_spans(
            [(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)) for start, end in spans]
        )

    def pair(self, question: str, answer: str) -> RawPair:
        """Return the texts at two parts of a locator, without labels."""
        return RawPair(unlabelled_question(self._at(question)), unlabelled_answer(self._at(answer)))

    def _at(self, part: str) -> str:
        return text_at(self.text, [(self._starts[first], self._ends[end - 1]) for first, end in spans_in(part)])


class _Texts:
    """The texts of the elements of a page, each made once."""

    def __init__(self, _: Page) -> None:
        self._words: dict[Element, _Words] = {}

    def of(self, element: Element) -> _Words:
        """Return the words of an element."""
        if element not in self._words:
            self._words[element] = _Words(_text(element))
        return self._words[element]


def _text(element: Element) -> str:
    """What an element shows, its lines as they are."""
    pieces = []
    stack: list[Node] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            pieces.append(node.data)
        elif isinstance(node, Element) and node.tag == "br":
            pieces.append("\n")
        elif isinstance(node, Element) and node.tag not in _UNSEEN:
            stack += reversed(node.children)
    return "".join(pieces)
