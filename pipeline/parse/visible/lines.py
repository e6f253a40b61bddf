"""Where the line of a question stands, and that of its answer."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from turbohtml import Element

from ...text.labels import answer_label_end, label_end
from ..page import Page
from .asker import Asker
from .flat import Flat, flat
from .labels import is_answer_label
from .walk import OWN_LINE

BEFORE_ANSWER = 4
"""Lines (chosen) between the line with the label of a question and that of its answer."""
_LABEL_PIECES = 3  # of text in the label of an answer with what it opens: `<b>A</b>: Yes`


def answer_line(shown: Flat, start: int, end: int) -> int | None:
    """Return the first piece of the line before `end` that opens with the label of an answer: `A:`; None if far off."""
    line = bisect_left(shown.starts, start)
    for first, stop in pairwise(shown.starts[line : line + BEFORE_ANSWER + 2]):
        if first >= end or label_end(shown.texts[first]):
            return None
        text = shown.text(first, min(stop, first + _LABEL_PIECES))
        labels = (each for each in (text, shown.texts[first]) if len(each) > 1)
        if answer_label_end(text) or any(map(is_answer_label, labels)):
            return first
    return None


def line_element(page: Page, asker: Asker) -> Element:
    """Return the element that shows the line of a question and nothing else."""
    shown = flat(page)
    return shown.elements[line_cell(shown, asker)]


def line_cell(shown: Flat, asker: Asker) -> int:
    """Return the outermost element that shows the line of a question, or its first paragraph, and nothing else."""
    end = end_of_paragraph(shown, asker)
    return shown.alone(asker.line_start, asker.line_end) if end == asker.end else shown.alone(asker.first, end)


def end_of_paragraph(shown: Flat, asker: Asker) -> int:
    """Return where a question ends, or its first paragraph where it has several."""
    end = shown.line_end(asker.first)
    if end >= asker.end:
        return asker.end
    block = shown.child(shown.around(asker.first, asker.end), asker.first)
    return end if block is not None and shown.tags[block] in OWN_LINE else asker.end
