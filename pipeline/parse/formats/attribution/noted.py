"""The day of its page, which a search page notes beside an answer and is none of its words."""

from __future__ import annotations

import re

from ....text.clean import BLANK, ends_sentence, ends_statement
from ....text.languages import ENGLISH, all_words
from ....text.patterns import pattern
from ....text.questions import asks_of_any_day
from ....text.stamps import DAY_OF_YEAR
from ...locators import Span

_NEAR = 30  # characters (chosen) in which such a day is; the same in _ordinary.c
_FEWEST_WORDS = 4  # of the line below a day (chosen): a sentence, and no further item
# `Chapter 3, 2023` is no day
_A_DAY = rf"(?i:(?=\d|(?:{'|'.join(sorted(all_words([ENGLISH.months])))})\b){DAY_OF_YEAR})"
_DAY = pattern(_A_DAY)
# 3 Mar 2023 \u2014 and a sentence, on its line or below
_DAY_BEFORE = pattern(rf"({_A_DAY})(?: ?[\u2013\u2014\u00b7-]{{1,2}} +(?=[^\W\d_a-z]|\d)|(?P<below>[ \t\u00a0]*\n))")
_DAY_ON_LINE = pattern(rf"(?:^|[\u2013\u2014-] ?){_A_DAY}", re.MULTILINE)
_CENTURY = "20"
_OF_WEB = pattern(rf"(?<!\d){_CENTURY}\d\d(?!\d)")
"""A year in which a page can be dated."""


def without_days(text: str, question: Span, answer: Span) -> tuple[Span, list[Span]]:
    """Return where an answer is without the day of its page before or after it, and where such days are.

    No day is taken where an event may answer the question, or the answer has no sentence next to the day, or a second
    day.
    """
    start, end = answer
    if not may_have_day(text[start:end]):
        return answer, []
    if not asks_of_any_day(text[slice(*question)]) or len(_DAY_ON_LINE.findall(text[start:end])) > 1:
        return answer, []
    days = []
    before = _DAY_BEFORE.match(text, start, end)
    rest = text[before.end() : end].lstrip(BLANK) if before else ""
    if before and _OF_WEB.search(before[1]) and _goes_on(rest, before["below"] is not None):
        days.append((start, start + len(before[0].rstrip())))
        start = end - len(rest)
    line = text.rfind("\n", start, end) + 1
    if line and _OF_WEB.search(text, line, end) and _DAY.fullmatch(text, line, end):
        above = text[start:line].rstrip(BLANK)
        if ends_statement(above):
            days.append((line, end))
            end = start + len(above)
    return (start, end), days


def may_have_day(answer: str) -> bool:
    """Whether an answer may begin or end with a day of a page; a look that spares most the patterns."""
    return _CENTURY in answer and any(_OF_WEB.search(part) for part in (answer[:_NEAR], answer[-_NEAR:]))


def _goes_on(rest: str, is_below: bool) -> bool:
    """Whether the words after a day are such that it can stand before them."""
    line = rest.partition("\n")[0]
    return bool(line) and (not is_below or (line.count(" ") + 1 >= _FEWEST_WORDS and ends_sentence(line)))
