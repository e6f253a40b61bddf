"""Which questions of a plain text are entries of a table of contents, and have no answers there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...text.patterns import pattern
from .lines import Line, letters_of
from .openings import is_numbered
from .series import Member

_FEWEST = 2  # entries (chosen)
_KEY = 40  # letters (chosen) by which a question is the same: its line may be broken elsewhere
_MANY = 5  # (chosen) pages without dots: answers may be numbers, too
_PAGE_NUMBER = pattern(r"\d{1,3}")  # more digits are years
_ROMAN_NUMBER = pattern(r"[ivxlc]{1,6}")
_LEADER = ".\u2026\u00b7_"
_LEADERS = ("..", ". .", "\u2026", "\u00b7\u00b7", "__")


def with_pages(last_lines: Sequence[str], rests: Sequence[str]) -> set[int]:
    """Return which questions have the number of a page after them, by their last lines and what follows on these.

    A row of dots leads to it, or there are many that never fall.
    """
    led = {number for number, line in enumerate(last_lines) if _leads_to_page(line)}
    pages = {number: int(rest) for number, rest in enumerate(rests) if _PAGE_NUMBER.fullmatch(rest)}
    is_rising = len(pages) >= _MANY and all(one <= other for one, other in pairwise(pages.values()))
    return {*(led if len(led) >= _FEWEST else ()), *(pages if is_rising else ())}


def _leads_to_page(line: str) -> bool:
    page = line.split()[-1].lstrip(_LEADER)
    is_page = _PAGE_NUMBER.fullmatch(page) or _ROMAN_NUMBER.fullmatch(page)
    return bool(is_page) and line.removesuffix(page).rstrip().endswith(_LEADERS)


def repeated(members: Sequence[Member], lines: Sequence[Line], texts: Sequence[str]) -> set[int]:
    """Return which members are entries of a table of contents, which the text repeats further below.

    `texts` are their questions.
    """
    keys = [letters_of(text)[:_KEY] for text in texts]
    last = {key: number for number, key in enumerate(keys)}
    runs: list[list[int]] = [[]]
    for number, key in enumerate(keys):
        if last[key] > number or not members[number].is_question:
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
    return {number for run in runs if _is_listed(run, members, lines) for number in run}


def _is_listed(run: list[int], members: Sequence[Member], lines: Sequence[Line]) -> bool:
    """Whether most of some members in a row have no paragraphs between them, only wrapped lines and other entries."""
    if sum(members[number].is_question for number in run) < _FEWEST:
        return False
    between = sum(
        sum(line.gap > 0 and not line.is_rule and not is_numbered(line) for line in _between(lines, members, a, b))
        for a, b in pairwise(run)
    )
    return 2 * between < len(run)


def _between(lines: Sequence[Line], members: Sequence[Member], a: int, b: int) -> Sequence[Line]:
    return lines[members[a].opening.line + 1 : members[b].opening.line]
