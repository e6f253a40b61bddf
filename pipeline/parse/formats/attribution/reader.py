"""A whole text -> its blocks, with every other character rejected or named as boilerplate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ....schema import Boilerplate, Candidate, Findings, Reason, Rejected, Stage
from ....text.clean import BLANK, ends_sentence, ends_statement, unify_line_ends
from ....text.marks import END_MARKS
from ....text.patterns import pattern
from ....text.questions import ends_with_mark
from ....text.quoted import marks_outside
from ...locators import Span, joined_spans, read_spans, span_locator, text_at
from .alike import attributions_of
from .blocks import Block, divide, least_wide_gap, said_before
from .lines import (
    MAY_ANSWER,
    Line,
    leading_boilerplate,
    rule_outside_answers,
    split_boilerplate,
    split_lines,
    without_quote_marks,
    without_table_marks,
)
from .links import Attribution, may_link, takedown_address
from .noted import without_days
from .ordinary import OrdinaryBlock, ordinary_blocks, ordinary_pairs
from .trails import STEP, end_of_other, is_trail

NAME = "attribution"
_ANY = Candidate("", "", None, None, "", NAME)
"""What all candidates are like but for their words, source and place."""
_ATTRIBUTION = Boilerplate("attribution", 0, 0)
"""What all attributions are like but for their place."""
_MOST_HEADING_WORDS = 25  # (chosen) a longer line is text, whatever it ends with
_ECHO_REACH = 60  # characters (chosen) after an attribution and in a label
_ECHO = pattern(r"[ \t\u00a0]*[^\W\d_][^:\n?]{1,30}[:\uff1a][ \t\u00a0]*")
_LINE_REST = pattern(r"[ \t\u00a0]*(?:\n|\Z)")
_FEWEST_LINES = 2  # of a question and its answer
Section = OrdinaryBlock | list[Line]
"""The text before an attribution, up to the one before: an ordinary block, or the lines for the general rules."""


class Reader:
    """One pass over one text, which finds what `found` holds in the end."""

    def __init__(self, text: str, first: int = 0, asked: str = "") -> None:
        """`first` is where the text begins in a longer one, whose characters locators count.

        `asked` is the question before it.
        """
        self.text = text
        self.first = first
        self.asked = asked
        """The question of the last section, or before the text."""
        self.folded, self.quote_marks = without_quote_marks(unify_line_ends(text))
        self.folded, self.table_marks = without_table_marks(self.folded)
        self.may_link = may_link(self.folded)
        self.found = Findings([], [], [])
        self.of_sections = 0
        """How much of the boilerplate was recorded when the text was split into sections: it is in reading order."""

    def read(self) -> Findings:
        """Return every block of the text, and everything that is none; each non-blank character once."""
        attributions = attributions_of(self.folded)
        sections = self.sections(attributions)
        return self.read_sections(sections, attributions, least_wide_gap(*gaps_of(sections)))

    def read_sections(self, sections: list[Section], attributions: list[Attribution], wide_gap: int) -> Findings:
        """Return every block of the sections before attributions and of what comes last, and everything that is none.

        A gap of `wide_gap` blank lines separates two blocks.
        """
        self.of_sections = len(self.found.boilerplate)
        pairs = ordinary_pairs(self.text, sections, attributions, self.first, _ANY, _ATTRIBUTION)
        for section, attribution, pair in zip(sections, attributions, pairs, strict=True):
            if pair:
                candidate, piece = pair
                self.found.boilerplate.append(piece)
                self.found.candidates.append(self.with_takedown(candidate, attribution) if self.may_link else candidate)
            elif isinstance(section, list):
                self.read_lines(section, attribution, wide_gap)
        last = self.after_echo(attributions[-1].end if attributions else 0, len(self.folded), self.asked)
        self.read_lines(self.lines_between(last, len(self.folded)), None, wide_gap)
        self.record_marks()
        return self.found

    def record_marks(self) -> None:
        """Record the marks of quotes and tables that are part of nothing else."""
        if not (self.quote_marks or self.table_marks):
            return
        spans = [span for c in self.found.candidates for part in read_spans(c.locator) for span in part]
        spans += [span for r in self.found.rejected for part in read_spans(r.locator) for span in part]
        spans += [(piece.start, piece.end) for piece in self.found.boilerplate]
        for rule, marks in (("quote_mark", self.quote_marks), ("table_mark", self.table_marks)):
            self.found.boilerplate.extend(Boilerplate(rule, *mark) for mark in marks_outside(marks, spans))

    def sections(self, attributions: list[Attribution]) -> list[Section]:
        """Return the section before each attribution."""
        found: list[Section] = []
        start = 0
        for attribution, block in zip(attributions, ordinary_blocks(self.folded, 0, attributions), strict=True):
            found.append(block or self.section(start, attribution, self.question_of(found)))
            start = attribution.end
        self.asked = self.question_of(found)
        return found

    def section(self, start: int, attribution: Attribution, asked: str) -> Section:
        """Return a section that is no ordinary block, or only after a line that offers to look for what was asked."""
        after = self.after_echo(start, attribution.start, asked)
        [block] = ordinary_blocks(self.folded, after, [attribution]) if after > start else [None]
        return block or self.lines_between(after, attribution.start)

    def question_of(self, sections: list[Section]) -> str:
        """The question of the last of the sections; of the one before this text where there is none."""
        if not sections:
            return self.asked
        last = sections[-1]
        if isinstance(last, OrdinaryBlock):
            return self.folded[slice(*last.question)]
        return next((line.text for line in reversed(last) if ends_with_mark(line.text)), "")

    def after_echo(self, start: int, end: int, asked: str) -> int:
        """Return where a section begins after a line that offers to look for the question asked before.

        `Search for: Why?` is one where the next line asks, or no attribution follows.
        """
        at = self.folded.find(asked, start, min(end, start + _ECHO_REACH + len(asked))) if asked else -1
        if at < 0:
            return start
        line, after = self.folded.rfind("\n", start, at) + 1, at + len(asked)
        is_echo = line and _ECHO.fullmatch(self.folded, line, at) and _LINE_REST.match(self.folded, after, end)
        below = [line for line in self.folded[after:end].split("\n") if line.strip(BLANK)] if is_echo else []
        is_answered = len(below) >= _FEWEST_LINES and ends_with_mark(below[0].strip(BLANK))
        if not is_echo or (end < len(self.folded) and not is_answered):
            return start
        self.found.boilerplate.append(Boilerplate("echo", line, after))
        return after

    def lines_between(self, start: int, end: int) -> list[Line]:
        """Return the lines of a section without its boilerplate, which is recorded."""
        lines, boilerplate = split_boilerplate(split_lines(self.folded, start, end))
        self.found.boilerplate.extend(boilerplate)
        return lines

    def read_lines(self, lines: list[Line], attribution: Attribution | None, wide_gap: int) -> None:
        """Read the lines up to an attribution, or up to the end of the text."""
        recorded = len(self.found.boilerplate)
        lines = self.without_opening_boilerplate(lines, attribution)
        if attribution and lines and self.folded.find(STEP, lines[0].start, attribution.start) >= 0:
            lines = self.without_trails(self.after_other_site(lines, attribution, wide_gap), attribution.host)
        lines = self.without_related_questions(lines)
        leftover, blocks = divide(lines, wide_gap) if lines else ([], [])
        self.reject_leftover(leftover)
        attributed = blocks.pop() if blocks and attribution else None
        if attribution and attributed and not attributed.answer:
            attributed = self.with_boilerplate_as_answer(attributed, attribution, recorded)
        if attributed:
            attributed = self.without_days(attributed)
        for block in blocks:
            self.record_labels(block)
            self.reject_block(Reason.NO_SOURCE if block.answer else Reason.NO_ANSWER, block)
        if attribution:
            self.record_attributed(attributed, attribution)

    def record_attributed(self, block: Block | None, attribution: Attribution) -> None:
        """Record the block that an attribution speaks of; an attribution that speaks of none is rejected."""
        if block is None:
            self.reject(Reason.NO_QUESTION, [(attribution.start, attribution.end)])
            return
        self.record_attribution(attribution)
        self.record_labels(block)
        if not block.question or not block.answer:
            self.reject_block(Reason.NO_ANSWER, block)
            return
        self.record_pair(block.question, block.answer, attribution)

    def record_attribution(self, attribution: Attribution) -> None:
        self.found.boilerplate.append(Boilerplate(_ATTRIBUTION.rule, attribution.start, attribution.end))

    def with_takedown(self, candidate: Candidate, attribution: Attribution) -> Candidate:
        """Return a candidate with where its attribution takes requests to take it down, if it is a link."""
        takedown = takedown_address(self.folded, attribution)
        return candidate._replace(takedown_url=takedown) if takedown else candidate

    def record_pair(self, question: Span, answer: Sequence[Span], attribution: Attribution) -> None:
        """Record a candidate."""
        self.found.candidates.append(
            _ANY._replace(
                question=self.text[question[0] : question[1]],
                answer=text_at(self.text, answer),
                source=attribution.host,
                source_url=attribution.address,
                locator=span_locator(question, answer, self.first),
                takedown_url=takedown_address(self.folded, attribution),
            )
        )

    def reject_leftover(self, lines: list[Line]) -> None:
        """Reject lines that no question claims: each heading alone, a run of text as one."""
        for paragraph in _paragraphs(lines):
            if all(_is_heading(line.text) for line in paragraph):
                for line in paragraph:
                    self.reject(Reason.NO_ANSWER, [(line.start, line.end)])
            else:
                self.reject(Reason.NO_QUESTION, [(paragraph[0].start, paragraph[-1].end)])

    def without_opening_boilerplate(self, lines: list[Line], attribution: Attribution | None) -> list[Line]:
        """Take page numbers from before the question, and what opens a flattened page."""
        last = len(lines) - 1 if attribution else len(lines)  # a number alone before an attribution stays
        numbers = 0
        while numbers < last and (rule := rule_outside_answers(lines[numbers].text)):
            self.found.boilerplate.append(Boilerplate(rule, lines[numbers].start, lines[numbers].end))
            numbers += 1
        lines = lines[numbers:]
        if not lines:
            return lines
        first, start = lines[0], lines[0].start
        while leading := leading_boilerplate(self.folded, start, first.end):
            self.found.boilerplate.append(leading[0])
            start = leading[1]
        if start == first.start:
            return lines
        return [first._replace(start=start, text=self.folded[start : first.end]), *lines[1:]]

    def after_other_site(self, lines: list[Line], attribution: Attribution, wide_gap: int) -> list[Line]:
        """Read what comes before the way to a page of another site by itself, and return the lines behind it."""
        at = end_of_other(lines, attribution.host)
        if at is None:
            return lines
        before, trail, after = lines[:at], lines[at], lines[at + 1 :]
        self.read_lines(before, None, wide_gap)
        self.found.boilerplate.append(Boilerplate("trail", trail.start, trail.end))
        asked = next(line.text for line in before if ends_with_mark(line.text))
        start = self.after_echo(trail.end, attribution.start, asked)
        passed = [line for line in after if line.end <= start]  # last of them what offers to look for the question
        self.reject_leftover(passed[:-1])
        return after[len(passed) :]

    def without_trails(self, lines: list[Line], host: str) -> list[Line]:
        """Take the ways to a page of the cited host from among the lines, but not what is part of a sentence."""
        trails = {
            line.start
            for above, line, below in zip(lines, lines[1:], [*lines[2:], None], strict=False)
            if is_trail(line.text, host) and ends_statement(above.text) and not (below and below.text[0].islower())
        }
        if not trails or len(lines) - len(trails) < _FEWEST_LINES:
            return lines
        self.found.boilerplate.extend(
            Boilerplate("trail", line.start, line.end) for line in lines if line.start in trails
        )
        return [line for line in lines if line.start not in trails]

    def without_related_questions(self, lines: list[Line]) -> list[Line]:
        """Reject the questions that a site lists before the one it answers, and what a question is said again below."""
        listed = said_before(lines)
        if not listed and len(lines) > 1 and lines[0].after_boilerplate:
            while (
                listed + 1 < len(lines)
                and ends_with_mark(lines[listed].text)
                and ends_with_mark(lines[listed + 1].text)
            ):
                listed += 1
        for line in lines[:listed]:
            self.reject(Reason.NO_ANSWER, [(line.start, line.end)])
        return lines[listed:]

    def with_boilerplate_as_answer(self, block: Block, attribution: Attribution, recorded: int) -> Block:
        """Give a question its only answer back: `Page 600` may be what was asked for.

        `recorded` is how much boilerplate there was before the section was read.
        """
        after = block.question[1] if block.question else attribution.start
        pieces = self.found.boilerplate
        first = bisect_left(pieces, after, 0, self.of_sections, key=_start_of)
        stop = bisect_left(pieces, attribution.start, first, self.of_sections, key=_start_of)
        for number in (*range(first, stop), *range(recorded, len(pieces))):
            piece = pieces[number]
            if piece.rule in MAY_ANSWER and after <= piece.start < attribution.start:
                del pieces[number]
                self.of_sections -= number < self.of_sections
                return block._replace(answer=[(piece.start, piece.end)])
        return block

    def without_days(self, block: Block) -> Block:
        """Take the day of its page from an answer of one piece."""
        if not block.question or len(block.answer) != 1:
            return block
        answer, days = without_days(self.folded, block.question, block.answer[0])
        if not days:
            return block
        self.found.boilerplate.extend(Boilerplate("day", *day) for day in days)
        return block._replace(answer=[answer])

    def record_labels(self, block: Block) -> None:
        for start, end in block.labels:
            self.found.boilerplate.append(Boilerplate("label", start, end))

    def reject_block(self, reason: Reason, block: Block) -> None:
        self.reject(reason, [*([block.question] if block.question else []), *block.answer])

    def reject(self, reason: Reason, spans: list[Span]) -> None:
        locator = f"chars={joined_spans(spans, self.first)}"
        self.found.rejected.append(Rejected(reason, Stage.PARSE, text_at(self.text, spans), locator))


class Gaps(NamedTuple):
    """How many blank lines there are in each place of a text that says how wide a gap is between two blocks."""

    between: list[int]
    """After each attribution."""
    within: list[int]
    """Between each line that ends with a question mark and the next."""


def gaps_of(sections: list[Section], is_start: bool = True) -> Gaps:
    """Return the gaps of the sections before attributions; before the first block at the start of a text is none."""
    between: list[int] = []
    within: list[int] = []
    for i, section in enumerate(sections):
        if isinstance(section, OrdinaryBlock):
            gap_before = section.gap_before
            within.append(section.gap_within)
        elif section:
            gap_before = section[0].gap
            if len(section) > 1 and ends_with_mark(section[0].text):
                within.append(section[1].gap)
        else:
            continue
        if i or not is_start:
            between.append(gap_before)
    return Gaps(between, within)


def _start_of(piece: Boilerplate) -> int:
    return piece.start


def _is_heading(line: str) -> bool:
    return line.count(" ") < _MOST_HEADING_WORDS and (not ends_sentence(line) or line[-1] in f"{END_MARKS}!:")


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (line.gap > 0 or line.after_boilerplate):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph
