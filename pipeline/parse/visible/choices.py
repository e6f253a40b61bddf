"""Choices instead of an answer, and the answer below them: `a) Mars`, `b) Venus`, `Answer: b`."""

from __future__ import annotations

from collections.abc import Iterable

from turbohtml import Element

from ...text.patterns import pattern
from .flat import Flat
from .lines import answer_line

_FEWEST = 2  # choices (chosen)
_LETTERS = (
    "abcdef",
    "ABCDEF",
    "\u0430\u0431\u0432\u0433\u0434\u0435",
    "\u0410\u0411\u0412\u0413\u0414\u0415",
    "\u2460\u2461\u2462\u2463\u2464\u2465",
)
"""Latin, Cyrillic, and circled numbers."""
_CHOICE = pattern(r"(?:- )?\(?([a-fA-F\u0430-\u0435\u0410-\u0415](?=[.)\]])|[\u2460-\u2465])[.)\]]? ?\S")
_BOX = r"(?:[\u25a1\u2610\u274f-\u2752]|\[ ?\]|\( \))"
_BESIDE_BOX = r"[^\W_][^\n.,!;\[(\u25a1\u2610\u274f-\u2752]{0,19}"  # characters (chosen) of a choice
_BOXES = pattern(rf"{_BOX}(?: ?{_BESIDE_BOX}{_BOX})+ ?{_BESIDE_BOX}|{_BESIDE_BOX}{_BOX}(?: {_BESIDE_BOX}{_BOX})+")
"""Choices on one line, with a box before or after each."""
_BOX_LINES = pattern(rf"(?:- )?{_BOX} [^\n]*(?:\n(?:- )?{_BOX} [^\n]*)+")
"""The same as a list."""
_TABS = "[class*=tabbed i], [class*=tab-set i], [class~=tabs i]"
_BLANKS = ("_" * 4, "." * 8, "\u2026" * 4)
"""How a line to fill in ends."""


def are_boxes(answer: str) -> bool:
    """Whether an answer is a row of empty boxes to tick.

    >>> are_boxes("\u25a1 Yes \u25a1 No"), are_boxes("Yes \u2610 No \u2610"), are_boxes("[ ] is empty, [1] is not.")
    (True, True, False)
    """
    return _BOXES.fullmatch(answer) is not None


def is_to_fill_in(answer: str) -> bool:
    """Whether an answer is a list of empty boxes, or ends in an empty line: `Write it here: ______`."""
    return answer.endswith(_BLANKS) or _BOX_LINES.fullmatch(answer) is not None


def are_choices(lines: Iterable[str]) -> bool:
    """Whether some lines are choices, with a letter or a circled number before each.

    The first may lack its letter, as an `a)` labels answers, too.
    """
    found = [_CHOICE.match(line) for line in lines if line]
    letters = "".join(match[1] if match else " " for match in found)
    return len(letters) >= _FEWEST and any(
        letters[0] in (row[0], " ") and letters[1:] == row[1 : len(letters)] for row in _LETTERS
    )


def hold_boxes(elements: Iterable[Element]) -> bool:
    """Whether some elements hold boxes to tick; with fewer than two there is nothing to choose.

    Tabs without a script are radio buttons, too.
    """
    boxes = [box for each in elements for box in each.select("input[type=radio], input[type=checkbox]")]
    return len(boxes) >= _FEWEST and sum(box.closest(_TABS) is None for box in boxes) >= _FEWEST


def label_below_choices(shown: Flat, start: int, end: int) -> int | None:
    """Return where the label of the answer stands in some pieces that begin with choices; None where none do."""
    if start >= end or not _CHOICE.match(shown.texts[start]):
        return None
    label = answer_line(shown, start, end)
    if label is None:
        return None
    lines = range(shown.line_of[start], shown.line_of[label])
    return label if are_choices(shown.rest_of_line(shown.starts[line]) for line in lines) else None
