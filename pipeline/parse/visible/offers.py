"""Offers beside the questions of a page: what asks in a form of its own, and is answered by a line and a button."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, takewhile

from ...text.languages import LANGUAGES, plain_form_of
from ...text.patterns import pattern
from ...text.questions import asks_by_order
from ..page import Page
from .askers import line_cell
from .context import context
from .flat import Flat, flat
from .nodes import names_with
from .row import Row
from .tails import names_box

_LONGEST = 160  # characters (chosen) of an offer with its button; what answers a question says more, or has none
_LINKS = ("a", "button")
_REPLIES = frozenset(plain_form_of(language.replies for language in LANGUAGES))
_REPLY = pattern(r"(\w+) ?[,.;:!\u2013\u2014\u060c\u3001\u3002\uff0c\uff01]")
_names_button = names_with(pattern(r"button|(?:^|[-_])(?:btn|cta)|(?:btn|cta)(?:$|[-_])|^px-\d", re.IGNORECASE))

_names_call = names_with(pattern(r"(?:^|[-_])(?:cta|help|contact|support)(?:$|[-_])", re.IGNORECASE))
"""What calls on readers to write, call or come."""


def is_offer_beside(page: Page, row: Row) -> bool:
    """Whether a question beside those of its page leads on instead of being answered: `Ready to bake? [Book now]`.

    It is in what is called a call or a help; or below it is a line or two of which one is a button, or, in what is
    called a box, a link. Its words do not tell: most languages open `Are you ...?` like a question. What asks for more
    than yes or no by the order of its words may have a button below its answer, and so may what is answered `Yes, ...`.
    """
    shown, asker = flat(page), row.asker
    if not row.series.is_beside or asker.has_letter or asks_by_order(asker.text) or row.start >= row.end:
        return False
    row = row._replace(end=_end_of_links(shown, row))
    said = shown.text(row.start, row.end)
    if len(said) > _LONGEST or _replies(said):
        return False
    if _is_in(shown, row, _names_call):
        return True
    if context(page).is_in_faq_part(asker.first, asker.level):
        return False
    linked = [links for line in _lines(shown, row) if (links := _links(shown, row, *line))]
    return any(_is_button(shown, link) for links in linked for link in links) or (
        bool(linked) and _is_in(shown, row, names_box)
    )


def _end_of_links(shown: Flat, row: Row) -> int:
    """Where the lines of links and buttons end that are right below an answer, in the element of its question."""
    end, stop = row.end, shown.end[shown.parents[line_cell(shown, row.asker)]]
    while end < stop and _links(shown, row, end, line_end := min(stop, shown.line_end(end))):
        end = line_end
    return end


def _replies(said: str) -> bool:
    reply = _REPLY.match(said)
    return reply is not None and reply[1].lower() in _REPLIES


def _lines(shown: Flat, row: Row) -> Iterator[tuple[int, int]]:
    """Yield the lines that are below a question."""
    start = row.start
    while start < row.end:
        end = min(row.end, shown.line_end(start))
        yield start, end
        start = end


def _links(shown: Flat, row: Row, first: int, end: int) -> list[int]:
    """The links and buttons that a line consists of; none where it says anything else."""
    links = [_link(shown, row, piece) for piece in range(first, end)]
    return [] if None in links else [link for link in links if link is not None]


def _link(shown: Flat, row: Row, piece: int) -> int | None:
    """The link or button that a piece of an answer is in."""
    holder = shown.holders[piece]
    inside = takewhile(lambda each: shown.first[each] >= row.start, chain([holder], shown.ancestors(holder)))
    return next((each for each in inside if shown.tags[each] in _LINKS), None)


def _is_button(shown: Flat, link: int) -> bool:
    """Whether a link is a button, or called one; so may be what holds nothing else."""
    if shown.tags[link] == "button" or shown.elements[link].attr("role") == "button":
        return True
    span = shown.first[link], shown.end[link]
    around = takewhile(lambda each: shown.shows_only(each, *span), shown.ancestors(link))
    return any(_names_button(shown.classes[each]) for each in (link, *around))


def _is_in(shown: Flat, row: Row, by: Callable[[str], bool]) -> bool:
    """Whether a question is in what is called so, with its answer and nothing else."""
    around = shown.ancestors(shown.around(row.asker.first, row.asker.end))
    return any(by(shown.classes[each]) for each in takewhile(lambda each: shown.end[each] <= row.end, around))
