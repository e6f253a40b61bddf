"""Which lines of a plain text ask: those of one form that are a series of questions, judged as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ...text.clean import ends_sentence
from ...text.faq_titles import is_faq_title
from ...text.labels import answer_label_end
from ...text.questions import opens_as_question
from .asked import Asked, asked, asked_before_label, first_line
from .lines import Line
from .openings import BOLD, Form, Opening, bold, labelled, numbered, paragraphs, subjects, terms, titles
from .sections import continues, is_apart, section_titles

_FEWEST = 2  # questions of a series (chosen); one alone may be chance
_MANY = 3  # (chosen) where nothing but the title of the text says that it asks
_TITLE_LINES = 8  # lines (chosen) at the start of a text among which its title is
_NESTED = 4  # columns (chosen): what is indented by more than its series is inside an answer
_ALL = 4 / 5  # share (chosen) that asks where the answers are on the lines of the questions: steps may ask, too
_FEWEST_WORDS = 3  # of a title among questions that asks without a mark (chosen)
_FEWEST_LETTERS = 6  # where blanks do not part words (chosen)


class Member(NamedTuple):
    """A line of a series."""

    opening: Opening
    is_question: bool
    """Whether it asks; another one only ends the answer before it."""


class Series(NamedTuple):
    """The lines of a text that ask."""

    members: list[Member]
    is_labelled: bool
    """Whether a `Q` says which they are."""
    are_terms: bool = False
    """Whether they are the terms of a definition list."""


def series_of(lines: Sequence[Line]) -> Series | None:
    """Return the labelled, numbered or titled questions of a text; None where no lines are a series of them."""
    members = _labelled(lines)
    if members:
        return Series(_with_sections(lines, members), True)
    for openings in (terms, numbered, subjects, titles, bold):
        members = _of_forms(lines, list(openings(lines)), _has_title(lines))
        if members:
            return Series(_with_sections(lines, members), False, openings is terms)
    return None


def series_of_paragraphs(lines: Sequence[Line]) -> Series | None:
    """Return the paragraphs that ask in a text that calls itself an FAQ; None where they are no series."""
    members = _of_title(lines) if _has_title(lines) else []
    return Series(_with_sections(lines, members), False) if members else None


def _has_title(lines: Sequence[Line]) -> bool:
    return any(is_faq_title(line.text) for line in lines[:_TITLE_LINES])


def _labelled(lines: Sequence[Line]) -> list[Member]:
    """The lines with the label of a question; it must have answers with labels, or questions that ask."""
    openings = list(labelled(lines))
    ends = _ends(lines, openings)
    answered = sum(asked_before_label(lines, each, end) is not None for each, end in zip(openings, ends, strict=True))
    asking = [each for each, end in zip(openings, ends, strict=True) if asked(lines, each, end).is_marked]
    is_series = 2 * len(asking) >= len(openings) >= _FEWEST and len(asking) >= _FEWEST
    if not is_series and not (answered and 2 * answered >= len(openings)):
        return []
    return [Member(each, True) for each in openings]


def _of_forms(lines: Sequence[Line], openings: list[Opening], has_title: bool) -> list[Member]:
    """The lines of each form that asks."""
    forms: defaultdict[Form, list[Opening]] = defaultdict(list)
    for opening in openings:
        forms[opening.form].append(opening)
    found = [member for each in forms.values() for member in _of_form(lines, each, has_title)]
    return sorted(found, key=lambda member: member.opening.line)


def _of_form(lines: Sequence[Line], openings: list[Opening], has_title: bool) -> list[Member]:
    """The lines of one form, if about half of them ask."""
    ends = _ends(lines, openings)
    questions = {each: asked(lines, each, end) for each, end in zip(openings, ends, strict=True)}
    marked = {each for each, question in questions.items() if question.is_marked or _is_answered(lines, question)}
    usual = {each for each in openings if opens_as_question(_first_text(lines, each))}
    is_bold = bool(openings) and BOLD in openings[0].form
    may_lack_mark = has_title or not is_bold
    sure = [each for each in openings if each in marked or (each in usual and may_lack_mark)]
    are_hooks = is_bold and 2 * len(usual) < len(sure)  # **Tired of paperwork?**
    if not sure or are_hooks:
        return []
    least = min(lines[each.line].indent for each in sure)
    openings = [each for each in openings if lines[each.line].indent < least + _NESTED]
    sure = [each for each in sure if lines[each.line].indent < least + _NESTED]
    is_asked = len(marked) >= _FEWEST or (has_title and len(sure) >= _MANY)
    members = _fitting(lines, openings, sure)
    if not is_asked or len(sure) < _FEWEST or 2 * len(sure) < len(members):
        return []
    if 2 * sum(questions[each].rest is not None for each in sure) > len(sure) < _ALL * len(openings):
        return []
    certain = set(sure)
    return [
        Member(each, each in certain or (may_lack_mark and _is_phrase(_first_text(lines, each), is_bold)))
        for each in members
    ]


def _is_answered(lines: Sequence[Line], question: Asked) -> bool:
    """Whether the label of an answer opens the line after a question; the letter of a choice is none."""
    return question.line < len(lines) and answer_label_end(lines[question.line].text) > 0


def _fitting(lines: Sequence[Line], openings: list[Opening], sure: list[Opening]) -> list[Opening]:
    """The lines that ask, and those between them that continue their numbers: not the steps in an answer."""
    are_apart = 2 * sum(is_apart(lines, each) for each in sure) > len(sure)
    positions = [each.line for each in sure]
    found = []
    for opening in openings:
        at = bisect_left(positions, opening.line)
        if at < len(sure) and sure[at] == opening:
            found.append(opening)
        elif (is_apart(lines, opening) or not are_apart) and (opening.form[-1] or len(opening.number) != 1):
            before, after = sure[at - 1].number if at else (), sure[at].number if at < len(sure) else ()
            if not opening.number or continues(before, opening.number, after):
                found.append(opening)
    return found


def _of_title(lines: Sequence[Line]) -> list[Member]:
    """In a text that calls itself an FAQ, the paragraphs that ask with a question mark at their end."""
    openings = list(paragraphs(lines))
    ends = _ends(lines, openings)
    found = []
    for opening, end in zip(openings, ends, strict=True):
        question = asked(lines, opening, end)
        if question.is_marked and question.rest is None:
            found.append(opening)
    least = min((lines[each.line].indent for each in found), default=0)
    members = [Member(each, True) for each in found if lines[each.line].indent <= least]
    return members if len(members) >= _MANY else []


def _with_sections(lines: Sequence[Line], members: list[Member]) -> list[Member]:
    """The members with the titles of sections, as ends of the answer before."""
    sections = section_titles(lines, [member.opening for member in members])
    return sorted([*members, *(Member(each, False) for each in sections)], key=lambda member: member.opening.line)


def _ends(lines: Sequence[Line], openings: Sequence[Opening]) -> list[int]:
    return [*(each.line for each in openings[1:]), len(lines)][: len(openings)]


def _first_text(lines: Sequence[Line], opening: Opening) -> str:
    line = lines[first_line(lines, opening)]
    return line.text[max(0, opening.start - line.start) :]


def _is_phrase(text: str, is_bold: bool) -> bool:
    """Whether a title without a question mark may ask; in bold what ends a sentence is said."""
    if is_bold and ends_sentence(text.rstrip("*_")):
        return False
    return text.count(" ") >= _FEWEST_WORDS - 1 or (not text.isascii() and len(text) >= _FEWEST_LETTERS)
