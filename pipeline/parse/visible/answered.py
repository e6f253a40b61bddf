"""Questions that no label marks, but whose answers have one: `Answer:`, `Ruth replies:`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ...text.labels import answer_label_end, label_end
from ...text.questions import ends_with_mark
from ..page import Page
from .asker import LABELLED, Asker, Form
from .askers import askers
from .flat import Flat, flat
from .labels import LONGEST_LABEL, is_answer_label, may_be_answer_label
from .lines import answer_line
from .marked import holds_mark
from .members import is_boilerplate

_CONTROLS = frozenset("a button label".split())
"""What may say `Answer` and opens a form."""
_BELOW = 6  # lines (chosen) between which the label of an answer is looked for
_FEWEST = 2  # questions (chosen) without a heading
_MOST_TITLES = 4  # headings that ask (chosen), with those of boxes beside the text
_MOST_OTHERS = 1 / 3  # share of the labels (chosen) that answer no question of this kind


def label_answered(page: Page, found: defaultdict[Form, list[Asker]]) -> None:
    """Take for labelled the one title that asks, or lines that do, where a label opens a line right below each.

    Letters may ask before they end (`May he eat pears? He loves them.`), and tasks with numbers need no mark.
    """
    if LABELLED in found:
        return
    shown = flat(page)
    marked = [asker for asker in askers(page).all if holds_mark(asker.text) or label_end(asker.text) > 0]
    asking = [asker for asker in marked if ends_with_mark(asker.text)]
    asked = _title(page, asking) or _lines(shown, marked)
    if not all(asker in found[asker.form] for asker in asked):
        return
    for asker in asked:
        found[asker.form].remove(asker)
        found[LABELLED].append(asker.as_labelled())


def _title(page: Page, asking: list[Asker]) -> list[Asker]:
    """The one heading of a page's own text that asks, where the one label that is a line stands below it."""
    shown, titles = flat(page), [asker for asker in asking if asker.is_heading]
    if 1 < len(titles) <= _MOST_TITLES:
        titles = [asker for asker in titles if not is_boilerplate(page, asker)]
    if len(titles) != 1:
        return []
    lines = [first for first in _labels(shown, shown.starts[:-1]) if shown.line_end(first) == first + 1]
    is_below = len(lines) == 1 and answer_line(shown, titles[0].line_end, len(shown.nodes)) == lines[0]
    return titles if is_below else []


def _lines(shown: Flat, asking: list[Asker]) -> list[Asker]:
    """The lines that ask right above most labels of the page; two at least."""
    asked = [asker for asker, after in zip_longest(asking, asking[1:]) if _is_answered(shown, asker, after)]
    if len(asked) < _FEWEST:
        return []
    labels = sum(1 for _ in _labels(shown, shown.starts[:-1]))
    return asked if len(asked) >= (1 - _MOST_OTHERS) * labels else []


def _is_answered(shown: Flat, asker: Asker, after: Asker | None) -> bool:
    """Whether a label opens one of the few lines between a line that asks and the next one."""
    if asker.is_inline or asker.line_end == len(shown.nodes):
        return False
    line, limit = shown.line_of[asker.line_end], after.line_start if after else len(shown.nodes)
    starts = (first for first in shown.starts[line : line + _BELOW] if first < limit)
    label = next(_labels(shown, starts), None)
    return label is not None and answer_line(shown, asker.line_end, label + 1) == label


def _labels(shown: Flat, starts: Iterable[int]) -> Iterator[int]:
    """Yield the first piece of each line that the label of an answer opens in an element of its own."""
    for first in starts:
        text = shown.texts[first]
        is_likely = 1 < len(text) <= LONGEST_LABEL and may_be_answer_label(text)
        is_label = is_likely and is_answer_label(text)
        if (is_label or answer_label_end(text) > 0) and not _is_control(shown, first):
            yield first


def _is_control(shown: Flat, piece: int) -> bool:
    """Whether a piece is what a reader clicks on to answer, and no label of an answer."""
    holder = shown.holders[piece]
    return not _CONTROLS.isdisjoint(shown.tags[each] for each in (holder, *shown.ancestors(holder)))
