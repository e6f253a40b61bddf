"""Where the question ends that a line opens, and whether it asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...text.clean import ends_sentence
from ...text.labels import answer_label_end
from ...text.patterns import pattern
from ...text.questions import LONGEST_QUESTION, ends_with_mark, inline_question
from ..locators import Span
from ..visible.labels import is_answer_label
from .lines import Line
from .openings import Opening, is_numbered

_MOST_LINES = 4  # (chosen) lines that one question may be broken into
_AFTER_SENTENCE = pattern(r"(?<=[.!?\u2026\u3002\uff01\uff1f\u061f\"'\u201d)])[ \t\u3000]*(?=\S)")
_OPTION = pattern(r"[(\[]?[bB][).\]][ \t]")


class Asked(NamedTuple):
    """A question in a text."""

    span: Span
    line: int
    """The line after it."""
    rest: int | None
    """Where on its last line its answer begins, if it does there."""
    is_marked: bool
    """Whether it ends with a question mark."""


def asked(lines: Sequence[Line], opening: Opening, stop: int) -> Asked:
    """Return the question that a line opens; `stop` is the line that opens the next one."""
    first = first_line(lines, opening)
    last = _paragraph_end(lines, first, min(stop, first + _MOST_LINES))
    for at in range(first, last):
        shown = _shown(lines, opening, at)
        if ends_with_mark(shown):
            return Asked((opening.start, lines[at].end), at + 1, None, True)
        inside = inline_question(shown) if shown else None
        if inside and not (last < stop and lines[last].gap and ends_with_mark(lines[last - 1].text)):
            end = lines[at].end - len(shown) + inside[1]
            rest = lines[at].end - len(shown[inside[1] :].lstrip())
            return Asked((opening.start, end), at + 1, rest, True)
        if ends_sentence(shown) and not inside:
            break
    return Asked((opening.start, lines[first].end), first + 1, None, False)


def asked_before_label(lines: Sequence[Line], opening: Opening, stop: int) -> Asked | None:
    """Return the question up to the label of its answer; None where no label follows, or nothing asks before it."""
    first = first_line(lines, opening)
    inside = _inline_label(lines[first], opening)
    if inside:
        return Asked((opening.start, inside[0]), first + 1, inside[1], ends_with_mark(lines[first].text))
    for at in range(first + 1, stop):
        if is_answer_line(lines[at].text) and not any(_OPTION.match(line.text) for line in lines[at + 1 : stop]):
            end = next((line.end for line in reversed(lines[first:at]) if not line.is_rule), lines[first].end)
            is_short = end - opening.start <= LONGEST_QUESTION
            return Asked((opening.start, end), at, None, True) if is_short else None
    return None


def first_line(lines: Sequence[Line], opening: Opening) -> int:
    """Return the line on which the text after a label begins: its own, or the next one."""
    return opening.line + (opening.start >= lines[opening.line].end and opening.line + 1 < len(lines))


def is_answer_line(text: str) -> bool:
    """Whether a line opens with the label of an answer, or is one."""
    return answer_label_end(text, is_labelled=True) > 0 or is_answer_label(text)


def _inline_label(line: Line, opening: Opening) -> Span | None:
    """Where on a line the question ends and the answer begins: `How deep? A: Forty metres.`"""
    shown = line.text[max(0, opening.start - line.start) :]
    for match in _AFTER_SENTENCE.finditer(shown, 1, 2 * LONGEST_QUESTION):
        if label := answer_label_end(shown[match.end() : match.end() + 40]):
            begin = line.end - len(shown)
            return begin + match.start(), begin + match.end() + label
    return None


def _shown(lines: Sequence[Line], opening: Opening, at: int) -> str:
    line = lines[at]
    return line.text[max(0, opening.start - line.start) :]


def _paragraph_end(lines: Sequence[Line], first: int, stop: int) -> int:
    """The line after the last of a paragraph."""
    at = first + 1
    while at < stop and not lines[at].gap and not lines[at].is_rule and not is_numbered(lines[at]):
        at += 1
    return min(at, max(stop, first + 1))
