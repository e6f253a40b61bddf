"""Questions and answers in HTML attributes: what microdata and RDFa share once an item's properties are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from turbohtml import Element, Node

from ..schema import Candidate, Findings, Reason, Rejected, Stage
from ..text.labels import unlabelled_answer, unlabelled_question
from ..text.patterns import pattern
from ..web.dom import css_path, length_of
from ..web.markup_in_text import text_of_html
from ..web.render import text_of
from .locators import NothingThere, RawPair
from .page import Page
from .paths import element_at, path_of
from .schema_org import ACCEPTED, ANSWER_TEXTS, ANSWERS, OF_OTHERS, QUESTION_TEXTS, is_question_type

_PATHS = pattern(r"(?P<question>(?:[^\\,]|\\.)+),(?P<answer>(?:[^\\,]|\\.)+)")


class Property(NamedTuple):
    """A property of an item."""

    names: tuple[str, ...]
    element: Element
    is_item: bool


Properties = Callable[[Element], Iterable[Property]]
"""How a syntax finds the properties of an item's element."""


def read_questions(
    page: Page,
    name: str,
    questions: Iterable[Element],
    properties: Properties,
    elsewhere: Callable[[Element], Iterable[Element]] = lambda element: (),
) -> Findings:
    """Return a candidate for each answer of some Question elements.

    `elsewhere` says which other elements of the page belong to one.
    """
    found = Findings([], [], [])
    for element in questions:
        if not page.allowance.spend(sum(map(length_of, elsewhere(element)))):
            found.rejected.append(Rejected(Reason.REPEATED_ANSWER, Stage.PARSE, "", f"{name}={css_path(element)}"))
            continue
        question, answers = question_of(element, properties)
        locator = f"{name}={css_path(element)}"
        if not question:
            shown = text_of(element.children) if page.allowance.spend(length_of(element)) else ""
            found.rejected.append(Rejected(Reason.NO_QUESTION, Stage.PARSE, shown, locator))
            continue
        if not answers:
            found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, locator))
        for answer in answers:
            length = length_of(answer.element)
            text = answer_text(answer.element, properties) if page.allowance.spend(length) else ""
            if not page.allowance.spend(max(0, len(text) - length)):  # itemref may name more than is inside
                found.rejected.append(Rejected(Reason.REPEATED_ANSWER, Stage.PARSE, question, locator))
                continue
            try:
                locator = f"{name}={path_of(page, element)},{path_of(page, answer.element)}"
            except NothingThere:
                found.rejected.append(Rejected(Reason.NO_EVIDENCE, Stage.PARSE, f"{question}\n\n{text}", locator))
                continue
            if not text:
                found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, locator))
                continue
            flags = () if ACCEPTED in answer.names else ("suggested_answer",)
            found.candidates.append(Candidate(question, text, page.address, page.address, locator, name, flags))
    return found


def resolve(page: Page, locator: str, properties: Properties) -> RawPair:
    """Return the question and answer that a locator names."""
    paths = _PATHS.fullmatch(locator.partition("=")[2])
    if not paths:
        raise NothingThere(f"nothing at {locator}")
    question, answer = element_at(page, paths["question"]), element_at(page, paths["answer"])
    return RawPair(question_of(question, properties)[0], answer_text(answer, properties))


def elements_at(page: Page, locator: str) -> list[Element]:
    """Return the elements of the answer and of the question that a locator names. Raises NothingThere, ValueError."""
    paths = _PATHS.fullmatch(locator.partition("=")[2])
    return [element_at(page, paths[name]) for name in ("answer", "question")] if paths else []


def question_of(element: Element, properties: Properties) -> tuple[str, list[Property]]:
    """Return the text of a Question element and its answers, in the order of the page."""
    found = list(properties(element))
    text = next((texts[0] for name in QUESTION_TEXTS if (texts := _texts(found, name, element))), "")
    return unlabelled_question(text), [prop for prop in found if any(name in ANSWERS for name in prop.names)]


def answer_text(element: Element, properties: Properties) -> str:
    """Return the text of an Answer: its text, or else its description, or else all that it shows.

    An Answer that has a name alone misuses it for its first paragraph: other paragraphs and lists are
    next to it and are as much its answer. What it shows goes without its other properties (author, date, votes).
    """
    found = list(properties(element))
    for name in ("text", "description"):
        texts = _texts(found, name, element)
        if texts:
            return unlabelled_answer("\n\n".join(texts))
    others = {prop.element for prop in found if not any(name in ANSWER_TEXTS for name in prop.names)}
    shown = text_of(element.children, is_left_out=lambda inner: inner in others or _is_aside(inner))
    return unlabelled_answer(shown or "\n\n".join(_texts(found, "name", element)) or value_of(element))


def value_of(element: Element) -> str:
    """Return what an element says as the value of a text property."""
    shown = "" if element.tag == "meta" else text_of(_nodes(element), is_left_out=_is_aside)
    return shown or text_of_html(str(element.attrs.get("content") or ""))


def _nodes(element: Element) -> list[Node]:
    """The children of an element; those, too, that a `<p>` lost because it cannot hold a list, a table or a block.

    A browser ends the `<p>` before them and makes another, empty one of its end tag: what is between them was meant.
    """
    children = list(element.children)
    if element.tag != "p":
        return children
    lost: list[Node] = []
    for sibling in element.next_siblings:
        if isinstance(sibling, Element) and sibling.tag == "p":
            is_end_tag = not sibling.attrs and not sibling.children
            return [*children, *lost] if is_end_tag else children
        if isinstance(sibling, Element) and _has_property(sibling):
            return children
        lost.append(sibling)
    return children


def _texts(properties: Iterable[Property], name: str, item: Element) -> list[str]:
    """The texts of a property in reading order; what the page shows, or else what it says to machines."""
    taken: set[Element] = set()
    shown: list[str] = []
    said: list[str] = []
    for prop in properties:
        if name not in prop.names:
            continue
        is_within = _is_within(prop.element, taken, item)
        taken.add(prop.element)
        if not is_within:
            (said if prop.element.tag == "meta" else shown).append(value_of(prop.element))
    return [text for text in dict.fromkeys(shown) if text] or [text for text in dict.fromkeys(said) if text]


def _is_within(element: Element, taken: set[Element], item: Element) -> bool:
    """Whether an element is inside one that was taken, or in what an item says of a person or in a comment."""
    for holder in element.ancestors:
        if holder is item or not isinstance(holder, Element):
            return False
        if holder in taken or any(name in OF_OTHERS for name in _names(holder)):
            return True
    return False


def _is_aside(element: Element) -> bool:
    """Whether an element inside an answer is no part of it: a comment on it, or another question."""
    if not element.attrs:
        return False
    return "comment" in _names(element) or any(map(is_question_type, _names(element, "itemtype", "typeof")))


def _has_property(element: Element) -> bool:
    return bool(_names(element))


def _names(element: Element, *attributes: str) -> list[str]:
    """The last part of each word of some attributes: `name` of `schema:name` and of an address."""
    values = (element.attrs.get(attribute) for attribute in attributes or ("itemprop", "property"))
    return [re.split(r"[:/#]", word)[-1] for value in values for word in words(value)]


def words(value: object) -> Iterator[str]:
    """Yield the tokens of an attribute's value."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, list):
        yield from value


def child_elements(element: Element) -> list[Element]:
    """Return the children of an element that are elements."""
    return [child for child in element.children if isinstance(child, Element)]
