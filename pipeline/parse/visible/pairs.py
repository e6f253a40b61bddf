"""What a visible format finds, an element that may ask with the nodes that may answer it, and the same as text."""

from __future__ import annotations

from typing import NamedTuple

from turbohtml import Element

from ...schema import Reason
from ...text.labels import has_letter, unlabelled_question
from ...text.questions import asks_who, ends_with_mark
from ..page import Page
from .answers import own_text, without_line, without_link_on
from .calls import leads_on
from .elements import answer_text, line_of, shown_line_of, without_words
from .nodes import NodeRange
from .outline import outline

_LINK_ON = 3  # words (chosen); with more it says where to


class QuestionElement(NamedTuple):
    """An element that may hold a question, and what may answer it."""

    element: Element
    answer: list[NodeRange]
    stands_alone: bool = False
    """Whether the structure alone says question and answer. Then one on a page is enough, and next to one with
    a question mark others may lack it."""
    is_called_question: bool = False
    """Whether the page itself calls it a question. Then it needs no question mark if most others have one."""
    fault: Reason | None = None
    """Why it is no pair, where the format itself knows."""
    question: NodeRange | None = None
    """The nodes that ask, where the element holds a label or number before them, too."""
    question_words: int = 0
    answer_words: int = 0
    """How many words at the start of question and answer are a label."""
    is_title: bool = False
    """Whether it is a heading, or called title."""
    has_labels: bool = False
    """Whether labels say what asks and what answers."""
    is_member: bool = False
    """Whether a series of the page says that it asks, with or without a question mark."""
    is_panel: bool = False
    """Whether it opens what answers it."""
    is_turn: bool = False
    """Whether it is a bold line among several that ask, as in an interview."""
    is_line: bool = False
    """Whether it is one of many lines of its element, which says nothing of it and is not read for each of them."""

    @property
    def is_tied(self) -> bool:
        """Whether the structure ties the answer to it: it is no teaser, though its last words may lead on."""
        return self.stands_alone or self.is_panel


class ShownPair(NamedTuple):
    """A question element and its answer as a reader sees them."""

    found: QuestionElement
    question: str
    answer_nodes: list[NodeRange]
    """What is left of the answer's nodes without boilerplate."""
    answer: str


def shown_pair(page: Page, found: QuestionElement, question: str) -> ShownPair:
    """Return a question element as text; an answer that several formats found is read once."""
    is_labelled = has_letter(question_line(page, found))
    answers = outline(page).answers
    is_of_person = asks_who(question, page.language)
    key = (is_labelled, is_of_person, found.answer_words, *found.answer)
    if key not in answers:
        nodes = own_text(found.answer, is_of_person)
        answers[key] = nodes, answer_text(nodes, is_labelled, found.answer_words)
    nodes, answer = answers[key]
    if found.is_tied and _ends_in_link_on(answer) and (rest := without_link_on(nodes)) != nodes:
        nodes, answer = rest, answer_text(rest, is_labelled, found.answer_words)
    if answer.startswith(question) and (rest := without_line(nodes, question)) != nodes:
        return ShownPair(found, question, rest, answer_text(rest, is_labelled))
    return ShownPair(found, question, nodes, answer)


def _ends_in_link_on(answer: str) -> bool:
    """Whether the last line of an answer is `Read more`, and says no more than that."""
    last = answer.rpartition("\n")[2]
    return len(last.split()) <= _LINK_ON and leads_on(last)


def question_line(page: Page, found: QuestionElement) -> str:
    """Return what a question element shows on one line, without the words that are known to be a label."""
    line = line_of(page, found.element) if found.question is None else shown_line_of(found.question)
    return without_words(line, found.question_words)


def asks(page: Page, element: Element) -> bool:
    """Whether what an element says ends with a question mark."""
    text = unlabelled_question(line_of(page, element))
    return bool(text) and ends_with_mark(text)
