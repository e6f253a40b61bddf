"""Questions of an FAQ that follow one another and share the answer below the last: `Why is it wet?`, `Why cold?`"""

from __future__ import annotations

from collections import Counter
from operator import ne

from turbohtml import Element

from ...text.questions import ends_with_mark
from ..page import Page
from .context import context
from .lines import line_element
from .row import Row

_MOST = 3  # questions (chosen) that have one answer; more are a list of contents
_BETWEEN = ("a", "br")  # what shows nothing between two questions: the target of a link


def with_shared_answers(page: Page, found: list[Row]) -> list[Row]:
    """Return rows in document order, those without an answer with that of the next one, where they share it.

    Most questions of the page have answers of their own, and none that shares one is asked again, as below a list of
    contents.
    """
    shared = [*found]
    for number in range(len(found) - 2, -1, -1):
        row, following = found[number], shared[number + 1]
        if _shares(page, row, following):
            shared[number] = row._replace(start=following.start, end=following.end)
    changed = sum(map(ne, shared, found))
    if not changed or 2 * changed >= len(found):
        return found
    sharing = Counter((row.start, row.end) for row in shared)
    asked = Counter(row.asker.text for row in found)
    may_share = (sharing[row.start, row.end] <= _MOST and asked[row.asker.text] == 1 for row in shared)
    return [row if may else own for may, row, own in zip(may_share, shared, found, strict=True)]


def _shares(page: Page, row: Row, following: Row) -> bool:
    """Whether a question of an FAQ has no answer before the next one of its form, which follows it at once."""
    asker, after = row.asker, following.asker
    follows = row.start >= row.end and asker.line_end == after.line_start and asker.form == after.form
    if not follows or asker.is_inline or not (ends_with_mark(asker.text) and ends_with_mark(after.text)):
        return False
    is_before = _is_right_before(line_element(page, asker), line_element(page, after))
    return is_before and context(page).is_in_faq(asker.first, asker.level)


def _is_right_before(element: Element, after: Element) -> bool:
    """Whether no element is between two: a picture, a field or a panel to be filled is the place of an answer."""
    others = (each for each in element.next_siblings if isinstance(each, Element))
    return next((each for each in others if each.tag not in _BETWEEN or each == after), None) == after
