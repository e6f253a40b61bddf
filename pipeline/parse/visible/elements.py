"""Elements as a reader sees them: their text on one line, and the nodes that follow them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from turbohtml import Element, Node, Text

from ...text.labels import unlabelled_answer, unlabelled_question
from ...text.marks import END_MARKS
from ...text.patterns import pattern
from ...web.page_cache import page_cache
from ...web.render import text_of
from ..page import Page
from .nodes import NodeRange, index_in, is_blank, names_with, nodes_of
from .outline import outline
from .walk import is_panel

_MOST_CLIMBS = 5  # elements (chosen) around a title that hold nothing else
_MOST_ICONS = 60  # characters (chosen) of what is next to a title without being text: icons, words for screen readers
_ICONS = "+#\u00b6\u00bb\u00d7\u2013\u2014\u2039\u203a\u2190\u2191\u2192\u2193\u2212\u2303\u2304\u2715\ufe0e\ufe0f "
_ICONS += "\u25b2\u25b6\u25b8\u25ba\u25bc\u25be\u25c0\u25c4"  # triangles
# What follows a question mark without belonging to the question: a wiki's edit link, the name of an icon.
_AFTER_MARK = pattern(
    rf"(?<=[{END_MARKS}])\s*(?:(?:\[[^\]]{{2,40}}\]\s*)+|(?:expand_more|expand_less|keyboard_arrow_\w+|chevron_\w+"
    r"|arrow_\w+|add|remove|toggle|expand|collapse|open|close|show(?: answer)?|hide)(?: .{0,20})?)$",
    re.IGNORECASE,
)
_WORD_CHARACTER, _NO_WORD_CHARACTERS = pattern(r"\w"), pattern(r"\W+")
_ASIDES = (
    "button, [role=button], a[href^='javascript:'], [class*=badge i], [class*=pill i], [class*=chip i], [class*=tag i],"
    " [class*=label i]"
)
"""What may follow a question in its element without being part of it: a control, a badge."""
LONGEST_CONTROL = 25
"""Characters (chosen) of a button or link that does something on its page: `Back to top`, `Show all of it`."""
_NOWHERE = ("#", "javascript:void(0)", "javascript:void(0);", "javascript:;")
names_button = names_with(pattern(r"button|(?:^|[-_])(?:btn|cta)|(?:btn|cta)(?:$|[-_])|^px-\d", re.IGNORECASE))
"""Whether class names are those of a button."""
_SWITCH_ATTRIBUTES = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")


def question_text(element: Element) -> str:
    """Return the question that an element holds, on one line, without its number, `Q:`, `+` or pilcrow."""
    return unlabelled_question(shown_line(element))


def answer_text(answer: Iterable[NodeRange], is_labelled: bool = False, words: int = 0) -> str:
    """Return what a reader sees of an answer, without its `A:` and without the mark of a question before it.

    `is_labelled` says that the question has a `Q.`: then `A.` is a label too, and not an item of a list. `words` says
    how many words at its start are a label.
    """
    text = without_words(text_of(node for node_range in answer for node in node_range.nodes), words)
    if text[:1] in tuple(END_MARKS):
        text = text.lstrip(f"{END_MARKS} ")
    return unlabelled_answer(text, is_labelled)


def without_words(text: str, words: int) -> str:
    """Return a text without some words at its start.

    >>> without_words("Le Courrier : Ouvert ?", 3)
    'Ouvert ?'
    """
    parts = text.split(None, words)
    return text if not words else parts[words] if len(parts) > words else ""


def line_of(page: Page, element: Element) -> str:
    """Return what an element of a page shows, like `shown_line`; each is worked out once for all formats."""
    lines = outline(page).lines
    if element not in lines:
        lines[element] = shown_line(element)
    return lines[element]


def shown_line(element: Element) -> str:
    """Return what an element shows, on one line, with the mark that follows it and without icons."""
    text = _without_aside(element, _on_one_line(element.children))
    return f"{text}?" if text and is_followed_by_mark(element) else text


def _without_aside(element: Element, line: str) -> str:
    """Return a line without what a button, a link without an address or a badge says after its question: `Why? New`."""
    end = line.rfind("?") + 1
    aside = line[end:].strip(_ICONS)
    if not end or not aside or len(aside) > LONGEST_CONTROL:
        return line
    inside = element.select(_ASIDES)
    return line[:end] if any(" ".join(each.text.split()) == aside for each in inside) else line


def is_aside(element: Element) -> bool:
    """Whether an element is a control or a badge, which may follow a question without being part of it."""
    return element.matches(_ASIDES) and len(element.text.strip()) <= LONGEST_CONTROL


def shown_line_of(nodes: NodeRange) -> str:
    """Return what some nodes show, on one line and without icons."""
    return _on_one_line(nodes.nodes)


def _on_one_line(nodes: Iterable[Node]) -> str:
    return _AFTER_MARK.sub("", " ".join(text_of(nodes).split()).strip(_ICONS)).strip(_ICONS)


def is_followed_by_mark(element: Element) -> bool:
    """Whether the question mark comes after the element: `<b>Pets allowed</b>? Yes.`"""
    after = element.next_sibling
    return isinstance(after, Text) and after.data.lstrip()[:1] in tuple(END_MARKS)


def shows_nothing(node: Node) -> bool:
    """Whether a node shows no word of its own: blanks, marks and icons, the letter of an icon font, `Toggle`."""
    if is_blank(node):
        return True
    text = node.data if isinstance(node, Text) else node.text if isinstance(node, Element) else ""
    if len(text) > _MOST_ICONS and not (
        isinstance(node, Element) and node.select_one("script, style, noscript, template")
    ):
        return False
    shown = text if isinstance(node, Text) else text_of([node])
    letters = bare(shown)
    return (
        not letters
        or (len(letters) == 1 and letters.isascii() and letters.isalpha())
        or _AFTER_MARK.fullmatch(f"?{' '.join(shown.split())}", 1) is not None
    )


def shows_only_buttons(node: Node) -> bool:
    """Whether a node holds buttons and shows nothing else."""
    return isinstance(node, Element) and node.select_one("button") is not None and not text_of([node]).strip()


def bare(text: str) -> str:
    """Return the letters and digits of a text: what is left when icons and blanks do not count."""
    return _NO_WORD_CHARACTERS.sub("", text)


def has_word_character(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return _WORD_CHARACTER.search(text) is not None


def leads_nowhere(element: Element) -> bool:
    """Whether an element is a link that does something on its page instead of leading to another: `Report`."""
    return element.tag == "a" and (element.attr("href") or "").strip().lower() in _NOWHERE


def is_switch(element: Element) -> bool:
    """Whether an element says that it opens something on its page."""
    attributes = element.attrs
    return any(name in attributes for name in _SWITCH_ATTRIBUTES)


def block_of(element: Element) -> Element:
    """Return the outermost element that shows nothing but this one: the bar of an accordion, say."""
    block = element
    for _ in range(_MOST_CLIMBS):
        parent = block.parent
        if not isinstance(parent, Element) or parent.tag in ("body", "html"):
            break
        if any(node != block for node in _shown(parent)):
            break
        block = parent
    return block


@page_cache(16)  # asked for each title of one list, and for what is around it
def _shown(parent: Element) -> tuple[Node, ...]:
    """The first children of an element that show something, two at most."""
    return tuple(islice((node for node in nodes_of(parent) if opens_by_script(node) or not shows_nothing(node)), 2))


def opens_by_script(node: Node) -> bool:
    """Whether a node is what a script opens, and holds text: Webflow has answers in menus."""
    if not isinstance(node, Element) or not node.text.strip():
        return False
    is_hidden = node.attr("hidden") is not None or node.attr("aria-hidden") == "true"
    return node.tag == "nav" or (is_hidden and is_panel(node))


def following(block: Element, stops: Callable[[Node], bool]) -> list[NodeRange]:
    """Return the siblings after a block up to the first that stops: one range, or none where there is no sibling."""
    parent = block.parent
    if not isinstance(parent, Element):
        return []
    children = nodes_of(parent)
    start = index_in(parent, block) + 1
    stop = start
    while stop < len(children) and not stops(children[stop]):
        stop += 1
    return [NodeRange(parent, start, stop)] if stop > start else []


def elements_of(answer: Iterable[NodeRange]) -> Iterator[Element]:
    """Yield those of an answer's nodes that are elements."""
    return (node for node_range in answer for node in node_range.nodes if isinstance(node, Element))
