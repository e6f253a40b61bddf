"""Titles that ask on cards and banners, told by what closes a card and by the titles of the cards beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from ...text.clean import ends_sentence
from ...text.faq_titles import is_faq_title
from ...text.patterns import pattern
from ...text.questions import asks_by_order, asks_who, ends_with_mark, opens_as_question
from ..page import Page
from .asker import NO_HEADING
from .calls import is_call
from .context import context
from .flat import LEVELS, flat
from .offers import LONGEST_OFFER, is_button, is_in_link, links_at_end, replies
from .pairs import ShownPair
from .walk import where
from .works import is_name

_MOST_OFFERS = 4  # titles (chosen) with buttons where all ask; more are a list of questions that leads on, too
_SILENT_BY_NAMES = 1 / 2  # the same where what is below them has no number: names may well answer
_LONGEST_NOTE = 90  # characters (chosen) of a line that says who, where and when
_SILENT = 1 / 3  # share of the titles beside one (chosen) that do not ask, so that links below the others tell, too
_MOST_BESIDE = 50  # titles (chosen) that are looked at beside one
_CHOICES = 2  # buttons (chosen) below each question of a quiz
_MOST_CLIMBS = 20  # elements (chosen) around a title; hostile pages nest thousands
_MOST_LETTERS = 8  # letters (chosen) of a line that says a price, a length, an hour or a page: `from 49 kr`
_LETTERS, _DIGIT = pattern(r"[^\W\d_]"), pattern(r"\d")
_STYLED = frozenset("p div span b strong".split())
"""Tags of titles that are no headings: their classes tell what they are."""
_Look = tuple[str, str]


class _Row(NamedTuple):
    """What is known of the cards in one element."""

    cards: int = 0
    silent: int = 0
    """How many have a title that does not ask, or that calls on readers."""
    leading: int = 0
    """How many of the others end in a button, and where enough do not ask, in a link: entries of an FAQ may, too."""
    are_priced: bool = False
    """Whether all say a price, a length or an hour on a line of its own."""
    are_noted: bool = False
    """Whether below all is one line that is no sentence, though enough do not ask: who, where and when."""


class _Cards:
    """The titles of a page that look alike, and what is in the elements around them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._shown = flat(page)
        self._known: defaultdict[_Look, list[int]] = defaultdict(list)
        self._rows: dict[tuple[int, _Look], _Row] = {}

    def holds(self, pair: ShownPair) -> bool:
        """Whether a title is on a card, beside others of which most do not ask or lead on; or leads on beside one."""
        shown, title = self._shown, self._shown.numbers.get(pair.found.element)
        if title is None or not _may_lead(pair):
            return False
        look = self._look(title)
        if not any(look):
            return False
        cell = self._cell(title, look)
        if (holder := shown.parents[cell]) < 0:
            return False
        row = self._row(holder, look)
        if row.are_noted:
            return True
        if shown.end[cell] == shown.end[title]:
            return False
        if not row.silent and row.cards > _MOST_OFFERS:
            return False
        if 2 * row.silent >= row.cards or 2 * (row.silent + row.leading) > row.cards:
            return row.cards > 1
        return row.are_priced

    def is_banner(self, pair: ShownPair, is_alone: bool) -> bool:
        """Whether a heading has nothing but a line and a button below it; a link, if it is alone."""
        shown, title = self._shown, self._shown.numbers.get(pair.found.element)
        if title is None or shown.tags[title] not in LEVELS or not _may_lead(pair):
            return False
        is_top = LEVELS[shown.tags[title]] == 1
        if asks_by_order(pair.question) and not is_top:
            return False
        is_alone = is_alone and (is_top or not context(self._page).may_be_faq)
        holder = shown.parents[shown.alone(shown.first[title], shown.end[title])]
        links = self._links(title, self._look(title), holder)
        return (is_alone and bool(links)) or any(is_button(shown, link) for link in links)

    def _look(self, title: int) -> _Look:
        """What titles of one kind have in common: the rank of headings, or a class; nothing where none has."""
        tag, classes = self._shown.tags[title], self._shown.classes[title]
        if tag in LEVELS:
            return tag, ""
        return (tag, classes) if tag in _STYLED and classes else ("", "")

    def _titles(self, look: _Look) -> list[int]:
        """The elements of one look that show something, in document order."""
        if look not in self._known:
            shown = self._shown
            for each in where([look[0]], shown.tags):
                if shown.end[each] > shown.first[each]:
                    self._known[self._look(each)].append(each)
        return self._known[look]

    def _between(self, look: _Look, element: int) -> list[int]:
        """The titles of one look in an element, no more than are looked at."""
        titles, shown = self._titles(look), self._shown
        low = bisect_left(titles, element)
        high = bisect_left(titles, shown.end[element], key=shown.first.__getitem__)
        return titles[low : min(high, low + _MOST_BESIDE)]

    def _cell(self, title: int, look: _Look) -> int:
        """The outermost element around a title that holds no other of its look."""
        cell = title
        for _ in range(_MOST_CLIMBS):
            above = self._shown.parents[cell]
            if above < 0 or len(self._between(look, above)) > 1:
                break
            cell = above
        return cell

    def _row(self, holder: int, look: _Look) -> _Row:
        if (holder, look) not in self._rows:
            self._rows[holder, look] = self._counted(holder, look)
        return self._rows[holder, look]

    def _counted(self, holder: int, look: _Look) -> _Row:
        titles = [each for each in self._between(look, holder) if not is_faq_title(self._text(each))]
        asking = [each for each in titles if self._asks(each)]
        links = [self._links(each, look, holder) for each in asking]
        silent = len(titles) - len(asking)
        if silent < _SILENT * len(titles):
            links = [[link for link in each if is_button(self._shown, link)] for each in links]
        are_priced = silent > 0 and all(self._is_priced(each, look) for each in titles)
        notes = [self._note(each, look, holder) for each in titles] if silent else []
        least = _SILENT if all(map(_DIGIT.search, notes)) else _SILENT_BY_NAMES
        are_noted = all(notes) and silent > 0 and silent >= least * len(titles)
        return _Row(len(titles), silent, sum(map(bool, links)), are_priced, are_noted)

    def _asks(self, title: int) -> bool:
        text = self._text(title)
        return (ends_with_mark(text) or opens_as_question(text)) and not is_call(text)

    def _text(self, title: int) -> str:
        return self._shown.text(self._shown.first[title], self._shown.end[title])

    def _links(self, title: int, look: _Look, holder: int) -> list[int]:
        """The links and buttons at the end of a card, or else right behind it."""
        start = self._shown.end[title]
        ends = (self._end_of_card(title, look), self._next(title, look, holder))
        short = [end for end in ends if self._is_short(start, end)]
        return next((links for end in short if (links := links_at_end(self._page, start, end))), [])

    def _is_priced(self, title: int, look: _Look) -> bool:
        """Whether a line of a card says, beside links, no more than a price, a length, an hour or stars.

        So does a day above the title.
        """
        shown, start, end = self._shown, self._shown.end[title], self._end_of_card(title, look)
        if not self._is_short(start, end):
            return False
        above = shown.text(max(shown.first[self._cell(title, look)], shown.first[title] - 1), shown.first[title])
        if _LETTERS.search(above) is not None and _says_amount(above):
            return True
        pieces = [piece for piece in range(start, end) if not is_in_link(shown, start, piece)]
        lines = groupby(pieces, key=shown.line_of.__getitem__)
        return any(_says_amount(" ".join(shown.texts[piece] for piece in line)) for _, line in lines)

    def _note(self, title: int, look: _Look, holder: int) -> str:
        """The only line below a title beside links, if it is no sentence; behind the last title more may follow."""
        shown, start, end = self._shown, self._shown.end[title], self._next(title, look, holder)
        if start >= end:
            return ""
        line_end = min(end, shown.line_end(start))
        is_last = end in (shown.end[holder], len(shown.nodes))
        line = shown.text(start, line_end)
        is_only = is_last or self._is_of_links(start, line_end, end)
        return line if is_only and len(line) <= _LONGEST_NOTE and not ends_sentence(line) else ""

    def _is_of_links(self, start: int, first: int, end: int) -> bool:
        """Whether some pieces of a card, which begins at `start`, are all in links, if there are any."""
        return self._is_short(first, end) and all(is_in_link(self._shown, start, each) for each in range(first, end))

    def _is_short(self, start: int, end: int) -> bool:
        return end - start <= LONGEST_OFFER and len(self._shown.text(start, end)) <= LONGEST_OFFER

    def _end_of_card(self, title: int, look: _Look) -> int:
        return self._shown.end[self._cell(title, look)]

    def _next(self, title: int, look: _Look, holder: int) -> int:
        """Where the next title begins, of any rank, or what is around the cards ends."""
        start = self._shown.end[title]
        after = context(self._page).next_heading(start - 1)
        titles = self._between(look, holder)
        at = bisect_right(titles, title)
        following = self._shown.first[titles[at]] if at < len(titles) else after
        return max(start, min(after, following, self._shown.end[holder]))


def _may_lead(pair: ShownPair) -> bool:
    """Whether what is below a title may be no answer: it is short, no `Yes, ...`, and no name that is asked for."""
    if len(pair.answer) > LONGEST_OFFER or replies(pair.answer):
        return False
    return not (asks_who(pair.question) and is_name(pair.answer))


def _says_amount(line: str) -> bool:
    """Whether a line that is no sentence says a number with few letters, or has none: `from 49 kr`."""
    letters = len(_LETTERS.findall(line))
    return not letters or (letters <= _MOST_LETTERS and _DIGIT.search(line) is not None and not ends_sentence(line))


def on_cards(page: Page, pairs: Sequence[ShownPair]) -> list[ShownPair]:
    """Return the titles on cards among some pairs outside of an FAQ, none of which the structure ties to its answer."""
    cards = page.once(_Cards)
    return [pair for pair in pairs if not pair.found.is_tied and cards.holds(pair)]


def banners(page: Page, pairs: Sequence[ShownPair]) -> list[ShownPair]:
    """Return the titles among some pairs of one tag that have a line and a button below, if most of them do.

    Below one alone, a link is enough.
    """
    cards = page.once(_Cards)
    found = [pair for pair in pairs if not pair.found.is_tied and cards.is_banner(pair, is_alone=len(pairs) == 1)]
    return found if 2 * len(found) > len(pairs) and len(pairs) <= _MOST_OFFERS else []


def have_choices(page: Page, pairs: Sequence[ShownPair]) -> bool:
    """Whether buttons are right below each of some titles, two or more, as in a quiz: `Mars`, `Venus`."""
    shown = flat(page)
    numbers = [shown.numbers.get(pair.found.element) for pair in pairs if not pair.found.is_tied]
    below = [shown.holders[shown.end[title] : shown.end[title] + _CHOICES] for title in numbers if title is not None]
    return len(below) == len(pairs) > 1 and all(
        len(set(each)) == _CHOICES and all(shown.tags[holder] == "button" for holder in each) for each in below
    )


def is_all_that_asks(page: Page, pair: ShownPair) -> bool:
    """Whether nothing else asks in the section of a banner, as below the title of an FAQ whose list is empty."""
    shown, title = flat(page), flat(page).numbers.get(pair.found.element)
    if title is None or not banners(page, [pair]):
        return False
    section = context(page).section(shown.first[title], shown.levels.get(shown.first[title], NO_HEADING))
    holder, end = shown.parents[title], context(page).end_of_section(section)
    end = min(end, shown.end[holder]) if shown.first[holder] <= section else end
    return sum(shown.marked[max(section, 0) : end]) == 1
