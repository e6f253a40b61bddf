"""Questions and answers as a reader sees them: elements, what follows them, their text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from turbohtml import Element, Node, Text

from ...text.marks import END_MARKS
from ...text.questions import has_letter, unlabelled_answer, unlabelled_question
from ...web.render import text_of
from ..page import Page
from .nodes import Stretch, is_blank, nodes_of, place_in
from .outline import outline

_MOST_CLIMBS = 5


_MOST_ICONS = 60  # characters of what stands beside a title without being text: icons, words for screen readers


_ICONS = "+#\u00b6\u00bb\u00d7\u2013\u2014\u2039\u203a\u2190\u2191\u2192\u2193\u2212\u2303\u2304\u2715\ufe0e\ufe0f "
_ICONS += "\u25b2\u25b6\u25b8\u25ba\u25bc\u25be\u25c0\u25c4"  # triangles


# What follows a question mark without belonging to the question: a wiki's edit link, the name of an icon.
_BEHIND_MARK = re.compile(
    rf"(?<=[{END_MARKS}])\s*(?:(?:\[[^\]]{{2,40}}\]\s*)+|(?:expand_more|expand_less|keyboard_arrow_\w+|chevron_\w+"
    r"|arrow_\w+|add|remove|toggle|expand|collapse|open|close|show(?: answer)?|hide)(?: .{0,20})?)$",
    re.IGNORECASE,
)


_LETTERS, _NO_LETTERS = re.compile(r"\w"), re.compile(r"\W+")


def read_again(page: Page, locator: str) -> tuple[str, str]:
    """Return the question and answer that a locator names. Raises ValueError where it names none."""
    question_path, *places = locator.partition("=")[2].split(";")
    element = page.dom.select_one(question_path)
    if element is None:
        raise ValueError(f"nothing at {question_path}")
    answer = answer_text((stretch_at(page, place) for place in places), has_letter(_line(element)))
    return question_text(element), answer


def question_text(element: Element) -> str:
    """Return the question that an element holds, on one line, without its number, `Q:`, `+` or pilcrow."""
    return unlabelled_question(_line(element))


def answer_text(stretches: Iterable[Stretch], is_labelled: bool = False) -> str:
    """Return what a reader sees of an answer, without its `A:` and without the mark of a question before it."""
    text = text_of(node for stretch in stretches for node in stretch.nodes)
    if text[:1] in tuple(END_MARKS):
        text = text.lstrip(f"{END_MARKS} ")
    return unlabelled_answer(text, is_labelled)


def following(block: Element, stops: Callable[[Node], bool]) -> list[Stretch]:
    """Return the siblings behind a block up to the first that stops."""
    parent = block.parent
    if not isinstance(parent, Element):
        return []
    children = nodes_of(parent)
    start = place_in(parent, block) + 1
    stop = start
    while stop < len(children) and not stops(children[stop]):
        stop += 1
    return [Stretch(parent, start, stop)] if stop > start else []


def block_of(element: Element) -> Element:
    """Return the outermost element that shows nothing but this one: the bar of an accordion, say."""
    block = element
    for _ in range(_MOST_CLIMBS):
        parent = block.parent
        if not isinstance(parent, Element) or parent.tag in ("body", "html"):
            break
        if not all(node == block or shows_nothing(node) for node in nodes_of(parent)):
            break
        block = parent
    return block


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
        or _BEHIND_MARK.fullmatch(f"?{' '.join(shown.split())}", 1) is not None
    )


def child_with(parent: Element, inner: Element) -> Node | None:
    """Return the child of an element that is another element or holds it; None where it does not stand below."""
    node: Node | None = inner
    while node is not None:
        above = node.parent
        if above == parent:
            return node
        node = above
    return None


def shortened(stretch: Stretch, most: int) -> Stretch:
    """Return the first shown nodes of a stretch that nothing ends: a page's tail is longer than an answer."""
    shown = 0
    for i, node in enumerate(stretch.nodes, start=stretch.start):
        shown += not is_blank(node)
        if shown == most:
            return Stretch(stretch.parent, stretch.start, i + 1)
    return stretch


def shown_nodes(stretch: Stretch) -> int:
    """Return how many of the nodes show something."""
    return sum(not is_blank(node) for node in stretch.nodes)


def stretch_at(page: Page, place: str) -> Stretch:
    """Return the children that a part of a locator names. Raises ValueError where there are none."""
    path, _, numbers = place.rpartition("[")
    start, _, stop = numbers.rstrip("]").partition(":")
    parent = page.dom.select_one(path)
    if parent is None:
        raise ValueError(f"nothing at {path}")
    return Stretch(parent, int(start), int(stop))


def has_mark_behind(element: Element) -> bool:
    """Whether the question mark stands behind the element: `<b>Pets allowed</b>? Yes.`"""
    behind = element.next_sibling
    return isinstance(behind, Text) and behind.data.lstrip()[:1] in tuple(END_MARKS)


def _known_line(page: Page, element: Element) -> str:
    lines = outline(page).lines
    if element not in lines:
        lines[element] = _line(element)
    return lines[element]


def _line(element: Element) -> str:
    """What an element shows, on one line, with the mark behind it and without icons."""
    text = _BEHIND_MARK.sub("", " ".join(text_of(element.children).split()).strip(_ICONS)).strip(_ICONS)
    return f"{text}?" if text and has_mark_behind(element) else text


def _elements(stretches: Iterable[Stretch]) -> Iterator[Element]:
    return (node for stretch in stretches for node in stretch.nodes if isinstance(node, Element))


def _is_switch(link: Element) -> bool:
    attributes = link.attrs
    return any(name in attributes for name in ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"))


def bare(text: str) -> str:
    """Return the letters and digits of a text: what is left when icons and blanks do not count."""
    return _NO_LETTERS.sub("", text)
