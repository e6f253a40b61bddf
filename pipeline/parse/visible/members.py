"""The lines of one form, each with what it says: members of a series, before it is known which of them ask."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ...text.labels import unlabelled_question
from ...text.marks import FULL_STOPS
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ...text.stamps import is_date
from ..page import Page
from .asker import Asker
from .askers import askers
from .calls import is_call, is_tail, leads_to_other
from .context import context
from .flat import flat
from .lines import line_element
from .marked_off import leads_to_another_page
from .regions import regions

_NUMBER = pattern(
    r"(?:Subject: )?"
    r"(?:[#\[(\u00a7]?(?:[A-Z]{1,4}[.-])?\d{1,3}(?:[.-]\d{1,3}){0,4}[a-z]?[.):\]]{0,2}|[A-Z]\d{1,3}(?:(?:\.\d{1,3}){1,3}[.):]?|[.):])|[(\[]?[a-z][)\]])"
    r"\s+(?:[-\u2013\u2014]\s+)?(?=\S)"
)
"""A number before a question, also where no single line tells it from the words: `7.4`, `IV.3`, `(a)`, `3 -`."""
_STOPS = tuple(FULL_STOPS.replace("\u3002", ""))  # which ends questions of Japan, too
_FEWEST = 2  # members (chosen) of a series whose numbers may be compared
_NUMBERED = 2 / 3  # of a series (chosen) that must have a number of its own, to take them for labels
_FEWEST_WORDS = 2  # of what has no mark and opens neither like a question nor a panel: `Contact` is a title


class Member(NamedTuple):
    """A line of a series, and what it says."""

    asker: Asker
    question: str
    """Its words without number and label."""
    is_marked: bool
    """Whether it ends with a question mark."""
    is_call: bool
    """Whether it has the mark and calls on the reader of the page."""

    @property
    def asks(self) -> bool:
        """Whether it has the mark, and asks what a page may answer."""
        return self.is_marked and not self.is_call

    @property
    def opens(self) -> bool:
        """Whether it has no mark, but opens like a question; a plain line with a full stop is a sentence."""
        if self.is_marked or (not self.asker.is_strong and self.question.endswith(_STOPS)):
            return False
        return opens_a_question(self.question)


@lru_cache(maxsize=1024)
def opens_a_question(question: str) -> bool:
    """Whether a line opens like a question, and neither calls on readers nor ends a section, nor is a day: `May 3`."""
    return opens_as_question(question) and not (is_call(question) or is_tail(question) or is_date(question))


def member_of(asker: Asker) -> Member:
    """Return a line with what it says."""
    question = unlabelled_question(asker.text)
    is_marked = (ends_with_mark(question) and not leads_to_other(asker.text)) or asker.is_marked_behind
    return Member(asker, question, is_marked, is_marked and is_call(question))


def without_numbers(members: list[Member]) -> list[Member]:
    """Return members without their numbers, where most have one and each another: `7.4 The pump knocks`."""
    numbers = [match[0] for each in members if (match := _NUMBER.match(each.asker.text))]
    if len(members) < _FEWEST or len(set(numbers)) < _NUMBERED * len(members):
        return members
    return [_without_number(each) for each in members]


def _without_number(member: Member) -> Member:
    match = _NUMBER.match(member.question)
    if match is None or member.asker.words:
        return member
    return member_of(member.asker.without(len(match[0].split())))


def may_ask(page: Page, member: Member) -> bool:
    """Whether a member of a series of questions that has no mark may ask: its words are enough to say something."""
    if member.opens or member.asker.has_letter:
        return True
    if is_call(member.question) or is_tail(member.question):
        return False
    if member.asker.is_inline and flat(page).texts[member.asker.end][:1].islower():
        return False  # the subject of a sentence: <b>The lid</b> is made of oak
    fewest = 1 if member.asker.is_held else _FEWEST_WORDS
    if member.question.isascii() or " " in member.question:
        return len(member.question.split()) >= fewest
    return len(member.question) >= 2 * fewest


def is_in_faq(page: Page, first: Asker, last: Asker) -> bool:
    """Whether what says that it answers questions holds the first and the last line of a series."""
    around = context(page)
    return around.may_be_faq and all(around.is_in_faq(each.first, each.level) for each in (first, last))


def has_text_below(page: Page, asker: Asker) -> bool:
    """Whether plain text stands right below a line."""
    below = askers(page).at(asker.line_end)
    return asker.line_end < len(flat(page).nodes) and (below is None or not (below.is_strong or below.is_held))


def is_boilerplate(page: Page, asker: Asker) -> bool:
    """Whether a line is in a region of the page that is no content: its menu, its footer."""
    return regions(page).is_boilerplate(line_element(page, asker))


def is_teaser(page: Page, asker: Asker) -> bool:
    """Whether a line is in a link to another page."""
    shown, holder = flat(page), flat(page).holders[asker.first]
    links = (each for each in (holder, *shown.ancestors(holder)) if shown.tags[each] == "a")
    return any(leads_to_another_page(shown.elements[link]) for link in links)
