"""Which lines of one form are questions: all of them, where enough of them ask, or those that ask alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise
from operator import not_
from typing import NamedTuple

from turbohtml import Element

from ...text.labels import label_end
from ...text.marks import FULL_STOPS
from ...text.questions import asks_by_order, ends_with_mark
from ...web.page_cache import page_cache
from ..page import Page
from .around import titles_around, unnumbered
from .asker import NAMES, PLAIN_NAMES, Asker, Form, are_bold, are_italic, block_name, is_italic
from .askers import askers
from .calls import is_request
from .contents import contents
from .context import context
from .flat import Flat, flat
from .labels import COLONS
from .lines import answer_line, line_cell, line_element
from .marked import holds_mark
from .members import Member, has_text_below, is_boilerplate, is_in_faq, is_teaser, may_ask, member_of, without_numbers
from .regions import is_form
from .subheads import Line, subheads

_MANY = 3  # questions (chosen): fewer may be chance, these are a list
_STOPS = (*FULL_STOPS, "!", ":", "\uff01", "\uff1a", "\u2026")
_SHARE = 1 / 3  # of a series (chosen) that asks, where the page says that it answers questions
_MOST_NEIGHBOURS = 0.5  # share of a series (chosen) that is followed by its like: more, and it is plain text
_TURNS_ASK = 2 / 3  # share (chosen) of the lines in italics of an interview; fewer are notes and thoughts
_QUOTATION = "blockquote"
_FEW_TERMS = 2  # terms (chosen) of an FAQ of which one that asks is enough


class Series(NamedTuple):
    """Lines of one form that were judged together."""

    form: Form
    questions: list[Asker]
    """Those that are questions."""
    share: float = 1.0
    """How many of all lines of the form ask, of 1."""
    parts: Sequence[int] = ()
    """The first pieces of the lines that are titles of parts of an answer, in document order."""
    is_beside: bool = False
    """Whether they stand apart from the questions of the page, of which there are more."""
    are_hooks: bool = False
    """Whether they only look like questions, beside those of the page."""
    are_tips: bool = False
    """Whether most of them open a line that is a tip: `No grill?`"""


def judge_form(page: Page, form: Form, lines: Sequence[Asker]) -> Series:
    """Return the lines of one form with what is known of them together."""
    if not (context(page).may_be_faq or any(map(_may_be_marked, lines))):
        return Series(form, [])
    members = [each for each in map(member_of, lines) if not (each.is_call and _is_of_form(page, each.asker))]
    if not members:
        return Series(form, [])
    if not any(each.is_marked or each.asker.has_letter for each in members) and not (
        is_in_faq(page, members[0].asker, members[-1].asker) and any(each.opens for each in members)
    ):
        return Series(form, [])
    members = [each for each in members if each.asker.is_heading or not contents(page).holds(each.asker)]
    are_inside = [is_boilerplate(page, each.asker) for each in members]
    inside = [*compress(members, are_inside)]
    own = without_numbers([*compress(members, map(not_, are_inside))])
    groups = [own] if _asks_as_a_whole(page, own) else list(_sections(page, own))
    parts = {asker for group in groups for asker in _subheads(page, group)}
    asking = [each.asker for group in groups for each in _questions(page, group) if each.asker not in parts]
    if asking or (inside and inside[0].asker.is_strong):
        asking += [each.asker for each in inside if each.is_marked]
    if not asking:
        return Series(form, [])
    share = sum(each.asks or each.opens for each in own) / max(1, len(own))
    return Series(form, sorted(asking), share, sorted(asker.first for asker in parts))


def _may_be_marked(asker: Asker) -> bool:
    """Whether a line may have a question mark or the label of a question; a look before it is read."""
    return asker.has_letter or asker.is_marked_behind or holds_mark(asker.text)


def _is_of_form(page: Page, asker: Asker) -> bool:
    """Whether a line is the title of a form: `Want to save this recipe?`"""
    around = line_element(page, asker).parent
    return isinstance(around, Element) and is_form(around)


def _subheads(page: Page, members: Sequence[Member]) -> set[Asker]:
    return subheads(flat(page), _lines(members))


def _lines(members: Sequence[Member]) -> list[Line]:
    return [Line(each.asker, each.is_marked or each.opens) for each in members]


def _asks_as_a_whole(page: Page, members: Sequence[Member]) -> bool:
    """Whether all members of a series are questions."""
    if not members or _is_plain(page, members):
        return False
    if not members[0].asker.has_letter and not is_in_faq(page, members[0].asker, members[-1].asker):
        return False
    asking = sum(each.asks or each.opens for each in members)
    if members[0].asker.has_letter or _are_entries(page, members):
        return asking > 0 or _are_labelled(page, members)
    if asking == 1 and len(members) <= _FEW_TERMS and _are_terms(page, members):
        return True
    return asking > 1 and (asking >= _SHARE * len(members) or _are_all_that_ask(page, members))


def _are_all_that_ask(page: Page, members: Sequence[Member]) -> bool:
    """Whether all that asks on a page is among some lines in bold, each with text of its own right below it."""
    if len(members) < _MANY or not members[0].asker.is_strong or members[0].asker.is_inline:
        return False
    if not all(has_text_below(page, each.asker) for each in members):
        return False
    own = {each.asker.line_start for each in members}
    others = (each for each in askers(page).all if each.line_start not in own and ends_with_mark(each.text))
    return all(is_boilerplate(page, each) for each in others)


def _are_labelled(page: Page, members: Sequence[Member]) -> bool:
    """Whether some lines have the label of a question as a title, a mark or a number, and that of an answer below."""
    shown = flat(page)
    return all(
        (_is_titled(shown, each.asker) or holds_mark(each.asker.text) or label_end(each.asker.text) > 0)
        and answer_line(shown, each.asker.line_end, len(shown.nodes)) is not None
        for each in members
    )


def _is_titled(shown: Flat, asker: Asker) -> bool:
    """Whether a label on a line of its own is the title of what asks: a heading, bold, with a colon; not a field."""
    label, text = asker.line_start, shown.texts[asker.line_start]
    end = shown.line_end(label)
    if not asker.has_letter or asker.is_inline or end > asker.first or text[:1].islower():
        return False
    return label in shown.levels or text.endswith(COLONS) or are_bold(shown, label, end)


def _are_entries(page: Page, members: Sequence[Member]) -> bool:
    """Whether each of some headings has text of its own right below it, and the page is called an FAQ by its title.

    Then one that asks is enough: the others are topics of the same kind (`Refunds`), and no sections of questions.
    """
    if len(members) < _MANY or not members[0].asker.is_heading or not context(page).is_called_faq:
        return False
    return all(has_text_below(page, each.asker) for each in members)


def _are_terms(page: Page, members: Sequence[Member]) -> bool:
    """Whether some lines are terms of definition lists, on a page that is called an FAQ by its title."""
    names = (block_name(flat(page), each.asker.first) for each in members)
    return context(page).is_called_faq and all(name.partition(".")[0] == "dt" for name in names)


def _is_plain(page: Page, members: Sequence[Member]) -> bool:
    """Whether the lines of a series are the text of the page, questions and answers alike.

    So they are where nothing marks them, or where they follow one another.
    """
    one = members[0].asker
    if one.is_inline or one.is_heading or one.has_letter:
        return False
    if not one.is_strong and PLAIN_NAMES.issuperset(one.form[NAMES:]):
        return True
    lines = askers(page)
    followed = sum((after := lines.at(each.asker.line_end)) is not None and after.form == one.form for each in members)
    return followed > _MOST_NEIGHBOURS * len(members)


def _sections(page: Page, members: Sequence[Member]) -> Iterator[list[Member]]:
    """The members of a series by the section of the page that they are in."""
    found: defaultdict[int, list[Member]] = defaultdict(list)
    for each in members:
        found[context(page).section(each.asker.line_start, each.asker.level)].append(each)
    yield from found.values()


def _questions(page: Page, members: Sequence[Member]) -> list[Member]:
    """The members of a series that are questions."""
    if _asks_as_a_whole(page, members):
        lines = [Line(each.asker, each.asks or each.opens) for each in members]
        titles = titles_around(flat(page), lines) | unnumbered(lines) | _linked(page, members)
        return [each for each in members if each.is_marked or _is_entry(page, each, titles)]
    if not members:
        return []
    marked = sum(each.asks for each in members)
    bare = set() if members[0].asker.is_strong else {each for each in members if _is_bare(page, each)}
    asking = marked + sum(each.opens for each in bare)
    if not (members[0].asker.is_strong or (asking >= _MANY and _takes_turns(page, members))):
        return []
    requests = _requests(members)
    return [
        each
        for each in members
        if each.is_marked or (marked >= _MANY and asks_by_order(each.question)) or each in bare or each in requests
    ]


def _is_entry(page: Page, member: Member, titles: set[Asker]) -> bool:
    """Whether a line without a mark is an entry all the same: one that may ask, or a topic.

    What looks like a title behind the questions is a topic where a title beside that of the section ends it; where
    none does, it may as well be `Conclusion` or `About the author`.
    """
    asker = member.asker
    if asker in titles:
        return _is_topic_of_section(page, asker) and _has_end(page, context(page).section(asker.first, asker.level))
    return may_ask(page, member) or _is_topic_of_section(page, asker)


def _is_topic_of_section(page: Page, asker: Asker) -> bool:
    """Whether a heading among questions has a sentence below it, in a part of the page that is called an FAQ."""
    is_inside = asker.is_heading and context(page).is_in_titled_part(asker.first, asker.level)
    return is_inside and _is_above_sentence(flat(page), asker)


@page_cache(4)  # asked for each heading of one section, one after the other
def _has_end(page: Page, title: int) -> bool:
    """Whether a heading that stands beside the title of a section ends it; each is given by its first piece."""
    shown, end = flat(page), context(page).end_of_section(title)
    if end == len(shown.nodes):
        return False
    holders = {shown.parents[shown.alone(piece, shown.line_end(piece))] for piece in (title, end)}
    return len(holders) == 1


def _linked(page: Page, members: Sequence[Member]) -> set[Asker]:
    """The lines of a series that are links to other pages and do not ask, where what asks is none: cards beside it."""
    marked = [each.asker for each in members if each.is_marked]
    if any(is_teaser(page, asker) for asker in marked):
        return set()
    others = [each for each in members if not (each.is_marked or (each.opens and len(marked) < _MANY))]
    return {each.asker for each in others if is_teaser(page, each.asker)}


def _requests(members: Sequence[Member]) -> set[Member]:
    """The bold lines between questions that ask without a mark, as who interviews does: `Tell us about the kiln.`"""
    if not members[0].asker.is_bold or members[0].asker.is_heading or members[0].asker.is_inline:
        return set()
    marked = [number for number, each in enumerate(members) if each.is_marked]
    between = members[marked[0] : marked[-1]] if marked else ()
    return {each for each in between if each.question.endswith(_STOPS) and is_request(each.question)}


def _is_bare(page: Page, member: Member) -> bool:
    """Whether a plain line that ends no sentence stands between two that do: `The pump knocks`."""
    shown, asker = flat(page), member.asker
    line = shown.line_of[asker.first]
    if member.is_marked or asker.is_inline or member.question.endswith(_STOPS) or not may_ask(page, member):
        return False
    if line == 0 or line + 2 >= len(shown.starts):
        return False
    before, after = shown.texts[asker.line_start - 1], shown.texts[shown.starts[line + 2] - 1]
    return before.endswith(_STOPS) and after.endswith(_STOPS) and not ends_with_mark(after)


def _takes_turns(page: Page, members: Sequence[Member]) -> bool:
    """Whether plain lines of an FAQ ask and answer by turns, or lines in italics, of which most ask: an interview.

    So do the letters of readers that a column quotes.
    """
    one, last = members[0].asker, members[-1].asker
    if one.is_inline or not (
        is_in_faq(page, one, last) or _are_italic_turns(page, members) or _are_quoted_turns(page, members)
    ):
        return False
    asking = {each.asker.line_start for each in members if each.asks}
    return not any(each.asker.line_end in asking for each in members if each.asks)


def _are_italic_turns(page: Page, members: Sequence[Member]) -> bool:
    """Whether whole lines are in italics, and of those between the first and the last all but few ask."""
    if not is_italic(members[0].asker):
        return False
    shown, first, last = flat(page), members[0].asker.line_start, members[-1].asker.line_end
    lines = shown.starts[shown.line_of[first] : shown.line_of[last - 1] + 2]
    return sum(each.asks for each in members) >= _TURNS_ASK * sum(are_italic(shown, *line) for line in pairwise(lines))


def _are_quoted_turns(page: Page, members: Sequence[Member]) -> bool:
    """Whether all quotations of the page but few are one line, and ask; a sentence is below each, and no name."""
    shown = flat(page)
    asked = [each.asker for each in members if each.asks]
    cells = (shown.tags[line_cell(shown, asker)] for asker in asked if _is_above_sentence(shown, asker))
    asking = sum(tag == _QUOTATION for tag in cells)
    return asking >= _MANY and asking >= _TURNS_ASK * shown.tags.count(_QUOTATION)


def _is_above_sentence(shown: Flat, asker: Asker) -> bool:
    end = asker.line_end
    return end < len(shown.nodes) and shown.texts[shown.line_end(end) - 1].endswith(_STOPS)
