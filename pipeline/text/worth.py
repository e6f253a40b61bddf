"""What the answer to a question of an exam is worth, beside it: `(20 marks)`."""

from __future__ import annotations

import re

from .languages import LANGUAGES, all_words
from .patterns import one_of, pattern

# (20 marks) [2.5 Punkte] [5]
_POINTS = one_of(all_words(language.points for language in LANGUAGES))
_WORTH = rf"(?:[(\uff08\[] ?\d{{1,3}}(?:[.,]\d)? ?(?:{_POINTS})\.? ?[)\uff09\]]|\[\d{{1,3}}\])"
_ALONE = pattern(_WORTH, re.IGNORECASE)
_BEHIND = pattern(rf"(?<![ \t])[ \t]++{_WORTH}\Z", re.IGNORECASE)
_CLOSING = (")", "]", "\uff09")


def is_worth(text: str) -> bool:
    """Whether a text says only what an answer is worth."""
    return text.endswith(_CLOSING) and _ALONE.fullmatch(text) is not None


def without_worth(text: str) -> str:
    """Return a text without what it says at its end of what an answer is worth.

    >>> without_worth("Why does ice float? (2 marks)")
    'Why does ice float?'
    """
    return _BEHIND.sub("", text) if text.endswith(_CLOSING) else text
