"""Numbers in Roman letters before the questions of a list: where they count up, they are no words of the questions."""

from __future__ import annotations

from collections.abc import Sequence

from ..page import Page
from .pairs import QuestionElement, question_line

_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_NUMBERS = {f"{numeral}{sign}": number for number, numeral in enumerate(_NUMERALS, 1) for sign in ".)"}
_SECOND = ("II.", "II)")
_FEWEST = 3  # numbers (chosen) that count up; `II. Rudolf` may be a king


def without_roman_numbers(page: Page, found: Sequence[QuestionElement]) -> Sequence[QuestionElement]:
    """Return question elements without the numbers before them: `II. Is there an exam?`"""
    if not any(not each.is_line and each.element.text.lstrip().startswith(_SECOND) for each in found):
        return found
    numbers = [_NUMBERS.get(question_line(page, each).partition(" ")[0], 0) for each in found]
    if not _count_up([number for number in numbers if number]):
        return found
    return [
        each._replace(question_words=1) if number and not each.question_words else each
        for each, number in zip(found, numbers, strict=True)
    ]


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether some numbers are 1, 2, 3 and so on; each section of a page may begin again."""
    before = [0, *numbers]
    return len(numbers) >= _FEWEST and all(
        number in (1, last + 1) for last, number in zip(before, numbers, strict=False)
    )
