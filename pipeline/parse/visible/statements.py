"""Titles of panels that ask nothing by their words, on a page called an FAQ: `Report a lost card`, `Refunds`.

They are entries where others that look like them ask, or where three of them are all that the page has to ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from turbohtml import Element

from ...text.questions import ends_with_mark
from ..page import Page
from .asker import look
from .askers import askers
from .calls import is_call
from .context import context
from .elements import line_of
from .lines import line_element
from .nodes import NodeRange
from .regions import regions

_FEWEST = 3  # titles (chosen) that look alike where none asks
_LONGEST = 120  # characters (chosen) of a title that asks nothing by its words
_PARTS = "h1, h2, h3, h4, h5, h6, details, dt, [aria-expanded], [aria-controls], input, select, textarea"
"""What a panel holds that is a section, a menu or a form instead of an answer."""
_APART = (
    "dialog, [role=dialog], [role=alertdialog], [role=tablist], [role=menu], [role=menubar], [role=navigation], header"
)
"""What the page's own entries are never in: a banner over the page, its menus."""
Panel = Callable[[Element], Sequence[NodeRange]]


def statements(page: Page, titles: Iterable[Element], asking: Sequence[Element], panel: Panel) -> list[Element]:
    """Return those of some titles that are entries, beside the titles that ask by their words."""
    alike: defaultdict[str, list[Element]] = defaultdict(list)
    for title in titles:
        alike[look_of(title)].append(title)
    if not alike or not context(page).is_called_faq:
        return []
    looks = {look_of(title) for title in asking if not regions(page).is_boilerplate(title)}
    if looks:
        return [title for name in looks for title in alike[name] if _is_entry(page, title, panel)]
    if context(page).has_other_title:
        return []
    found = [title for group in alike.values() for title in _entries(page, group, panel)]
    return [] if found and _asks(page) else found


def look_of(title: Element) -> str:
    """Return the tag of an element with its classes, which titles of one list have in common."""
    return look(title.tag, title.attr("class") or "")


def _entries(page: Page, alike: Sequence[Element], panel: Panel) -> Sequence[Element]:
    """Some titles that look alike where all are entries: one that is none shows that the others are sections."""
    found = [title for title in alike if not regions(page).is_boilerplate(title)]
    if len(found) < _FEWEST or not all(_is_entry(page, title, panel) for title in found):
        return []
    return found


def _is_entry(page: Page, title: Element, panel: Panel) -> bool:
    """Whether a title has words, and opens a panel with nothing in it but text."""
    text = line_of(page, title)
    if not 0 < len(text) <= _LONGEST or is_call(text) or regions(page).is_boilerplate(title):
        return False
    if title.closest(_APART) is not None:
        return False
    opened = [node for nodes in panel(title) for node in nodes.nodes]
    if not any(node.text.strip() for node in opened):
        return False
    return not any(isinstance(node, Element) and (node.matches(_PARTS) or node.select_one(_PARTS)) for node in opened)


def _asks(page: Page) -> bool:
    """Whether any line of the page that is no boilerplate has a question mark or a label."""
    asking = (asker for asker in askers(page).all if asker.has_letter or ends_with_mark(asker.text))
    return any(not regions(page).is_boilerplate(line_element(page, asker)) for asker in asking)
