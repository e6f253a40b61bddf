"""Locators of the visible formats: `NAME=CSS PATH;CSS PATH[START:STOP]`, of what asks and of the nodes that answer.

A number of words in braces (`CSS PATH{2}`) says how many at the start are a label and not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from turbohtml import Element

from ...text.labels import has_letter, unlabelled_question
from ..locators import RawPair, first_path, split_paths
from ..page import Page
from ..paths import element_at, path_of
from .elements import answer_text, shown_line, shown_line_of, without_words
from .nodes import NodeRange


def visible_locator(
    page: Page, name: str, asked: Element | NodeRange, answer: Sequence[NodeRange], words: tuple[int, int] = (0, 0)
) -> str:
    """Return the locator of what asks, and of the nodes that answer it. Raises NothingThere.

    `words` are how many words at the start of both are a label.
    """
    question = range_path(page, asked) if isinstance(asked, NodeRange) else path_of(page, asked)
    paths = [range_path(page, nodes) for nodes in answer]
    if paths:
        paths[0] += _braced(words[1])
    return f"{name}={question}{_braced(words[0])};{';'.join(paths)}"


def _braced(words: int) -> str:
    return f"{{{words}}}" if words else ""


def range_path(page: Page, nodes: NodeRange) -> str:
    """Return a range as a part of a locator: `CSS PATH[START:STOP]`, all child nodes from 0. Raises NothingThere."""
    return f"{path_of(page, nodes.parent)}[{nodes.start}:{nodes.stop}]"


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names. Raises NothingThere, or ValueError for another form."""
    path, *paths = split_paths(locator) or [""]
    path, words = _without_braces(path)
    line = shown_line_of(nodes_at(page, path)) if _names_nodes(path) else shown_line(element_at(page, path))
    line = without_words(line, words)
    first, skipped = _without_braces(paths[0]) if paths else ("", 0)
    ranges = [nodes_at(page, part) for part in ([first] if first else []) + paths[1:]]
    return RawPair(unlabelled_question(line), answer_text(ranges, has_letter(line), skipped))


def asking_element(page: Page, locator: str) -> Element:
    """Return the element that asks at a locator whose first part names one, or nodes in one. Raises NothingThere."""
    path, _ = _without_braces(first_path(locator))
    return nodes_at(page, path).parent if _names_nodes(path) else element_at(page, path)


def _names_nodes(part: str) -> bool:
    """Whether a part ends in `[START:STOP]`; a bracket that is of an id has a backslash."""
    return part.endswith("]") and not part.endswith("\\]")


def _without_braces(part: str) -> tuple[str, int]:
    """A part of a locator without its number of words, and that number."""
    path, brace, words = part.rpartition("{")
    return (path, int(words.rstrip("}"))) if brace and part[-2:-1].isdigit() and part[-1] == "}" else (part, 0)


def nodes_at(page: Page, part: str) -> NodeRange:
    """Return the nodes that a part of a locator names: `CSS PATH[START:STOP]`. Raises NothingThere."""
    path, _, numbers = part.rpartition("[")
    start, _, stop = numbers.rstrip("]").partition(":")
    return NodeRange(element_at(page, path), int(start), int(stop))
