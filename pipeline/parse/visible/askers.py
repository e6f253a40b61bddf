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

from ...text.blacked_out import is_blacked_out
from ...text.labels import label_end, unlabelled_question
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ...text.worth import is_worth, without_worth
from ..page import Page
from .asker import Asker, block_name, formed
from .context import context
from .elements import LONGEST_CONTROL, has_word_character, is_aside
from .emphasised import end_of_broken_heading, head_of_line
from .flat import Flat, flat
from .heads import is_short, may_be_name
from .labels import (
    SHORT,
    is_answer_label,
    is_bare_label,
    is_icon,
    is_picture,
    is_question_label,
    may_be_question_label,
    may_begin_label,
    may_open_labels,
)
from .lines import BEFORE_ANSWER, answer_line
from .marked import LONGEST_QUESTION, show_mark
from .marked_off import is_marked_off, stands_out
from .nodes import names_with
from .speakers import LONGEST_NAME, Speakers

_OPENING = frozenset("a button summary".split())
_FEWEST_PANELS = 3  # of a page (chosen) that have the same words behind their titles
_CODE = frozenset("code kbd samp var tt pre".split())
_BRACKETS = (("[", "]"), ("\u3010", "\u3011"), ("\uff3b", "\uff3d"))
_FEWEST_OPEN = 2  # lines that open like questions (chosen): fewer make no series
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
        self.flat = flat(page)
        self.speakers = Speakers(self.flat)
        self.is_faq = context(page).may_be_faq
        """Whether anything on the page says that it answers questions."""
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
        return self._asker(first, end, None) if is_marked_off(self.flat, first, end, self.is_faq) else None

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
            is_meant = asks_itself or letter_start is not None
            if is_meant or (block in asking and is_marked_off(self.flat, first, end, self.is_faq)):
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
        for first, after in pairwise(shown.starts[line : line + BEFORE_ANSWER + 1]):
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
            or (end > first + 1 and len(text) <= SHORT and self._is_label_before(first))
            or self.speakers.words(first) > 0
        )

    def _is_label_before(self, first: int) -> bool:
        """Whether a piece is the label of the question behind it, and no large letter of its first word."""
        return is_question_label(self.flat.texts[first]) and not self.flat.texts[first + 1][0].islower()

    def _asking_blocks(self, asks: Sequence[bool], blocks: Sequence[str]) -> set[str]:
        """The kinds of blocks with a line that asks, or with several that open like questions, on a page for them."""
        starts = self.flat.starts
        asking = {block for block, asks_itself in zip(blocks, asks, strict=True) if asks_itself}
        opening: Counter[str] = Counter()
        lines = Counter(blocks if self.is_faq else ())
        for line, block in enumerate(blocks if self.is_faq else ()):
            if block not in asking and lines[block] >= _FEWEST_OPEN and self._opens(starts[line], starts[line + 1]):
                opening[block] += 1
                if opening[block] == _FEWEST_OPEN:
                    asking.add(block)
        return asking

    def _opens(self, first: int, end: int) -> bool:
        """Whether a line that stands out, or the emphasised text that it opens with, begins like a question."""
        shown = self.flat
        if not stands_out(shown, first, self.is_faq):
            return False
        if end - first > 1 and (head := head_of_line(shown, first, end)) is not None:
            end = shown.end[head]
        text = shown.text(first, end)
        return len(text) <= LONGEST_QUESTION and opens_as_question(unlabelled_question(text))

    def _is_letter(self, first: int, end: int) -> bool:
        """Whether a line is the label of the question on the next line, or the name of who asks it."""
        text = self.flat.texts[first]
        if may_be_question_label(text) and is_question_label(self.flat.text(first, end)):
            return True
        return self.speakers.asks(first) and self.speakers.is_alone(first)

    def _asker(self, start: int, end: int, letter_start: int | None) -> Asker | None:
        shown = self.flat
        first, is_labelled = self._behind_labels(start, end)
        words = self.speakers.words(first)
        if words and not self.speakers.asks(first):
            return None
        has_letter = is_labelled or letter_start is not None or words > 0
        stop, end = self._ends(first, end, words, has_letter)
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

    def _behind_labels(self, first: int, end: int) -> tuple[int, bool]:
        """The first piece behind the labels that open a line, and whether one of them says that it asks."""
        is_labelled = False
        while first < end - 1 and self._is_label(first):
            is_labelled = is_labelled or is_question_label(self.flat.texts[first]) or self.speakers.asks(first)
            first += 1
        return first, is_labelled

    def _ends(self, first: int, end: int, words: int, has_letter: bool) -> tuple[int, int]:
        """Where a question ends that begins a line or follows its labels, and where the lines end that it is on."""
        shown = self.flat
        head = head_of_line(shown, first, end)
        if head is None:
            end = end_of_broken_heading(shown, first, end) or end
        stop = end
        if head is not None:
            stop = shown.end[head]
            end = max(end, shown.line_end(stop - 1))
            if is_question_label(shown.text(first, stop)) or shown.text(first, stop).count(" ") < words:
                stop = end
        elif has_letter:
            stop = next((at for at in range(first + 1, end) if self._is_label_of_answer(first, at)), end)
        while stop > first + 1 and self._is_behind(stop - 1):
            stop -= 1
        return stop, end

    def _is_behind(self, piece: int) -> bool:
        """Whether a piece behind a question is no part of it: an icon, what its answer is worth, a badge, a control."""
        text = self.flat.texts[piece]
        return is_icon(text) or is_worth(text) or self._is_aside(piece)

    def _is_aside(self, piece: int) -> bool:
        """Whether a piece behind a question mark is a badge or a control: `Is it safe? <span class=badge>New</span>`

        So is what is small, behind the element of the question or like a name: `<b>Is it safe?</b> <small>Ann</small>`.
        """
        shown, holder = self.flat, self.flat.holders[piece]
        if not ends_with_mark(shown.texts[piece - 1]):
            return False
        if shown.tags[holder] == "small" and is_short(shown.texts[piece]):
            is_name = " " not in shown.texts[piece] or may_be_name(shown.texts[piece])
            return is_name or shown.holders[piece - 1] != shown.parents[holder]
        return is_aside(shown.elements[holder]) or self._is_control(piece)

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
        if following[:1] in ":.)" and not is_picture(following):  # its sign, and what it asks: `: Why?`
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
        is_named = _names_rubric(self.flat.classes[holder])
        return is_words or (is_apart and (is_named or self._is_before_question(piece)))

    def _is_before_question(self, piece: int) -> bool:
        """Whether a piece that is often on the page stands beside an element that asks: `<i>Fares</i> <i>Why?</i>`.

        One sentence goes on from `<i>In May,</i>` to `<i>is it open?</i>`.
        """
        shown, asked = self.flat, self.flat.holders[piece + 1]
        if shown.texts[piece].endswith(",") or shown.texts[piece + 1][0].islower():
            return False
        is_beside = shown.parents[asked] == shown.parents[shown.holders[piece]]
        asks = ends_with_mark(shown.texts[piece + 1]) and shown.shows_only(asked, piece + 1, piece + 2)
        return is_beside and asks and self.counts[shown.texts[piece]] >= _FEWEST_PANELS


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
