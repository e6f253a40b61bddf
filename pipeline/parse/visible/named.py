"""Elements called question and answer by their classes or ids, as FAQ plugins do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from turbohtml import Element, Node

from ...text.clean import ends_statement
from ...text.languages import LANGUAGES, all_words
from ...text.patterns import pattern
from ...text.questions import opens_as_question
from ..page import Page
from .columns import cells_of
from .context import context, titles_as_faq, with_id_of_question
from .elements import bare, block_of, following, has_word_character, line_of, opens_by_script, shows_only_buttons
from .flat import Flat, flat
from .heads import are_heads
from .labels import is_question_label
from .marked import LONGEST_QUESTION, may_ask
from .nodes import NodeRange, is_blank, is_called
from .pairs import QuestionElement, asks
from .walk import OWN_LINE


class _Names:
    """What a class or an id is called that ends with one of some words, or with one and what is often behind it."""

    def __init__(self, words: Sequence[str], behind: str) -> None:
        self._name = pattern(rf"(?:[\w-]*[-_])?(?:{'|'.join(words)})(?:[-_]{{1,2}}(?:{behind}))?", re.IGNORECASE)
        self._last_words = {word.rpartition("-")[2] for word in words} | set(behind.split("|"))
        """A look at them spares most names the pattern."""
        self.first_words = frozenset(word.partition("-")[0] for word in words)
        """Each of the names holds one of them."""

    def among(self, names: str) -> bool:
        """Whether one of several names, with blanks between, is one of these."""
        return any(
            self._name.fullmatch(name) is not None for name in names.split() if _last_word(name) in self._last_words
        )


def _last_word(name: str) -> str:
    return name.replace("_", "-").rpartition("-")[2].lower()


_QUESTION = _Names(
    [
        "question",
        "faq-title",
        "faq-q",
        "faqtitle",
        "faqq",
        "q",
        *sorted(all_words(row.question_names for row in LANGUAGES)),
    ],
    "title|text|name|heading|label|box|block",
)
_ANSWER = _Names(
    [
        "answer",
        "faq-content",
        "faq-a",
        "faqcontent",
        "faqa",
        "a",
        *sorted(all_words(row.answer_names for row in LANGUAGES)),
    ],
    "text|content|body|wrapper|inner|box|block",
)
ANSWER_WORDS = _ANSWER.first_words
"""Each name of an answer holds one of them."""
_SETS = ".qandaset, .qanda"
"""What DocBook and AsciiDoc make of a set of questions; each of its entries asks, statements too."""
_GOES_ON = ("ul", "ol", "table", "pre", "dl")
_LETTER = pattern(r"[^\W\d_] ?[:.)\uff1a]")
_MOST_HOLDERS = 8  # elements (chosen) around a question that are called so, too


def named(page: Page) -> Iterator[QuestionElement]:
    """Yield each element called question that is followed by one called answer."""
    questions = called_questions(page)
    if not any(may_ask(question.text) or _opens_in_faq(page, question) for question in questions):
        return
    answers = {question: answer for question in questions if (answer := _answer_of(page, question))}
    less = set(_less_telling(page, answers))
    for question, answer in answers.items():
        if question not in less:
            is_member = question.closest(_SETS) is not None
            yield QuestionElement(question, answer, stands_alone=True, is_called_question=True, is_member=is_member)


def _opens_in_faq(page: Page, question: Element) -> bool:
    """Whether an element opens like a question, without the mark, below a title that says FAQ."""
    text = question.text.strip()
    may_open = context(page).may_be_faq and len(text) <= LONGEST_QUESTION
    return may_open and opens_as_question(text) and titles_as_faq(page, question)


def _less_telling(page: Page, answers: Mapping[Element, list[NodeRange]]) -> Iterator[Element]:
    """Yield one of each two questions with the same answer, one inside the other, of which the inner asks.

    That is the outer one, unless it says a sentence before: `I lost my key. What now?`
    """
    for question, answer in answers.items():
        for inner in question.select("[class], [id]"):
            if answers.get(inner) == answer and (_says_same(inner, question) or asks(page, inner)):
                yield inner if _opens_with_sentence(page, question, inner) else question


def _opens_with_sentence(page: Page, question: Element, inner: Element) -> bool:
    """Whether a question says a sentence before the element in it that asks."""
    line, asked = line_of(page, question), line_of(page, inner)
    before = line.partition(asked)[0].rstrip() if asked else ""
    return has_word_character(before) and ends_statement(before)


def _answer_of(page: Page, question: Element) -> list[NodeRange]:
    """The answer that follows what is called question; none where that holds it."""
    return [] if any(map(_is_answer, question.select("[class], [id]"))) else _answer(flat(page), question)


def _says_same(inner: Element, outer: Element) -> bool:
    """Whether all words of an element are in one inside it."""
    return bare(inner.text) == bare(outer.text)


def called_questions(page: Page) -> list[Element]:
    """Return the elements that are called question, in document order, without those that only say `Q`."""
    shown = flat(page)
    called = shown.called(_names_question, _QUESTION.first_words)
    named = filter(_is_question, with_id_of_question(page))
    called.update(shown.numbers[element] for element in named if element in shown.numbers)
    return [shown.elements[number] for number in sorted(called) if not _is_label(shown, number)]


def _is_label(shown: Flat, number: int) -> bool:
    """Whether an element says `Q` and nothing else."""
    first = shown.first[number]
    return shown.end[number] == first + 1 and is_question_label(shown.texts[first])


def _answer(shown: Flat, question: Element) -> list[NodeRange]:
    """The next sibling if it is called answer, or what it holds that is; after the question or the block of only it.

    Between the two may be who asked, and when, and buttons.
    """
    holders = islice((e for e in question.ancestors if isinstance(e, Element) and _is_question(e)), _MOST_HOLDERS)
    for block in dict.fromkeys((question, block_of(question), *holders)):
        for node_range in following(block, lambda node: isinstance(node, Element) and _is_question(node)):
            for i, node in enumerate(node_range.nodes, start=node_range.start):
                if isinstance(node, Element) and _is_answer(node):
                    end = _end_of_answer(node_range, i)
                    cell = _cell_after_letter(node) if end == i + 1 else None
                    return [NodeRange(cell, 0, len(cell.children)) if cell else NodeRange(node_range.parent, i, end)]
                if opens_by_script(node) or not (is_blank(node) or _is_head(shown, node) or shows_only_buttons(node)):
                    answer = _only_answer(node)
                    if answer is not None:
                        return [NodeRange(answer, 0, len(answer.children))]
                    break
    return []


def _cell_after_letter(row: Element) -> Element | None:
    """The other cell of a row of two that opens with a letter, as DocBook sets its labels in each language: `R:`."""
    cells = cells_of(row)
    return cells[1] if len(cells) == 2 and _LETTER.fullmatch(cells[0].text.strip()) else None


def _is_head(shown: Flat, node: Node) -> bool:
    """Whether an element says no more than who asked, and when."""
    number = shown.numbers.get(node)
    return number is not None and are_heads(shown, shown.first[number], shown.end[number])


def _only_answer(node: Node) -> Element | None:
    """The element called answer that a block opens with, if it holds no other: those of a quiz are choices."""
    if not isinstance(node, Element):
        return None
    answers = [each for each in node.select("[class], [id]") if _is_answer(each)]
    outer = [each for each in answers if not any(other in each.ancestors for other in answers)]
    if len(outer) != 1 or not (text := outer[0].text):
        return None
    before = node.text.partition(text)[0]
    return None if has_word_character(before) else outer[0]


def _end_of_answer(following: NodeRange, first: int) -> int:
    """Where an answer ends that goes on in the elements next to it: more of them called answer, lists, tables, code.

    These end the paragraph that they are in, so that what follows there stands in none; they end nothing else.
    """
    end, is_in_paragraph = first + 1, False
    is_paragraph = _tag(following.nodes[first - following.start]) == "p"
    for i, node in enumerate(following.nodes[end - following.start :], start=end):
        if is_blank(node):
            continue
        tag = _tag(node)
        if tag in _GOES_ON or _is_answer(node):
            is_paragraph = is_paragraph if tag in _GOES_ON else tag == "p"
            is_in_paragraph = is_paragraph and tag in _GOES_ON
        elif not is_in_paragraph or tag in OWN_LINE:
            break
        end = i + 1
    return end


def _tag(node: Node) -> str:
    return node.tag if isinstance(node, Element) else ""


def _is_question(node: Node) -> bool:
    """Whether an element is called a question."""
    return isinstance(node, Element) and is_called(node, _names_question)


def _is_answer(node: Node) -> bool:
    return isinstance(node, Element) and is_called(node, names_answer)


@lru_cache(maxsize=4096)
def _names_question(names: str) -> bool:
    return _QUESTION.among(names)


@lru_cache(maxsize=4096)
def names_answer(names: str) -> bool:
    """Whether one of some class names is that of an answer."""
    return _ANSWER.among(names)
