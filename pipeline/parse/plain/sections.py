"""The titles of the sections of a plain text, which end an answer: before a question, and after all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...text.clean import ends_statement
from ..visible.labels import COLONS
from .lines import Line
from .openings import MARKED, UNDERLINED, Form, Opening, numbered, titles

Rank = tuple[Form, int]
"""The form of a title and the columns before it."""
_NEAR = 6  # lines (chosen) after which a question follows the title of its section
_COLUMNS = "   "
_OUTSIDE: Form = ("outside",)
"""The form of a line that stands out from all questions."""


def section_titles(lines: Sequence[Line], series: Sequence[Opening]) -> list[Opening]:
    """Return the titles right before a line of a series, and the first one after all of these."""
    before = _titles_before(lines, series)
    after = _title_after(lines, series, before) if series[-1].line + 1 < len(lines) else None
    return [*before, after] if after else before


def is_apart(lines: Sequence[Line], opening: Opening) -> bool:
    """Whether a blank line or a rule comes before a line."""
    return opening.line == 0 or lines[opening.line].gap > 0 or lines[opening.line - 1].is_rule


def continues(before: tuple[int, ...], number: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether a number stands between two others, or right after the one or before the other where they begin anew."""
    if before and after and before < after:
        return before < number < after
    follows = bool(before) and number[:-1] == before[:-1] and number[-1] == before[-1] + 1
    leads = bool(after) and number[:-1] == after[:-1] and number[-1] == after[-1] - 1
    return follows or leads


def _titles_before(lines: Sequence[Line], series: Sequence[Opening]) -> list[Opening]:
    taken = {opening.line for opening in series}
    starts = [opening.line for opening in series]
    found = []
    for opening in (*_headings(lines), *_numbered_before(lines, series), *_counted_before(lines, series)):
        at = bisect_left(starts, opening.line)
        is_near = at < len(starts) and starts[at] - opening.line <= _NEAR
        if opening.line not in taken and is_near and not _is_deeper(opening, series[at]):
            taken.add(opening.line)
            found.append(opening)
    return found


def _title_after(lines: Sequence[Line], series: Sequence[Opening], before: Sequence[Opening]) -> Opening | None:
    """The first title after a series that is like one before it, or stands out from the lines of the series."""
    first, last = series[0].line, series[-1].line
    taken = {opening.line for opening in (*series, *before)}
    openings = [each for each in (*_headings(lines), *numbered(lines)) if each.line not in taken]
    like = {_rank(lines, each): each.number for each in [*(each for each in openings if each.line < first), *before]}
    in_answers = {each.form for each in openings if first < each.line < last}
    found = [
        each
        for each in openings
        if each.line > last
        and (each.number or each.form not in in_answers)
        and (_stands_apart(lines, each, last) or _is_like(lines, each, like))
    ]
    found += _outside(lines, [*series, *before], first, last)
    return min(found, key=lambda each: each.line, default=None)


def _is_deeper(opening: Opening, asking: Opening) -> bool:
    """Whether a title is of a lower rank than one that asks, by more signs or a higher number; `=` ranks either way."""
    if {opening.form[0], asking.form[0]} != {MARKED}:
        return False
    one, other = opening.form[-1], asking.form[-1]
    return one[0] == other[0] and one.strip("=") != "" and (len(one), one) > (len(other), other)


def _stands_apart(lines: Sequence[Line], opening: Opening, last: int) -> bool:
    """Whether a title is underlined, no head of a table and nothing that a question is answered by alone."""
    is_answer = opening.line <= last + 1
    return (
        opening.form[0] == UNDERLINED
        and is_apart(lines, opening)
        and not (is_answer or _COLUMNS in lines[opening.line].text)
    )


def _rank(lines: Sequence[Line], opening: Opening) -> Rank:
    return opening.form, lines[opening.line].indent


def _is_like(lines: Sequence[Line], opening: Opening, before: Mapping[Rank, tuple[int, ...]]) -> bool:
    """Whether a title has the form of one before it, and the number after that one's."""
    number = before.get(_rank(lines, opening))
    if number is None or not opening.number:
        return number is not None
    return is_apart(lines, opening) and continues(number, opening.number, ())


def _outside(lines: Sequence[Line], titles: Sequence[Opening], first: int, last: int) -> list[Opening]:
    """The lines after blank ones that are to the left of some titles, where no line between these is."""
    least = min(lines[opening.line].indent for opening in titles)
    if any(line.indent < least for line in lines[first:last]):
        return []
    return [
        Opening(at, lines[at].start, _OUTSIDE)
        for at in range(last + 1, len(lines))
        if lines[at].gap and lines[at].indent < least and not lines[at - 1].text.endswith(COLONS)
    ]


def _headings(lines: Sequence[Line]) -> Iterator[Opening]:
    """The titles that no colon announces and none like them is right above, as with commands: `# make install`."""
    forms: dict[int, Form] = {}
    for opening in titles(lines):
        at = opening.line
        forms[at] = opening.form
        is_announced = at > 0 and lines[at - 1].text.endswith(COLONS)
        if not is_announced and (lines[at].gap or forms.get(at - 1) != opening.form):
            yield opening


def _numbered_before(lines: Sequence[Line], series: Sequence[Opening]) -> Iterator[Opening]:
    """The lines `2. Wells` before the question `2.1`."""
    starts = [opening.line for opening in series]
    for opening in numbered(lines):
        at = bisect_left(starts, opening.line)
        if at == len(starts):
            return
        after = series[at].number
        before = series[at - 1].number if at else ()
        depth = len(opening.number)
        if depth < len(after) and after[:depth] == opening.number and before[:depth] != opening.number:
            yield opening


def _counted_before(lines: Sequence[Line], series: Sequence[Opening]) -> Iterator[Opening]:
    """The lines right before a question that count the sections of a text one by one, `II. Wells`."""
    taken = {opening.line for opening in series}
    counted: defaultdict[Rank, list[Opening]] = defaultdict(list)
    for opening in numbered(lines):
        is_before = opening.line not in taken and opening.line + 1 in taken
        if is_before and is_apart(lines, opening) and not ends_statement(lines[opening.line].text):
            counted[_rank(lines, opening)].append(opening)
    for openings in counted.values():
        if len(openings) > 1 and all(continues(one.number, other.number, ()) for one, other in pairwise(openings)):
            yield from openings
