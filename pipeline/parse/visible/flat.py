"""What a page shows, in flat arrays: its elements, its pieces of text and the lines that these make.

One walk of the tree makes them for all formats that go by what a reader sees. An element, a piece of text and a line
are numbers here: what is inside what, what comes before what and what stands alone on its line are comparisons.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate, compress, repeat
from operator import contains, not_

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick
from turbohtml import Element, Node

from ...web.noise import is_noise
from ..page import Page
from .marked import holds_mark
from .nodes import NodeRange, index_in, nodes_of
from .sheet import bold_by_sheet
from .walk import Arrays, walk, where

LEVELS = {f"h{level}": level for level in range(1, 7)}
"""The headings, with their rank."""
_APART = "\0"
"""What no class name holds: a parser takes it out."""
_WITH_BLANKS = bytes(ord(" ") if chr(code).isspace() or chr(code) in "-_" else code for code in range(256))


class Flat(Arrays):
    """The flat arrays of a page, and what is asked of them."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        walk(page.dom, self)
        for bold in bold_by_sheet(page, self.tags, self.classes):
            self.tags[bold] = "b"

    def called(self, by: Callable[[str], bool], words: frozenset[str]) -> set[int]:
        """Return the elements whose class names pass a test; these must hold one of some words, in lower case."""
        names = set(filter(by, self._class_names_with(words)))
        return set(where(names, self.classes)) if names else set()

    def has_class_with(self, parts: Iterable[bytes]) -> bool:
        """Whether any class name holds one of some parts, in lower case."""
        return any(part in self._class_text for part in parts)

    def _class_names_with(self, words: frozenset[str]) -> list[str]:
        """The different class names that hold one of some words between blanks, hyphens and underscores."""
        if not self._class_text.isascii():  # other signs may part words, too
            return self._class_names
        found = _finder(words).find_matches_as_indexes(self._class_text)
        numbers = {bisect_right(self._class_starts, at) - 1 for _, at, _ in found}
        return [self._class_names[number] for number in numbers]

    @cached_property
    def _class_names(self) -> list[str]:
        """The different class names of elements; also of some that are left out."""
        return [*self.names]

    @cached_property
    def _class_text(self) -> bytes:
        """All of them, in lower case and with a blank around each word, so that words are found in one go."""
        together = f" {_APART} ".join(self._class_names)
        return f" {together} ".lower().encode("utf-8", "surrogatepass").translate(_WITH_BLANKS)

    @cached_property
    def _class_starts(self) -> list[int]:
        """Where each of them starts in that text."""
        return [0, *accumulate(len(names) + 1 for names in self._class_text.split(_APART.encode()))]

    def pieces_of(self, nodes: NodeRange) -> tuple[int, int]:
        """Return the first piece of text in a range of nodes, and the one after the last."""
        shown = nodes.nodes
        return self._first_span(shown)[0], self._first_span(reversed(shown))[1]

    def _first_span(self, nodes: Iterable[Node]) -> tuple[int, int]:
        """The pieces of the first node that has any."""
        return next((span for node in nodes if (span := self._span(node))[1] > span[0]), (0, 0))

    def _span(self, node: Node) -> tuple[int, int]:
        if isinstance(node, Element):
            number = self.numbers.get(node)
            return (0, 0) if number is None else (self.first[number], self.end[number])
        piece = self._piece_numbers.get(node)
        return (0, 0) if piece is None else (piece, piece + 1)

    @cached_property
    def marked(self) -> list[bool]:
        """Which pieces hold a question mark."""
        marked = list(map(contains, self.texts, repeat("?")))
        others = compress(range(len(marked)), map(not_, map(str.isascii, self.texts)))
        for piece in others:
            marked[piece] = holds_mark(self.texts[piece])
        return marked

    @cached_property
    def is_asking(self) -> bool:
        """Whether any piece holds a question mark."""
        return any(self.marked)

    @cached_property
    def levels(self) -> dict[int, int]:
        """The rank of each heading by its first piece of text."""
        return {
            self.first[element]: LEVELS[self.tags[element]]
            for element in where(LEVELS, self.tags)
            if self.end[element] > self.first[element]
        }

    @cached_property
    def title(self) -> int:
        """The first piece of the first heading of the first rank; where none is, the number of pieces."""
        return next((piece for piece, level in self.levels.items() if level == 1), len(self.nodes))

    @cached_property
    def _piece_numbers(self) -> dict[Node, int]:
        return {node: number for number, node in enumerate(self.nodes)}

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {name: number for number, each in enumerate(self.elements) if (name := each.attr("id"))}

    def starts_before(self, name: str, piece: int) -> bool:
        """Whether the element with an id starts before a piece of text."""
        number = self._ids.get(name)
        return number is not None and self.first[number] < piece

    def text(self, first: int, end: int) -> str:
        """Return what some pieces say, on one line."""
        if end - first == 1:
            return self.texts[first]
        said = self.texts[first:end]
        for at, joined in enumerate(self.joined[first + 1 : end], start=1):
            if not joined:
                said[at] = f" {said[at]}"
        return "".join(said)

    def line_start(self, piece: int) -> int:
        """Return the first piece on the line of a piece."""
        return self.starts[self.line_of[piece]]

    def line_end(self, piece: int) -> int:
        """Return the piece behind the line of a piece."""
        return self.starts[self.line_of[piece] + 1]

    def rest_of_line(self, piece: int) -> str:
        """Return what a line says from a piece on."""
        return self.text(piece, self.line_end(piece))

    def is_lone_letter(self, piece: int) -> bool:
        """Whether a piece is a letter in an element of its own: an icon, or the `F` before a question."""
        text = self.texts[piece]
        return len(text) == 1 and text.isalpha() and self.shows_only(self.holders[piece], piece, piece + 1)

    def is_followed_by(self, piece: int, signs: tuple[str, ...]) -> bool:
        """Whether the next piece on the line of a piece begins with a sign."""
        following = piece + 1
        return (
            following < len(self.texts)
            and self.line_of[following] == self.line_of[piece]
            and self.texts[following].startswith(signs)
        )

    def around(self, first: int, end: int) -> int:
        """Return the innermost element that holds some pieces."""
        element = self.holders[first]
        while self.end[element] < end:
            element = self.parents[element]
        return element

    def ancestors(self, element: int) -> Iterator[int]:
        """Yield the elements around an element, from the inside out."""
        element = self.parents[element]
        while element >= 0:
            yield element
            element = self.parents[element]

    def alone(self, first: int, end: int) -> int:
        """Return the outermost element that shows some pieces and nothing else, or else the innermost around them."""
        element = self.around(first, end)
        while (above := self.parents[element]) >= 0 and self.shows_only(above, first, end):
            element = above
        return element

    def shows_only(self, element: int, first: int, end: int) -> bool:
        """Whether an element shows some pieces and nothing else."""
        return self.first[element] == first and self.end[element] == end

    def ranges(self, first: int, end: int) -> list[NodeRange]:
        """Return the fewest ranges of nodes that hold some pieces and no others."""
        if first >= end:
            return []
        top = self.around(first, end)
        if not self.shows_only(top, first, end):
            return list(self._parts(top, first, end))
        while (above := self.parents[top]) >= 0 and self.shows_only(above, first, end) and not self._is_noise(above):
            top = above
        return [self._content(top) if self._is_noise(top) or self.parents[top] < 0 else self._itself(top)]

    def _is_noise(self, element: int) -> bool:
        return is_noise(self.elements[element])

    def _content(self, element: int) -> NodeRange:
        node = self.elements[element]
        return NodeRange(node, 0, len(nodes_of(node)))

    def _itself(self, element: int) -> NodeRange:
        parent = self.elements[self.parents[element]]
        at = index_in(parent, self.elements[element])
        return NodeRange(parent, at, at + 1)

    def _parts(self, top: int, first: int, end: int) -> Iterator[NodeRange]:
        """The ranges of pieces that are not all of an element: a part of a child, whole ones, a part of another."""
        holder = self.elements[top]
        start, last = self.child(top, first), self.child(top, end - 1)
        low = index_in(holder, self.nodes[first] if start is None else self.elements[start])
        high = index_in(holder, self.nodes[end - 1] if last is None else self.elements[last]) + 1
        if start is not None and not self._is_within(start, first, end):
            yield from self._rest(start, first)
            low += 1
        tail = last is not None and last != start and not self._is_within(last, first, end)
        if low < high - tail:
            yield NodeRange(holder, low, high - tail)
        if tail and last is not None:
            yield from self._parts(last, self.first[last], end)

    def _rest(self, top: int, first: int) -> Iterator[NodeRange]:
        """The ranges of an element from a piece on, with the line breaks at its end."""
        holder, start = self.elements[top], self.child(top, first)
        low = index_in(holder, self.nodes[first] if start is None else self.elements[start])
        if start is not None and self.first[start] < first:
            yield from self._rest(start, first)
            low += 1
        if low < (stop := len(nodes_of(holder))):
            yield NodeRange(holder, low, stop)

    def child(self, top: int, piece: int) -> int | None:
        """Return the child element of an element that holds a piece; None where the piece itself is the child."""
        element = self.holders[piece]
        if element == top:
            return None
        while self.parents[element] != top:
            element = self.parents[element]
        return element

    def _is_within(self, element: int, first: int, end: int) -> bool:
        return self.first[element] >= first and self.end[element] <= end


@cache
def _finder(words: frozenset[str]) -> BytesAhoCorasick:
    return BytesAhoCorasick([f" {word} ".encode() for word in sorted(words)], matchkind=MATCHKIND_LEFTMOST_FIRST)


def flat(page: Page) -> Flat:
    """Return the flat arrays of a page; they are kept with the page's tree."""
    return page.once(Flat)
