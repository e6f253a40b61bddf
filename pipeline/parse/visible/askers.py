"""Lines that may ask: what stands alone on a line, or opens it in a form of its own.

Elements of one form are a series (`series`): headings of one rank, bold paragraphs, spans of one class.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from turbohtml import Element

from ...text.blacked_out import is_blacked_out
from ...text.labels import answer_label_end, label_end, unlabelled_question
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ...text.worth import is_worth, without_worth
from ..page import Page
from .asker import BOLD, ENTRIES, HOLDING, NEAR, Asker, are_bold, block_name, formed
from .context import context
from .elements import LONGEST_CONTROL, has_word_character, is_aside
from .flat import LEVELS, Flat, flat
from .heads import is_short
from .labels import (
    SHORT,
    is_answer_label,
    is_bare_label,
    is_icon,
    is_number,
    is_question_label,
    may_be_question_label,
    may_begin_label,
    may_open_labels,
)
from .marked import LONGEST_QUESTION, holds_mark, show_mark
from .nodes import names_with
from .speakers import LONGEST_NAME, Speakers
from .walk import OWN_LINE

_LABEL_PIECES = 3  # of text in the label of an answer with what it opens: `<b>A</b>: Yes`
_BEFORE_ANSWER = 4  # lines (chosen) between the line with the label of a question and that of its answer
_OPENS_LINE = frozenset("b strong em i u big mark font span a dfn ins".split())
_LONGEST_BARE = 90  # characters (chosen) of a paragraph that asks without mark, class or weight
_OPENING = frozenset("a button summary".split())
_FEWEST_PANELS = 3  # of a page (chosen) that have the same words behind their titles
_CODE = frozenset("code kbd samp var tt pre".split())
_BRACKETS = (("[", "]"), ("\u3010", "\u3011"), ("\uff3b", "\uff3d"))
_SALUTED = (",", "\uff0c", "\u060c")
"""What ends bold text that asks nothing: `<b>Dear Vera,</b> how do I ...?`"""
_CLOSED = "\"')\u201d\u00bb"
_FEWEST_OPEN = 2  # lines that open like questions (chosen): fewer make no series
_MOST_LINES = 3  # lines (chosen) that a question broken by `<br>` has at most
_TELLING = _OPENS_LINE | HOLDING | {"blockquote"}
_names_rubric = names_with(
    pattern(r"(?:^|[-_])(?:num|no|number|cate|category|rubric|rubrik|topic)(?:$|[-_])", re.IGNORECASE)
)
"""What boards call the number and the rubric of an entry, before its question."""


class Askers:
    """The lines of a page that may ask, in document order.

    A line without a mark, a label or the rank of a heading is read only if another line in the same kind of block asks:
    else no line of its form would be a question. That spares most lines of a page.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.flat = flat(page)
        self.speakers = Speakers(self.flat)
        self._is_faq = context(page).may_be_faq
        self.all = list(self._read())
        self._by_line_start: dict[int, Asker | None] = {asker.line_start: asker for asker in self.all}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the page shows each piece of text."""
        return Counter(self.flat.texts)

    def at(self, line_start: int) -> Asker | None:
        """Return what may ask on the line that begins with a piece; None where nothing does."""
        if line_start not in self._by_line_start:
            self._by_line_start[line_start] = self._passed_over(line_start)
        return self._by_line_start[line_start]

    def _passed_over(self, first: int) -> Asker | None:
        """What may ask on a line that was not read; None where no line begins, or one that was read goes on."""
        starts = self.flat.starts
        line = bisect_left(starts, first, hi=len(starts) - 1)
        at = bisect_left(self.all, first, key=attrgetter("line_start"))
        if starts[line] != first or line + 1 == len(starts) or (at and self.all[at - 1].line_end > first):
            return None
        end = starts[line + 1]
        return self._asker(first, end, None) if self._is_marked_off(first, end) else None

    def _read(self) -> Iterator[Asker]:
        starts = self.flat.starts
        asks = [self._asks(first, end) for first, end in pairwise(starts)]
        blocks = [block_name(self.flat, first) for first in starts[:-1]]
        asking = self._asking_blocks(asks, blocks)
        line, lines = 0, len(asks)
        letter_start: int | None = None
        while line < lines:
            first, end, asks_itself, block = starts[line], starts[line + 1], asks[line], blocks[line]
            line += 1
            if letter_start is None and line < lines and self._is_letter(first, end):
                letter_start, line = first, self._behind_names(line)
                continue
            asker = None
            if asks_itself or letter_start is not None or (block in asking and self._is_marked_off(first, end)):
                asker = self._asker(first, end, letter_start)
            letter_start = None
            if asker:
                if asker.has_letter and not ends_with_mark(asker.text):
                    asker = self._whole(asker)
                yield asker
                while line < lines and starts[line] < asker.line_end:
                    line += 1

    def start_of_turn(self, start: int, end: int) -> int:
        """Return where somebody else speaks in an answer [start, end) behind a name or a note; else where it starts."""
        shown, line = self.flat, bisect_left(self.flat.starts, start)
        for first, after in pairwise(shown.starts[line : line + _BEFORE_ANSWER + 1]):
            if self.speakers.words(first):
                return first if start == shown.starts[line] and first < end else start
            if first >= end or not is_short(shown.text(first, after)):
                break
        return start

    def _behind_names(self, line: int) -> int:
        """The line that asks below a label on a line of its own: behind names and days, if a label opens the answer."""
        shown = self.flat
        answer = answer_line(shown, shown.starts[line], len(shown.nodes))
        between = range(line, line if answer is None else shown.line_of[answer])
        lines = (each for each in between if not is_short(shown.text(*shown.starts[each : each + 2])))
        return next(lines, line)

    def _asks(self, first: int, end: int) -> bool:
        """Whether a line may ask whatever the lines like it do: by its mark or label, or because it is a heading."""
        text = self.flat.texts[first]
        return (
            True in self.flat.marked[first:end]
            or first in self.flat.levels
            or label_end(text) > 0
            or self.speakers.words(first) > 0
        )

    def _asking_blocks(self, asks: Sequence[bool], blocks: Sequence[str]) -> set[str]:
        """The kinds of blocks with a line that asks, or with several that open like questions, on a page for them."""
        starts = self.flat.starts
        asking = {block for block, asks_itself in zip(blocks, asks, strict=True) if asks_itself}
        opening: Counter[str] = Counter()
        lines = Counter(blocks if self._is_faq else ())
        for line, block in enumerate(blocks if self._is_faq else ()):
            if block not in asking and lines[block] >= _FEWEST_OPEN and self._opens(starts[line], starts[line + 1]):
                opening[block] += 1
                if opening[block] == _FEWEST_OPEN:
                    asking.add(block)
        return asking

    def _opens(self, first: int, end: int) -> bool:
        """Whether a line that stands out, or the emphasised text that it opens with, begins like a question."""
        shown = self.flat
        if not self._stands_out(first):
            return False
        if end - first > 1 and (head := self._head(first, end)) is not None:
            end = shown.end[head]
        text = shown.text(first, end)
        return len(text) <= LONGEST_QUESTION and opens_as_question(unlabelled_question(text))

    def _is_letter(self, first: int, end: int) -> bool:
        """Whether a line is the label of the question on the next line, or the name of who asks it."""
        text = self.flat.texts[first]
        if may_be_question_label(text) and is_question_label(self.flat.text(first, end)):
            return True
        return self.speakers.asks(first) and self.speakers.is_alone(first)

    def _is_marked_off(self, first: int, end: int) -> bool:
        """Whether something tells a line from plain text: its look, or that it is short and ends no sentence."""
        return self._stands_out(first) or self._is_numbered(first, end) or (self._is_faq and self._is_bare(first, end))

    def _stands_out(self, first: int) -> bool:
        """Whether a line is bold or, on a page for questions, a tag or class tells it from plain text."""
        shown = self.flat
        element = shown.holders[first]
        if shown.tags[element] in BOLD:
            return True
        if not self._is_faq:
            return False
        stands_out = False
        for _ in range(1 + NEAR):
            if element < 0:
                break
            tag = shown.tags[element]
            if tag == "a" and leads_to_another_page(shown.elements[element]):
                return False
            stands_out = (
                stands_out
                or bool(shown.classes[element])
                or tag in _TELLING
                or (tag in ENTRIES and shown.first[element] == first)
            )
            element = shown.parents[element]
        return stands_out

    def _is_numbered(self, first: int, end: int) -> bool:
        """Whether a number in plain text opens a line and bold text follows it: `3. <b>The pump knocks</b>`."""
        shown = self.flat
        return first + 1 < end and is_number(shown.texts[first]) and shown.tags[shown.holders[first + 1]] in BOLD

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
            has_letter = has_letter or is_question_label(text) or self.speakers.asks(first)
            first += 1
        words = self.speakers.words(first)
        if words:
            if not self.speakers.asks(first):
                return None
            has_letter = True
        head = self._head(first, end)
        stop = end
        if head is None and (broken := self._end_of_broken_heading(first, end)) is not None:
            stop = end = broken
        if head is not None:
            stop = shown.end[head]
            end = max(end, shown.line_end(stop - 1))
            if is_question_label(shown.text(first, stop)) or shown.text(first, stop).count(" ") < words:
                stop = end
        elif has_letter:
            stop = next((at for at in range(first + 1, end) if self._is_label_of_answer(first, at)), end)
        while stop > first + 1 and self._is_behind(stop - 1):
            stop -= 1
        if sum(map(len, shown.texts[first:stop])) > 2 * LONGEST_QUESTION:
            return None
        text = without_worth(shown.text(first, stop))
        if len(text) > LONGEST_QUESTION or not (has_word_character(text) or is_blacked_out(text)):
            return None
        has_letter = has_letter or (text[:1].isalpha() and label_end(text) > 0)
        asker = formed(shown, first, stop, start if letter_start is None else letter_start, end, text, has_letter)
        if asker.is_inline and all(is_worth(shown.texts[at]) or self._is_control(at) for at in range(stop, end)):
            asker = asker._replace(answer_start=end)
        return asker.without(words) if words else asker

    def _is_behind(self, piece: int) -> bool:
        """Whether a piece behind a question is no part of it: an icon, what its answer is worth, a badge, a control."""
        text = self.flat.texts[piece]
        return is_icon(text) or is_worth(text) or self._is_aside(piece)

    def _is_aside(self, piece: int) -> bool:
        """Whether a piece behind a question mark is a badge or a control: `Is it safe? <span class=badge>New</span>`"""
        shown = self.flat
        if not ends_with_mark(shown.texts[piece - 1]):
            return False
        return is_aside(shown.elements[shown.holders[piece]]) or self._is_control(piece)

    def _is_control(self, piece: int) -> bool:
        """Whether a piece at the end of what opens a panel has the words of every panel: `Show`, in any language."""
        shown, text = self.flat, self.flat.texts[piece]
        if len(text) > LONGEST_CONTROL or not shown.shows_only(shown.holders[piece], piece, piece + 1):
            return False
        above = shown.parents[shown.holders[piece]]
        return above >= 0 and shown.tags[above] in _OPENING and self.counts[text] >= _FEWEST_PANELS

    def _is_label_of_answer(self, first: int, piece: int) -> bool:
        """Whether a piece of a question's line is the label of its answer, and not a word of it: `Is <b>A</b> ripe?`"""
        text = self.flat.texts[piece]
        return is_answer_label(text) and (not text.isalpha() or ends_with_mark(self.flat.text(first, piece)))

    def _whole(self, asker: Asker) -> Asker:
        """A question with its next paragraphs up to one with a mark, where a label then opens the answer."""
        shown, line = self.flat, self.flat.line_of[asker.first]
        answer = answer_line(shown, asker.line_end, len(shown.nodes))
        if answer is None or asker.is_inline:
            return asker
        first = asker.line_start if asker.line_start == shown.starts[line] else asker.first
        for end in shown.starts[shown.line_of[answer] : shown.line_of[asker.line_end] : -1]:
            text = shown.text(first, end)
            if ends_with_mark(text) and len(text) <= LONGEST_QUESTION and len(shown.ranges(first, end)) == 1:
                return asker._replace(first=first, end=end, line_end=end, answer_start=end, text=text)
        return asker

    def _is_label(self, piece: int) -> bool:
        text, following = self.flat.texts[piece], self.flat.texts[piece + 1]
        if following[:1] in ":.)":
            return False
        is_name = len(text) <= LONGEST_NAME and self.speakers.words(piece) == len(text.split())
        return is_name or is_bare_label(text) or self.flat.is_lone_letter(piece) or self._is_rubric(piece)

    def _is_rubric(self, piece: int) -> bool:
        """Whether a piece is the rubric of an entry, in an element of its own: in brackets, or called so."""
        text, holder = self.flat.texts[piece], self.flat.holders[piece]
        if len(text) > SHORT or not self.flat.shows_only(holder, piece, piece + 1):
            return False
        is_in_brackets = (text[0], text[-1]) in _BRACKETS and has_word_character(text[1:-1])
        is_words = is_in_brackets and self.flat.tags[holder] not in _CODE
        is_apart = self.flat.holders[piece + 1] != self.flat.parents[holder]  # `<i class=topic>Rye</i> or wheat?`
        return is_words or (is_apart and _names_rubric(self.flat.classes[holder]))

    def _head(self, first: int, end: int) -> int | None:
        """The outermost emphasised element that opens a line and ends before the line does.

        Bold text may go on for a few lines: a question is sometimes broken by `<br>`.
        """
        shown = self.flat
        found = None
        element = shown.holders[first]
        while element >= 0 and shown.tags[element] in _OPENS_LINE and shown.first[element] >= first:
            if shown.end[element] >= end and shown.tags[element] not in BOLD and not self._fills_block(element, end):
                break
            if shown.line_of[shown.end[element] - 1] - shown.line_of[first] >= _MOST_LINES:
                break
            if shown.end[element] > end and self._holds_block(element):
                break
            found = element
            element = shown.parents[element]
        if found is None or shown.shows_only(found, first, end) or shown.texts[shown.end[found] - 1].endswith(_SALUTED):
            return None
        if are_bold(shown, first, end) and not self._is_broken(found, end):
            return None
        if first in shown.levels and self._asks_behind(found, first, end):
            return None
        is_link = shown.tags[found] == "a" and shown.elements[found].attr("href")
        return None if is_link else found

    def _end_of_broken_heading(self, first: int, end: int) -> int | None:
        """Where a heading ends that asks on a few lines, parted by `<br>`: `How long is it?<br>And the lunch?`"""
        shown, element = self.flat, self.flat.holders[first]
        if first not in shown.levels:
            return None
        while shown.tags[element] not in LEVELS:
            element = shown.parents[element]
        stop = shown.end[element]
        if stop <= end or shown.line_of[stop - 1] - shown.line_of[first] >= _MOST_LINES or self._holds_block(element):
            return None
        return stop if ends_with_mark(shown.text(first, stop)) else None

    def _is_broken(self, head: int, end: int) -> bool:
        """Whether a bold statement goes on after its first line to the end of a block that is called something."""
        shown = self.flat
        if ends_with_mark(shown.text(shown.first[head], end)):
            return False
        block = shown.parents[head]
        fills = shown.shows_only(block, shown.first[head], shown.end[head])
        return shown.end[head] > end and fills and bool(shown.classes[block])

    def _asks_behind(self, head: int, first: int, end: int) -> bool:
        """Whether a heading asks with the words behind its first ones: `<a name=7>What is the</a> <code>row</code>?`"""
        shown = self.flat
        return ends_with_mark(shown.text(first, end)) and not holds_mark(shown.text(first, shown.end[head]))

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


