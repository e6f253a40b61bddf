"""Pages of a plain text: heads and feet between them, numbers of lines at the margin, times of subtitles."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ...text.clean import BLANK, ends_sentence
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, inline_question
from ..locators import Span
from ..visible.labels import COLONS
from .lines import Line, is_rule_line

_FEED = "\f"
_FOOT = pattern(r"(?i:(?:.*\S[ \t]{2,})?\[page \d{1,4}\])")
_PAGE_NUMBER = pattern(r"(?i:[\W_]*(?:page|seite|p\u00e1gina|pagina|strona) \d{1,4}[\W_]*)")
"""What ends a page also in a text that has lost its form feeds."""
_LONE_NUMBER = pattern(r"\W*\d{1,4}\W*")
_ARROW = " --> "
_CUE = pattern(rf"[\d:.,]{{5,12}}{_ARROW}[\d:.,]{{5,12}}")
_NUMBER = pattern(r"\d+")
_COLUMNS = pattern(r"\S(?:[ \t]{3}|\t)[ \t]*\S")
_LINE_NUMBER = pattern(r"(\d{1,3})(?:[ \t]{2,}|\t|\Z)")
_NUMBERED = 4 / 5  # share of the lines (chosen) that count up, where numbers stand at the margin
_FEWEST_NUMBERED = 6  # lines (chosen)
_MOST_ASKING = 3 / 4  # share of the numbered lines (chosen): where more ask, a number is that of a question
_REPEATED = 2  # edges of pages (chosen) that say the same, numbers aside


class Pages(NamedTuple):
    """The lines of a text, without those at the edges of its pages."""

    lines: list[Line]
    edges: list[Line]
    """Running heads and feet, the numbers of lines, the times of subtitles."""
    between: list[Span]
    """From the last line before one of them to what comes after it."""

    def parts(self, spans: Sequence[Span]) -> list[Span]:
        """Return some spans in parts, each on one page."""
        found: list[Span] = []
        for start, end in spans:
            first, stop = bisect_left(self.between, (start, end)), bisect_left(self.between, (end, 0))
            for foot, head in self.between[first:stop]:
                found.append((start, foot))
                start = head
            found.append((start, end))
        return found


def pages_of(text: str, lines: Sequence[Line]) -> Pages:
    """Return the lines of a text, apart from what its pages have around them."""
    numbers = _line_numbers(lines)
    lines = _without(numbers, lines)
    at_edge = _edges(text, lines) | (_cues(lines) if _ARROW in text else set())
    kept: list[Line] = []
    between: list[Span] = []
    for at, line in enumerate(lines):
        if at in at_edge:
            continue
        if kept and at - 1 in at_edge:
            between.append((kept[-1].end, line.start))
            goes_on = line.text[0].islower() and not ends_sentence(kept[-1].text)
            line = line._replace(gap=0 if goes_on else 1)
        elif kept and numbers:
            between.append((kept[-1].end, line.start))
        kept.append(line)
    return Pages(kept, [*numbers, *(lines[at] for at in sorted(at_edge))], between)


def _line_numbers(lines: Sequence[Line]) -> list[Line]:
    """The numbers at the margin, which count up from line to line; none where most of these lines ask."""
    found: list[Line] = []
    last = asking = 0
    for line in lines:
        match = _LINE_NUMBER.match(line.text)
        if match and int(match[1]) in (1, last + 1):
            last = int(match[1])
            asking += ends_with_mark(line.text) or inline_question(line.text) is not None
            found.append(line._replace(end=line.start + match.end(1), text=match[1]))
    is_margin = len(found) >= max(_FEWEST_NUMBERED, _NUMBERED * len(lines)) and asking <= _MOST_ASKING * len(found)
    return found if is_margin else []


def _without(numbers: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """Some lines without the numbers before them; a line that says nothing else is left out."""
    if not numbers:
        return lines
    width = {number.start: len(number.text) for number in numbers}
    return [
        _behind(line, width[line.start]) if line.start in width else line
        for line in lines
        if len(line.text) > width.get(line.start, 0)
    ]


def _behind(line: Line, width: int) -> Line:
    """A line without the number that opens it."""
    text = line.text[width:].lstrip(BLANK)
    before = len(line.text) - len(text)
    return Line(line.start + before, line.end, text, line.gap, line.indent + before, is_rule_line(text))


def _edges(text: str, lines: Sequence[Line]) -> set[int]:
    """Which lines are running heads or feet: at the edge of a page, apart from its text, and repeated or in columns."""
    ends = [at for at in range(len(lines)) if _ends_page(text, lines, at)]
    feet = {at for at in ends if lines[at].gap and not _answers(lines, at)}
    heads = {at + 1 for at in ends if _stands_apart(lines, at + 1)}
    times = Counter(_NUMBER.sub("#", lines[at].text) for at in feet | heads)

    def is_running(line: Line) -> bool:
        return times[_NUMBER.sub("#", line.text)] >= _REPEATED or _COLUMNS.search(line.text) is not None

    return {at for at in feet | heads if (at in feet and _says_page(lines[at])) or is_running(lines[at])}


def _cues(lines: Sequence[Line]) -> set[int]:
    """Which lines say in subtitles when the next ones are shown, with the number above."""
    cues = {at for at, line in enumerate(lines) if _CUE.match(line.text)}
    return cues | {at - 1 for at in cues if at and _LONE_NUMBER.fullmatch(lines[at - 1].text)}


def _ends_page(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a form feed comes after a line, or the line says the number of a page."""
    line = lines[at]
    if _FOOT.fullmatch(line.text) or _PAGE_NUMBER.fullmatch(line.text):
        return True
    return at + 1 < len(lines) and _FEED in text[line.end : lines[at + 1].start]


def _answers(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may be an answer: it comes below one that asks or announces it, and is no foot in any text."""
    before = lines[at - 1].text if at else ""
    return (ends_with_mark(before) or before.endswith(COLONS)) and not _FOOT.fullmatch(lines[at].text)


def _says_page(line: Line) -> bool:
    """Whether a line at the end of a page is no more than its number."""
    return any(form.fullmatch(line.text) for form in (_FOOT, _PAGE_NUMBER, _LONE_NUMBER))


def _stands_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a blank line comes after a line that asks nothing."""
    return at + 1 < len(lines) and lines[at + 1].gap > 0 and not ends_with_mark(lines[at].text)
