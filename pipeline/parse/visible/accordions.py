"""Accordions: titles that open a panel, known by what they tell screen readers or scripts, or by their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from turbohtml import Element, Node

from ...text.patterns import pattern
from ...web.page_cache import page_cache
from ..page import Page
from ..paths import named_elements
from .context import context
from .elements import bare, block_of, following
from .flat import Flat, flat
from .nodes import NodeRange, is_blank, is_called
from .opening import OPENING, WINDOWS
from .outline import outline
from .pairs import QuestionElement, asks
from .statements import look_of, statements

_POINTERS = ("data-bs-target", "data-target", "href", "aria-controls")
"""What names the panel of a title; first what a script goes by, since a name that is only read out is often a copy."""
_BUTTON = 2  # elements (chosen) around the words of a title in which the button may be that opens its panel
_WINDOW_BODY = ".modal-body"
_NAMES = pattern(r"accordion|toggle|collaps", re.IGNORECASE)
_QUOTED = pattern(r"[\"']#?([\w-]+)[\"']")
_LONGEST_SCRIPT = 200  # characters (chosen) of what opens a panel on a click
_BLOCKS = frozenset("div section article nav ul ol dl table blockquote dd".split())


def accordions(page: Page) -> Iterator[QuestionElement]:
    """Yield each title that asks with the panel that it opens, and those that are entries though they ask nothing."""
    asking = [element for element in outline(page).asking if _opens(element, page) and asks(page, element)]
    asking = [element for element in _without_panels(page, asking) if not _opens_form(element, page)]
    titles = set(asking)
    members = set(_members(page, asking))
    titles |= members
    for title in [element for element in outline(page).all if element in titles]:
        if _is_whole(title, titles):
            yield QuestionElement(title, _opened(title, titles, page), is_member=title in members, is_panel=True)


def _members(page: Page, asking: list[Element]) -> list[Element]:
    """The titles of panels that are entries, but ask nothing by their words."""
    if not context(page).is_called_faq:
        return []
    known, looks = set(asking), {look_of(title) for title in asking if title.attr("class")}
    others = [element for element in outline(page).all if element not in known and element.attr("role") != "tab"]
    alike = {element for element in others if look_of(element) in looks}
    titles = known | alike
    found = [element for element in others if element in alike or _panel(element, page) is not None]
    return statements(page, found, asking, lambda title: _opened(title, titles, page))


def _opened(title: Element, titles: set[Element], page: Page) -> list[NodeRange]:
    panel = _panel(title, page)
    return [NodeRange(panel, 0, len(panel.children))] if panel else _after(title, titles)


def _without_panels(page: Page, asking: list[Element]) -> Iterator[Element]:
    """Yield titles without their panels, which end with a question, too, and are called as if they opened something.

    Such a panel stands right behind its title, in the same element, and looks otherwise.
    """
    shown, looks = flat(page), dict[tuple[int, int], str]()
    for element in asking:
        number, look = shown.numbers.get(element), look_of(element)
        if number is None:  # hidden
            yield element
            continue
        parent = shown.parents[number]
        if looks.get((parent, shown.first[number]), look) == look or _says_that_it_opens(element, page):
            looks[parent, shown.end[number]] = look
            yield element


def _opens(element: Element, page: Page) -> bool:
    """Whether an element opens something: it says so, or is called so."""
    return is_called(element, _names_title) or _says_that_it_opens(element, page)


def _says_that_it_opens(element: Element, page: Page) -> bool:
    return (
        element.tag == "button"
        or element.matches(OPENING)
        or _panel_of_script(element, page) is not None
        or (element.tag == "label" and _is_switch(element, page))
    )


@lru_cache(maxsize=4096)
def _names_title(names: str) -> bool:
    return _NAMES.search(names) is not None


def _is_whole(title: Element, titles: set[Element]) -> bool:
    """Whether no other title holds the same text, and none in it holds less."""
    words = bare(title.text)
    around = (other for other in title.ancestors if isinstance(other, Element) and other in titles)
    inside = (other for other in title.select("*") if other in titles)
    return not any(bare(other.text) == words for other in around) and all(bare(other.text) == words for other in inside)


def _opens_form(title: Element, page: Page) -> bool:
    """Whether a link opens a window over the page with something to fill in: `Forgot your password?`"""
    if not title.matches(WINDOWS):
        return False
    panel = _panel(title, page)
    return panel is None or _holds_field(panel)


@page_cache(16)  # asked for each button that opens one window
def _holds_field(panel: Element) -> bool:
    return panel.select_one("input:not([type=hidden i]), textarea, select") is not None


def _is_switch(label: Element, page: Page) -> bool:
    """Whether a label belongs to a hidden checkbox or radio button: an accordion without a script."""
    name = label.attr("for")
    field = _with_id(name, page) if name else None
    return field is not None and field.tag == "input" and field.attr("type") in ("checkbox", "radio")


def _panel(title: Element, page: Page) -> Element | None:
    """The element that a title names as what it opens, or the button around its words and an icon."""
    around = islice((each for each in title.ancestors if isinstance(each, Element)), _BUTTON)
    for element in (title, *(each for each in around if each.matches(OPENING))):
        if (panel := _named_panel(element, page)) is not None and panel not in title.ancestors:
            return panel
    return None


def _named_panel(element: Element, page: Page) -> Element | None:
    for pointer in _POINTERS:
        value = element.attr(pointer) or ""
        if value.startswith("#") or pointer == "aria-controls":
            panel = _with_id(value.removeprefix("#"), page)
            if panel is not None and panel is not element and panel not in element.ancestors:
                return _body_of(panel) if element.matches(WINDOWS) else panel
    return _panel_of_script(element, page)


@page_cache(16)  # asked for each button that opens one window
def _body_of(window: Element) -> Element:
    """What a window says, without its title and buttons."""
    return window.select_one(_WINDOW_BODY) or window


def _panel_of_script(element: Element, page: Page) -> Element | None:
    """The element whose id a script is told on a click: `onclick="show('a1')"`."""
    panels = (panel for name in _told(element) if (panel := _with_id(name, page)) is not None)
    panel = next((panel for panel in panels if panel is not element and panel not in element.ancestors), None)
    return None if panel is None or _is_elsewhere(element, panel, page) else panel


def _told(element: Element) -> list[str]:
    script = element.attr("onclick")
    return _QUOTED.findall(script) if script and len(script) <= _LONGEST_SCRIPT else []


def _is_elsewhere(element: Element, panel: Element, page: Page) -> bool:
    """Whether what a script is told on a click is no answer.

    Then it is before the title or holds that itself, several questions name it, or a link leads elsewhere.
    """
    shown, target = flat(page), _with_id((element.attr("href") or "").removeprefix("#"), page)
    title, opened = shown.numbers.get(element, 0), shown.numbers.get(panel, len(shown.elements))
    return (
        target not in (None, panel)
        or page.once(_questions_told)[panel.attr("id") or ""] > 1
        or opened < title
        or (panel in shown.numbers and _begins_with(shown, opened, shown.texts[shown.first[title] : shown.end[title]]))
    )


def _begins_with(shown: Flat, element: int, texts: list[str]) -> bool:
    first = shown.first[element]
    return shown.texts[first : min(shown.end[element], first + len(texts))] == texts


def _questions_told(page: Page) -> Counter[str]:
    """How many questions tell a script each id."""
    asked = {(name, bare(element.text)) for element in outline(page).asking for name in _told(element)}
    return Counter(name for name, _ in asked)


def _with_id(name: str, page: Page) -> Element | None:
    return named_elements(page).get(name) if name else None


def _after(title: Element, titles: set[Element]) -> list[NodeRange]:
    """The block next to a title, or else all that follows up to the next title."""
    block = block_of(title)
    if _holds_other(block, title, titles):
        block = title
    for node_range in following(block, lambda node: _holds(node, titles)):
        for i, node in enumerate(node_range.nodes, start=node_range.start):
            if isinstance(node, Element) and (node.tag in _BLOCKS):
                return [NodeRange(node_range.parent, i, i + 1)]
            if not is_blank(node):
                return [node_range]
    return []


def _holds_other(block: Element, title: Element, titles: set[Element]) -> bool:
    """Whether a block holds a title that says something else: a row of buttons, none of which has a panel."""
    words = bare(title.text)
    return any(other in titles and bare(other.text) != words for other in block.select("*"))


def _holds(node: Node, titles: set[Element]) -> bool:
    return isinstance(node, Element) and (node in titles or not titles.isdisjoint(node.select("*")))
