"""Whether what asks stands beside the questions of a page, in a form of its own: in a banner, a box, a last section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..page import Page
from .asker import Asker
from .context import context
from .flat import flat
from .lines import line_cell

_MOST = 4  # questions (chosen) in one form; more of them are a list
_LAST = 2  # titles (chosen) after all questions of an FAQ: an offer, a poll


def is_beside(page: Page, asking: Sequence[Asker], known: list[int], is_in_faq: bool) -> bool:
    """Whether all that asks in one form stands apart from the questions of a page, which begin at the pieces `known`.

    What is called an FAQ may ask in several forms: there it is one title before all of them, or after them, or both.
    """
    if len(asking) > _MOST or not all(_is_apart(page, asker, known) for asker in asking):
        return False
    return not is_in_faq or all(_is_title(asker) and asker.first in (known[0], *known[-_LAST:]) for asker in asking)


def _is_title(asker: Asker) -> bool:
    """Whether what asks is a heading, or stands out on a line of its own."""
    return asker.is_heading or (asker.is_strong and not asker.is_inline)


def _is_apart(page: Page, asker: Asker, known: list[int]) -> bool:
    """Whether no other question is both in the element of a question and right below the same title."""
    shown = flat(page)
    holder = shown.parents[line_cell(shown, asker)]
    title = context(page).section(asker.line_start, asker.level)
    first = max(title, shown.first[holder])
    end = min(context(page).next_heading(title) + 1, shown.end[holder])
    at = bisect_left(known, first)
    return bisect_left(known, end) - at <= (known[at : at + 1] == [asker.first])
