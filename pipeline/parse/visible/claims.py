"""Which text of a page has been read as question or answer: a node is read once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from turbohtml import Element

from ...web.occurrences import holds
from ..page import Page
from ..threads.posts import Thread
from ..threads.read import thread_of
from .asker import Asker
from .flat import flat
from .nodes import NodeRange
from .pairs import ShownPair

_HOLDS_ANSWER = (
    "[itemprop~=acceptedAnswer], [itemprop~=suggestedAnswer], [property~=acceptedAnswer], [property~=suggestedAnswer]"
)
_MARKED_UP = f'[itemtype*="schema.org/Question" i]:has({_HOLDS_ANSWER}), [typeof~=Question]:has({_HOLDS_ANSWER})'
"""Questions that the page marks as such, with their answers: the formats of markup read them."""
_WORDING = ", ".join(f"[{by}*={name} i]" for by in ("itemprop", "property") for name in ("name", "text", "headline"))
_WORDS = (b"Question", b"edAnswer")
"""What a page holds that has any."""


def marked_up(page: Page) -> Iterable[Element]:
    """Return the questions that a page marks up as such, and says what they ask."""
    questions = page.dom.select(_MARKED_UP) if all(holds(word, page.utf8) for word in _WORDS) else ()
    return filter(_is_worded, questions)


def _is_worded(question: Element) -> bool:
    """Whether a marked question has its words marked, too, and not only its answer."""
    words = (each for each in question.select(_WORDING) if each.closest(_HOLDS_ANSWER) is None)
    return question.attr("itemref") is not None or any(True for _ in words)


class Claims:
    """The pieces of text of a page that some format has read."""

    def __init__(self, page: Page) -> None:
        self._shown = flat(page)
        self._claimed = bytearray(len(self._shown.nodes) + 1)
        self.questions: list[int] = []
        """The first piece of each question, in document order."""
        thread, marked = thread_of(page), [*marked_up(page)]
        self.marked = len(marked)
        """How many questions the page marks up as such."""
        for element in (*marked, *(thread.elements if thread else ())):
            self.add_element(element)
        if thread and not thread.engine.is_plain:
            self._add_around(thread)

    def _add_around(self, thread: Thread) -> None:
        """Note the label before a thread's title, and all from its first post on: boxes of the forum ask, too."""
        first, last = self._pieces(thread.title)
        if first < last:
            self._claim(self._shown.line_start(first), first)
        posts = [self._pieces(post.element) for post in thread.posts]
        end = len(self._shown.nodes)
        self._claim(min((first for first, last in posts if first < last), default=end), end)

    def add_element(self, element: Element) -> None:
        """Note that all of an element was read."""
        self._claim(*self._pieces(element))

    def add_nodes(self, nodes: NodeRange) -> None:
        """Note that some nodes were read."""
        self._claim(*self._shown.pieces_of(nodes))

    def _claim(self, first: int, end: int) -> None:
        self._claimed[first:end] = b"\1" * (end - first)

    def add(self, pair: ShownPair) -> None:
        """Note that a pair was read."""
        question = self._pieces(pair.found.element)
        if question[1] > question[0]:
            self.questions.insert(bisect_right(self.questions, question[0]), question[0])
        for first, end in (question, *map(self._shown.pieces_of, pair.answer_nodes)):
            self._claim(first, end)

    def holds(self, element: Element) -> bool:
        """Whether the text of an element begins with what was read."""
        first, end = self._pieces(element)
        return first < end and bool(self._claimed[first])

    def holds_piece(self, piece: int) -> bool:
        """Whether a piece of text was read."""
        return bool(self._claimed[piece])

    def asks(self, asker: Asker) -> bool:
        """Whether a line was read as a question."""
        at = bisect_right(self.questions, asker.end - 1)
        return at > 0 and self.questions[at - 1] >= asker.line_start

    def _pieces(self, element: Element) -> tuple[int, int]:
        number = self._shown.numbers.get(element)
        return (0, 0) if number is None else (self._shown.first[number], self._shown.end[number])
