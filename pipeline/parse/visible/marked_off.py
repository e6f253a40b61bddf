"""What tells a line from plain text, so that it may ask where others of its form do: its look, or that it is short."""

from __future__ import annotations

from turbohtml import Element

from .asker import BOLD, ENTRIES, HOLDING, NEAR
from .emphasised import EMPHASISED
from .flat import Flat
from .labels import is_number

_LONGEST_BARE = 90  # characters (chosen) of a paragraph that asks without mark, class or weight
_CLOSED = "\"')\u201d\u00bb"
_TELLING = EMPHASISED | HOLDING | {"blockquote"}


def is_marked_off(shown: Flat, first: int, end: int, is_faq: bool) -> bool:
    """Whether something tells a line from plain text: its look, or that it is short and ends no sentence."""
    return (
        stands_out(shown, first, is_faq) or _is_numbered(shown, first, end) or (is_faq and _is_bare(shown, first, end))
    )


def stands_out(shown: Flat, first: int, is_faq: bool) -> bool:
    """Whether a line is bold or, on a page for questions, a tag or class tells it from plain text."""
    element = shown.holders[first]
    if shown.tags[element] in BOLD:
        return True
    if not is_faq:
        return False
    is_told = False
    for _ in range(1 + NEAR):
        if element < 0:
            break
        tag = shown.tags[element]
        if tag == "a" and leads_to_another_page(shown.elements[element]):
            return False
        is_told = (
            is_told
            or bool(shown.classes[element])
            or tag in _TELLING
            or (tag in ENTRIES and shown.first[element] == first)
        )
        element = shown.parents[element]
    return is_told


def _is_numbered(shown: Flat, first: int, end: int) -> bool:
    """Whether a number in plain text opens a line and bold text follows it: `3. <b>The pump knocks</b>`."""
    return first + 1 < end and is_number(shown.texts[first]) and shown.tags[shown.holders[first + 1]] in BOLD


def _is_bare(shown: Flat, first: int, end: int) -> bool:
    """Whether a line is a short paragraph that ends no sentence: `The pump knocks`."""
    text = shown.texts[first]
    return (
        end == first + 1
        and len(text) <= _LONGEST_BARE
        and (text[-1].isalnum() or text[-1] in _CLOSED)
        and not text[0].islower()
        and shown.tags[shown.holders[first]] == "p"
    )


def leads_to_another_page(link: Element) -> bool:
    """Whether a link leads to another page, and neither to a place on its own nor to a script."""
    address = link.attr("href") or "#"
    return "#" not in address and not address.startswith("javascript:")
