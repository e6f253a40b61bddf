"""The block as most pages have it, one line that asks and one that answers, read without splitting lines.

A shortcut only: the general rules of `lines` and `blocks` give the same (a test compares them).
"""

from __future__ import annotations

from typing import NamedTuple

from ....text.clean import BLANK
from ....text.questions import LONGEST_QUESTION, answer_label_end
from ...locators import Span
from .lines import LEADING_LETTERS, boilerplate_rule, leading_boilerplate


class OrdinaryBlock(NamedTuple):
    """A block of two lines."""

    question: Span
    answer: Span
    gap_before: int
    """Blank lines before the question."""
    gap_within: int
    """Blank lines between question and answer."""


def ordinary_block(text: str, start: int, end: int) -> OrdinaryBlock | None:
    """Return the block that a section of text consists of, or None where the general rules must read it."""
    section = text[start:end]
    shown = section.strip(BLANK)
    first, _, rest = shown.partition("\n")
    answer = rest.lstrip(BLANK)
    if not answer or "\n" in answer:
        return None
    question = first.rstrip(BLANK)
    if not _is_plain_question(question) or not _is_plain_answer(answer):
        return None
    lead = section.index(shown)
    begin = start + lead
    last = begin + len(shown)
    return OrdinaryBlock(
        (begin, begin + len(question)),
        (last - len(answer), last),
        text.count("\n", start, begin) - 1,
        rest.count("\n", 0, len(rest) - len(answer)),
    )


def _is_plain_question(line: str) -> bool:
    """Whether a line is a question without anything around it."""
    first = line[0]
    return (
        line[-1] == "?"
        and first.isalpha()
        and first not in "qQ"
        and len(line) <= LONGEST_QUESTION
        and (first not in LEADING_LETTERS or leading_boilerplate(line, 0, len(line)) is None)
    )


def _is_plain_answer(line: str) -> bool:
    """Whether a line is an answer without a label and no boilerplate; the general rules read one that may ask."""
    return (
        line[-1] not in "?\uff1f\u061f\u2047\u2048\u2049\"'\u201d\u2019)]\u00bb*_\u00b6"
        and boilerplate_rule(line) is None
        and not answer_label_end(line)
    )
