"""Questions that no label marks, but whose answers have one: `Answer:`, `Ruth replies:`."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ...text.questions import ends_with_mark
from ..page import Page
from .asker import LABELLED, Asker, Form
from .askers import answer_line, askers
from .flat import Flat, flat
from .labels import LONGEST_LABEL, is_answer_label, may_be_answer_label

_CONTROLS = frozenset("a button label".split())
"""What may say `Answer` and opens a form."""
_FEWEST = 2  # questions (chosen) without a heading
_MOST_OTHERS = 1 / 3  # share of the labels (chosen) that answer no question of this kind


def label_answered(page: Page, found: defaultdict[Form, list[Asker]]) -> None:
    """Take for labelled the one title that asks, or lines that do, where a label opens a line right below each."""
    asking = [asker for asker in askers(page).all if ends_with_mark(asker.text)]
    if LABELLED in found or not asking:
        return
    shown = flat(page)
    labels = [*_labels(shown)]
    asked = (_title(shown, asking, labels) or _lines(shown, asking, labels)) if labels else []
    if not all(asker in found[asker.form] for asker in asked):
        return
    for asker in asked:
        found[asker.form].remove(asker)
        found[LABELLED].append(asker.as_labelled())


def _labels(shown: Flat) -> Iterator[int]:
    """Yield the first piece of each line that the label of an answer opens in an element of its own."""
    for first in shown.starts[:-1]:
        text = shown.texts[first]
        is_likely = 1 < len(text) <= LONGEST_LABEL and may_be_answer_label(text)
        if is_likely and is_answer_label(text) and not _is_control(shown, first):
            yield first


def _is_control(shown: Flat, piece: int) -> bool:
    """Whether a piece is what a reader clicks on to answer, and no label of an answer."""
    holder = shown.holders[piece]
    return not _CONTROLS.isdisjoint(shown.tags[each] for each in (holder, *shown.ancestors(holder)))


def _title(shown: Flat, asking: list[Asker], labels: list[int]) -> list[Asker]:
    """The one heading that asks, where the one label that is a line stands below it."""
    titles = [asker for asker in asking if asker.is_heading]
    lines = [first for first in labels if shown.line_end(first) == first + 1]
    if len(titles) != 1 or len(lines) != 1:
        return []
    return titles if answer_line(shown, titles[0].line_end, len(shown.nodes)) == lines[0] else []


def _lines(shown: Flat, asking: list[Asker], labels: list[int]) -> list[Asker]:
    """The lines that ask right above most labels; two at least."""
    starts, asked = [asker.line_start for asker in asking], []
    for before, label in pairwise((-1, *labels)):
        at = bisect_right(starts, label) - 1
        is_own = at >= 0 and starts[at] > before and not asking[at].is_inline
        if is_own and answer_line(shown, asking[at].line_end, label + 1) == label:
            asked.append(asking[at])
    return asked if len(asked) >= max(_FEWEST, (1 - _MOST_OTHERS) * len(labels)) else []
