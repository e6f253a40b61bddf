"""A piece of HTML as a reader sees it: text with paragraphs, lists, tables and code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from turbohtml import Element, Node, Text

from ..text.clean import FENCE
from ..text.patterns import pattern
from .noise import GLANCE, is_noise, is_numerator, short_text

BLOCKS = frozenset(
    "p div section article header footer main aside dl dt table caption thead tbody tfoot blockquote pre figure"
    " figcaption h1 h2 h3 h4 h5 h6 hr address form fieldset legend details summary center body html".split()
)
LISTS = frozenset("ul ol menu".split())
LINES = frozenset("li dd tr label".split())
"""Elements that are lines of their own, without a blank one between them."""
_CHARACTER_IMAGE = pattern(
    r"(?:^|[-_])(?:w?p?-?emoji\w*|emoticon|w?p?-?smiley|latex|tex|math\w*|equation)(?:$|[-_])", re.IGNORECASE
)
"""Class names of images that are characters: their `alt` is what a reader sees."""
_PICTOGRAM = pattern(r"[^\w\s\x00-\u203b]{1,8}")
_RAISED = str.maketrans(
    "0123456789+-\u2212\u2013=()ni",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207b\u207b\u207c\u207d\u207e\u207f\u2071",
)
_EXPONENT = pattern(r"[-+\u2212\u2013]?\d{1,4}[-+]?|[-+\u2212]|n")
_OPEN_QUOTE, _CLOSED_QUOTE = "\u201c", "\u201d"
_BACKTICKS = pattern(rf"{FENCE}`*")


def text_of(
    nodes: Iterable[Node],
    link: Callable[[Element], str | None] = lambda element: None,
    is_left_out: Callable[[Element], bool] | None = None,
) -> str:
    """Return what a reader sees of some nodes, one after the other.

    Paragraphs are split by a blank line; list items are one line each after `- ` or `1. `; table rows
    are lines with ` | ` between cells; preformatted code is between lines of three backticks; links are their text,
    images nothing unless they mean a character; raised digits stay raised (10\u00b2 is not 102).
    Scripts, forms, ads, share buttons and text hidden from everybody are left out (`is_noise`).
    `link` may say how a link is written instead, `is_left_out` what else is left out.
    """
    writer = _Writer(link, is_left_out)
    for node in nodes:
        writer.write(node)
    return writer.text()


@dataclass
class _List:
    """A list that is being written out."""

    is_ordered: bool
    number: int
    step: int


@dataclass
class _Row:
    """A table row that is being written."""

    cells: list[Element]
    """Its cells up to the last that shows something; none where at most one does: then the table is layout."""
    at: int = 0
    """The cell that comes next."""


class _Writer:
    """Collects text and remembers what break is due before the next word."""

    def __init__(self, link: Callable[[Element], str | None], is_left_out: Callable[[Element], bool] | None) -> None:
        self._link = link
        self._is_left_out = is_left_out
        self._parts: list[str] = []
        self._break = ""
        self._space = False
        self._prefix = ""
        self._lists: list[_List] = []
        self._rows: list[_Row] = []
        self._flat: Element | None = None
        """The cell whose paragraphs are put on one line."""
        self._after_br = False

    def text(self) -> str:
        return "".join(self._parts).strip()

    def write(self, root: Node) -> None:
        """Walk a tree without recursion: hostile pages nest deeper than Python's stack."""
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, is_end = stack.pop()
            if isinstance(node, Text):
                self._words(node.data)
            elif not isinstance(node, Element):
                if not hasattr(node, "data"):
                    stack.extend((child, False) for child in reversed(node.children))
            elif is_end:
                self._close(node)
            elif not self._is_dropped(node) and not self._write_whole(node):
                self._open(node)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.children))

    def _is_dropped(self, node: Element) -> bool:
        return is_noise(node) or (self._is_left_out is not None and self._is_left_out(node))

    def _write_whole(self, node: Element) -> bool:
        """Write an element that is more, or less, than its text; return whether it was one."""
        tag = node.tag
        if tag == "pre":
            self._code(node)
        elif tag == "a" and (written := self._link(node)):
            self._words(written)
        elif tag == "img":
            self._words(_alt(node))
        elif tag == "sup" and (raised := _raised(node)):
            self._words(raised)
        else:
            return False
        return True

    def _words(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            self._space = self._space or bool(data)
            return
        if self._break:
            if self._parts:
                self._parts.append(self._break)
        elif (self._space or data[0].isspace()) and self._parts and not self._prefix and self._parts[-1] != _OPEN_QUOTE:
            self._parts.append(" ")
        self._parts += [self._prefix, words]
        self._break = self._prefix = ""
        self._space = data[-1].isspace()
        self._after_br = False

    def _due(self, line_ends: str) -> None:
        if self._flat is not None:
            self._space = True
            return
        if len(line_ends) > len(self._break) and not self._prefix:
            self._break = line_ends
        self._space = False

    def _paragraph_due(self) -> None:
        self._due("\n" if self._lists else "\n\n")

    def _open(self, node: Element) -> None:
        tag = node.tag
        if tag == "br":
            self._due("\n\n" if self._after_br else "\n")
            self._after_br = True
        elif tag in LISTS:
            self._paragraph_due()
            self._lists.append(_list_of(node))
        elif tag in ("td", "th"):
            self._open_cell(node)
        elif tag in LINES:
            self._prefix = ""
            self._due("\n")
            if tag == "li":
                self._prefix = self._item(node)
            elif tag == "tr":
                self._rows.append(_row_of(node))
        elif tag in BLOCKS:
            self._paragraph_due()
        elif tag == "q":
            self._words(_OPEN_QUOTE)
        elif tag == "sup" and is_numerator(node) and self._parts and self._parts[-1][-1:].isdigit():
            self._space = True

    def _close(self, node: Element) -> None:
        tag = node.tag
        if tag in LISTS:
            self._lists.pop()
            self._prefix = ""
            self._paragraph_due()
        elif node is self._flat:
            self._flat = None
        elif tag in LINES or tag == "dt":
            self._prefix = ""
            self._due("\n")
            if tag == "tr":
                self._rows.pop()
        elif tag in BLOCKS:
            self._paragraph_due()
        elif tag == "q":
            self._space = False
            self._words(_CLOSED_QUOTE)

    def _open_cell(self, node: Element) -> None:
        row = self._rows[-1] if self._rows else _Row([])
        if row.at >= len(row.cells) or row.cells[row.at] is not node:
            self._paragraph_due()
            return
        if row.at:
            self._words(" |")
        self._space = True
        row.at += 1
        if self._flat is None and node.select_one("ul, ol, pre, table") is None:
            self._flat = node

    def _item(self, node: Element) -> str:
        if not self._lists or not self._lists[-1].is_ordered:
            return "- "
        last = self._lists[-1]
        number = _number(node, "value", last.number)
        last.number = number + last.step
        return f"{number}. "

    def _code(self, node: Element) -> None:
        code = _code_of(node, self._is_dropped)
        if self._parts and _is_language(self._parts[-1], node):
            self._take_back()
        self._paragraph_due()
        if code:
            if self._parts:
                self._parts.append("\n\n")
            fence = max([FENCE, *(run + "`" for run in _BACKTICKS.findall(code))], key=len)
            self._parts += [f"{fence}\n{code}\n{fence}"]
            self._break, self._prefix, self._space = "\n\n", "", False

    def _take_back(self) -> None:
        """Take back the last words, with the break before them."""
        del self._parts[-2:]
        if self._parts and self._parts[-1].isspace():
            self._break = self._parts.pop()


def _is_language(words: str, code: Element) -> bool:
    """Whether some words right before preformatted code say its language, which the element around both names."""
    label, holder = code.previous_sibling, code.parent
    while isinstance(label, Text) and not label.data.strip():
        label = label.previous_sibling
    if not isinstance(label, Element) or label.tag in BLOCKS or label.text.strip() != words:
        return False
    return isinstance(holder, Element) and f"language-{words.lower()}" in _tokens(holder.attrs.get("class"))


def _alt(image: Element) -> str:
    """What an image means, where it means characters: an emoji, a formula."""
    alt = str(image.attrs.get("alt") or "").strip()
    is_character = any(_CHARACTER_IMAGE.search(token) for token in _tokens(image.attrs.get("class")))
    return alt if is_character or _PICTOGRAM.fullmatch(alt) else ""


def _raised(node: Element) -> str:
    """The raised digits of an exponent; empty for anything else that is raised (1st, a footnote's name)."""
    text = short_text(node)
    if not text or not _EXPONENT.fullmatch(text) or is_numerator(node):
        return ""
    return text.translate(_RAISED)


def _list_of(node: Element) -> _List:
    if node.tag != "ol":
        return _List(False, 1, 1)
    is_reversed = "reversed" in node.attrs
    items = sum(isinstance(child, Element) and child.tag == "li" for child in node.children) if is_reversed else 1
    return _List(True, _number(node, "start", items), -1 if is_reversed else 1)


def _number(node: Element, name: str, default: int) -> int:
    try:
        return int(str(node.attrs.get(name) or default))
    except ValueError:
        return default


def _row_of(node: Element) -> _Row:
    cells = [child for child in node.children if isinstance(child, Element) and child.tag in ("td", "th")]
    shown = [i for i, cell in enumerate(cells) if _shows_something(cell)]
    return _Row(cells[: shown[-1] + 1] if len(shown) > 1 else [])


def _shows_something(cell: Element) -> bool:
    """Whether the first nodes of a cell show something, or are so many that it will."""
    for count, inner in enumerate(cell.descendants):
        if isinstance(inner, Text) and inner.data.strip():
            return True
        if count > GLANCE:
            return True
    return False


def _code_of(node: Element, is_dropped: Callable[[Element], bool]) -> str:
    """The lines of preformatted text; blank ones around it go."""
    lines = "".join(_code_pieces(node, is_dropped)).replace("\r\n", "\n").split("\n")
    shown = [i for i, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[shown[0] : shown[-1] + 1]) if shown else ""


def _code_pieces(node: Element, is_dropped: Callable[[Element], bool]) -> Iterator[str]:
    """The text of an element; a line end for each `<br>` and around each block, if none is there."""
    stack: list[Node | str] = [*reversed(node.children)]
    is_line_start = True
    while stack:
        item = stack.pop()
        if isinstance(item, Text) or item == "\n":
            piece = item.data if isinstance(item, Text) else "" if is_line_start else "\n"
            is_line_start = piece.endswith("\n") if piece else is_line_start
            yield piece
        elif isinstance(item, Element) and item.tag == "br":
            is_line_start = True
            yield "\n"
        elif isinstance(item, Element) and not is_dropped(item):
            ends = ["\n"] if item.tag in BLOCKS or item.tag in LINES else []
            stack += [*ends, *reversed(item.children), *ends]


def _tokens(value: str | list[str] | None) -> list[str]:
    if not value:
        return []
    return value.split() if isinstance(value, str) else value
