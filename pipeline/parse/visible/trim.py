"""Rows without the lines that are not their own: what opens or ends most answers alike, and titles of sections."""

from __future__ import annotations

from collections import Counter
from itertools import chain, takewhile

from ...text.marks import FULL_STOPS
from ...text.patterns import pattern
from ...text.questions import asks_who
from .asker import Asker, Form
from .askers import Askers
from .calls import is_closing, is_tail
from .flat import Flat
from .heads import has_portrait, is_called_name, is_short, may_be_name
from .labels import COLONS, opens_with_answer
from .repeated import ITEMS, end_line, is_next_item, of_most, repeated_ends
from .row import Row
from .walk import NOISE

_DIGITS = pattern(r"\d+")
_SECTION = pattern(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})[.)]?\s+\S[^\n]{0,90}$")
_RULE = pattern(r"\u2042|(?:[*_=~\u2022\u00b7-] ?){3,}")
_NUMBER_BELOW = pattern(r"\.\d")
_FEW = 2  # answers (chosen) that say who gives them
_TITLE = 90  # characters (chosen) of a bold line that may be the title of a section


def trimmed(lines: Askers, found: list[Row]) -> list[Row]:
    """Return rows without the lines at the end of an answer that are not its own.

    They are what closes a section (`Back to top`), and the title of a section right before the next question.
    """
    shown = lines.flat
    found = [_before_noise(shown, row) for row in _without_first_lines(shown, found)]
    repeated = _repeated(shown, found)
    before = Counter(
        title.form for row in found if (title := _line_before(lines, row.asker)) is not None and title.is_strong
    )
    cut = []
    for number, row in enumerate(found):
        following = found[number + 1].asker if number + 1 < len(found) else None
        end = row.end
        while end > row.start:
            line = shown.line_start(end - 1)
            is_title = following is not None and _is_title(lines, line, following, before)
            text = shown.text(line, end)
            is_apart = (
                is_title or (following is None and is_closing(text)) or _shape(end_line(shown, line, end)) in repeated
            )
            if line <= row.start or not (is_apart or _is_tail(shown, line, text)):
                break
            end = line
        cut.append(row._replace(end=end))
    return cut


def _before_noise(shown: Flat, row: Row) -> Row:
    """A row without what is called an ad or the like at its end: where it is long it is read as a panel would be."""
    end = row.end
    while end > row.start and (noise := _noise_around(shown, row, end - 1)) is not None:
        end = shown.first[noise]
    return row._replace(end=end)


def _noise_around(shown: Flat, row: Row, piece: int) -> int | None:
    """The element that is called so around a piece of an answer, which opens with something else."""
    holder = shown.holders[piece]
    inside = takewhile(lambda each: shown.first[each] > row.start, chain([holder], shown.ancestors(holder)))
    return next((each for each in inside if shown.names[shown.classes[each]] & NOISE), None)


def _is_tail(shown: Flat, line: int, text: str) -> bool:
    """Whether a line closes a section, and no colon before announces it: `They say:`, `Guten Appetit!`.

    So does a rule of signs: `***`.
    """
    if _RULE.fullmatch(text):
        return True
    return is_tail(text) and not shown.texts[line - 1].endswith(COLONS)


def _repeated(shown: Flat, found: list[Row]) -> set[str]:
    """The lines that end most answers, digits aside: `ID: #100 | Author: admin`. One word may well be an answer."""
    ends = [(row.start, shown.line_start(row.end - 1), row.end) for row in found if row.end > row.start]
    shapes = [_shape(end_line(shown, line, end)) for start, line, end in ends if not is_next_item(shown, line, start)]
    return repeated_ends(shapes, len(found))


def _without_first_lines(shown: Flat, found: list[Row]) -> list[Row]:
    """Rows without the line about each entry that opens most answers: `Submitted by admin on 03/02/2015`.

    Behind a label it may also say only who answers: `Answer:`, below that `Eva Roe, vet`; without one it says so in
    words in most rows: `Answer from the shop`; or most rows have a name there, in an element that is called so.
    """
    opened = [(row, shown.line_end(row.start)) for row in found if row.start < row.end]
    shapes = {row.asker: (_shape(shown.text(row.start, line)), line) for row, line in opened if line < row.end}
    repeated = of_most([shape for shape, _ in shapes.values()], len(found))
    named = {
        row.asker for row, _ in opened if row.asker.has_letter and shown.tags[shown.holders[row.start]] not in ITEMS
    }
    titled = [shape for shape, _ in shapes.values() if is_short(shape) and opens_with_answer(shape)]
    are_titled = len(titled) >= max(_FEW, len(found) / 2)
    signed = _signed(shown, found)
    starts = {
        asker: line
        for asker, (shape, line) in shapes.items()
        if (shape in repeated and ("0" in shape or (asker in named and may_be_name(shape))))
        or (are_titled and shape in titled)
        or asker in signed
    }
    return [row._replace(start=starts.get(row.asker, row.start)) for row in found]


def _signed(shown: Flat, found: list[Row]) -> set[Asker]:
    """What is asked above names, in elements called so or beside portraits, if most answers have one.

    Half of the names have two words. What asks for a name is answered by it: `Who won?`
    """
    opened = ((row.asker, row.start, shown.line_end(row.start)) for row in found if row.start < row.end)
    signed = {
        asker: shown.text(start, end)
        for asker, start, end in opened
        if (is_called_name(shown, start, end) or has_portrait(shown, start, end)) and not asks_who(asker.text)
    }
    are_most = len(signed) >= max(_FEW, len(found) / 2)
    return set(signed) if are_most and 2 * sum(map(may_be_name, signed.values())) >= len(signed) else set()


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line)


def _line_before(lines: Askers, asker: Asker) -> Asker | None:
    return lines.at(lines.flat.line_start(asker.line_start - 1)) if asker.line_start else None


def _is_title(lines: Askers, line: int, following: Asker, before: Counter[Form]) -> bool:
    level = lines.flat.levels.get(line)
    if (level and level <= following.level) or _has_number_of_section(lines.flat, line, following):
        return True
    title = lines.at(line)
    return (
        title is not None
        and title.line_end == following.line_start
        and title.is_strong
        and not title.is_inline
        and len(title.text) <= _TITLE
        and before[title.form] > 1
        and not title.text.endswith(tuple(FULL_STOPS))
        and not lines.flat.texts[line - 1].endswith(COLONS)
    )


def _has_number_of_section(shown: Flat, line: int, following: Asker) -> bool:
    """Whether a line has the number of the section in which the question right below it is: `2.` before `2.1`."""
    match = _SECTION.match(shown.text(line, min(following.line_start, shown.line_end(line))))
    asked = shown.text(following.line_start, following.line_end)
    return match is not None and _NUMBER_BELOW.match(asked.removeprefix(match["number"])) is not None
