"""schema.org items in attributes: what microdata and RDFa share once their properties are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from turbohtml import Element

from pipeline.questions import unlabelled_answer, unlabelled_question
from pipeline.render import text_of
from pipeline.schema import Candidate, Findings, Page, Reason, Rejected, Stage

_TERM = re.compile(r"https?://(?:www\.)?schema\.org/(\w+)/?", re.IGNORECASE)
_TEXTS_OF_QUESTION = ("name", "text", "headline")
_TEXTS_OF_ANSWER = ("text", "name", "description")
ANSWERS = ("acceptedAnswer", "suggestedAnswer")


class Property(NamedTuple):
    """A property of an item."""

    names: tuple[str, ...]
    element: Element
    is_item: bool


Properties = Callable[[Element], Iterable[Property]]
"""How a syntax finds the properties of an item's element."""


def term(address: str) -> str:
    """Return the schema.org term that an address names; other words as they are.

    >>> term("http://schema.org/Question"), term("https://example.org/Question")
    ('Question', 'https://example.org/Question')
    """
    match = _TERM.fullmatch(address.strip())
    return match[1] if match else address.strip()


def read_questions(page: Page, name: str, questions: Iterable[Element], properties: Properties) -> Findings:
    """Return a candidate for each answer of some Question elements."""
    found = Findings([], [], [])
    for element in questions:
        question, answers = question_of(element, properties)
        place = f"{name}={element.css_path()}"
        if not question:
            found.rejected.append(Rejected(Reason.NO_QUESTION, Stage.PARSE, text_of(element.children), place))
            continue
        if not answers:
            found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
        for answer in answers:
            place = f"{name}={element.css_path()},{answer.element.css_path()}"
            text = answer_text(answer.element, properties)
            if not text:
                found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
                continue
            flags = () if "acceptedAnswer" in answer.names else ("suggested_answer",)
            found.candidates.append(Candidate(question, text, page.address, page.address, place, name, flags))
    return found


def read_again(page: Page, locator: str, properties: Properties) -> tuple[str, str]:
    """Return the question and answer that a locator names. Raises ValueError where it names none."""
    question_path, _, answer_path = locator.partition("=")[2].partition(",")
    question, answer = page.dom.select_one(question_path), page.dom.select_one(answer_path)
    if question is None or answer is None:
        raise ValueError(f"nothing at {locator}")
    return question_of(question, properties)[0], answer_text(answer, properties)


def question_of(element: Element, properties: Properties) -> tuple[str, list[Property]]:
    """Return the text of a Question element and its answers, the accepted first as they stand."""
    found = list(properties(element))
    text = next((text for name in _TEXTS_OF_QUESTION if (text := _text(found, name))), "")
    return unlabelled_question(text), [prop for prop in found if any(name in ANSWERS for name in prop.names)]


def answer_text(element: Element, properties: Properties) -> str:
    """Return the text of an Answer: its text property, or else its name, or all that it shows."""
    found = list(properties(element))
    text = next((text for name in _TEXTS_OF_ANSWER if (text := _text(found, name))), "")
    return unlabelled_answer(text or ("" if found else value_of(element)))


def value_of(element: Element) -> str:
    """Return what an element says as the value of a text property."""
    content = element.attrs.get("content")
    if element.tag == "meta" or (content and not element.text.strip()):
        return str(content or "")
    return text_of(element.children)


def _text(properties: Iterable[Property], name: str) -> str:
    """The texts of a property in reading order; one that another holds is said once."""
    texts = [value_of(prop.element) for prop in properties if name in prop.names]
    return "\n\n".join(text for i, text in enumerate(texts) if text and not _is_said(text, texts, i))


def _is_said(text: str, texts: list[str], i: int) -> bool:
    return any(text in other and (text != other or j < i) for j, other in enumerate(texts) if j != i)


def words(value: object) -> Iterator[str]:
    """Yield the tokens of an attribute's value."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, list):
        yield from value
