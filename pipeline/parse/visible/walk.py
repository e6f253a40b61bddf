"""The walk over the nodes of a page: which elements and texts a reader sees, and on which lines.

It is compiled where there is a C compiler (`_walk.c`); the Python here is the standard.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress

from turbohtml import Document, Element, Node, Text

from ...text.clean import CLEANING
from ...web.noise import PERMALINKS, is_called_noise
from ...web.render import BLOCKS, LINES, LISTS
from .opening import TAGS, is_called_opening, opening_by_attribute

_UNSEEN = frozenset(
    "script style noscript template svg iframe object embed video audio canvas select datalist textarea input head link"
    " meta title map progress meter source track noembed noframes annotation annotation-xml img br hr"
    " amp-ad amp-embed amp-sticky-ad amp-consent".split()
)
_UNSEEN_TEXTS = frozenset(CLEANING["zero_width"][0])
"""What editors leave in a paragraph that is empty."""
_SEEN = frozenset("button nav option dialog".split())
"""Elements that are no part of an answer, but may hold a question or a panel that a script will open."""
OWN_LINE = BLOCKS | LISTS | LINES | frozenset("td th dt button label legend option nav dialog".split())
_BREAKS = frozenset("br hr".split())
_HIDDEN = "[hidden]:not([hidden=until-found i]), [aria-hidden=true]"
NOISE, OPENS = 1, 2
"""What class names may say: that an element says nothing, that it opens a panel."""
_UNREAD = -2
"""In place of the number of an element that is not read, with all that is in it."""
_PANEL = 40  # characters (chosen): a hidden element with more is a panel that a script will open, and no icon


class Arrays:
    """The elements, the pieces of text and the lines of a page, in document order and counted from 0."""

    def __init__(self) -> None:
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
        self.length = 0
        """How many characters they have with the blanks around and between them."""
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
        self.names: dict[str, int] = {"": 0}
        """The class names of all elements, and what they say: `NOISE`, `OPENS`."""
        self.told: list[Element] = []
        """The elements of which an attribute says that they open something, in document order."""
        self.outlined: list[Element] = []
        """Those that may ask by their tag, names or attributes; also such as are not read."""


def where(wanted: Container[str], values: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of those values that are wanted: no Python is run for each of the others.

    >>> [*where({"h1", "h2"}, ["body", "h1", "p", "h2"])]
    [1, 3]
    """
    return compress(range(len(values)), map(wanted.__contains__, values))


def walk(top: Document, arrays: Arrays) -> None:
    """Fill the arrays of a page with the nodes of its tree."""
    arrays.numbers[top] = -1
    arrays.told += opening_by_attribute(top)
    fill(arrays, top.descendants, set(top.select(_HIDDEN)), _LOOKS)
    del arrays.numbers[top]


def fill_in_python(
    arrays: Arrays, nodes_in_order: Iterable[Node], hidden: set[Element], _looks: object = None, /
) -> None:
    """Read nodes in document order, as the compiled `fill` does."""
    reader = _Walk(arrays, hidden)
    for node in nodes_in_order:
        if isinstance(node, Text):
            reader.read_text(node)
        elif isinstance(node, Element):
            reader.read_element(node)
    arrays.starts.append(len(arrays.texts))
    arrays.end += _ends(arrays)


