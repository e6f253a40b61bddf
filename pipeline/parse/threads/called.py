"""Answers that a page plainly calls answers, whatever else it calls: to the question that is its own title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from turbohtml import Element, Node

from ...text.faq_titles import is_faq_title
from ...text.marks import ASKING_MARKS
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ..page import Page
from . import names

_ANSWERS = "[class*=nswer], [id*=nswer], [data-testid*=nswer]"
_QUESTIONS = "[class*=uestion], [id*=uestion]"
_TITLES = "h1, [class*=question_title i], [class*=question-title i]"
_AUTHORS = (
    "[class*=author i], [class*=username i], [class*=user-name i], [class*=user_name i], [class*=userinfo i],"
    " [class*=user-info i], [class*=uname i], [class*=usercard i], .user, [rel=author], [data-testid*=author i],"
    " a[href*='/profile'], a[href*='/people/'], a[href*='/user'], a[href*='/member'], a[href*='/u/']"
)
"""In an answer, who wrote it."""
_TEXTS = "[class*=text i], [class*=body i], [class*=content i], [itemprop=text], [data-testid*=text i]"
_ANSWER = pattern(r"[Aa]nswer(?![a-z])")
_QUESTION = pattern(r"[Qq]uestion(?![a-z])")
_SAYS = (
    pattern(r"[Aa]nswer[-_]*[Tt]ext(?![a-z])|\Atext\Z"),
    pattern(r"[Aa]nswer[-_]*(?:[Bb]ody|[Cc]ontent)(?![a-z])"),
    pattern(r"(?<=[-_a-z])[Tt]ext(?![a-z])|[Bb]ody(?![a-z])"),
    pattern(r"[Cc]ontent(?![a-z])"),
)
"""How what an answer says is called, the surest names first."""
_NUMBER = pattern(r"\d+")
_MOST_KINDS = 8  # of elements (chosen) that are looked at: what holds an answer comes before its parts
_LONGEST_NAME = 80  # characters (chosen) of who wrote an answer, with a profession


class Answer(NamedTuple):
    """A signed answer of a page."""

    element: Element
    text: Element
    """What it says."""
    author: str


def own_question(page: Page) -> Element | None:
    """Return the title that asks and by which the page itself is called, or None."""
    name = name_of(page)
    named = (each for each in page.dom.select(_TITLES) if words(each.text) in name and not is_faq_title(each.text))
    return next(
        (each for each in named if ends_with_mark(words(each.text)) or opens_as_question(words(each.text))), None
    )


def signed_answers(page: Page) -> list[Answer]:
    """Return what a page calls its answers and says who wrote it."""
    found: list[Answer] = []
    for elements in _alike(page):
        known = [answer.element for answer in found]
        is_apart = _around(known).isdisjoint(elements) and _around(elements).isdisjoint(known)
        found += _signed(elements) if is_apart else ()
    return [] if _have_titles(page, found) or _alternate(page, found) or _is_article(found) else found


def name_of(page: Page) -> str:
    """Return what the head of a page says that it is called."""
    return words(" ".join(head.text for head in page.dom.select("head title")))


def asked_in(title: str, name: str) -> str:
    """Return the part of a title by which its page is called, without a label before it, or a number or a day after it.

    >>> asked_in("Topic: Is it deep? #58", "Is it deep? - Wells"), asked_in("Is it deep? 3 May 2004", "Wells")
    ('Is it deep?', 'Is it deep? 3 May 2004')
    """
    if title in name:
        return title
    end = max(title.rfind(f"{mark} ") for mark in ASKING_MARKS) + 1
    after = title[end:] if end and len(title) - end <= names.LONGEST_SIGN else ""
    is_counted = after.strip("#()[] ").isdigit() or names.says_when(after, "")
    asked = title[:end] if is_counted else title
    return next((each for each in (asked, asked.partition(": ")[2]) if each and each in name), title)


def words(text: str) -> str:
    """Return a text with single blanks.

    >>> words(" of\\nwells ")
    'of wells'
    """
    return " ".join(text.split())


def _alike(page: Page) -> Iterator[list[Element]]:
    """The elements that are called answers by one name: first the names that several have."""
    named: dict[str, list[Element]] = {}
    for element in page.dom.select(_ANSWERS):
        name = next((each for each in _names(element) if _ANSWER.search(each)), None)
        if name is not None:
            named.setdefault(_NUMBER.sub("", name), []).append(element)
    kinds = [elements for elements in named.values() if _around(elements).isdisjoint(elements)]
    return islice(sorted(kinds, key=lambda elements: len(elements) < 2), _MOST_KINDS)


def _around(elements: list[Element]) -> set[Node]:
    return {above for each in elements for above in each.ancestors}


def _signed(elements: list[Element]) -> list[Answer]:
    """The elements as answers, if each says who wrote it, and what."""
    found: list[Answer] = []
    for element in elements:
        signature = next((each for each in element.select(_AUTHORS) if 0 < len(words(each.text)) < _LONGEST_NAME), None)
        text = _text(element, signature) if signature is not None else None
        if signature is None or text is None:
            return []
        found.append(Answer(element, text, words(signature.text)))
    return found


def _text(answer: Element, signature: Element) -> Element | None:
    """What an answer says: the surest name of an element without the signature."""
    above = {signature, *signature.ancestors}
    parts = [each for each in answer.select(_TEXTS) if each not in above and each.text.strip()]
    named = (part for says in _SAYS for part in parts if any(says.search(name) for name in _names(part)))
    return next((part for part in named if signature not in part.ancestors), None)


def _names(element: Element) -> Iterator[str]:
    """What an element is called."""
    for attribute in ("class", "id", "data-testid", "itemprop"):
        yield from str(element.attr(attribute) or "").split()


def _is_article(answers: list[Answer]) -> bool:
    """Whether the one answer of a page is an article that asks more questions."""
    headings = answers[0].text.select("h2, h3, h4, dt, summary") if len(answers) == 1 else ()
    return sum(ends_with_mark(each.text.strip()) for each in headings) > 1


def _have_titles(page: Page, answers: list[Answer]) -> bool:
    """Whether an answer has a title of its own, which asks or leads to another page."""
    holders, texts = {answer.element for answer in answers}, {answer.text for answer in answers}
    names = {answer.author for answer in answers}
    titles = (each for each in page.dom.select("h2, h3, h4, h5, dt") if words(each.text) not in names)
    telling = (each for each in titles if ends_with_mark(each.text.strip()) or each.select_one("a") is not None)
    around = (set(each.ancestors) for each in telling)
    return any(not holders.isdisjoint(above) and texts.isdisjoint(above) for above in around)


def _alternate(page: Page, answers: list[Answer]) -> bool:
    """Whether what is called a question is before each of several answers."""
    holders = {answer.element for answer in answers}
    is_asked, asked = False, 0
    for element in page.dom.select(f"{_ANSWERS}, {_QUESTIONS}"):
        if element in holders:
            asked, is_asked = asked + is_asked, False
        elif holders.isdisjoint(element.ancestors):
            is_asked = is_asked or any(_QUESTION.search(name) for name in _names(element))
    return asked == len(answers) > 1
