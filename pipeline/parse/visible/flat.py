"""What a page shows, in flat arrays: its elements, its pieces of text and the lines that these make.

One walk of the tree makes them for all formats that go by what a reader sees. An element, a piece of text and a line
are numbers here: what is inside what, what comes before what and what stands alone on its line are comparisons.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick
from turbohtml import Element, Node, Text

from ...web.noise import PERMALINKS, is_called_noise, is_noise
from ...web.render import BLOCKS, LINES, LISTS
from ..page import Page
from .nodes import NodeRange, index_in, nodes_of
from .outline import holds_mark
from .sheet import bold_by_sheet

_UNSEEN = frozenset(
    "script style noscript template svg iframe object embed video audio canvas select datalist textarea input head link"
    " meta title map progress meter source track noembed noframes annotation annotation-xml img br hr".split()
)
_SEEN = frozenset("button nav option dialog".split())
"""Elements that are no part of an answer, but may hold a question or a panel that a script will open."""
OWN_LINE = BLOCKS | LISTS | LINES | frozenset("td th dt button label legend option nav dialog".split())
LEVELS = {f"h{level}": level for level in range(1, 7)}
"""The headings, with their rank."""
_BREAKS = frozenset("br hr".split())
_HIDDEN = "[hidden]:not([hidden=until-found i]), [aria-hidden=true]"
_UNREAD = -2
"""In place of the number of an element that is not read, with all that is in it."""
_APART = "\0"
"""What no class name holds: a parser takes it out."""
_WITH_BLANKS = bytes(ord(" ") if chr(code).isspace() or chr(code) in "-_" else code for code in range(256))
_PANEL = 40  # characters (chosen): a hidden element with more is a panel that a script will open, and no icon


class Flat:
    """The elements, the pieces of text and the lines of a page, in document order and counted from 0."""

    def __init__(self, page: Page) -> None:
        self.elements: list[Element] = []
        self.parents: list[int] = []
        """The element around each element; -1 for the first."""
        self.tags: list[str] = []
        self.classes: list[str] = []
        """The class names of each element, with blanks between."""
        self.first: list[int] = []
        """The first piece of text in each element, or the next one where it holds none."""
        self.end: list[int] = []
        """The piece of text after the last one in each element."""
        self.nodes: list[Text] = []
        """The pieces of text."""
        self.texts: list[str] = []
        """What each piece says, on one line."""
        self.holders: list[int] = []
        """The element around each piece."""
        self.line_of: list[int] = []
        """The line of each piece."""
        self.joined: list[bool] = []
        """Whether no blank parts each piece from the one before on its line: `<b>Q</b>: ...`."""
        self.starts: list[int] = []
        """The first piece of each line, and behind the last line the number of pieces."""
        self.rules: list[int] = []
        """The piece after each horizontal rule."""
        self.numbers: dict[Node, int] = {}
        """The number of each element."""
        self._walk(page)

    def called(self, by: Callable[[str], bool], words: frozenset[str]) -> set[int]:
        """Return the elements whose class names pass a test; these must hold one of some words, in lower case."""
        names = set(filter(by, self._class_names_with(words)))
        return {element for element, each in enumerate(self.classes) if each in names} if names else set()

    def _class_names_with(self, words: frozenset[str]) -> list[str]:
        """The different class names that hold one of some words between blanks, hyphens and underscores."""
        if not self._class_text.isascii():  # other signs may part words, too
            return self._class_names
        found = _finder(words).find_matches_as_indexes(self._class_text)
        numbers = {bisect_right(self._class_starts, at) - 1 for _, at, _ in found}
        return [self._class_names[number] for number in numbers]

    @cached_property
    def _class_names(self) -> list[str]:
        """The different class names of elements."""
        return [*dict.fromkeys(self.classes)]

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
        return list(map(holds_mark, self.texts))

    @cached_property
    def levels(self) -> dict[int, int]:
        """The rank of each heading by its first piece of text."""
        return {
            self.first[element]: LEVELS[tag]
            for element, tag in enumerate(self.tags)
            if tag in LEVELS and self.end[element] > self.first[element]
        }

    @cached_property
    def _piece_numbers(self) -> dict[Node, int]:
        return {node: number for number, node in enumerate(self.nodes)}

    def _walk(self, page: Page) -> None:
        """Read the nodes of the tree in document order.

        It is one loop over every node of a page, so what it asks for often is at hand in local names, and a node that
        is not read costs next to nothing. A line ends where a block opens, and where the block around differs.
        """
        nodes, texts, holders, line_of, starts = self.nodes, self.texts, self.holders, self.line_of, self.starts
        elements, parents, tags, classes = self.elements, self.parents, self.tags, self.classes
        firsts, numbers, joined = self.first, self.numbers, self.joined
        hidden = set(page.dom.select(_HIDDEN))
        noise: dict[str, bool] = {"": False}
        blocks: list[int] = []  # the block around each element, or the element itself
        numbers[page.dom] = number = -1
        around: Node | None = page.dom
        block = last_block = line = -1
        own = piece = 0
        before = ""
        is_fresh = True
        for node in page.dom.descendants:
            parent = node.parent
            if parent is not around:
                around = parent
                number = _UNREAD if parent is None else numbers.get(parent, _UNREAD)
                block = blocks[number] if number >= 0 else -1
            if isinstance(node, Text):
                if number == _UNREAD:
                    continue
                data = node.data
                text = data.strip()
                if not text or (text in PERMALINKS and number >= 0 and tags[number] == "a"):
                    continue
                if is_fresh or block != last_block:
                    starts.append(piece)
                    line += 1
                    last_block = block
                    is_fresh = False
                    joined.append(False)
                else:
                    joined.append(not (before[-1].isspace() or data[0].isspace()))
                nodes.append(node)
                texts.append(text if text.isprintable() and "  " not in text else " ".join(text.split()))
                holders.append(number)
                line_of.append(line)
                piece += 1
                before = data
            elif isinstance(node, Element):
                tag = node.tag
                if number == _UNREAD or tag in _UNSEEN:
                    if tag in _BREAKS:
                        is_fresh = True
                        if tag == "hr":
                            self.rules.append(piece)
                    continue
                names = node.attr("class") or ""
                says_nothing = noise.get(names)
                if says_nothing is None:
                    says_nothing = noise[names] = is_called_noise(names)
                if (says_nothing or node in hidden) and tag not in _SEEN and not _is_panel(node):
                    continue
                if tag in OWN_LINE:
                    is_fresh = True
                    blocks.append(own)
                else:
                    blocks.append(block)
                numbers[node] = own
                elements.append(node)
                parents.append(number)
                tags.append(tag)
                classes.append(names)
                firsts.append(piece)
                own += 1
        del numbers[page.dom]
        starts.append(piece)
        for bold in bold_by_sheet(page, tags, classes):
            tags[bold] = "b"
        self.end = self._ends()

    def _ends(self) -> list[int]:
        """The piece of text after the last one in each element."""
        ends = [*self.first]
        for piece, holder in enumerate(self.holders, start=1):
            if holder >= 0:
                ends[holder] = piece
        for element in range(len(ends) - 1, -1, -1):
            parent = self.parents[element]
            if parent >= 0 and ends[parent] < ends[element]:
                ends[parent] = ends[element]
        return ends

    def text(self, first: int, end: int) -> str:
        """Return what some pieces say, on one line."""
        if end - first == 1:
            return self.texts[first]
        words: list[str] = []
        for piece in range(first, end):
            if words and self.joined[piece]:
                words[-1] += self.texts[piece]
            else:
                words.append(self.texts[piece])
        return " ".join(words)

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

    def goes_on(self, piece: int) -> bool:
        """Whether no blank parts a piece from the next."""
        return piece + 1 < len(self.nodes) and self.joined[piece + 1]

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
            yield from self._parts(start, first, min(end, self.end[start]))
            low += 1
        tail = last is not None and last != start and not self._is_within(last, first, end)
        if low < high - tail:
            yield NodeRange(holder, low, high - tail)
        if tail and last is not None:
            yield from self._parts(last, self.first[last], end)

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


def _is_panel(node: Element) -> bool:
    """Whether a hidden element holds more than an icon or a word for screen readers."""
    if node.select_one("p, div, ul, ol") is not None:
        return True
    text = node.text.strip()
    return len(text) > _PANEL or (
        " " in text and node.tag in BLOCKS and ("hidden" in node.attrs or "aria-hidden" in node.attrs)
    )


@cache
def _finder(words: frozenset[str]) -> BytesAhoCorasick:
    return BytesAhoCorasick([f" {word} ".encode() for word in sorted(words)], matchkind=MATCHKIND_LEFTMOST_FIRST)


def flat(page: Page) -> Flat:
    """Return the flat arrays of a page; they are kept with the page's tree."""
    return page.once(Flat)
