"""Series of questions: the lines of one form are judged as a whole, because a page writes its questions alike.

Where a third of a series asks, the others ask, too, though no question mark says so: `The pump knocks`. A member
of a series always ends the answer before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ...text.labels import answer_label_end, unlabelled_question
from ...text.openers import are_openers_known
from ...text.questions import ends_with_mark
from ..page import Page
from .answered import label_answered
from .asker import LABELLED, Asker, Form
from .askers import askers
from .asking import Series, judge_form
from .beside import is_beside
from .calls import is_call, is_tip
from .claims import Claims
from .context import context
from .joined import join_first, join_labelled
from .members import is_boilerplate, is_in_faq, is_teaser, opens_a_question
from .subheads import are_hooks, hooks

_MANY = 3  # questions (chosen): fewer may be chance, these are a list
_MOST_TIPS = 1 / 2  # share (chosen) of lines that are tips; more, and all of them are
_MOST_TOPICS = 1 / 2  # share (chosen) of titles without a mark that ask by their words, beside questions in panels


def series_of(page: Page, claims: Claims) -> list[Series]:
    """Return the series of a page that hold questions not read before, each in document order."""
    found: defaultdict[Form, list[Asker]] = defaultdict(list)
    for asker in askers(page).all:
        if not claims.holds_piece(asker.first) or claims.asks(asker):
            found[asker.form].append(asker)
    join_first(page, found)
    join_labelled(page, found)
    label_answered(page, found)
    asking = _without_answers(found) if LABELLED in found else found
    series = [_unread(judge_form(page, form, members), claims) for form, members in asking.items()]
    if len(claims.questions) >= _MANY:
        series = [each for each in series if each.share > _MOST_TOPICS or not _are_topics(each.questions)]
    series = _without_sections(page, [each for each in series if each.questions])
    series = _with_place(page, [each for each in series if each.questions], claims)
    series = _without_hooks(_without_inner(page, series))
    return [each._replace(are_tips=_are_tips(each.questions)) for each in series]


def _without_answers(found: dict[Form, list[Asker]]) -> dict[Form, list[Asker]]:
    """Lines by their form without those that open with `A.`, where others have a `Q.`: they answer, and may ask.

    Where one of the form opens with `B.`, all are in order.
    """
    return {
        form: lines
        if form == LABELLED or any(each.text.startswith("B.") for each in lines)
        else [each for each in lines if not answer_label_end(each.text, is_labelled=True)]
        for form, lines in found.items()
    }


def _are_tips(questions: Sequence[Asker]) -> bool:
    tips = sum(asker.is_inline and is_tip(unlabelled_question(asker.text)) for asker in questions)
    return tips > _MOST_TIPS * len(questions)


def _are_topics(questions: Sequence[Asker]) -> bool:
    """Whether lines taken for questions have no mark, and most of them do not open like questions either."""
    opening = sum(opens_a_question(unlabelled_question(each.text)) for each in questions)
    return opening <= _MOST_TOPICS * len(questions) and not any(map(_is_marked, questions))


def _with_place(page: Page, series: list[Series], claims: Claims) -> list[Series]:
    """Series that know whether they stand beside what the page says to ask: by its form, in an FAQ, by its markup."""
    in_faq = [each for each in series if is_in_faq(page, each.questions[0], each.questions[-1])]
    own = (asker for each in in_faq for asker in each.questions if not is_teaser(page, asker))
    known = sorted([*claims.questions, *(asker.first for asker in own)])
    forms = {each.form for each in in_faq}
    return [_beside(page, each, known, claims.marked, each.form in forms) for each in series]


def _beside(page: Page, series: Series, known: list[int], marked: int, is_in_faq: bool) -> Series:
    asking = [asker for asker in series.questions if not is_call(unlabelled_question(asker.text))]
    others = len(known) + marked - is_in_faq * len(series.questions)
    if others < _MANY or len(asking) >= others:
        return series
    may_be_hooks = not is_in_faq and 2 * len(asking) <= others and are_openers_known(page.language)
    return series._replace(
        is_beside=is_beside(page, asking, known, is_in_faq), are_hooks=may_be_hooks and are_hooks(asking)
    )


def _is_marked(asker: Asker) -> bool:
    return ends_with_mark(asker.text) or asker.is_marked_behind or asker.has_letter


def _without_hooks(series: list[Series]) -> list[Series]:
    inner = hooks([each.questions for each in series])
    return _without(inner, series) if inner else series


def _without(left_out: set[Asker], series: list[Series]) -> list[Series]:
    return [each._replace(questions=[asker for asker in each.questions if asker not in left_out]) for each in series]


def _unread(series: Series, claims: Claims) -> Series:
    return series._replace(questions=[each for each in series.questions if not claims.holds_piece(each.first)])


def _without_sections(page: Page, series: list[Series]) -> list[Series]:
    """Series without the titles of sections: unmarked headings with questions of a lower rank below them.

    What a footer asks is below no entry of the page: `Want our newsletter?`
    """
    asked = sorted(asker for each in series for asker in each.questions if not is_boilerplate(page, asker))
    titles = {
        asker
        for number, asker in enumerate(asked[:-1])
        if not ends_with_mark(asker.text) and asker.is_heading and asked[number + 1].level > asker.level
    }
    return _without(titles, series)


def _without_inner(page: Page, series: list[Series]) -> list[Series]:
    """Series without questions inside the answer to a heading: `Why a course? Because bees do not forgive mistakes.`

    A heading with a question right below it, or with a list of them, or most of whose like have some, is the title
    of a section.
    """
    headings = sorted(a for each in series for a in each.questions if a.is_heading and ends_with_mark(a.text))
    starts = [heading.line_start for heading in headings]
    end_of_section = cache(context(page).end_of_section)
    inside: defaultdict[int, list[Asker]] = defaultdict(list)
    for asker in sorted(asker for each in series for asker in each.questions if not asker.is_heading):
        at = bisect_right(starts, asker.line_start) - 1
        if at < 0 or asker.line_start >= end_of_section(headings[at].line_start):
            return series
        inside[at].append(asker)
    is_answered = all(asked[0].line_start > headings[at].line_end for at, asked in inside.items())
    if not is_answered or 2 * len(inside) > len(headings) or any(map(_is_list, inside.values())):
        return series
    inner = {asker for asked in inside.values() for asker in asked if not asker.has_letter}
    return _without(inner, series)


def _is_list(asked: Sequence[Asker]) -> bool:
    """Whether some questions are a list, and no asides or links: several that are bold have one form."""
    forms = [asker.form for asker in asked if asker.is_bold]
    return len(set(forms)) < len(forms)