class _Walk:
    """Where a walk is. A line ends where a block opens, and where the block around differs."""

    def __init__(self, arrays: Arrays, hidden: set[Element]) -> None:
        self.arrays = arrays
        self.hidden = hidden
        self.around: Node | None = None
        """The parent of the last node."""
        self.number = _UNREAD
        """The number of that parent."""
        self.block = -1
        """The block around it, or itself."""
        self.blocks: list[int] = []
        """The same of each element."""
        self.line_block = -1
        """The block of the last line."""
        self.is_fresh = True
        """Whether the next piece of text begins a line."""
        self.before = ""
        """The data of the last piece."""
        self.told = iter(arrays.told)
        self.next_told = next(self.told, None)

    def read_text(self, node: Text) -> None:
        """Add a piece of text, if it is read and says something."""
        self._enter(node)
        if self.number == _UNREAD:
            return
        data = node.data
        self.arrays.length += len(data)
        text = data.strip()
        if text and text not in _UNSEEN_TEXTS and not (text in PERMALINKS and self._is_in_link()):
            self._add_piece(node, data, text)

    def read_element(self, node: Element) -> None:
        """Add an element, unless it and all that is in it is no text of the page."""
        self._enter(node)
        tag, names = node.tag, node.attr("class") or ""
        look = self._look_at(names)
        self._outline(node, tag, look)
        if self.number == _UNREAD or tag in _UNSEEN:
            self.is_fresh = self.is_fresh or tag in _BREAKS
            if tag == "hr":
                self.arrays.rules.append(len(self.arrays.texts))
        elif not self._is_left_out(node, tag, look):
            self._add_element(node, tag, names)

    def _enter(self, node: Node) -> None:
        """Go to the place of a node."""
        parent = node.parent
        if parent is not self.around:
            self.around = parent
            self.number = _UNREAD if parent is None else self.arrays.numbers.get(parent, _UNREAD)
            self.block = self.blocks[self.number] if self.number >= 0 else -1

    def _is_in_link(self) -> bool:
        return self.number >= 0 and self.arrays.tags[self.number] == "a"

    def _add_piece(self, node: Text, data: str, text: str) -> None:
        arrays = self.arrays
        is_first = self.is_fresh or self.block != self.line_block
        if is_first:
            arrays.starts.append(len(arrays.texts))
            self.line_block = self.block
            self.is_fresh = False
        arrays.joined.append(not (is_first or self.before[-1].isspace() or data[0].isspace()))
        arrays.nodes.append(node)
        arrays.texts.append(text if text.isprintable() and "  " not in text else " ".join(text.split()))
        arrays.holders.append(self.number)
        arrays.line_of.append(len(arrays.starts) - 1)
        self.before = data

    def _look_at(self, names: str) -> int:
        """What class names say; each is asked about once."""
        looks = self.arrays.names
        if names not in looks:
            looks[names] = _look(names)
        return looks[names]

    def _outline(self, node: Element, tag: str, look: int) -> None:
        """Add an element to the outline if its tag, its names or an attribute says that it may ask."""
        is_told = node is self.next_told
        if is_told:
            self.next_told = next(self.told, None)
        if is_told or look & OPENS or tag in TAGS:
            self.arrays.outlined.append(node)

    def _is_left_out(self, node: Element, tag: str, look: int) -> bool:
        return (look & NOISE != 0 or node in self.hidden) and tag not in _SEEN and not is_panel(node)

    def _add_element(self, node: Element, tag: str, names: str) -> None:
        arrays, number = self.arrays, len(self.blocks)
        is_block = tag in OWN_LINE
        self.is_fresh = self.is_fresh or is_block
        self.blocks.append(number if is_block else self.block)
        arrays.numbers[node] = number
        arrays.elements.append(node)
        arrays.parents.append(self.number)
        arrays.tags.append(tag)
        arrays.classes.append(names)
        arrays.first.append(len(arrays.texts))


def _ends(arrays: Arrays) -> list[int]:
    """The piece of text after the last one in each element."""
    ends = [*arrays.first]
    for piece, holder in enumerate(arrays.holders, start=1):
        if holder >= 0:
            ends[holder] = piece
    for element in range(len(ends) - 1, -1, -1):
        parent = arrays.parents[element]
        if parent >= 0 and ends[parent] < ends[element]:
            ends[parent] = ends[element]
    return ends


@lru_cache(maxsize=16_384)  # a page has some hundred, and an archive has pages of several sites by turns
def _look(names: str) -> int:
    """What class names say of an element."""
    return NOISE * is_called_noise(names) | OPENS * is_called_opening(names)


def is_panel(node: Element) -> bool:
    """Whether a hidden element holds more than an icon or words for screen readers; no link opens anything."""
    if node.tag == "a":
        return False
    if node.select_one("p, div, ul, ol") is not None:
        return True
    text = node.text.strip()
    is_block = node.tag in BLOCKS
    is_hidden = "hidden" in node.attrs or "aria-hidden" in node.attrs
    return (len(text) > _PANEL and (is_block or is_hidden)) or (" " in text and is_block and is_hidden)


_KINDS = (_UNSEEN, _SEEN, OWN_LINE, _BREAKS, frozenset(["hr"]), frozenset(["a"]), frozenset(TAGS))
"""What a tag may say of an element, in the order of the bits of `_walk.c`."""
_KIND_OF = {
    tag: sum(1 << bit for bit, tags in enumerate(_KINDS) if tag in tags)
    for tag in sorted({tag for tags in _KINDS for tag in tags})
}
_LOOKS = (Text, Element, _KIND_OF, PERMALINKS, _look, is_panel)
"""What the compiled walk looks at."""

try:
    from ._walk import fill
except ImportError:  # it was installed where there was no compiler
    fill = fill_in_python
