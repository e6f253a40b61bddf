"""The line that ends most answers of a page alike: who signs them, where to write, and no word of any answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...text.clean import ends_sentence
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ...text.stamps import without_dates
from ..page import Page
from .asker import EMPHASIS
from .flat import Flat, flat
from .labels import COLONS
from .marked_off import leads_to_another_page
from .nodes import NodeRange
from .pairs import QuestionElement

_MANY = 3  # answers (chosen) that end alike
_FEW = 2  # answers (chosen) that end in the same label before links to other questions
_AWAY = "> "
"""What stands for a link to another question, before its label."""
_SIGNED = pattern(r".+[,|\u00b7\u2022\u2013\u2014(-] ?0\)?")
ITEMS = frozenset("li tr td th".split())
"""Elements that are parts of a list or a table."""


def of_most(lines: Iterable[str], answers: int) -> set[str]:
    """Return the lines of several words that half of some answers have, at least."""
    counts = Counter(lines).items()
    return {line for line, count in counts if count >= _MANY and 2 * count >= answers and " " in line}


def repeated_ends(lines: Iterable[str], answers: int) -> set[str]:
    """Return the lines that end most answers; a sentence is none: several answers may say `Contact your GP.`

    So is what leads to other questions from a few of them, with the same label: `Also read: Who may vote?`
    """
    lines = [*lines]
    leading = {line for line, count in Counter(lines).items() if count >= _FEW and line.startswith(_AWAY)}
    return leading | {line for line in of_most(lines, answers) if not ends_sentence(line)}


def end_line(shown: Flat, line: int, end: int) -> str:
    """Return what a line says that ends an answer: `# Up` where it is a link up the page, which is no answer.

    `> Also read:` where it is a label before a link to another question.
    """
    text, holder = shown.text(line, end), shown.holders[end - 1]
    while shown.tags[holder] in EMPHASIS and shown.tags[holder] != "a":
        holder = shown.parents[holder]
    if shown.tags[holder] != "a" or shown.end[holder] != end:
        return text
    address = shown.elements[holder].attr("href") or ""
    if shown.first[holder] == line:
        return f"# {text}" if address.startswith("#") and shown.starts_before(address[1:], line) else text
    label = shown.text(line, shown.first[holder])
    is_away = leads_to_another_page(shown.elements[holder]) and label.endswith(COLONS) and ends_with_mark(text)
    return f"{_AWAY}{label}" if is_away else text


def is_next_item(shown: Flat, line: int, start: int) -> bool:
    """Whether a line of an answer is an item behind others: the last step of several, the last row of a table."""
    element = shown.holders[line]
    while element >= 0 and shown.first[element] > start:
        above = shown.parents[element]
        if shown.tags[element] in ITEMS and start <= shown.first[above] < shown.first[element]:
            return True
        element = above
    return False


def without_repeated_ends(page: Page, found: list[QuestionElement]) -> list[QuestionElement]:
    """Return question elements whose answers lack the last line that most of them have, if it is not all they say."""
    if len(found) < _MANY:
        return found
    shown = flat(page)
    lines = [_last_line(shown, each.answer) for each in found]
    repeated = repeated_ends((text for text, _ in lines if text), len(found))
    if not repeated:
        return found
    return [
        each._replace(answer=_before(shown, each.answer, line)) if text in repeated else each
        for each, (text, line) in zip(found, lines, strict=True)
    ]


def _last_line(shown: Flat, answer: list[NodeRange]) -> tuple[str, int]:
    """The last line of an answer without days, and its first piece; no text where it is the only one, or an item."""
    spans = [span for nodes in answer if (span := shown.pieces_of(nodes))[1] > span[0]]
    if not spans:
        return "", 0
    end = spans[-1][1]
    line = shown.line_start(end - 1)
    is_apart = line > spans[0][0] and not is_next_item(shown, line, spans[0][0])
    return (_shape(end_line(shown, line, end)), line) if is_apart else ("", 0)


def _shape(line: str) -> str:
    """A line without the day behind a name: `The shop, 3 May 2024`; not `Starts on 3 May 2024`."""
    shape = without_dates(line)
    return shape if _SIGNED.fullmatch(shape) else line


def _before(shown: Flat, answer: list[NodeRange], line: int) -> list[NodeRange]:
    """What an answer shows before a line."""
    spans = ((nodes, *shown.pieces_of(nodes)) for nodes in answer)
    kept: list[NodeRange] = []
    for nodes, first, end in spans:
        if end <= line:
            kept.append(nodes)
        elif first < line:
            kept += shown.ranges(first, line)
    return kept
