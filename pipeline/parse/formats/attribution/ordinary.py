"""The block as most pages have it, one line that asks and lines that answer, read at once.

A shortcut only: the general rules of `lines` and `blocks` give the same (a test compares them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ....schema import Boilerplate, Candidate
from ....text.clean import BLANK
from ....text.labels import LABEL_OPENINGS, answer_label_end, label_end, labels_answer_below
from ....text.questions import LONGEST_QUESTION, ends_with_mark
from ...locators import Span, span_locator
from .lines import LEADING_LETTERS, OPENINGS, Line, boilerplate_rule, leading_boilerplate
from .links import Attribution
from .noted import may_have_day
from .trails import STEP

__all__ = ["OrdinaryBlock", "block_of_any_lines", "ordinary_blocks", "ordinary_pairs", "pairs_by_rules"]


class OrdinaryBlock(NamedTuple):
    """A block whose first line is its question."""

    question: Span
    answer: Span
    gap_before: int
    """Blank lines before the question."""
    gap_within: int
    """Blank lines between question and answer."""


def pairs_by_rules(
    text: str,
    sections: Sequence[OrdinaryBlock | list[Line]],
    attributions: list[Attribution],
    first: int,
    like: Candidate,
    piece: Boilerplate,
    /,
) -> list[tuple[Candidate, Boilerplate] | None]:
    """Return the candidate of each section of a text that is an ordinary block and the attribution after it.

    In all else they are like another one. With each comes its attribution as such a piece of boilerplate; None stands
    for any other section. `first` is where the text begins in a longer one, whose characters locators count.
    """
    return [
        (
            like._replace(
                question=text[slice(*block.question)],
                answer=text[slice(*block.answer)],
                source=attribution.host,
                source_url=attribution.address,
                locator=span_locator(block.question, [block.answer], first),
            ),
            piece._replace(start=attribution.start, end=attribution.end),
        )
        if isinstance(block, OrdinaryBlock)
        else None
        for block, attribution in zip(sections, attributions, strict=True)
    ]


try:
    from ._ordinary import blocks as _compiled_blocks
    from ._ordinary import openings as _compiled_openings
    from ._ordinary import pairs as ordinary_pairs
except ImportError:  # it was installed where there was no compiler

    def _compiled_blocks(
        _text: str,
        _start: int,
        attributions: list[Attribution],
        _kind: type[OrdinaryBlock],
        _longest: int,
        _openings: bytes,
        /,
    ) -> list[OrdinaryBlock | None]:
        return [None] * len(attributions)

    def _compiled_openings(_words: Iterable[str], /) -> bytes:
        return b""

    ordinary_pairs = pairs_by_rules


def ordinary_blocks(text: str, start: int, attributions: list[Attribution]) -> list[OrdinaryBlock | None]:
    """Return the block that the section of a text before each attribution consists of, the first one from `start` on.

    None where the general rules must read it.
    """
    found = _compiled_blocks(text, start, attributions, OrdinaryBlock, LONGEST_QUESTION, _openings())
    for number, block in enumerate(found):
        if block is None:
            first = attributions[number - 1].end if number else start
            found[number] = block_of_any_lines(text, first, attributions[number].start)
    return found


@cache
def _openings() -> bytes:
    """What a line may begin with that is boilerplate or has a label."""
    return _compiled_openings([*OPENINGS, *LABEL_OPENINGS])


def block_of_any_lines(text: str, start: int, end: int) -> OrdinaryBlock | None:
    """Return the same, whatever its lines begin with."""
    shown = text[start:end].lstrip(BLANK)
    first, _, rest = shown.partition("\n")
    below = rest.lstrip(BLANK)
    question, answer = first.rstrip(BLANK), below.rstrip(BLANK)
    if not answer or not _is_plain_question(question) or not _is_plain_answer(answer):
        return None
    begin, answer_begin = end - len(shown), end - len(below)
    return OrdinaryBlock(
        (begin, begin + len(question)),
        (answer_begin, answer_begin + len(answer)),
        text.count("\n", start, begin) - 1,
        rest.count("\n", 0, len(rest) - len(below)),
    )


def _is_plain_question(line: str) -> bool:
    """Whether a line is a question without anything around it."""
    first = line[0]
    return (
        line[-1] == "?"
        and first.isalpha()
        and ":" not in line
        and len(line) <= LONGEST_QUESTION
        and not label_end(line)
        and boilerplate_rule(line) is None
        and (first not in LEADING_LETTERS or leading_boilerplate(line, 0, len(line)) is None)
    )


def _is_plain_answer(answer: str) -> bool:
    """Whether an answer has no label, and no line that is boilerplate or asks."""
    if answer[0] in "*_" or STEP in answer or may_have_day(answer):
        return False
    if "\n" not in answer:
        return _is_plain_line(answer) and not answer_label_end(answer)
    lines = [shown for line in answer.split("\n") if (shown := line.strip(BLANK))]
    is_labelled = answer_label_end(lines[0]) or labels_answer_below(lines[0])
    return not is_labelled and all(map(_is_plain_line, lines))


def _is_plain_line(line: str) -> bool:
    return boilerplate_rule(line) is None and not ends_with_mark(line)
