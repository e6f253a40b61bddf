"""Series of questions: the lines of one form are judged as a whole, because a page writes its questions alike.

Where a third of a series asks, the others ask, too, though no question mark says so: `The pump knocks`. A member
of a series always ends the answer before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from turbohtml import Element

from ...text.labels import unlabelled_question
from ...text.openers import are_openers_known
from ...text.patterns import pattern
from ...text.questions import asks_by_order, ends_with_mark, opens_as_question
from ..page import Page
from .answered import label_answered
from .around import titles_around, unnumbered
from .asker import ENTRIES, FIRST, LABELLED, NAMES, PLAIN_NAMES, Asker, Form, are_italic, block_name, is_italic
from .askers import askers, line_element
from .beside import is_beside
from .calls import is_call, is_request, is_tail, leads_to_other
from .claims import Claims
from .contents import contents
from .context import context
from .flat import flat
from .marked import holds_mark
from .regions import is_form, regions
from .subheads import Line, are_hooks, hooks, subheads

_MANY = 3  # questions (chosen): fewer may be chance, these are a list
_NUMBER = pattern(
    r"(?:Subject: )?"
    r"(?:[#\[(\u00a7]?(?:[A-Z]{1,4}[.-])?\d{1,3}(?:[.-]\d{1,3}){0,4}[a-z]?[.):\]]{0,2}|[A-Z]\d{1,3}(?:(?:\.\d{1,3}){1,3}[.):]?|[.):])|[(\[]?[a-z][)\]])"
    r"\s+(?:[-\u2013\u2014]\s+)?(?=\S)"
)
"""A number before a question, also where no single line tells it from the words: `7.4`, `IV.3`, `(a)`, `3 -`."""
_FEWEST = 2  # members (chosen) of a series whose numbers may be compared
_NUMBERED = 2 / 3  # of a series (chosen) that must have a number of its own, to take them for labels
_STOPS = (".", "!", ":", "\u3002", "\uff01", "\uff1a", "\u2026")
_SHARE = 1 / 3  # of a series (chosen) that asks, where the page says that it answers questions
_MOST_NEIGHBOURS = 0.5  # share of a series (chosen) that is followed by its like: more, and it is plain text
_TURNS_ASK = 2 / 3  # share (chosen) of the lines in italics of an interview; fewer are notes and thoughts
_FEW_TERMS = 2  # terms (chosen) of an FAQ of which one that asks is enough
_MOST_TOPICS = 1 / 2  # share (chosen) of titles without a mark that ask by their words, beside questions in panels
_FEWEST_WORDS = 2  # of what has no mark and opens neither like a question nor a panel: `Contact` is a title


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


class _Judged(NamedTuple):
    asker: Asker
    question: str
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
        """Whether it has no mark, but opens like a question."""
        return not self.is_marked and _opens(self.question)


@lru_cache(maxsize=1024)
def _opens(question: str) -> bool:
    return opens_as_question(question) and not is_call(question) and not is_tail(question)


def series_of(page: Page, claims: Claims) -> list[Series]:
    """Return the series of a page that hold questions not read before, each in document order."""
    found: defaultdict[Form, list[Asker]] = defaultdict(list)
    for asker in askers(page).all:
        if not claims.holds_piece(asker.first) or claims.asks(asker):
            found[asker.form].append(asker)
    _join_first(page, found)
    _join_labelled(page, found)
    label_answered(page, found)
    series = [_unread(_judge(page, form, members), claims) for form, members in found.items()]
    if len(claims.questions) >= _MANY:
        series = [each for each in series if each.share > _MOST_TOPICS or not _are_topics(each.questions)]
    series = _with_place(page, [each for each in series if each.questions], claims)
    return _without_hooks(_without_inner(page, _without_sections(page, series)))


def _are_topics(questions: Sequence[Asker]) -> bool:
    """Whether lines taken for questions have no mark, and most of them do not open like questions either."""
    opening = sum(_opens(unlabelled_question(each.text)) for each in questions)
    return opening <= _MOST_TOPICS * len(questions) and not any(map(_is_marked, questions))


def _with_place(page: Page, series: list[Series], claims: Claims) -> list[Series]:
    """Series that know whether they stand beside what the page says to ask: by its form, in an FAQ, by its markup."""
    in_faq = [each for each in series if _is_in_faq(page, [_judged(each.questions[0]), _judged(each.questions[-1])])]
    known = sorted([*claims.questions, *(asker.first for each in in_faq for asker in each.questions)])
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


def _join_first(page: Page, found: defaultdict[Form, list[Asker]]) -> None:
    """Put the one line that opens an element to those of its look in there: `<div>Q<br>A<br>Q<br>A`."""
    for form in [form for form, members in found.items() if form[-1] == FIRST and len(members) == 1]:
        first, others = found[form][0], found.get(form[:-1], [])
        end = _end_of_opened(page, first)
        if sum(first.first < other.first < end for other in others) >= _FEWEST:
            found[form[:-1]] = sorted([first, *others])
            del found[form]


def _end_of_opened(page: Page, asker: Asker) -> int:
    """Where the innermost element ends that a line opens and that goes on after it."""
    shown, element = flat(page), flat(page).holders[asker.line_start]
    while shown.parents[element] >= 0 and shown.end[element] <= asker.line_end:
        element = shown.parents[element]
    return shown.end[element]


def _join_labelled(page: Page, found: defaultdict[Form, list[Asker]]) -> None:
    """Put the lines without a label to those that have one, where they are formed alike: a page forgets some."""
    places = Counter(place for asker in found.get(LABELLED, ()) if (place := _place(page, asker)))
    labelled = {place: often for place, often in places.items() if often >= _FEWEST}
    for form in dict.fromkeys(place.form for place in labelled if place.form in found):
        alike = [asker for asker in found[form] if _place(page, asker) in labelled]
        joining = _joining(page, alike, sum(often for place, often in labelled.items() if place.form == form))
        found[LABELLED] = sorted([*found[LABELLED], *(asker.as_labelled() for asker in joining)])
        found[form] = [asker for asker in found[form] if asker not in joining]
        if not found[form]:
            del found[form]


def _joining(page: Page, alike: Sequence[Asker], labelled: int) -> list[Asker]:
    """The lines without a label that ask as well: with a question mark; without it if there are fewer of them."""
    marked = [asker for asker in alike if ends_with_mark(asker.text)]
    topics = [asker for asker in alike if asker not in marked and _is_topic(page, asker)]
    return [*marked, *topics] if len(topics) < labelled else marked


def _is_topic(page: Page, asker: Asker) -> bool:
    """Whether a line without a question mark has an answer right below it, on a page that answers questions."""
    judged = _judged(asker)
    return _is_in_faq(page, [judged]) and _may_ask(page, judged) and _has_text_below(page, asker)


class _Place(NamedTuple):
    """What tells the lines that ask from those that answer."""

    form: Form
    entry: str = ""
    """The tag and classes of the element that a line of plain text opens."""


def _place(page: Page, asker: Asker) -> _Place | None:
    """What tells a line from the one after it; None where nothing does."""
    shown, after = flat(page), asker.line_end
    if asker.is_heading or asker.is_bold or after >= len(shown.nodes):
        return _Place(asker.plain_form)
    if block_name(shown, asker.first) != block_name(shown, after):
        return _Place(asker.plain_form)
    element = shown.holders[asker.line_start]
    while element >= 0 and shown.first[element] == asker.line_start:
        if shown.tags[element] in ENTRIES and shown.end[element] > after:
            return _Place(asker.plain_form, f"{shown.tags[element]} {shown.classes[element]}")
        element = shown.parents[element]
    return None


def _judge(page: Page, form: Form, members: Sequence[Asker]) -> Series:
    if not (context(page).may_be_faq or any(map(_may_be_marked, members))):
        return Series(form, [])
    judged = [each for each in map(_judged, members) if not (each.is_call and _is_of_form(page, each.asker))]
    if not judged:
        return Series(form, [])
    if not any(each.is_marked or each.asker.has_letter for each in judged) and not (
        _is_in_faq(page, judged) and any(each.opens for each in judged)
    ):
        return Series(form, [])
    judged = [each for each in judged if each.asker.is_heading or not contents(page).holds(each.asker)]
    inside = [each for each in judged if _is_boilerplate(page, each.asker)]
    own = _without_numbers([each for each in judged if each not in inside] if inside else judged)
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
    """Whether a line may have a question mark or the label of a question; a look before it is judged."""
    return asker.has_letter or asker.is_marked_behind or holds_mark(asker.text)


def _is_of_form(page: Page, asker: Asker) -> bool:
    """Whether a line is the title of a form: `Want to save this recipe?`"""
    around = line_element(page, asker).parent
    return isinstance(around, Element) and is_form(around)


def _subheads(page: Page, judged: Sequence[_Judged]) -> set[Asker]:
    return subheads(flat(page), _lines(judged))


def _lines(judged: Sequence[_Judged]) -> list[Line]:
    return [Line(each.asker, each.is_marked or each.opens) for each in judged]


def _judged(asker: Asker) -> _Judged:
    question = unlabelled_question(asker.text)
    is_marked = (ends_with_mark(question) and not leads_to_other(asker.text)) or asker.is_marked_behind
    return _Judged(asker, question, is_marked, is_marked and is_call(question))


def _without_numbers(judged: list[_Judged]) -> list[_Judged]:
    """Members of a series without their numbers, where most have one and each another: `7.4 The pump knocks`."""
    numbers = [match[0] for each in judged if (match := _NUMBER.match(each.asker.text))]
    if len(judged) < _FEWEST or len(set(numbers)) < _NUMBERED * len(judged):
        return judged
    return [_without_number(each) for each in judged]


def _without_number(judged: _Judged) -> _Judged:
    match = _NUMBER.match(judged.question)
    if match is None or judged.asker.words:
        return judged
    return _judged(judged.asker.without(len(match[0].split())))


def _unread(series: Series, claims: Claims) -> Series:
    return series._replace(questions=[each for each in series.questions if not claims.holds_piece(each.first)])


def _is_boilerplate(page: Page, asker: Asker) -> bool:
    return regions(page).is_boilerplate(line_element(page, asker))


def _asks_as_a_whole(page: Page, judged: Sequence[_Judged]) -> bool:
    """Whether all members of a series are questions."""
    if not judged or _is_plain(page, judged):
        return False
    if not judged[0].asker.has_letter and not _is_in_faq(page, judged):
        return False
    asking = sum(each.asks or each.opens for each in judged)
    if judged[0].asker.has_letter or _are_entries(page, judged):
        return asking > 0
    if asking == 1 and len(judged) <= _FEW_TERMS and _are_terms(page, judged):
        return True
    return asking > 1 and asking >= _SHARE * len(judged)


def _are_entries(page: Page, judged: Sequence[_Judged]) -> bool:
    """Whether each of some headings has text of its own right below it, and the page is called an FAQ by its title.

    Then one that asks is enough: the others are topics of the same kind (`Refunds`), and no sections of questions.
    """
    if len(judged) < _MANY or not judged[0].asker.is_heading or not context(page).is_called_faq:
        return False
    return all(_has_text_below(page, each.asker) for each in judged)


def _are_terms(page: Page, judged: Sequence[_Judged]) -> bool:
    """Whether some lines are terms of definition lists, on a page that is called an FAQ by its title."""
    names = (block_name(flat(page), each.asker.first) for each in judged)
    return context(page).is_called_faq and all(name.partition(".")[0] == "dt" for name in names)


def _has_text_below(page: Page, asker: Asker) -> bool:
    below = askers(page).at(asker.line_end)
    return asker.line_end < len(flat(page).nodes) and (below is None or not (below.is_strong or below.is_held))


def _is_in_faq(page: Page, judged: Sequence[_Judged]) -> bool:
    around = context(page)
    return around.may_be_faq and all(
        around.is_in_faq(each.asker.first, each.asker.level) for each in (judged[0], judged[-1])
    )


def _is_plain(page: Page, judged: Sequence[_Judged]) -> bool:
    """Whether the lines of a series are the text of the page, questions and answers alike.

    So they are where nothing marks them, or where they follow one another.
    """
    one = judged[0].asker
    if one.is_inline or one.is_heading or one.has_letter:
        return False
    if not one.is_strong and PLAIN_NAMES.issuperset(one.form[NAMES:]):
        return True
    lines = askers(page)
    followed = sum((after := lines.at(each.asker.line_end)) is not None and after.form == one.form for each in judged)
    return followed > _MOST_NEIGHBOURS * len(judged)


def _sections(page: Page, judged: Sequence[_Judged]) -> Iterator[list[_Judged]]:
    """The members of a series by the section of the page that they are in."""
    found: defaultdict[int, list[_Judged]] = defaultdict(list)
    for each in judged:
        found[context(page).section(each.asker.line_start, each.asker.level)].append(each)
    yield from found.values()


def _questions(page: Page, judged: Sequence[_Judged]) -> list[_Judged]:
    """The members of a series that are questions."""
    if _asks_as_a_whole(page, judged):
        lines = _lines(judged)
        titles = titles_around(flat(page), lines) | unnumbered(lines)
        return [each for each in judged if each.is_marked or (_may_ask(page, each) and each.asker not in titles)]
    if not judged:
        return []
    marked = sum(each.asks for each in judged)
    bare = set() if judged[0].asker.is_strong else {each for each in judged if _is_bare(page, each)}
    asking = marked + sum(each.opens for each in bare)
    if not (judged[0].asker.is_strong or (asking >= _MANY and _takes_turns(page, judged))):
        return []
    requests = _requests(judged)
    return [
        each
        for each in judged
        if each.is_marked or (marked >= _MANY and asks_by_order(each.question)) or each in bare or each in requests
    ]


def _requests(judged: Sequence[_Judged]) -> set[_Judged]:
    """The bold lines between questions that ask without a mark, as who interviews does: `Tell us about the kiln.`"""
    if not judged[0].asker.is_bold or judged[0].asker.is_heading or judged[0].asker.is_inline:
        return set()
    marked = [number for number, each in enumerate(judged) if each.is_marked]
    between = judged[marked[0] : marked[-1]] if marked else ()
    return {each for each in between if each.question.endswith(_STOPS) and is_request(each.question)}


def _is_bare(page: Page, judged: _Judged) -> bool:
    """Whether a plain line that ends no sentence stands between two that do: `The pump knocks`."""
    shown, asker = flat(page), judged.asker
    line = shown.line_of[asker.first]
    if judged.is_marked or asker.is_inline or judged.question.endswith(_STOPS) or not _may_ask(page, judged):
        return False
    if line == 0 or line + 2 >= len(shown.starts):
        return False
    before, after = shown.texts[asker.line_start - 1], shown.texts[shown.starts[line + 2] - 1]
    return before.endswith(_STOPS) and after.endswith(_STOPS) and not ends_with_mark(after)


def _takes_turns(page: Page, judged: Sequence[_Judged]) -> bool:
    """Whether plain lines of an FAQ ask and answer by turns, or lines in italics, of which most ask: an interview."""
    one = judged[0].asker
    if one.is_inline or not (_is_in_faq(page, judged) or _are_italic_turns(page, judged)):
        return False
    asking = {each.asker.line_start for each in judged if each.asks}
    return not any(each.asker.line_end in asking for each in judged if each.asks)


def _are_italic_turns(page: Page, judged: Sequence[_Judged]) -> bool:
    """Whether whole lines are in italics, and of those between the first and the last all but few ask."""
    if not is_italic(judged[0].asker):
        return False
    shown, first, last = flat(page), judged[0].asker.line_start, judged[-1].asker.line_end
    lines = shown.starts[shown.line_of[first] : shown.line_of[last - 1] + 2]
    return sum(each.asks for each in judged) >= _TURNS_ASK * sum(are_italic(shown, *line) for line in pairwise(lines))


def _may_ask(page: Page, judged: _Judged) -> bool:
    """Whether a member of a series of questions that has no mark may ask: its words are enough to say something."""
    if judged.opens or judged.asker.has_letter:
        return True
    if is_call(judged.question) or is_tail(judged.question):
        return False
    if judged.asker.is_inline and flat(page).texts[judged.asker.end][:1].islower():
        return False  # the subject of a sentence: <b>The lid</b> is made of oak
    fewest = 1 if judged.asker.is_held else _FEWEST_WORDS
    if judged.question.isascii() or " " in judged.question:
        return len(judged.question.split()) >= fewest
    return len(judged.question) >= 2 * fewest


def _without_sections(page: Page, series: list[Series]) -> list[Series]:
    """Series without the titles of sections: unmarked headings with questions of a lower rank below them.

    What a footer asks is below no entry of the page: `Want our newsletter?`
    """
    asked = sorted(asker for each in series for asker in each.questions if not _is_boilerplate(page, asker))
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
