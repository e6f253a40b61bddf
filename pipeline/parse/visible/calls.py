"""What sites ask their readers instead of answering, in the words of each language that `text/languages.py` knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from ...text.languages import LANGUAGES
from ...text.marks import END_MARKS, START_MARKS
from ...text.patterns import pattern

_MARKS = f"{START_MARKS}{END_MARKS}!\u2026. "
_MARK = pattern(f"[{END_MARKS}]")
_ARROWS = " .\u2026[]()\u00bb\u203a\u2192\u2191>^-\u2013|:#\u25b2\u25b6"


def _any_of(patterns: Iterable[Iterable[str]]) -> re.Pattern[str]:
    """A pattern for any of those of the languages; letter case does not count."""
    return pattern("|".join(chain.from_iterable(patterns)), re.IGNORECASE)


_CALL = _any_of(language.calls for language in LANGUAGES)
_OFFER = _any_of(language.offers for language in LANGUAGES)
_TIP = _any_of(language.tips for language in LANGUAGES)
_READ_MORE = _any_of(language.read_more for language in LANGUAGES)
_TAIL = _any_of(language.tails for language in LANGUAGES)


def is_call(question: str) -> bool:
    """Whether a site asks for its readers' questions, opinion or next click.

    >>> is_call("Was this article helpful?"), is_call("Was this bridge open in 1900?")
    (True, False)
    """
    return _CALL.fullmatch(question.strip(_MARKS)) is not None


def is_offer(question: str) -> bool:
    """Whether half a sentence opens an offer: `Ready to cook?`."""
    return _OFFER.fullmatch(question.strip(_MARKS)) is not None


def is_tip(question: str) -> bool:
    """Whether a condition opens a tip: `No grill?`."""
    return _TIP.fullmatch(question.strip(_MARKS)) is not None


def leads_on(line: str) -> bool:
    """Whether a line is no more than the link from a teaser to its article: `Read more »`."""
    return _READ_MORE.fullmatch(line.strip(_ARROWS)) is not None


def is_tail(line: str) -> bool:
    """Whether a line closes a section without being part of it: `Back to top`, `Was this helpful? Yes No`."""
    asked, *choice = _MARK.split(line, maxsplit=1)
    if choice and len(choice[0]) < 30 and is_call(asked):
        return True
    return _TAIL.fullmatch(line.strip(_ARROWS)) is not None
