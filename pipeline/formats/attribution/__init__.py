"""Pasted "people also ask" text: question, answer, `Takedown request | View complete answer on HOST`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.formats.attribution.blocks import Block, Span, divide, wide_gap
from pipeline.formats.attribution.lines import (
    Line,
    leading_furniture,
    outside_rule,
    split_lines,
    take_furniture,
)
from pipeline.formats.attribution.links import Attribution, find_attributions
from pipeline.formats.attribution.questions import ends_with_mark
from pipeline.locate import span_locator, text_at
from pipeline.schema import Candidate, Findings, Furniture, Page, Reason, Rejected, Stage
from pipeline.text import ends_sentence, fold_line_ends

NAME = "attribution"
_MOST_HEADING_WORDS = 25


def extract(page: Page) -> Findings:
    """Return every block of the page, and everything that is none; each non-blank character once."""
    return _Reader(page.text).read()


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold_line_ends(text)
        self.found = Findings([], [], [])

    def read(self) -> Findings:
        attributions = list(find_attributions(self.folded))
        starts = [0, *(attribution.end for attribution in attributions)]
        ends = [*(attribution.start for attribution in attributions), len(self.text)]
        segments = [
            take_furniture(split_lines(self.folded, start, end)) for start, end in zip(starts, ends, strict=True)
        ]
        wide = _page_habit([lines for lines, _ in segments])
        for (lines, furniture), attribution in zip(segments, [*attributions, None], strict=True):
            self.found.furniture.extend(furniture)
            self.segment(lines, attribution, wide)
        return self.found

    def segment(self, lines: list[Line], attribution: Attribution | None, wide: int) -> None:
        """Read the lines up to an attribution, or up to the end of the text."""
        lines = self.without_outside_furniture(lines, attribution)
        lines = self.without_related_questions(lines)
        strays, blocks = divide(lines, wide) if lines else ([], [])
        self.strays(strays)
        attributed = blocks.pop() if blocks and attribution else None
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
        while lines:
            first = lines[0]
            rule = outside_rule(first.text) if len(lines) > 1 or attribution is None else None
            if rule:
                self.found.furniture.append(Furniture(rule, first.start, first.end))
                lines = lines[1:]
                continue
            leading = leading_furniture(self.folded, first.start, first.end)
            if leading is None:
                break
            self.found.furniture.append(leading)
            text = self.folded[leading.end : first.end].lstrip()
            lines = [first._replace(start=first.end - len(text), text=text), *lines[1:]]
        return lines

    def without_related_questions(self, lines: list[Line]) -> list[Line]:
        """Reject the questions that a site lists one after the other before the one it answers."""
        if len(lines) < 2 or not lines[0].after_furniture:
            return lines
        listed = 0
        while listed + 1 < len(lines) and ends_with_mark(lines[listed].text) and ends_with_mark(lines[listed + 1].text):
            self.reject(Reason.NO_ANSWER, [(lines[listed].start, lines[listed].end)])
            listed += 1
        return lines[listed:]

    def labels(self, block: Block) -> None:
        self.found.furniture.extend(Furniture("label", *span) for span in block.labels)

    def reject_block(self, reason: Reason, block: Block) -> None:
        self.reject(reason, [*([block.question] if block.question else []), *block.answer])

    def reject(self, reason: Reason, spans: list[Span]) -> None:
        places = "+".join(f"{start}-{end}" for start, end in spans)
        self.found.rejected.append(Rejected(reason, Stage.PARSE, text_at(self.text, spans), f"chars={places}"))


def _page_habit(segments: list[list[Line]]) -> int:
    between = [lines[0].gap for lines in segments[1:-1] if lines]
    within = [second.gap for lines in segments for first, second in pairwise(lines[:2]) if ends_with_mark(first.text)]
    return wide_gap(between, within)


def _is_heading(line: str) -> bool:
    return line.count(" ") < _MOST_HEADING_WORDS and (not ends_sentence(line) or line[-1] in "?!:")


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (line.gap > 0 or line.after_furniture):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph
