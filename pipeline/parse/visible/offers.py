"""Offers: what asks in a form of its own beside the questions of a page, and is answered by a line and a button."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, takewhile

from ...text.languages import LANGUAGES, plain_form_of
from ...text.patterns import pattern
from ...text.questions import asks_by_order, ends_with_mark
from ..page import Page
from .askers import askers
from .context import context
from .elements import names_button
from .flat import Flat, flat
from .lines import line_cell
from .nodes import names_with
from .row import Row
from .tails import names_box

LONGEST_OFFER = 160
"""Characters (chosen) of an offer with its button; what answers a question says more, or has none."""
_LONGEST_MOTTO = 60  # characters (chosen) below the title of a page: `Fair prices, nothing hidden.`
_CONTROL = 3  # links of a page (chosen) that say the same: no offer is made so often, but all entries may be shared
_LINKS = ("a", "button")
_TOP = 1
"""The rank of the heading that names a page."""
_REPLIES = frozenset(plain_form_of(language.replies for language in LANGUAGES))
_REPLY = pattern(r"(\w+) ?[,.;:!\u2013\u2014\u060c\u3001\u3002\uff0c\uff01]")
_LIST = 3  # questions (chosen): fewer do not show that they share an element
_names_card = names_with(pattern(r"(?:^|[-_]|[a-z](?=C))[Cc]ards?(?:$|[-_])"))
_names_call = names_with(
    pattern(r"(?:^|[-_])(?:cta|call[-_]?to[-_]?action|help|contact|support)(?:$|[-_])", re.IGNORECASE)
)
"""What calls on readers to write, call or come."""


def is_offer_beside(page: Page, row: Row) -> bool:
    """Whether a question beside those of its page leads on instead of being answered: `Ready to bake? [Book now]`.

    It is in what is called a call or a help; or below it is a line or two of which one is a button, or, in what is
    called a box, a link; in a part of the page that is called an FAQ one alone takes both. Its words do not tell: most
    languages open `Are you ...?` like a question. What asks for more than yes or no by the order of its words may have
    a button below its answer, and so may what is answered `Yes, ...`.
    """
    shown, asker = flat(page), row.asker
    may_offer = row.series.is_beside or _closes_list(shown, row)
    if not may_offer or asker.has_letter or asks_by_order(asker.text) or row.start >= row.end:
        return False
    row = row._replace(end=_end_of_links(shown, row))
    said = shown.text(row.start, row.end)
    if len(said) > LONGEST_OFFER or replies(said):
        return False
    if _is_in(shown, row, _names_call):
        return True
    if not row.series.is_beside:
        return False
    linked = [links for line in _lines(shown, row.start, row.end) if (links := _links(shown, row.start, *line))]
    has_button = any(is_button(shown, link) for links in linked for link in links)
    is_boxed = bool(linked) and _is_in(shown, row, _names_box_or_card)
    if context(page).is_in_faq_part(asker.first, asker.level):
        return has_button and is_boxed and len(row.series.questions) == 1
    return has_button or is_boxed or (asker.level == _TOP and len(said) <= _LONGEST_MOTTO)


def _closes_list(shown: Flat, row: Row) -> bool:
    """Whether a question is the last of several, in an element of its own, and the others share theirs."""
    questions = row.series.questions
    if row.asker != questions[-1] or len(questions) <= _LIST:
        return False
    *others, own = (shown.parents[line_cell(shown, each)] for each in questions)
    return 2 * len(set(others)) <= len(others) and own not in others


def _names_box_or_card(names: str) -> bool:
    return names_box(names) or _names_card(names)


def links_at_end(page: Page, start: int, end: int) -> list[int]:
    """Return the links and buttons that the last of some lines consist of, if they offer something.

    They do not where other entries of the page have the same, nor right behind a question: `Helpful? Yes`.
    """
    shown = flat(page)
    if start >= end or askers(page).counts[shown.texts[end - 1]] >= _CONTROL:
        return []
    found: list[int] = []
    while end > start and (links := _links(shown, start, first := max(start, shown.line_start(end - 1)), end)):
        found, end = [*links, *found], first
    return [] if end > start and ends_with_mark(shown.texts[end - 1]) else found


def _end_of_links(shown: Flat, row: Row) -> int:
    """Where the lines of links and buttons end that are right below an answer, in what its question opens."""
    end, around = row.end, shown.parents[line_cell(shown, row.asker)]
    while (above := shown.parents[around]) >= 0 and shown.first[above] == row.asker.line_start:
        around = above
    stop = shown.end[around]
    while end < stop and _links(shown, row.start, end, line_end := min(stop, shown.line_end(end))):
        end = line_end
    return end


def replies(said: str) -> bool:
    """Whether a text opens with a word that says yes or no: `Yes, ...`."""
    reply = _REPLY.match(said)
    return reply is not None and reply[1].lower() in _REPLIES


def _lines(shown: Flat, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that are below a question."""
    while start < end:
        stop = min(end, shown.line_end(start))
        yield start, stop
        start = stop


def _links(shown: Flat, start: int, first: int, end: int) -> list[int]:
    """The links and buttons that a line below a question consists of; none where it says anything else."""
    links = [_link(shown, start, piece) for piece in range(first, end)]
    return [] if None in links else [link for link in links if link is not None]


def is_in_link(shown: Flat, start: int, piece: int) -> bool:
    """Whether a piece of an answer, which begins at `start`, is in a link or a button."""
    return _link(shown, start, piece) is not None


def _link(shown: Flat, start: int, piece: int) -> int | None:
    """The link or button that a piece of an answer is in."""
    holder = shown.holders[piece]
    inside = takewhile(lambda each: shown.first[each] >= start, chain([holder], shown.ancestors(holder)))
    return next((each for each in inside if shown.tags[each] in _LINKS or _has_role(shown, each)), None)


def _has_role(shown: Flat, element: int) -> bool:
    """Whether an element is a button to screen readers."""
    return shown.elements[element].attr("role") == "button"


def is_button(shown: Flat, link: int) -> bool:
    """Whether a link is a button, or called one; so may be what holds nothing else."""
    if shown.tags[link] == "button" or _has_role(shown, link):
        return True
    span = shown.first[link], shown.end[link]
    around = takewhile(lambda each: shown.shows_only(each, *span), shown.ancestors(link))
    return any(names_button(shown.classes[each]) for each in (link, *around))


def _is_in(shown: Flat, row: Row, by: Callable[[str], bool]) -> bool:
    """Whether a question is in what is called so, with its answer and nothing else."""
    around = shown.ancestors(shown.around(row.asker.first, row.asker.end))
    return any(by(shown.classes[each]) for each in takewhile(lambda each: shown.end[each] <= row.end, around))
