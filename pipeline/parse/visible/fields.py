"""What is to be filled in, and the titles of that."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, takewhile

from turbohtml import Element, Node, Text

from ...text.marks import END_MARKS
from ...web.dom import length_of
from ...web.page_cache import page_cache
from .choices import hold_boxes
from .elements import bare
from .nodes import NodeRange, is_blank

_FIELDS = "textarea, select, input:not([type=checkbox], [type=radio], [type=hidden], [type=submit], [type=button])"
"""What is filled in; a box to tick may open a panel."""
_CHOICE = "input[type=radio]"
_LONGEST_ROW = 4_000  # characters (chosen) of the markup of a row of a form
_AROUND = 6  # elements (chosen) around a question of which one may be its row


def is_title_of_field(element: Element) -> bool:
    """Whether an element is the legend or the label of what its readers are to fill in or choose."""
    title = element.closest("legend, label") or element.select_one("legend, label")
    around = title.parent if title is not None else None
    if title is None or not isinstance(around, Element):
        return False
    if title.tag == "legend":
        return any(field.closest("form, fieldset") == around for field in around.select(_FIELDS))
    return title.attr("for") in _ids_of_fields(around)


@page_cache(16)  # asked for each label of one form
def _ids_of_fields(around: Element) -> frozenset[str]:
    """The ids of what is to be filled in or chosen in an element."""
    return frozenset(name for field in around.select(_FIELDS) if (name := field.attr("id")) is not None)


def is_in_form_with_field(element: Element) -> bool:
    """Whether the row of a form holds a question and what is filled in, perhaps with a note: `Write freely.`"""
    return element.closest("form") is not None and has_field(element)


def has_field(element: Element) -> bool:
    """Whether a row holds a question, no other, and what is filled in."""
    return _row(element, _FIELDS) is not None


def is_above_form(answer: Iterable[NodeRange]) -> bool:
    """Whether nothing is below a question but a form with something to fill in: `Ask us anything`."""
    shown = [node for nodes in answer for node in nodes.nodes if not is_blank(node)]
    return bool(shown) and all(isinstance(node, Element) and _is_form_with_field(node) for node in shown)


def _is_form_with_field(block: Element) -> bool:
    form = block if block.tag == "form" else block.select_one("form")
    return form is not None and form.select_one(_FIELDS) is not None and bare(form.text) == bare(block.text)


def is_above_choices(element: Element, answer: Iterable[NodeRange]) -> bool:
    """Whether what is below a question begins with a button to choose it, and others are in the row of both."""
    first = next((node for nodes in answer for node in nodes.nodes if not is_blank(node)), None)
    if first is None or not _has_choice(first):
        return False
    row = _row(element, _CHOICE)
    return row is not None and hold_boxes([row])


def _has_choice(node: Node) -> bool:
    """Whether a button to choose a node is in it, or the last element before it."""
    if isinstance(node, Element) and node.select_one(_CHOICE) is not None:
        return True
    before = node.previous_sibling
    while isinstance(before, Text) and is_blank(before):
        before = before.previous_sibling
    return isinstance(before, Element) and before.tag == "input" and before.attr("type") == "radio"


def _row(element: Element, fields: str) -> Element | None:
    """The first element around a question that holds fields, if it asks nothing else."""
    around = takewhile(_is_small_row, (each for each in element.ancestors if isinstance(each, Element)))
    row = next((each for each in islice(around, _AROUND) if each.select_one(fields) is not None), None)
    return row if row is not None and sum(map(row.text.count, END_MARKS)) == 1 else None


@page_cache(16)  # asked for what is around each title of one list
def _is_small_row(element: Element) -> bool:
    return element.tag != "form" and length_of(element) <= _LONGEST_ROW
