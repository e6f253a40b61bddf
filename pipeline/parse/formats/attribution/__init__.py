"""Pasted "people also ask" text: question, answer, `Takedown request | View complete answer on HOST`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ....schema import Candidate, Findings, Furniture, Reason, Rejected, Stage
from ....text.clean import ends_sentence, fold_line_ends
from ....text.marks import END_MARKS
from ....text.questions import ends_with_mark
from ...locators import raw_pair, read_spans, span_locator, text_at
from ...page import Page
from .blocks import Block, Span, divide, wide_gap
from .lines import (
    MAY_ANSWER,
    Line,
    leading_furniture,
    outside_rule,
    split_lines,
    take_furniture,
    without_quote_marks,
)
from .links import Attribution, find_attributions
from .ordinary import Ordinary, ordinary_block

NAME = "attribution"
_MOST_HEADING_WORDS = 25
Stretch = Ordinary | list[Line]
"""What stands before an attribution: an ordinary block, or the lines that need a closer look."""


def extract(page: Page) -> Findings:
    """Return every block of the page, and everything that is none; each non-blank character once."""
    return read_text(page.text)


def read_text(text: str) -> Findings:
    """Return every block of a text, and everything that is none."""
    return _Reader(text).read()


def read_again(page: Page, locator: str) -> tuple[str, str]:
    """Return the raw question and answer that a locator names. Raises ValueError where it names none."""
    return raw_pair(page.text, locator)


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self.quote_marks = without_quote_marks(fold_line_ends(text))
        self.found = Findings([], [], [])

    def read(self) -> Findings:
        attributions = list(find_attributions(self.folded))
        stretches = self.stretches(attributions)
        wide = _page_habit(stretches)
        for stretch, attribution in zip(stretches, attributions, strict=True):
            if isinstance(stretch, Ordinary):
                self.attributed(Block(stretch.question, [stretch.answer]), attribution)
            else:
                self.irregular(stretch, attribution, wide)
        last = attributions[-1].end if attributions else 0
        self.irregular(self.closer_look(last, len(self.folded)), None, wide)
        self.claim_quote_marks()
        return self.found

    def claim_quote_marks(self) -> None:
        """Record the quote marks that stand in nothing else: those inside an answer go when it is cleaned."""
        if not self.quote_marks:
            return
        spans = [span for c in self.found.candidates for part in read_spans(c.locator) for span in part]
        spans += [span for r in self.found.rejected for part in read_spans(r.locator) for span in part]
        spans += [(piece.start, piece.end) for piece in self.found.furniture]
        spans.sort()
        starts = [start for start, _ in spans]
        for start, end in self.quote_marks:
            before = bisect_right(starts, start) - 1
            if before < 0 or spans[before][1] <= start:
                self.found.furniture.append(Furniture("quote_mark", start, end))

    def stretches(self, attributions: list[Attribution]) -> list[Stretch]:
        """Return what stands before each attribution."""
        found: list[Stretch] = []
        start = 0
        for attribution in attributions:
            ordinary = ordinary_block(self.folded, start, attribution.start)
            found.append(ordinary or self.closer_look(start, attribution.start))
            start = attribution.end
        return found

    def closer_look(self, start: int, end: int) -> list[Line]:
        """Return the lines of a stretch without its furniture, which is recorded."""
        lines, furniture = take_furniture(split_lines(self.folded, start, end))
        self.found.furniture.extend(furniture)
        return lines

    def irregular(self, lines: list[Line], attribution: Attribution | None, wide: int) -> None:
        """Read the lines up to an attribution, or up to the end of the text."""
        lines = self.without_outside_furniture(lines, attribution)
        lines = self.without_related_questions(lines)
        strays, blocks = divide(lines, wide) if lines else ([], [])
        self.strays(strays)
        attributed = blocks.pop() if blocks and attribution else None
        if attribution and attributed and not attributed.answer:
            attributed = self.with_furniture_as_answer(attributed, attribution)
        for block in blocks:
            self.labels(block)
            self.reject_block(Reason.NO_SOURCE if block.answer else Reason.NO_ANSWER, block)
        if attribution:
            self.attributed(attributed, attribution)

    def attributed(self, block: Block | None, attribution: Attribution) -> None:
        """Record the block that an attribution speaks of; an attribution that speaks of none is rejected."""
        place = attribution.start, attribution.end
        if block is None:
            self.reject(Reason.NO_QUESTION, [place])
            return
        self.found.furniture.append(Furniture("attribution", *place))
        self.labels(block)
        if not block.question or not block.answer:
            self.reject_block(Reason.NO_ANSWER, block)
            return
        self.found.candidates.append(
            Candidate(
                self.text[block.question[0] : block.question[1]],
                text_at(self.text, block.answer),
                attribution.host,
                attribution.address,
                span_locator(block.question, block.answer),
                NAME,
            )
        )

    def strays(self, lines: list[Line]) -> None:
        """Reject what stands before a question: each heading alone, a run of text as one."""
        for paragraph in _paragraphs(lines):
            if all(_is_heading(line.text) for line in paragraph):
                for line in paragraph:
                    self.reject(Reason.NO_ANSWER, [(line.start, line.end)])
            else:
                self.reject(Reason.NO_QUESTION, [(paragraph[0].start, paragraph[-1].end)])

    def without_outside_furniture(self, lines: list[Line], attribution: Attribution | None) -> list[Line]:
        """Take page numbers from before the question, and what opens a flattened page."""
        last = len(lines) - 1 if attribution else len(lines)  # a number alone before an attribution stays
        numbers = 0
        while numbers < last and (rule := outside_rule(lines[numbers].text)):
            self.found.furniture.append(Furniture(rule, lines[numbers].start, lines[numbers].end))
            numbers += 1
        lines = lines[numbers:]
        if not lines:
            return lines
        first, start = lines[0], lines[0].start
        while leading := leading_furniture(self.folded, start, first.end):
            self.found.furniture.append(leading[0])
            start = leading[1]
        if start == first.start:
            return lines
        return [first._replace(start=start, text=self.folded[start : first.end]), *lines[1:]]

    def without_related_questions(self, lines: list[Line]) -> list[Line]:
        """Reject the questions that a site lists one after the other before the one it answers."""
        if len(lines) < 2 or not lines[0].after_furniture:
            return lines
        listed = 0
        while listed + 1 < len(lines) and ends_with_mark(lines[listed].text) and ends_with_mark(lines[listed + 1].text):
            self.reject(Reason.NO_ANSWER, [(lines[listed].start, lines[listed].end)])
            listed += 1
        return lines[listed:]

    def with_furniture_as_answer(self, block: Block, attribution: Attribution) -> Block:
        """Give a question its only answer back: `Page 600` may be what was asked for."""
        behind = block.question[1] if block.question else attribution.start
        for piece in self.found.furniture:
            if piece.rule in MAY_ANSWER and behind <= piece.start < attribution.start:
                self.found.furniture.remove(piece)
                return block._replace(answer=[(piece.start, piece.end)])
        return block

    def labels(self, block: Block) -> None:
        for start, end in block.labels:
            self.found.furniture.append(Furniture("label", start, end))

    def reject_block(self, reason: Reason, block: Block) -> None:
        self.reject(reason, [*([block.question] if block.question else []), *block.answer])

    def reject(self, reason: Reason, spans: list[Span]) -> None:
        places = "+".join(f"{start}-{end}" for start, end in spans)
        self.found.rejected.append(Rejected(reason, Stage.PARSE, text_at(self.text, spans), f"chars={places}"))


def _page_habit(stretches: list[Stretch]) -> int:
    """Return the gap that parts two blocks on this page, from the blocks before each attribution."""
    between, within = [], []
    for i, stretch in enumerate(stretches):
        if isinstance(stretch, Ordinary):
            gap_before, gap_within = stretch.gap_before, [stretch.gap_within]
        elif stretch:
            gap_before = stretch[0].gap
            gap_within = [stretch[1].gap] if len(stretch) > 1 and ends_with_mark(stretch[0].text) else []
        else:
            continue
        if i:  # the first block stands behind nothing
            between.append(gap_before)
        within += gap_within
    return wide_gap(between, within)


def _is_heading(line: str) -> bool:
    return line.count(" ") < _MOST_HEADING_WORDS and (not ends_sentence(line) or line[-1] in f"{END_MARKS}!:")


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (line.gap > 0 or line.after_furniture):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph
