"""The lines before an attribution, divided into questions and answers although blank lines cannot be trusted.

The rule and its reasons are in docs/formats.md; the functions here are its paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ....text.clean import ends_sentence
from ....text.labels import (
    answer_label_end,
    any_lettered_row,
    is_bare_answer_label,
    label_end,
    labels_answer_below,
    unlabelled_question,
)
from ....text.patterns import pattern
from ....text.questions import asks_unmarked, continues_question, ends_with_mark, inline_question, may_be_question
from ...locators import Span
from .lines import Line

NO_GAP_IS_WIDE = 1_000_000
"""Blank lines, more than any page has: on such a page no gap is wide, because blank lines tell nothing."""
_FEWEST_BLANKS = 2  # (chosen) in a question that is said twice: what is shorter may be an answer, `Hoo? Hoo?`
_MOST_QUESTION_LINES = 3  # (chosen) lines that one question may be broken into
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? "
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[APap][Mm])?"
# - [ ] and [10:42] Mia: and 3/12/23, 10:42 pm - Mia Lu: but not 10:30 - Lunch: which is an item of a programme
_BEFORE = pattern(
    r"[-*+] \[[ xX]?\][ \t]+(?=\S)"
    rf"|(?:\[(?:{_DAY})?{_TIME}\]|{_DAY}{_TIME} -)[ \t]"
    r"[^\W\d_][^:?!.\n]{0,30}:[ \t]+(?=\S)"
)
_LINKED = pattern(r"\[([^\[\]]{1,300})\]\([^()\s]{1,2000}\)")
_EMPHASIS = pattern(r"\A([*_]{1,3})([^*_]{1,300})\1\Z")
_BOLD_LABEL = pattern(r"(\*\*|__)([^*_\n]{1,20})\1[ \t]*(?=\S)")


class Block(NamedTuple):
    """A question with its answer, either of which may be missing."""

    question: Span | None
    answer: list[Span]
    """Stretches between boilerplate, in reading order."""
    labels: Sequence[Span] = ()
    """`12.`, `Q:`, `A:` and the like, which are neither question nor answer."""


class Division(NamedTuple):
    """What the lines before an attribution were divided into."""

    leftover: list[Line]
    """Lines before the first question, which belong to nobody."""
    blocks: list[Block]
    """The last one is what the attribution speaks of."""


def least_wide_gap(gaps_between: Iterable[int], gaps_within: Iterable[int]) -> int:
    """Return from how many blank lines on a gap separates two blocks on this page.

    `gaps_between` are the gaps after attributions, `gaps_within` those between a line that ends
    with a question mark and the next. If the page leaves no more space between two blocks than
    inside one, its blank lines tell nothing, and no gap is wide (NO_GAP_IS_WIDE).
    """
    within = _usual(gaps_within, default=1)
    between = _usual(gaps_between, default=max(2, within + 1))
    return between if between > within else NO_GAP_IS_WIDE


def divide(lines: list[Line], wide_gap: int) -> Division:
    """Divide the lines before an attribution into leftover and blocks; the last block is attributed."""
    starts = _starts(lines, wide_gap)
    if not starts:
        return _divide_unmarked(lines, wide_gap)
    ends = [*starts[1:], len(lines)]
    blocks = [_block(lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    return Division(lines[: starts[0]], blocks)


def said_before(lines: list[Line]) -> int:
    """Return how many lines come before a question that one of them says already: a title, a table of contents.

    >>> said_before([Line(0, 0, text, 0) for text in ("Contents", "1. Why?", "2. How?", "Why?", "So.")])
    3
    """
    before = 0
    last = ""
    keys: set[str] = set()
    for number, line in enumerate(lines[:-1]):
        if ends_with_mark(line.text):
            key = "".join(filter(str.isalnum, line.text[label_end(line.text) :].lower()))
            is_cry = key == last and len(keys) > 1 and line.text.count(" ") < _FEWEST_BLANKS
            before = number if key in keys and not is_cry else before
            last = key
            keys.add(key)
        elif keys or ends_sentence(line.text):
            break
    return before


def _usual(gaps: Iterable[int], default: int) -> int:
    """The most frequent gap, the smaller where two are as frequent."""
    counts = Counter(gaps)
    return min(counts, key=lambda gap: (-counts[gap], gap)) if counts else default


def _starts(lines: list[Line], wide_gap: int) -> list[int]:
    """Indexes of the lines that open a block: they ask, and are the first or come after a wide gap.

    A line without a question mark counts only until one with a mark was seen: inside an answer
    "When in doubt, ask" opens like a question too. Where nothing asks there, the first
    line that ends with a question mark opens the one block.
    """
    starts = []
    marked_seen = False
    for i, line in enumerate(lines):
        if i == 0 or line.gap >= wide_gap or line.after_boilerplate == "related_questions":
            marked = ends_with_mark(line.text)
            if marked or (not marked_seen and asks_unmarked(line.text) and not _is_title_of(lines, i)):
                starts.append(i)
            marked_seen = marked_seen or marked
    if not starts:
        first = next((i for i, line in enumerate(lines) if ends_with_mark(line.text)), None)
        if first is not None:
            starts = [_first_line_of_question(lines, first)]
    return starts


def _is_title_of(lines: list[Line], i: int) -> bool:
    """Whether a line that opens like a question is the title above one: the next line has the mark, and an answer."""
    return (
        i + 2 < len(lines)
        and ends_with_mark(lines[i + 1].text)
        and not continues_question(lines[i].text, lines[i + 1].text)
    )


def _first_line_of_question(lines: list[Line], marked: int) -> int:
    first = marked
    while (
        first > 0
        and marked - first < _MOST_QUESTION_LINES - 1
        and lines[first].gap == 0
        and continues_question(lines[first - 1].text, lines[first].text + "?")
    ):
        first -= 1
    return first


def _divide_unmarked(lines: list[Line], wide_gap: int) -> Division:
    """Divide lines of which none asks by itself.

    Either question and answer share a line, or the question has no mark: then it is the first
    line after the last wide gap that leaves an answer below it, unless that is a statement.
    """
    groups = [i for i, line in enumerate(lines) if i == 0 or line.gap >= wide_gap]
    for i in reversed(groups):
        inside = inline_question(lines[i].text)
        if inside is not None:
            return _divide_inline(lines, i, inside)
    first = max((i for i in groups if i < len(lines) - 1), default=0)
    if len(lines) < 2 or not may_be_question(lines[first].text):
        return Division(lines, [])
    return Division(lines[:first], [_block(lines[first:])])


def _divide_inline(lines: list[Line], i: int, inside: Span) -> Division:
    line = lines[i]
    start, end = line.start + inside[0], line.start + inside[1]
    leftover = lines[:i]
    labels: list[Span] = []
    before = line.text[: inside[0]].rstrip()
    if before:
        opening = line.start, line.start + len(before)
        if label_end(line.text) == inside[0]:
            labels.append(opening)
        else:
            leftover = [*leftover, line._replace(end=opening[1], text=before)]
    after = line.text[inside[1] :].lstrip()
    answer_lines = lines[i + 1 :]
    if after:
        answer_lines = [Line(line.end - len(after), line.end, after, 0), *answer_lines]
    answer, answer_labels = _answer(answer_lines)
    return Division(leftover, [Block((start, end), answer, labels + answer_labels)])


def _block(lines: list[Line]) -> Block:
    """Read lines whose first opens a question."""
    height = _question_height(lines)
    first, last = lines[0], lines[height - 1]
    labels: list[Span] = []
    start = first.start
    end = last.end
    before = _BEFORE.match(first.text)
    label = before.end() if before else label_end(first.text)
    if label:
        labels.append((start, start + len(first.text[:label].rstrip())))
        start += label
        closing = len(last.text) - len(last.text.rstrip("*_ "))
        if closing and first.text[:label].rstrip().endswith(("*", "_")):
            labels.append((end - len(last.text[-closing:].lstrip()), end))
            end -= closing
    if height == 1:
        start, end, around = _without_signs(first, start, end)
        labels += around
    answer, answer_labels = _answer(lines[height:], is_labelled=first.text[:label].lstrip("#*_- ")[:1] in ("q", "Q"))
    return Block((start, end), answer, labels + answer_labels)


def _without_signs(line: Line, start: int, end: int) -> tuple[int, int, list[Span]]:
    """Where a question stands without quotes, a link or signs around it, and where these are."""
    shown = line.text[start - line.start : end - line.start]
    link = _LINKED.fullmatch(shown)
    inner = link[1] if link else unlabelled_question(_EMPHASIS.sub(r"\2", shown))
    at = shown.find(inner) if inner and inner != shown else 0
    if not inner or inner == shown or at < 0:
        return start, end, []
    first, last = start + at, start + at + len(inner)
    before, after = shown[:at].rstrip(), shown[at + len(inner) :].lstrip()
    around = [(start, start + len(before))] if before else []
    return first, last, [*around, (end - len(after), end)] if after else around


def _question_height(lines: list[Line]) -> int:
    """How many lines the question takes."""
    height = 1
    while (
        height < min(len(lines), _MOST_QUESTION_LINES)
        and not ends_with_mark(lines[height - 1].text)
        and lines[height].gap == 0
        and not lines[height].after_boilerplate
        and _goes_on(lines, height)
    ):
        height += 1
    return height


def _goes_on(lines: list[Line], height: int) -> bool:
    """Whether the line at `height` continues the question, itself or through the line after it."""
    first, second = lines[height - 1].text, lines[height].text
    if continues_question(first, second):
        return True
    return (
        height + 1 < min(len(lines), _MOST_QUESTION_LINES)
        and lines[height + 1].gap == 0
        and second[0].islower()
        and continues_question(second, lines[height + 1].text)
    )


def _answer(lines: list[Line], is_labelled: bool = False) -> tuple[list[Span], list[Span]]:
    """Return the sections of an answer and its label, if it has one; `A.` is one only where the question has a `Q`."""
    if not lines:
        return [], []
    if len(lines) > 1 and labels_answer_below(lines[0].text):
        rest, labels = _answer(lines[1:])
        return rest, [(lines[0].start, lines[0].end), *labels]
    spans = [(lines[0].start, lines[0].end)]
    for line in lines[1:]:
        if line.after_boilerplate:
            spans.append((line.start, line.end))
        else:
            spans[-1] = spans[-1][0], line.end
    is_labelled = is_labelled and not any_lettered_row(line.text for line in lines[1:])
    label = answer_label_end(lines[0].text, is_labelled) or _bold_label_end(lines[0].text)
    if not label:
        return spans, []
    start = spans[0][0]
    spans[0] = start + label, spans[0][1]
    return spans, [(start, start + len(lines[0].text[:label].rstrip()))]


def _bold_label_end(line: str) -> int:
    """Where an answer begins after `**Answer:**`."""
    found = _BOLD_LABEL.match(line)
    return found.end() if found and is_bare_answer_label(found[2]) else 0
