"""Where the last answer of a row ends, which no next question ends: what follows may be its own, or close the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ...text.marks import FULL_STOPS
from ...text.patterns import pattern
from ...text.stamps import is_stamp
from .asker import are_bold
from .calls import is_call, is_closing, is_tail
from .flat import LEVELS, Flat
from .labels import COLONS
from .nodes import names_with
from .regions import is_left_out
from .walk import OWN_LINE

FEW = 2  # blocks (chosen) of an answer that nothing ends, where too few others have an end to compare with
_LIST = "ul"
_STRUCTURED = frozenset([_LIST, *"ol pre table dl blockquote".split()])
_PROSE = ("p", "")
_BOX = "div"
_SECTIONS = (_BOX, "section", "article")
_FIGURE = "figure"
STOPS = (*FULL_STOPS, "!", ")", "\uff01", "\u2026")
_SHORT_SENTENCE = 10
SENTENCE = 25  # characters (chosen); less may close a page, where a line below it does: `Prices as of May.`
_NOTE = pattern(
    r"(?:^|[-_])(?:endnotes?|footnotes?|disclaimers?|copyright|credits|colophon|legal|imprint|bio|sources)(?:$|[-_])",
    re.IGNORECASE,
)
"""Parts of class names, between hyphens or underscores."""
_BOX_NAME = pattern(
    r"(?:^|[-_])(?:alerts?|admonition|box|callout|caution|danger|hint|important|info|infobox|message|notes?|notice|tips?|warning)"
    r"(?:$|[-_])",
    re.IGNORECASE,
)
_ITEM_NAME = pattern(r"^MsoListParagraph")
"""What Word calls the items of a list, which are paragraphs like any other."""
_names_note, names_box, _names_item = names_with(_NOTE), names_with(_BOX_NAME), names_with(_ITEM_NAME)
_PARTS = 2  # headings (chosen) that an answer in parts has at least
_PLAIN_TITLE = 4  # words (chosen) of a plain line that is the title of something else: `Opening hours`
_MOST_LINKED = 0.7  # share of a block's letters (chosen); above it, it leads to other pages


class _Block(NamedTuple):
    """A child of an element with the pieces of text [start, end) that it shows; or a line of text."""

    start: int
    end: int
    element: int | None
    """The element that it is; None for a line."""


def blocks(shown: Flat, parent: int, start: int, end: int) -> Iterator[_Block]:
    """Yield the blocks of an element that show some of its pieces [start, end)."""
    piece = start
    while piece < end:
        child, after = _child(shown, parent, piece)
        if child is not None:
            yield _Block(piece, after, child)
            piece = after
            continue
        first = piece
        while child is None and piece < end and (piece == first or shown.line_of[piece] == shown.line_of[piece - 1]):
            piece = after
            if piece < end:
                child, after = _child(shown, parent, piece)
        yield _Block(first, piece, None)


def _child(shown: Flat, parent: int, piece: int) -> tuple[int | None, int]:
    """The block inside an element that holds a piece, None for inline text, and the piece after it."""
    child = shown.child(parent, piece)
    if child is None:
        return None, piece + 1
    return (child if shown.tags[child] in OWN_LINE else None), shown.end[child]


class Tail:
    """The blocks [start, end) of an element of which the first answer a question."""

    def __init__(self, shown: Flat, parent: int, start: int, end: int) -> None:
        self._shown = shown
        self._end = end
        self._blocks = list(blocks(shown, parent, start, end))

    def end(self, most: int, is_list: bool) -> int:
        """Return where an answer ends that nothing ends: after as many blocks as the longest of the others has.

        It goes on behind a colon, in lists and right behind them, and to the end where no more than two sentences are
        left. In an element that holds a list of questions and nothing else, it goes on to its end, or to what says
        itself that it is no answer.
        """
        kept = next((number for number, block in enumerate(self._blocks[1:most], 1) if self._is_apart(block)), most)
        kept = self._with_announced(min(kept, len(self._blocks)))
        return self._start(self._end_of_list(kept) if is_list else self._end_of_few(self._end_of_parts(kept)))

    def end_of_announced(self) -> int:
        """Return where the list ends that a colon before the first block announces, and what closes that."""
        return self._start(self._with_announced(0))

    def _start(self, number: int) -> int:
        """Where a block begins, or the last one ends."""
        return self._blocks[number].start if number < len(self._blocks) else self._end

    def _with_announced(self, kept: int) -> int:
        """How many blocks there are with those that belong to the ones before them."""
        while kept < len(self._blocks) and self._goes_on(kept):
            kept += 1
        return kept

    def _goes_on(self, number: int) -> bool:
        """Whether a block belongs to what is before it: what a colon announces, a list, what closes a list."""
        block = self._blocks[number]
        tag = self._tag(block)
        if self._shown.texts[block.start - 1].endswith(COLONS) or tag in _STRUCTURED:
            return True
        tag_before = self._tag(self._blocks[number - 1]) if number else ""
        if tag_before not in _STRUCTURED:
            return False
        return self._is_sentence(block, _SHORT_SENTENCE) or self._titles_next_list(number)

    def _titles_next_list(self, number: int) -> bool:
        """Whether a line is the title of a list as the one before the last list is: `Members`, `Guests`."""
        if number < _PARTS or number + 1 >= len(self._blocks):
            return False
        before, title, below = (self._blocks[at] for at in (number - 2, number, number + 1))
        if self._tag(below) not in _STRUCTURED or self._is_linked(below):
            return False
        said = self._text(before), self._text(title)
        are_alike = self._tag(before) == self._tag(title) and len({text.endswith(COLONS) for text in said}) == 1
        return are_alike and not any(text.endswith((*STOPS, "?")) for text in said)

    def _end_of_parts(self, kept: int) -> int:
        """How many blocks there are with all parts of an answer below headings, of several; up to a heading alone.

        The last part has no more blocks than the longest of the others.
        """
        headings = [number for number, block in enumerate(self._blocks) if number and self._tag(block) in LEVELS]
        ends = [*headings[1:], len(self._blocks)]
        parts = [*takewhile(lambda part: self._is_part_below(*part), zip(headings, ends, strict=False))]
        if len(parts) >= _PARTS:
            longest = max(end - title for title, end in parts[:-1])
            last = self._blocks[parts[-1][0] : parts[-1][1]][:longest]
            own = takewhile(lambda block: not self._is_foreign(block), last)
            return max(kept, self._with_announced(parts[-1][0] + sum(1 for _ in own)))
        return min([kept, *headings[:1]])

    def _is_part_below(self, title: int, following: int) -> bool:
        """Whether an answer may go on below a heading: with a sentence, a list or what announces one."""
        below = self._blocks[title + 1 : following]
        if not below or self._is_foreign(below[0]):
            return False
        return self._is_part(below[0]) or self._text(below[0]).endswith(COLONS)

    def _end_of_few(self, kept: int) -> int:
        """How many blocks there are with the last of an element, where these are few sentences of an answer."""
        left = self._blocks[kept:]
        while left and self._is_region(left[-1]):
            left.pop()
        if not left or len(left) > FEW or self._tag(left[-1]) == _FIGURE or is_closing(self._text(left[0])):
            return kept
        return kept + len(left) if all(map(self._is_part, left)) else kept

    def _end_of_list(self, kept: int) -> int:
        """How many blocks there are up to one that is no answer, and without titles at their end.

        An answer in parts has a title for each; one title alone is of something else: `About the author`.
        """
        own = [
            *takewhile(lambda block: not (self._is_foreign(block) or self._is_other_title(block)), self._blocks[kept:])
        ]
        titles = [number for number, block in enumerate(own) if self._is_title(block)]
        if len(titles) == 1:
            del own[titles[0] :]
        after = self._blocks[kept + len(own) : kept + len(own) + 1]
        if len(own) == 1 and after and self._is_linked(after[0]):
            return kept  # Book now, and save 20 %. [Book]
        if own and after and self._is_region(after[0]):
            own.pop()  # Sign up for our letter. [form]
        least = 0 if kept + len(own) == len(self._blocks) and own and self._may_end(own[-1]) else SENTENCE
        while own and not self._may_end(own[-1], least):
            own.pop()
        return kept + len(own)

    def _is_title(self, block: _Block) -> bool:
        """Whether a block is a heading or a bold line that ends no sentence."""
        if self._tag(block) in LEVELS:
            return True
        is_line = self._tag(block) in _PROSE and self._shown.line_of[block.start] == self._shown.line_of[block.end - 1]
        is_open = not self._text(block).endswith((*STOPS, *COLONS))
        return is_line and is_open and are_bold(self._shown, block.start, block.end)

    def _is_other_title(self, block: _Block) -> bool:
        """Whether a block is a title of something else: a short plain line without an end, or a bold one."""
        shown, text = self._shown, self._text(block)
        if self._tag(block) not in _PROSE:
            return False
        line_end = shown.line_end(block.start)
        if line_end < block.end:
            return are_bold(shown, block.start, line_end)
        is_bold = are_bold(shown, block.start, block.end)
        return not is_bold and len(text.split()) <= _PLAIN_TITLE and not text.endswith((*STOPS, *COLONS, ",", ";"))

    def _may_end(self, block: _Block, least: int = 0) -> bool:
        """Whether a block of a list of questions may be the last of an answer; so may a box with a warning."""
        if self._tag(block) == _BOX:
            return self._is_box(block) and self._is_sentence(block, least, (_BOX,)) and not self._holds_list(block)
        return self._tag(block) in _STRUCTURED or self._is_sentence(block, least)

    def _is_box(self, block: _Block) -> bool:
        """Whether a `div` is called a box, or is a paragraph because the answer begins with one."""
        return self._tag(self._blocks[0]) == _BOX or (
            block.element is not None and names_box(self._shown.classes[block.element])
        )

    def _holds_list(self, block: _Block) -> bool:
        return any(self._shown.tags[element] in _STRUCTURED for element in self._elements_in(block))

    def _elements_in(self, block: _Block) -> Iterator[int]:
        """Yield the elements that begin in a block, in document order."""
        element = bisect_left(self._shown.first, block.start)
        while element < len(self._shown.first) and self._shown.first[element] < block.end:
            yield element
            element += 1

    def _is_part(self, block: _Block) -> bool:
        """Whether a block is a sentence, or need not end one."""
        return self._tag(block) in (*_STRUCTURED, _FIGURE) or self._is_sentence(block)

    def _is_foreign(self, block: _Block) -> bool:
        """Whether a block says by its name, its links or its words that it is no answer."""
        text = self._text(block)
        return (
            self._is_region(block)
            or _closes_page(text)
            or is_closing(text)
            or not any(map(str.isalnum, text))
            or text.endswith("?")
            or ("?" in text and is_call(text.partition("?")[0]))
            or self._is_linked(block)
        )

    def _is_region(self, block: _Block) -> bool:
        return self._is_note(block) or (block.element is not None and is_left_out(self._shown.elements[block.element]))

    def _is_note(self, block: _Block) -> bool:
        return block.element is not None and (
            _names_note(self._shown.classes[block.element]) or self._signs_page(block.element)
        )

    def _signs_page(self, element: int) -> bool:
        """Whether an element says whose page it is, with a link to them: an address that is part of no section."""
        shown = self._shown
        if shown.tags[element] != "address" or shown.tags[shown.parents[element]] != "body":
            return False
        return shown.elements[element].select_one("a[href]") is not None

    def _is_apart(self, block: _Block) -> bool:
        """Whether a block is none of an answer, however many blocks the others have: a note, a `div` of links."""
        is_bar = self._tag(block) == _BOX and self._is_linked(block)
        return is_bar or self._has_heading(block) or self._is_note(block) or is_tail(self._text(block))

    def _has_heading(self, block: _Block) -> bool:
        """Whether a block among paragraphs has a heading of its own and is no box by its name: `Plan your visit`."""
        is_section = self._tag(block) in _SECTIONS and not self._is_box(block)
        return is_section and block.start in self._shown.levels

    def _is_linked(self, block: _Block) -> bool:
        """Whether most of a block's letters are links; in a `div`, of those behind a label: `Tags: oak, elm`."""
        shown, linked, end, said = self._shown, 0, block.start, self._text(block)
        if self._tag(block) == _BOX and not self._is_box(block):
            said = said.partition(":")[2].strip() or said
        for element in self._elements_in(block):
            if shown.tags[element] == "a" and shown.first[element] >= end:
                end = min(shown.end[element], block.end)
                linked += len(shown.text(shown.first[element], end)) if end > shown.first[element] else 0
        return linked > _MOST_LINKED * len(said)

    def _is_sentence(self, block: _Block, least: int = 0, tags: Sequence[str] = _PROSE) -> bool:
        """Whether a block is a sentence of some length, and no line that closes a page."""
        text = self._text(block)
        is_prose = self._tag(block) in tags and len(text) >= least and text.endswith(STOPS)
        return is_prose and not _closes_page(text)

    def _text(self, block: _Block) -> str:
        return self._shown.text(block.start, block.end)

    def _tag(self, block: _Block) -> str:
        if block.element is None:
            return ""
        return _LIST if _names_item(self._shown.classes[block.element]) else self._shown.tags[block.element]


def _closes_page(text: str) -> bool:
    return is_tail(text) or is_stamp(text) or "@" in text
