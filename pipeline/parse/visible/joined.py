"""Lines that are put to those of another form, which a page writes a little otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ...text.questions import ends_with_mark
from ..page import Page
from .asker import ENTRIES, FIRST, LABELLED, Asker, Form, block_name
from .flat import flat
from .members import has_text_below, is_in_faq, may_ask, member_of

_FEWEST = 2  # lines (chosen) of the form that others are put to


def join_first(page: Page, found: defaultdict[Form, list[Asker]]) -> None:
    """Put the one line that opens an element to those of its look in there: `<div>Q<br>A<br>Q<br>A`."""
    for form in [form for form, members in found.items() if form[-1] == FIRST and len(members) == 1]:
        first, others = found[form][0], found.get(form[:-1], [])
        end = _end_of_opened(page, first)
        if sum(first.first < other.first < end for other in others) >= _FEWEST:
            found[form[:-1]] = sorted([first._replace(form=form[:-1]), *others])
            del found[form]


def _end_of_opened(page: Page, asker: Asker) -> int:
    """Where the innermost element ends that a line opens and that goes on after it."""
    shown, element = flat(page), flat(page).holders[asker.line_start]
    while shown.parents[element] >= 0 and shown.end[element] <= asker.line_end:
        element = shown.parents[element]
    return shown.end[element]


def join_labelled(page: Page, found: defaultdict[Form, list[Asker]]) -> None:
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
    return [*marked, *topics] if len(topics) < labelled + len(marked) else marked


def _is_topic(page: Page, asker: Asker) -> bool:
    """Whether a line without a question mark has an answer right below it, on a page that answers questions."""
    member = member_of(asker)
    return is_in_faq(page, asker, asker) and may_ask(page, member) and has_text_below(page, asker)


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
