"""A plain text without attributions -> its questions and answers, and what every other character is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...schema import Boilerplate, Reason
from ...text.clean import unify_line_ends
from ...text.questions import LONGEST_QUESTION
from ...text.quoted import are_most, marks_outside, quote_marks, trimmed, without_marks
from ..locators import Span, text_at
from ..visible.calls import asks_what_is_next, is_call
from ..visible.labels import is_answer_label, is_picture
from .blocks import Block, divide
from .letters import in_english
from .lines import Line, lines_of
from .openings import without_closing_signs
from .pages import pages_of
from .replies import replies_of
from .series import series_of, series_of_paragraphs
from .turns import dialogue_of

_FEWEST = 2  # answered questions of a text (chosen), or one that has a label, and its answer, too
_WIDE_BLANKS = str.maketrans("\u00a0\u202f", "  ")
"""What French texts have before a colon: `Q :`."""


class Unsound(NamedTuple):
    """Text that is no pair, and why."""

    spans: list[Span]
    reason: Reason


class Reading(NamedTuple):
    """What a text holds, as spans of its characters; each that is not blank is in one of them."""

    pairs: list[Block]
    unsound: list[Unsound]
    boilerplate: list[Boilerplate]


def read(text: str) -> Reading | None:
    """Return what a text holds; None where no lines say that they ask, or nothing answers them."""
    folded = unify_line_ends(text)
    marks = quote_marks(folded)
    is_quoted = bool(marks) and are_most(marks, folded)
    if is_quoted:
        folded = without_marks(folded)
    pages = pages_of(folded, lines_of(folded.translate(_WIDE_BLANKS)))
    lines = in_english(pages.lines)
    blocks, contents, are_turns = _blocks(folded, [*map(without_closing_signs, lines)])
    blocks = [Block(*map(pages.parts, block)) for block in blocks]
    answered = [block for block in blocks if block.answer]
    if len(answered) < min(_FEWEST, len(blocks)) or 2 * len(answered) < len(blocks) or not answered:
        return None
    faults = [(block, _fault(text, block, are_turns)) for block in blocks]
    pairs = [block for block, reason in faults if reason is None]
    if not pairs:
        return None
    unsound = [Unsound([*block.question, *block.answer], reason) for block, reason in faults if reason]
    boilerplate = [Boilerplate("contents", *span) for span in pages.parts(contents)]
    boilerplate += [Boilerplate("running_head", line.start, line.end) for line in pages.edges]
    reading = _whole(Reading(pairs, unsound, boilerplate), lines)
    if is_quoted:
        loose = marks_outside(trimmed(marks, text), _spans_of(reading))
        reading.boilerplate.extend([Boilerplate("quote_mark", *mark) for mark in loose])
    return reading


class _Found(NamedTuple):
    """The questions of a text with their answers."""

    blocks: list[Block]
    contents: list[Span]
    """The entries of a table of contents."""
    are_turns: bool
    """Whether they are said by turns, in a chat or an interview."""


def _blocks(text: str, lines: Sequence[Line]) -> _Found:
    series = series_of(lines)
    replies = [] if series else replies_of(lines)
    if replies:
        return _Found(replies, [], False)
    dialogue = None if series else dialogue_of(lines)
    if dialogue:
        return _Found([Block(*pair) for pair in dialogue.pairs], [], True)
    series = series or series_of_paragraphs(lines)
    return _Found(*(divide(text, lines, series) if series else ([], [])), False)


def _fault(text: str, block: Block, is_turn: bool) -> Reason | None:
    question = text_at(text, block.question)
    if is_call(question) and not (is_turn and asks_what_is_next(question)):
        return Reason.CALL_TO_ACTION
    if len(question) > LONGEST_QUESTION:
        return Reason.NO_QUESTION
    return None if block.answer else Reason.NO_ANSWER


def _whole(reading: Reading, lines: Sequence[Line]) -> Reading:
    """A reading with all that none of its parts holds: labels, rules, and text that answers no question."""
    spans = _spans_of(reading)
    loose: list[Span] = []
    last = -1
    """The line that the last loose text ends with."""
    for at, start, end, is_label in _gaps(lines, sorted(spans)):
        line = lines[at]
        if line.is_rule or is_label:
            reading.boilerplate.append(Boilerplate("rule_line" if line.is_rule else "label", start, end))
        elif at == last + 1 and not line.gap and start == line.start and loose:
            loose[-1] = loose[-1][0], end
            last = at
        else:
            loose.append((start, end))
            last = at if end == line.end else -1
    reading.unsound.extend(Unsound([span], Reason.NO_QUESTION) for span in loose)
    return reading


def _spans_of(reading: Reading) -> list[Span]:
    spans = [span for block in reading.pairs for part in block for span in part]
    spans += [span for unsound in reading.unsound for span in unsound.spans]
    return spans + [(piece.start, piece.end) for piece in reading.boilerplate]


def _gaps(lines: Sequence[Line], spans: Sequence[Span]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield what of each line is in no span, and whether it is a label, as what comes before a span on its line is."""
    number = 0
    for at, line in enumerate(lines):
        position = line.start
        while position < line.end:
            while number < len(spans) and spans[number][1] <= position:
                number += 1
            start, end = spans[number] if number < len(spans) else (line.end, line.end)
            gap = line.text[position - line.start : max(0, min(start, line.end) - line.start)]
            if gap.strip():
                begin = position + len(gap) - len(gap.lstrip())
                yield at, begin, begin + len(gap.strip()), start < line.end or is_answer_label(gap) or is_picture(gap)
            position = end if start < line.end else line.end