def leads_to_another_page(link: Element) -> bool:
    """Whether a link leads to another page, and neither to a place on its own nor to a script."""
    address = link.attr("href") or "#"
    return "#" not in address and not address.startswith("javascript:")


def may_ask(page: Page) -> bool:
    """Whether any line of a page may be a question: one has a mark or a label, or the page answers questions."""
    shown = flat(page)
    return context(page).may_be_faq or show_mark(shown.texts) or _may_be_labelled(shown)


def _may_be_labelled(shown: Flat) -> bool:
    """Whether the label of a question may open a piece of text, alone or with the next one."""
    before_joined = (text for text, is_joined in zip(shown.texts, shown.joined[1:], strict=False) if is_joined)
    return may_open_labels(shown.texts) or any(map(may_begin_label, before_joined))


def askers(page: Page) -> Askers:
    """Return the lines of a page that may ask; they are kept with the page's tree."""
    return page.once(Askers)


def answer_line(shown: Flat, start: int, end: int) -> int | None:
    """Return the first piece of the line before `end` that opens with the label of an answer: `A:`; None if far off."""
    line = bisect_left(shown.starts, start)
    for first, stop in pairwise(shown.starts[line : line + _BEFORE_ANSWER + 2]):
        if first >= end or label_end(shown.texts[first]):
            return None
        text = shown.text(first, min(stop, first + _LABEL_PIECES))
        labels = (each for each in (text, shown.texts[first]) if len(each) > 1)
        if answer_label_end(text) or any(map(is_answer_label, labels)):
            return first
    return None


def line_element(page: Page, asker: Asker) -> Element:
    """Return the element that shows the line of a question and nothing else."""
    shown = flat(page)
    return shown.elements[line_cell(shown, asker)]


def line_cell(shown: Flat, asker: Asker) -> int:
    """Return the outermost element that shows the line of a question, or its first paragraph, and nothing else."""
    end = end_of_paragraph(shown, asker)
    return shown.alone(asker.line_start, asker.line_end) if end == asker.end else shown.alone(asker.first, end)


def end_of_paragraph(shown: Flat, asker: Asker) -> int:
    """Return where a question ends, or its first paragraph where it has several."""
    end = shown.line_end(asker.first)
    if end >= asker.end:
        return asker.end
    block = shown.child(shown.around(asker.first, asker.end), asker.first)
    return end if block is not None and shown.tags[block] in OWN_LINE else asker.end
