"""The elements in which a page says by itself what asks: terms, rows, what opens a panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from turbohtml import Element

from ...text.marks import ASKING_MARKS, has_mark_at_end
from ...text.patterns import pattern
from ..page import Page
from .nodes import NodeRange

_TOGGLE = "[data-toggle={0}], [data-bs-toggle={0}]"
TABS = ", ".join(("[role=tab]", *map(_TOGGLE.format, ("tab", "pill"))))
WINDOWS = _TOGGLE.format("modal")
"""What opens a window over the page."""
SLOTS = ", ".join(f"[slot={name}]" for name in ("heading", "header", "title", "summary", "label", "question", "toggle"))
"""What elements of a library of components show as the title of a panel, and the rest below it."""
_OPENING = ("[aria-expanded]", _TOGGLE.format("collapse"), TABS, WINDOWS)
OPENING = ", ".join((*_OPENING, SLOTS))
_CLICKED = "[onclick]:not([href]), [onclick][href^='#'], [onclick][href^=javascript]"
"""What runs a script on a click and leads nowhere else."""
_TAGS = ("tr", "details", "dt", "button", "label")
_CALLED = "[class*=accordion i], [class*=toggle], [class*=collaps]"
"""Parts of what plugins call what opens a panel."""
_SELECTOR = ", ".join((*_TAGS, *_OPENING, "[slot]", _CLICKED, _CALLED))  # one name for all slots: each takes time
_MARK = pattern(f"[{ASKING_MARKS}]")
_PLAIN_MARKS = ASKING_MARKS.replace(";", "")
LONGEST_QUESTION = 300  # characters; the longest of 529 pairs read on real pages has 163
_MOST_BLANKS = 3  # times as long as its text may be a question's markup, indented as it is (chosen)


class Outline:
    """The elements of one page that may hold a question, in document order."""

    def __init__(self, page: Page) -> None:
        elements = page.dom.select(_SELECTOR)
        self.lines: dict[Element, str] = {}
        """What elements show on one line, as far as it was asked for (`line_of`)."""
        self.answers: dict[tuple[object, ...], tuple[list[NodeRange], str]] = {}
        """Answers that were read (`shown_pair`), by their nodes: the nodes without boilerplate, and the text."""
        self._by_tag: defaultdict[str, list[Element]] = defaultdict(list)
        for element in elements:
            self._by_tag[element.tag].append(element)
        self.all = elements
        """All of them."""
        self.asking = [element for element in elements if may_ask(element.text)]
        """Those that hold a question mark and are no longer than a question."""

    def tagged(self, tag: str) -> list[Element]:
        """Return the elements with a tag."""
        return self._by_tag[tag]


def outline(page: Page) -> Outline:
    """Return the outline of a page; it is kept with the page's tree."""
    return page.once(Outline)


def may_ask(text: str) -> bool:
    """Whether a text holds a question mark and is no longer than a question; looked at before anything slower is."""
    return len(text) < _MOST_BLANKS * LONGEST_QUESTION and holds_mark(text)


def holds_mark(text: str) -> bool:
    """Whether a text holds a question mark, or a semicolon among letters that are not ASCII."""
    return "?" in text or (not text.isascii() and _MARK.search(text) is not None)


def show_mark(texts: Sequence[str]) -> bool:
    """Whether some texts hold a question mark, which may follow the letter before it in a text of its own."""
    whole = "".join(texts)
    if "?" in whole or whole.isascii():
        return "?" in whole
    if any(mark in whole for mark in _PLAIN_MARKS):
        return True
    return any(has_mark_at_end(f"{before[-1:]};") for before in whole.split(";")[:-1])
