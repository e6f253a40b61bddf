"""Lines that may ask: what stands alone on a line, or opens it in a form of its own, and the form that it has.

Elements of one form are a series (`series`): headings of one rank, bold paragraphs, spans of one class.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

from turbohtml import Element

from ...text.marks import ASKING_MARKS, END_MARKS
from ...text.patterns import pattern
from ...text.questions import label_end, opens_as_question, unlabelled_question
from ..page import Page
from .context import context
from .elements import without_words
from .flat import LEVELS, OWN_LINE, Flat, flat
from .labels import SHORT, is_bare_label, is_icon, is_question_label, numbering
from .outline import LONGEST_QUESTION, outline
from .speakers import LONGEST_NAME, Speakers

_EMPHASIS = {tag: tag for tag in "u big mark font span a small code".split()} | {
    "b": "b", "strong": "b", "em": "i", "i": "i", "cite": "i", "dfn": "i", "ins": "u", "tt": "code",
}  # fmt: skip
_PLAIN_EMPHASIS = frozenset(_EMPHASIS.values())
_STYLED = ("span", "font")
_END_MARKS = tuple(END_MARKS)
_OPENS_LINE = frozenset("b strong em i u big mark font span a dfn ins".split())
_PLAIN_BLOCKS = frozenset("p div body section main article center".split())
NO_HEADING = len(LEVELS) + 1
_MARK = pattern(f"[{ASKING_MARKS}]")
_LONGEST_BARE = 90  # characters (chosen) of a paragraph that asks without mark, class or weight
_CLOSED = "\"')\u201d\u00bb"
_NEAR = 2  # elements (chosen) around a line whose class may name it
_FEWEST_OPEN = 2  # lines that open like questions (chosen): fewer make no series
_MOST_LINES = 3  # lines (chosen) that a question broken by `<br>` has at most
_STATE = pattern(
    r"(?:is|has|js)?-?(?:active|open(?:ed)?|closed?|collapsed?|expanded|show|shown|hidden|first|last|odd|even|current|selected)"
    r"|.*\d.*",
    re.IGNORECASE,
)
PLAIN_NAMES = frozenset(["", "block", *"li td dd tr a ul ol dl table tbody details".split()])
"""Names of elements that do not tell a question from its answer."""
_ENTRIES = frozenset("li div section article td dd".split())
_FIRST = "first"
"""What tells a plain line from others that is the first of several in the element around it."""
_HOLDING = frozenset("summary dt th button label".split())
"""Elements that hold a question and never its answer."""
_BOLD = frozenset("b strong u".split())
_BOLD_STYLE = pattern(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_TITLE = pattern(r"(?:^|[-_])(?:title|heading)$", re.IGNORECASE)
_TELLING = _OPENS_LINE | _HOLDING | {"blockquote"}
Form = tuple[str, ...]
"""Tags, classes and numbering that the members of a series have in common."""


class Asker(NamedTuple):
    """A piece of a page that may ask: pieces [first, end) of its text, without label and number."""

    first: int
    end: int
    line_start: int
    line_end: int
    """The pieces of the lines that it stands on."""
    answer_start: int
    """The piece after it that may answer it: on its line, or the first of the next line."""
    text: str
    level: int
    """The rank of a heading; `NO_HEADING` for anything else."""
    is_bold: bool
    has_letter: bool
    """Whether a `Q` says that it asks."""
    is_strong: bool
    """Whether it stands out by itself as a title or question: a heading, bold text."""
    is_held: bool
    """Whether the element around it holds a question and never its answer: a term, what opens a panel."""
    is_marked_behind: bool
    """Whether its question mark follows the element: `<b>Pets allowed</b>? Yes.`"""
    form: Form
    words: int = 0
    """How many words at the start of the pieces are a label: a name, a number."""

    def without(self, words: int) -> Asker:
        """Return the question without the words at its start that are a label."""
        return self._replace(words=words, text=without_words(self.text, words))

    @property
    def is_inline(self) -> bool:
        """Whether something follows it on its line."""
        return self.answer_start < self.line_end

    @property
    def kind(self) -> str:
        """The format that it is one of."""
        if self.is_heading:
            return "headings"
        if self.is_bold:
            return "bold"
        return "labelled" if self.has_letter else "bold" if self.is_inline else "paragraphs"

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.level < NO_HEADING


class Askers:
    """The lines of a page that may ask, in document order.

    Lines that no sign tells from others are read only where another line in the same kind of block asks: without it
    their series would hold no question. That spares most lines of a page.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.flat = flat(page)
        self.speakers = Speakers(self.flat)
        self._marked = [_has_mark(text) for text in self.flat.texts]
        """Which pieces hold a question mark."""
        self._is_faq = context(page).may_be_faq
        self.all = list(self._read())
        self._line_starts = [asker.line_start for asker in self.all]
        self._by_line_start: dict[int, Asker | None] = {asker.line_start: asker for asker in self.all}

    def at(self, line_start: int) -> Asker | None:
        """Return what may ask on the line that begins with a piece; None where nothing does."""
        if line_start not in self._by_line_start:
            self._by_line_start[line_start] = self._passed_over(line_start)
        return self._by_line_start[line_start]

    def _passed_over(self, first: int) -> Asker | None:
        """What may ask on a line that was not read; None where no line begins, or one that was read goes on."""
        starts = self.flat.starts
        line = bisect_left(starts, first, hi=len(starts) - 1)
        at = bisect_left(self._line_starts, first)
        if starts[line] != first or line + 1 == len(starts) or (at and self.all[at - 1].line_end > first):
            return None
        end = starts[line + 1]
        return self._asker(first, end, None) if self._is_marked_off(first, end) else None

    def _read(self) -> Iterator[Asker]:
        starts = self.flat.starts
        asks = [self._asks(first, end) for first, end in pairwise(starts)]
        blocks = self._asking_blocks(asks)
        line, lines = 0, len(asks)
        letter_start: int | None = None
        while line < lines:
            first, end, asks_itself = starts[line], starts[line + 1], asks[line]
            line += 1
            if letter_start is None and line < lines and self._is_letter(first, end):
                letter_start = first
                continue
            asker = None
            if (
                asks_itself
                or letter_start is not None
                or (blocks and self._block(first) in blocks and self._is_marked_off(first, end))
            ):
                asker = self._asker(first, end, letter_start)
            letter_start = None
            if asker:
                yield asker
                while line < lines and starts[line] < asker.line_end:
                    line += 1

    def _asks(self, first: int, end: int) -> bool:
        """Whether a line may ask whatever the lines like it do: by its mark or label, or because it is a heading."""
        text = self.flat.texts[first]
        return (
            True in self._marked[first:end]
            or first in self.flat.levels
            or label_end(text) > 0
            or self.speakers.words(text) > 0
        )

    def _asking_blocks(self, asks: Sequence[bool]) -> set[str]:
        """The kinds of blocks with a line that asks, or with several that open like questions, on a page for them."""
        starts = self.flat.starts
        blocks = {self._block(starts[line]) for line, asks_itself in enumerate(asks) if asks_itself}
        opening: Counter[str] = Counter()
        for line, asks_itself in enumerate(asks if self._is_faq else ()):
            block = "" if asks_itself else self._block(starts[line])
            if block and block not in blocks and self._opens(starts[line], starts[line + 1]):
                opening[block] += 1
                if opening[block] == _FEWEST_OPEN:
                    blocks.add(block)
        return blocks

    def _opens(self, first: int, end: int) -> bool:
        """Whether a line that stands out, or the emphasised text that it opens with, begins like a question."""
        shown = self.flat
        if not self._stands_out(first):
            return False
        if end - first > 1 and (head := self._head(first, end)) is not None:
            end = shown.end[head]
        text = shown.text(first, end)
        return len(text) <= LONGEST_QUESTION and opens_as_question(unlabelled_question(text))

    def _block(self, first: int) -> str:
        """The tag and classes of the block around a line, which all members of a series have in common."""
        shown = self.flat
        element = shown.holders[first]
        while element >= 0 and shown.tags[element] in _EMPHASIS:
            element = shown.parents[element]
        return _name(shown.tags[element], shown.classes[element]) if element >= 0 else ""

    def _is_letter(self, first: int, end: int) -> bool:
        """Whether a line is the label of the question on the next line."""
        return len(self.flat.texts[first]) <= SHORT and is_question_label(self.flat.text(first, end))

    def _is_marked_off(self, first: int, end: int) -> bool:
        """Whether something tells a line from plain text: its look, or that it is short and ends no sentence."""
        return self._stands_out(first) or (self._is_faq and self._is_bare(first, end))

    def _stands_out(self, first: int) -> bool:
        """Whether a line is bold or, on a page for questions, a tag or class tells it from plain text."""
        shown = self.flat
        element = shown.holders[first]
        if shown.tags[element] in _BOLD:
            return True
        if not self._is_faq:
            return False
        stands_out = False
        for _ in range(1 + _NEAR):
            if element < 0:
                break
            tag = shown.tags[element]
            if tag == "a" and _leads_to_another_page(shown.elements[element]):
                return False
            stands_out = (
                stands_out
                or bool(shown.classes[element])
                or tag in _TELLING
                or (tag in _ENTRIES and shown.first[element] == first)
            )
            element = shown.parents[element]
        return stands_out

    def _is_bare(self, first: int, end: int) -> bool:
        """Whether a line is a short paragraph that ends no sentence: `The pump knocks`."""
        text = self.flat.texts[first]
        return (
            end == first + 1
            and len(text) <= _LONGEST_BARE
            and (text[-1].isalnum() or text[-1] in _CLOSED)
            and not text[0].islower()
            and self.flat.tags[self.flat.holders[first]] == "p"
        )

    def _asker(self, start: int, end: int, letter_start: int | None) -> Asker | None:
        shown = self.flat
        first, has_letter = start, letter_start is not None
        while first < end - 1 and self._is_label(first):
            text = shown.texts[first]
            has_letter = has_letter or is_question_label(text) or self.speakers.asks(text)
            first += 1
        words = self.speakers.words(shown.texts[first])
        if words:
            if not self.speakers.asks(shown.texts[first]):
                return None
            has_letter = True
        head = self._head(first, end)
        stop = end
        if head is not None:
            stop = shown.end[head]
            end = max(end, self.flat.starts[shown.line_of[stop - 1] + 1])
            if is_question_label(shown.text(first, stop)):
                stop = end
        while stop > first + 1 and is_icon(shown.texts[stop - 1]):
            stop -= 1
        if sum(map(len, shown.texts[first:stop])) > 2 * LONGEST_QUESTION:
            return None
        text = shown.text(first, stop)
        if len(text) > LONGEST_QUESTION:
            return None
        has_letter = has_letter or (text[:1].isalpha() and label_end(text) > 0)
        asker = self._formed(first, stop, start if letter_start is None else letter_start, end, text, has_letter)
        return asker.without(words) if words else asker

    def _is_label(self, piece: int) -> bool:
        text, following = self.flat.texts[piece], self.flat.texts[piece + 1]
        if len(text) <= LONGEST_NAME and self.speakers.words(text) == len(text.split()):
            return True
        return (is_bare_label(text) or self._is_icon_letter(piece)) and following[:1] not in ":.)"

    def _is_icon_letter(self, piece: int) -> bool:
        """Whether a piece is a letter in an element of its own, as fonts of icons and plugins have them."""
        text = self.flat.texts[piece]
        return len(text) == 1 and text.isalpha() and self.flat.shows_only(self.flat.holders[piece], piece, piece + 1)

    def is_in_contents(self, asker: Asker) -> bool:
        """Return whether a line is an entry of a table of contents: a link to where the page says the same again."""
        return any(self._says_again(address, asker) for address in self._links(asker))

    def _links(self, asker: Asker) -> Iterator[str]:
        """The addresses of the links on a line."""
        shown = self.flat
        for piece in range(asker.line_start, asker.end):
            element = shown.holders[piece]
            while shown.tags[element] in _EMPHASIS:
                if shown.tags[element] == "a":
                    yield shown.elements[element].attr("href") or ""
                element = shown.parents[element]
            if piece == asker.first:
                yield from (
                    shown.elements[e].attr("href") or "" for e in shown.ancestors(element) if shown.tags[e] == "a"
                )

    def _says_again(self, address: str, asker: Asker) -> bool:
        shown = self.flat
        name = address.rpartition("#")[2]
        target = self._named.get(name) or self._named.get(unquote(name)) if "#" in address else None
        number = shown.numbers.get(target) if target is not None else None
        if number is None or shown.first[number] == len(shown.nodes):
            return False
        line = shown.line_of[shown.first[number]]
        if line <= shown.line_of[asker.first] < line + _MOST_LINES:
            return False
        there = shown.text(shown.starts[line], shown.starts[min(line + _MOST_LINES, len(shown.starts) - 1)])
        return unlabelled_question(asker.text) in there

    @cached_property
    def _named(self) -> dict[str, Element]:
        names = {link.attr("name") or "": link for link in reversed(self._page.dom.select("a[name]"))}
        return {**names, **outline(self._page).named}

    def _head(self, first: int, end: int) -> int | None:
        """The outermost emphasised element that opens a line and ends before the line does.

        Bold text may go on for a few lines: a question is sometimes broken by `<br>`.
        """
        shown = self.flat
        found = None
        element = shown.holders[first]
        while element >= 0 and shown.tags[element] in _OPENS_LINE and shown.first[element] >= first:
            if shown.end[element] >= end and shown.tags[element] not in _BOLD and not self._fills_block(element, end):
                break
            if shown.line_of[shown.end[element] - 1] - shown.line_of[first] >= _MOST_LINES:
                break
            if shown.end[element] > end and self._holds_block(element):
                break
            found = element
            element = shown.parents[element]
        if found is None or shown.shows_only(found, first, end) or self._is_bold(first, end):
            return None
        is_link = shown.tags[found] == "a" and shown.elements[found].attr("href")
        return None if is_link else found

    def _holds_block(self, element: int) -> bool:
        """Whether lines of an element are parted by more than `<br>`."""
        shown = self.flat
        for inner in range(element + 1, len(shown.tags)):
            if shown.first[inner] >= shown.end[element]:
                return False
            if shown.tags[inner] in OWN_LINE:
                return True
        return False

    def _fills_block(self, element: int, end: int) -> bool:
        """Whether an element goes on after its first line, and is all that the block around it shows."""
        shown = self.flat
        above = shown.parents[element]
        return shown.end[element] > end and shown.shows_only(above, shown.first[element], shown.end[element])

    def _is_bold(self, first: int, end: int) -> bool:
        """Whether some pieces are all bold, each for itself."""
        tags, holders = self.flat.tags, self.flat.holders
        return tags[holders[first]] in _BOLD and all(tags[holders[piece]] in _BOLD for piece in range(first + 1, end))

    def _formed(self, first: int, end: int, start: int, line_end: int, text: str, has_letter: bool) -> Asker:
        shown = self.flat
        frame = _frame_of(shown, first, end, start, line_end)
        is_bold = frame.is_bold or self._is_bold(first, end)
        is_whole = end == line_end or frame.level < NO_HEADING or frame.is_held or self._is_icons(end, line_end)
        return Asker(
            first,
            end,
            start,
            line_end,
            answer_start=line_end if is_whole else end,
            text=text,
            level=frame.level,
            is_bold=is_bold,
            has_letter=has_letter,
            is_strong=frame.level < NO_HEADING or is_bold or frame.is_titled or has_letter,
            is_held=frame.is_held,
            is_marked_behind=end < line_end and shown.texts[end].startswith(_END_MARKS),
            form=("Q",) if has_letter else _form(frame, numbering(text), is_bold, not is_whole),
        )

    def _is_icons(self, first: int, end: int) -> bool:
        """Whether some pieces are nothing but icons and question marks."""
        return all(is_icon(text) or not text.strip(END_MARKS) for text in self.flat.texts[first:end])


class _Frame(NamedTuple):
    """What is known of the elements around a line that hold nothing else."""

    level: int
    is_bold: bool
    is_titled: bool
    """Whether one of them is called title."""
    is_held: bool
    """Whether one of them holds a question and never its answer."""
    names: tuple[str, ...]
    """The inline elements and the block around them, by their tags and classes."""
    around: str
    """The element around the block."""
    is_first: bool
    """Whether it is the first of several lines in the element around it."""


def _frame_of(shown: Flat, first: int, end: int, start: int, line_end: int) -> _Frame:
    tags, classes, parents = shown.tags, shown.classes, shown.parents
    level, is_bold, is_titled, is_held = NO_HEADING, False, False, False
    names: list[str] = []
    block: int | None = None
    element = shown.around(first, end)
    while element >= 0 and shown.first[element] >= start and shown.end[element] <= line_end:
        tag = tags[element]
        level = LEVELS.get(tag, level)
        is_held = is_held or tag in _HOLDING
        if tag in _EMPHASIS:
            is_bold = is_bold or tag in _BOLD or (tag in _STYLED and _is_bold_by_style(shown.elements[element]))
        if classes[element]:
            is_titled = is_titled or _is_called_title(classes[element])
        if block is None:
            names.append(_name(tag, classes[element]))
            block = element if tag not in _EMPHASIS else None
        element = parents[element]
    if block is None and element >= 0:
        names.append(_name(tags[element], classes[element]))
        is_held = is_held or tags[element] in _HOLDING
    above = parents[block] if block is not None else element
    around = _name(tags[above], classes[above]) if above >= 0 and len(names) < _NEAR else ""
    is_first = above >= 0 and tags[above] in _ENTRIES and shown.first[above] == start and shown.end[above] > line_end
    return _Frame(level, is_bold, is_titled, is_held, tuple(names), around, is_first)


def _form(frame: _Frame, number: str, is_bold: bool, is_inline: bool) -> Form:
    if frame.level < NO_HEADING:
        return (f"h{frame.level}", number)
    names = tuple(name for name in frame.names if name not in _PLAIN_EMPHASIS) if is_bold else frame.names
    form = ("inline" if is_inline else "line", number, "b" if is_bold else "", *names, frame.around)
    is_plain = not (is_bold or is_inline) and all(name in PLAIN_NAMES for name in form[3:])
    return (*form, _FIRST) if is_plain and frame.is_first else form


def _has_mark(text: str) -> bool:
    return "?" in text or (not text.isascii() and _MARK.search(text) is not None)


def _leads_to_another_page(link: Element) -> bool:
    address = link.attr("href") or "#"
    return "#" not in address and not address.startswith("javascript:")


def _is_bold_by_style(element: Element) -> bool:
    return _BOLD_STYLE.search(element.attr("style") or "") is not None


@lru_cache(maxsize=4096)
def _is_called_title(classes: str) -> bool:
    return any(_TITLE.search(name) for name in classes.split())


@lru_cache(maxsize=4096)
def _name(tag: str, classes: str) -> str:
    """The tag of an element with its classes, without those that say its state or number."""
    name = "block" if tag in _PLAIN_BLOCKS else _EMPHASIS.get(tag, tag)
    return f"{name}.{_stable(classes)}" if classes else name


def _stable(classes: str) -> str:
    return ".".join(sorted(name for name in classes.split() if not _STATE.fullmatch(name)))


def askers(page: Page) -> Askers:
    """Return the lines of a page that may ask; they are kept with the page's tree."""
    return page.once(Askers)
